import assert from "node:assert/strict";
import { test } from "node:test";

import { Family } from "../../../studio/player/web/data/family.js";
import { packed, packedAll, runOf } from "../fakes.js";

/** @import { Ending } from "../../../studio/player/web/data/types.js" */

/** @type {Ending[]} */
const ENDINGS = [
  { name: "η = 1", last: 2, kind: "descending", sentence: "On its way.", end: null, limit: null, bounces: [], chapters: [] },
  { name: "η = 2", last: 1, kind: "diverged", sentence: "Diverges.", end: "step 1", limit: null, bounces: [], chapters: [{ step: 1, kind: "diverged", text: "divergence" }] },
];
const REAL = runOf({ x: [0, 1, 2], y: [0, 0, 0], loss: [3, 2, 1] }, {
  name: "real", place: 1, light: "#123", dash: [3, 3], changes: [1], chapters: [{ step: 1, kind: "burst", text: "burst" }], seeds: { after: 2, minima: [], line: "{parts}", ends: ["3 wandering"] }, marker: "square",
});

const family = () => new Family({
  steps: null,
  tables: [packedAll({ x: [0, 1, 2], y: [5, 6, 7], loss: [3, 2, 1] }), packedAll({ x: [0, 9], y: [5, 8], loss: [3, 99] })],
});

test("each value has a run of its own, drawn as the one that is varied and called by what it is", () => {
  const all = family();
  all.of(REAL, ENDINGS);
  const run = all.run(1);
  assert.ok(run);
  assert.deepEqual([run.name, run.last, run.kind, run.sentence, run.end], ["η = 2", 1, "diverged", "Diverges.", "step 1"]);
  assert.deepEqual(run.chapters, ENDINGS[1].chapters);
  assert.deepEqual([run.place, run.light, run.dash, run.marker, run.changes], [1, "#123", [3, 3], "square", [1]]);
  assert.deepEqual(run.at(1), { x: 9, y: 8, loss: 99 });
  assert.deepEqual(run.at(7), { x: 9, y: 8, loss: 99 });
  // The seeds that were counted had another value.
  assert.deepEqual([run.seeds, run.bundle], [null, null]);
  assert.equal(all.run(2), undefined);
});

test("a run is made once, and anew when another run is varied", () => {
  const all = family();
  all.of(REAL, ENDINGS);
  const run = all.run(0);
  assert.equal(all.run(0), run);
  all.of(runOf({ x: [0], y: [0] }, { light: "#999" }), ENDINGS);
  assert.notEqual(all.run(0), run);
  assert.equal(all.run(0)?.light, "#999");
});

test("there is no run before it is said which one is varied", () => {
  assert.equal(family().run(0), undefined);
});

test("a long run stands at some of its steps, one that ended early at the first of them, and neither asks for more", () => {
  const all = new Family({
    steps: packed("int32", [0, 5, 10]),
    tables: [packedAll({ x: [0, 1, 2], y: [0, 0, 0] }), packedAll({ x: [0, 9], y: [0, 0] })],
  });
  all.of(REAL, ENDINGS.map((ending) => ({ ...ending, last: 10 })));
  const [long, short] = [all.run(0), all.run(1)];
  assert.deepEqual([0, 4, 5, 9, 10, 11].map((step) => long?.row(step)), [0, 0, 1, 1, 2, 2]);
  assert.deepEqual([...(short?.steps ?? [])], [0, 5]);
  assert.equal(short?.row(10), 1);
  assert.ok(long?.knows());
});

test("all paths together are a bundle, and what ended early is filled up with NaN", () => {
  const all = family();
  assert.deepEqual(all.paths, {
    count: 2, length: 3, steps: null, x: Float32Array.of(0, 1, 2, 0, 9, NaN), y: Float32Array.of(5, 6, 7, 5, 8, NaN),
  });
  assert.equal(all.paths, all.paths);
});
