import assert from "node:assert/strict";
import { test } from "node:test";

import { hatchedFor } from "../../../studio/player/web/pictures/legend.js";
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

test("the hatching says whose it is: of the run in hand, or in pictures of one run each of that run; without a limit there is none", () => {
  const words = /** @type {import("../../../studio/player/web/data/types.js").Words} */ (/** @type {unknown} */ ({ hatched: "of {name}", hatched_each: "each its own" }));
  const columns = { x: [0, 1], y: [0, 1], loss: [1, 0] };
  const [gd, adam, lion] = [["gd", 2], ["adam", 38], ["lion", null]].map(([name, limit], place) =>
    runOf(columns, { name: /** @type {string} */ (name), limit: /** @type {number | null} */ (limit), place, in_hand: place === 1 }));
  assert.equal(hatchedFor([[gd, adam, lion]], words), "of adam");
  assert.equal(hatchedFor([[gd], [adam], [lion]], words), "each its own");
  assert.equal(hatchedFor([[gd, lion]], words), "of gd");
  assert.equal(hatchedFor([[lion]], words), "");
});
