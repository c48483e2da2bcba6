// A ground with its axes and ink on it, drawn anew when the place for it changes.

import { unpack } from "../data/decode.js";
import { AROUND, drawPlaneAxes } from "../draw/axes.js";
import { brush, fit } from "../draw/canvas.js";
import { element } from "../draw/element.js";
import { theme } from "../draw/theme.js";
import { drawGround } from "../pictures/ground.js";
import { PlaneView } from "../views/plane.js";

/** @import { Look, SentGrid, Surface } from "../data/types.js" */
/** @typedef {SentGrid & {key: string}} Sent */
/** @typedef {(context: CanvasRenderingContext2D, view: PlaneView, look: Look) => void} Ink */

/** @type {WeakMap<Element, () => void>} */
const drawn = new WeakMap();
const sizes = new ResizeObserver((all) => {
  for (const { target } of all) drawn.get(target)?.();
});

/**
 * Where the plane of a domain is in an element, beside its axes; with `even` a step is as long across as up.
 * @type {(root: HTMLElement, domain: Surface["domain"], even: boolean) => PlaneView}
 */
export function viewOf({ clientWidth, clientHeight }, [across, up], even) {
  const room = [clientWidth - AROUND.left - AROUND.right, clientHeight - AROUND.top - AROUND.bottom];
  let [width, height] = room;
  if (even) {
    const scale = Math.min(width / (across[1] - across[0]), height / (up[1] - up[0]));
    [width, height] = [scale * (across[1] - across[0]), scale * (up[1] - up[0])];
  }
  return new PlaneView(AROUND.left + (room[0] - width) / 2, AROUND.top + (room[1] - height) / 2, width, height, across, up);
}

/**
 * The ground of a surface in an element with its axes, and what `ink` draws upon it. What is returned draws it again.
 * @type {(root: HTMLElement, sent: Sent, even: boolean, ink: Ink) => () => void}
 */
export function lay(root, sent, even, ink) {
  const [below, above] = [element("canvas"), element("canvas")], surface = /** @type {Surface} */ ({ ...sent, name: "", z: unpack(sent.z) });
  root.replaceChildren(below, above);
  const draw = () => {
    const { clientWidth: width, clientHeight: height } = root;
    if (!width || !height) return;
    const view = viewOf(root, surface.domain, even), look = theme(root);
    drawGround(below, root, view, surface, look);
    drawPlaneAxes(brush(below), view, ["θ₁", "θ₂"], look);
    const context = fit(above, width, height);
    context.clearRect(0, 0, width, height);
    ink(context, view, look);
  };
  drawn.set(root, draw);
  draw();
  sizes.observe(root);
  return draw;
}
