import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { actionsOf } from "../../../studio/player/web/page/actions.js";
import { Follower } from "../../../studio/player/web/page/follow.js";

/** @import { Payload } from "../../../studio/player/web/data/types.js" */

/** @type {(link: Record<string, string>, more?: object) => Payload} */
const sent = (link, more) =>
  /** @type {any} */ ({ start: [Number(link.x), Number(link.y)], link, spoken: { lang: "en" }, surface: { key: "s" }, critical: null, runs: [], dial: null, window: null, ...more });
const BEGIN = { surface: "bowl", x: "0", y: "0", "eta.1": "0.1" };

const settled = () => new Promise((resolve) => {
  setImmediate(resolve);
});

/** A follower whose answers come when they are let go, as the server would give them, and what it did. */
function following(link = BEGIN) {
  /** @type {Record<string, string>[]} */ const asked = [];
  /** @type {((lost: boolean) => void)[]} */ const open = [];
  /** @type {string[]} each picture: its start and its rate */ const shown = [];
  /** @type {number[][]} */ const dropped = [];
  /** @type {string[]} what the page was told once more */ const told = [];
  /** @type {boolean[]} whether an answer was said to be long in coming */ const late = [];
  const follower = new Follower(
    ({ lang, known, moved, around, tells, ...link }) => {
      asked.push({ lang, known, moved, around, ...(tells && { tells }) });
      const hands = Object.fromEntries(moved.split(";").map((hand) => hand.split("~")));
      return new Promise((resolve, reject) => {
        open.push((lost) => (lost ? reject(new Error("503")) : resolve(sent({ ...link, ...hands }))));
      });
    },
    ({ link }) => Promise.resolve(shown.push(`${link.x} ${link.y} ${link["eta.1"]}`)),
    {
      emit: (wish, value) => {
        if (wish === "start") dropped.push(Object.values(value));
        else if (typeof value === "object" && "hands" in value) told.push(value.hands);
      },
      late: (on) => late.push(on),
      step: () => 7,
    },
  );
  follower.receive(sent(link));
  shown.length = 0;
  const answer = async (lost = false) => {
    open.shift()?.(lost);
    await settled();
  };
  const says = (/** @type {object} */ change) => follower.receive(sent({ ...link, ...change }));
  return { follower, asked, shown, dropped, told, late, answer, says };
}

test("one picture is asked for at a time, and then the newest place", async () => {
  const { follower, asked, shown, answer } = following();
  for (const x of [1, 2, 3]) follower.dragged(x, 10 * x);
  assert.deepEqual(asked, [{ lang: "en", known: "s", moved: "x~1~;y~10~", around: undefined }]);
  await answer();
  await answer();
  await answer();
  assert.deepEqual(asked.map(({ moved }) => moved), ["x~1~;y~10~", "x~3~;y~30~"]);
  assert.deepEqual(shown, ["1 10 0.1", "3 30 0.1"]);
});

test("what is let go stays on show until the page says the same", async () => {
  const { follower, shown, says, answer } = following();
  follower.move({ "eta.1": "0.2~" });
  await answer();
  follower.move({ "eta.1": "0.3~" });
  follower.letGo("eta.1");
  await answer();
  assert.deepEqual(shown, ["0 0 0.2", "0 0 0.3"]);
  assert.equal(follower.dragging, true);
  says({ "eta.1": "0.3" });
  assert.deepEqual(shown.slice(2), ["0 0 0.3"]);
  assert.equal(follower.dragging, false);
});

test("an answer of the page for something else is shown with what is moved, in the hand and after", async () => {
  const { follower, shown, says, answer } = following();
  follower.move({ "eta.1": "0.2~" });
  await answer();
  says({ x: "5" });
  await answer();
  follower.letGo("eta.1");
  says({ x: "6" });
  await answer();
  assert.deepEqual(shown, ["0 0 0.2", "5 0 0.2", "6 0 0.2"]);
  says({ x: "6", "eta.1": "0.2" });
  assert.equal(follower.dragging, false);
});

test("what the page has made of it in the meantime counts, and so does another scene", async () => {
  for (const change of [{ "eta.1": "0.7" }, { surface: "saddle", "eta.1": "9" }]) {
    const { follower, shown, says, answer } = following();
    follower.move({ "eta.1": "0.2~" });
    await answer();
    follower.letGo("eta.1");
    says(change);
    assert.equal(follower.dragging, false);
    assert.equal(shown.at(-1), `0 0 ${change["eta.1"]}`);
  }
});

test("the answer to an earlier release does not come back over what is moved since", async () => {
  const { follower, shown, says, answer } = following();
  follower.move({ "eta.1": "0.2~" });
  await answer();
  follower.letGo("eta.1");
  follower.move({ "eta.1": "0.3~" });
  await answer();
  follower.letGo("eta.1");
  says({ "eta.1": "0.2" });
  await answer();
  assert.deepEqual(new Set(shown.slice(1)), new Set(["0 0 0.3"]));
  says({ "eta.1": "0.3" });
  assert.equal(follower.dragging, false);
});

test("a page that never takes what was let go is shown as it is after a while", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { follower, shown, says, answer } = following();
  follower.move({ "eta.1": "0.2~" });
  await answer();
  follower.letGo("eta.1");
  says({ x: "1" });
  await answer();
  mock.timers.tick(5000);
  assert.deepEqual(shown, ["0 0 0.2", "1 0 0.2", "1 0 0.1"]);
  mock.timers.reset();
});

test("two hands move two numbers, and each is let go by itself", async () => {
  const { follower, asked, says, answer } = following();
  follower.move({ "eta.1": "0.2~" });
  follower.move({ x: "4~" });
  await answer();
  await answer();
  assert.equal(asked.at(-1)?.moved, "eta.1~0.2~;x~4~");
  follower.letGo("x");
  says({ x: "4" });
  assert.equal(follower.dragging, true);
  await answer();
  follower.letGo("eta.1");
  says({ x: "4", "eta.1": "0.2" });
  assert.equal(follower.dragging, false);
});

test("what is taken back is as it was before, and what is on its way is not shown", async () => {
  const { follower, asked, shown, dropped, answer } = following();
  follower.dragged(1, 1);
  follower.cancelled();
  assert.deepEqual(shown, ["0 0 0.1"]);
  follower.dragged(4, 5);
  assert.equal(asked.at(-1)?.moved, "x~4~;y~5~");
  await answer();
  await answer();
  assert.deepEqual(shown, ["0 0 0.1", "4 5 0.1"]);
  assert.deepEqual(dropped, []);
});

test("without an answer the picture stays, the next place is asked for, and the page has the last word", async () => {
  const { follower, asked, shown, says, answer } = following();
  follower.dragged(1, 1);
  await answer(true);
  assert.deepEqual(shown, []);
  follower.dragged(2, 2);
  assert.equal(asked.at(-1)?.moved, "x~2~;y~2~");
  follower.letGo("x", "y");
  says({ x: "2", y: "2" });
  assert.deepEqual(shown, ["2 2 0.1"]);
  await answer();
  assert.deepEqual(shown, ["2 2 0.1"]);
});

test("a picture that got no answer is asked for again while it is in the hand, and not afterwards", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { follower, asked, shown, answer } = following();
  follower.dragged(1, 1);
  for (const lost of [true, true, false]) {
    await answer(lost);
    mock.timers.tick(500);
  }
  assert.deepEqual(asked.map(({ moved }) => moved), Array(3).fill("x~1~;y~1~"));
  assert.deepEqual(shown, ["1 1 0.1"]);
  follower.dragged(2, 2);
  await answer(true);
  follower.cancelled();
  mock.timers.tick(500);
  assert.equal(asked.length, 4);
  mock.timers.reset();
});

test("with a picture it is asked for what the page tells beside it", () => {
  const { follower, asked, says } = following();
  says({});
  follower.data = { .../** @type {Payload} */ (follower.data), tells: "lesson.rms" };
  follower.dragged(1, 1);
  assert.equal(asked.at(-1)?.tells, "lesson.rms");
});

test("of a run that is covered nothing is asked for", () => {
  const { follower, asked } = following();
  follower.receive(sent(BEGIN, { question: { covered: true } }));
  follower.dragged(1, 1);
  follower.move({ "eta.1": "0.2~" });
  assert.deepEqual(asked, []);
});

test("numbers around the play head are asked for where the page has them", () => {
  const { follower, asked } = following();
  follower.receive(sent(BEGIN, { window: { around: 3, reach: 250 } }));
  follower.move({ "eta.1": "0.2~" });
  assert.equal(asked[0].around, "7");
});

test("keys move the start by hundredths of the picture and put it down when they rest", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { follower, asked, dropped, answer } = following();
  follower.domain = [[-5, 3], [-0.5, 0.5]];
  for (const key of ["ArrowRight", "ArrowRight", "ArrowUp", "ArrowLeft"]) follower.nudged(key);
  assert.equal(asked[0].moved, "x~0.08~;y~0~");
  mock.timers.tick(399);
  assert.deepEqual(dropped, []);
  mock.timers.tick(1);
  assert.deepEqual(dropped, [[0.08, 0.01]]);
  assert.deepEqual(follower.held, new Set());
  // The page has not answered yet: the next key goes on from where the start was put down.
  follower.nudged("ArrowRight");
  mock.timers.tick(400);
  assert.deepEqual(dropped.at(-1), [0.16, 0.01]);
  await answer();
  mock.timers.reset();
});

test("Escape takes back the start that keys have in the hand, and with nothing in it leaves the full screen", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { follower, asked, shown, dropped } = following(), /** @type {string[]} */ left = [];
  const player = /** @type {any} */ ({ follower, stage: { leave: () => left.push("full screen") } });
  const escape = () => actionsOf(player).leave(new Event("keydown"));
  follower.nudged("ArrowRight");
  escape();
  mock.timers.tick(400);
  assert.deepEqual([shown, dropped, left], [["0 0 0.1"], [], []]);
  // Also beside a slider that stays in the hand, the next key begins where the start was before.
  follower.move({ "eta.1": "0.2~" });
  follower.nudged("ArrowRight");
  escape();
  follower.nudged("ArrowUp");
  assert.equal([...follower.moved].join(), "eta.1,0.2~,x,0~,y,0.01~");
  assert.equal(asked.length, 2);
  follower.cancelled();
  escape();
  assert.deepEqual(left, ["full screen"]);
  mock.timers.reset();
});

test("an answer that is long in coming is told of, until it has come or nobody waits for it any more", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { follower, late, answer } = following(), now = () => late.at(-1);
  follower.move({ "eta.1": "0.2~" });
  mock.timers.tick(1999);
  assert.notEqual(now(), true);
  mock.timers.tick(1);
  assert.equal(now(), true);
  await answer();
  assert.equal(now(), false);
  // One that is lost leaves the picture as old as it was.
  follower.move({ "eta.1": "0.3~" });
  await answer(true);
  mock.timers.tick(2000);
  assert.equal(now(), true);
  follower.takeBack("eta.1");
  assert.equal(now(), false);
  mock.timers.tick(9999);
  assert.equal(now(), false);
  mock.timers.reset();
});

test("a server that was away is told once more of what was let go, and not of what is in a hand", async () => {
  const { follower, told, says, answer } = following();
  follower.tell();
  follower.move({ "eta.1": "4~0.2", x: "3~" });
  await answer();
  follower.letGo("eta.1");
  follower.tell();
  assert.deepEqual(told, ["eta.1~4~0.2"]);
  follower.letGo("x");
  says({ "eta.1": "4", x: "3" });
  follower.tell();
  assert.equal(told.length, 1);
});
