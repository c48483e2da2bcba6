import assert from "node:assert/strict";
import { test } from "node:test";

import { fit } from "../../../studio/player/web/draw/canvas.js";
import { cut, Frame } from "../../../studio/player/web/draw/frame.js";
import { marker } from "../../../studio/player/web/draw/marker.js";
import { Trail } from "../../../studio/player/web/draw/polyline.js";
import { contextOf } from "../fakes.js";

/** @import { Point } from "../../../studio/player/web/data/types.js" */

const SQUARE = { left: 0, right: 100, top: 0, bottom: 100 };

/**
 * What a trail draws from row to row, and where its dashes begin.
 * @param {Trail} trail
 * @param {...number} rows
 */
function drawn(trail, ...rows) {
  return rows.map((row) => {
    const { context, said } = contextOf();
    trail.advance(context, row, SQUARE, "red", 2);
    return { lines: said("stroke").map(([line]) => line), offset: said("lineDashOffset").map(([offset]) => offset) };
  });
}

/** @type {(places: Point[], lifted?: number[]) => Trail} */
const trailOf = (places, lifted) => {
  const line = { dash: [4, 2], stepOf: (/** @type {number} */ row) => 10 * row, lifted: lifted && Uint8Array.from(lifted) };
  return new Trail(line, (row) => places[row]);
};

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

test("a trail draws only what is new, and its dashes go on where they stopped", () => {
  const trail = trailOf([[10, 10], [40, 50], [40, 90], [90, 90]]);
  const [first, again, rest] = drawn(trail, 1, 1, 3);
  assert.deepEqual(first.lines, [[["moveTo", 10, 10], ["lineTo", 40, 50]]]);
  assert.deepEqual(first.offset, [-0]);
  assert.deepEqual(again.lines, []);
  assert.deepEqual(rest.lines, [[["moveTo", 40, 50], ["lineTo", 40, 90], ["lineTo", 90, 90]]]);
  assert.deepEqual(rest.offset, [-50]);
  assert.equal(trail.walked, 140);
  trail.restart();
  assert.deepEqual([trail.row, trail.walked, trail.exit], [0, 0, null]);
});

test("where the pen is lifted no line is drawn, and the next one begins anew", () => {
  const [{ lines }] = drawn(trailOf([[10, 10], [20, 10], [80, 10], [90, 10]], [0, 0, 1, 0]), 3);
  assert.deepEqual(lines, [[["moveTo", 10, 10], ["lineTo", 20, 10], ["moveTo", 80, 10], ["lineTo", 90, 10]]]);
});

test("a row without a value is a gap", () => {
  const [{ lines }] = drawn(trailOf([[10, 10], [20, 10], [NaN, NaN], [80, 10], [90, 10]]), 4);
  assert.deepEqual(lines, [[["moveTo", 10, 10], ["lineTo", 20, 10], ["moveTo", 80, 10], ["lineTo", 90, 10]]]);
});

test("a path that leaves is remembered at the edge with its step, and drawn a little beyond it", () => {
  const trail = trailOf([[50, 50], [50, 250]]);
  const [{ lines }] = drawn(trail, 1);
  assert.deepEqual(trail.exit, [50, 100, 10]);
  assert.deepEqual(lines, [[["moveTo", 50, 50], ["lineTo", 50, 140]]]);
});

test("a canvas has as many pixels as the screen, and is wiped only if its size is another", () => {
  Object.assign(globalThis, { window: { devicePixelRatio: 2 } });
  const { context, said } = contextOf();
  let wiped = 0;
  const canvas = {
    style: { width: "", height: "" }, size: 0, height: 0, getContext: () => context,
    get width() { return this.size; },
    set width(size) { this.size = size; wiped++; },
  };
  const element = /** @type {HTMLCanvasElement} */ (/** @type {unknown} */ (canvas));
  fit(element, 300, 150.4);
  fit(element, 300, 150.4);
  assert.deepEqual([canvas.width, canvas.height, canvas.style.width, wiped], [600, 301, "300px", 1]);
  assert.deepEqual(said("setTransform"), [[2, 0, 0, 2, 0, 0], [2, 0, 0, 2, 0, 0]]);
});

test("each run's point has as many corners as its shape", () => {
  const corners = { triangle: 3, square: 4, diamond: 4, pentagon: 5, cross: 12, circle: 0 };
  for (const [shape, count] of Object.entries(corners)) {
    const { context, said } = contextOf();
    marker(context, 50, 60, /** @type {keyof typeof corners} */ (shape), "red", "white", 10);
    assert.equal(said("moveTo").length + said("lineTo").length, count);
    assert.equal(said("arc").length, count ? 0 : 1);
  }
  const { context, said } = contextOf();
  marker(context, 50, 60, "diamond", "red", "white", 10);
  const [[x, y]] = said("moveTo").map((place) => place.map(Number));
  assert.ok(Math.abs(x - 50) < 1e-9 && Math.abs(y - 48.5) < 1e-9); // a diamond stands on its tip
});
