// The axes of a map: even ways and back, nearer about a place that stays, and where a zoom has to end.

import assert from "node:assert/strict";
import { test } from "node:test";
import { between, nearer, span, value, way } from "../../../studio/player/web/maps/axis.js";

/** @import { Axis } from "../../../studio/player/web/maps/types.js" */

/** @type {(facts?: Partial<Axis>) => Axis} */
const axis = (facts) => ({ id: "x", name: "x", label: "x", ends: [-4, 4], low: -1e300, high: 1e300, usual: [-4, 4], log: false, here: 0, ...facts });
const RATE = axis({ ends: [1e-4, 1], low: 1e-300, high: 1000, log: true });

test("a way leads back to its value", () => {
  for (const one of [axis(), RATE]) for (const at of [1e-3, 0.5, 1]) assert.ok(Math.abs(value(one, way(one, at)) - at) < 1e-15);
  assert.deepEqual(span(RATE), [-4, 0]);
});

test("nearer, the place under the hand stays where it is", () => {
  assert.deepEqual(nearer(axis(), 2, 0.25), [-3, 1]);
  assert.deepEqual(nearer(axis(), 1 / 2, 0.5), [-8, 8]);
  const [first, last] = nearer(RATE, 2, 0) ?? [];
  assert.deepEqual([first, last].map((one) => Number(one?.toPrecision(12))), [1e-4, 1e-2]);
});

test("farther than a number may be nothing goes", () => {
  assert.deepEqual(between(axis({ low: 0, high: 1 }), [-3, 5]), [0, 1]);
  assert.deepEqual(between(RATE, [-2, 9])?.map((one) => Number(one.toPrecision(12))), [0.01, 1000]);
});

test("a rectangle may be drawn from either corner", () => {
  assert.deepEqual(between(axis(), [2, -1]), [-1, 2]);
});

test("where float64 could not tell points apart there is no nearer", () => {
  assert.equal(between(axis(), [1, 1]), null);
  assert.equal(between(axis(), [1, 1 + 1e-13]), null);
  assert.notEqual(between(axis(), [1, 1 + 1e-12]), null);
  assert.notEqual(between(axis(), [0, 1e-300]), null);
});
