import assert from "node:assert/strict";
import { test } from "node:test";

import { drawLandmarks, placesOfMarks } from "../../../studio/player/web/land/landmarks.js";
import { inkOf, Path } from "../../../studio/player/web/marks/path.js";
import { drawPlaces } from "../../../studio/player/web/land/places.js";
import { nameMilestones } from "../../../studio/player/web/marks/steps.js";
import { PlaneView } from "../../../studio/player/web/views/plane.js";
import { contextOf, momentOf, runOf } from "../fakes.js";

/** @import { Surface, Words } from "../../../studio/player/web/data/types.js" */

const WORDS = /** @type {Words} */ ({ minimum: "minimum", minimum_left: "left minimum", minimum_right: "right minimum", start: "start", dots: "a dot after every {every}" });
const SURFACE = /** @type {Surface} */ ({ minima: [[0, 0]], sides: [""], low: 0 });

/** @type {(wide: number, columns: {x: number[], y: number[]}) => {view: PlaneView, path: Path}} */
function planeOf(wide, columns) {
  const view = new PlaneView(0, 0, wide, 300, [-5, 5], [-1, 1]), path = new Path(runOf({ ...columns, loss: columns.x }));
  path.follow(view);
  return { view, path };
}

/** @type {(wide: number, columns: {x: number[], y: number[]}, surface?: Surface) => Record<string, [number, number]>} */
function names(wide, columns, surface = SURFACE) {
  const { context, said } = contextOf(), { view, path } = planeOf(wide, columns), landmarks = { surface, critical: null, start: /** @type {[number, number]} */ ([-4, -0.5]), runs: [] };
  drawLandmarks(view, landmarks, { ...momentOf(context, 1), words: WORDS, taken: placesOfMarks(view, landmarks, 1), ink: inkOf(view, [path], 1) });
  return Object.fromEntries(said("fillText").map(([text, x, y]) => [String(text), [Number(x), Number(y)]]));
}

test("a name stands where the path is not, and will not be", () => {
  const away = names(600, { x: [-4, -4], y: [-0.5, 0.5] }), under = names(600, { x: [0, 3, 0], y: [-0.08, -0.08, -0.08] });
  assert.ok(away.minimum[0] > 300 && away.minimum[1] > 150);
  assert.notDeepEqual(under.minimum, away.minimum);
  // All around it there is a path: it goes farther away.
  const around = Array.from({ length: 40 }, (_, i) => i), [far] = [names(600, { x: around.map((i) => 1.1 * (-1) ** i), y: around.map((i) => -0.12 + 0.006 * i) })];
  assert.ok(Math.hypot(far.minimum[0] - 300, far.minimum[1] - 150) > 30);
});

test("in a plane of three beside each other marks have names, in one of a grid they have none", () => {
  const path = { x: [-4, -4], y: [-0.5, 0.5] };
  assert.deepEqual(Object.keys(names(260, path)).sort(), ["minimum", "start"]);
  assert.deepEqual(names(180, path), {});
});

test("of two minima each is called by its side", () => {
  const two = { ...SURFACE, minima: /** @type {[number, number][]} */ ([[2, 0], [-2, 0]]), sides: /** @type {["right", "left"]} */ (["right", "left"]) };
  const { start, ...minima } = names(600, { x: [-4, -4], y: [-0.5, 0.5] }, two);
  assert.deepEqual(Object.keys(minima).sort(), ["left minimum", "right minimum"]);
  assert.ok(minima["left minimum"][0] < 300 && minima["right minimum"][0] > 300 && start[0] < 300);
});

test("no name stands on another mark", () => {
  const { view } = planeOf(600, { x: [0, 1], y: [0, 1] }), [minimum, start] = placesOfMarks(view, { surface: SURFACE, critical: null, start: [0.2, -0.1] }, 1);
  assert.ok(minimum.left < 300 && minimum.right > 300 && minimum.top < 150 && minimum.bottom > 150);
  assert.equal((start.left + start.right) / 2, view.x(0.2));
  const many = { x: Array(21).fill(0), y: Array(21).fill(0), loss: Array(21).fill(0), kind: [] };
  assert.equal(placesOfMarks(view, { surface: SURFACE, critical: /** @type {any} */ (many), start: [9, 9] }, 1).length, 0);
});

test("of a path alone in its picture it is said what its dots are, once there are some, and what it needs in a narrow one in two lines", () => {
  const rows = Array.from({ length: 101 }, (_, i) => i), columns = { x: rows.map(() => -4), y: rows.map((i) => -0.9 + 0.008 * i), loss: rows };
  const run = runOf(columns, { steps: rows.map((i) => 1000 * i), last: 100_000 }), view = new PlaneView(0, 0, 600, 300, [-5, 5], [-1, 1]), path = new Path(run);
  path.follow(view);
  /** @type {(step: number) => unknown[]} */
  const said = (step) => {
    const { context, said: all } = contextOf();
    nameMilestones(view, path, { ...momentOf(context, step), words: WORDS, ink: inkOf(view, [path], 1) });
    return all("fillText").map(([text]) => text);
  };
  assert.deepEqual(said(10_000), []);
  assert.deepEqual(said(100_000), ["a dot after every 5,000"]);
  const place = { x: 0, y: 0, loss: 0, far: false, text: "small steps needed: λ = 360; it gets 0.0001" };
  /** @type {(wide: number) => unknown[]} */
  const needed = (wide) => {
    const { context, said: all } = contextOf();
    drawPlaces(new PlaneView(0, 0, wide, 300, [-5, 5], [-1, 1]), runOf(columns, { places: [place] }), momentOf(context, 1));
    return all("fillText").map(([text]) => text);
  };
  assert.deepEqual(needed(900), [place.text]);
  assert.deepEqual(needed(400), ["small steps needed: λ = 360;", "it gets 0.0001"]);
});
