import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { Follower } from "../../../studio/player/web/page/follow.js";

/** @import { Payload } from "../../../studio/player/web/data/types.js" */

/** @type {(start: [number, number]) => Payload} */
const sent = (start) => /** @type {any} */ ({ start, link: { surface: "bowl", x: "0", y: "0", steps: "9" }, surface: { key: "s" }, critical: null });

const settled = () => new Promise((resolve) => {
  setImmediate(resolve);
});

/** A follower whose answers come when they are let go, and what it did. */
function following() {
  /** @type {Record<string, string>[]} */ const asked = [];
  /** @type {(() => void)[]} */ const open = [];
  /** @type {[number, number][]} */ const shown = [], /** @type {[number, number][]} */ dropped = [];
  const follower = new Follower(
    (query) => {
      asked.push(query);
      return new Promise((resolve) => {
        open.push(() => resolve(sent([Number(query.x), Number(query.y)])));
      });
    },
    ({ start }) => Promise.resolve(shown.push(start)),
    (x, y) => dropped.push([x, y]),
  );
  follower.receive(sent([0, 0]));
  shown.length = 0;
  const answer = async () => {
    open.shift()?.();
    await settled();
  };
  return { follower, asked, shown, dropped, answer };
}

test("one picture is asked for at a time, and then the newest place", async () => {
  const { follower, asked, shown, answer } = following();
  for (const x of [1, 2, 3]) follower.dragged(x, 10 * x);
  assert.deepEqual(asked, [{ surface: "bowl", x: "1", y: "10", steps: "9", known: "s" }]);
  await answer();
  await answer();
  assert.deepEqual(asked.map(({ x }) => x), ["1", "3"]);
  assert.deepEqual(shown, [[1, 10], [3, 30]]);
});

test("what the page sends meanwhile waits, and what is still on its way when the start is put down is not shown", async () => {
  const { follower, shown, dropped, answer } = following();
  follower.dragged(1, 1);
  follower.receive(sent([7, 7]));
  assert.deepEqual(shown, []);
  follower.dropped(2, 2);
  await answer();
  assert.deepEqual(dropped, [[2, 2]]);
  assert.deepEqual(shown, []);
  follower.receive(sent([2, 2]));
  assert.deepEqual(shown, [[2, 2]]);
});

test("a gesture that is taken away leaves the start where it was, and the next one works", async () => {
  const { follower, asked, shown, dropped, answer } = following();
  follower.dragged(1, 1);
  follower.cancelled();
  assert.deepEqual(shown, [[0, 0]]);
  follower.dragged(4, 5);
  assert.equal(asked.at(-1)?.x, "4");
  await answer();
  await answer();
  assert.deepEqual(shown, [[0, 0], [4, 5]]);
  assert.deepEqual(dropped, []);
});

test("without an answer the picture stays, and the next place is asked for", async () => {
  const { follower, asked, shown } = following();
  const fetch = follower.fetch;
  follower.fetch = () => Promise.reject(new Error("503"));
  follower.dragged(1, 1);
  await settled();
  follower.fetch = fetch;
  follower.dragged(2, 2);
  assert.deepEqual(shown, []);
  assert.equal(asked.at(-1)?.x, "2");
});

test("keys move the start by hundredths of the picture and put it down when they rest", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { follower, asked, dropped } = following();
  follower.domain = [[-5, 3], [-0.5, 0.5]];
  for (const key of ["ArrowRight", "ArrowRight", "ArrowUp", "ArrowLeft"]) follower.nudged(key);
  assert.equal(asked[0].x, "0.08");
  mock.timers.tick(399);
  assert.deepEqual(dropped, []);
  mock.timers.tick(1);
  assert.deepEqual(dropped, [[0.08, 0.01]]);
  assert.equal(follower.dragging, false);
  // The page has not answered yet: the next key goes on from where the start was put down.
  follower.nudged("ArrowRight");
  mock.timers.tick(400);
  assert.deepEqual(dropped.at(-1), [0.16, 0.01]);
  mock.timers.reset();
});
