// What a bounce comes to, written beside it: that a parameter changes its sign with every update, and that the loss stays where it
// was; and which of its strokes are the last ones.

import { Exact } from "../data/exact.js";
import { bouncing } from "../data/so-far.js";
import { format } from "../data/template.js";
import { BUTTONS, labelNear } from "../draw/label.js";
import { TAIL } from "./tail.js";

/** @import { Point } from "../data/types.js" */
/** @import { Path } from "./path.js" */
/** @import { Draw } from "./view.js" */

const LONG = 50; // steps to and fro from which on it is written
const INSET = 10, LINE = 19, APART = 24; // pixels

/**
 * The parameter that has changed its sign with each of the last `count` updates; null if neither has.
 * @type {(columns: {x: ArrayLike<number>, y: ArrayLike<number>}, step: number, count: number) => "θ₁" | "θ₂" | null}
 */
export function flips({ x, y }, step, count) {
  /** @type {(column: ArrayLike<number>) => boolean} */
  const all = (column) => Array.from({ length: count }, (_, k) => column[step - k] * column[step - k - 1]).every((product) => product < 0);
  return all(y) ? "θ₂" : all(x) ? "θ₁" : null;
}

/** @type {(step: number) => number} the round step at a third of the way */
export function early(step) {
  const power = 10 ** Math.floor(Math.log10(step / 3));
  return Math.floor(step / 3 / power) * power;
}

/** @type {Draw<Path>} of a picture that is its own */
export function drawBounce(view, { run }, { layer: [context], look, words, step, amount, taken }) {
  const at = Math.min(step, run.last), count = run.steps || run.bundle || amount !== "full" ? 0 : bouncing(run, at);
  if (count < LONG) return;
  const [x, y] = view.pixel(view.spot(run.at(at))), { left, right, top, bottom } = view, { size } = look, parameter = flips(run.columns, at, count);
  const since = Math.max(early(at), at - count);
  /** @type {(step: number) => string} */
  const told = (step) => format(words.loss_then, { step, loss: new Exact(run.at(step).loss).brief });
  const all = [...(parameter ? [format(words.flips, { parameter, count })] : []), told(since), told(at)];
  // At the side to which it has not come.
  const far = x < (left + right) / 2, edge = far ? right - INSET * size : left + INSET * size, room = (far ? edge - x : x - edge) - APART * size;
  context.font = look.type(14);
  all.filter((line) => context.measureText(line).width <= room).forEach((line, i) => labelNear(context, line, [edge, top + (far ? BUTTONS.high : 0) + (0.8 + i) * LINE * size], [[far ? -1e-9 : 1e-9, 0]], { look, edges: view, taken }));
  /** @type {Point[]} */
  const beside = [[APART * size, (y < (top + bottom) / 2 ? 1 : -1) * 1.6 * LINE * size]];
  labelNear(context, format(words.last_updates, { count: TAIL }), [x, y], far ? beside : [[-beside[0][0], beside[0][1]]], { look, edges: view, taken, type: 13 });
}
