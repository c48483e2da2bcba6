// The pictures of the player, one or several side by side, and how they are arranged.

import { factorFor } from "./arrows.js";
import { Plane } from "./plane.js";
import { frameOf, showBox, zoomPlot } from "./plotly.js";

/** @import { Amount, Critical, Look, Payload, Plotly, Point, Surface, Words } from "./types.js" */
/** @import { Ghosts } from "./ghosts.js" */
/** @import { On } from "./plane.js" */
/** @import { Remains } from "./remains.js" */
/** @import { Run } from "./run.js" */
/** @import { View } from "./zoom.js" */

/**
 * What all pictures share; see `Plane`.
 * @typedef {{surface: Surface, critical: Critical | null, start: Point, look: Look, words: Words,
 *   epochs: number | null, trail: Amount}} Shared
 */

export class Pictures {
  /** @type {Plane[]} */ planes = [];
  /** @type {number | undefined} how many planes there were */ count;
  arrows = false;
  ghostly = false;

  /**
   * @param {HTMLElement} root of the player: its height and its columns are set there
   * @param {HTMLElement} element where the pictures are put
   * @param {Ghosts} ghosts what is left of earlier runs
   * @param {On} on
   */
  constructor(root, element, ghosts, on) {
    this.ghosts = ghosts;
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
    this.ghostly = data.marks.includes("ghost");
    this.root.style.setProperty("--columns", String(columns));
    this.root.style.setProperty("--plane-height", rows > 1 || groups.length === 4 ? "165px" : "");
    for (const plane of this.planes.splice(groups.length)) plane.destroy(Plotly);
    while (this.planes.length < groups.length) {
      const plane = new Plane(this.on, this.ghosts);
      this.element.append(plane.element);
      this.planes.push(plane);
    }
    if (this.count !== undefined && this.count !== groups.length) this.resize(Plotly);
    this.count = groups.length;
    await Promise.all(this.planes.map((plane, i) => plane.show(Plotly, { ...shared, runs: groups[i], remains: this.#remains(i, groups) })));
  }

  /**
   * What is left of earlier runs goes where their places are; of a run whose place is gone into the first picture.
   * @param {number} i
   * @param {Run[][]} groups
   * @returns {Remains}
   */
  #remains(i, groups) {
    const own = (/** @type {Run} */ { place }) => Math.max(0, groups.findIndex((runs) => runs.some((run) => run.place === place))) === i;
    const { before, shown } = this.ghosts;
    return { before: this.ghostly ? before.filter(own) : [], pins: shown.filter(({ run }) => own(run)) };
  }

  /** Other runs are pinned. */
  keep() {
    const groups = this.planes.map(({ runs }) => runs);
    this.planes.forEach((plane, i) => plane.keep(this.#remains(i, groups)));
  }

  /** All that is left of earlier runs in these pictures. */
  get remains() {
    return this.planes.flatMap(({ remains: { before, pins } }) => [...before, ...pins.map(({ run }) => run)]);
  }

  /**
   * What each picture shows.
   * @returns {View[]}
   */
  get views() {
    return this.planes.map(({ plot, surface, runs }) => ({ frame: frameOf(plot), domain: surface.domain, runs }));
  }

  /**
   * Show so many times as much as now, about the point of the first run; without a number the whole.
   * @param {Plotly} Plotly
   * @param {number | null} times
   * @param {number} step
   */
  zoom(Plotly, times, step) {
    for (const { plot, surface, runs: [run] } of this.planes) {
      const { x, y } = run?.at(step) ?? {};
      if (times === null) showBox(Plotly, plot, surface.domain);
      else zoomPlot(Plotly, plot, times, run && [x, y]);
    }
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
