// How much of a path is drawn: all of it, its last steps fading away behind the head, or a dot for each step.
// Whoever knows where a row lies on the screen can use this: a plane as well as the surface in space.

import { lastOf } from "../data/amount.js";
import { rowsIn } from "../data/finer.js";
import { Trail } from "../draw/polyline.js";

/** @import { Amount, Edges, Line, Point } from "../data/types.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Frame } from "../draw/frame.js" */
/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {{colour: string, width: number}} Pen */
/** @typedef {Pick<Line, "stepOf" | "lifted"> & {row(step: number): number, steps?: unknown}} Rows the rows of a path, each with its step */

const TAIL = 12; // rows of a whole path that are drawn once more behind its head
const BANDS = 8; // strengths of a tail
const DOT = 3; // pixels

/**
 * Let trails lie where their rows are in this frame, the finest that are here. Each is given as `rowsIn` gives it,
 * with the place of each row.
 * @param {Trail<Run>[]} trails
 * @param {Frame} frame
 */
export const follow = (trails, frame) => trails.map((trail) => {
  const { line, x, y, every } = rowsIn(trail.run, frame.box);
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
 * Add to what stays on the canvas what is new up to `row`: a line, dots, or nothing if only the last steps are shown.
 * @param {Context} context
 * @param {Edges} frame
 * @param {Trail} trail
 * @param {Amount} amount
 * @param {number} row
 * @param {Pen} pen
 */
export function extend(context, frame, trail, amount, row, { colour, width }) {
  const from = trail.row ? trail.row + 1 : 0;
  if (row <= trail.row) return;
  // Without a context the path is followed only: where it leaves the frame, and how far it has gone.
  trail.advance(amount === "full" ? context : null, row, frame, colour, width);
  if (amount !== "points") return;
  context.fillStyle = colour;
  for (let i = from; i <= row; i++) {
    const [x, y] = trail.place(i);
    if (x < frame.left || x > frame.right || y < frame.top || y > frame.bottom) continue;
    context.fillRect(x - DOT / 2, y - DOT / 2, DOT, DOT);
  }
}

/**
 * The last steps behind the head, the older the fainter: of a whole path once more, where it is a solid band they
 * are what moves; of last steps all that is shown. Of a thinned run single steps are drawn too, where they are known.
 * @param {Context} context
 * @param {Edges} frame
 * @param {Trail<Run>} trail
 * @param {Amount} amount
 * @param {{step: number, row: number, at: (step: number) => Point}} head where it is, and where single steps are
 * @param {Pen} pen
 */
export function drawTail(context, frame, trail, amount, { step, row, at }, pen) {
  if (amount === "points") return;
  const last = lastOf(amount);
  if (!last) {
    fade(context, frame, trail, Math.max(0, row - TAIL), row, TAIL, (one) => row - one, pen);
    return;
  }
  const line = /** @type {Rows} */ (trail.line), shown = Math.min(step, trail.run.last);
  if (!line.steps) {
    fade(context, frame, trail, Math.max(0, row - last), row, last, (one) => shown - one, pen);
    return;
  }
  const { steps, rows, lifted } = recent(trail.run, line, shown, last);
  if (!steps.length) return;
  const way = new Trail(trail.run, (i) => (rows[i] < 0 ? at(steps[i]) : trail.place(rows[i])));
  way.line = { stepOf: (i) => steps[i], lifted };
  way.ways = [trail.ways[Math.max(0, rows.find((one) => one >= 0) ?? 0)] ?? 0];
  fade(context, frame, way, 0, steps.length - 1, last, (i) => shown - steps[i], pen);
}

/**
 * @param {Context} context
 * @param {Edges} frame
 * @param {Trail} trail
 * @param {number} from
 * @param {number} to the last row
 * @param {number} reach the age at which nothing is left
 * @param {(row: number) => number} ageOf
 * @param {Pen} pen
 */
function fade(context, frame, trail, from, to, reach, ageOf, { colour, width }) {
  const tail = new Trail(trail.run, trail.place);
  tail.line = trail.line;
  tail.row = from;
  // Its dashes lie where those of the path lie, however far the tail has moved on.
  tail.walked = trail.ways[from] ?? 0;
  context.save();
  for (let band = 1, end = from; band <= BANDS; band++) {
    while (end < to && ageOf(end + 1) >= reach * (1 - band / BANDS)) end++;
    context.globalAlpha = band / BANDS;
    tail.advance(context, end, frame, colour, width);
  }
  context.restore();
}

/**
 * The last steps of a thinned run that are here, in order: single ones where they were sent, elsewhere rows of `line`.
 * `rows` is −1 for a single step; `lifted` says where nothing is known of the way from the one before.
 * @param {Run} run
 * @param {Rows} line
 * @param {number} step
 * @param {number} count
 */
export function recent(run, line, step, count) {
  const first = Math.max(0, step - count), single = run.singles(first, step);
  const steps = /** @type {number[]} */ ([]), rows = /** @type {number[]} */ ([]);
  /** @type {(from: number, to: number) => void} */
  const add = (from, to) => {
    for (let row = line.row(from); row <= line.row(to); row++) {
      const at = line.stepOf(row);
      if (at < from || at > to) continue;
      steps.push(at);
      rows.push(row);
    }
  };
  const [low, high] = single ?? [step + 1, step];
  add(first, low - 1);
  for (let at = low; at <= high; at++) {
    steps.push(at);
    rows.push(-1);
  }
  add(high + 1, step);
  const lifted = Uint8Array.from(steps, (at, i) => {
    const apart = i > 0 && at - steps[i - 1] > 1;
    // Two neighbours in the table are joined as they are there.
    return Number(apart && !(rows[i] >= 0 && rows[i - 1] === rows[i] - 1 && !line.lifted?.[rows[i]]));
  });
  return { steps, rows, lifted };
}
