// Pictures that show the same part of the plane: where one is moved, the others follow once it has come to rest.

import { relayout } from "./plotly.js";

/** @import { Plot, Plotly, Range } from "../data/types.js" */

/** @type {(one: Range, other: Range) => boolean} */
const same = (one, other) => one[0] === other[0] && one[1] === other[1];

export class LinkedAxes {
  /** @type {Plot | undefined} the one that was moved last */ leader;
  /** @type {Set<Plot>} those on their way */ following = new Set();

  /** @type {(Plotly: Plotly, plots: Plot[], moved: Plot) => void} */
  follow(Plotly, plots, moved) {
    // A plot that follows reports that it has moved too; by then the leader may be elsewhere.
    if (this.following.has(moved)) return;
    this.leader = moved;
    const { xaxis: { range: across }, yaxis: { range: up } } = moved.layout;
    for (const plot of plots) {
      const { xaxis, yaxis } = plot.layout;
      if (this.following.has(plot) || (same(xaxis.range, across) && same(yaxis.range, up))) continue;
      this.following.add(plot);
      const change = { "xaxis.range": /** @type {Range} */ ([...across]), "yaxis.range": /** @type {Range} */ ([...up]) };
      relayout(Plotly, plot, change).then(() => {
        this.following.delete(plot);
        if (this.leader && plots.includes(this.leader)) this.follow(Plotly, [plot], this.leader);
      });
    }
  }
}
