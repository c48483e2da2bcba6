// What stands in a picture whatever the runs do: the minima and the start.

/** @import { Critical, Edges, Look, Point, Surface, Words } from "../data/types.js" */

const ROOMY = 380; // pixels: in a narrower picture marks have no names

/**
 * The minima and the start, each with its name where there is room for it.
 * @param {CanvasRenderingContext2D} context
 * @param {Edges} frame
 * @param {(point: Point) => Point | null} pixel where a point is to be seen; null: nowhere
 * @param {{surface: Surface, critical: Critical | null, start: Point, look: Look, words: Words}} shown
 */
export function drawLandmarks(context, frame, pixel, { surface, critical, start, look, words }) {
  const { text, ground, size } = look;
  /** @type {(place: Point, name: string, shape: (x: number, y: number) => void) => void} */
  const mark = (point, name, shape) => {
    const [x, y] = pixel(point) ?? [NaN, NaN];
    if (!(x >= frame.left && x <= frame.right && y >= frame.top && y <= frame.bottom)) return;
    context.strokeStyle = text;
    context.lineWidth = 2.5 * size;
    context.beginPath();
    shape(x, y);
    context.stroke();
    if (frame.right - frame.left < ROOMY * size) return;
    context.font = look.type(14);
    context.textBaseline = "middle";
    const end = x + 16 * size + context.measureText(name).width > frame.right;
    context.textAlign = end ? "right" : "left";
    context.lineWidth = 4 * size;
    context.strokeStyle = ground;
    context.strokeText(name, x + (end ? -14 : 14) * size, y + 15 * size);
    context.fillStyle = text;
    context.fillText(name, x + (end ? -14 : 14) * size, y + 15 * size);
    context.textAlign = "left";
  };
  // Among the critical points the minima have a sign already.
  for (const minimum of critical ? [] : surface.minima) mark(minimum, words.minimum, (x, y) => {
    for (const [dx, dy] of [[7, 7], [7, -7]]) {
      context.moveTo(x - dx * size, y - dy * size);
      context.lineTo(x + dx * size, y + dy * size);
    }
  });
  mark(start, words.start, (x, y) => context.arc(x, y, 9 * size, 0, 2 * Math.PI));
}
