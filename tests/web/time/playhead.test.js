import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Clock } from "../../../studio/player/web/time/clock.js";
import { Playhead } from "../../../studio/player/web/time/playhead.js";
import { packedAll, runOf, Time } from "../fakes.js";

const STEPS = [0, 10, 20, 1000];
const frames = Int32Array.from([0, 10, 20, 1000]);

/** @type {number[]} */
let asked;
/** @type {Playhead} */
let head;
let moves = 0;

/** A run of 1,000 steps of which four are here, and those from `near` on if it is given. */
const thinned = (/** @type {number} */ near = NaN) => {
  const columns = packedAll({ x: [1, 2, 3], y: [0, 0, 0], loss: [3, 2, 1] });
  return runOf({ x: STEPS, y: STEPS, loss: STEPS }, {
    steps: STEPS, last: 1000, window: Number.isNaN(near) ? undefined : { from: near, columns },
  });
};

/** @type {Time} */
let time;

beforeEach(() => {
  time = new Time();
  asked = [];
  moves = 0;
  const clock = new Clock(() => {});
  head = new Playhead(clock, { ask: (step) => asked.push(step), moved: () => moves++ });
  head.show([thinned()], frames, 1000, "linear");
});

test("a step that is here is shown at once, and nobody is asked", () => {
  head.go(20);
  assert.deepEqual([head.step, moves, asked], [20, 1, []]);
});

test("between the steps that are here the one before is on show", () => {
  assert.deepEqual([0, 9.9, 10, 19, 999, 1000].map((position) => head.shownAt(position)), [0, 0, 10, 10, 20, 1000]);
});

test("a step that is not here is asked for, and shown when it has come", () => {
  head.go(10);
  head.go(701);
  assert.deepEqual([head.step, head.heading, asked], [10, 701, [701]]);
  head.show([thinned(700)], frames, 1000, "linear");
  head.arrived();
  assert.deepEqual([head.step, head.wanted, asked], [701, undefined, [701]]);
});

test("the last wish counts: what was wished for while another answer was on its way is asked for then", () => {
  head.go(701);
  head.go(401);
  assert.deepEqual(asked, [701]);
  head.show([thinned(700)], frames, 1000, "linear");
  head.arrived();
  assert.deepEqual([head.heading, asked], [401, [701, 401]]);
  head.show([thinned(400)], frames, 1000, "linear");
  head.arrived();
  assert.equal(head.step, 401);
});

test("a wish is dropped if the head is put elsewhere meanwhile, or sent on its way", () => {
  for (const otherwise of [() => head.go(0), () => head.scrub(0), () => head.clock.play()]) {
    head.go(701);
    otherwise();
    head.show([thinned(700)], frames, 1000, "linear");
    head.arrived();
    assert.deepEqual([head.step === 701, head.wanted], [false, undefined]);
    head.clock.pause();
    head.show([thinned()], frames, 1000, "linear");
  }
});

test("step by step it asks ahead, and stays between the ends", () => {
  head.go(0);
  head.move(-1);
  assert.deepEqual([head.step, asked], [0, []]);
  head.go(1000);
  head.move(1);
  assert.deepEqual([head.step, asked], [1000, []]);
  head.show([thinned(20)], frames, 1000, "linear");
  head.go(20);
  head.move(1);
  assert.deepEqual([head.step, asked], [21, [21]]);
});

test("played to a step that is not here it asks for it on arriving, and shows that very step when it has come", () => {
  head.go(0);
  head.playTo(701);
  time.frames(50, 200);
  assert.deepEqual([head.clock.playing, head.heading, asked], [false, 701, [701]]);
  head.show([thinned(700)], frames, 1000, "linear");
  head.arrived();
  assert.equal(head.step, 701);
});
