import assert from "node:assert/strict";
import { test } from "node:test";

import { asksFor, centre, FAR } from "../../../studio/player/web/time/window.js";

/** @typedef {Parameters<typeof asksFor>[2]} State */

const STEPS = 10_000;

/** @type {(step: number, state: Partial<State>, steps?: number) => number | null} */
const asked = (step, state, steps = STEPS) =>
  asksFor(step, steps, { marks: ["numbers"], trail: "full", window: { around: 1000, reach: 250 }, playing: false, pace: 100, known: () => false, ...state });

test("a window does not reach beyond the run, and begins at 0 where the run is shorter", () => {
  assert.deepEqual([0, 100, 5000, 9990].map((step) => centre(step, STEPS, 250)), [250, 250, 5000, 9750]);
  assert.equal(centre(30, 100, 250), 250);
});

test("without marks nothing is asked for", () => {
  assert.equal(asked(7000, { marks: [] }), null);
  assert.equal(asked(7000, { marks: ["critical"] }), null);
});

test("numbers are asked for where the head comes near the edge of what is known, not before", () => {
  assert.deepEqual([750 + FAR, 1000, 1250 - FAR].map((step) => asked(step, {})), [null, null, null]);
  assert.deepEqual([750 + FAR - 1, 1250 - FAR + 1].map((step) => asked(step, {})), [789, 1211]);
});

test("at the ends of a run its last steps are known, and nothing lies beyond", () => {
  assert.equal(asked(0, { window: { around: 250, reach: 250 } }), null);
  assert.equal(asked(STEPS, { window: { around: 9750, reach: 250 } }), null);
});

test("before the first window one is asked for around the head", () => {
  assert.equal(asked(500, { window: null }), 500);
  assert.equal(asked(0, { window: null }), FAR);
});

test("while playing the window lies ahead, unless the head is through it within a second", () => {
  assert.equal(asked(1240, { playing: true, pace: 100 }), 1240 + 250 - 2 * FAR);
  assert.equal(asked(1240, { playing: true, pace: 250 }), null);
  assert.equal(asked(1240, { pace: 250 }), 1240);
});

test("arrows ask for the next point if the head rests and it is not known", () => {
  assert.equal(asked(7000, { marks: ["arrows"] }), 7000);
  assert.equal(asked(7000, { marks: ["arrows"], playing: true }), null);
  assert.equal(asked(7000, { marks: ["arrows"], known: (step) => step === 7001 }), null);
});
