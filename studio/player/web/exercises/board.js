// A path on its ground with its axes and nothing else: no name, no numbers of the run, no hands.

import { unpack } from "../data/decode.js";
import { lay } from "./ground.js";

/** @import { Packed, Point } from "../data/types.js" */
/** @import { Sent } from "./ground.js" */
/** @typedef {{name: string, surface: Sent, points: {x: Packed, y: Packed}}} Board `name` is for those who listen */

const WIDTH = 1.8, DOT = 2.6, RING = 7; // pixels

/**
 * The path of these points.
 * @type {(root: HTMLElement, board: Board) => void}
 */
export function show(root, { name, surface, points }) {
  const y = unpack(points.y), path = /** @type {Point[]} */ (Array.from(unpack(points.x), (x, i) => [x, y[i]]));
  root.setAttribute("role", "img");
  root.setAttribute("aria-label", name);
  lay(root, surface, false, (context, view, look) => {
    Object.assign(context, { strokeStyle: look.text, fillStyle: look.text, lineWidth: WIDTH, lineJoin: "round" });
    context.beginPath();
    for (const [x, up] of path) context.lineTo(view.x(x), view.y(up));
    context.stroke();
    context.beginPath();
    for (const [x, up] of path) {
      context.moveTo(view.x(x) + DOT, view.y(up));
      context.arc(view.x(x), view.y(up), DOT, 0, 2 * Math.PI);
    }
    context.fill();
    context.beginPath();
    context.arc(view.x(path[0][0]), view.y(path[0][1]), RING, 0, 2 * Math.PI);
    context.stroke();
  });
}
