// Where a run's first parameter needs small steps, and where large ones: a bar along θ₁ between two heads, short or long, and words.

import { labelNear } from "../draw/label.js";

/** @import { Run } from "../data/run.js" */
/** @import { Draw } from "../marks/view.js" */

const SHORT = 11, LONG = 34, HEAD = 6; // pixels from the middle to a tip; and how long a head is
const BESIDE = 20; // pixels from the middle to the words

const FARTHER = 20; // cells of ink on which a text lies rather than go as far again
const FARS = [1, 1.15, 1.4, 1.6, 2.4];
/** @typedef {[across: number, down: number, worse: number]} Way */
const SIDES = [[1, -1], [0, 1], [0, -1], [1, 1], [-1, -1], [-1, 1]];
const TYPE = 14, SMALL = 12, NARROW = 0.6; // pixels, of three lines the smaller one; and of the width of a picture, the most that a line has

/** @type {(places: Way[], lines: number) => Way[]} a text of several lines needs more height */
const lower = (places, lines) => places.map(([dx, dy, worse]) => [dx, (1 + 0.35 * (lines - 1)) * dy, worse]);

/** @type {Draw<Run>} */
export function drawPlaces(view, { places }, { layer, look, taken, ink }) {
  const { size } = look;
  for (const { x, y, loss, far, text } of places) {
    const spot = view.spot({ x, y, loss });
    if (!view.shows(spot)) continue;
    const [px, py] = view.pixel(spot), reach = (far ? LONG : SHORT) * size, head = HEAD * size, context = layer[Number(view.hides(spot))];
    context.save();
    context.lineCap = "round";
    context.beginPath();
    context.moveTo(px - reach, py);
    context.lineTo(px + reach, py);
    for (const side of [-1, 1]) {
      context.moveTo(px + side * (reach - head), py - head);
      context.lineTo(px + side * reach, py);
      context.lineTo(px + side * (reach - head), py + head);
    }
    for (const [width, colour] of /** @type {[number, string][]} */ ([[7, look.ground], [3, look.text]])) {
      context.lineWidth = width * size;
      context.strokeStyle = colour;
      context.stroke();
    }
    context.restore();
    const down = BESIDE * size, wide = reach + down;
    const around = FARS.flatMap((far) => SIDES.map(([dx, dy]) => /** @type {Way} */ ([dx * down, far * dy * down, (far - 1) * FARTHER])));
    context.font = look.type(TYPE);
    // In a narrow picture what is needed and what it gets stand below each other.
    const room = NARROW * (view.right - view.left), wider = (/** @type {string} */ one) => Math.max(...one.split("\n").map((line) => context.measureText(line).width)) > room;
    const breaks = [/([;；]) ?/u, /([:：]) ?/u], told = breaks.reduce((one, after) => (wider(one) ? one.replace(after, "$1\n") : one), text), lines = told.split("\n").length;
    labelNear(context, told, [px, py], [...lower(around, lines), [wide, 0, FARTHER], [-wide, 0, FARTHER]], { look, type: lines > 2 ? SMALL : TYPE, edges: view, taken, ink });
  }
}
