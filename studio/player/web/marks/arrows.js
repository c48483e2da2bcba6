// The update of a step as an arrow, drawn to scale, with −g and −m, which only have their lengths in common. Of classical momentum
// −m is laid out of what it is made of, head to tail: β times the last step, as −g is drawn, and −g at its end.
// Of several runs in a picture one, that in hand, has its arrows in full and named; those of the others are under them, faint.

import { inside } from "../draw/frame.js";
import { labelNear } from "../draw/label.js";
import { marker } from "../draw/marker.js";

/** @import { Edges, Look, Point, Spot } from "../data/types.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Draw, View } from "./view.js" */

const LONG = 80; // pixels: about so long is the longest of all −g and −m on show
const BESIDE = 6, ALIKE = 0.99; // pixels between two arrows that point the same way, and how much so: the cosine
const FAINT = 0.4; // of the strength of the one in hand
const DIGITS = [1, 1.5, 2, 3, 5, 7, 10]; // of the factor: round, so that it holds for some steps

/** @type {(x: number, y: number) => Point} */
const opposite = (x, y) => [-x, -y];

/**
 * −g and −m, those that are known.
 * @type {(run: Run, step: number) => Point[]}
 */
function vectors(run, step) {
  const { g1, g2, m1, m2 } = run.at(step);
  return [opposite(g1, g2), opposite(m1, m2)].filter((vector) => vector.every(Number.isFinite));
}

/**
 * How many pixels the longest of −g and −m would be with the factor 1.
 * @type {(view: View, runs: Run[], step: number) => number}
 */
export function longest(view, runs, step) {
  const lengths = runs.flatMap((run) => vectors(run, step).map((vector) => view.reach(view.spot(run.at(step)), vector)));
  return Math.max(0, ...lengths.filter(Number.isFinite));
}

/**
 * The round factor that makes this length about LONG.
 * @param {number} length
 */
export function factorFor(length) {
  const wanted = LONG / length, power = 10 ** Math.floor(Math.log10(wanted));
  const digit = DIGITS.reduce((best, one) => (Math.abs(Math.log(wanted / power / one)) < Math.abs(Math.log(wanted / power / best)) ? one : best));
  return Number((digit * power).toPrecision(2));
}

/** @type {Draw<{runs: Run[], factor: number}>} those of each run from where it is at `step`, told apart by line, head and label */
export function drawArrows(view, { runs, factor }, { layer, look, words, step, taken }) {
  // In a corner: how much longer than they are −g and −m are drawn.
  const said = words.scaled.replace("{factor}", String(factor).replace("e+", "e").replace("-", "−"));
  const { size } = look, [inset, up] = [10 * size, 14 * size], { left, right, top, bottom } = view, how = { look, edges: view, taken };
  const corner = [[right, bottom - up], [left, bottom - up], [right, top + up], [left, top + up]].find(([x, y], i) =>
    labelNear(layer[0], said, [x, y], [[i % 2 ? inset : -inset, 0]], { ...how, weight: "600" }));
  if (!corner) labelNear(layer[0], said, [(left + right) / 2, bottom - up], [[0, 0]], { ...how, taken: [], weight: "600" });
  const seen = runs.filter((run) => {
    const here = view.spot(run.at(step));
    return view.shows(here) && inside(...view.pixel(here), view);
  });
  // The run in hand may be elsewhere, or have no arrows any more.
  const first = seen.find((run) => run.in_hand && step < run.last) ?? seen.find((run) => step < run.last) ?? seen[0];
  for (const run of [...seen.filter((run) => run !== first), ...seen.filter((run) => run === first)]) {
    const here = view.spot(run.at(step)), [x, y] = view.pixel(here);
    const context = layer[Number(view.hides(here))], shown = /** @type {Point[]} */ ([]);
    const named = run === first, name = (/** @type {string} */ text) => (named ? text : "");
    context.save();
    view.clip(context);
    if (!named) context.globalAlpha = FAINT;
    /** @type {(to: Spot) => Point} */
    const way = (to) => {
      const [ex, ey] = view.pixel(to);
      return [ex - x, ey - y];
    };
    /** @type {(vector: Point, style: Style) => void} */
    const draw = (vector, style) => {
      // −m stands beside what points the same way: the step does.
      const [dx, dy] = style.dash && shown.some((other) => alike(other, vector)) ? aside(vector, BESIDE * size) : [0, 0];
      shown.push(vector);
      arrow(context, [x + dx, y + dy], vector, { colour: look.colour(run), ...how, ...style });
    };
    /** @type {(Point | undefined)[]} */
    const [g, m] = vectors(run, step).map(([dx, dy]) => way(view.shift(here, [dx * factor, dy * factor])));
    const same = g && m && g[0] === m[0] && g[1] === m[1];
    const update = () => {
      if (step < run.last && run.knows(step + 1)) draw(way(view.spot(run.at(step + 1))), { width: 4, solid: true, label: name(words.update) });
    };
    if (run.rolls && g && m && !same) {
      for (const { from: [dx, dy], vector, ...style } of headToTail(g, m, BESIDE * size))
        arrow(context, [x + dx, y + dy], vector, { colour: look.colour(run), ...how, ...style, label: name(style.label || words.carried) });
      // Last, so that its name is not drawn over.
      update();
      context.restore();
      continue;
    }
    update();
    if (g) draw(g, { width: 2, label: name(same ? "−g = −m" : "−g") });
    if (m && !same) draw(m, { width: 2, dash: [5, 4], label: name("−m") });
    context.restore();
  }
}

/**
 * Of −g and −m in pixels: what is left of the last step, −g at its end, and −m, which is both together. It points where the step
 * does, and so all stand beside that; on the other side −m, where it lies along the others.
 * @type {(g: Point, m: Point, beside: number) => {from: Point, vector: Point, width: number, label: string, dash?: number[], dot?: boolean}[]}
 */
export function headToTail(g, m, beside) {
  const rest = /** @type {Point} */ ([m[0] - g[0], m[1] - g[1]]), from = aside(m, beside), [dx, dy] = from;
  return [
    { from, vector: rest, width: 2, dash: [2, 3], label: "" },
    { from: [dx + rest[0], dy + rest[1]], vector: g, width: 2, label: "−g", dot: true },
    { from: Math.abs(cross(rest, m)) < beside * Math.hypot(...m) ? [-dx, -dy] : from, vector: m, width: 2, dash: [5, 4], label: "−m" },
  ];
}

/** @type {(vector: Point, far: number) => Point} to the left of where it points */
function aside([dx, dy], far) {
  const long = Math.hypot(dx, dy) || 1;
  return [(-dy / long) * far, (dx / long) * far];
}

/** @type {(one: Point, other: Point) => number} */
const cross = ([ax, ay], [bx, by]) => ax * by - ay * bx;

/** @type {(one: Point, other: Point) => boolean} */
const alike = ([ax, ay], [bx, by]) => ax * bx + ay * by > ALIKE * Math.hypot(ax, ay) * Math.hypot(bx, by);

/**
 * One arrow; its label stands near its point, where there is room.
 * @typedef {{width: number, label: string, dash?: number[], solid?: boolean, dot?: boolean}} Style `dot`: it is one where it is too short
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Point} from
 * @param {Point} vector
 * @param {Style & {colour: string, look: Look, edges: Edges, taken: Edges[]}} style
 */
export function arrow(context, [x, y], [dx, dy], { width, colour, look, edges, taken, label: name, dash = [], solid = false, dot = false }) {
  const length = Math.hypot(dx, dy);
  if (!(length > 1) && !dot) return;
  const [ux, uy] = length ? [dx / length, dy / length] : [1, 0], size = Math.min((solid ? 14 : 11) * look.size, length);
  // A line that goes on far outside is cut here; canvases draw badly at a million pixels.
  const shown = Math.min(length, 4000), [ex, ey] = [x + ux * shown, y + uy * shown];
  /** @type {(side: 1 | -1) => Point} */
  const corner = (side) => [ex - ux * size - uy * side * size * 0.5, ey - uy * size + ux * side * size * 0.5];
  /** @type {[string, number][]} */
  const coats = [[look.ground, 3], [colour, 0]];
  for (const [style, extra] of coats) {
    context.strokeStyle = context.fillStyle = style;
    context.lineWidth = (width + extra) * look.size;
    context.setLineDash(extra ? [] : dash.map((part) => part * look.size));
    context.beginPath();
    context.moveTo(x, y);
    // A solid head would be blunt with the line in it.
    context.lineTo(ex - ux * (solid ? size * 0.8 : 0), ey - uy * (solid ? size * 0.8 : 0));
    context.stroke();
    context.setLineDash([]);
    context.beginPath();
    context.moveTo(...corner(1));
    context.lineTo(ex, ey);
    context.lineTo(...corner(-1));
    if (solid) {
      context.closePath();
      context.fill();
      if (extra) context.stroke();
    } else context.stroke();
  }
  if (!(length > 1)) marker(context, x, y, "circle", colour, look.ground, 3 * look.size);
  if (!name) return;
  const off = 12 * look.size, line = 17 * look.size, sign = ux < 0 ? -1 : 1;
  // At its point, and farther and farther away around it.
  const near = [0, 1, -1, 2, -2, 3, -3].flatMap((k) => [1, -1].map((side) => /** @type {Point} */ ([sign * side * off, uy * off + k * line])));
  labelNear(context, name, [ex, ey], near, { look, edges, taken, weight: "600" });
}
