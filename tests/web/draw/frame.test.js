import assert from "node:assert/strict";
import { test } from "node:test";

import { cut, Frame } from "../../../studio/player/web/draw/frame.js";

const SQUARE = { left: 0, right: 100, top: 0, bottom: 100 };

test("a frame puts its data's corners on its pixels' corners, with y upwards", () => {
  const frame = new Frame(50, 10, 400, 200, [-2, 6], [1, 5]);
  assert.deepEqual([frame.x(-2), frame.x(6), frame.y(5), frame.y(1)], [50, 450, 10, 210]);
  assert.deepEqual([frame.x(0), frame.y(2)], [150, 160]);
  assert.deepEqual([frame.perX, frame.perY], [50, 50]);
});

test("from data to pixels and back nothing is lost, far outside the frame neither", () => {
  const frame = new Frame(54, 4, 613, 387, [-1.5, 2.25], [-0.5, 3]);
  for (const value of [-1.5, 0, 0.1, 2.25, 17.3, -1e6]) {
    assert.ok(Math.abs(frame.toX(frame.x(value)) - value) <= 1e-12 * Math.max(1, Math.abs(value)));
    assert.ok(Math.abs(frame.toY(frame.y(value)) - value) <= 1e-12 * Math.max(1, Math.abs(value)));
  }
});

test("a frame holds its edges, and neither what lies beyond nor what is not a number", () => {
  const frame = new Frame(10, 20, 30, 40, [0, 1], [0, 1]);
  assert.deepEqual([frame.holds(10, 20), frame.holds(40, 60), frame.holds(25, 40)], [true, true, true]);
  assert.deepEqual([frame.holds(9.99, 40), frame.holds(25, 60.01), frame.holds(NaN, 40), frame.holds(25, NaN)], [false, false, false, false]);
});

test("two frames have the same key if and only if they are the same", () => {
  const key = new Frame(0, 0, 9, 9, [0, 1], [0, 1]).key;
  assert.equal(new Frame(0, 0, 9, 9, [0, 1], [0, 1]).key, key);
  assert.notEqual(new Frame(0, 0, 9, 9, [0, 1], [0, 2]).key, key);
  assert.notEqual(new Frame(0, 0, 9, 8, [0, 1], [0, 1]).key, key);
});

test("a segment is cut at the frame: the shares of it that are seen", () => {
  assert.deepEqual(cut(10, 10, 90, 20, SQUARE), [0, 1]);
  assert.deepEqual(cut(-50, 50, 150, 50, SQUARE), [0.25, 0.75]);
  assert.deepEqual(cut(50, 50, 50, 250, SQUARE), [0, 0.25]);
  assert.deepEqual(cut(-100, -100, 100, 100, SQUARE), [0.5, 1]);
  assert.deepEqual(cut(0, 20, 0, 80, SQUARE), [0, 1]);
});

test("of a segment that passes by, or has an end that was not recorded, nothing is seen", () => {
  assert.equal(cut(-10, 0, -10, 100, SQUARE), null);
  assert.equal(cut(-60, 50, 50, -60, SQUARE), null);
  assert.equal(cut(110, 50, 200, 50, SQUARE), null);
  assert.equal(cut(50, 50, NaN, 50, SQUARE), null);
  assert.equal(cut(50, Infinity, 50, Infinity, SQUARE), null);
});
