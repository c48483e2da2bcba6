// A word in a picture, with a rim that stands out from any ground; and where there is room for it.

import { inside } from "./frame.js";

/** @import { Edges, Look, Point } from "../data/types.js" */
/**
 * `type` and `rim` in pixels.
 * @typedef {{look: Look, type?: number, weight?: string, align?: CanvasTextAlign, baseline?: CanvasTextBaseline, colour?: string, rim?: number}} How
 */

const AIR = 2; // pixels around a word
/** The corner of a picture, at the top right, in which its buttons stand: pixels. */
export const BUTTONS = { wide: 84, high: 28 };

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {How} how
 */
export function label(context, text, x, y, { look, type = 14, weight, align = "left", baseline = "middle", colour = look.text, rim = 4 }) {
  context.font = look.type(type, weight);
  context.textAlign = align;
  context.textBaseline = baseline;
  context.lineWidth = rim * look.size;
  context.strokeStyle = look.ground;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

/** @type {(one: Edges, other: Edges) => boolean} */
export const overlap = (one, other) => one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;

/**
 * A word at the first of these places where nothing is written yet, and which is then taken: places are pixels from a point to
 * the middle of its near end, or to its middle where they are straight above or below. Without one it is left out.
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {Point} at
 * @param {Point[]} places
 * @param {How & {edges: Edges, taken: Edges[]}} how
 * @returns {boolean} whether it found one
 */
export function labelNear(context, text, [x, y], places, { edges, taken, ...how }) {
  const { look, type = 14, weight } = how;
  context.font = look.type(type, weight);
  const wide = context.measureText(text).width, half = (type * look.size) / 2 + AIR;
  for (const [dx, dy] of places) {
    const left = x + dx - (dx < 0 ? wide : dx ? 0 : wide / 2), right = left + wide, middle = y + dy;
    const box = { left: left - AIR, right: right + AIR, top: middle - half, bottom: middle + half };
    if (!inside(box.left, box.top, edges) || !inside(box.right, box.bottom, edges) || taken.some((one) => overlap(one, box))) continue;
    taken.push(box);
    label(context, text, dx < 0 ? right : left, middle, { ...how, align: dx < 0 ? "right" : "left" });
    return true;
  }
  return false;
}
