// What would be drawn over itself is drawn once: the segments of a path that has settled into a bounce, or into a point, lie
// on each other by the thousand, and so do those of a curve with ten steps to a pixel. They cost nothing then, and the gaps of
// a dashed line stay open.

/**
 * What is asked of each segment: whether it adds anything. What is left out is passed over with the pen in the air, unless it
 * `joins`: then one straight line stands for it.
 * @typedef {{adds(ax: number, ay: number, bx: number, by: number): boolean, clear(): void, joins: boolean}} Overdraw
 */

const FINE = 4; // to a quarter of a pixel two segments are the same
const FAR = 2 ** 20; // of these: more than any screen is wide

/** @type {(pixel: number) => number} */
const round = (pixel) => Math.round(pixel * FINE);

/** @implements {Overdraw} */
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
