// How large films are, where their pictures stand, and at which moments their frames.

import assert from "node:assert/strict";
import test from "node:test";

import { even, kept, roomOf, shared, sharesOf, SIZES } from "../../../studio/player/web/film/arrange.js";

/** @type {(wanted: number, found: number) => void} */
const near = (wanted, found) => assert.ok(Math.abs(wanted - found) < 1e-9, `${found}, not ${wanted}`);

test("the first frame is the start, the last one the end, and between two of them lies always the same", () => {
  assert.deepEqual(sharesOf({ seconds: 0.5, rate: 10 }), [0, 0.25, 0.5, 0.75, 1]);
  const shares = sharesOf({ seconds: 10, rate: 30 });
  assert.equal(shares.length, 300);
  assert.equal(shares[299], 1);
  near(1 / 299, shares[123] - shares[122]);
  assert.deepEqual(sharesOf({ seconds: 0.01, rate: 10 }), [1]);
});

test("a film has the pixels that were asked for, and an even number of them", () => {
  for (const size of /** @type {(keyof typeof SIZES)[]} */ (Object.keys(SIZES))) {
    for (const stage of [false, true]) {
      const { width, height, ratio } = roomOf(size, stage);
      assert.deepEqual([even(width * ratio), even(height * ratio)], SIZES[size]);
    }
  }
  assert.deepEqual([even(699.6), even(701), even(700.4)], [700, 702, 700]);
});

test("a film of the stage is a screen of its size, any other one page at more or fewer pixels", () => {
  near(2, roomOf("1080p", false).ratio);
  near(960, roomOf("1080p", false).width);
  near(960, roomOf("720p", false).width);
  near(1, roomOf("1080p", false).scale);
  assert.equal(roomOf("1080p", true).ratio, 1);
  near((0.875 / 13) * 0.03 * 1080, roomOf("1080p", true).scale);
  // On a small screen the stage has the type of a page.
  near((0.875 / 13) * 17, roomOf("small", true).scale);
});

test("pictures that share a room do not cover each other, and names stand above their pictures", () => {
  const how = { size: 1, header: 20, names: (/** @type {number} */ i) => 10 * i }, room = { width: 400, height: 300 };
  const places = shared(3, 2, room, how), boxes = places.map(({ picture }) => picture);
  // Two beside each other begin at one height, that of the longer names.
  assert.equal(boxes[0].top, boxes[1].top);
  assert.deepEqual(places.map(({ names }) => names.height), [10, 10, 20]);
  assert.ok(boxes[1].left - (boxes[0].left + boxes[0].width) >= 14);
  near(292, boxes[2].top + boxes[2].height);
  near(392, boxes[1].left + boxes[1].width);
  for (const { names, picture } of places) near(picture.top, names.top + names.height);
});

test("pictures as on the screen keep their sizes to the pixel, the only one without anything around it", () => {
  const bare = { size: 1, header: 0, names: () => 0 };
  const one = kept([{ width: 811, height: 477 }], 1, bare);
  assert.deepEqual([one.width, one.height], [811, 477]);
  assert.deepEqual(one.places[0].picture, { left: 0, top: 0, width: 811, height: 477 });
  const all = kept([{ width: 100, height: 50 }, { width: 100, height: 60 }, { width: 100, height: 50 }], 2, { size: 1, header: 22, names: () => 22 });
  assert.deepEqual([all.width, all.height], [214, 22 + 22 + 60 + 14 + 22 + 50]);
  assert.deepEqual(all.places[2].picture, { left: 0, top: 22 + 22 + 60 + 14 + 22, width: 100, height: 50 });
});
