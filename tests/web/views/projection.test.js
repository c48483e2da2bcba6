import assert from "node:assert/strict";
import test from "node:test";

import { multiply, Projection } from "../../../studio/player/web/views/projection.js";

const ONE = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
// w = −z: what is twice as far is half as large.
const PERSPECTIVE = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, -1, -1, 0, 0, -0.2, 0];
/** @type {(x: number, y: number, z: number) => number[]} */
const moved = (x, y, z) => [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x, y, z, 1];
// A quarter turn about the upward axis: x becomes y, y becomes −x.
const TURNED = [0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

test("matrices are multiplied column by column", () => {
  assert.deepEqual(multiply(moved(1, 2, 3), TURNED), [0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, 1, 2, 3, 1]);
  assert.deepEqual(multiply(TURNED, moved(1, 2, 3)), [0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, -2, 1, 3, 1]);
});

test("a place five units before the eye and one to the right and up is a fifth of the half picture away from its middle", () => {
  const camera = new Projection({ projection: PERSPECTIVE, view: moved(0, 0, -5), model: ONE }, [1, 1, 1], 200, 100);
  assert.deepEqual(camera.pixel([0, 0, 0]), [100, 50]);
  assert.deepEqual(camera.pixel([1, 1, 0]), [120, 40]);
  assert.deepEqual(camera.pixel([1, 1, -5]).map(Math.round), [110, 45]);
});

test("the data are scaled first, then turned with the model", () => {
  const camera = new Projection({ projection: PERSPECTIVE, view: moved(0, 0, -5), model: TURNED }, [2, 1, 1], 200, 100);
  // (1, 0, 0) → (2, 0, 0) → (0, 2, 0): two fifths of the half height up.
  assert.deepEqual(camera.pixel([1, 0, 0]), [100, 30]);
});

test("what is behind the eye has no pixel", () => {
  const camera = new Projection({ projection: PERSPECTIVE, view: moved(0, 0, -5), model: ONE }, [1, 1, 1], 200, 100);
  assert.deepEqual(camera.pixel([1, 1, 6]), [NaN, NaN]);
  assert.deepEqual(camera.pixel([NaN, 1, 0]), [NaN, NaN]);
});

test("the eye stands where the data would have to be to be at it", () => {
  const camera = new Projection({ projection: PERSPECTIVE, view: moved(-1, 3, -5), model: TURNED }, [2, 1, 10], 200, 100);
  // At (1, −3, 5) of the turned world; before the turn that is (−3, −1, 5), and before the scale (−1.5, −1, 0.5).
  assert.deepEqual(camera.eye.map((value) => Number(value.toFixed(12))), [-1.5, -1, 0.5]);
});

test("another camera, or another size of the picture, is another projection", () => {
  /** @type {(depth: number, width: number) => string} */
  const key = (depth, width) => new Projection({ projection: PERSPECTIVE, view: moved(0, 0, depth), model: ONE }, [1, 1, 1], width, 100).key;
  assert.equal(key(-5, 200), key(-5, 200));
  assert.notEqual(key(-5, 200), key(-5.0001, 200));
  assert.notEqual(key(-5, 200), key(-5, 201));
});
