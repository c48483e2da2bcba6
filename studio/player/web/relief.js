// The surface in 3D with the runs on it. Plotly draws the surface, once; canvases above it carry what moves.

import { icon } from "./commands.js";
import { outside } from "./head.js";
import { heightOf } from "./height.js";
import { drawLandmarks } from "./landmarks.js";
import { Once } from "./once.js";
import { fit, marker } from "./pen.js";
import { fits } from "./plotly.js";
import { cameraOf, CONFIG, firstCamera, projectionOf, sceneryOf, stage } from "./scenery.js";
import { along, Strand, within } from "./strand.js";
import { drawTail, extend } from "./tails.js";

/** @import { Amount, Camera, Look, Place, Plot, Plotly, Point, Scale, Surface, Words } from "./types.js" */
/** @import { Run } from "./run.js" */
/** @import { Scenery } from "./scenery.js" */
/** @import { Pens, View } from "./strand.js" */
/** @typedef {{surface: Surface, runs: Run[], start: Point, height: Scale, trail: Amount, look: Look, words: Words}} Shown */

const HOME = "M12 3 2 12h3v9h5v-6h4v6h5v-9h3z";
const LINE = 2.2, HEAD = 8; // pixels
const REST = 250; // milliseconds after which Plotly draws the paths itself, where its camera is not known

export class Relief {
  /** @type {Plot | null} what Plotly draws in; null: 3D is off, and no WebGL context is held */ plot = null;
  /** @type {Plotly} */ Plotly;
  /** @type {Scenery} */ scenery;
  /** @type {Strand[]} */ strands = [];
  /** @type {Run[]} */ runs = [];
  /** @type {Surface} */ surface;
  /** @type {Point} */ start;
  /** @type {Look} */ look;
  /** @type {Words} */ words;
  /** @type {Amount} how much of a path is drawn */ amount;
  /** @type {(loss: number) => number} */ height;
  /** @type {Camera | null} where the reader has left it */ camera = null;
  /** @type {() => void} called by Plotly when it draws the surface */ rendered;
  position = 0;
  step = 0;
  ground = "";
  key = "";
  later = 0;

  constructor() {
    this.element = document.createElement("figure");
    this.element.className = "relief";
    this.element.hidden = true;
    this.element.innerHTML = `<div class="frame"><canvas class="hidden ink"></canvas><canvas class="ink"></canvas>
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
  async show(Plotly, { surface, runs, start, height, look, words, trail }) {
    Object.assign(this, { Plotly, surface, runs, start, look, words, amount: trail, height: heightOf(surface, height) });
    this.strands = this.#strands();
    this.element.hidden = false;
    this.box.setAttribute("aria-label", `${surface.name}. ${words.relief}`);
    this.box.setAttribute("role", "group");
    this.button.title = words.reset_camera;
    this.button.setAttribute("aria-label", words.reset_camera);
    const ground = [surface.key, height, look.text, look.ground, look.size, words.axis_log].join(" ");
    if (!this.plot || ground !== this.ground) {
      this.ground = ground;
      this.scenery = sceneryOf(surface, height, look, words);
      await this.#react([]);
    }
    this.key = "";
  }

  /**
   * Another run in the place of this one, at once.
   * @param {Run} old
   * @param {Run} run
   */
  swap(old, run) {
    this.runs = this.runs.map((one) => (one === old ? run : one));
    this.strands = this.#strands();
    this.key = "";
  }

  #strands() {
    return this.runs.map((run) => new Strand(run, (row) => this.#place(run.columns, row), new Once()));
  }

  /** @param {object[]} paths what Plotly is to draw beside the surface */
  async #react(paths) {
    if (this.plot) this.camera = cameraOf(this.plot) ?? this.camera;
    else {
      this.box.insertAdjacentHTML("afterbegin", `<div class="plot"></div>`);
      this.plot = /** @type {Plot} */ (this.box.firstElementChild);
    }
    const { Plotly, plot, scenery, look } = this, camera = this.camera ?? firstCamera(plot.clientWidth);
    await Plotly.react(plot, [scenery.trace, ...paths], stage(scenery, look, camera), CONFIG);
  }

  /** The camera as it was at first. */
  reset() {
    if (this.plot) this.Plotly.relayout(this.plot, { "scene.camera": firstCamera(this.plot.clientWidth) });
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
   * The picture with the play head at `position`; only what is new is added unless the camera has moved.
   * @param {number} position
   * @param {number} step
   */
  draw(position, step) {
    Object.assign(this, { position, step });
    if (!this.plot) return;
    const projection = projectionOf(this.plot);
    if (!projection) {
      this.#leaveToPlotly();
      return;
    }
    this.#follow(this.plot);
    const { clientWidth: width, clientHeight: height } = this.plot;
    const [hiddenInk, ink, hiddenHeads, heads] = this.canvases.map((canvas) => fit(canvas, width, height));
    const view = { ...this.scenery, projection }, rows = this.runs.map((run) => run.row(step));
    const key = `${projection.key} ${window.devicePixelRatio}`;
    if (key !== this.key || rows.some((row, i) => row < this.strands[i].row)) {
      this.key = key;
      for (const context of [hiddenInk, ink]) context.clearRect(0, 0, width, height);
      for (const strand of this.strands) strand.restart();
    }
    for (const context of [hiddenHeads, heads]) context.clearRect(0, 0, width, height);
    const pens = { seen: heads, hidden: hiddenHeads };
    const { amount, look: { size } } = this, below = { seen: ink, hidden: hiddenInk };
    this.strands.forEach((strand, i) => {
      extend(below, strand, amount, rows[i], view, { colour: this.look.colour(this.runs[i]), width: LINE * size, dot: size });
    });
    this.#landmarks(pens, view);
    this.strands.forEach((strand, i) => {
      const run = this.runs[i], head = { run, step, row: rows[i], at: (/** @type {number} */ at) => this.#at(run, at) };
      drawTail(pens, strand, amount, head, view, { colour: this.look.colour(run), width: (LINE + 0.6) * size });
      this.#head(pens, view, strand, run);
    });
  }

  /**
   * @param {Pens} pens
   * @param {View} view
   * @param {Strand} strand
   * @param {Run} run
   */
  #head(pens, view, strand, run) {
    const { position, step, look, words } = this, colour = look.colour(run);
    let here = this.#at(run, step);
    if (position > step && position < step + 1 && step < run.last && run.knows(step + 1)) {
      // On its way to the next point, along the chord that will be drawn.
      const from = here, now = along(from, this.#at(run, step + 1), position - step);
      const way = new Strand({ dash: run.dash, lifted: null }, (row) => (row ? now : from));
      way.walked = strand.walked;
      way.advance(pens, 1, view, colour, (LINE + 0.6) * this.look.size);
      here = now;
    }
    if (within(here, view.box)) {
      const [x, y] = view.projection.pixel(here);
      marker(strand.hides(here, view) ? pens.hidden : pens.seen, x, y, run.marker, colour, look.ground, HEAD * look.size);
    } else if (strand.exit) {
      const [[bx, by], at] = strand.exit.map((one) => view.projection.pixel(one));
      const edges = { left: 0, top: 0, right: this.box.clientWidth, bottom: this.box.clientHeight };
      const text = run.end && step >= run.last ? run.end : words.outside;
      outside(pens.seen, edges, { run, exit: at }, 2 * at[0] - bx, 2 * at[1] - by, text, look);
    }
  }

  /**
   * The minima and the start.
   * @param {Pens} pens
   * @param {View} view
   */
  #landmarks(pens, { sight, projection }) {
    const { surface, start, look, words, runs } = this;
    const edges = { left: 0, top: 0, right: this.box.clientWidth, bottom: this.box.clientHeight };
    // Between the points of the grid the loss is known only where a run begins, and at the minima, the lowest points.
    const losses = new Map([[start, runs[0]?.columns.loss[0]], ...surface.minima.map((one) => /** @type {const} */ ([one, surface.low]))]);
    /** @type {(point: Point) => Place} */
    const place = (point) => {
      const ground = sight.height(...point), loss = losses.get(point);
      return [...point, Number.isNaN(ground) || loss === undefined ? ground : this.height(loss)];
    };
    for (const hidden of [false, true]) {
      drawLandmarks(hidden ? pens.hidden : pens.seen, edges, (point) => {
        const at = place(point);
        return sight.hides(at, projection.eye) === hidden ? projection.pixel(at) : null;
      }, { surface, critical: null, start, look, words });
    }
  }

  /**
   * The paths move with the surface, in the very frame: Plotly calls when it draws.
   * @param {Plot} plot
   */
  #follow(plot) {
    const picture = plot._fullLayout?.scene?._scene?.glplot;
    if (!picture || picture.onrender === this.rendered) return;
    const before = picture.onrender;
    picture.onrender = this.rendered = () => {
      before?.();
      if (this.plot !== plot) return;
      const key = `${projectionOf(plot)?.key} ${window.devicePixelRatio}`;
      if (key !== this.key) this.draw(this.position, this.step);
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
