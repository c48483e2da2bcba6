import assert from "node:assert/strict";
import { test } from "node:test";

import { holding, roundTicks, scaleOf, stepTicks } from "../../../studio/player/web/draw/scale.js";

/** @type {(axis: {ticks: {at: number}[]}) => number[]} */
const places = ({ ticks }) => ticks.map(({ at }) => at);

test("on a logarithmic axis a value stands at its exponent, zero far below and NaN nowhere", () => {
  const { of } = scaleOf({ range: [-3, 2], threshold: null });
  assert.deepEqual([of(1000), of(1), of(0.01)], [3, 0, -2]);
  assert.deepEqual([of(0), of(-4)], [-1e9, -1e9]);
  assert.ok(Number.isNaN(of(NaN)));
});

test("a logarithmic axis is labelled at whole decades, at most five of them", () => {
  assert.deepEqual(scaleOf({ range: [-3, 2], threshold: null }).ticks, [
    { at: -2, sign: 1, exponent: -2 }, { at: 0, sign: 1, exponent: 0 }, { at: 2, sign: 1, exponent: 2 },
  ]);
  assert.deepEqual(places(scaleOf({ range: [0, 4], threshold: null })), [0, 1, 2, 3, 4]);
  for (let low = -20; low < 4; low++) for (let high = low + 1; high < 20; high++) {
    const labels = places(scaleOf({ range: [low, high], threshold: null }));
    assert.ok(labels.length >= 1 && labels.length <= 5 && labels.every((at) => at >= low && at <= high));
  }
});

test("on a symmetric axis values are even up to the threshold and decades beyond, the same on both sides", () => {
  const { of } = scaleOf({ range: [-4, 4], threshold: 0.01 });
  assert.deepEqual([of(0), of(0.005), of(0.01), of(1), of(10)].map((at) => Number(at.toFixed(12))), [0, 0.5, 1, 3, 4]);
  for (const value of [0.004, 0.01, 0.2, 77]) assert.equal(of(-value), -of(value));
  assert.ok(Math.abs(of(0.01 * (1 + 1e-9)) - 1) < 1e-8); // no jump where the two meet
  assert.ok(Number.isNaN(of(NaN)));
});

test("the labels of a symmetric axis are 0 and powers of ten with their sign", () => {
  assert.deepEqual(scaleOf({ range: [-2, 2], threshold: 0.01 }).ticks, [
    { at: -2, sign: -1, exponent: -1 }, { at: -1, sign: -1, exponent: -2 }, { at: 0, sign: 0, exponent: -3 },
    { at: 1, sign: 1, exponent: -2 }, { at: 2, sign: 1, exponent: -1 },
  ]);
  const { of, ticks } = scaleOf({ range: [-3, 7], threshold: 1e-5 });
  for (const { at, sign, exponent } of ticks) assert.ok(Math.abs(of(sign * 10 ** exponent) - at) < 1e-9);
});

test("steps are labelled at 0 and powers of ten, or at round numbers an even distance apart", () => {
  assert.deepEqual(stepTicks(1000, true), [0, 10, 100, 1000]);
  assert.deepEqual(stepTicks(999, true), [0, 10, 100]);
  assert.deepEqual(stepTicks(100, false), [0, 20, 40, 60, 80, 100]);
  assert.deepEqual(stepTicks(7, false), [0, 2, 4, 6]);
  assert.deepEqual(stepTicks(1, false), [0, 1]);
  assert.deepEqual([stepTicks(0, true), stepTicks(0, false)], [[0], [0]]);
});

test("whatever the length, even steps have two to six labels, all whole", () => {
  for (let steps = 1; steps <= 5000; steps++) {
    const labels = stepTicks(steps, false);
    assert.ok(labels.length >= 2 && labels.length <= 6, `${steps}: ${labels}`);
    assert.ok(labels.every(Number.isInteger));
  }
});

test("an axis grows to hold what is on show, by whole decades, and stays where it holds it already", () => {
  const log = { range: /** @type {[number, number]} */ ([-2, 1]), threshold: null };
  assert.deepEqual(holding(log, [[0.02, 5]]), [-2, 1]);
  assert.deepEqual(holding(log, [[0.02, 5], [300, 0.004, NaN]]), [-3, 3]);
  // Neither 0, which has no place, nor what grows without end.
  assert.deepEqual(holding(log, [[0, Infinity]]), [-2, 1]);
  assert.deepEqual(holding(log, [[1e200, 1e-200]]), [-8, 7]);
  const symmetric = { range: /** @type {[number, number]} */ ([0, 2]), threshold: 0.1 };
  assert.deepEqual(holding(symmetric, [[0.5]]), [0, 2]);
  assert.deepEqual(holding(symmetric, [[-50]]), [-4, 2]);
});

test("an axis of round numbers has two of them at least, however narrow it is", () => {
  for (const [low, high] of [[-4, 4], [-1.6, 1.6], [0.3, 0.9], [-5.12, 5.12], [97, 103], [1e-7, 1.9e-7]]) for (const most of [0.4, 1, 1.3, 2, 3, 5]) {
    const found = roundTicks(low, high, most).map(({ at }) => at);
    assert.ok(found.length >= 2 && found.length <= Math.max(most + 1, 3), `${low} to ${high}, ${most}: ${found}`);
    assert.ok(found.every((at) => at >= low && at <= high));
  }
});
