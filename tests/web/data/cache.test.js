import assert from "node:assert/strict";
import { test } from "node:test";

import { Cache } from "../../../studio/player/web/data/cache.js";

/** @typedef {{key: string, x?: number}} Sent */

/** @type {(sent: Sent) => number | undefined} */
const unpacked = ({ x }) => x;

test("what was sent once is there when only its key comes", () => {
  const kept = new Cache(3);
  assert.equal(kept.take({ key: "a", x: 1 }, unpacked), 1);
  assert.equal(kept.take({ key: "a" }, unpacked), 1);
  assert.equal(kept.take({ key: "a", x: 2 }, unpacked), 2);
  assert.equal(kept.take({ key: "a" }, unpacked), 2);
});

test("what never came is missing, and is not kept as missing", () => {
  const kept = new Cache(3);
  assert.equal(kept.take({ key: "a" }, unpacked), undefined);
  assert.equal(kept.take({ key: "a", x: 0 }, unpacked), 0);
  assert.equal(kept.take({ key: "a" }, unpacked), 0);
});

test("beyond the most, what was not asked for longest is given up", () => {
  const kept = new Cache(2);
  for (const [x, key] of ["a", "b"].entries()) kept.take({ key, x }, unpacked);
  kept.take({ key: "a" }, unpacked);
  kept.take({ key: "c", x: 2 }, unpacked);
  assert.deepEqual(["b", "a", "c"].map((key) => kept.take({ key }, unpacked)), [undefined, 0, 2]);
});
