// Whether the surface stands between a place and the eye: from the place towards the eye, half a cell of the grid at a time.

/** @import { Place, Range } from "../data/types.js" */

const NEAR = 1; // cells: so close to a place the surface does not hide it, or a point on it would hide itself
const STRIDE = 0.5; // cells
const BLOCK = 8; // cells: a line that climbs and is above the highest point of a block need not be followed through it

export class Occlusion {
  /**
   * @param {[width: number, height: number]} grid
   * @param {[Range, Range]} domain
   * @param {ArrayLike<number>} heights at the points of the grid, row by row
   */
  constructor([width, height], [[x0, x1], [y0, y1]], heights) {
    this.width = width;
    this.rows = height;
    this.heights = Float64Array.from(heights);
    this.x0 = x0;
    this.y0 = y0;
    this.perX = (width - 1) / (x1 - x0);
    this.perY = (height - 1) / (y1 - y0);
    this.across = Math.ceil(width / BLOCK);
    this.tops = new Float64Array(this.across * Math.ceil(height / BLOCK)).fill(-Infinity);
    this.low = Infinity;
    for (let i = 0; i < heights.length; i++) {
      const x = i % width, y = Math.floor(i / width);
      this.low = Math.min(this.low, heights[i]);
      // A point between two blocks belongs to both.
      for (const dx of x % BLOCK ? [0] : [0, 1]) for (const dy of y % BLOCK ? [0] : [0, 1]) {
        const block = Math.max(0, Math.floor(x / BLOCK) - dx) + this.across * Math.max(0, Math.floor(y / BLOCK) - dy);
        this.tops[block] = Math.max(this.tops[block], heights[i]);
      }
    }
    this.high = this.tops.reduce((highest, top) => Math.max(highest, top));
  }

  /**
   * How many cells lie between two places, along the axis on which there are more.
   * @type {(a: Place, b: Place) => number}
   */
  cells(a, b) {
    return Math.max(Math.abs(b[0] - a[0]) * this.perX, Math.abs(b[1] - a[1]) * this.perY);
  }

  /**
   * The height of the surface between the points of the grid, bilinear; NaN outside.
   * @type {(x: number, y: number) => number}
   */
  height(x, y) {
    const u = (x - this.x0) * this.perX, v = (y - this.y0) * this.perY;
    return u >= 0 && v >= 0 && u <= this.width - 1 && v <= this.rows - 1 ? this.#between(u, v) : NaN;
  }

  /**
   * @param {number} u in cells
   * @param {number} v
   */
  #between(u, v) {
    const i = Math.min(Math.floor(u), this.width - 2), k = Math.min(Math.floor(v), this.rows - 2);
    const { heights: z, width } = this, at = k * width + i, a = u - i, b = v - k;
    return (z[at] * (1 - a) + z[at + 1] * a) * (1 - b) + (z[at + width] * (1 - a) + z[at + width + 1] * a) * b;
  }

  /**
   * Whether the line from a place to the eye goes through the surface. It is a sheet: seen from below, what is above it is
   * hidden.
   * @type {(place: Place, eye: Place) => boolean}
   */
  hides(place, eye) {
    const length = this.cells(place, eye);
    const u = (place[0] - this.x0) * this.perX, v = (place[1] - this.y0) * this.perY, z = place[2];
    const du = ((eye[0] - place[0]) * this.perX) / length, dv = ((eye[1] - place[1]) * this.perY) / length;
    const dz = (eye[2] - z) / length;
    const { low, high, width, rows } = this;
    let above = 0; // of the surface: 1, below it: −1
    for (let t = NEAR; t < length; t += STRIDE) {
      const a = u + t * du, b = v + t * dv, at = z + t * dz;
      if (!(a >= 0 && b >= 0 && a <= width - 1 && b <= rows - 1)) return false; // beyond the edge of the surface
      // Nothing is higher than the highest point, nor lower than the lowest: there is no way back to the surface.
      if (above && (dz > 0 ? at > high : at < low)) return false;
      if (above > 0 && dz > 0) {
        const i = Math.floor(a / BLOCK), k = Math.floor(b / BLOCK);
        if (at > this.tops[i + k * this.across]) {
          const x = du ? ((i + Number(du > 0)) * BLOCK - a) / du : Infinity, y = dv ? ((k + Number(dv > 0)) * BLOCK - b) / dv : Infinity;
          t += Math.min(x, y);
          continue;
        }
      }
      const over = at - this.#between(a, b);
      if (over * above < 0) return true;
      above ||= Math.sign(over);
    }
    return false;
  }
}
