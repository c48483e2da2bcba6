// A sheet of paper with axes: the loss against the step, in decades, to draw a curve on before there is one.

import { drawAxes } from "../draw/axes.js";
import { fit } from "../draw/canvas.js";
import { element } from "../draw/element.js";
import { Frame } from "../draw/frame.js";
import { Pen } from "../draw/pen.js";
import { scaleOf } from "../draw/scale.js";

/** @import { Look, Point, Question } from "../data/types.js" */

const MARGIN = { left: 40, right: 12, top: 24, bottom: 22 }; // pixels at a desk
const WIDTH = 3; // pixels: of what is drawn by hand

export class Paper {
  /** @type {Point[]} steps with the logarithm of the loss */ truth = [];

  /**
   * @param {NonNullable<Question["paper"]>} paper
   * @param {{name: string, title: string, look: Look}} shown what the curve is called, and the axis of the steps
   */
  constructor({ low, high, steps }, { name, title, look }) {
    this.range = /** @type {[number, number]} */ ([low, high]);
    this.steps = steps;
    this.shown = { name, title };
    this.look = look;
    this.canvas = element("canvas");
    this.element = element("div", { className: "paper" }, this.canvas);
  }

  /** Where the axes are. */
  get frame() {
    const { clientWidth: width, clientHeight: height } = this.element, { left, right, top, bottom } = MARGIN, { size } = this.look;
    return new Frame(left * size, top * size, Math.max(width - (left + right) * size, 1), Math.max(height - (top + bottom) * size, 1), [0, this.steps], this.range);
  }

  /**
   * What is drawn so far, the way from there to the truth, and the truth once it is known.
   * @type {(points: Point[], colour: string) => void}
   */
  draw(points, colour) {
    const { clientWidth, clientHeight } = this.element;
    if (!clientWidth || !clientHeight) return;
    const context = fit(this.canvas, clientWidth, clientHeight), { frame, look, steps, range, truth } = this, { ticks } = scaleOf({ range, threshold: null });
    context.clearRect(0, 0, clientWidth, clientHeight);
    drawAxes(context, frame, { ...this.shown, note: "", ticks, steps, log: false, along: (step) => step, look });
    /** @type {(line: Point[], colour: string, dash: number[]) => void} */
    const stroke = (line, colour, dash) => {
      const pen = new Pen();
      pen.begin([context], frame, dash, { colour, width: WIDTH * look.size });
      context.lineCap = "round";
      pen.through(line.map(([x, y]) => [frame.x(x), frame.y(y)]));
      pen.end();
    };
    stroke(truth, colour, []);
    stroke(points, look.text, [1, 6 * look.size]);
  }
}
