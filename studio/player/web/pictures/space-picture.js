// The surface in 3D with the runs on it. Plotly draws the surface, once; canvases above it carry what moves.

import { Bundle } from "../marks/bundle.js";
import { icon } from "../draw/icon.js";
import { Draped } from "../marks/draped.js";
import { heightOf } from "../draw/height.js";
import { DrawnSegments } from "../draw/overdraw.js";
import { fit } from "../draw/canvas.js";
import { marker } from "../draw/marker.js";
import { fits } from "./plotly.js";
import { cameraOf, firstCamera, projectionOf } from "./camera.js";
import { CONFIG, sceneryOf, stage } from "./surface-plot.js";
import { along, Strand, within } from "../marks/polyline.js";
import { drawTail, extend } from "../marks/tails.js";
import { drawAllArrows, drawExit, drawPast, drawPlaces, longestOf } from "../marks/upon.js";

/** @import { Amount, Camera, Critical, Look, Place, Plot, Plotly, Point, Scale, Surface, Words } from "../data/types.js" */
/** @import { Remains } from "../marks/earlier.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Scenery } from "./surface-plot.js" */
/** @import { Pens, View } from "../marks/polyline.js" */
/** @import { Site } from "../marks/upon.js" */
/**
 * @typedef {{surface: Surface, critical: Critical | null, runs: Run[], start: Point, height: Scale, trail: Amount,
 *   remains: Remains, look: Look, words: Words}} Shown
 */

const HOME = "M12 3 2 12h3v9h5v-6h4v6h5v-9h3z";
const LINE = 2.2, HEAD = 8; // pixels
const REST = 250; // milliseconds after which Plotly draws the paths itself, where its camera is not known

export class SpacePicture {
  /** @type {Plot | null} what Plotly draws in; null: 3D is off, and no WebGL context is held */ plot = null;
  /** @type {Plotly} */ Plotly;
  /** @type {Scenery} */ scenery;
  /** @type {Strand[]} */ strands = [];
  /** @type {Draped[]} the seeds of each run and the values of the dial */ bundles = [];
  /** @type {Run[]} */ runs = [];
  /** @type {Surface} */ surface;
  /** @type {Critical | null} */ critical;
  /** @type {Remains} what is left of earlier runs */ remains;
  /** @type {Point} */ start;
  /** @type {Look} */ look;
  /** @type {Words} */ words;
  /** @type {Amount} how much of a path is drawn */ amount;
  /** @type {(loss: number) => number} */ height;
  /** @type {Camera | null} where the reader has left it */ camera = null;
  /** @type {WeakSet<object>} what calls here when it draws the surface */ followed = new WeakSet();
  position = 0;
  step = 0;
  factor = 0; // of the arrows, 0: there are none
  ground = "";
  key = "";
  stale = false; // another run stands where one was drawn, or other remains
  later = 0;

  constructor() {
    this.element = document.createElement("figure");
    this.element.className = "relief";
    this.element.hidden = true;
    this.element.innerHTML = `<div class="frame"><canvas class="hidden faint"></canvas><canvas class="faint"></canvas>
      <canvas class="hidden ink"></canvas><canvas class="ink"></canvas>
      <canvas class="hidden heads"></canvas><canvas class="heads"></canvas><button type="button">${icon(HOME)}</button></div>`;
    this.button = /** @type {HTMLButtonElement} */ (this.element.querySelector("button"));
    this.button.onclick = () => this.reset();
    this.box = /** @type {HTMLElement} */ (this.element.querySelector(".frame"));
    this.canvases = [...this.element.querySelectorAll("canvas")];
  }

  /**
   * @param {Plotly} Plotly
   * @param {Shown} shown
   */
  async show(Plotly, { surface, critical, runs, start, height, look, words, trail, remains }) {
    const shown = { Plotly, surface, critical, runs, start, look, words, remains };
    Object.assign(this, shown, { amount: trail, height: heightOf(surface, height) });
    this.element.hidden = false;
    this.box.setAttribute("aria-label", `${surface.name}. ${words.relief}`);
    this.box.setAttribute("role", "group");
    this.button.title = words.reset_camera;
    this.button.setAttribute("aria-label", words.reset_camera);
    const ground = [surface.key, height, look.text, look.ground, look.size, words.axis_log].join(" ");
    const same = this.plot && ground === this.ground;
    if (!same) this.scenery = sceneryOf(surface, height, look, words);
    this.ground = ground;
    this.#lay(); // before Plotly draws: it asks for the paths while it does
    if (!same) await this.#react([]);
    this.stale = true;
  }

  /**
   * Another run in the place of this one, at once.
   * @param {Run} old
   * @param {Run} run
   */
  swap(old, run) {
    this.runs = this.runs.map((one) => (one === old ? run : one));
    if (this.plot) this.#lay();
  }

  /**
   * Other remains of earlier runs.
   * @param {Remains} remains
   */
  keep(remains) {
    this.remains = remains;
    this.stale = true;
  }

  /** The paths of the runs on show, with nothing of them drawn yet; of bundles those that are there already stay. */
  #lay() {
    const { occlusion } = this.scenery;
    this.strands = this.runs.map((run) => new Strand(run, (row) => this.#place(run.columns, row), new DrawnSegments()));
    this.bundles = this.runs.flatMap((run) => [run.bundle, run.family].flatMap((paths) => {
      if (!paths) return [];
      return [this.bundles.find((one) => one.bundle.x === paths.x && one.occlusion === occlusion) ?? new Draped(new Bundle(run, paths), occlusion)];
    }));
    this.stale = true;
  }

  /** @param {object[]} paths what Plotly is to draw beside the surface */
  async #react(paths) {
    if (this.plot) this.camera = cameraOf(this.plot) ?? this.camera;
    else {
      this.box.insertAdjacentHTML("afterbegin", `<div class="plot"></div>`);
      this.plot = /** @type {Plot} */ (this.box.firstElementChild);
    }
    const { Plotly, plot, scenery, look } = this, camera = this.camera ?? firstCamera(plot);
    await Plotly.react(plot, [scenery.trace, ...paths], stage(scenery, look, camera), CONFIG);
  }

  /** The camera as it was at first. */
  reset() {
    if (this.plot) this.Plotly.relayout(this.plot, { "scene.camera": firstCamera(this.plot) });
  }

  /**
   * Where a run is: its point, and its loss upwards.
   * @param {Run["columns"]} columns
   * @param {number} row
   * @returns {Place}
   */
  #place({ x, y, loss }, row) {
    return [x[row], y[row], this.height(loss[row])];
  }

  /**
   * The same at a step, exactly if it is near the play head.
   * @param {Run} run
   * @param {number} step
   * @returns {Place}
   */
  #at(run, step) {
    const { x, y, loss } = run.at(step);
    return [x, y, this.height(loss)];
  }

  /**
   * How long the longest of −g and −m is in this picture, in pixels.
   * @param {number} step
   */
  longest(step) {
    const projection = this.plot && projectionOf(this.plot);
    return projection ? longestOf(this.#site({ ...this.scenery, projection }), this.runs, step) : 0;
  }

  /**
   * @param {View} view
   * @returns {Site}
   */
  #site(view) {
    const { clientWidth: right, clientHeight: bottom } = this.box, { height, look, words } = this;
    return { view, edges: { left: 0, top: 0, right, bottom }, height, at: (run, step) => this.#at(run, step), look, words };
  }

  /**
   * The picture with the play head at `position`; only what is new is added unless the camera has moved.
   * With a `factor`, arrows are drawn too.
   * @param {number} position
   * @param {number} step
   * @param {number} factor
   */
  draw(position, step, factor) {
    Object.assign(this, { position, step, factor });
    if (!this.plot) return;
    const projection = projectionOf(this.plot);
    if (!projection) {
      this.#leaveToPlotly();
      return;
    }
    this.#follow(this.plot);
    const { clientWidth: width, clientHeight: height } = this.plot, { runs, strands, bundles, amount, look } = this;
    for (const canvas of this.canvases.slice(0, 2)) canvas.hidden = !bundles.length;
    const [hiddenFaint, faint, hiddenInk, ink, hiddenHeads, heads] = this.canvases.map((canvas) => fit(canvas, width, height));
    const view = { ...this.scenery, projection }, rows = runs.map((run) => run.row(step)), site = this.#site(view);
    const below = { seen: ink, hidden: hiddenInk }, pens = { seen: heads, hidden: hiddenHeads };
    const key = `${projection.key} ${window.devicePixelRatio} ${bundles.length}`;
    const moved = key !== this.key || bundles.some((bundle) => bundle.isAfter(step));
    if (moved) {
      this.key = key;
      for (const context of [hiddenFaint, faint]) context.clearRect(0, 0, width, height);
      for (const bundle of bundles) bundle.restart();
    }
    if (moved || this.stale || rows.some((row, i) => row < strands[i].row)) {
      this.stale = false;
      for (const context of [hiddenInk, ink]) context.clearRect(0, 0, width, height);
      for (const strand of strands) strand.restart();
      drawPast(below, site, this);
    }
    for (const bundle of bundles) bundle.advance({ seen: faint, hidden: hiddenFaint }, step, view, look);
    for (const context of [hiddenHeads, heads]) context.clearRect(0, 0, width, height);
    strands.forEach((strand, i) => {
      extend(below, strand, amount, rows[i], view, { colour: look.colour(runs[i]), width: LINE * look.size, dot: look.size });
    });
    drawPlaces(pens, site, this);
    if (factor) drawAllArrows(pens, site, runs, step, factor);
    strands.forEach((strand, i) => {
      const run = runs[i], head = { run, step, row: rows[i], at: (/** @type {number} */ at) => this.#at(run, at) };
      drawTail(pens, strand, amount, head, view, { colour: look.colour(run), width: (LINE + 0.6) * look.size });
      this.#head(pens, site, strand, run);
    });
  }

  /**
   * @param {Pens} pens
   * @param {Site} site
   * @param {Strand} strand
   * @param {Run} run
   */
  #head(pens, site, strand, run) {
    const { position, step, look } = this, { view } = site, colour = look.colour(run);
    let here = this.#at(run, step);
    if (position > step && position < step + 1 && step < run.last && run.knows(step + 1)) {
      // On its way to the next point, along the chord that will be drawn.
      const from = here, now = along(from, this.#at(run, step + 1), position - step);
      const way = new Strand({ dash: run.dash, lifted: null }, (row) => (row ? now : from));
      way.walked = strand.walked;
      way.advance(pens, 1, view, colour, (LINE + 0.6) * look.size);
      here = now;
    }
    if (!within(here, view.box)) {
      drawExit(pens, site, strand, run, step);
      return;
    }
    const [x, y] = view.projection.pixel(here);
    marker(strand.hides(here, view) ? pens.hidden : pens.seen, x, y, run.marker, colour, look.ground, HEAD * look.size);
  }

  /**
   * The paths move with the surface, in the very frame: Plotly calls when it draws.
   * @param {Plot} plot
   */
  #follow(plot) {
    const picture = plot._fullLayout?.scene?._scene?.glplot;
    if (!picture || this.followed.has(picture)) return;
    this.followed.add(picture);
    const before = picture.onrender;
    picture.onrender = () => {
      before?.();
      if (this.plot === plot && !this.key.startsWith(`${projectionOf(plot)?.key} `)) this.draw(this.position, this.step, this.factor);
    };
  }

  /** Without its camera Plotly draws the paths, at rest. */
  #leaveToPlotly() {
    clearTimeout(this.later);
    this.later = window.setTimeout(() => {
      if (!this.plot) return;
      const { look, step } = this;
      this.#react(this.runs.map((run) => {
        const places = Array.from({ length: run.row(step) + 1 }, (_, row) => this.#place(run.columns, row));
        const [x, y, z] = [0, 1, 2].map((axis) => places.map((place) => place[axis]));
        return { type: "scatter3d", mode: "lines", x, y, z, line: { color: look.colour(run), width: 4 }, hoverinfo: "skip" };
      }));
    }, REST);
  }

  /** Let Plotly take the size that its place has now. */
  resize() {
    if (!this.plot || fits(this.plot)) return;
    this.Plotly.relayout(this.plot, { autosize: true });
  }

  /** Take it off; the camera is kept, the WebGL context is given back. */
  hide() {
    const { plot } = this;
    this.element.hidden = true;
    if (!plot) return;
    clearTimeout(this.later);
    this.plot = null;
    this.camera = cameraOf(plot) ?? this.camera;
    const canvases = [...plot.querySelectorAll("canvas")];
    this.Plotly.purge(plot);
    for (const canvas of canvases) canvas.getContext("webgl")?.getExtension("WEBGL_lose_context")?.loseContext();
    plot.remove();
  }

  destroy() {
    this.hide();
    this.element.remove();
  }
}
