// Where few steps are on show, and far enough from each other, each has a dot and its number. On the path of a run with too many
// updates for that there is a dot after every so many of them: where they crowd together it is slow.

import { dotEvery } from "../data/so-far.js";
import { format } from "../data/template.js";
import { inside } from "../draw/frame.js";
import { label, labelNear } from "../draw/label.js";
import { marker } from "../draw/marker.js";

/** @import { Edges, Point } from "../data/types.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Path } from "./path.js" */
/** @import { Draw, View } from "./view.js" */
/** @typedef {{run: Run, step: number, x: number, y: number, label: Point | null}} Dot */

const MOST = 60; // dots in a picture
const ENOUGH = 3; // dots, from which on it is said what they are
const APART = 18; // pixels from one step to the next
const MILESTONE = 3.5, RADIUS = 4, LETTER = 7.5, HEIGHT = 13, FREE = 2; // pixels, as all lengths here at a size of type of 1

/**
 * The dots of a picture, in the order of their steps, each with the place of its number if there is room for it;
 * none if there are too many. A path that moves less than APART from one step to the next has none.
 * It depends on the view alone: while the head moves on, none comes or goes but with its step.
 * @param {Pick<Path, "run" | "rows" | "length" | "place">[]} paths of which every step is here
 * @param {View} view
 * @param {number} [size] of type
 * @returns {Dot[]}
 */
export function dotsOf(paths, view, size = 1) {
  /** @type {Dot[]} */
  const dots = [];
  for (const path of paths) {
    const own = within(path, view);
    if (!own) return [];
    const close = own.some((dot, i) => {
      const before = own[i - 1];
      return before && dot.step === before.step + 1 && Math.hypot(dot.x - before.x, dot.y - before.y) < APART * size;
    });
    if (!close) dots.push(...own);
    if (dots.length > MOST) return [];
  }
  dots.sort((one, other) => one.step - other.step);
  place(dots, view, size);
  return dots;
}

/**
 * The steps of a path that lie in the view, or null if they are more than MOST.
 * @type {(path: Pick<Path, "run" | "rows" | "length" | "place">, view: View) => Dot[] | null}
 */
function within({ run, rows, length, place: at }, view) {
  /** @type {Dot[]} */
  const found = [];
  for (let row = 0; row < length; row++) {
    const spot = at(row);
    if (!view.shows(spot)) continue;
    if (found.length === MOST) return null;
    const [x, y] = view.pixel(spot);
    found.push({ run, step: rows.stepOf(row), x, y, label: null });
  }
  return found;
}

/**
 * Give each number the first free place beside its dot: one that covers no dot and no other number.
 * @type {(dots: Dot[], view: View, size: number) => void}
 */
function place(dots, view, size) {
  const radius = RADIUS * size, high = HEIGHT * size, gap = radius + FREE;
  /** @type {[left: number, top: number, right: number, bottom: number][]} */
  const taken = dots.map(({ x, y }) => [x - radius, y - radius, x + radius, y + radius]);
  dots.forEach((dot, i) => {
    const width = LETTER * size * dot.step.toLocaleString("en").length;
    const places = [[gap, -gap - high], [-gap - width, -gap - high], [gap, gap], [-gap - width, gap]];
    for (const [dx, dy] of places) {
      const left = dot.x + dx, top = dot.y + dy, right = left + width, bottom = top + high;
      if (!inside(left, top, view) || !inside(right, bottom, view)) continue;
      if (taken.some((one, k) => k !== i && left < one[2] && right > one[0] && top < one[3] && bottom > one[1])) continue;
      taken.push([left, top, right, bottom]);
      dot.label = [left, top];
      break;
    }
  });
}

/** @type {(dots: Dot[], step: number, size: number) => Edges[]} where the numbers up to a step are written */
export const placesOf = (dots, step, size) => dots.flatMap(({ step: own, label: at }) => {
  if (!at || own > step) return [];
  return [{ left: at[0], right: at[0] + LETTER * size * own.toLocaleString("en").length, top: at[1], bottom: at[1] + HEIGHT * size }];
});

/** @type {Draw<Dot[]>} those up to `step` */
export function drawSteps(_view, dots, { layer: [context], look, step }) {
  const { size } = look;
  for (const { run, step: own, x, y, label: at } of dots) {
    if (own > step) break;
    const colour = look.colour(run);
    context.fillStyle = colour;
    context.strokeStyle = look.ground;
    context.lineWidth = 1.5 * size;
    context.beginPath();
    context.arc(x, y, RADIUS * size, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
    if (at) label(context, own.toLocaleString("en"), ...at, { look, type: 13, weight: "600", baseline: "top", colour, rim: 3.5 });
  }
}

const BESIDE = 16; // pixels from the dots to what they are

/** @type {Draw<Path>} what the dots of a path that is alone in its picture are, beside their middle */
export function nameMilestones(view, { run }, { layer: [context], look, words, step, taken, ink }) {
  const every = run.bundle ? null : dotEvery(run), seen = every ? Math.floor(Math.min(step, run.last) / every) : 0;
  if (!every || seen < ENOUGH) return;
  const [[x, y], [, end]] = [Math.ceil(run.last / every / 4), seen].map((count) => view.pixel(view.spot(run.at(Math.min(count * every, run.last)))));
  if (!inside(x, y, view)) return;
  const across = BESIDE * look.size, up = (end < y ? -1 : 1) * HEIGHT * look.size;
  const places = [1, -1].flatMap((side) => [0, -1.5, 1.5, 3, -3].map((lines) => /** @type {Point} */ ([side * across, lines * up])));
  labelNear(context, format(words.dots, { every }), [x, y], places, { look, edges: view, taken, ink, type: 13, most: 0.12 });
}

/** @type {Draw<Path>} those up to `step` */
export function drawMilestones(view, { run }, { layer, look, step }) {
  const every = dotEvery(run);
  if (!every || run.bundle) return; // among the dots of seeds they would be taken for some
  for (let at = every; at <= Math.min(step, run.last); at += every) {
    const spot = view.spot(run.at(at));
    if (!view.shows(spot)) continue;
    const [x, y] = view.pixel(spot);
    marker(layer[Number(view.hides(spot))], x, y, "circle", look.colour(run), look.ground, MILESTONE * look.size);
  }
}
