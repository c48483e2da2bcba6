import assert from "node:assert/strict";
import { test } from "node:test";

import { fit } from "../../../studio/player/web/draw/canvas.js";
import { contextOf } from "../fakes.js";

test("a canvas has as many pixels as the screen, and is wiped only if its size is another", () => {
  Object.assign(globalThis, { window: { devicePixelRatio: 2 } });
  const { context, said } = contextOf();
  let wiped = 0;
  const canvas = {
    style: { width: "", height: "" }, size: 0, height: 0, getContext: () => context,
    get width() { return this.size; },
    set width(size) { this.size = size; wiped++; },
  };
  const element = /** @type {HTMLCanvasElement} */ (/** @type {unknown} */ (canvas));
  fit(element, 300, 150.4);
  fit(element, 300, 150.4);
  assert.deepEqual([canvas.width, canvas.height, canvas.style.width, wiped], [600, 301, "300px", 1]);
  assert.deepEqual(said("setTransform"), [[2, 0, 0, 2, 0, 0], [2, 0, 0, 2, 0, 0]]);
});
