// What the scene asks to see against the step: up to four plots; the lines grow with the play head.

import { drawAxes, drawLimit } from "../draw/axes.js";
import { fit } from "../draw/canvas.js";
import { Frame } from "../draw/frame.js";
import { marker } from "../draw/marker.js";
import { bandsOf, covered, DrawnColumn } from "../draw/overdraw.js";
import { Polyline } from "../draw/polyline.js";
import { holding, scaleOf } from "../draw/scale.js";
import { DASHES } from "../marks/earlier.js";
import { drawAbove } from "./above.js";

/** @import { Axis, Curve, Edges, Look, Numbers, Point, Words } from "../data/types.js" */
/** @import { Run } from "../data/run.js" */
/** @typedef {Polyline & {column: Numbers, id: string, run: Run, bands: Polyline[], covers: Uint8Array | null}} CurveLine
 * `covers`: how many others lie on it, at each row; `bands`: what is seen of it under them */
/** @typedef {{runs: Run[], curves: Curve[], steps: number, log_steps: boolean, look: Look, words: Words, dragged: boolean}} Shown */

const MARGIN = { left: 58, right: 26, top: 22, bottom: 22 };
const LINE = 2, HEAD = 5.5; // pixels
const WIDER = 2.8; // and more for each line that lies on this one
const CROWD = { runs: 3, thinner: 0.7 }; // lines of more runs than that, with their heads, are so much thinner
const SAME = 1; // pixels between lines that lie on each other
const FAINT = 0.55; // of the strength of the living
const NOTE = 15; // pixels: a line more above a plot that has something to say
const LOW = 0.7; // of the height that a plot asks for, and may have less
const HEIGHT = 88, WIDTH = 235; // pixels: the height of a plot, and its least width with margins
const FULL = 1100; // pixels: in a lower window plots are lower too, for the room is the pictures'

/** @type {(run: Run, id: string) => CurveLine} */
const lineOf = (run, id) =>
  Object.assign(new Polyline({ dash: run.dash }, () => [0, 0], new DrawnColumn()), { column: run.columns[id], id, run, bands: [], covers: null });

export class Curves {
  /** @type {Run[]} */ runs;
  /** @type {Run[]} that are no more, faint */ earlier = [];
  /** @type {Curve[]} with the axes of the runs as they were sent */ sent = [];
  /** @type {(Curve & {scale: Axis})[]} */ curves = [];
  /** @type {CurveLine[][]} for each curve, one of each run */ lines = [];
  /** @type {number} */ steps;
  /** @type {boolean} */ log;
  /** @type {Look} */ look;
  /** @type {Words} */ words;
  /** @type {Frame[]} where each plot is */ frames = [];
  count = 0; // of those that were sent, how many there is room for
  columns = 1;
  key = "";
  stale = false; // another run stands where one was drawn

  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    const [axes, ink, heads] = element.querySelectorAll("canvas");
    this.axes = axes;
    this.ink = ink;
    this.heads = heads;
  }

  /** @param {Shown} shown */
  show({ runs, curves, steps, log_steps: log, look, words, dragged }) {
    const kept = dragged && this.sent?.length === curves.length; // their room does not change while something is in a hand
    Object.assign(this, { runs, steps, log, look, words });
    this.sent = curves;
    this.element.hidden = !curves.length;
    this.#take(kept ? this.count : curves.length);
    if (!kept) this.arrange();
  }

  /** Show so many of them. @param {number} count */
  #take(count) {
    this.count = count;
    this.#scale([]);
    this.lines = this.curves.map(({ id }) => this.runs.map((run) => lineOf(run, id)));
    this.key = "";
  }

  /** @param {Run[]} earlier */
  keep(earlier) {
    this.earlier = earlier;
    this.key = "";
  }

  /**
   * Another run in the place of this one; an axis that does not hold it grows.
   * @type {(old: Run, run: Run) => void}
   */
  swap(old, run) {
    this.runs = this.runs.map((one) => (one === old ? run : one));
    this.lines = this.lines.map((group) => group.map((line) => (line.run === old ? lineOf(run, line.id) : line)));
    this.#scale([run]);
    this.stale = true;
  }

  /**
   * The axes as they were sent, but for what these runs need.
   * @param {Run[]} more
   */
  #scale(more) {
    this.curves = this.sent.slice(0, this.count).map((sent) => {
      const curve = { ...sent, range: holding(sent, more.flatMap(({ columns }) => (columns[sent.id] ? [columns[sent.id]] : []))) };
      return { ...curve, scale: scaleOf(curve) };
    });
  }

  /** As many plots in a row as fit; four are two and two before they are three and one. */
  arrange() {
    const count = this.sent.length;
    if (!count) return;
    // On the stage the plots grow less than what is written around them: the room is the pictures'.
    const most = Math.max(1, Math.floor(this.element.clientWidth / (WIDTH * Math.sqrt(this.look.size))));
    this.columns = Math.min(count, count === 4 && most === 3 ? 2 : most);
    const { top, bottom } = this.#margin(), low = Math.min(1, Math.max(LOW, innerHeight / FULL));
    const row = HEIGHT * low * Math.sqrt(this.look.size) + top + bottom;
    this.element.style.setProperty("--curves", `${Math.ceil(count / this.columns) * row}px`);
    // Beside a picture there may be more height than they ask for, and they stand below each other; or less, and the last are left out.
    const { clientHeight: height } = this.element;
    while (this.columns > 1 && height > Math.ceil(count / (this.columns - 1)) * row) this.columns--;
    const fit = Math.min(count, this.columns * Math.max(1, Math.floor(height / ((LOW / low) * row))));
    if (height && fit !== this.count) this.#take(fit);
  }

  /** What is around each plot, in pixels. */
  #margin() {
    const { size } = this.look, note = this.curves.some((curve) => curve.note) ? NOTE : 0;
    return { left: MARGIN.left * size, right: MARGIN.right * size, top: (MARGIN.top + note) * size, bottom: MARGIN.bottom * size };
  }

  /** @type {(width: number, height: number) => Frame[]} */
  #frames(width, height) {
    const { left, right, top, bottom } = this.#margin();
    const w = width / this.columns, h = height / Math.ceil(this.curves.length / this.columns);
    return this.curves.map((curve, i) => new Frame(
      (i % this.columns) * w + left, Math.floor(i / this.columns) * h + top,
      w - left - right, h - top - bottom,
      [0, Math.max(this.along(this.steps), 1e-9)], curve.range,
    ));
  }

  /** @type {(step: number) => number} where a step stands: step 0 has a place on a logarithmic axis too, at log(step + 1) */
  along = (step) => (this.log ? Math.log10(step + 1) : step);

  /** @type {(i: number, step: number, value: number) => Point} the pixel of a value of a curve */
  #pixel = (i, step, value) => [this.frames[i].x(this.along(step)), this.frames[i].y(this.curves[i].scale.of(value))];

  /** @param {number} step */
  draw(step) {
    if (!this.curves.length) return;
    const { clientWidth: width, clientHeight: height } = this.element, { look } = this;
    const ink = fit(this.ink, width, height), heads = fit(this.heads, width, height);
    const frames = (this.frames = this.#frames(width, height)), size = look.size * (this.runs.length > CROWD.runs ? CROWD.thinner : 1), rows = this.runs.map((run) => run.row(step));
    const key = `${frames.map((frame) => frame.key)} ${window.devicePixelRatio}`;
    if (key !== this.key || this.stale || this.lines[0].some((line, i) => rows[i] < line.row)) {
      if (key !== this.key) this.#ground(width, height);
      this.key = key;
      this.stale = false;
      ink.clearRect(0, 0, width, height);
      this.lines.forEach((group, i) => group.forEach((line) => {
        line.place = (row) => this.#pixel(i, line.run.stepOf(row), line.column[row]);
        line.restart();
      }));
      this.#layBands();
    }
    heads.clearRect(0, 0, width, height);
    this.lines.forEach((group, i) => group.forEach(({ run, bands }, k) => bands.forEach((band, below) =>
      band.advance([ink], rows[k], frames[i], { colour: look.colour(run), width: (LINE + (below + 1) * WIDER) * size }))));
    /** @type {Edges[]} */
    const taken = [];
    this.lines.forEach((group, i) => group.forEach((line, k) => {
      const colour = look.colour(line.run), frame = frames[i];
      line.advance([ink], rows[k], frame, { colour, width: LINE * size });
      if (line.id === "eta") this.#changes(heads, i, line, colour);
      const [x, y] = this.#head(i, line, step, rows[k]);
      if (y < frame.top - 1) drawAbove(heads, frame, /** @type {Point | undefined} */ (line.exit?.at)?.[0] ?? x, { value: line.run.at(step)[line.id], colour, look, taken });
      else if (y <= frame.bottom + 1) marker(heads, x, y, line.run.marker, colour, look.ground, (HEAD + (WIDER * (line.covers?.[rows[k]] ?? 0)) / 2) * size);
    }));
  }

  /** Under the last of lines that lie on each other the others are bands, each wider than what lies on it. */
  #layBands() {
    this.lines.forEach((group, i) => {
      const { perY } = this.frames[i], { scale } = this.curves[i];
      const told = group.map(({ run, column }) => ({ length: column.length, stepOf: (/** @type {number} */ row) => run.stepOf(row), row: (/** @type {number} */ step) => run.row(step), column }));
      covered(told, (one, row, other, at) => perY * Math.abs(scale.of(one.column[row]) - scale.of(other.column[at])) <= SAME).forEach((counts, k) => {
        const { place, dash } = group[k];
        group[k].covers = counts;
        group[k].bands = counts ? bandsOf(counts, null).map((lifted) => new Polyline({ dash, lifted }, place, new DrawnColumn())) : [];
      });
    });
  }

  /**
   * The play head on a line. What belongs to an update has no value at the last point: its head stays at the last update.
   * @type {(i: number, line: CurveLine, step: number, row: number) => Point}
   */
  #head(i, line, step, row) {
    const at = Math.min(step, line.run.last), value = line.run.at(at)[line.id];
    return Number.isNaN(value) && row ? /** @type {Point} */ (line.place(row - 1)) : this.#pixel(i, at, value);
  }

  /**
   * A short stroke where the reader has set another η.
   * @type {(context: CanvasRenderingContext2D, i: number, line: CurveLine, colour: string) => void}
   */
  #changes(context, i, { run, column }, colour) {
    const { size } = this.look;
    context.strokeStyle = colour;
    context.lineWidth = 2 * size;
    context.beginPath();
    for (const at of run.changes) {
      const [x, y] = this.#pixel(i, at, column[run.row(at)]);
      context.moveTo(x, y - 7 * size);
      context.lineTo(x, y + 7 * size);
    }
    context.stroke();
  }

  /** @type {(width: number, height: number) => void} the axes, and earlier runs as far as they were sent for these curves */
  #ground(width, height) {
    const context = fit(this.axes, width, height), { steps, log, along, look, frames, earlier } = this;
    context.clearRect(0, 0, width, height);
    this.curves.forEach(({ id, name, note, limit, scale: { ticks } }, i) => {
      drawAxes(context, frames[i], { name, note, ticks, steps, log, along, look, title: this.words.steps });
      if (limit) drawLimit(context, frames[i], limit, look);
      context.save();
      context.globalAlpha = FAINT;
      for (const run of earlier) {
        const column = run.columns[id];
        if (!column) continue;
        const line = new Polyline({ dash: DASHES.before }, (row) => this.#pixel(i, run.stepOf(row), column[row]));
        line.advance([context], column.length - 1, frames[i], { colour: look.colour(run), width: 1.5 * look.size });
      }
      context.restore();
    });
  }
}
