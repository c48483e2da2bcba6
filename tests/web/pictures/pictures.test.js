import assert from "node:assert/strict";
import { test } from "node:test";

import { columnsFor } from "../../../studio/player/web/pictures/room.js";

test("up to three pictures stand in a row, four in two rows of two, and more in rows of three", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6].map((count) => columnsFor(count, false)), [1, 2, 3, 2, 3, 3]);
});

test("a grid has two rows once it has more than three pictures, and nine stand three by three", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((count) => columnsFor(count, true)), [1, 2, 3, 2, 3, 3, 4, 4, 3]);
});
