// A word in a picture, with a rim that stands out from any ground.

/** @import { Look } from "../data/types.js" */

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {{look: Look, type?: number, weight?: string, align?: CanvasTextAlign, baseline?: CanvasTextBaseline, colour?: string, rim?: number}} how
 *   `type` and `rim` in pixels
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
