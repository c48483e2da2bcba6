import assert from "node:assert/strict";
import { test } from "node:test";

import { groupsOf } from "../../../studio/player/web/pictures/room.js";
import { runOf } from "../fakes.js";

const [A, B] = ["a", "b"].map((name) => runOf({ x: [0], y: [0], loss: [0] }, { name }));
const [C, D] = ["c", "d"].map((name) => runOf({ x: [0], y: [0], loss: [0] }, { name, beside: true }));

test("all runs of one surface share a picture, and those on the one beside it have the next", () => {
  assert.deepEqual(groupsOf("one", [A, B]), [[A, B]]);
  assert.deepEqual(groupsOf("one", [A, C, B, D]), [[A, B], [C, D]]);
  assert.deepEqual(groupsOf("side", [A, C]), [[A], [C]]);
});

test("side by side each run has its own, next to itself on the other surface", () => {
  assert.deepEqual(groupsOf("side", [A, C, B, D]), [[A], [C], [B], [D]]);
  assert.deepEqual(groupsOf("grid", [A, B]), [[A], [B]]);
});

test("where no run is shown there is one picture", () => assert.deepEqual(groupsOf("one", []), [[]]));
