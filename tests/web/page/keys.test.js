import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { isFree, isInSight, listenEverywhere } from "../../../studio/player/web/page/keys.js";

/** Something that keys are pressed on; `is` lists the selectors that it, or what it stands in, answers to. */
class Target {
  /** @param {string[]} is */
  constructor(...is) {
    this.is = is;
  }

  /** @param {string} selectors */
  closest(selectors) {
    return selectors.split(", ").some((one) => this.is.includes(one)) ? this : null;
  }
}

const BODY = new Target(), INSIDE = new Target(), SLIDER = new Target("[role=slider]"), FIELD = new Target("textarea"), BUTTON = new Target("button");
const root = /** @type {HTMLElement} */ (/** @type {unknown} */ (Object.assign(new EventTarget(), { contains: (/** @type {unknown} */ one) => one === INSIDE })));
/** @type {EventTarget} */
let page;
/** @type {string[]} */
let keys;
/** @type {AbortController} */
let left;
let always = false, top = 0;

/** @type {(key: string, target: Target) => void} */
const press = (key, target) =>
  void page.dispatchEvent(Object.defineProperty(Object.assign(new Event("keydown"), { key }), "target", { value: target }));

beforeEach(() => {
  left?.abort();
  page = new EventTarget();
  Object.assign(globalThis, { document: page, innerHeight: 800 });
  [keys, always, top, left] = [[], false, 100, new AbortController()];
  const pictures = /** @type {Element} */ (/** @type {unknown} */ ({ getBoundingClientRect: () => ({ top, height: 400, bottom: top + 400 }) }));
  listenEverywhere(root, { pictures, keys: ({ key }) => void keys.push(key), always: () => always }, left.signal);
});

test("on a fresh page every key is the player's", () => {
  for (const key of [" ", "f", "ArrowRight", "Escape", "Home"]) press(key, BODY);
  assert.deepEqual(keys, [" ", "f", "ArrowRight", "Escape", "Home"]);
});

test("what is pressed inside the player is heard once, where no control has taken it before", () => {
  press(" ", INSIDE);
  root.dispatchEvent(Object.assign(new Event("keydown"), { key: " " }));
  assert.deepEqual(keys, [" "]);
});

test("fields, sliders and buttons keep their keys", () => {
  for (const key of ["ArrowRight", "Home", "PageUp", "n"]) press(key, SLIDER);
  for (const key of ["f", "Escape", "ArrowLeft", " "]) press(key, FIELD);
  for (const key of [" ", "ArrowLeft"]) press(key, BUTTON);
  assert.deepEqual(keys, ["n", "ArrowLeft"]);
});

test("where the pictures are out of sight the page scrolls by its keys, but not on the stage", () => {
  top = 620;
  press(" ", BODY);
  assert.deepEqual(keys, []);
  always = true;
  press(" ", BODY);
  assert.deepEqual(keys, [" "]);
});

test("a player that is gone hears nothing", () => {
  left.abort();
  press(" ", BODY);
  assert.deepEqual(keys, []);
});

test("in sight is what half of it, or of the window, shows", () => {
  const seen = (/** @type {number} */ top, /** @type {number} */ height) => isInSight({ top, height, bottom: top + height }, 800);
  assert.deepEqual([seen(0, 400), seen(-200, 400), seen(-201, 400), seen(600, 400), seen(601, 400)], [true, true, false, true, false]);
  assert.deepEqual([seen(-1000, 3000), seen(401, 3000), seen(0, 0)], [true, false, false]);
});

test("a key is free on the page, and not where it types, chooses or moves something", () => {
  const free = (/** @type {string} */ key, /** @type {string[]} */ ...is) => isFree(key, /** @type {Element} */ (/** @type {unknown} */ (new Target(...is))));
  assert.deepEqual([free("f", "[role=slider]"), free("ArrowUp", "[role=slider]"), free("End", "input[type=range]")], [true, false, false]);
  assert.deepEqual([free("f", "[role=combobox]"), free("f", "select"), free("f", "[role=dialog]")], [false, false, false]);
  assert.deepEqual([free(" ", "summary"), free(" ", "[role=switch]"), free("f", "button"), free("ArrowLeft", "[role=radio]")], [false, false, true, false]);
});
