// What would cover itself: a path that has settled into a bounce lies on itself by the thousand, and so does a curve with ten
// steps to a pixel. Of a path only what keeps its distance to earlier passes is a line, so that it still reads as one; the rest
// is counted (`density.js`). Of a curve what adds no pixel is left out. They cost nothing then, and gaps of dashes stay open. And
// what lies on each other: where the last of several lines would hide the others, those are bands under it.

/**
 * What is asked of each segment: whether it adds anything. What is left out is passed over with the pen in the air, unless it
 * `joins`: then one straight line stands for it. What can `rewind` is asked of the same segments once more, and knows the answers.
 * @typedef {{adds(ax: number, ay: number, bx: number, by: number): boolean, clear(): void, rewind?(): void, joins: boolean}} Overdraw
 */

const FINE = 4; // to a quarter of a pixel two segments are the same
const FAR = 2 ** 20; // of these: more than any screen is wide

/** @type {(pixel: number) => number} */
const round = (pixel) => Math.round(pixel * FINE);

/**
 * What lies on each other exactly.
 * @implements {Overdraw}
 */
export class DrawnSegments {
  joins = false;
  /** @type {Map<number, Set<number>>} the ends of the segments that are drawn, by where they begin */ #drawn = new Map();

  /**
   * Whether a segment is new, in either direction; the next time it is not.
   * @type {(ax: number, ay: number, bx: number, by: number) => boolean}
   */
  adds(ax, ay, bx, by) {
    const a = round(ax) + FAR * round(ay), b = round(bx) + FAR * round(by), from = Math.min(a, b), to = Math.max(a, b);
    const ends = this.#drawn.get(from);
    if (!ends) this.#drawn.set(from, new Set([to]));
    else if (ends.has(to)) return false;
    else ends.add(to);
    return true;
  }

  clear() {
    this.#drawn.clear();
  }
}

const CELL = 7; // pixels at a size of type of 1: the distance that two passes of a path keep
const STAY = 16; // and of way: a path that comes back to a cell after more of it passes again
const ROOM = 512, HIGH = 256; // cells across and down; what lies farther out shares theirs
const NEW = 0.4; // the share of a segment that no earlier pass is near to

/**
 * What a path passes again.
 * @implements {Overdraw}
 */
export class Passes {
  joins = false;
  /** @type {Float32Array | null} how far the path had come when it was last drawn in each cell, and 1; 0: it never was */ #drawn = null;
  #way = 0;
  /** @type {boolean[]} what was said of each segment, in their order */ #said = [];
  #asked = 0;

  /** @param {number} [size] of type, with which lines grow */
  constructor(size = 1) {
    this.cell = CELL * size;
    this.stay = STAY * size;
  }

  /**
   * Whether a segment keeps its distance to what is drawn of earlier passes, at least along a good part of it.
   * @type {(ax: number, ay: number, bx: number, by: number) => boolean}
   */
  adds(ax, ay, bx, by) {
    return (this.#said[this.#asked++] ??= this.#keeps(ax, ay, bx, by));
  }

  /** @type {(ax: number, ay: number, bx: number, by: number) => boolean} */
  #keeps(ax, ay, bx, by) {
    const drawn = (this.#drawn ??= new Float32Array(ROOM * HIGH)), long = Math.hypot(bx - ax, by - ay);
    const pieces = Math.max(1, Math.ceil((2 * long) / this.cell)), step = 1 / pieces;
    /** @type {(share: number) => number} */
    const cellAt = (share) =>
      (Math.floor((ax + share * (bx - ax)) / this.cell) & (ROOM - 1)) | ((Math.floor((ay + share * (by - ay)) / this.cell) & (HIGH - 1)) * ROOM);
    let free = 0;
    for (let i = 0; i < pieces; i++) {
      const share = (i + 0.5) * step, before = drawn[cellAt(share)];
      if (!before || this.#way + share * long + 1 - before < this.stay) free++;
    }
    const adds = free >= NEW * pieces;
    if (adds) for (let i = 0; i < pieces; i++) drawn[cellAt((i + 0.5) * step)] = this.#way + (i + 0.5) * step * long + 1;
    this.#way += long;
    return adds;
  }

  clear() {
    this.#drawn?.fill(0);
    this.#way = 0;
    this.#said = [];
    this.#asked = 0;
  }

  rewind() {
    this.#asked = 0;
  }
}

/**
 * The same for a line that only goes to the right: within a column of pixels only what is above or below all that is there,
 * and what leads out of it.
 * @implements {Overdraw}
 */
export class DrawnColumn {
  joins = true;
  #column = NaN;
  #low = 0;
  #high = 0;

  /** @type {(ax: number, ay: number, bx: number, by: number) => boolean} */
  adds(ax, ay, bx, by) {
    const column = Math.floor(bx), here = column === this.#column && column === Math.floor(ax);
    if (here && Math.min(ay, by) >= this.#low && Math.max(ay, by) <= this.#high) return false;
    // Of a segment that comes from another column only its end is known to lie in this one.
    this.#low = here ? Math.min(this.#low, ay, by) : by;
    this.#high = here ? Math.max(this.#high, ay, by) : by;
    this.#column = column;
    return true;
  }

  clear() {
    this.#column = NaN;
  }
}

/**
 * A line by its rows, of which each has its step; `row` is the last one that is not after a step.
 * @typedef {{length: number, stepOf: (row: number) => number, row: (step: number) => number}} Told
 */

const SAMPLES = 128; // of the rows of a line: what is together for less than the way between two of them is not looked for

/**
 * How many of the lines after it lie on each line, at each of its rows; null for a line that none lies on.
 * @template {Told} Line
 * @param {Line[]} lines
 * @param {(one: Line, row: number, other: Line, at: number) => boolean} same whether two lines are at one place at these rows
 * @returns {(Uint8Array | null)[]}
 */
export function covered(lines, same) {
  return lines.map((line, place) => {
    const counts = new Uint8Array(line.length), stride = Math.max(1, Math.floor(line.length / SAMPLES));
    let most = 0;
    for (const other of lines.slice(place + 1)) {
      let on = false;
      // Most lines are nowhere together: a few of their rows tell.
      for (let row = stride; row < line.length && !on; row += stride) on = same(line, row, other, other.row(line.stepOf(row)));
      if (!on) continue;
      on = false;
      for (let row = 0; row < line.length; row++) {
        const step = line.stepOf(row), at = other.row(step);
        // Of a step that is not sent of both it is not known: they are taken to go on as before.
        if (other.stepOf(at) === step) on = same(line, row, other, at);
        if (!on) continue;
        counts[row]++;
        // At the first row all runs have their start, and no way yet.
        if (row) most = Math.max(most, Math.min(counts[row], counts[row - 1]));
      }
    }
    return most ? counts : null;
  });
}

/**
 * For one line on it, two, and so on: where a line has no band of that width, as rows to which the pen is lifted.
 * @param {Uint8Array} counts
 * @param {ArrayLike<number> | null} lifted rows to which the line itself has no way
 */
export function bandsOf(counts, lifted) {
  return Array.from({ length: Math.max(...counts.slice(1)) }, (_, below) =>
    Uint8Array.from(counts, (count, row) => Number(!row || Math.min(count, counts[row - 1]) !== below + 1 || !!lifted?.[row])));
}
