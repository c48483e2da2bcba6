import assert from "node:assert/strict";
import { test } from "node:test";

import { beside } from "../../../studio/player/web/marks/head.js";
import { Frame } from "../../../studio/player/web/draw/frame.js";

const frame = new Frame(50, 0, 200, 100, [0, 1], [0, 1]);

test("the text of an arrow stands right of it, or left of it where that is outside the picture", () => {
  assert.deepEqual(beside(frame, 62, 50, 120), [78, 50]);
  assert.deepEqual(beside(frame, 238, 50, 120), [102, 50]);
});

test("in a narrow picture it stands above the arrow or below it, and inside", () => {
  assert.deepEqual(beside(frame, 150, 88, 120), [90, 64]);
  assert.deepEqual(beside(frame, 150, 12, 120), [90, 36]);
  assert.deepEqual(beside(frame, 62, 12, 190), [50, 36]);
  assert.deepEqual(beside(frame, 238, 12, 190), [60, 36]);
});
