// Zooming in: the finer points of a path that Python has sent for a window on it, and which are to be asked for.

import { lastUpTo, unpack } from "../data/decode.js";

/** @import { Box, FinerTable, Numbers, Range, SentFiner } from "../data/types.js" */
/** @import { Frame, Trail } from "../draw/pen.js" */
/** @import { Rows } from "../marks/trails.js" */
/** @import { Run } from "../data/run.js" */
/** @typedef {{frame: Frame, domain: [Range, Range], runs: Run[]}} View a picture, and the runs in it */
/** @typedef {Record<string, Box>} Boxes for each run that needs it, by its place, the window on show */

const REST = 150; // milliseconds without a move
const FINER = 0.98; // a window narrower than this share of another shows more
const SEEN = 0.25; // pixels by which a rounded number may be beside its place
const ROUNDED = 2 ** -24; // the share by which a float32 is rounded at most

/** @type {(sent: SentFiner) => FinerTable | undefined} */
export const unpackFiner = ({ steps, lifted, columns, ...facts }) =>
  columns && { ...facts, steps: unpack(steps), lifted: lifted && unpack(lifted), x: unpack(columns.x), y: unpack(columns.y) };

/** The rows of a path that are seen in a window, in float64. */
export class Finer {
  /** @param {FinerTable} table */
  constructor({ steps, lifted, x, y, box, whole, dots }) {
    this.steps = steps;
    this.lifted = lifted;
    this.x = x;
    this.y = y;
    this.box = box;
    this.whole = whole;
    this.dots = dots;
  }

  /**
   * The last row whose step is not after `step`; the first if all are.
   * @param {number} step
   */
  row(step) {
    return lastUpTo(this.steps, step);
  }

  /** @param {number} row */
  stepOf(row) {
    return this.steps[row];
  }

  /**
   * The point of a step, if it is here.
   * @param {number} step
   */
  at(step) {
    const row = this.row(step);
    return this.steps[row] === step ? { x: this.x[row], y: this.y[row] } : undefined;
  }

  /**
   * Whether everything on show in this frame is here.
   * @param {Frame} frame
   */
  covers(frame) {
    return holds(this.box, boxOf(frame));
  }

  /**
   * Whether all steps that lie in this frame are here, whatever else is.
   * @param {Frame} frame
   */
  dotted(frame) {
    return this.dots !== null && holds(this.dots, boxOf(frame));
  }
}

/** @type {(one: Box, other: Box) => boolean} */
const holds = (one, other) => one.every(([low, high], axis) => other[axis][0] >= low && other[axis][1] <= high);

/**
 * The ranges of x and y on show.
 * @param {Frame} frame
 * @returns {Box}
 */
export const boxOf = (frame) => [[frame.toX(frame.left), frame.toX(frame.right)], [frame.toY(frame.bottom), frame.toY(frame.top)]];

/**
 * The rows of a run that show the most in this frame, and whether all steps that lie in it are among them.
 * @param {Run} run
 * @param {Frame} frame
 */
export function rowsIn(run, frame) {
  const { finer, columns } = run;
  if (finer?.covers(frame)) return { line: finer, x: finer.x, y: finer.y, every: finer.dotted(frame) };
  return { line: run, x: columns.x, y: columns.y, every: !run.steps };
}

/**
 * Let trails lie where their rows are in this frame, the finest that are here. Each is given as `rowsIn` gives it,
 * with the place of each row.
 * @param {Trail<Run>[]} trails
 * @param {Frame} frame
 */
export const follow = (trails, frame) => trails.map((trail) => {
  const { line, x, y, every } = rowsIn(trail.run, frame);
  trail.line = line;
  trail.place = (row) => [frame.x(x[row]), frame.y(y[row])];
  trail.restart();
  return { run: trail.run, length: x.length, every, stepOf: line.stepOf.bind(line), place: trail.place };
});

/**
 * The row of a trail that the head is at.
 * @param {Trail<Run>} trail
 * @param {number} step
 */
export const rowOf = (trail, step) => /** @type {Rows} */ (trail.line).row(step);

/**
 * Whether one window is narrower than another, across or upwards.
 * @type {(one: Box, other: [Range, Range]) => boolean}
 */
const finer = (one, other) => one.some(([low, high], axis) => high - low < FINER * (other[axis][1] - other[axis][0]));

/**
 * Whether the table of a run shows less than what there is to see in this frame.
 * @param {Run} run
 * @param {View} view
 */
function needs(run, { frame, domain }) {
  const box = boxOf(frame);
  if (run.steps) return finer(box, domain);
  const { x, y } = run.columns;
  /** @type {(column: Numbers, range: Range, pixels: number) => boolean} */
  const rough = (column, range, pixels) =>
    column instanceof Float32Array && Math.max(...range.map(Math.abs)) * ROUNDED * pixels > SEEN;
  return rough(x, box[0], frame.perX) || rough(y, box[1], frame.perY);
}

/**
 * Whether a run has all that there is to see. What was sent reaches half a window beyond it on each side.
 * @param {Run} run
 * @param {Frame} frame
 */
function has({ finer: known }, frame) {
  if (!known?.covers(frame)) return false;
  if (known.dots && !known.dotted(frame)) return false;
  const [across, up] = known.box.map(([low, high]) => /** @type {Range} */ ([low / 2, high / 2]));
  return known.whole || !finer(boxOf(frame), [across, up]);
}

/**
 * What is to be asked for: the windows of all runs that need one; none to forget them; null if all is well.
 * @param {View[]} views
 * @returns {Boxes | null}
 */
export function asked(views) {
  const each = views.flatMap((view) => view.runs.map((run) => ({ run, view })));
  const needy = each.filter(({ run, view }) => needs(run, view));
  if (!needy.length) return each.some(({ run }) => run.finer) ? {} : null;
  if (needy.every(({ run, view }) => has(run, view.frame))) return null;
  return Object.fromEntries(needy.map(({ run, view }) => [String(run.place), boxOf(view.frame)]));
}

/** Asks once the picture has come to rest. */
export class Zoom {
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  last = "";

  /**
   * @param {() => View[]} look what is on show
   * @param {(boxes: Boxes) => void} ask
   */
  constructor(look, ask) {
    this.look = look;
    this.ask = ask;
  }

  /** The picture has moved, or has other runs. */
  moved() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const boxes = asked(this.look()), said = boxes ? JSON.stringify(boxes) : "";
      // What was asked for once is on its way, or there is no more.
      if (boxes && said !== this.last) this.ask(boxes);
      this.last = said;
    }, REST);
  }

  stop() {
    clearTimeout(this.#timer);
  }
}
