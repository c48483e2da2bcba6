// What stands in a picture whatever the runs do: critical points, the minima and the start, with names where there is room for them.

import { heldAt, inside } from "../draw/frame.js";
import { labelNear, lead } from "../draw/label.js";

/** @import { Critical, Edges, Kind, Point, Surface } from "../data/types.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Context, Draw, View } from "../marks/view.js" */
/** @typedef {{surface: Surface, critical: Critical | null, start: Point, runs: Run[]}} Landmarks */

const ROOMY = 190; // pixels: in a narrower picture, one of a grid, marks have no names
const RING = 9; // pixels: of the start
const ASIDE = 14, BELOW = 15; // pixels from a mark to its name
/** @type {Point[]} */
const AROUND = [[ASIDE, BELOW], [-ASIDE, BELOW], [ASIDE, -BELOW], [-ASIDE, -BELOW], [0, 1.6 * BELOW], [0, -1.6 * BELOW], [1.4 * ASIDE, 0], [-1.4 * ASIDE, 0]];
const FARTHER = 2.4, WORSE = 20; // times as far, where near its mark a name would lie on what is drawn: a line leads to it
/** @type {[number, number, number][]} */
const PLACES = [1, FARTHER].flatMap((far, i) => AROUND.map(([dx, dy]) => /** @type {[number, number, number]} */ ([far * dx, far * dy, i * WORSE])));

export const PROFILES = {
  minimum: "M-5 -3Q0 9 5 -3",
  maximum: "M-5 3Q0 -9 5 3",
  saddle: "M-6 0Q-3 -8 0 0Q3 8 6 0",
  flat: "M-5 0L5 0",
};
const MANY = 80; // more than so many are drawn smaller
const FEW = 20, SIGN = 5; // so many keep words off; pixels from their middles

export const KINDS = /** @type {Kind[]} */ (Object.keys(PROFILES));

/**
 * Critical points: a sign for each kind, which is its profile: a cup, a cap, a wave for a saddle, a flat line.
 * @type {Draw<Critical>}
 */
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

/** @type {Draw<Landmarks>} */
export function drawLandmarks(view, { surface, critical, start, runs }, { layer, look, words, taken, ink }) {
  const { size } = look, { left, right } = view;
  /** @type {(point: Point, loss: number | undefined, name: string, shape: (context: CanvasRenderingContext2D, x: number, y: number) => void) => void} */
  const mark = ([x, y], loss, name, shape) => {
    // Where there is nothing of the surface, nothing stands upon it.
    if (!view.shows(view.spot({ x, y }))) return;
    const spot = view.spot({ x, y, loss }), [px, py] = view.pixel(spot);
    if (!inside(px, py, view)) return;
    const context = layer[Number(view.hides(spot))];
    context.strokeStyle = look.text;
    context.lineWidth = 2.5 * size;
    context.beginPath();
    shape(context, px, py);
    context.stroke();
    if (right - left < ROOMY * size) return;
    const box = labelNear(context, name, [px, py], PLACES.map(([dx, dy, worse]) => [dx * size, dy * size, worse]), { look, edges: view, taken, ink });
    if (box) lead(context, [px, py], box, { look, from: RING, far: 1.9 * BELOW });
  };
  // Among the critical points the minima have a sign already.
  if (!critical) surface.minima.forEach((minimum, i) => mark(minimum, surface.low, named(surface.sides[i], words), (context, x, y) => {
    for (const [dx, dy] of [[7, 7], [7, -7]]) {
      context.moveTo(x - dx * size, y - dy * size);
      context.lineTo(x + dx * size, y + dy * size);
    }
  }));
  // Between the points of the grid the loss is known only where a run begins, and at the minima, the lowest points.
  mark(start, runs[0]?.columns.loss?.[0], words.start, (context, x, y) => context.arc(x, y, RING * size, 0, 2 * Math.PI));
  drawHandle(view, start, { layer, look, words, taken, ink });
}

/**
 * Where the marks lie, on which nothing is written; many of them leave no room beside them.
 * @type {(view: View, landmarks: Pick<Landmarks, "surface" | "critical" | "start">, size: number) => Edges[]}
 */
export function placesOfMarks(view, { surface, critical, start }, size) {
  const signs = critical ? Array.from(critical.x, (x, i) => view.spot({ x, y: critical.y[i], loss: critical.loss[i] })) : surface.minima.map(([x, y]) => view.spot({ x, y, loss: surface.low }));
  return [...(signs.length > FEW ? [] : signs), view.spot({ x: start[0], y: start[1] })].filter((spot) => view.shows(spot)).map((spot) => {
    const [x, y] = view.pixel(spot), half = SIGN * size;
    return { left: x - half, right: x + half, top: y - half, bottom: y + half };
  });
}

/**
 * Of a start outside the picture, a handle at its edge that points to it.
 * @type {(view: View, start: Point, context: Pick<Context, "layer" | "look" | "words" | "taken" | "ink">) => void}
 */
function drawHandle(view, [x, y], { layer: [context], look, words, taken, ink }) {
  const spot = view.spot({ x, y }), way = view.leaving(null, spot), { size } = look;
  if (!way || view.shows(spot)) return;
  const place = heldAt(view, way[1]), [px, py] = place, angle = Math.atan2(...towards(way[1], place)), turn = 0.6;
  context.strokeStyle = look.text;
  context.lineWidth = 2.5 * size;
  context.beginPath();
  context.arc(px, py, RING * size, angle + turn, angle + 2 * Math.PI - turn);
  // Its two ends meet where it points.
  context.lineTo(px + 1.5 * RING * size * Math.cos(angle), py + 1.5 * RING * size * Math.sin(angle));
  context.closePath();
  context.stroke();
  const places = [[-1, 0], [1, 0], [0, -1], [0, 1]].map(([dx, dy]) => /** @type {Point} */ ([1.5 * ASIDE * dx * size, 1.6 * BELOW * dy * size]));
  labelNear(context, words.start_outside, place, places, { look, edges: view, taken, ink });
}

const FAR = 1e6; // pixels: as good as any farther away

/** @type {(to: Point, from: Point) => [down: number, across: number]} */
const towards = ([x, y], [px, py]) => [Math.min(Math.max(y, -FAR), FAR) - py, Math.min(Math.max(x, -FAR), FAR) - px];

/** @type {(side: Surface["sides"][number], words: Context["words"]) => string} */
const named = (side, words) => (side ? words[`minimum_${side}`] : words.minimum);
