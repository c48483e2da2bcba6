// What would be drawn over itself is drawn once, and nothing else is left out.

import assert from "node:assert/strict";
import { test } from "node:test";

import { DrawnColumn, DrawnSegments, Passes } from "../../../studio/player/web/draw/overdraw.js";
import { Frame } from "../../../studio/player/web/draw/frame.js";
import { Polyline } from "../../../studio/player/web/draw/polyline.js";
import { contextOf } from "../fakes.js";

/** @import { Overdraw } from "../../../studio/player/web/draw/overdraw.js" */

const FRAME = new Frame(0, 0, 100, 100, [0, 100], [0, 100]), PEN = { colour: "red", width: 2 };

/**
 * The segments that a line through these places draws.
 * @param {[number, number][]} places
 * @param {Overdraw | null} once
 */
function drawn(places, once) {
  const { context, said } = contextOf(), segments = /** @type {number[][]} */ ([]);
  const line = new Polyline({ dash: [] }, (row) => places[row], once);
  line.advance([context], places.length - 1, FRAME, PEN);
  for (const [calls] of said("stroke")) {
    let from = /** @type {number[]} */ ([]);
    for (const [name, x, y] of /** @type {[string, number, number][]} */ (calls)) {
      if (name === "lineTo") segments.push([...from, x, y]);
      from = [x, y];
    }
  }
  return { segments, line };
}

test("a bounce that has settled is drawn once, whichever way it goes", () => {
  const places = Array.from({ length: 1001 }, (_, i) => /** @type {[number, number]} */ ([50, i % 2 ? 20 : 80]));
  assert.equal(drawn(places, null).segments.length, 1000);
  const { segments, line } = drawn(places, new DrawnSegments());
  assert.deepEqual(segments, [[50, 80, 50, 20]]);
  // The way goes on for the dashes of what comes.
  assert.equal(line.pen.walked, 60_000);
});

test("a bounce that drifts is drawn wherever it has moved by a quarter of a pixel", () => {
  const places = Array.from({ length: 101 }, (_, i) => /** @type {[number, number]} */ ([i / 8, i % 2 ? 20 : 80]));
  const { segments } = drawn(places, new DrawnSegments());
  const covered = segments.flatMap(([ax, , bx]) => [ax, bx]);
  for (let x = 0; x <= 12.5; x += 0.125) assert.ok(covered.some((one) => Math.abs(one - x) <= 0.25), `${x}`);
});

test("after a gap the pen is put down again where the next new segment begins", () => {
  const { segments } = drawn([[10, 10], [20, 10], [10, 10], [10, 30]], new DrawnSegments());
  assert.deepEqual(segments, [[10, 10, 20, 10], [10, 10, 10, 30]]);
});

test("a path that begins again is drawn again", () => {
  const once = new DrawnSegments();
  assert.ok(once.adds(1, 2, 3, 4));
  assert.ok(!once.adds(3, 4, 1, 2));
  once.clear();
  assert.ok(once.adds(1, 2, 3, 4));
});

test("of a hundred steps to a pixel all that can be seen is drawn", () => {
  const high = (/** @type {number} */ i) => 50 + 40 * Math.sin(i * 12.9898) * Math.cos(i / 700);
  const places = Array.from({ length: 5000 }, (_, i) => /** @type {[number, number]} */ ([i / 100, high(i)]));
  /** @type {(segments: number[][]) => [number, number][]} the lowest and the highest in each column */
  const extremes = (segments) => Array.from({ length: 50 }, (_, column) => {
    const inside = segments.flatMap(([ax, ay, bx, by]) => [[ax, ay], [bx, by]]).filter(([x]) => Math.floor(x) === column);
    return [Math.min(...inside.map(([, y]) => y)), Math.max(...inside.map(([, y]) => y))];
  });
  const all = drawn(places, null).segments, some = drawn(places, new DrawnColumn()).segments;
  assert.ok(some.length < all.length / 4, `${some.length}`);
  assert.deepEqual(extremes(some), extremes(all));
});

test("a level line with many steps to a pixel has no gap, however it grows", () => {
  const places = Array.from({ length: 1001 }, (_, i) => /** @type {[number, number]} */ ([i / 12, 50 + (i % 2)]));
  const { context, said } = contextOf(), once = new DrawnColumn();
  const line = new Polyline({ dash: [] }, (row) => places[row], once);
  // As it is played: now by a step, now by a hundred.
  for (const row of [1, 2, 3, 100, 101, 250, 700, 1000]) line.advance([context], row, FRAME, PEN);
  const covered = new Uint8Array(1001);
  for (const [calls] of said("stroke")) {
    let from = NaN;
    for (const [name, x] of /** @type {[string, number, number][]} */ (calls)) {
      if (name === "lineTo") covered.fill(1, Math.round(from * 12), Math.round(x * 12));
      from = x;
    }
  }
  assert.ok(covered.slice(0, 1000).every(Boolean));
});

test("what comes from another column does not stand for what lies in this one", () => {
  const places = /** @type {[number, number][]} */ ([[0, 10], [10.2, 90], [10.4, 50], [10.6, 90], [10.8, 70]]);
  // From (0, 10) to (10.2, 90) the line passes through the tenth column at its end only.
  assert.deepEqual(drawn(places, new DrawnColumn()).segments, [[0, 10, 10.2, 90], [10.2, 90, 10.4, 50], [10.4, 50, 10.8, 70]]);
});

/** @type {(count: number, apart: number, high: number) => [number, number][]} a bounce that moves on by so many pixels a step */
const bounce = (count, apart, high) => Array.from({ length: count + 1 }, (_, i) => /** @type {[number, number]} */ ([i * apart, i % 2 ? 20 : 20 + high]));

test("of a bounce that hardly moves on some lines are drawn, which keep their distance", () => {
  const { segments } = drawn(bounce(180, 0.5, 60), new Passes());
  assert.ok(segments.length >= 9 && segments.length <= 16, `${segments.length} lines over 90 pixels`);
  const middles = segments.map(([ax, , bx]) => (ax + bx) / 2).sort((one, other) => one - other);
  const gaps = middles.slice(1).map((one, i) => one - middles[i]);
  assert.ok(gaps.filter((gap) => gap > 5).length >= 0.8 * gaps.length, gaps.join());
  assert.ok(Math.max(...gaps) < 16, "there is no white place");
});

test("a bounce whose lines are far apart is drawn whole, and so is a path that turns but never comes back", () => {
  assert.equal(drawn(bounce(8, 12, 60), new Passes()).segments.length, 8);
  const spiral = Array.from({ length: 200 }, (_, i) => /** @type {[number, number]} */ ([50 + (45 - i / 8) * Math.cos(i / 6), 50 + (45 - i / 8) * Math.sin(i / 6)]));
  assert.ok(drawn(spiral, new Passes()).segments.length > 150);
});

test("what is a line does not depend on how the path grows", () => {
  const places = bounce(150, 0.6, 50), whole = new Passes(), pieces = new Passes();
  const all = places.slice(1).map(([x, y], i) => whole.adds(places[i][0], places[i][1], x, y));
  assert.deepEqual(all, places.slice(1).map(([x, y], i) => pieces.adds(places[i][0], places[i][1], x, y)));
  assert.ok(all.includes(false));
  whole.clear();
  assert.ok(whole.adds(0, 20, 0, 80));
});
