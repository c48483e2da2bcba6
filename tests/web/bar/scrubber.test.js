import assert from "node:assert/strict";
import { test } from "node:test";

import { format } from "../../../studio/player/web/data/template.js";
import { stopsOf } from "../../../studio/player/web/time/chapters.js";
import { lossAt, sentenceOf, spoken } from "../../../studio/player/web/bar/scrubber.js";
import { runOf } from "../fakes.js";

/** @import { Words } from "../../../studio/player/web/data/types.js" */

const words = /** @type {Words} */ ({
  chapter: "{text} at step {step}: {name}", loss_at: "loss {loss}", over: "ended at step {step}",
  said_of: "{name}: {text}", semicolon: "; ",
});
const adagrad = runOf({ x: [0, 1, 2], y: [0, 0, 0], loss: [22, 0.0123456789, -1e-9] }, {
  name: "Adagrad, η = 0.06", chapters: [{ step: 1, kind: "burst", text: "burst" }],
});
const long = runOf({ x: [0, 1, 2], y: [0, 0, 0], loss: [3, 2, 1e300] }, { name: "GD", steps: [0, 1000, 2500], last: 2500 });

test("a preview says the loss of the row, short, and of a thinned run that of the last row before the step", () => {
  assert.deepEqual([0, 1, 2].map((step) => lossAt(adagrad, step, words)), ["loss 22", "loss 0.0123457", "loss −1e−9"]);
  assert.deepEqual([0, 999, 1000, 2500].map((step) => lossAt(long, step, words)), ["loss 3", "loss 3", "loss 2", "loss 1e300"]);
});

test("a run that has ended has no loss any more, and says so", () => {
  assert.equal(lossAt(adagrad, 3, words), "ended at step 2");
  assert.equal(lossAt(long, 9999, words), "ended at step 2,500");
});

test("a chapter is told with its word, its step and its run", () => {
  assert.equal(sentenceOf(stopsOf([adagrad])[0], words), "burst at step 1: Adagrad, η = 0.06");
});

test("what is said of a step is where it is, what happens there, and the loss of each run", () => {
  const shown = { runs: [adagrad, long], words };
  assert.equal(
    spoken("step 1 of 2,500", 1, shown),
    "step 1 of 2,500; burst at step 1: Adagrad, η = 0.06; Adagrad, η = 0.06: loss 0.0123457; GD: loss 3",
  );
  assert.equal(spoken("step 2", 2, { runs: [adagrad], words }), "step 2; Adagrad, η = 0.06: loss −1e−9");
});

test("numbers among words have commas, texts stay as they are", () => {
  assert.equal(format("{a} of {b}: {c}{a}", { a: 12345, b: 1e6, c: "10000" }), "12,345 of 1,000,000: 1000012,345");
});
