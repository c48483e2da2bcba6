// The pictures of the player, one or several side by side, and how they are arranged.

import { factorFor } from "./arrows.js";
import { Linked } from "./linked.js";
import { Plane } from "./plane.js";

/** @import { Critical, Look, Payload, Plotly, Point, Surface, Words } from "./types.js" */
/** @import { On } from "./plane.js" */
/** @import { Run } from "./run.js" */
/** @typedef {NonNullable<Payload["family"]>} Family */

/**
 * What all pictures share; see `Plane`.
 * @typedef {{surface: Surface, critical: Critical | null, start: Point, look: Look, words: Words, epochs: number | null}} Shared
 */

/**
 * How many pictures stand beside each other. Those of a grid are small, and two rows of them are seen at a glance.
 * @param {number} count
 * @param {boolean} grid
 */
export function columnsFor(count, grid) {
  const half = Math.ceil(count / 2);
  if (grid && half <= 4 && count > 3) return half;
  return count === 4 ? 2 : Math.min(count, 3);
}

export class Pictures {
  linked = new Linked();
  /** @type {Plotly | null} while the pictures are linked */ linking = null;
  /** @type {Plane[]} */ planes = [];
  /** @type {number | undefined} how many planes there were */ count;
  arrows = false;

  /**
   * @param {HTMLElement} root of the player: its height and its columns are set there
   * @param {HTMLElement} element where the pictures are put
   * @param {On & {own: (family: Family, value: number) => void}} on `own` for a value that the run is to have itself
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
    const grid = data.view === "grid", each = grid || (data.view === "side" && runs.length > 1);
    const groups = each ? runs.map((run) => [run]) : [runs];
    const columns = columnsFor(groups.length, grid), rows = Math.ceil(groups.length / columns);
    this.arrows = data.marks.includes("arrows");
    this.root.dataset.view = data.view;
    this.root.style.setProperty("--columns", String(columns));
    this.root.style.setProperty("--rows", String(rows));
    this.root.style.setProperty("--plane-height", rows > 1 && !grid ? "165px" : "");
    for (const plane of this.planes.splice(groups.length)) plane.destroy(Plotly);
    while (this.planes.length < groups.length) {
      const plane = new Plane({ ...this.on, moved: () => this.#moved(plane) });
      this.element.append(plane.element);
      this.planes.push(plane);
    }
    if (this.count !== undefined && this.count !== groups.length) this.resize(Plotly);
    this.count = groups.length;
    this.linking = null;
    const { family } = data;
    await Promise.all(groups.map((runs, i) => {
      const own = family && { pressed: family.values[i] === family.own, press: () => this.on.own(family, family.values[i]) };
      return this.planes[i].show(Plotly, { ...shared, runs, own });
    }));
    if (!grid) return;
    this.linking = Plotly;
    const leader = this.planes.find(({ plot }) => plot === this.linked.leader) ?? this.planes[0];
    this.#moved(leader);
  }

  /** @param {Plane} plane whose frame has moved */
  #moved({ plot }) {
    this.on.moved();
    if (this.linking) this.linked.follow(this.linking, this.planes.map((plane) => plane.plot), plot);
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
