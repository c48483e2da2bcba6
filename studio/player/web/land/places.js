// Where a run's first parameter needs small steps, and where large ones: a bar along θ₁ between two heads, short or long, and words.

import { labelNear } from "../draw/label.js";

/** @import { Run } from "../data/run.js" */
/** @import { Point } from "../data/types.js" */
/** @import { Draw } from "../marks/view.js" */

const SHORT = 11, LONG = 34, HEAD = 6; // pixels from the middle to a tip; and how long a head is
const BESIDE = 20; // pixels from the middle to the words

/** @type {Draw<Run>} */
export function drawPlaces(view, { places }, { layer, look, taken }) {
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
    const down = BESIDE * size;
    /** @type {Point[]} */
    const around = [[down, -down], [0, down], [0, -down], [down, down], [-down, -down], [-down, down]];
    labelNear(context, text, [px, py], around, { look, edges: view, taken });
  }
}
