// A ground with ink on it, drawn anew when the place for it changes.

import { unpack } from "../data/decode.js";
import { fit } from "../draw/canvas.js";
import { element } from "../draw/element.js";
import { theme } from "../draw/theme.js";
import { drawGround } from "../pictures/ground.js";
import { PlaneView } from "../views/plane.js";

/** @import { Look, SentGrid, Surface } from "../data/types.js" */
/** @typedef {SentGrid & {key: string}} Sent */
/** @typedef {(context: CanvasRenderingContext2D, view: PlaneView, look: Look) => void} Ink */

const EDGE = 1; // pixels

/** @type {WeakMap<Element, () => void>} */
const drawn = new WeakMap();
const sizes = new ResizeObserver((all) => {
  for (const { target } of all) drawn.get(target)?.();
});

/**
 * Where the plane of a domain is in an element; with `even` a step is as long across as up.
 * @type {(root: HTMLElement, domain: Surface["domain"], even: boolean) => PlaneView}
 */
export function viewOf({ clientWidth, clientHeight }, [across, up], even) {
  let [width, height] = [clientWidth - 2 * EDGE, clientHeight - 2 * EDGE];
  if (even) {
    const scale = Math.min(width / (across[1] - across[0]), height / (up[1] - up[0]));
    [width, height] = [scale * (across[1] - across[0]), scale * (up[1] - up[0])];
  }
  return new PlaneView((clientWidth - width) / 2, (clientHeight - height) / 2, width, height, across, up);
}

/**
 * The ground of a surface in an element, and what `ink` draws upon it. What is returned draws it again.
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
    const context = fit(above, width, height);
    context.clearRect(0, 0, width, height);
    ink(context, view, look);
  };
  drawn.set(root, draw);
  draw();
  sizes.observe(root);
  return draw;
}
