import assert from "node:assert/strict";
import { test } from "node:test";

import { drawPoints, drawTrace, pointsOf, tracesOf } from "../../../studio/player/web/marks/points.js";
import { PlaneView } from "../../../studio/player/web/views/plane.js";
import { contextOf, momentOf, runOf } from "../fakes.js";

const VIEW = new PlaneView(0, 0, 400, 300, [-1, 3], [-1, 2]); // 100 pixels to a unit; (0, 0) at (100, 200)
const POINTS = [{ symbol: "z", name: "steps", lasts: true }, { symbol: "a", name: "ascent", lasts: false }];
const COLUMNS = { x: [0, 1, 2], y: [0, 0, 0], loss: [4, 3, 2], p1x: [0, 0.5, 1], p1y: [0, 1, 1], p2x: [2, 1.5, 9], p2y: [0, 0.5, NaN] };
const RUN = runOf(COLUMNS, { points: POINTS });

test("a ring with its letter is where each other point is at the step on show, joined to the run's own", () => {
  const { context, said } = contextOf();
  drawPoints(VIEW, [RUN], momentOf(context, 1));
  assert.deepEqual(said("arc").map(([x, y]) => [x, y]), [[150, 100], [250, 150]]);
  assert.deepEqual(said("moveTo"), [[200, 200], [200, 200]]);
  assert.deepEqual(said("lineTo"), [[150, 100], [250, 150]]);
  assert.deepEqual(said("fillText").map(([text]) => text), ["z", "a"]);
});

test("what is no number, or outside the picture, is not drawn", () => {
  const { context, said } = contextOf();
  drawPoints(VIEW, [RUN], momentOf(context, 2));
  assert.deepEqual(said("arc").map(([x, y]) => [x, y]), [[200, 100]]);
});

test("only what lasts has a way behind it, up to the step on show and not beyond", () => {
  const traces = tracesOf([RUN, runOf({ x: [0], y: [0] })]);
  assert.equal(traces.length, 1);
  const { context, said } = contextOf();
  traces[0].follow(VIEW);
  drawTrace(VIEW, traces[0], momentOf(context, 1));
  const ends = () => said("stroke").flatMap(([path]) => /** @type {[string, number, number][]} */ (path)).filter(([name]) => name === "lineTo");
  assert.deepEqual(ends().map(([, x, y]) => [x, y]), [[150, 100]]);
  drawTrace(VIEW, traces[0], momentOf(context, 2));
  assert.deepEqual(ends().map(([, x, y]) => [x, y]), [[150, 100], [200, 100]]);
});

test("where the trail is short, or the places were not sent, nothing of it is drawn", () => {
  const [trace] = tracesOf([RUN]), { context, said } = contextOf();
  trace.follow(VIEW);
  drawTrace(VIEW, trace, { ...momentOf(context, 2), amount: "last_20" });
  assert.deepEqual([said("stroke").length, trace.row], [0, 2]);
  assert.deepEqual(pointsOf(runOf({ x: [0], y: [0] }, { points: POINTS })), []);
});
