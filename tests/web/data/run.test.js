import assert from "node:assert/strict";
import { test } from "node:test";

import { unpackTable } from "../../../studio/player/web/data/run.js";
import { packed, packedAll, runOf } from "../fakes.js";

// Kept of a run of 0 … 100: these steps, in float32 as it were; the window knows 20 … 24 exactly.
const STEPS = [0, 1, 5, 20, 21, 60, 100];
const ROUGH = { x: STEPS.map((step) => step / 10), y: STEPS.map((step) => -step) };
/** @type {import("../../../studio/player/web/data/types.js").SentWindow} */
const WINDOW = {
  from: 20,
  columns: packedAll({ x: [2.001, 2.101, 2.201, 2.301, 2.401], y: [-20, -21, -22, -23, -24], m1: [5, 6, 7, 8, NaN] }),
  written: [[0, "m before", "σ", "η"], [22, "m later", "σ", "η(t)"]],
};
const thinned = () => runOf(ROUGH, { steps: STEPS, last: 100, window: WINDOW });

test("a table without steps has them all, and without a column for it the pen is never lifted", () => {
  const table = unpackTable({ steps: null, lifted: packed("uint8", [0, 1]), columns: packedAll({ x: [1, 2], y: [3, 4] }) });
  assert.equal(table.steps, null);
  assert.deepEqual(table.lifted, Uint8Array.of(0, 1));
  assert.deepEqual(Object.keys(table.columns), ["x", "y"]);
});

test("the row of a step is the last one that is not after it", () => {
  const run = thinned();
  assert.deepEqual([0, 0.9, 1, 4.99, 5, 19, 20, 59, 60, 99, 100, 500].map((step) => run.row(step)), [0, 0, 1, 1, 2, 2, 3, 4, 5, 5, 6, 6]);
  for (const [row, step] of STEPS.entries()) assert.deepEqual([run.row(step), run.stepOf(row)], [row, step]);
});

test("a run that has every step finds a row by counting, and stays at its last", () => {
  const run = runOf({ x: [4, 5, 6], y: [0, 0, 0] });
  assert.deepEqual([run.row(0), run.row(1.7), run.row(2), run.row(9)], [0, 1, 2, 2]);
  assert.deepEqual([run.stepOf(2), run.knows(1), run.knows(77)], [2, true, true]);
});

test("the values of a step are known if it was kept, stands in the window or lies behind the end", () => {
  const run = thinned();
  const known = [0, 5, 20, 22, 24, 60, 100, 3000];
  assert.deepEqual(known.filter((step) => !run.knows(step)), []);
  assert.deepEqual([2, 6, 19, 25, 61, 99].filter((step) => run.knows(step)), []);
});

test("at a step in the window the exact values are given, elsewhere those of the row before", () => {
  const run = thinned();
  assert.deepEqual(run.at(22), { x: 2.201, y: -22 });
  assert.deepEqual(run.at(20), { x: 2.001, y: -20 });
  assert.deepEqual(run.at(19), { x: 0.5, y: -5 });
  assert.deepEqual(run.at(400), { x: 10, y: -100 });
});

test("a column that the window has not comes from the table", () => {
  const run = runOf({ ...ROUGH, loss: STEPS.map((step) => 2 * step) }, { steps: STEPS, last: 100, window: WINDOW });
  assert.deepEqual(run.at(22), { x: 2.201, y: -22, loss: 42 });
});

test("an update is its numbers, the next point and the templates that hold at its step", () => {
  const run = thinned();
  assert.deepEqual(run.exact(21), {
    step: 21, next: [2.201, -22], values: { x: 2.101, y: -21, m1: 6 }, written: { m: "m before", sigma: "σ", eta: "η" },
  });
  assert.deepEqual(run.exact(22)?.written, { m: "m later", sigma: "σ", eta: "η(t)" });
  assert.equal(run.exact(23)?.values.m1, 8);
});

test("there is no update where its step or the next point is not in the window, or no templates were sent", () => {
  const run = thinned();
  assert.deepEqual([19, 24, 60].map((step) => run.exact(step)), [null, null, null]);
  const { from, columns } = WINDOW;
  assert.equal(runOf(ROUGH, { steps: STEPS, last: 100, window: { from, columns } }).exact(21), null);
  assert.equal(runOf(ROUGH, { steps: STEPS, last: 100 }).exact(21), null);
});

test("a column may have the name of anything a run has: it does not take its place", () => {
  const run = runOf({ x: [1, 2], y: [0, 0], last: [8, 9], name: [6, 7] });
  assert.equal(run.last, 1);
  assert.deepEqual(run.at(1), { x: 2, y: 0, last: 9, name: 7 });
});
