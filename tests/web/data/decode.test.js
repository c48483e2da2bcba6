import assert from "node:assert/strict";
import { test } from "node:test";

import { lastUpTo, unpack } from "../../../studio/player/web/data/decode.js";
import { packed } from "../fakes.js";

test("numbers come out as they went in, with their type", () => {
  const odd = [0.1, -0, NaN, Infinity, -Infinity, 5e-324, Number.MAX_VALUE];
  assert.deepEqual(unpack(packed("float64", odd)), Float64Array.from(odd));
  assert.deepEqual(unpack(packed("float32", [0.1, -0, NaN, Infinity])), Float32Array.from([0.1, -0, NaN, Infinity]));
  assert.deepEqual(unpack(packed("int32", [-1, 0, 2 ** 31 - 1])), Int32Array.from([-1, 0, 2 ** 31 - 1]));
  assert.deepEqual(unpack(packed("uint8", [0, 1, 255])), Uint8Array.from([0, 1, 255]));
  assert.equal(unpack(packed("float64", [])).length, 0);
});

test("the bytes are little-endian, as NumPy writes them", () => {
  // base64.b64encode(np.array([1.5, -2.0], "<f4").tobytes()), and of np.array([258], "<i4")
  assert.deepEqual([...unpack({ type: "float32", bytes: "AADAPwAAAMA=" })], [1.5, -2]);
  assert.deepEqual([...unpack({ type: "int32", bytes: "AgEAAA==" })], [258]);
});

test("the last number up to a limit is found wherever the limit lies", () => {
  const ascending = Int32Array.from([0, 3, 4, 10, 11, 50]);
  for (let most = 0; most <= 60; most += 0.5) {
    assert.equal(lastUpTo(ascending, most), ascending.findLastIndex((one) => one <= most));
  }
  assert.equal(lastUpTo(ascending, -1), 0);
  assert.equal(lastUpTo(Int32Array.of(0), 7), 0);
});
