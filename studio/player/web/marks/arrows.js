// The update of a step as an arrow, drawn to scale, with −g and −m, which only have their lengths in common.

/** @import { Edges, Look, Point, Words } from "../data/types.js" */
/** @import { Frame } from "../draw/frame.js" */
/** @import { Run } from "../data/run.js" */
/** @typedef {CanvasRenderingContext2D} Context */

const LONG = 80; // pixels: about so long is the longest of all −g and −m on show
const DIGITS = [1, 1.5, 2, 3, 5, 7, 10]; // of the factor: round, so that it holds for some steps

/**
 * A picture as the arrows need it: its edges, the pixel of a run at a step, and of what lies a vector of the plane away from there.
 * @typedef {{edges: Edges, at: (run: Run, step: number) => Point, away: (run: Run, step: number, vector: Point) => Point}} Sketch
 */

/**
 * The picture of a frame.
 * @param {Frame} frame
 * @returns {Sketch}
 */
export const sketchOf = (frame) => ({
  edges: frame,
  at: (run, step) => frame.at(run.at(step)),
  away: (run, step, [dx, dy]) => {
    const [x, y] = frame.at(run.at(step));
    return [x + dx * frame.perX, y - dy * frame.perY];
  },
});

/** @type {(x: number, y: number) => Point} */
const opposite = (x, y) => [-x, -y];

/**
 * −g and −m, those that are known.
 * @param {Run} run
 * @param {number} step
 */
function vectors(run, step) {
  const { g1, g2, m1, m2 } = run.at(step);
  return [opposite(g1, g2), opposite(m1, m2)].filter((vector) => vector.every(Number.isFinite));
}

/**
 * How many pixels the longest of −g and −m would be with the factor 1, as far as they are told by the first `share` of them.
 * @param {Run[]} runs
 * @param {number} step
 * @param {Sketch} sketch
 * @param {(vector: Point) => number} [share]
 */
export function longest(runs, step, { at, away }, share = () => 1) {
  const lengths = runs.flatMap((run) => vectors(run, step).map((vector) => {
    const part = share(vector), [x, y] = at(run, step), [ex, ey] = away(run, step, [vector[0] * part, vector[1] * part]);
    return Math.hypot(ex - x, ey - y) / part;
  }));
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

/**
 * The arrows of one run from its place at `step`, told apart by line, head and label.
 * `labels` holds where labels stand already; one that would cover another is left out.
 * @param {Context} context
 * @param {Sketch} sketch
 * @param {Run} run
 * @param {number} step
 * @param {number} factor
 * @param {{colour: string, look: Look, words: Words, labels: Point[]}} how
 */
export function drawArrows(context, { edges, at, away }, run, step, factor, { colour, look, words, labels }) {
  const [x, y] = at(run, step), { left, right, top, bottom } = edges;
  if (!(x >= left && x <= right && y >= top && y <= bottom)) return;
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  /** @type {(dx: number, dy: number, style: Style) => void} */
  const draw = (dx, dy, style) => arrow(context, x, y, dx, dy, { colour, look, labels, ...style });
  if (step < run.last && run.knows(step + 1)) {
    const [nx, ny] = at(run, step + 1);
    draw(nx - x, ny - y, { width: 4, solid: true, label: words.update });
  }
  /** @type {(Point | undefined)[]} */
  const [g, m] = vectors(run, step).map((vector) => {
    const [ex, ey] = away(run, step, [vector[0] * factor, vector[1] * factor]);
    return [ex - x, ey - y];
  });
  const same = g && m && g[0] === m[0] && g[1] === m[1];
  if (g) draw(...g, { width: 2, label: same ? "−g = −m" : "−g" });
  if (m && !same) draw(...m, { width: 2, dash: [5, 4], label: "−m" });
  context.restore();
}

/**
 * @typedef {{width: number, label: string, dash?: number[], solid?: boolean}} Style
 *
 * @param {Context} context
 * @param {number} x
 * @param {number} y
 * @param {number} dx
 * @param {number} dy
 * @param {Style & {colour: string, look: Look, labels: Point[]}} style
 */
function arrow(context, x, y, dx, dy, { width, colour, look, label, labels, dash = [], solid = false }) {
  const length = Math.hypot(dx, dy);
  if (!(length > 1)) return;
  const [ux, uy] = [dx / length, dy / length], size = Math.min((solid ? 14 : 11) * look.size, length);
  // A line that goes on far outside is cut here; canvases draw badly at a million pixels.
  const shown = Math.min(length, 4000), [ex, ey] = [x + ux * shown, y + uy * shown];
  /** @type {(side: 1 | -1) => Point} */
  const corner = (side) => [ex - ux * size - uy * side * size * 0.5, ey - uy * size + ux * side * size * 0.5];
  /** @type {[string, number][]} */
  const layers = [[look.ground, 3], [colour, 0]];
  for (const [style, extra] of layers) {
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
  text(context, label, lx, ly, ux < 0 ? "right" : "left", look);
}

/**
 * @param {Context} context
 * @param {string} label
 * @param {number} x
 * @param {number} y
 * @param {CanvasTextAlign} align
 * @param {Look} look
 */
function text(context, label, x, y, align, look) {
  context.font = look.type(14, "600");
  context.textAlign = align;
  context.textBaseline = "middle";
  context.lineWidth = 4 * look.size;
  context.strokeStyle = look.ground;
  context.strokeText(label, x, y);
  context.fillStyle = look.text;
  context.fillText(label, x, y);
}

/**
 * In the corner: how much longer than they are −g and −m are drawn.
 * @param {Context} context
 * @param {Edges} edges
 * @param {number} factor
 * @param {Look} look
 * @param {Words} words
 */
export function drawFactor(context, edges, factor, look, words) {
  const said = String(factor).replace("e+", "e").replace("-", "−");
  text(context, words.scaled.replace("{factor}", said), edges.right - 10 * look.size, edges.bottom - 14 * look.size, "right", look);
}
