// The pictures of the player, one or several side by side, and how they are arranged.

import { factorFor } from "./arrows.js";
import { Plane } from "./plane.js";
import { Relief } from "./relief.js";

/** @import { Critical, Look, Payload, Plotly, Point, Space, Surface, Words } from "./types.js" */
/** @import { On } from "./plane.js" */
/** @import { Run } from "./run.js" */

/**
 * What all pictures share; see `Plane`.
 * @typedef {{surface: Surface, critical: Critical | null, start: Point, look: Look, words: Words, epochs: number | null}} Shared
 */

export class Pictures {
  /** @type {Plane[]} */ planes = [];
  /** @type {Space} */ space = "2d";
  relief = new Relief();
  arranged = "";
  arrows = false;

  /**
   * @param {HTMLElement} root of the player: its height and its columns are set there
   * @param {HTMLElement} element where the pictures are put
   * @param {On} on
   */
  constructor(root, element, on) {
    this.root = root;
    this.element = element;
    this.on = on;
    element.after(this.relief.element);
  }

  /**
   * @param {Plotly} Plotly
   * @param {Pick<Payload, "view" | "space" | "height" | "marks">} data
   * @param {Run[]} runs
   * @param {Shared} shared
   */
  async show(Plotly, data, runs, shared) {
    this.space = data.space;
    const side = data.view === "side" && runs.length > 1;
    const groups = side ? runs.map((run) => [run]) : [runs];
    const beside = data.space === "both", most = beside ? 2 : 3;
    const columns = groups.length === 4 || (beside && groups.length > 2) ? 2 : beside ? 1 : Math.min(groups.length, most);
    const rows = Math.ceil(groups.length / columns);
    this.arrows = data.marks.includes("arrows");
    this.root.dataset.space = data.space;
    this.root.style.setProperty("--columns", String(columns));
    this.root.style.setProperty("--plane-height", rows > 1 ? "165px" : "");
    for (const plane of this.planes.splice(groups.length)) plane.destroy(Plotly);
    while (this.planes.length < groups.length) {
      const plane = new Plane(this.on);
      this.element.append(plane.element);
      this.planes.push(plane);
    }
    if (data.space === "2d") this.relief.hide();
    else this.relief.element.hidden = false;
    const arranged = `${groups.length} ${data.space}`;
    if (this.arranged && this.arranged !== arranged) this.resize(Plotly);
    this.arranged = arranged;
    const shown = this.planes.map((plane, i) => plane.show(Plotly, { ...shared, runs: groups[i] }));
    if (data.space !== "2d") shown.push(this.relief.show(Plotly, { ...shared, runs, height: data.height }));
    await Promise.all(shown);
  }

  /**
   * The pictures with the play head at `position`, `step` being the last one that is known before it.
   * @param {number} position
   * @param {number} step
   */
  draw(position, step) {
    this.relief.draw(position, step);
    if (this.space === "3d") return;
    // The arrows of all pictures have one scale.
    const length = this.arrows ? Math.max(0, ...this.planes.map((plane) => plane.longest(step))) : 0;
    for (const plane of this.planes) plane.draw(position, step, length && factorFor(length));
  }

  /** @param {Plotly} Plotly */
  resize(Plotly) {
    for (const plane of this.planes) plane.resize(Plotly);
    this.relief.resize();
  }

  /** @param {Plotly | undefined} Plotly */
  destroy(Plotly) {
    for (const plane of this.planes) plane.destroy(Plotly);
    this.relief.destroy();
  }
}
