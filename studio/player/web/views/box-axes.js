// The axes of the box around the surface in space: numbers along its nearest edges and their names, none of them on another.

import { labelNear } from "../draw/label.js";

/** @import { Place, Point, Range } from "../data/types.js" */
/** @import { Context, View } from "../marks/view.js" */
/**
 * For θ₁, θ₂ and upwards: what stands at an axis and where, and what it is called.
 * @typedef {{box: [Range, Range, Range], ticks: {at: number, text: string}[][], names: string[]}} BoxAxes
 */

const ASIDE = 11; // pixels from an edge to its numbers
const NAMES = [34, 46, 60, 76]; // and to its name: as near as there is room
const STRAIGHT = 0.4; // of that way: with less of it to the side a label stands above or below its place
/** @type {Point[]} */
const ABOVE = [[0, -16], [-10, -16], [10, -16], [-12, 0], [0, 16]]; // from the upper end of an axis to its name
const MARK = 5, FAINT = 0.6; // pixels: of a mark at a number; and of the strength of type
const TYPE = 12.5, NAME = 15;

/**
 * The edge of the box that an axis is written at, as the place on it at a share of its length: below, the one nearest to who
 * looks at it; upwards, the one at the left.
 * @type {(box: BoxAxes["box"], axis: number, pixel: (place: Place) => Point) => (at: number) => Place}
 */
function edgeOf(box, axis, pixel) {
  const [, , [low]] = box, middle = (box[axis][0] + box[axis][1]) / 2;
  /** @type {((at: number) => Place)[]} */
  const edges = axis === 0 ? box[1].map((y) => (at) => [at, y, low])
    : axis === 1 ? box[0].map((x) => (at) => [x, at, low])
      : box[0].flatMap((x) => box[1].map((y) => (/** @type {number} */ at) => /** @type {Place} */ ([x, y, at])));
  /** @type {(edge: (at: number) => Place) => number} */
  const first = (edge) => pixel(edge(middle))[axis === 2 ? 0 : 1] * (axis === 2 ? 1 : -1);
  return edges.reduce((best, edge) => (first(edge) < first(best) ? edge : best));
}

/** @type {(view: View & {pixel: (place: Place) => Point}, axes: BoxAxes, context: Context) => void} */
export function drawBoxAxes(view, { box, ticks, names }, { layer: [context], look, taken }) {
  const { size } = look, middle = view.pixel(/** @type {Place} */ (box.map(([low, high]) => (low + high) / 2)));
  ticks.forEach((own, axis) => {
    const [low, high] = box[axis], edge = edgeOf(box, axis, (place) => view.pixel(place));
    const [ax, ay] = view.pixel(edge(low)), [bx, by] = view.pixel(edge(high)), long = Math.hypot(bx - ax, by - ay);
    // Square to the edge, away from the middle of the box.
    const aside = (bx - ax) * (middle[1] - ay) - (by - ay) * (middle[0] - ax) > 0 ? 1 : -1;
    const across = (aside * (by - ay)) / long, down = (-aside * (bx - ax)) / long;
    if (!Number.isFinite(across)) return;
    /** @type {(far: number) => Point} */
    const away = (far) => [Math.abs(across) < STRAIGHT ? 0 : across * far, down * far];
    /** @type {(text: string, at: number, places: Point[], type: number) => void} */
    const write = (text, at, places, type) =>
      void labelNear(context, text, view.pixel(edge(at)), places, { look, edges: view, taken, type, rim: 3 });
    // Below a level edge words need their height more than above a steep one.
    const near = ASIDE + (Math.abs(across) < STRAIGHT ? 3 : 0);
    // Whose numbers they are is told by a line with a mark for each, where two axes meet too.
    const shown = own.filter(({ at }) => at >= low && at <= high), mark = away(MARK * size);
    context.save();
    Object.assign(context, { strokeStyle: look.text, lineWidth: size, globalAlpha: FAINT });
    context.beginPath();
    context.moveTo(ax, ay);
    context.lineTo(bx, by);
    for (const { at } of shown) {
      const [x, y] = view.pixel(edge(at));
      context.moveTo(x, y);
      context.lineTo(x + mark[0], y + mark[1]);
    }
    context.stroke();
    context.restore();
    // What stands upwards is named at its upper end, away from the names of the others.
    if (axis === 2) write(names[axis], high, ABOVE.map(([dx, dy]) => [dx * size, dy * size]), NAME);
    for (const { at, text } of shown) write(text, at, [away(near * size)], TYPE);
    if (axis < 2) write(names[axis], (low + high) / 2, NAMES.map((far) => away(far * size)), NAME);
  });
}
