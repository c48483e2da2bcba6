import assert from "node:assert/strict";
import { test } from "node:test";

import { drawFlowHeads, drawFlows, placeAt } from "../../../studio/player/web/marks/flow.js";
import { PlaneView } from "../../../studio/player/web/views/plane.js";
import { contextOf, momentOf, runOf } from "../fakes.js";

const FLOW = { steps: Float64Array.of(0, 0.5, 2, 4), x: Float32Array.of(0, 1, 2, 3), y: Float32Array.of(0, 2, 2, 0) };

test("a flow is between its points at whole steps and others, and nowhere after its end", () => {
  assert.deepEqual([0, 0.25, 0.5, 1.25, 3, 4].map((step) => placeAt(FLOW, step)), [[0, 0], [0.5, 1], [1, 2], [1.5, 2], [2.5, 1], [3, 0]]);
  assert.equal(placeAt(FLOW, 4.1), null);
});

const VIEW = new PlaneView(0, 0, 400, 300, [-1, 3], [-1, 2]);
const RUN = runOf({ x: [0, 1, 2, 3, 3], y: [0, 0, 0, 0, 0], loss: [4, 3, 2, 1, 0] }, { flows: { flow: FLOW, follows: null } });

test("a flow is drawn whole, wherever the play head stands, and what is not known is not", () => {
  const { context, said } = contextOf();
  drawFlows(VIEW, [RUN, runOf({ x: [0], y: [0], loss: [1] })], momentOf(context, 0));
  const calls = /** @type {[string, number, number][]} */ (said("stroke").flatMap(([path]) => path));
  assert.deepEqual(calls.map(([, x, y]) => [x, y]), [[100, 200], [200, 0], [300, 0], [400, 200]]);
});

test("a ring is where each flow is at the step on show, as long as there is one", () => {
  const places = [1.25, 5].map((step) => {
    const { context, said } = contextOf();
    drawFlowHeads(VIEW, [RUN], { ...momentOf(context, step), position: step });
    return said("arc").map(([x, y]) => [x, y]);
  });
  assert.deepEqual(places, [[[250, 0]], [[400, 200]]]);
});
