// The point of a run at the play head, on its way to the next one; and the arrow that stands for one outside the picture.

import { marker } from "../draw/marker.js";
import { Trail } from "../draw/polyline.js";

/** @import { Edges, Look, Words } from "../data/types.js" */
/** @import { Frame } from "../draw/frame.js" */
/** @import { Run } from "../data/run.js" */

const HEAD = 8; // pixels from the middle of a point to its edge

/** @type {(value: number, low: number, high: number) => number} */
const clip = (value, low, high) => Math.min(Math.max(value, low), high);

/**
 * The point of a run with the play head at `position`, `step` being the last one that is known before it.
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 * @param {Trail<Run>} trail drawn up to `step`
 * @param {number} position
 * @param {number} step
 * @param {{look: Look, words: Words, width: number}} how
 */
export function drawHead(context, frame, trail, position, step, { look, words, width }) {
  const { run } = trail, colour = look.colour(run);
  const here = run.at(step);
  let x = frame.x(here.x), y = frame.y(here.y);
  if (position > step && position < step + 1 && step < run.last && run.knows(step + 1)) {
    // On its way to the next point, along the segment that will be drawn.
    const next = run.at(step + 1), share = position - step;
    const [nx, ny] = [frame.x(next.x), frame.y(next.y)];
    const [gx, gy] = [x + (nx - x) * share, y + (ny - y) * share], [fx, fy] = [x, y];
    const line = new Trail({ dash: run.dash, stepOf: () => step }, (row) => (row ? [gx, gy] : [fx, fy]));
    line.walked = trail.walked;
    line.advance(context, 1, frame, colour, width);
    [x, y] = [gx, gy];
  }
  if (frame.holds(x, y)) {
    marker(context, x, y, run.marker, colour, look.ground, HEAD * look.size);
    return;
  }
  outside(context, frame, trail, x, y, run.end && step >= run.last ? run.end : words.outside, look);
}

/**
 * The head has left the picture: an arrow where it went out, and what became of it.
 * @param {CanvasRenderingContext2D} context
 * @param {Edges} frame
 * @param {{run: Run, exit: [x: number, y: number, ...rest: number[]] | null}} trail
 * @param {number} x
 * @param {number} y
 * @param {string} text
 * @param {Look} look
 */
export function outside(context, frame, trail, x, y, text, look) {
  const [ex, ey] = trail.exit ?? [clip(x, frame.left, frame.right), clip(y, frame.top, frame.bottom)];
  const angle = Math.atan2(clip(y, -1e6, 1e6) - ey, clip(x, -1e6, 1e6) - ex);
  const { size } = look, edge = 12 * size;
  const px = clip(ex, frame.left + edge, frame.right - edge), py = clip(ey, frame.top + edge, frame.bottom - edge);
  context.save();
  context.translate(px, py);
  context.rotate(angle);
  context.scale(size, size);
  context.beginPath();
  for (const [dx, dy] of [[12, 0], [-7, -9], [-3, 0], [-7, 9]]) context.lineTo(dx, dy);
  context.closePath();
  context.fillStyle = look.colour(trail.run);
  context.strokeStyle = look.ground;
  context.lineWidth = 2;
  context.stroke();
  context.fill();
  context.restore();
  context.font = look.type(15, "600");
  const [tx, ty] = beside(frame, px, py, context.measureText(text).width, size);
  context.textBaseline = "middle";
  context.lineWidth = 4 * size;
  context.strokeStyle = look.ground;
  context.strokeText(text, tx, ty);
  context.fillStyle = look.text;
  context.fillText(text, tx, ty);
}

/**
 * Where a text begins that belongs to an arrow: to its right or its left, or in a narrow picture above or below it.
 * @param {Edges} frame
 * @param {number} x of the arrow
 * @param {number} y
 * @param {number} wide how wide the text is
 * @param {number} size of type
 * @returns {[x: number, y: number]}
 */
export function beside(frame, x, y, wide, size = 1) {
  const aside = 16 * size;
  if (x + aside + wide <= frame.right) return [x + aside, y];
  if (x - aside - wide >= frame.left) return [x - aside - wide, y];
  const up = y > (frame.top + frame.bottom) / 2;
  return [clip(x - wide / 2, frame.left, frame.right - wide), y + (up ? -24 : 24) * size];
}
