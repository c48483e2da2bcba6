// The ground of a picture: colours that go evenly from low to high, with a hint of relief, and level lines. It is made once from
// the points of the grid, between which the loss is as smooth as it is.

/** @import { Look, Point, Surface } from "../data/types.js" */

const FINER = 3; // points for one of the grid
const LIGHT = [-0.6, 0.8]; // from where it comes: the upper left
const SPECK = 5; // points: a line around less is none of the surface, but of the grid
const STEEP = 0.9; // of all slopes, this share is shaded less than most

/** The surface in finer points, from the lower left, row by row. @typedef {{z: Float32Array, across: number, down: number}} Terrain */

/**
 * A row of values with FINER times as many between them, by cubics through four (Catmull and Rom 1974).
 * @type {(from: ArrayLike<number>, start: number, step: number, count: number, to: Float32Array, at: number, stride: number) => void}
 */
function between(from, start, step, count, to, at, stride) {
  const value = (/** @type {number} */ i) => from[start + step * i];
  for (let i = 0; i < count; i++) {
    const b = value(i), c = i + 1 < count ? value(i + 1) : b, a = i ? value(i - 1) : 2 * b - c, d = i + 2 < count ? value(i + 2) : 2 * c - b;
    for (let k = 0; k < (i + 1 < count ? FINER : 1); k++) {
      const s = k / FINER;
      to[at + stride * (i * FINER + k)] = b + 0.5 * s * (c - a + s * (2 * a - 5 * b + 4 * c - d + s * (3 * (b - c) + d - a)));
    }
  }
}

/**
 * Finer points of a surface. A narrow valley is smooth in the loss and sharp in its logarithm: between points the loss counts.
 * @param {Pick<Surface, "grid" | "z" | "levels" | "floor">} surface
 * @returns {Terrain}
 */
export function terrainOf({ grid: [width, height], z, levels, floor }) {
  const log = levels === "log", loss = log ? Float64Array.from(z, (value) => 10 ** value) : z;
  const across = (width - 1) * FINER + 1, down = (height - 1) * FINER + 1;
  const rows = new Float32Array(across * height), fine = new Float32Array(across * down);
  for (let row = 0; row < height; row++) between(loss, row * width, 1, width, rows, row * across, 1);
  for (let column = 0; column < across; column++) between(rows, column, across, height, fine, column, across);
  if (log) for (let i = 0; i < fine.length; i++) fine[i] = Math.log10(Math.max(fine[i], floor));
  return { z: fine, across, down };
}

/** @type {(colour: string) => number[]} "#rrggbb" */
const channels = (colour) => [1, 3, 5].map((from) => parseInt(colour.slice(from, from + 2), 16));

/** @type {(scale: Look["scale"], share: number) => number[]} */
function colourAt(scale, share) {
  const at = Math.max(1, scale.findIndex(([end]) => end >= share)), [low, from] = scale[at - 1], [high, to] = scale[at];
  const [a, b] = [channels(from), channels(to)], way = (share - low) / (high - low);
  return a.map((value, i) => value + way * (b[i] - value));
}

/**
 * The slope towards the light at each point, against the width of the picture.
 * @param {Terrain} terrain
 */
function slopes({ z, across, down }) {
  const found = new Float32Array(z.length);
  for (let row = 0, i = 0; row < down; row++) for (let column = 0; column < across; column++, i++) {
    const dx = z[column + 1 < across ? i + 1 : i] - z[column ? i - 1 : i], dy = z[row + 1 < down ? i + across : i] - z[row ? i - across : i];
    found[i] = -(dx * LIGHT[0] + dy * LIGHT[1]);
  }
  return found;
}

/**
 * How much higher it is at most a point further on, at a place in shares of the picture.
 * @type {(terrain: Terrain, place: Point) => number}
 */
export function slopeAt({ z, across, down }, [x, y]) {
  const column = Math.min(Math.round(x * (across - 1)), across - 2), row = Math.min(Math.round(y * (down - 1)), down - 2), i = row * across + column;
  return Math.hypot(z[i + 1] - z[i], z[i + across] - z[i]);
}

/**
 * The colours of the ground as a picture, its upper edge first: how high, and a little lighter where it faces the light.
 * @param {Terrain} terrain
 * @param {Pick<Look, "scale" | "relief">} look
 */
export function painted(terrain, { scale, relief }) {
  const { z, across, down } = terrain, shade = slopes(terrain), image = new ImageData(across, down), { data } = image;
  let low = Infinity, high = -Infinity;
  for (const value of z) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const table = Array.from({ length: 256 }, (_, i) => colourAt(scale, i / 255));
  const some = shade.filter((_, i) => i % 97 === 0).map(Math.abs).sort(), steep = some[Math.floor(STEEP * some.length)] || 1;
  for (let row = 0, at = 0; row < down; row++) for (let column = 0; column < across; column++, at += 4) {
    const i = (down - 1 - row) * across + column, colour = table[Math.round((255 * (z[i] - low)) / (high - low || 1))];
    const facing = relief * Math.max(-1, Math.min(1, shade[i] / steep));
    for (let k = 0; k < 3; k++) data[at + k] = colour[k] + facing * (facing > 0 ? 255 - colour[k] : colour[k]);
    data[at + 3] = 255;
  }
  return image;
}

/**
 * The lines on which a surface has each of these heights, ascending; each from point to point, in shares of the picture from its
 * lower left: closed ones end where they begin. What goes around a few points only is left out.
 * @type {(terrain: Terrain, levels: number[]) => Point[][][]}
 */
export function levelLines(terrain, levels) {
  const { z, across, down } = terrain, above = bandsOf(z, levels);
  /** @type {Map<number, number[]>[]} for each level which edges of cells a line joins; those across are even, those upwards odd */
  const joined = levels.map(() => new Map());
  for (let row = 0; row + 1 < down; row++) for (let column = 0, i = row * across; column + 1 < across; column++, i++) {
    const a = above[i], b = above[i + 1], c = above[i + across], d = above[i + across + 1];
    if (a === b && c === d && a === c) continue;
    for (let k = Math.min(a, b, c, d), most = Math.max(a, b, c, d); k < most; k++) cut(joined[k], terrain, i, levels[k], a > k, b > k, c > k, d > k);
  }
  return levels.map((level, k) => linesOf(joined[k], terrain, level));
}

/** @type {(z: Float32Array, levels: number[]) => Uint8Array} how many levels each point lies above */
function bandsOf(z, levels) {
  const bands = new Uint8Array(z.length);
  // Near where the point before it was.
  for (let i = 0, band = 0; i < z.length; i++) {
    while (band < levels.length && z[i] > levels[band]) band++;
    while (band && z[i] <= levels[band - 1]) band--;
    bands[i] = band;
  }
  return bands;
}

/**
 * What a level line joins in the cell with its lower left at point i, whose corners are above it or not.
 * @type {(joined: Map<number, number[]>, terrain: Terrain, i: number, level: number, a: boolean, b: boolean, c: boolean, d: boolean) => void}
 */
function cut(joined, { z, across }, i, level, a, b, c, d) {
  /** @type {(one: number, other: number) => void} */
  const join = (one, other) => {
    const ends = joined.get(one), others = joined.get(other);
    if (ends) ends.push(other);
    else joined.set(one, [other]);
    if (others) others.push(one);
    else joined.set(other, [one]);
  };
  const below = 2 * i, left = 2 * i + 1, above = 2 * (i + across), right = 2 * (i + 1) + 1;
  if (a !== b && b !== d && c !== d) {
    const high = (z[i] + z[i + 1] + z[i + across] + z[i + across + 1]) / 4 > level;
    // On a saddle the two corners that are like the middle hang together.
    join(below, high === a ? right : left);
    join(above, high === a ? left : right);
  } else if (a !== b) join(below, b !== d ? right : c !== d ? above : left);
  else if (b !== d) join(right, c !== d ? above : left);
  else join(above, left);
}

/** @type {(joined: Map<number, number[]>, terrain: Terrain, level: number) => Point[][]} */
function linesOf(joined, { z, across, down }, level) {
  /** @type {(edge: number) => Point} */
  const point = (edge) => {
    const i = edge >> 1, next = edge % 2 ? i + across : i + 1, share = (level - z[i]) / (z[next] - z[i]);
    const column = (i % across) + (edge % 2 ? 0 : share), row = Math.floor(i / across) + (edge % 2 ? share : 0);
    return [column / (across - 1), row / (down - 1)];
  };
  return followed(joined).map((edges) => edges.map(point)).filter((line) => !isSpeck(line, across, down));
}

/**
 * The lines that the joined edges make: first those that end at the edge of the picture, then those that are closed.
 * @param {Map<number, number[]>} joined
 */
function followed(joined) {
  const lines = [], done = new Set();
  for (const open of [true, false]) for (const [first, ends] of joined) {
    if (done.has(first) || (open && ends.length > 1)) continue;
    const line = [first];
    done.add(first);
    for (let at = /** @type {number | undefined} */ (first); at !== undefined;) {
      /** @type {number | undefined} */
      const next = joined.get(at)?.find((one) => !done.has(one));
      if (next !== undefined) {
        line.push(next);
        done.add(next);
      }
      at = next;
    }
    if (!open) line.push(first);
    lines.push(line);
  }
  return lines;
}

/** @type {(line: Point[], across: number, down: number) => boolean} */
function isSpeck(line, across, down) {
  const [x, y] = line[0], end = line[line.length - 1];
  if (x !== end[0] || y !== end[1]) return false;
  /** @type {(axis: number, points: number) => number} */
  const wide = (axis, points) => points * (Math.max(...line.map((one) => one[axis])) - Math.min(...line.map((one) => one[axis])));
  return wide(0, across - 1) < SPECK && wide(1, down - 1) < SPECK;
}
