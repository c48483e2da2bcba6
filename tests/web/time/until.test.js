import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Clock } from "../../../studio/player/web/time/clock.js";
import { Time } from "../fakes.js";

/** @type {Time} */
let time;
/** @type {Clock} */
let clock;
let ticks = 0;

/** @type {(value: number, expected: number) => void} */
const near = (value, expected) => assert.ok(Math.abs(value - expected) <= 1e-9 * Math.max(1, Math.abs(expected)), `${value} is not ${expected}`);

beforeEach(() => {
  time = new Time();
  ticks = 0;
  clock = new Clock(() => ticks++);
});

test("played to a step it stops exactly there, once, and tells; Play then goes on to the end", () => {
  for (const scale of /** @type {const} */ (["linear", "log"])) {
    let arrived = 0;
    clock.set(1000, scale);
    clock.position = 0;
    clock.play({ step: 137, arrived: () => arrived++ });
    time.frames(50, 200);
    assert.deepEqual([clock.position, clock.playing, arrived], [137, false, 1]);
    clock.play();
    time.frames(50, 250);
    assert.deepEqual([clock.position, clock.playing, arrived], [1000, false, 1]);
  }
});

test("who pauses on the way has given up the stop, and who asks for it while it plays has it", () => {
  clock.set(1000, "linear");
  clock.position = 0;
  clock.play({ step: 100, arrived: assert.fail });
  clock.pause();
  clock.play();
  time.frames(50, 100);
  near(clock.position, 500);
  clock.play({ step: 600, arrived: () => {} });
  time.frames(50, 100);
  assert.deepEqual([clock.position, clock.playing], [600, false]);
});

test("in a loop it stops at the step all the same", () => {
  clock.set(1000, "linear");
  Object.assign(clock, { loop: true, position: 0 });
  clock.play({ step: 1000, arrived: () => {} });
  time.frames(100, 300);
  assert.deepEqual([clock.position, clock.playing], [1000, false]);
});
