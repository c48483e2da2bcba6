import assert from "node:assert/strict";
import { test } from "node:test";

import { haveRoom, placesOf, stopFrom, stopIn, stopsOf } from "../../../studio/player/web/time/chapters.js";
import { runOf } from "../fakes.js";

/** @type {(name: string, ...steps: number[]) => ReturnType<typeof runOf>} */
const runWith = (name, ...steps) =>
  runOf({ x: [0], y: [0], loss: [1] }, { name, chapters: steps.map((step) => ({ step, kind: "turn", text: "turn" })) });

/** @type {(places: ReturnType<typeof placesOf>) => [number, number[]][]} */
const brief = (places) => places.map(({ at, stops }) => [at, stops.map(({ step }) => step)]);

/** @param {number} step */
const same = (step) => step;

test("the chapters of all runs are stops in the order of their steps, each with its run", () => {
  const stops = stopsOf([runWith("a", 7, 74), runWith("b"), runWith("c", 3, 74)]);
  assert.deepEqual(stops.map(({ step, run }) => [step, run.name]), [[3, "c"], [7, "a"], [74, "a"], [74, "c"]]);
});

test("stops that are far enough from each other have places of their own", () => {
  const places = placesOf(stopsOf([runWith("a", 0, 26, 52)]), same, 26);
  assert.deepEqual(brief(places), [[0, [0]], [26, [26]], [52, [52]]]);
});

test("stops that are too near share a place in their middle, and other runs' stay what they are", () => {
  const places = placesOf(stopsOf([runWith("a", 10, 100), runWith("b", 30)]), same, 26);
  assert.deepEqual(brief(places), [[20, [10, 30]], [100, [100]]]);
  assert.deepEqual(places[0].stops.map(({ run }) => run.name), ["a", "b"]);
});

test("however many there are, no two places are too near, and none is lost", () => {
  for (const count of [1, 2, 7, 40, 200]) {
    const steps = Array.from({ length: count }, (_, k) => Math.floor(k ** 1.7) % 613).sort((a, b) => a - b);
    const places = placesOf(stopsOf([runWith("a", ...steps)]), same, 26);
    for (const [i, { at }] of places.entries()) assert.ok(i === 0 || at - places[i - 1].at >= 26, `${count}: ${at}`);
    assert.deepEqual(places.flatMap(({ stops }) => stops.map(({ step }) => step)), steps);
  }
});

test("without chapters there are no places", () => {
  assert.deepEqual(placesOf(stopsOf([]), same, 26), []);
});

test("the next stop is after the step on show, the one before is before it, and beyond them are end and start", () => {
  const stops = stopsOf([runWith("a", 7, 74), runWith("b", 30)]);
  assert.deepEqual([0, 7, 30, 73, 74, 600].map((from) => stopFrom(stops, from, 1, 600)), [7, 30, 74, 74, 600, 600]);
  assert.deepEqual([0, 7, 8, 74, 600].map((from) => stopFrom(stops, from, -1, 600)), [0, 0, 7, 30, 74]);
});

test("clicks on one place lead through all its stops and then to the first again", () => {
  const [place] = placesOf(stopsOf([runWith("a", 7, 14), runWith("b", 14, 15)]), same, 100);
  let step = 600;
  /** @type {number[]} */
  const visited = [];
  for (let click = 0; click < 5; click++) visited.push((step = stopIn(place, step)));
  assert.deepEqual(visited, [7, 14, 15, 7, 14]);
});

test("a word has room if it ends before the next place, and the last one if it ends on the bar", () => {
  assert.deepEqual(haveRoom([0, 50, 90], [50, 41, 30], 120), [true, false, true]);
  assert.deepEqual(haveRoom([100], [30], 120), [false]);
});
