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
const INSET = 10, LINE = 19, APART = 24, BESIDE = 12; // pixels: BESIDE from the last strokes to what they are called
const SOME = 0.12; // of a word that may lie on what is drawn

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
export function drawBounce(view, { run }, { layer: [context], look, words, step, amount, taken, ink }) {
  const at = Math.min(step, run.last), count = run.steps || run.bundle || amount !== "full" ? 0 : bouncing(run, at);
  if (count < LONG) return;
  const [x, y] = view.pixel(view.spot(run.at(at))), { left, right, top, bottom } = view, { size } = look, parameter = flips(run.columns, at, count);
  const since = Math.max(early(at), at - count);
  /** @type {(step: number) => string} */
  const told = (step) => format(words.loss_then, { step, loss: new Exact(run.at(step).loss).brief });
  const all = [...(parameter ? [format(words.flips, { parameter, count })] : []), told(since), told(at)];
  // In a corner, at the side to which it has not come; what is too wide for that side is left out, and all of it where paths are.
  const far = x < (left + right) / 2, edge = far ? right - INSET * size : left + INSET * size, room = (far ? edge - x : x - edge) - APART * size;
  context.font = look.type(14);
  const block = all.filter((line) => context.measureText(line).width <= room).join("\n"), high = (block.split("\n").length / 2 + 0.3) * LINE * size;
  const inward = far ? -1e-9 : 1e-9, how = { look, edges: view, taken, ink };
  if (block) labelNear(context, block, [edge, 0], [[inward, top + (far ? BUTTONS.high : 0) + high], [inward, bottom - high, 1]], { ...how, most: SOME });
  const across = (far ? 1 : -1) * BESIDE * size, inner = y < (top + bottom) / 2 ? 1 : -1;
  /** @type {Point[]} */
  const beside = [1, -1].flatMap((side) => [1.6, 2.6, 3.6, 0, -1.6, -2.6].map((lines) => /** @type {Point} */ ([side * across, lines * inner * LINE * size])));
  labelNear(context, format(words.last_updates, { count: TAIL }), [x, y], beside, { ...how, type: 13, most: SOME });
}
