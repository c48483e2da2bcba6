// A path on its ground and nothing else: no name, no numbers, no hands.

import { unpack } from "../data/decode.js";
import { fit } from "../draw/canvas.js";
import { element } from "../draw/element.js";
import { Frame } from "../draw/frame.js";
import { theme } from "../draw/theme.js";
import { drawGround } from "../pictures/ground.js";

/** @import { Packed, Point, SentGrid, Surface } from "../data/types.js" */
/** @typedef {{name: string, surface: SentGrid & {key: string}, points: {x: Packed, y: Packed}}} Board `name` is for those who listen */

const EDGE = 1, WIDTH = 1.8, DOT = 2.6, RING = 7; // pixels

/** @type {WeakMap<HTMLElement, () => void>} */
const drawn = new WeakMap();
const sizes = new ResizeObserver((all) => {
  for (const { target } of all) drawn.get(/** @type {HTMLElement} */ (target))?.();
});

/**
 * The path of these points, drawn anew when the place for it changes.
 * @type {(root: HTMLElement, board: Board) => void}
 */
export function show(root, { name, surface: sent, points }) {
  const [ground, ink] = [element("canvas"), element("canvas")], surface = /** @type {Surface} */ ({ ...sent, name, z: unpack(sent.z) });
  const y = unpack(points.y), path = /** @type {Point[]} */ (Array.from(unpack(points.x), (x, i) => [x, y[i]]));
  root.replaceChildren(ground, ink);
  root.setAttribute("role", "img");
  root.setAttribute("aria-label", name);
  drawn.set(root, () => {
    const { clientWidth: width, clientHeight: height } = root;
    if (!width || !height) return;
    const frame = new Frame(EDGE, EDGE, width - 2 * EDGE, height - 2 * EDGE, ...surface.domain), look = theme(root);
    drawGround(ground, root, frame, surface, look);
    const context = fit(ink, width, height);
    context.clearRect(0, 0, width, height);
    Object.assign(context, { strokeStyle: look.text, fillStyle: look.text, lineWidth: WIDTH, lineJoin: "round" });
    context.beginPath();
    for (const [x, up] of path) context.lineTo(frame.x(x), frame.y(up));
    context.stroke();
    context.beginPath();
    for (const [x, up] of path) {
      context.moveTo(frame.x(x) + DOT, frame.y(up));
      context.arc(frame.x(x), frame.y(up), DOT, 0, 2 * Math.PI);
    }
    context.fill();
    context.beginPath();
    context.arc(frame.x(path[0][0]), frame.y(path[0][1]), RING, 0, 2 * Math.PI);
    context.stroke();
  });
  drawn.get(root)?.();
  sizes.observe(root);
}
