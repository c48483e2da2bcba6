import assert from "node:assert/strict";
import { test } from "node:test";

import { Frame } from "../../../studio/player/web/draw/frame.js";
import { Polyline } from "../../../studio/player/web/draw/polyline.js";
import { contextOf } from "../fakes.js";

/** @import { Point } from "../../../studio/player/web/data/types.js" */

const SQUARE = new Frame(0, 0, 100, 100, [0, 1], [0, 1]);

/**
 * What a line draws from row to row, and where its dashes begin.
 * @param {Polyline} line
 * @param {...number} rows
 */
function drawn(line, ...rows) {
  return rows.map((row) => {
    const { context, said } = contextOf();
    line.advance([context], row, SQUARE, { colour: "red", width: 2 });
    return { lines: said("stroke").map(([path]) => path), offset: said("lineDashOffset").map(([offset]) => offset) };
  });
}

/** @type {(places: Point[], lifted?: number[]) => Polyline} */
const lineOf = (places, lifted) => new Polyline({ dash: [4, 2], lifted: lifted && Uint8Array.from(lifted) }, (row) => places[row]);

test("a line draws only what is new, and its dashes go on where they stopped", () => {
  const line = lineOf([[10, 10], [40, 50], [40, 90], [90, 90]]);
  const [first, again, rest] = drawn(line, 1, 1, 3);
  assert.deepEqual(first.lines, [[["moveTo", 10, 10], ["lineTo", 40, 50]]]);
  assert.deepEqual(first.offset, [-0]);
  assert.deepEqual(again.lines, []);
  assert.deepEqual(rest.lines, [[["moveTo", 40, 50], ["lineTo", 40, 90], ["lineTo", 90, 90]]]);
  assert.deepEqual(rest.offset, [-50]);
  assert.equal(line.pen.walked, 140);
  line.restart();
  assert.deepEqual([line.row, line.pen.walked, line.exit], [0, 0, null]);
});

test("where the pen is lifted no line is drawn, and the next one begins anew", () => {
  const [{ lines }] = drawn(lineOf([[10, 10], [20, 10], [80, 10], [90, 10]], [0, 0, 1, 0]), 3);
  assert.deepEqual(lines, [[["moveTo", 10, 10], ["lineTo", 20, 10], ["moveTo", 80, 10], ["lineTo", 90, 10]]]);
});

test("a row without a value is a gap", () => {
  const [{ lines }] = drawn(lineOf([[10, 10], [20, 10], [NaN, NaN], [80, 10], [90, 10]]), 4);
  assert.deepEqual(lines, [[["moveTo", 10, 10], ["lineTo", 20, 10], ["moveTo", 80, 10], ["lineTo", 90, 10]]]);
});

test("a path that leaves is remembered at the edge with its row, and drawn a little beyond it", () => {
  const line = lineOf([[50, 50], [50, 250]]);
  const [{ lines }] = drawn(line, 1);
  assert.deepEqual(line.exit, { from: [50, 50], at: [50, 100], row: 1 });
  assert.deepEqual(lines, [[["moveTo", 50, 50], ["lineTo", 50, 140]]]);
});
