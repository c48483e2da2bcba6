// What has left at the top of its plot, as a run that diverges does: an arrow above which it is, and how high it is there.

import { Exact } from "../data/exact.js";
import { labelNear } from "../draw/label.js";

/** @import { Edges, Look } from "../data/types.js" */
/** @import { Frame } from "../draw/frame.js" */

const WIDE = 5, HIGH = 9, BESIDE = 10, LINE = 18; // pixels: half of the arrow, the whole of it, to its value, and from one value to the next

/**
 * @type {(context: CanvasRenderingContext2D, frame: Frame, x: number, line: {value: number, colour: string, look: Look, taken: Edges[]}) => void}
 *   `taken`: where values stand already
 */
export function drawAbove(context, frame, x, { value, colour, look, taken }) {
  const { size } = look, top = frame.top + size;
  context.beginPath();
  for (const [dx, dy] of [[0, 0], [WIDE, HIGH], [-WIDE, HIGH]]) context.lineTo(x + dx * size, top + dy * size);
  context.closePath();
  Object.assign(context, { fillStyle: colour, strokeStyle: look.ground, lineWidth: 2 * size });
  context.stroke();
  context.fill();
  const places = [0, 1, 2].flatMap((k) => [1, -1].map((side) => /** @type {[number, number]} */ ([side * BESIDE * size, k * LINE * size])));
  labelNear(context, new Exact(value).brief, [x, top + HIGH * size], places, { look, type: 13, colour, edges: frame, taken });
}
