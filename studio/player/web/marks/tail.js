// The last steps behind the head: of a whole path once more and above all before them, or where it covers itself they would not
// be told from those; of last steps all that is shown, the older the fainter. Of a thinned run single steps are drawn too, where
// they are known.

import { lastOf } from "../time/amount.js";
import { Polyline } from "../draw/polyline.js";
import { widerAt } from "./bands.js";

/** @import { Rows } from "../data/types.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Path } from "./path.js" */
/** @import { Draw } from "./view.js" */

/** How many rows of a whole path are its end. */
export const TAIL = 12;
const BANDS = 8; // strengths
const WIDER = 0.6; // pixels more than the path has
const CASING = 3; // and those around it, of the ground: what is last is told from all before

/**
 * What the end of a whole path lies on: before all ends, or one would cover another.
 * @type {Draw<Path>}
 */
export function drawCasing(view, path, { layer, look, step, amount }) {
  if (amount !== "full" || path.run.bundle) return;
  const row = path.rowOf(step), casing = new Polyline({ dash: [], lifted: path.lifted }, path.place);
  casing.row = Math.max(0, row - TAIL);
  casing.advance(layer, row, view, { colour: look.ground, width: (view.width + WIDER + widerAt(path, row) + CASING) * look.size });
}

/** @type {Draw<Path>} */
export function drawTail(view, path, { layer, look, step, amount }) {
  const { run, rows } = path, last = lastOf(amount);
  // Among the dots of its seeds a run has no more to show than they have, unless it is asked for.
  if (amount === "points" || (run.bundle && !last)) return;
  const row = path.rowOf(step), shown = Math.min(step, run.last);
  const single = last && rows.steps ? recent(run, rows, shown, last) : null;
  const reach = last ?? TAIL, from = single ? 0 : Math.max(0, row - reach), to = single ? single.steps.length - 1 : row;
  /** @type {(i: number) => number} */
  const age = (i) => (single ? shown - single.steps[i] : (last ? shown : row) - i);
  const tail = new Polyline({ dash: path.dash, lifted: single ? single.lifted : path.lifted }, single
    ? (i) => (single.rows[i] < 0 ? view.spot(run.at(single.steps[i])) : path.place(single.rows[i]))
    : path.place);
  tail.row = from;
  // Its dashes lie where those of the path lie, however far the tail has moved on.
  tail.pen.walked = path.ways[single ? Math.max(0, single.rows.find((one) => one >= 0) ?? 0) : from] ?? 0;
  const width = (view.width + WIDER + widerAt(path, row)) * look.size;
  for (const context of layer) context.save();
  const bands = last ? BANDS : 1;
  for (let band = 1, end = from; band <= bands; band++) {
    while (end < to && age(end + 1) >= reach * (1 - band / bands)) end++;
    for (const context of layer) context.globalAlpha = band / bands;
    tail.advance(layer, end, view, { colour: look.colour(run), width });
  }
  for (const context of layer) context.restore();
}

/**
 * The last steps of a thinned run that are here, in order: single ones where they were sent, elsewhere rows of the path.
 * `rows` is −1 for a single step; `lifted` says where nothing is known of the way from the one before.
 * @type {(run: Run, path: Rows, step: number, count: number) => {steps: number[], rows: number[], lifted: Uint8Array}}
 */
export function recent(run, path, step, count) {
  const first = Math.max(0, step - count), single = run.singles(first, step);
  const steps = /** @type {number[]} */ ([]), rows = /** @type {number[]} */ ([]);
  /** @type {(from: number, to: number) => void} */
  const add = (from, to) => {
    for (let row = path.row(from); row <= path.row(to); row++) {
      const at = path.stepOf(row);
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
    return Number(apart && !(rows[i] >= 0 && rows[i - 1] === rows[i] - 1 && !path.lifted?.[rows[i]]));
  });
  return { steps, rows, lifted };
}
