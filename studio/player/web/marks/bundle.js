// The same run for many seeds, or for all values of the dial: all their paths, faint, grown together with the play head.

import { lastUpTo } from "../data/decode.js";
import { Pen, PIECE } from "../draw/pen.js";
import { Polyline } from "../draw/polyline.js";

/** @import { Paths } from "../data/types.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Draw, View } from "./view.js" */

const WIDTH = 1.5; // pixels

export class Bundle {
  row = 0; // up to which it is drawn
  pen = new Pen(); // one for all
  /** @type {Polyline[]} one for each path */ lines = [];

  /**
   * @param {Run} run
   * @param {Paths} paths
   */
  constructor(run, paths) {
    this.run = run;
    this.paths = paths;
  }

  /**
   * Begin again where the paths lie in a view. They have no losses: in space they lie upon the surface.
   * @param {View} view
   */
  follow(view) {
    const { paths, pen } = this;
    this.row = 0;
    this.lines = Array.from({ length: paths.count }, (_, k) =>
      new Polyline({ dash: [] }, view.spots(paths, k * paths.length), view.sieve(), pen));
  }

  /**
   * The last row that is not after `step`.
   * @param {number} step
   */
  rowOf(step) {
    const { steps, length } = this.paths;
    return steps ? lastUpTo(steps, step) : Math.min(Math.floor(step), length - 1);
  }
}

/** @type {Draw<Bundle>} in full strength: the canvas is shown at less, so that strokes do not add up */
export function drawBundle(view, bundle, { layer, look, step }) {
  const row = bundle.rowOf(step), { pen, lines, run } = bundle;
  if (row <= bundle.row) return;
  pen.begin(layer, view, [], { colour: look.colour(run), width: WIDTH * look.size });
  for (const line of lines) line.grow(row, view, PIECE);
  pen.end();
  bundle.row = row;
}
