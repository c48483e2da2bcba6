// The flows beside a run, thin under the living path: the gradient flow, and the one that its steps follow; and where each is now.

import { lastUpTo } from "../data/decode.js";
import { Polyline } from "../draw/polyline.js";

/** @import { FlowId, Flows, Numbers, Point } from "../data/types.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Draw } from "./view.js" */

const WIDTH = 1.2, RING = 4.5; // pixels
const STRENGTH = 0.8; // of a living path
/** @type {Record<FlowId, number[]>} lines that no living run is drawn in */
export const LINES = { flow: [], follows: [8, 4] };

/** @type {(flows: Flows | null) => [FlowId, NonNullable<Flows[FlowId]>][]} */
const shown = (flows) => /** @type {[FlowId, NonNullable<Flows[FlowId]>][]} */ (Object.entries(flows ?? {}).filter(([, path]) => path));

/**
 * Where a flow is after so many updates, whole or not; null: it has ended.
 * @type {(flow: Record<"steps" | "x" | "y", Numbers>, step: number) => Point | null}
 */
export function placeAt({ steps, x, y }, step) {
  const row = lastUpTo(steps, step), last = steps.length - 1;
  if (row >= last) return step <= steps[last] ? [x[last], y[last]] : null;
  const share = (step - steps[row]) / (steps[row + 1] - steps[row]);
  return [x[row] + share * (x[row + 1] - x[row]), y[row] + share * (y[row + 1] - y[row])];
}

/** @type {Draw<Run[]>} */
export function drawFlows(view, runs, { layer, look }) {
  for (const run of runs) {
    for (const [id, { x, y }] of shown(run.flows)) {
      for (const one of layer) {
        one.save();
        one.globalAlpha = STRENGTH;
      }
      const dash = LINES[id].map((length) => length * look.size), stroke = { colour: look.colour(run), width: WIDTH * look.size };
      new Polyline({ dash }, view.spots({ x, y })).advance(layer, x.length - 1, view, stroke);
      for (const one of layer) one.restore();
    }
  }
}

/** @type {Draw<Run[]>} */
export function drawFlowHeads(view, runs, { layer, look, position }) {
  for (const run of runs) {
    for (const [, flow] of shown(run.flows)) {
      const place = placeAt(flow, Math.min(position, run.last)), spot = place && view.spot({ x: place[0], y: place[1] });
      if (!spot || !view.shows(spot)) continue;
      const context = layer[Number(view.hides(spot))];
      context.beginPath();
      context.arc(...view.pixel(spot), RING * look.size, 0, 2 * Math.PI);
      for (const [width, colour] of /** @type {[number, string][]} */ ([[4, look.ground], [1.8, look.colour(run)]])) {
        context.lineWidth = width * look.size;
        context.strokeStyle = colour;
        context.stroke();
      }
    }
  }
}
