// A picture of a map on a canvas of its own, a pixel for each point: its parts come one after the other, from below.

import { brush } from "../draw/canvas.js";
import { span } from "./axis.js";

/** @import { PlaneView } from "../views/plane.js" */
/** @import { Axis, Sent } from "./types.js" */
/** @typedef {Pick<Axis, "log" | "ends">} Side */

const SHADES = 32;

export class Paint {
  /** Rows that have come. */ rows = 0;

  /**
   * @param {number} size
   * @param {Sent} sent
   * @param {import("../data/types.js").Numbers} colours
   */
  constructor(size, sent, colours) {
    this.size = size;
    this.high = sent.lines?.length ?? size;
    this.colours = colours;
    // As they are now: a hand that zooms moves those of the map.
    this.across = /** @type {Side} */ ({ ...sent.across });
    this.up = /** @type {Side | null} */ (sent.up && { ...sent.up });
    this.canvas = document.createElement("canvas");
    this.canvas.width = size;
    this.canvas.height = this.high;
  }

  /** The next rows. @param {Uint8Array} bytes their inks, and after them as many shades */
  add(bytes) {
    const points = bytes.length / 2, rows = points / this.size, image = new ImageData(this.size, rows);
    for (let point = 0; point < points; point++) {
      const row = rows - 1 - Math.floor(point / this.size), from = 3 * (SHADES * bytes[point] + bytes[points + point]);
      const to = 4 * (row * this.size + (point % this.size));
      for (let channel = 0; channel < 3; channel++) image.data[to + channel] = this.colours[from + channel];
      image.data[to + 3] = 255;
    }
    this.rows += rows;
    brush(this.canvas).putImageData(image, 0, this.high - this.rows);
  }

  /** Where it belongs in a view, however that has been moved since. @type {(context: CanvasRenderingContext2D, view: PlaneView, up: Axis | null) => void} */
  draw(context, view, up) {
    const [left, right] = span(this.across).map((at) => view.x(at));
    const [bottom, top] = this.up && up ? span(this.up).map((at) => view.y(at)) : [view.bottom, view.top];
    context.imageSmoothingEnabled = false;
    context.drawImage(this.canvas, left, top, right - left, bottom - top);
  }
}
