// A GIF: how long its frames stay, which colours it has, and what of a frame is written.

import assert from "node:assert/strict";
import test from "node:test";

import { Gif, Nearest, staysFor } from "../../../studio/player/web/film/gif.js";

/** @import { Encoders } from "../../../studio/player/web/film/types.js" */

test("frames add up to the length of the film at any rate", () => {
  for (const rate of [10, 20, 25, 30, 50]) {
    const stays = Array.from({ length: 10 * rate }, (_, i) => staysFor(i, rate));
    assert.equal(stays.reduce((sum, one) => sum + one, 0), 1000);
    assert.ok(Math.min(...stays) >= 2);
  }
  assert.deepEqual([0, 1, 2].map((i) => staysFor(i, 30)), [3, 4, 3]);
});

test("a colour becomes the nearest one of the palette", () => {
  const nearest = new Nearest([[0, 0, 0], [255, 0, 0], [0, 0, 255]]);
  // Red is the lowest byte of a pixel.
  assert.deepEqual([0xff0000fa, 0xffe01010, 0xff202020].map((colour) => nearest.of(colour)), [1, 2, 0]);
});

test("of a frame only the pixels are written that are not what they were, and the colours of runs are kept as they are", async () => {
  /** @type {{index: number[], how: Record<string, any>}[]} */ const written = [];
  const encoders = /** @type {Encoders} */ (/** @type {unknown} */ ({
    GIFEncoder: () => ({ writeFrame: (/** @type {Uint8Array} */ index, /** @type {number} */ _, /** @type {number} */ __, /** @type {object} */ how) => written.push({ index: [...index], how }) }),
    quantize: (/** @type {Uint8ClampedArray} */ _, /** @type {number} */ count) => {
      assert.equal(count, 254);
      return [[255, 255, 255]];
    },
  }));
  const gif = new Gif(encoders, { width: 3, height: 1, rate: 20, colours: [[11, 92, 173]], looked: [new Uint8ClampedArray(12)] });
  /** @type {(...pixels: number[]) => OffscreenCanvas} */
  const canvas = (...pixels) => /** @type {OffscreenCanvas} */ (/** @type {unknown} */ ({
    width: 3, height: 1, getContext: () => ({ getImageData: () => ({ data: new Uint8ClampedArray(Uint32Array.from(pixels).buffer) }) }),
  }));
  const run = 0xffad5c0b, white = 0xffffffff, nearly = 0xfffefefe;
  await gif.add(canvas(white, white, white), 0);
  await gif.add(canvas(white, run, nearly), 1);
  await gif.add(canvas(white, white, white), 2);
  assert.deepEqual(written.map(({ index }) => index), [[1, 1, 1], [255, 0, 255], [255, 1, 255]]);
  assert.deepEqual(written.map(({ how }) => [how.transparent, how.transparentIndex, how.dispose, how.delay, how.palette?.length]), [[false, 255, 1, 50, 256], [true, 255, 1, 50, undefined], [true, 255, 1, 50, undefined]]);
});
