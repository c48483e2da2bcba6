// Critical points: a sign for each kind, which is its profile: a cup, a cap, a wave for a saddle, a flat line.

/** @import { Critical, Kind } from "../data/types.js" */
/** @import { Draw } from "./view.js" */

export const PROFILES = {
  minimum: "M-5 -3Q0 9 5 -3",
  maximum: "M-5 3Q0 -9 5 3",
  saddle: "M-6 0Q-3 -8 0 0Q3 8 6 0",
  flat: "M-5 0L5 0",
};
const MANY = 80; // more than so many are drawn smaller

export const KINDS = /** @type {Kind[]} */ (Object.keys(PROFILES));

/** @type {Draw<Critical>} */
export function drawCritical(view, { x, y, loss, kind }, { layer, look }) {
  const size = (kind.length > MANY ? 0.6 : 1) * look.size;
  const paths = Object.fromEntries(KINDS.map((name) => [name, new Path2D(PROFILES[name])]));
  kind.forEach((name, i) => {
    const spot = view.spot({ x: x[i], y: y[i], loss: loss[i] });
    if (!view.shows(spot)) return;
    const context = layer[Number(view.hides(spot))];
    context.save();
    context.lineCap = "round";
    context.translate(...view.pixel(spot));
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
}
