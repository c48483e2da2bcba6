import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { story, Story } from "../../../studio/player/web/beside/story.js";
import { runOf } from "../fakes.js";

/** @import { Words } from "../../../studio/player/web/data/types.js" */

const words = /** @type {Words} */ (/** @type {unknown} */ ({
  story: "{surface}, step {step} of {steps}.", story_run: "{name}: θ₁ = {x}, θ₂ = {y}, loss {loss}.", story_end: "{name}:", empty: "No run.",
}));
const SLOW = runOf({ x: [-4, -3.5, -3.25], y: [1, 0.5, 0.25], loss: [22, 8, 1e-7] }, { name: "Adam, η = 0.01", sentence: "Still descending." });
const FAR = runOf({ x: [-4, Infinity], y: [1, 2e300], loss: [22, NaN] }, { name: "gd", sentence: "Diverges at step 1." });
const TOLD = { surface: { name: "Bowl" }, runs: [SLOW, FAR], steps: 1500, words };

test("the story says the surface, the step, and where each run is with which loss", () => {
  assert.equal(story(TOLD, 0), "Bowl, step 0 of 1,500. Adam, η = 0.01: θ₁ = −4, θ₂ = 1, loss 22. gd: θ₁ = −4, θ₂ = 1, loss 22.");
});

test("a run that is at its end has its outcome, and one that has left the numbers only that", () => {
  assert.equal(story(TOLD, 1), "Bowl, step 1 of 1,500. Adam, η = 0.01: θ₁ = −3.5, θ₂ = 0.5, loss 8. gd: Diverges at step 1.");
  assert.equal(
    story(TOLD, 1500),
    "Bowl, step 1,500 of 1,500. Adam, η = 0.01: θ₁ = −3.25, θ₂ = 0.25, loss 1e−7. Still descending. gd: Diverges at step 1.",
  );
});

test("without a run the story says so", () => {
  assert.equal(story({ ...TOLD, runs: [] }, 0), "Bowl, step 0 of 1,500. No run.");
});

/** @type {string[]} what a reader has heard */
let heard;
/** @type {Story} */
let teller;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  heard = [];
  const element = {
    get textContent() {
      return heard.at(-1) ?? "";
    },
    set textContent(/** @type {string} */ text) {
      heard.push(text);
    },
  };
  teller = new Story(/** @type {HTMLElement} */ (/** @type {unknown} */ (element)));
  teller.show(TOLD);
});

afterEach(() => mock.timers.reset());

test("a key that is held down is heard once, where it stops", () => {
  for (let step = 0; step < 20; step++) {
    teller.draw(step, false);
    mock.timers.tick(50);
  }
  assert.deepEqual(heard, []);
  mock.timers.tick(300);
  assert.deepEqual(heard, [story(TOLD, 19)]);
});

test("a picture that is drawn again at the same step is not told again, nor put off", () => {
  teller.draw(1, false);
  mock.timers.tick(200);
  teller.draw(1, false);
  mock.timers.tick(100);
  teller.draw(1, false);
  mock.timers.tick(1000);
  assert.deepEqual(heard, [story(TOLD, 1)]);
});

test("while it plays nothing is told, and what was true before is taken away", () => {
  teller.draw(1, false);
  mock.timers.tick(300);
  for (const step of [2, 3, 4]) {
    teller.draw(step, true);
    mock.timers.tick(1000);
  }
  assert.deepEqual(heard, [story(TOLD, 1), ""]);
  teller.draw(4, false);
  mock.timers.tick(300);
  assert.deepEqual(heard, [story(TOLD, 1), "", story(TOLD, 4)]);
});

test("what was about to be told when it began to play, or when the data changed, is not", () => {
  teller.draw(1, false);
  teller.draw(1, true);
  mock.timers.tick(1000);
  assert.deepEqual(heard, []);
  teller.draw(2, false);
  teller.show({ ...TOLD, runs: [] });
  teller.draw(2, false);
  mock.timers.tick(1000);
  assert.deepEqual(heard, ["Bowl, step 2 of 1,500. No run."]);
});

test("what was said of other data is taken away, new data at the same step is told, and nothing after the end", () => {
  teller.draw(1, false);
  mock.timers.tick(300);
  teller.show({ ...TOLD, surface: { name: "Crescent" } });
  assert.equal(heard.at(-1), "");
  teller.draw(1, false);
  mock.timers.tick(300);
  assert.deepEqual(heard.map((text) => text.split(",")[0]), ["Bowl", "", "Crescent"]);
  teller.draw(2, false);
  teller.destroy();
  mock.timers.tick(1000);
  assert.equal(heard.length, 3);
});

test("a run that the dial has turned is told with its own numbers, once it rests", () => {
  teller.draw(1, false);
  mock.timers.tick(300);
  const turned = runOf({ x: [-4, -1], y: [1, 0.125], loss: [22, 3] }, { name: "Adam, η = 0.1", sentence: "Converges." });
  teller.show({ ...TOLD, runs: [turned, FAR] });
  teller.draw(1, false);
  mock.timers.tick(300);
  assert.deepEqual(heard, [story(TOLD, 1), "", story({ ...TOLD, runs: [turned, FAR] }, 1)]);
});
