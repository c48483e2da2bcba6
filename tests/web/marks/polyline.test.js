import assert from "node:assert/strict";
import test from "node:test";

import { Projection } from "../../../studio/player/web/views/projection.js";
import { Occlusion } from "../../../studio/player/web/views/occlusion.js";
import { inside, Strand } from "../../../studio/player/web/marks/polyline.js";
import { drawTail, extend } from "../../../studio/player/web/marks/tails.js";
import { contextOf, runOf } from "../fakes.js";

/** @import { Place } from "../../../studio/player/web/data/types.js" */
/** @import { View } from "../../../studio/player/web/marks/polyline.js" */

const ONE = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
// Looks along y from far below the wall's top: x to the right, z up, one unit ten pixels; w = 1 + y / 10⁶.
const ALONG = { projection: [1, 0, 0, 0, 0, 0, 1, 1e-6, 0, 1, 0, 0, 0, 0, 0, 1], view: ONE, model: ONE };
/** @type {View["box"]} */
const BOX = [[0, 10], [0, 10], [0, 10]];

// A wall at y = 5 that is 4 high where x < 5; the eye stands at y = −10⁶, level with the ground.
const heights = Array.from({ length: 121 }, (_, i) => (Math.floor(i / 11) === 5 && i % 11 < 5 ? 4 : 0));
/** @type {View} */
const VIEW = { box: BOX, occlusion: new Occlusion([11, 11], [[0, 10], [0, 10]], heights), projection: new Projection(ALONG, [1, 1, 1], 20, 20) };

/**
 * Each of the rows given in turn drawn up to; the lines that were drawn in sight, and hidden.
 * @param {Place[]} places
 * @param {number[]} to
 * @param {{lifted?: number[], dash?: number[]}} [how]
 */
function drawn(places, to, { lifted, dash = [] } = {}) {
  const seen = contextOf(), hidden = contextOf();
  const strand = new Strand({ dash, lifted: lifted ? Uint8Array.from(lifted) : null }, (row) => places[row]);
  for (const row of to) strand.advance({ seen: seen.context, hidden: hidden.context }, row, VIEW, "red", 2);
  const xs = (/** @type {typeof seen} */ one) => /** @type {[string, number, number][][]} */ (one.said("stroke").flat())
    .filter((path) => path.length).map((path) => path.map(([name, x]) => `${name} ${Number(((x - 10) / 10).toFixed(2))}`));
  return { strand, seen: xs(seen), hidden: xs(hidden), offsets: seen.said("lineDashOffset") };
}

test("a chord is cut where it leaves the box, upwards too", () => {
  assert.deepEqual(inside([1, 1, 1], [2, 3, 4], BOX), [0, 1]);
  assert.deepEqual(inside([5, 5, 5], [25, 5, 5], BOX), [0, 0.25]);
  assert.deepEqual(inside([5, 5, 5], [25, 5, 105], BOX), [0, 0.05]);
  assert.deepEqual(inside([-10, 5, 5], [10, 5, 5], BOX), [0.5, 1]);
  assert.equal(inside([-10, 5, 5], [-5, 5, 5], BOX), null);
  assert.equal(inside([5, 5, 11], [15, 5, 300], BOX), null);
  assert.equal(inside([-10, 5, 5], [10, 5, 25], BOX), null, "too high before it is in at the side");
  assert.equal(inside([-10, 5, -90], [10, 5, 10], BOX)?.[0], 0.9, "in at the side too early, in from below later");
});

test("a chord to 1e300 is drawn up to the box, and one to where nothing was recorded is not", () => {
  const { strand, seen } = drawn([[7, 1, 0], [7, 1, 1e300], [NaN, NaN, NaN], [8, 1, 0], [9, 1, 0]], [4]);
  assert.deepEqual(seen, [["moveTo 7", "lineTo 7", "moveTo 8", "lineTo 9"]]);
  assert.deepEqual(strand.exit, [[7, 1, 0], [7, 1, 10]]);
});

test("only what is new is drawn, and the dashes go on where they stopped", () => {
  const { strand, seen, offsets } = drawn([[6, 0, 0], [7, 0, 0], [9, 0, 0]], [1, 1, 2], { dash: [3, 2] });
  assert.deepEqual(seen, [["moveTo 6", "lineTo 7"], ["moveTo 7", "lineTo 9"]]);
  assert.deepEqual(offsets, [[-0], [-10]]);
  assert.equal(strand.row, 2);
  assert.ok(Math.abs(strand.walked - 30) < 1e-9);
  strand.restart();
  assert.deepEqual([strand.row, strand.walked, strand.exit, strand.looked], [0, 0, null, null]);
});

test("where the pen is lifted the next line begins anew", () => {
  const { seen } = drawn([[6, 1, 0], [7, 1, 0], [9, 1, 0], [10, 1, 0]], [3], { lifted: [0, 0, 1, 0] });
  assert.deepEqual(seen, [["moveTo 6", "lineTo 7", "moveTo 9", "lineTo 10"]]);
});

test("what is behind the wall is drawn in the other picture, and a long chord is looked at piece by piece", () => {
  const { seen, hidden } = drawn([[0, 8, 1], [2, 8, 1], [4, 8, 1], [6, 8, 1], [8, 8, 1]], [4]);
  assert.deepEqual(hidden, [["moveTo 0", "lineTo 2", "lineTo 4"]]);
  assert.deepEqual(seen, [["moveTo 4", "lineTo 6", "lineTo 8"]]);
  // Ten cells are two pieces; the middle of the first is behind the wall.
  const long = drawn([[0, 8, 1], [10, 8, 1]], [1]);
  assert.deepEqual(long.hidden, [["moveTo 0", "lineTo 5"]]);
  assert.deepEqual(long.seen, [["moveTo 5", "lineTo 10"]]);
});

test("behind the eye nothing is drawn, and the line is taken up again this side of it", () => {
  const behind = new Projection({ ...ALONG, projection: ALONG.projection.map((value, i) => (i === 7 ? -0.2 : value)) }, [1, 1, 1], 20, 20);
  const seen = contextOf(), places = /** @type {Place[]} */ ([[6, 1, 0], [6, 2, 0], [6, 6, 0], [6, 2, 0], [6, 1, 0]]);
  const strand = new Strand({ dash: [], lifted: null }, (row) => places[row]);
  strand.advance({ seen: seen.context, hidden: seen.context }, 4, { ...VIEW, projection: behind }, "red", 2);
  const calls = /** @type {string[][]} */ (seen.said("stroke").flat(2)).map(([name]) => name);
  assert.deepEqual(calls, ["moveTo", "lineTo", "moveTo", "lineTo"]);
});

/**
 * What is drawn of a run along y = 0 when its head is at step 4, up to which it has been followed.
 * @param {import("../../../studio/player/web/data/types.js").Amount} amount
 */
function shown(amount) {
  const run = runOf({ x: [4, 5, 6, 7, 8, 9], y: [0, 0, 0, 0, 0, 0], loss: [0, 0, 0, 0, 0, 0] });
  /** @type {(row: number) => Place} */
  const place = (row) => [run.columns.x[row], 0, 0];
  const [stays, moves] = [contextOf(), contextOf()], strand = new Strand(run, place);
  extend({ seen: stays.context, hidden: stays.context }, strand, amount, 4, VIEW, { colour: "red", width: 2, dot: 1 });
  const head = { run, step: 4, row: 4, at: place };
  drawTail({ seen: moves.context, hidden: moves.context }, strand, amount, head, VIEW, { colour: "red", width: 2 });
  const lines = (/** @type {typeof stays} */ one) => /** @type {unknown[][]} */ (one.said("stroke").flat()).filter((path) => path.length).length;
  return { stays: lines(stays), dots: stays.said("fillRect").length, moves: lines(moves), alphas: moves.said("globalAlpha").map(([alpha]) => alpha) };
}

test("of a path all is drawn, or only its last steps, the older the fainter, or a dot for each step", () => {
  assert.equal(shown("full").stays, 1);
  const last = shown("last_20");
  assert.deepEqual([last.stays, last.dots], [0, 0]);
  assert.ok(last.moves > 0);
  assert.deepEqual([...new Set(last.alphas)], [0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1]);
  assert.deepEqual(shown("points"), { stays: 0, dots: 5, moves: 0, alphas: [] });
});
