import assert from "node:assert/strict";
import { test } from "node:test";

import { Polyline } from "../../../studio/player/web/draw/polyline.js";
import { drawPath, Path } from "../../../studio/player/web/marks/path.js";
import { drawTail } from "../../../studio/player/web/marks/tail.js";
import { Occlusion } from "../../../studio/player/web/views/occlusion.js";
import { Projection } from "../../../studio/player/web/views/projection.js";
import { SpaceView } from "../../../studio/player/web/views/space.js";
import { contextOf, momentOf, runOf } from "../fakes.js";

/** @import { Place } from "../../../studio/player/web/data/types.js" */
/** @import { Scene } from "../../../studio/player/web/views/space.js" */

const ONE = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
// Looks along y from far below the wall's top: x to the right, z up, one unit ten pixels; w = 1 + y / 10⁶.
const ALONG = { projection: [1, 0, 0, 0, 0, 0, 1, 1e-6, 0, 1, 0, 0, 0, 0, 0, 1], view: ONE, model: ONE };
/** @type {Scene["box"]} */
const BOX = [[0, 10], [0, 10], [0, 10]];

// A wall at y = 5 that is 4 high where x < 5; the eye stands at y = −10⁶, level with the ground.
const heights = Array.from({ length: 121 }, (_, i) => (Math.floor(i / 11) === 5 && i % 11 < 5 ? 4 : 0));
/** @type {Scene} */
const SCENE = { box: BOX, occlusion: new Occlusion([11, 11], [[0, 10], [0, 10]], heights), height: (loss) => loss };
const VIEW = new SpaceView(SCENE, new Projection(ALONG, [1, 1, 1], 20, 20)), PEN = { colour: "red", width: 2 };

/**
 * Each of the rows given in turn drawn up to; the lines that were drawn in sight, and hidden.
 * @param {Place[]} places
 * @param {number[]} to
 * @param {{lifted?: number[], dash?: number[]}} [how]
 */
function drawn(places, to, { lifted, dash = [] } = {}) {
  const seen = contextOf(), hidden = contextOf();
  const line = new Polyline({ dash, lifted: lifted && Uint8Array.from(lifted) }, (row) => places[row]);
  for (const row of to) line.advance([seen.context, hidden.context], row, VIEW, PEN);
  const xs = (/** @type {typeof seen} */ one) => /** @type {[string, number, number][][]} */ (one.said("stroke").flat())
    .filter((path) => path.length).map((path) => path.map(([name, x]) => `${name} ${Number(((x - 10) / 10).toFixed(2))}`));
  return { line, seen: xs(seen), hidden: xs(hidden), offsets: seen.said("lineDashOffset") };
}

test("a chord is cut where it leaves the box, upwards too", () => {
  assert.deepEqual(VIEW.cut([1, 1, 1], [2, 3, 4]), [0, 1]);
  assert.deepEqual(VIEW.cut([5, 5, 5], [25, 5, 5]), [0, 0.25]);
  assert.deepEqual(VIEW.cut([5, 5, 5], [25, 5, 105]), [0, 0.05]);
  assert.deepEqual(VIEW.cut([-10, 5, 5], [10, 5, 5]), [0.5, 1]);
  assert.equal(VIEW.cut([-10, 5, 5], [-5, 5, 5]), null);
  assert.equal(VIEW.cut([5, 5, 11], [15, 5, 300]), null);
  assert.equal(VIEW.cut([-10, 5, 5], [10, 5, 25]), null, "too high before it is in at the side");
  assert.equal(VIEW.cut([-10, 5, -90], [10, 5, 10])?.[0], 0.9, "in at the side too early, in from below later");
});

test("a chord to 1e300 is drawn up to the box, and one to where nothing was recorded is not", () => {
  const { line, seen } = drawn([[7, 1, 0], [7, 1, 1e300], [NaN, NaN, NaN], [8, 1, 0], [9, 1, 0]], [4]);
  assert.deepEqual(seen, [["moveTo 7", "lineTo 7", "moveTo 8", "lineTo 9"]]);
  assert.deepEqual(line.exit, { from: [7, 1, 0], at: [7, 1, 10], row: 1 });
});

test("only what is new is drawn, and the dashes go on where they stopped", () => {
  const { line, seen, offsets } = drawn([[6, 0, 0], [7, 0, 0], [9, 0, 0]], [1, 1, 2], { dash: [3, 2] });
  assert.deepEqual(seen, [["moveTo 6", "lineTo 7"], ["moveTo 7", "lineTo 9"]]);
  assert.deepEqual(offsets, [[-0], [-10]]);
  assert.equal(line.row, 2);
  assert.ok(Math.abs(line.pen.walked - 30) < 1e-9);
  line.restart();
  assert.deepEqual([line.row, line.pen.walked, line.exit, line.pen.looked], [0, 0, null, null]);
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
  const line = new Polyline({ dash: [] }, (row) => places[row]);
  line.advance([seen.context, seen.context], 4, new SpaceView(SCENE, behind), PEN);
  const calls = /** @type {string[][]} */ (seen.said("stroke").flat(2)).map(([name]) => name);
  assert.deepEqual(calls, ["moveTo", "lineTo", "moveTo", "lineTo"]);
});

/**
 * What is drawn of a run along y = 0 when its head is at step 4, up to which it has been followed.
 * @param {import("../../../studio/player/web/data/types.js").Amount} amount
 */
function shown(amount) {
  const run = runOf({ x: [4, 5, 6, 7, 8, 9], y: [0, 0, 0, 0, 0, 0], loss: [0, 0, 0, 0, 0, 0] });
  const [stays, moves] = [contextOf(), contextOf()], path = new Path(run);
  path.follow(VIEW);
  drawPath(VIEW, path, { ...momentOf(stays.context, 4), amount });
  drawTail(VIEW, path, { ...momentOf(moves.context, 4), amount });
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
