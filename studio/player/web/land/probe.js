// The probe: a cross where it is, the axes along which the surface curves most and least, and η/σ as an ellipse.

/** @import { Point, Probed, Spot } from "../data/types.js" */
/** @import { Draw } from "../marks/view.js" */

const CROSS = 7, AXIS = 44, LEAST = 9, ELLIPSE = 30; // pixels: half of the cross, of the longer axis, of the shorter one at least, of the ellipse
const ROUND = 60; // points of the ellipse
const DOWN = [4, 4]; // dashes of an axis along which the surface curves down

/**
 * How long each axis is drawn: as steep as it is beside the steeper one.
 * @type {(axes: Probed["axes"]) => number[]}
 */
export function lengthsOf(axes) {
  const most = Math.max(...axes.map(([, , value]) => Math.abs(value)));
  return axes.map(([, , value]) => (most > 0 ? Math.max(AXIS * Math.sqrt(Math.abs(value) / most), LEAST) : LEAST));
}

/** @type {Draw<{at: Point, answer: Probed | null}>} */
export function drawProbe(view, { at: [x, y], answer }, { layer, look }) {
  const spot = view.spot({ x, y }), { size } = look;
  if (!view.shows(spot)) return;
  const context = layer[Number(view.hides(spot))], [px, py] = view.pixel(spot);
  /** @type {(width: number, dash?: number[]) => void} */
  const stroke = (width, dash = []) => {
    for (const [more, colour] of /** @type {[number, string][]} */ ([[2.6, look.ground], [0, look.text]])) {
      context.setLineDash(more ? [] : dash.map((one) => one * size));
      context.lineWidth = (width + more) * size;
      context.strokeStyle = colour;
      context.stroke();
    }
  };
  /** @type {(from: Spot, to: Spot) => void} as far as it is in the picture */
  const line = (from, to) => {
    const part = view.cut(from, to);
    if (!part) return;
    context.moveTo(...view.pixel(view.along(from, to, part[0])));
    context.lineTo(...view.pixel(view.along(from, to, part[1])));
  };
  context.save();
  view.clip(context);
  context.beginPath();
  for (const [dx, dy] of [[CROSS, 0], [0, CROSS]]) {
    context.moveTo(px - dx * size, py - dy * size);
    context.lineTo(px + dx * size, py + dy * size);
  }
  stroke(2.2);
  if (answer) {
    const lengths = lengthsOf(answer.axes);
    answer.axes.forEach(([vx, vy, value], i) => {
      const reach = view.reach(spot, [vx, vy]), share = reach > 0 ? (lengths[i] * size) / reach : 0;
      const [from, to] = [-share, share].map((times) => view.shift(spot, [vx * times, vy * times]));
      context.beginPath();
      line(from, to);
      stroke(1.6, value < 0 ? DOWN : []);
    });
    if (answer.rates) {
      const [first, second] = answer.rates, longest = Math.max(view.reach(spot, [first, 0]), view.reach(spot, [0, second]));
      const share = longest > 0 ? (ELLIPSE * size) / longest : 0;
      /** @type {(i: number) => Spot} */
      const round = (i) => view.shift(spot, [share * first * Math.cos((2 * Math.PI * i) / ROUND), share * second * Math.sin((2 * Math.PI * i) / ROUND)]);
      context.beginPath();
      for (let i = 0; i < ROUND; i++) line(round(i), round(i + 1));
      stroke(1.2);
    }
  }
  context.restore();
}
