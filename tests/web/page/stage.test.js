import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { Stage } from "../../../studio/player/web/page/stage.js";

/** A document that can be full screen, if `grant` says so. */
class FakeDocument extends EventTarget {
  /** @type {Set<string>} */
  classes = new Set();
  /** @type {object | null} the sliders of the page */
  sliders = {};
  /** @type {unknown} */
  fullscreenElement = null;
  /** @type {() => Promise<void>} */
  grant = async () => {};
  documentElement = {
    classList: {
      toggle: (/** @type {string} */ name, /** @type {boolean} */ on) => (on ? this.classes.add(name) : this.classes.delete(name)),
      add: (/** @type {string} */ name) => this.classes.add(name),
      remove: (/** @type {string} */ name) => this.classes.delete(name),
    },
    requestFullscreen: async () => {
      await this.grant();
      this.fullscreenElement = this.documentElement;
      this.dispatchEvent(new Event("fullscreenchange"));
    },
  };

  querySelector() {
    return this.sliders;
  }

  async exitFullscreen() {
    await undefined;
    this.fullscreenElement = null;
    this.dispatchEvent(new Event("fullscreenchange"));
  }
}

/** @type {FakeDocument} */
let page;
/** @type {Stage} */
let stage;
/** @type {boolean[]} */
let changes;
const dial = { on: false, turns: 0, isOn: () => dial.on, toggle: () => {
  dial.on = !dial.on;
  dial.turns++;
} };

const settle = () => new Promise((done) => {
  setImmediate(done);
});

/** @type {(x: number) => void} */
const point = (x) => void page.dispatchEvent(Object.assign(new Event("pointermove"), { screenX: x, screenY: 5 }));

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  page = new FakeDocument();
  Object.assign(globalThis, { document: page });
  changes = [];
  stage = new Stage({ changed: () => void changes.push(stage.on), dial });
  Object.assign(dial, { on: false, turns: 0 });
});

afterEach(() => mock.timers.reset());

test("the stage is a class on the document and the full screen, and leaves nothing behind", async () => {
  stage.toggle();
  await settle();
  assert.deepEqual([stage.on, [...page.classes], page.fullscreenElement], [true, ["stage"], page.documentElement]);
  stage.toggle();
  await settle();
  assert.deepEqual([stage.on, [...page.classes], page.fullscreenElement], [false, [], null]);
  assert.deepEqual(changes, [true, false]);
});

test("the end of full screen, which is what Esc does there, is the end of the stage", async () => {
  await stage.enter();
  await page.exitFullscreen();
  assert.deepEqual([stage.on, [...page.classes], changes], [false, [], [true, false]]);
});

test("where full screen is refused, or unknown, the stage fills the window", async () => {
  page.grant = () => Promise.reject(new TypeError("not here"));
  await stage.enter();
  assert.deepEqual([stage.on, [...page.classes], page.fullscreenElement], [true, ["stage"], null]);
  stage.leave();
  Object.assign(page.documentElement, { requestFullscreen: undefined });
  await stage.enter();
  assert.equal(stage.on, true);
  stage.leave();
  assert.deepEqual([...page.classes], []);
});

test("full screen that is granted too late is given back", async () => {
  let grant = () => {};
  page.grant = () => new Promise((done) => {
    grant = done;
  });
  stage.enter();
  stage.leave();
  grant();
  await settle();
  assert.deepEqual([stage.on, page.fullscreenElement], [false, null]);
});

test("the end of full screen that comes late does not end the stage that was entered again", async () => {
  await stage.enter();
  stage.leave();
  stage.enter();
  await settle();
  assert.equal(stage.on, true);
});

test("the pointer is hidden after two seconds at rest, and shown when it moves", async () => {
  await stage.enter();
  mock.timers.tick(1999);
  assert.equal(page.classes.has("idle"), false);
  mock.timers.tick(1);
  assert.equal(page.classes.has("idle"), true);
  point(10);
  assert.equal(page.classes.has("idle"), false);
  // Browsers report a movement when something moves under a pointer that rests.
  mock.timers.tick(1000);
  point(10);
  mock.timers.tick(1000);
  assert.equal(page.classes.has("idle"), true);
  stage.leave();
  mock.timers.tick(5000);
  assert.deepEqual([...page.classes], []);
});

test("off the stage a pointer at rest is never hidden", () => {
  point(10);
  mock.timers.tick(5000);
  assert.deepEqual([...page.classes], []);
});

test("the dial comes along where the page has no sliders, and goes again unless it was there before", async () => {
  await stage.enter();
  assert.deepEqual([dial.on, dial.turns], [false, 0]);
  stage.leave();
  page.sliders = null;
  await stage.enter();
  assert.equal(dial.on, true);
  stage.leave();
  assert.equal(dial.on, false);
  dial.on = true;
  await stage.enter();
  stage.leave();
  assert.deepEqual([dial.on, dial.turns], [true, 2]);
  // Taken off on the stage, it is not put on by leaving.
  dial.on = false;
  await stage.enter();
  dial.toggle();
  stage.leave();
  assert.equal(dial.on, false);
});

test("a player that is gone leaves no stage and hears nothing", async () => {
  await stage.enter();
  stage.destroy();
  await settle();
  assert.deepEqual([[...page.classes], page.fullscreenElement, changes], [[], null, [true]]);
  point(10);
  mock.timers.tick(5000);
  assert.deepEqual([...page.classes], []);
});
