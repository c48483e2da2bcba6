// What a reader has predicted, as drawn by hand: a path, an arrow or an end; and how far it is from the truth.

import { Pen } from "../draw/pen.js";

/** @import { Context, View } from "./view.js" */
/** @import { Point } from "../data/types.js" */
/** @typedef {{kind: string, points: Point[], lines: [Point, Point][]}} Sketch */

const WIDTH = 3, TIP = 6, BARB = 11; // pixels
const DOT = 1, BETWEEN = 6; // pixels
const GAP = 0.45; // how strong the lines of the gap are

/** @type {(view: View, sketch: Sketch, context: Pick<Context, "layer" | "look">) => void} */
export function drawSketch(view, { kind, points, lines }, { layer: [context], look }) {
  const spots = points.map(([x, y]) => view.pixel(view.spot({ x, y }))), { size } = look;
  context.save();
  view.clip(context);
  context.strokeStyle = context.fillStyle = look.text;
  context.lineJoin = context.lineCap = "round";
  context.globalAlpha = GAP;
  context.lineWidth = size;
  context.beginPath();
  for (const [from, to] of lines) {
    const [a, b] = [from, to].map(([x, y]) => view.pixel(view.spot({ x, y })));
    context.moveTo(a[0], a[1]);
    context.lineTo(b[0], b[1]);
  }
  context.stroke();
  context.globalAlpha = 1;
  context.lineWidth = WIDTH * size;
  const pen = new Pen();
  pen.begin([context], view, [DOT, BETWEEN * size], { colour: look.text, width: WIDTH * size });
  context.lineCap = "round";
  pen.through(spots);
  pen.end();
  const end = spots[spots.length - 1], before = spots[spots.length - 2];
  if (end && kind === "arrow" && before) barbs(context, before, end, BARB * size);
  else if (end) {
    context.beginPath();
    context.arc(end[0], end[1], TIP * size, 0, 2 * Math.PI);
    context.stroke();
  }
  context.restore();
}

/** @type {(context: CanvasRenderingContext2D, from: Point, to: Point, long: number) => void} */
function barbs(context, [ax, ay], [bx, by], long) {
  const angle = Math.atan2(by - ay, bx - ax);
  context.beginPath();
  for (const turn of [-2.6, 2.6]) {
    context.moveTo(bx, by);
    context.lineTo(bx + long * Math.cos(angle + turn), by + long * Math.sin(angle + turn));
  }
  context.stroke();
}
