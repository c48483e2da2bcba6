import assert from "node:assert/strict";
import { test } from "node:test";

import { bouncing, dotEvery, soFar, verdict } from "../../../studio/player/web/data/so-far.js";
import { runOf } from "../fakes.js";

/** @import { Words } from "../../../studio/player/web/data/types.js" */

const WORDS = /** @type {Words} */ (/** @type {unknown} */ ({
  so_far: "loss {loss}, ‖g‖ = {norm}", so_far_loss: "loss {loss}", bouncing: "Bouncing for {steps} steps: {numbers}", under_way: "So far: {numbers}",
  bouncing_for: "Bouncing for {steps} steps",
}));
const COLUMNS = { x: Array(31).fill(0), y: Array(31).fill(0), loss: Array(31).fill(20.29905), norm: Array(31).fill(68.987) };
const RUN = runOf(COLUMNS, { bounces: [[2, 12], [20, 30]], sentence: "Bounces from wall to wall." });

test("what became of a run is said when the play head is there, and before it what is so far the case", () => {
  assert.equal(soFar(RUN, 29, WORDS), "Bouncing for 9 steps: loss 20.3, ‖g‖ = 69");
  assert.equal(soFar(RUN, 30, WORDS), "Bounces from wall to wall.");
  assert.equal(soFar(RUN, 400, WORDS), "Bounces from wall to wall.");
  assert.equal(soFar(RUN, 0, WORDS), "So far: loss 20.3, ‖g‖ = 69");
  const { norm, ...without } = COLUMNS;
  assert.equal(soFar(runOf(without, { sentence: "" }), 3, WORDS), "So far: loss 20.3");
  assert.ok(norm);
});

test("where there is room for a few words they are the verdict, in any script", () => {
  assert.equal(verdict(runOf(COLUMNS, { sentence: "Crawls: 300 updates." }), 30, WORDS), "Crawls");
  assert.equal(verdict(runOf(COLUMNS, { sentence: "爬行：300 次更新。" }), 30, WORDS), "爬行");
  assert.equal(verdict(RUN, 29, WORDS), "Bouncing for 9 steps");
  assert.equal(verdict(RUN, 0, WORDS), "loss 20.3");
});

test("a bounce is one after four steps, until it ends", () => {
  assert.deepEqual([5, 6, 12, 13, 23, 24].map((step) => bouncing(RUN, step)), [0, 4, 10, 0, 0, 4]);
});

test("where there are too many updates for a dot each, there are about twenty, at a round number", () => {
  /** @type {(last: number) => number | null} */
  const every = (last) => dotEvery(runOf({ x: [0, 1], y: [0, 1], loss: [1, 1] }, { steps: [0, last], last }));
  assert.deepEqual([5000, 100_000, 200_000, 1_000_000].map(every), [200, 5000, 10_000, 50_000]);
  for (let last = 4001; last < 1e6; last *= 1.37) assert.ok(last / (every(last) ?? 0) > 9 && last / (every(last) ?? 0) <= 25, `${last}`);
  assert.equal(dotEvery(RUN), null);
});
