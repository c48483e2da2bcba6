// The pictures of the player, one or several side by side, and how they are arranged.

import { factorFor } from "../marks/arrows.js";
import { Ghosts } from "../data/ghosts.js";
import { LinkedAxes } from "./linked-axes.js";
import { PlanePicture } from "./plane-picture.js";
import { around, frameOf, showBox, zoomPlot } from "./plotly.js";
import { takeTwoFingers } from "./scroll.js";
import { columnsFor, groupsOf, isBrief, roomFor } from "./room.js";
import { SpacePicture } from "./space-picture.js";
import { Zoom } from "./zoom.js";

/** @import { Payload, Plotly, Side, Space } from "../data/types.js" */
/** @import { Earlier } from "../data/ghosts.js" */
/** @import { Picture, Shown } from "./picture.js" */
/** @import { On } from "./plane-picture.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Sketch } from "../marks/sketch.js" */
/** @import { Boxes, View } from "./zoom.js" */
/** @typedef {NonNullable<Payload["family"]>} Family */

/**
 * What all pictures share. `dragged`: something is in a hand, and this is not what the page has sent.
 * @typedef {Omit<Shown, "runs" | "earlier"> & {epochs: number | null, dragged: boolean, beside: Side | null}} Shared
 */

export class Pictures {
  linked = new LinkedAxes();
  /** @type {Plotly | null} while the pictures are linked */ linking = null;
  /** @type {PlanePicture[]} */ planes = [];
  /** @type {Space} */ shown = "2d";
  space = new SpacePicture();
  /** how the pictures were arranged */ arranged = "";
  /** @type {Plotly | undefined} */ Plotly;
  arrows = false;
  ghostly = false;
  dragged = false;
  still = false; // they keep their height while something is in a hand, however many lines are said under them
  layout = { rows: 1, columns: 1 };
  equal = false; // whether both axes have one scale
  /** @type {string} the surface for which that was chosen */ #equalOn = "";

  /**
   * @param {HTMLElement} root of the player: its height and its columns are set there
   * @param {HTMLElement} element where the pictures are put
   * @param {On & {own: (family: Family, value: number) => void, zoom: (boxes: Boxes) => void, kept: () => void,
   *   equal: (on: boolean) => void}} on `own` for a value that the run is to have itself, `zoom` where finer points are wanted,
   *   `kept` when a run was pinned, `equal` whether both axes have one scale
   */
  constructor(root, element, on) {
    this.ghosts = new Ghosts(() => {
      this.#keep();
      on.kept();
    });
    // A start in the hand is not to be overtaken by the page.
    this.zoom = new Zoom(() => (this.dragged ? [] : this.views), on.zoom);
    this.root = root;
    this.element = element;
    this.on = on;
    this.heading = /** @type {HTMLElement} */ (root.querySelector(".heading"));
    element.after(this.space.element);
    takeTwoFingers(this.space.box, true);
  }

  /**
   * @param {Plotly | null} Plotly null: it is not there yet, and the planes are shown without it
   * @param {Pick<Payload, "view" | "space" | "height" | "marks" | "family">} data
   * @param {Run[]} runs
   * @param {Shared} shared
   */
  async show(Plotly, data, runs, shared) {
    const grid = data.view === "grid", groups = groupsOf(data.view, runs);
    // Each surface begins as its shape asks for.
    if (this.#equalOn !== shared.surface.name) this.equal = shared.surface.equal;
    this.#equalOn = shared.surface.name;
    this.on.equal(this.equal);
    // Beside several planes the surface in space is one more picture, beside a single one its other half.
    const count = groups.length + Number(data.space === "both" && groups.length > 1);
    const columns = columnsFor(count, grid), rows = Math.ceil(count / columns);
    this.Plotly = Plotly ?? undefined;
    this.shown = data.space;
    this.dragged = shared.dragged;
    // None is to follow while some are not drawn yet.
    this.linking = null;
    this.arrows = data.marks.includes("arrows");
    this.ghostly = data.marks.includes("ghost");
    const sides = shared.beside ? [shared, shared.beside] : [shared];
    this.ghosts.show(sides.map(({ surface }) => surface.key).join(" "), runs, shared.dragged);
    this.root.dataset.view = data.view;
    this.root.dataset.space = data.space;
    this.root.dataset.planes = String(groups.length);
    this.root.dataset.several = String(groups.length === 1 && runs.length > 1);
    this.root.style.setProperty("--columns", String(columns));
    this.root.style.setProperty("--rows", String(rows));
    this.layout = { rows, columns };
    for (const plane of this.planes.splice(groups.length)) plane.destroy(this.Plotly);
    while (this.planes.length < groups.length) {
      const plane = new PlanePicture({ ...this.on, moved: () => this.#moved(plane) }, this.ghosts);
      this.element.append(plane.element);
      this.planes.push(plane);
    }
    if (data.space === "2d") this.space.hide();
    else this.space.element.hidden = false;
    const arranged = `${groups.length} ${data.space}`;
    this.still = shared.dragged && this.arranged === arranged;
    if (Plotly && this.arranged && this.arranged !== arranged) this.resize(Plotly);
    this.arranged = arranged;
    this.#fill();
    const { family } = data, uneven = new Set(groups.flat().map(({ last }) => last)).size > 1;
    this.heading.hidden = !family;
    this.heading.textContent = family?.name ?? "";
    const shown = groups.map((runs, i) => {
      const own = family && { pressed: family.values[i] === family.own, press: () => this.on.own(family, family.values[i]) };
      const { surface, critical, bends } = sides[Number(runs[0]?.beside ?? false)];
      return this.planes[i].show(Plotly, { ...shared, surface, critical, bends, runs, own, uneven, brief: isBrief(data, groups, i, shared.look.size, this.root), equal: this.equal, earlier: this.#earlier(i, groups) });
    });
    if (Plotly && data.space !== "2d") shown.push(this.space.show(Plotly, { ...shared, runs: runs.filter((run) => !run.beside), height: data.height, earlier: this.#earlier() }));
    await Promise.all(shown);
    if (!Plotly) {
      this.#fill();
      return;
    }
    // What stands under a picture may have taken of its height.
    this.resize(Plotly);
    this.zoom.moved();
    if (!grid && !shared.beside) return;
    this.linking = Plotly;
    const leader = this.planes.find(({ plot }) => plot === this.linked.leader) ?? this.planes[0];
    this.#moved(leader);
  }

  /** @param {PlanePicture} plane whose frame has moved */
  #moved({ plot }) {
    this.zoom.moved();
    this.on.moved();
    if (this.linking) this.linked.follow(this.linking, this.planes.map((plane) => plane.plot), plot);
  }

  /**
   * Another run in the place of this one, at once.
   * @type {(old: Run, run: Run) => void}
   */
  swap(old, run) {
    for (const picture of [...this.planes, this.space]) picture.swap(old, run);
  }

  /**
   * What is left of earlier runs goes where their places are; of a run whose place is gone into the first picture.
   * @param {number} [i] which picture; without it all that is left
   * @param {Run[][]} [groups] what each picture shows
   * @returns {Earlier}
   */
  #earlier(i, groups = []) {
    const own = (/** @type {Run} */ { place }) =>
      i === undefined || Math.max(0, groups.findIndex((runs) => runs.some((run) => run.place === place))) === i;
    const { before, shown } = this.ghosts;
    return { before: this.ghostly ? before.filter(own) : [], pins: shown.filter(({ run }) => own(run)) };
  }

  /** Other runs are pinned. */
  #keep() {
    this.planes.forEach((plane, i, planes) => plane.keep(this.#earlier(i, planes.map(({ runs }) => runs))));
    this.space.keep(this.#earlier());
  }

  /**
   * What a reader has predicted of the run at a place, where that run is shown; null: nothing.
   * @type {(place: number, sketch: Sketch | null) => void}
   */
  sketch(place, sketch) {
    for (const picture of [...this.planes, this.space]) picture.sketch = picture.runs.some((run) => run.place === place) ? sketch : null;
  }

  /** All that is left of earlier runs in these pictures. */
  get earlier() {
    return this.planes.flatMap(({ earlier: { before, pins } }) => [...before, ...pins.map(({ run }) => run)]);
  }

  /** Pin all runs on show, or let them go. */
  pin() {
    this.ghosts.toggleAll(this.planes.filter(({ own }) => !own).flatMap(({ runs }) => runs));
  }

  /**
   * What each picture shows; those that are hidden show nothing.
   * @returns {View[]}
   */
  get views() {
    const seen = this.planes.filter(({ plot }) => plot.clientWidth && plot.clientHeight);
    return seen.map(({ plot, surface, runs }) => ({ frame: frameOf(plot), domain: surface.domain, runs }));
  }

  /**
   * Show so many times as much as now, about the point of the first run; without a number the whole.
   * @type {(times: number | null, step: number) => void}
   */
  look(times, step) {
    if (!this.Plotly || this.shown === "3d") return;
    for (const { plot, surface, start, runs: [run] } of this.linking ? this.planes.slice(0, 1) : this.planes) {
      const { x, y } = run?.at(step) ?? {};
      if (times === null) showBox(this.Plotly, plot, around(surface.domain, start));
      else zoomPlot(this.Plotly, plot, times, run && [x, y]);
    }
  }

  /**
   * The pictures that have their axes, with the play head at `position`, `step` being the last one that is known before it; the
   * probe on the first of two surfaces.
   * @type {(position: number, step: number, probe: Picture["probe"]) => void}
   */
  draw(position, step, probe) {
    for (const picture of [this.space, ...this.planes]) picture.probe = picture.runs[0]?.beside ? null : probe;
    const drawn = this.shown === "3d" ? [] : this.planes.filter(({ plot }) => plot.layout);
    // The arrows of all pictures have one scale.
    const length = this.arrows ? Math.max(0, ...[this.space, ...drawn].map((picture) => picture.longest(step))) : 0;
    const factor = length && factorFor(length);
    for (const picture of [this.space, ...drawn]) picture.draw(position, step, factor);
    if (this.shown === "3d") for (const plane of this.planes) plane.tell(position, step);
  }

  /** Give the pictures the height that is left for them. */
  #fill() {
    if (this.still) return;
    const [{ box }] = this.planes, frame = this.shown === "3d" ? this.space.box : box;
    if (frame.clientHeight) this.root.style.setProperty("--plane-height", `${roomFor(this.root, frame, this.layout)}px`);
  }

  /** One scale for both axes, or each its own. */
  toggleEqual() {
    this.equal = !this.equal;
    this.on.equal(this.equal);
    for (const plane of this.planes) if (this.Plotly) plane.scale(this.Plotly, this.equal);
  }

  /** @param {Plotly} Plotly */
  resize(Plotly) {
    if (this.planes.length) this.#fill();
    for (const picture of [...this.planes, this.space]) picture.resize(Plotly);
  }

  /** @param {Plotly | undefined} Plotly */
  destroy(Plotly) {
    this.zoom.stop();
    for (const picture of [...this.planes, this.space]) picture.destroy(Plotly);
  }
}
