// The update of a step as an arrow, drawn to scale, with −g and −m, which only have their lengths in common.

import { inside } from "../draw/frame.js";
import { label } from "../draw/label.js";

/** @import { Look, Point, Spot } from "../data/types.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Draw, View } from "./view.js" */

const LONG = 80; // pixels: about so long is the longest of all −g and −m on show
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
export function drawArrows(view, { runs, factor }, { layer, look, words, step }) {
  /** @type {Point[]} where labels stand already */
  const labels = [];
  for (const run of runs) {
    const here = view.spot(run.at(step)), [x, y] = view.pixel(here);
    if (!view.shows(here) || !inside(x, y, view)) continue;
    const context = layer[Number(view.hides(here))];
    context.save();
    view.clip(context);
    /** @type {(to: Spot) => Point} */
    const way = (to) => {
      const [ex, ey] = view.pixel(to);
      return [ex - x, ey - y];
    };
    /** @type {(vector: Point, style: Style) => void} */
    const draw = (vector, style) => arrow(context, [x, y], vector, { colour: look.colour(run), look, labels, ...style });
    if (step < run.last && run.knows(step + 1)) draw(way(view.spot(run.at(step + 1))), { width: 4, solid: true, label: words.update });
    /** @type {(Point | undefined)[]} */
    const [g, m] = vectors(run, step).map(([dx, dy]) => way(view.shift(here, [dx * factor, dy * factor])));
    const same = g && m && g[0] === m[0] && g[1] === m[1];
    if (g) draw(g, { width: 2, label: same ? "−g = −m" : "−g" });
    if (m && !same) draw(m, { width: 2, dash: [5, 4], label: "−m" });
    context.restore();
  }
  // In the corner: how much longer than they are −g and −m are drawn.
  const said = words.scaled.replace("{factor}", String(factor).replace("e+", "e").replace("-", "−"));
  label(layer[0], said, view.right - 10 * look.size, view.bottom - 14 * look.size, { look, weight: "600", align: "right" });
}

/**
 * One arrow; a label that would cover another is left out.
 * @typedef {{width: number, label: string, dash?: number[], solid?: boolean}} Style
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Point} from
 * @param {Point} vector
 * @param {Style & {colour: string, look: Look, labels: Point[]}} style
 */
function arrow(context, [x, y], [dx, dy], { width, colour, look, label: name, labels, dash = [], solid = false }) {
  const length = Math.hypot(dx, dy);
  if (!(length > 1)) return;
  const [ux, uy] = [dx / length, dy / length], size = Math.min((solid ? 14 : 11) * look.size, length);
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
  const aside = 12 * look.size, lx = ex + ux * aside;
  /** @type {(y: number) => boolean} */
  const free = (y) => labels.every(([ox, oy]) => Math.abs(ox - lx) > 56 * look.size || Math.abs(oy - y) > 15 * look.size);
  const ly = [0, 17, -17].map((line) => ey + uy * aside + line * look.size).find(free);
  if (length < 10 || ly === undefined) return;
  labels.push([lx, ly]);
  label(context, name, lx, ly, { look, weight: "600", align: ux < 0 ? "right" : "left" });
}
