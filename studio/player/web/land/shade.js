// Where η is too large: hatched wherever the surface is bent too steeply for the η and σ of the step on show, of the run in hand.

import { Polyline } from "../draw/polyline.js";
import { levelLines } from "../draw/terrain.js";

/** @import { Bends, Box, Point, Surface } from "../data/types.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Draw } from "../marks/view.js" */

const LINES = 34; // hatching lines across what is on show
const PIECES = 90; // of a line, between which an end is looked for
const STRENGTH = 0.6, WIDTH = 1.1, EDGE = 2.2; // pixels

/**
 * How much η/σ times the sharpness is above the limit, at each point of the grid: λmax of √(η/σ) H √(η/σ), less it.
 * @type {(bends: Bends, rates: [number, number], limit: number) => Float32Array}
 */
export function excess({ h11, h12, h22 }, [first, second], limit) {
  const found = new Float32Array(h11.length), across = Math.sqrt(first * second);
  for (let i = 0; i < found.length; i++) {
    const a = h11[i] * first, c = h22[i] * second;
    const half = (a - c) / 2, b = h12[i] * across;
    // Not Math.hypot, which takes ten times as long; what is too large for a square is too large for any limit.
    found[i] = (a + c) / 2 + Math.sqrt(half * half + b * b) - limit;
  }
  return found;
}

/**
 * What is drawn: lines of two points each, slanted through the part `box` of the picture, in shares of it, where the excess is
 * above 0.
 * @type {(z: Float32Array, grid: [number, number], box: Box) => [Point, Point][]}
 */
export function hatching(z, [across, down], [[u0, u1], [v0, v1]]) {
  const wide = u1 - u0, high = v1 - v0;
  /** @type {(u: number, v: number) => number} */
  const at = (u, v) => {
    const x = Math.min(Math.max(u, 0), 1) * (across - 1), y = Math.min(Math.max(v, 0), 1) * (down - 1);
    const i = Math.min(Math.floor(x), across - 2), k = Math.min(Math.floor(y), down - 2), one = k * across + i, s = x - i, t = y - k;
    return (1 - t) * ((1 - s) * z[one] + s * z[one + 1]) + t * ((1 - s) * z[one + across] + s * z[one + across + 1]);
  };
  /** @type {[Point, Point][]} */
  const lines = [];
  // The lines stand where they do on the surface: they do not swim when the picture is moved.
  const sum = (u0 / wide + v0 / high) * LINES;
  for (let k = Math.ceil(sum); k <= sum + 2 * LINES; k++) {
    const from = Math.max(u0, wide * (k / LINES - v1 / high)), to = Math.min(u1, wide * (k / LINES - v0 / high));
    if (!(from < to)) continue;
    /** @type {(share: number) => Point} */
    const point = (share) => {
      const u = from + share * (to - from);
      return [u, high * (k / LINES - u / wide)];
    };
    let before = at(...point(0)), begin = before > 0 ? 0 : NaN;
    for (let n = 1; n <= PIECES; n++) {
      const now = at(...point(n / PIECES)), crossing = (n - 1 + before / (before - now)) / PIECES;
      if (before <= 0 && now > 0) begin = crossing;
      if (before > 0 && now <= 0) lines.push([point(begin), point(crossing)]);
      before = now;
    }
    if (before > 0) lines.push([point(begin), point(1)]);
  }
  return lines;
}

/** @type {Draw<{surface: Surface, bends: Bends, runs: Run[]}>} */
export function drawShade(view, { surface: { domain: [[x0, x1], [y0, y1]], grid }, bends, runs }, { layer, look, step }) {
  const run = runs.find((one) => one.in_hand) ?? runs[0];
  if (!run?.limit || !run.last) return;
  const { rate1, rate2 } = run.at(Math.min(step, run.last - 1));
  if (!(rate1 > 0 && rate2 > 0)) return;
  const z = excess(bends, [rate1, rate2], run.limit);
  /** @type {(value: number, from: number, to: number) => number} */
  const share = (value, from, to) => Math.min(Math.max((value - from) / (to - from), 0), 1);
  const [[left, right], [low, high]] = view.window ?? [[x0, x1], [y0, y1]];
  /** @type {Box} */
  const box = [[share(left, x0, x1), share(right, x0, x1)], [share(low, y0, y1), share(high, y0, y1)]];
  if (box[0][0] >= box[0][1] || box[1][0] >= box[1][1]) return;
  const edges = levelLines({ z, across: grid[0], down: grid[1] }, [0])[0];
  for (const [lines, width] of /** @type {[Point[][], number][]} */ ([[hatching(z, grid, box), WIDTH], [edges, EDGE]])) {
    const points = lines.flat(), lifted = Uint8Array.from(lines.flatMap((line) => line.map((_, i) => Number(i === 0))));
    const x = Float64Array.from(points, ([u]) => x0 + u * (x1 - x0)), y = Float64Array.from(points, ([, v]) => y0 + v * (y1 - y0));
    for (const one of layer) {
      one.save();
      one.globalAlpha = STRENGTH;
    }
    new Polyline({ dash: [], lifted }, view.spots({ x, y })).advance(layer, x.length - 1, view, { colour: look.text, width: width * look.size });
    for (const one of layer) one.restore();
  }
}
