// The paths of a bundle laid over the surface in 3D: where each goes is known, and the surface says how high it is there.

import { DrawnSegments } from "../draw/overdraw.js";
import { Strand } from "./polyline.js";

/** @import { Bundle } from "./bundle.js" */
/** @import { Look } from "../data/types.js" */
/** @import { Occlusion } from "../views/occlusion.js" */
/** @import { Pens, View } from "./polyline.js" */

const WIDTH = 1.5; // pixels

export class Draped {
  /** @type {Strand[]} one for each path */ strands = [];

  /**
   * @param {Bundle} bundle
   * @param {Occlusion} occlusion knows how high the surface is, and that it is nowhere beside the picture
   */
  constructor(bundle, occlusion) {
    const { x, y, length, count } = bundle;
    this.bundle = bundle;
    this.occlusion = occlusion;
    this.strands = Array.from({ length: count }, (_, k) => new Strand({ dash: [], lifted: null }, (row) => {
      const i = k * length + row;
      return [x[i], y[i], occlusion.height(x[i], y[i])];
    }, new DrawnSegments()));
  }

  restart() {
    for (const strand of this.strands) strand.restart();
  }

  /**
   * Whether more is drawn than up to this step.
   * @param {number} step
   */
  isAfter(step) {
    return this.strands.some((strand) => strand.row > this.bundle.placeOf(step));
  }

  /**
   * All paths up to a step, in full strength: the canvas is shown at less.
   * @param {Pens} pens
   * @param {number} step
   * @param {View} view
   * @param {Look} look
   */
  advance(pens, step, view, look) {
    const row = this.bundle.placeOf(step), colour = look.colour(this.bundle.run);
    for (const strand of this.strands) strand.advance(pens, row, view, colour, WIDTH * look.size);
  }
}
