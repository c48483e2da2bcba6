// The finer points of a path that Python has sent for a window on it, where a reader has zoomed in.

import { Fields, lastUpTo, unpack } from "./decode.js";

/** @import { Box, FinerTable, Numbers, Rows, SentFiner } from "./types.js" */
/** @import { Run } from "./run.js" */

/** @type {(sent: SentFiner) => FinerTable | undefined} */
export const unpackFiner = ({ steps, lifted, columns, ...facts }) =>
  columns && { ...facts, steps: unpack(steps), lifted: lifted && unpack(lifted), x: unpack(columns.x), y: unpack(columns.y) };

const Known = /** @type {new (table: FinerTable) => FinerTable} */ (Fields);

/** The rows of a path that are seen in a window, in float64. */
export class Finer extends Known {
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
   * Whether everything in this window is here.
   * @param {Box} window
   */
  covers(window) {
    return holds(this.box, window);
  }

  /**
   * Whether all steps that lie in this window are here, whatever else is.
   * @param {Box} window
   */
  dotted(window) {
    return this.dots !== null && holds(this.dots, window);
  }
}

/** @type {(one: Box, other: Box) => boolean} */
const holds = (one, other) => one.every(([low, high], axis) => other[axis][0] >= low && other[axis][1] <= high);

/**
 * The rows of a run that show the most in a window on the plane, and whether all steps that lie in it are among them;
 * without a window those of its table.
 * @type {(run: Run, window: Box | null) => {rows: Rows, columns: {x: Numbers, y: Numbers, loss?: Numbers}, every: boolean}}
 */
export function rowsIn(run, window) {
  const { finer, columns } = run;
  if (window && finer?.covers(window)) return { rows: finer, columns: { x: finer.x, y: finer.y }, every: finer.dotted(window) };
  return { rows: run, columns, every: window !== null && !run.steps };
}
