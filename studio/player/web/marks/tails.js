// How much of a path is drawn in three dimensions: what trails.js does in the plane.

import { lastOf } from "../data/amount.js";
import { Strand, within } from "./polyline.js";
import { recent } from "./trails.js";

/** @import { Amount, Place } from "../data/types.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Pens, View } from "./polyline.js" */
/** @typedef {{colour: string, width: number}} Pen */

const TAIL = 12; // rows of a whole path that are drawn once more behind its head
const BANDS = 8; // strengths of a tail
const DOT = 3; // pixels

/**
 * Add to what stays what is new up to `row`: a line, dots, or nothing if only the last steps are shown.
 * @param {Pens} pens
 * @param {Strand} strand
 * @param {Amount} amount
 * @param {number} row
 * @param {View} view
 * @param {Pen & {dot: number}} pen `dot`: how many times as large as usual
 */
export function extend(pens, strand, amount, row, view, { colour, width, dot }) {
  const from = strand.row ? strand.row + 1 : 0;
  if (row <= strand.row) return;
  strand.advance(amount === "full" ? pens : null, row, view, colour, width);
  if (amount !== "points") return;
  const size = DOT * dot;
  for (let i = from; i <= row; i++) {
    const place = strand.place(i);
    if (!within(place, view.box)) continue;
    const [x, y] = view.projection.pixel(place), context = strand.hides(place, view) ? pens.hidden : pens.seen;
    context.fillStyle = colour;
    context.fillRect(x - size / 2, y - size / 2, size, size);
  }
}

/**
 * The last steps behind the head, the older the fainter; single steps of a thinned run where they are known.
 * @param {Pens} pens
 * @param {Strand} strand
 * @param {Amount} amount
 * @param {{run: Run, step: number, row: number, at: (step: number) => Place}} head where it is, and where single steps are
 * @param {View} view
 * @param {Pen} pen
 */
export function drawTail(pens, strand, amount, { run, step, row, at }, view, { colour, width }) {
  if (amount === "points") return;
  const last = lastOf(amount), reach = last ?? TAIL, shown = Math.min(step, run.last);
  const single = last && run.steps ? recent(run, run, shown, last) : null;
  const from = single ? 0 : Math.max(0, row - reach), to = single ? single.steps.length - 1 : row;
  const tail = new Strand(single ? { dash: run.dash, lifted: single.lifted } : strand.run, single
    ? (i) => (single.rows[i] < 0 ? at(single.steps[i]) : strand.place(single.rows[i]))
    : strand.place);
  const age = (/** @type {number} */ i) => (single ? shown - single.steps[i] : row - i);
  tail.row = from;
  tail.walked = strand.ways[single ? Math.max(0, single.rows.find((one) => one >= 0) ?? 0) : from] ?? 0;
  const contexts = [pens.seen, pens.hidden];
  for (const context of contexts) context.save();
  for (let band = 1, end = from; band <= BANDS; band++) {
    while (end < to && age(end + 1) >= reach * (1 - band / BANDS)) end++;
    for (const context of contexts) context.globalAlpha = band / BANDS;
    tail.advance(pens, end, view, colour, width);
  }
  for (const context of contexts) context.restore();
}
