// The point of a run at the play head, on its way to the next one; for a run that has left the picture an arrow where it went
// out, and what became of it.

import { labelNear } from "../draw/label.js";
import { marker } from "../draw/marker.js";
import { Polyline } from "../draw/polyline.js";
import { widerAt } from "./bands.js";

/** @import { Edges, Spot } from "../data/types.js" */
/** @import { Path } from "./path.js" */
/** @import { Draw } from "./view.js" */

const SIZE = 8; // pixels from its middle to its edge
const ONE_OF_MANY = 6.5; // the same of a run among its seeds
const WIDER = 0.6; // pixels more than the path has: the way that has no line yet

/** @type {Draw<Path>} its path is drawn up to `step` */
export function drawHead(view, path, context) {
  const { layer, look, position, step } = context, { run } = path, colour = look.colour(run), from = view.spot(run.at(step));
  let here = from;
  if (position > step && position < step + 1 && step < run.last && run.knows(step + 1)) {
    // Along the segment that will be drawn.
    here = view.along(from, view.spot(run.at(step + 1)), position - step);
    const way = new Polyline({ dash: path.dash }, (row) => (row ? here : from));
    way.pen.walked = path.pen.walked;
    way.advance(layer, 1, view, { colour, width: (view.width + WIDER) * look.size });
  }
  if (!view.shows(here)) return drawExit(view, { path, head: here }, context);
  const [x, y] = view.pixel(here);
  const size = run.bundle ? ONE_OF_MANY : SIZE + widerAt(path, path.rowOf(step));
  marker(layer[Number(view.hides(here, path.pen))], x, y, run.marker, colour, look.ground, size * look.size);
}

/** @type {(value: number, low: number, high: number) => number} */
const clip = (value, low, high) => Math.min(Math.max(value, low), high);

/** @type {Draw<{path: Path, head: Spot}>} */
export function drawExit(view, { path: { run, exit }, head }, { layer: [context], look, words, step, taken, ink }) {
  const arrow = view.leaving(exit, head);
  if (!arrow) return;
  const [[ex, ey], [x, y]] = arrow, { size } = look, edge = 12 * size;
  const angle = Math.atan2(clip(y, -1e6, 1e6) - ey, clip(x, -1e6, 1e6) - ex);
  const px = clip(ex, view.left + edge, view.right - edge), py = clip(ey, view.top + edge, view.bottom - edge);
  context.save();
  context.translate(px, py);
  context.rotate(angle);
  context.scale(size, size);
  context.beginPath();
  for (const [dx, dy] of [[12, 0], [-7, -9], [-3, 0], [-7, 9]]) context.lineTo(dx, dy);
  context.closePath();
  context.fillStyle = look.colour(run);
  context.strokeStyle = look.ground;
  context.lineWidth = 2;
  context.stroke();
  context.fill();
  context.restore();
  const text = run.end && step >= run.last ? run.end : words.outside;
  context.font = look.type(15, "600");
  const [x0, y0] = beside(view, px, py, context.measureText(text).width, size), line = 20 * size;
  // Beside its arrow, or above or below that of another.
  labelNear(context, text, [x0, y0], [0, 1, -1, 2, -2, 3, -3].map((k) => [1e-9, k * line]), { look, edges: wider(view), taken, ink, type: 15, weight: "600" });
}

/** @type {(edges: Edges) => Edges} with the air around a word */
const wider = ({ left, right, top, bottom }) => ({ left: left - 4, right: right + 4, top: top - 4, bottom: bottom + 4 });

/**
 * Where a text begins that belongs to an arrow: to its right or its left, or in a narrow picture above or below it.
 * @param {Edges} edges
 * @param {number} x of the arrow
 * @param {number} y
 * @param {number} wide how wide the text is
 * @param {number} size of type
 * @returns {[x: number, y: number]}
 */
export function beside(edges, x, y, wide, size = 1) {
  const aside = 16 * size;
  if (x + aside + wide <= edges.right) return [x + aside, y];
  if (x - aside - wide >= edges.left) return [x - aside - wide, y];
  const up = y > (edges.top + edges.bottom) / 2;
  return [clip(x - wide / 2, edges.left, edges.right - wide), y + (up ? -24 : 24) * size];
}
