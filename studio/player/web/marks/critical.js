// Critical points: a sign for each kind, which is its profile: a cup, a cap, a wave for a saddle, a flat line.

/** @import { Critical, Kind, Look, Point } from "../data/types.js" */

export const PROFILES = {
  minimum: "M-5 -3Q0 9 5 -3",
  maximum: "M-5 3Q0 -9 5 3",
  saddle: "M-6 0Q-3 -8 0 0Q3 8 6 0",
  flat: "M-5 0L5 0",
};
const MANY = 80; // more than so many are drawn smaller

export const KINDS = /** @type {Kind[]} */ (Object.keys(PROFILES));

/**
 * All of them on a canvas that stays as it is until the picture moves.
 * @param {CanvasRenderingContext2D} context
 * @param {(i: number) => Point | null} pixel where one is to be seen; null: nowhere
 * @param {Critical} critical
 * @param {Look} look
 */
export function drawCritical(context, pixel, { kind }, look) {
  const size = (kind.length > MANY ? 0.6 : 1) * look.size;
  const paths = Object.fromEntries(KINDS.map((name) => [name, new Path2D(PROFILES[name])]));
  context.save();
  context.lineCap = "round";
  kind.forEach((name, i) => {
    const at = pixel(i);
    if (!at) return;
    context.save();
    context.translate(...at);
    context.scale(size, size);
    context.beginPath();
    context.arc(0, 0, 9.5, 0, 2 * Math.PI);
    context.fillStyle = look.ground;
    context.strokeStyle = look.text;
    context.lineWidth = 1.5;
    context.fill();
    context.stroke();
    context.lineWidth = 2.4;
    context.stroke(paths[name]);
    context.restore();
  });
  context.restore();
}
