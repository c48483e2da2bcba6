// Axes of a small plot on a canvas. Plotly's take 25 ms for a new range, which is a quarter of the time from
// a slider to the next picture.

import { roundTicks, stepTicks } from "./scale.js";

/** @import { Look, Tick } from "../data/types.js" */
/** @import { Frame } from "./frame.js" */

const APART = 8; // pixels between two labels
const MARK = 5, ROOMY = [56, 40]; // pixels: of a mark at an edge of a plane, and for each number along it, across and up
/** What a plane needs around it for its numbers and the names of its axes, in pixels. */
export const AROUND = { left: 54, right: 12, top: 8, bottom: 41 };

/**
 * The lines, labels and titles of one plot. `along` gives the place of a step on its axis, which has its title at step 0.
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 * @param {{ticks: Tick[], name: string, note: string, steps: number, log: boolean, along: (step: number) => number,
 *   title: string, look: Look}} plot
 */
export function drawAxes(context, frame, { ticks, name, note, steps, log, along, title, look }) {
  context.lineWidth = look.size;
  context.strokeStyle = look.line;
  context.fillStyle = look.text;
  context.beginPath();
  for (const { at, sign, exponent } of ticks) {
    const y = Math.round(frame.y(at)) + 0.5;
    context.moveTo(frame.left, y);
    context.lineTo(frame.right, y);
    power(context, sign, exponent, frame.left - 7 * look.size, y, look);
  }
  context.font = look.type(13);
  context.textAlign = "center";
  context.textBaseline = "top";
  let free = Infinity;
  for (const step of stepTicks(steps, log).reverse()) {
    const x = Math.round(frame.x(along(step))) + 0.5, text = step.toLocaleString("en"), half = context.measureText(text).width / 2;
    context.moveTo(x, frame.top);
    context.lineTo(x, frame.bottom);
    const named = `${title} 0`;
    if (!step && frame.left + context.measureText(named).width + APART * look.size <= free) {
      // To the right of the labels upwards, the lowest of which stands beside it.
      context.textAlign = "left";
      context.fillText(named, frame.left, frame.bottom + 4 * look.size);
      continue;
    }
    if (x + half + APART * look.size > free) continue; // it would touch the one to its right
    context.fillText(text, x, frame.bottom + 4 * look.size);
    free = x - half;
  }
  context.stroke();
  context.font = look.type(14);
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
  const above = frame.top - 7 * look.size;
  context.fillText(name, frame.left, note ? above - 15 * look.size : above);
  context.font = look.type(13);
  if (note) context.fillText(note, frame.left, above);
}

/**
 * The numbers of a plane at its left and its lower edge, and the names of its axes, in the place that AROUND leaves for them.
 * @type {(context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D, frame: Frame, names: [across: string, up: string], look: Look) => void}
 */
export function drawPlaneAxes(context, frame, [across, up], look) {
  const { left, right, top, bottom } = frame, [[x0, x1], [y0, y1]] = frame.box, mark = MARK * look.size, beside = mark + 3 * look.size;
  Object.assign(context, { lineWidth: look.size, strokeStyle: look.text, fillStyle: look.text, font: look.type(13) });
  context.beginPath();
  Object.assign(context, { textAlign: "center", textBaseline: "top" });
  for (const { at, text } of roundTicks(x0, x1, (right - left) / (ROOMY[0] * look.size))) {
    const x = Math.round(frame.x(at)) + 0.5;
    context.moveTo(x, bottom);
    context.lineTo(x, bottom + mark);
    context.fillText(text, x, bottom + beside);
  }
  Object.assign(context, { textAlign: "right", textBaseline: "middle" });
  for (const { at, text } of roundTicks(y0, y1, (bottom - top) / (ROOMY[1] * look.size))) {
    const y = Math.round(frame.y(at)) + 0.5;
    context.moveTo(left, y);
    context.lineTo(left - mark, y);
    context.fillText(text, left - beside, y);
  }
  context.stroke();
  Object.assign(context, { textAlign: "center", textBaseline: "bottom", font: look.type(15) });
  context.fillText(across, (left + right) / 2, bottom + AROUND.bottom * look.size);
  Object.assign(context, { textAlign: "left", textBaseline: "middle" });
  context.fillText(up, left - AROUND.left * look.size, (top + bottom) / 2);
}

/**
 * A dashed line at 1 of a logarithmic axis, with what it is written above its end.
 * @type {(context: CanvasRenderingContext2D, frame: Frame, text: string, look: Look) => void}
 */
export function drawLimit(context, frame, text, look) {
  const y = Math.round(frame.y(0)) + 0.5;
  context.save();
  context.strokeStyle = look.text;
  context.setLineDash([6 * look.size, 4 * look.size]);
  context.beginPath();
  context.moveTo(frame.left, y);
  context.lineTo(frame.right, y);
  context.stroke();
  context.font = look.type(13);
  context.textAlign = "right";
  context.textBaseline = "bottom";
  context.fillText(text, frame.right, y - 2 * look.size);
  context.restore();
}

/**
 * 10 with its exponent, ending at x; or 0.
 * @type {(context: CanvasRenderingContext2D, sign: number, exponent: number, x: number, y: number, look: Look) => void}
 */
function power(context, sign, exponent, x, y, look) {
  context.textAlign = "right";
  context.textBaseline = "middle";
  let end = x;
  if (sign) {
    const text = String(exponent).replace("-", "−");
    context.font = look.type(10);
    context.fillText(text, x, y - 5 * look.size);
    end -= context.measureText(text).width + 1;
  }
  context.font = look.type(13);
  context.fillText(sign ? (sign < 0 ? "−10" : "10") : "0", end, y);
}
