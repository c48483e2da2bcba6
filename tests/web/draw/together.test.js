import assert from "node:assert/strict";
import { test } from "node:test";

import { bandsOf, covered } from "../../../studio/player/web/draw/overdraw.js";

/** @type {(values: number[], steps?: number[]) => {values: number[], length: number, stepOf: (row: number) => number, row: (step: number) => number}} */
const line = (values, steps = values.map((_, row) => row)) => ({
  values, length: values.length, stepOf: (row) => steps[row], row: (step) => steps.findLastIndex((own) => own <= step),
});
/** @type {(...lines: ReturnType<typeof line>[]) => (number[] | null)[]} */
const counts = (...lines) =>
  covered(lines, (one, row, other, at) => one.values[row] === other.values[at]).map((one) => one && [...one]);

test("of lines that are alike each knows how many of the later ones lie on it", () => {
  assert.deepEqual(counts(line([1, 2, 3]), line([1, 2, 3]), line([1, 2, 3])), [[2, 2, 2], [1, 1, 1], null]);
});

test("lines that part are told together as far as they are, and a start in common is no way in common", () => {
  assert.deepEqual(counts(line([1, 2, 3, 9]), line([1, 2, 3, 4])), [[1, 1, 1, 0], null]);
  assert.deepEqual(counts(line([1, 2, 3]), line([1, 5, 6])), [null, null]);
  assert.deepEqual(counts(line([1, 2, 3, 4]), line([9, 9, 3, 4])), [[0, 0, 1, 1], null]);
});

test("what is sent of one line only goes on as before", () => {
  assert.deepEqual(counts(line([1, 2, 3, 4]), line([1, 3, 9], [0, 2, 3])), [[1, 1, 1, 0], null]);
});

test("a line has a band of one width where one other lies on it, and of another where two do", () => {
  assert.deepEqual(bandsOf(Uint8Array.of(2, 2, 1, 1, 0), null).map((one) => [...one]), [[1, 1, 0, 0, 1], [1, 0, 1, 1, 1]]);
  assert.deepEqual(bandsOf(Uint8Array.of(1, 1, 1), [0, 0, 1]).map((one) => [...one]), [[1, 0, 1]]);
});
