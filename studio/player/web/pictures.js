// The pictures of the player, one or several side by side, and how they are arranged.

import { factorFor } from "./arrows.js";
import { Plane } from "./plane.js";

/** @import { Critical, Look, Payload, Plotly, Point, Surface, Words } from "./types.js" */
/** @import { On } from "./plane.js" */
/** @import { Run } from "./run.js" */

/**
 * What all pictures share; see `Plane`.
 * @typedef {{surface: Surface, critical: Critical | null, start: Point, look: Look, words: Words, epochs: number | null}} Shared
 */

export class Pictures {
  /** @type {Plane[]} */ planes = [];
  /** @type {number | undefined} how many planes there were */ count;
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
  }

  /**
   * @param {Plotly} Plotly
   * @param {Payload} data
   * @param {Run[]} runs
   * @param {Shared} shared
   */
  async show(Plotly, data, runs, shared) {
    const side = data.view === "side" && runs.length > 1;
    const groups = side ? runs.map((run) => [run]) : [runs];
    const rows = Math.ceil(groups.length / 3);
    const columns = groups.length === 4 ? 2 : Math.min(groups.length, 3);
    this.arrows = data.marks.includes("arrows");
    this.root.style.setProperty("--columns", String(columns));
    this.root.style.setProperty("--plane-height", rows > 1 || groups.length === 4 ? "165px" : "");
    for (const plane of this.planes.splice(groups.length)) plane.destroy(Plotly);
    while (this.planes.length < groups.length) {
      const plane = new Plane(this.on);
      this.element.append(plane.element);
      this.planes.push(plane);
    }
    if (this.count !== undefined && this.count !== groups.length) this.resize(Plotly);
    this.count = groups.length;
    await Promise.all(this.planes.map((plane, i) => plane.show(Plotly, { ...shared, runs: groups[i] })));
  }

  /**
   * Another run in the place of this one, at once.
   * @param {Run} old
   * @param {Run} run
   */
  swap(old, run) {
    for (const plane of this.planes) plane.swap(old, run);
  }

  /**
   * The pictures with the play head at `position`, `step` being the last one that is known before it.
   * @param {number} position
   * @param {number} step
   */
  draw(position, step) {
    // The arrows of all pictures have one scale.
    const length = this.arrows ? Math.max(0, ...this.planes.map((plane) => plane.longest(step))) : 0;
    for (const plane of this.planes) plane.draw(position, step, length && factorFor(length));
  }

  /** @param {Plotly} Plotly */
  resize(Plotly) {
    for (const plane of this.planes) plane.resize(Plotly);
  }

  /** @param {Plotly | undefined} Plotly */
  destroy(Plotly) {
    for (const plane of this.planes) plane.destroy(Plotly);
  }
}
