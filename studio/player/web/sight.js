// Whether the surface stands between a place and the eye: from the place towards the eye, half a cell of the grid at a time.

/** @import { Place, Range } from "./types.js" */

const NEAR = 1; // cells: so close to a place the surface does not hide it, or a point on it would hide itself
const STRIDE = 0.5; // cells

export class Sight {
  /**
   * @param {[width: number, height: number]} grid
   * @param {[Range, Range]} domain
   * @param {ArrayLike<number>} heights at the points of the grid, row by row
   */
  constructor([width, height], [[x0, x1], [y0, y1]], heights) {
    this.width = width;
    this.rows = height;
    this.heights = heights;
    this.x0 = x0;
    this.y0 = y0;
    this.perX = (width - 1) / (x1 - x0);
    this.perY = (height - 1) / (y1 - y0);
    this.low = Infinity;
    this.high = -Infinity;
    for (let i = 0; i < heights.length; i++) {
      this.low = Math.min(this.low, heights[i]);
      this.high = Math.max(this.high, heights[i]);
    }
  }

  /**
   * How many cells lie between two places, along the axis on which there are more.
   * @param {Place} a
   * @param {Place} b
   */
  cells(a, b) {
    return Math.max(Math.abs(b[0] - a[0]) * this.perX, Math.abs(b[1] - a[1]) * this.perY);
  }

  /**
   * The height of the surface between the points of the grid, bilinear; NaN outside.
   * @param {number} x
   * @param {number} y
   */
  height(x, y) {
    return this.#between((x - this.x0) * this.perX, (y - this.y0) * this.perY);
  }

  /**
   * @param {number} u in cells
   * @param {number} v
   */
  #between(u, v) {
    if (!(u >= 0 && v >= 0 && u <= this.width - 1 && v <= this.rows - 1)) return NaN;
    const i = Math.min(Math.floor(u), this.width - 2), k = Math.min(Math.floor(v), this.rows - 2);
    const { heights: z, width } = this, at = k * width + i, a = u - i, b = v - k;
    return (z[at] * (1 - a) + z[at + 1] * a) * (1 - b) + (z[at + width] * (1 - a) + z[at + width + 1] * a) * b;
  }

  /**
   * Whether the line from a place to the eye goes through the surface. It is a sheet: seen from below, what is above it is
   * hidden.
   * @param {Place} place
   * @param {Place} eye
   */
  hides(place, eye) {
    const length = this.cells(place, eye);
    const u = (place[0] - this.x0) * this.perX, v = (place[1] - this.y0) * this.perY, z = place[2];
    const du = ((eye[0] - place[0]) * this.perX) / length, dv = ((eye[1] - place[1]) * this.perY) / length;
    const dz = (eye[2] - z) / length;
    let above = 0; // of the surface: 1, below it: −1
    for (let t = NEAR; t < length; t += STRIDE) {
      const over = z + t * dz - this.#between(u + t * du, v + t * dv);
      if (Number.isNaN(over)) return false; // beyond the edge of the surface
      const side = Math.sign(over);
      if (above && side && side !== above) return true;
      above ||= side;
      if (dz > 0 ? z + t * dz > this.high : z + t * dz < this.low) return false;
    }
    return false;
  }
}
