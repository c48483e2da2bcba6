// From the points of a scene in three dimensions to pixels, as WebGL does it; and where the eye is.

/** @import { Matrices, Place, Point } from "../data/types.js" */
/** @typedef {ArrayLike<number>} Matrix sixteen numbers, column after column */

/**
 * @param {Matrix} a
 * @param {Matrix} b
 * @returns {number[]} a · b
 */
export function multiply(a, b) {
  return Array.from({ length: 16 }, (_, i) => {
    const row = i % 4, column = i - row;
    return a[row] * b[column] + a[row + 4] * b[column + 1] + a[row + 8] * b[column + 2] + a[row + 12] * b[column + 3];
  });
}

/** @type {(a: Place, b: Place, c: Place) => number} */
const determinant = (a, b, c) =>
  a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0]);

/** A camera that looks at data: clip = projection · view · model · scale · (x, y, z, 1). */
export class Projection {
  /**
   * @param {Matrices} matrices
   * @param {Place} scale of each coordinate of the data
   * @param {number} width of the picture, in pixels
   * @param {number} height
   */
  constructor({ projection, view, model }, [sx, sy, sz], width, height) {
    const scale = [sx, 0, 0, 0, 0, sy, 0, 0, 0, 0, sz, 0, 0, 0, 0, 1];
    this.matrix = multiply(multiply(projection, view), multiply(model, scale));
    this.width = width;
    this.height = height;
    this.key = [...this.matrix, width, height].join();
    this.eye = this.#eye();
  }

  /**
   * The pixel of a place; NaN behind the eye.
   * @param {Place} place
   * @returns {Point}
   */
  pixel([x, y, z]) {
    const m = this.matrix, w = m[3] * x + m[7] * y + m[11] * z + m[15];
    if (!(w > 0)) return [NaN, NaN];
    const right = (m[0] * x + m[4] * y + m[8] * z + m[12]) / w, up = (m[1] * x + m[5] * y + m[9] * z + m[13]) / w;
    return [((1 + right) * this.width) / 2, ((1 - up) * this.height) / 2];
  }

  /**
   * Where all lines of sight meet: the one place that has no pixel, because right, up and w are 0 there (Cramer's rule).
   * @returns {Place}
   */
  #eye() {
    const m = this.matrix;
    /** @type {(column: number) => Place} */
    const rows = (column) => [m[column], m[column + 1], m[column + 3]];
    const x = rows(0), y = rows(4), z = rows(8), one = rows(12), whole = -determinant(x, y, z);
    return [determinant(one, y, z) / whole, determinant(x, one, z) / whole, determinant(x, y, one) / whole];
  }
}
