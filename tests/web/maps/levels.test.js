// The parts of a map: one after the other, stopped at any moment, gone on with, begun anew, and asked for again.

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Levels } from "../../../studio/player/web/maps/levels.js";

/** @import { Sent } from "../../../studio/player/web/maps/types.js" */

const SENT = /** @type {Sent} */ (/** @type {unknown} */ ({ query: { surface: "bowl" }, sizes: [[64, 1], [128, 2]] }));
const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

/** A server that answers when it is told to, and what the map was told. */
function served() {
  /** @type {{what: string, answer: (status?: number) => Promise<void>, fail: () => Promise<void>}[]} */ const asked = [];
  /** @type {string[]} */ const told = [];
  /** @type {(query: Record<string, string>, signal: AbortSignal) => Promise<Response>} */
  const fetch = ({ size, part }, signal) => new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
    asked.push({
      what: `${size}/${part}`,
      answer: async (status = 200) => {
        resolve(new Response(new Uint8Array([1, 2]), { status }));
        await new Promise(setImmediate);
      },
      fail: async () => {
        reject(new TypeError("no server"));
        await settled();
      },
    });
  });
  const levels = new Levels(fetch, {
    part: (size, part) => told.push(`${size}/${part}`), whole: (size) => told.push(`${size} whole`), waits: (why) => why && told.push(why),
  });
  return { levels, asked, told };
}

test("parts come one after the other, coarse ones first", async () => {
  const { levels, asked, told } = served();
  levels.start(SENT);
  for (let part = 0; part < 3; part++) {
    assert.equal(asked.length, part + 1);
    await asked[part].answer();
  }
  assert.deepEqual(told, ["64/0", "64 whole", "128/0", "128/1", "128 whole"]);
  assert.equal(levels.going, false);
});

test("what is stopped asks for nothing, and goes on from where it was", async () => {
  const { levels, asked, told } = served();
  levels.start(SENT);
  await asked[0].answer();
  levels.stop();
  await asked[1].answer();
  assert.deepEqual([asked.length, told.at(-1)], [2, "64 whole"]);
  levels.goOn();
  levels.goOn();
  assert.deepEqual(asked.map(({ what }) => what), ["64/0", "128/0", "128/0"]);
});

test("another map begins at once, and what was on its way is not shown", async () => {
  const { levels, asked, told } = served();
  levels.start(SENT);
  levels.start(SENT);
  await asked[0].answer();
  assert.deepEqual(told, []);
  await asked[1].answer();
  assert.deepEqual(told, ["64/0", "64 whole"]);
});

test("who is told to wait, or has no answer, asks again", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { levels, asked, told } = served();
  levels.start(SENT);
  await asked[0].answer(503);
  assert.deepEqual(told, ["waiting"]);
  mock.timers.tick(1000);
  await settled();
  await asked[1].fail();
  assert.deepEqual(told, ["waiting", "lost"]);
  mock.timers.tick(1000);
  await settled();
  assert.deepEqual(asked.map(({ what }) => what), ["64/0", "64/0", "64/0"]);
  levels.stop();
  mock.timers.reset();
});
