import assert from "node:assert/strict";
import { test } from "node:test";

import { drawArrows, drawFactor, factorFor, longest, sketchOf } from "../../../studio/player/web/marks/arrows.js";
import { Frame } from "../../../studio/player/web/draw/frame.js";
import { contextOf, LOOK, runOf } from "../fakes.js";

/** @import { Point, Words } from "../../../studio/player/web/data/types.js" */

const FRAME = new Frame(0, 0, 400, 400, [0, 4], [0, 4]); // 100 pixels a unit
const SKETCH = sketchOf(FRAME);
const WORDS = /** @type {Words} */ ({ update: "update", scaled: "× {factor}" });
const COLUMNS = { x: [1, 1.5, 2], y: [1, 2, 2], g1: [-3, 0, NaN], g2: [4, 1, NaN], m1: [1, 0, NaN], m2: [0, 1, NaN] };

/** @param {number} step */
function drawn(step, columns = COLUMNS, labels = /** @type {Point[]} */ ([])) {
  const { context, said } = contextOf();
  drawArrows(context, SKETCH, runOf(columns), step, 0.1, { colour: "red", look: LOOK, words: WORDS, labels });
  return { labels: said("fillText").map(([text]) => text), ends: said("lineTo"), said };
}

test("the longest of all −g and −m is measured on the screen", () => {
  const other = runOf({ ...COLUMNS, g1: [0, 0, 0], g2: [0, 0, 0], m1: [0, 0, 0], m2: [-7, 0, 0] });
  assert.equal(longest([runOf(COLUMNS)], 0, SKETCH), 500);
  assert.equal(longest([runOf(COLUMNS), other], 0, SKETCH), 700);
  const flat = new Frame(0, 0, 400, 40, [0, 4], [0, 4]);
  assert.ok(Math.abs(longest([runOf(COLUMNS)], 0, sketchOf(flat)) - Math.hypot(300, 40)) < 1e-9);
});

test("where nothing is known the longest has no length", () => {
  assert.equal(longest([runOf(COLUMNS)], 2, SKETCH), 0);
  assert.equal(longest([], 0, SKETCH), 0);
  assert.equal(longest([runOf({ x: [1], y: [1], g1: [Infinity], g2: [1], m1: [NaN], m2: [0] })], 0, SKETCH), 0);
});

test("the factor is round and makes the longest about 80 pixels", () => {
  assert.deepEqual([80, 500, 8, 0.8, 80_000, 27].map(factorFor), [1, 0.15, 10, 100, 0.001, 3]);
  for (let length = 1e-6; length < 1e6; length *= 1.07) {
    const shown = length * factorFor(length);
    // 3 and 5 lie farthest apart: a length between them is off by √(5/3) at most.
    assert.ok(Math.abs(Math.log(shown / 80)) <= Math.log(5 / 3) / 2 + 1e-12, `${length} is drawn as ${shown}`);
  }
});

test("the update, −g and −m begin at the place of the run, each with its label", () => {
  const { labels, ends } = drawn(0);
  assert.deepEqual(labels, ["update", "−g", "−m"]);
  const has = (/** @type {number} */ x, /** @type {number} */ y) => ends.some(([ex, ey]) => Math.abs(Number(ex) - x) + Math.abs(Number(ey) - y) < 1e-9);
  assert.ok(has(150, 200)); // to the next point, to scale
  assert.ok(has(130, 340)); // −g = (3, −4), a tenth of it
  assert.ok(has(90, 300)); // −m = (−1, 0)
});

test("if m is g, one arrow stands for both", () => {
  assert.deepEqual(drawn(1).labels, ["update", "−g = −m"]);
});

test("at the end no update follows, and from outside the picture nothing is drawn", () => {
  assert.deepEqual(drawn(2).labels, []);
  assert.deepEqual(drawn(0, { ...COLUMNS, x: [-1, 1, 1] }).ends, []);
});

test("a label that finds no room is left out", () => {
  const crowd = /** @type {Point[]} */ (Array.from({ length: 41 }, (_, i) => [130, 10 * i]));
  assert.ok(!drawn(0, COLUMNS, crowd).labels.includes("−g"));
});

test("the factor is said in the corner, with a minus in its exponent", () => {
  const { context, said } = contextOf();
  drawFactor(context, FRAME, 1e-7, LOOK, WORDS);
  assert.deepEqual(said("fillText"), [["× 1e−7", 390, 386]]);
});
