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

test("a new clock stands at the end, and Play starts it over", () => {
  clock.set(1000, "linear");
  assert.equal(clock.position, 1000);
  clock.play();
  assert.equal(clock.position, 0);
  assert.equal(clock.playing, true);
  assert.equal(ticks, 1);
});

test("from the first step to the last it takes ten seconds, on an even and on a logarithmic clock", () => {
  for (const scale of /** @type {const} */ (["linear", "log"])) {
    clock.set(1023, scale);
    clock.position = 0;
    clock.play();
    time.frames(50, 100);
    near(clock.position, scale === "linear" ? 511.5 : 31); // √1024 − 1
    time.frames(50, 101);
    assert.equal(clock.position, 1023);
    assert.equal(clock.playing, false);
  }
});

test("twice the speed takes half the time", () => {
  clock.set(300, "linear");
  clock.position = 0;
  clock.speed = 2;
  clock.play();
  time.frames(20, 125);
  near(clock.position, 150);
});

test("at the end it stops by itself, says so once and asks for no more frames", () => {
  clock.set(10, "linear");
  clock.scrub(0.995);
  clock.play();
  time.frames(60);
  assert.equal(clock.position, 10);
  assert.equal(clock.playing, false);
  assert.equal(time.waiting.size, 0);
  assert.equal(ticks, 2);
});

test("a tab that was hidden for a minute goes on where it was, a tenth of a second later", () => {
  clock.set(1000, "linear");
  clock.position = 200;
  clock.play();
  time.frames(60_000);
  near(clock.position, 210);
});

test("a frame whose time lies before the click on Play does not move backwards", () => {
  clock.set(1000, "linear");
  clock.position = 200;
  clock.play();
  time.frames(-5);
  near(clock.position, 200);
});

test("Pause keeps the place, takes its frame back and is said once", () => {
  clock.set(1000, "linear");
  clock.position = 0;
  clock.play();
  time.frames(100, 5);
  clock.pause();
  assert.equal(time.waiting.size, 0);
  const { position } = clock, said = ticks;
  clock.pause();
  time.frames(100, 5);
  assert.equal(clock.position, position);
  assert.equal(ticks, said);
});

test("Play in the middle goes on from there, and Play while playing asks for no second frame", () => {
  clock.set(1000, "linear");
  clock.position = 640;
  clock.play();
  clock.play();
  assert.equal(time.waiting.size, 1);
  assert.equal(clock.position, 640);
  time.frames(100);
  near(clock.position, 650);
});

test("half of the way is half of the steps on an even clock, and half of the decades on a logarithmic one", () => {
  clock.set(9999, "linear");
  clock.scrub(0.5);
  near(clock.position, 4999.5);
  clock.set(9999, "log");
  clock.scrub(0.5);
  near(clock.position, 99);
});

test("a step the head was put on is held exactly on every clock, and let go when the head moves", () => {
  for (const scale of /** @type {const} */ (["linear", "log"])) {
    clock.set(100_000, scale);
    for (const step of [0, 1, 7, 333, 99_999, 100_000]) {
      clock.position = step;
      assert.equal(clock.position, step);
    }
    clock.position = 333;
    clock.scrub(clock.share);
    assert.equal(clock.held, null);
    near(clock.position, 333);
  }
});

test("the head stays between the first step and the last", () => {
  clock.set(50, "linear");
  clock.position = -3;
  assert.equal(clock.position, 0);
  clock.position = 51;
  assert.equal(clock.position, 50);
});

test("another scale or length keeps the step; at the end the head stays at the end", () => {
  clock.set(1000, "linear");
  clock.position = 123;
  clock.set(1000, "log");
  assert.equal(clock.position, 123);
  clock.set(100, "log");
  assert.equal(clock.position, 100);
  clock.set(5000, "linear");
  assert.equal(clock.position, 5000);
});

test("the same length and scale once more change nothing, not even a place between two steps", () => {
  clock.set(1000, "log");
  clock.scrub(0.3);
  const { position } = clock;
  clock.set(1000, "log");
  assert.equal(clock.held, null);
  assert.equal(clock.position, position);
});

test("a share is where the scrub bar stands: of a step, and back", () => {
  clock.set(80, "linear");
  assert.equal(clock.shareOf(20), 0.25);
  assert.equal(clock.shareOf(81), 1);
  clock.set(80, "log");
  near(clock.shareOf(8), 0.5);
  clock.set(0, "linear");
  assert.equal(clock.shareOf(0), 1);
});

test("the pace is by how many steps the head moves in a second", () => {
  for (const scale of /** @type {const} */ (["linear", "log"])) {
    clock.set(10_000, scale);
    clock.scrub(0.4);
    clock.speed = 4;
    clock.play();
    const { pace, position } = clock;
    time.frames(0.01);
    const moved = (clock.position - position) / 1e-5;
    assert.ok(Math.abs(moved / pace - 1) < 1e-4, `${moved} is not ${pace}`);
    clock.pause();
  }
});

test("in a loop it rests at the end for a second, starts over and goes on", () => {
  clock.set(100, "linear");
  clock.loop = true;
  clock.scrub(0.99);
  clock.play();
  time.frames(100);
  assert.equal(clock.position, 100);
  const said = ticks;
  time.frames(90, 11);
  assert.equal(clock.position, 100);
  assert.equal(clock.playing, true);
  assert.equal(ticks, said); // nothing moves, and nothing is drawn
  time.frames(90);
  assert.equal(clock.position, 0);
  assert.equal(ticks, said + 1);
  time.frames(100, 50);
  near(clock.position, 50);
  time.frames(100, 51);
  assert.equal(clock.position, 100);
  time.frames(100, 12);
  assert.ok(clock.position > 0 && clock.position < 5);
  assert.equal(clock.playing, true);
});

test("a loop rests as long at any speed, and a hidden tab does not shorten the rest", () => {
  clock.set(100, "linear");
  Object.assign(clock, { loop: true, speed: 8 });
  clock.scrub(0.999);
  clock.play();
  time.frames(100);
  time.frames(60_000, 9); // each frame counts a tenth of a second
  assert.equal(clock.position, 100);
  time.frames(60_000);
  assert.equal(clock.position, 0);
});

test("a loop that is switched off while it rests has ended", () => {
  clock.set(100, "linear");
  clock.loop = true;
  clock.scrub(0.999);
  clock.play();
  time.frames(100, 3);
  clock.loop = false;
  const said = ticks;
  time.frames(100);
  assert.equal(clock.playing, false);
  assert.equal(ticks, said + 1);
  assert.equal(time.waiting.size, 0);
  assert.equal(clock.position, 100);
});

test("a loop goes on over a change of data, and Pause ends its rest", () => {
  clock.set(100, "linear");
  clock.loop = true;
  clock.scrub(0.999);
  clock.play();
  time.frames(100, 5);
  clock.set(300, "log");
  assert.equal(clock.position, 300);
  time.frames(100, 5);
  assert.equal(clock.position, 300);
  time.frames(100);
  assert.equal(clock.position, 0);
  clock.scrub(0.999);
  time.frames(100, 5);
  clock.pause();
  time.frames(100, 20);
  assert.equal(clock.position, 300);
  clock.play();
  assert.equal(clock.position, 0);
});

test("a loop over no step at all does not run wild", () => {
  clock.loop = true;
  clock.set(10, "linear");
  clock.play();
  clock.set(0, "linear");
  time.frames(50, 1000);
  assert.deepEqual([clock.playing, clock.position, time.waiting.size], [false, 0, 0]);
});

test("where the head would stand at a share is where it stands there", () => {
  for (const scale of /** @type {const} */ (["linear", "log"])) {
    clock.set(9999, scale);
    for (const share of [0, 0.25, 0.5, 1]) {
      clock.scrub(share);
      assert.equal(clock.positionOf(share), clock.position);
    }
  }
});

test("without a step there is nothing to play, and a length of none stops what plays", () => {
  clock.set(0, "linear");
  clock.play();
  assert.deepEqual([clock.playing, clock.position, ticks, time.waiting.size], [false, 0, 0, 0]);
  clock.set(10, "linear");
  clock.position = 0;
  clock.play();
  clock.set(0, "linear");
  time.frames(2);
  assert.deepEqual([clock.playing, clock.position], [false, 0]);
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
