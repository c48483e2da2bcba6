// The names above a picture: each with its line before it, in as many lines as they need, and none is cut.

import assert from "node:assert/strict";
import test from "node:test";

import { heightOf, linesOf } from "../../../studio/player/web/film/caption.js";
import { runOf } from "../fakes.js";

/** @import { Look } from "../../../studio/player/web/data/types.js" */

const LOOK = /** @type {Look} */ (/** @type {unknown} */ ({ size: 1, type: () => "" }));
const CONTEXT = /** @type {OffscreenCanvasRenderingContext2D} */ (/** @type {unknown} */ ({ measureText: (/** @type {string} */ text) => ({ width: 10 * text.length }) }));

/** @type {(names: string[], width: number) => string[][]} */
const texts = (names, width) => linesOf(CONTEXT, names.map((name) => runOf({ x: [0], y: [0], loss: [0] }, { name })), width, LOOK).map((line) => line.map(({ run, text }) => `${run ? "—" : ""}${text}`));

test("names stand beside each other as long as there is room, and then below", () => {
  assert.deepEqual(texts(["Adam", "SGD"], 1000), [["—Adam", "—SGD"]]);
  assert.deepEqual(texts(["Adam", "SGD"], 160), [["—Adam"], ["—SGD"]]);
});

test("a name that is longer than the picture is wide goes on in the next line", () => {
  assert.deepEqual(texts(["a long name, η = 0.01"], 170), [["—a long name, "], ["η = 0.01"]]);
  // A word that has no room stands alone, and is not cut.
  assert.deepEqual(texts(["immeasurable x"], 60), [["—immeasurable "], ["x"]]);
});

test("a line is as high as the type of the look asks for", () => assert.equal(heightOf(3, { ...LOOK, size: 2 }), 132));
