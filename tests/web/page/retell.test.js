// What is left of earlier runs is told in the language that the reader has changed to.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Ghosts } from "../../../studio/player/web/data/ghosts.js";
import { retell } from "../../../studio/player/web/page/retell.js";
import { runOf } from "../fakes.js";

/** @import { Payload } from "../../../studio/player/web/data/types.js" */

const ENGLISH = { lang: "en", terms: "own" }, CHINESE = { lang: "zh-TW", terms: "own" };
const NEVER = new AbortController().signal;

/** @type {(path: string, link: Record<string, string>) => ReturnType<typeof runOf>} */
const run = (path, link) => Object.assign(runOf({ x: [0], y: [0] }, { name: `Momentum ${path}`, path, place: 0, last: 0 }), { link });

test("the words of ghosts and pins are asked for once for each scene, in the new language, and by their paths", async () => {
  /** @type {Record<string, string>[]} */ const asked = [];
  let changes = 0;
  const ghosts = new Ghosts(() => changes++), link = { x: "1" }, other = { x: "2" };
  ghosts.before = [run("a", link)];
  ghosts.pins = [run("b", link), run("c", other)].map((one) => ({ run: one, surface: "bowl", letter: "A" }));
  await retell(ghosts, { before: ENGLISH, now: CHINESE }, (query) => {
    asked.push(query);
    const runs = ["a", "b", "other"].map((path) => ({ path, last: 0, name: `動量 ${path}`, sentence: "收斂。", seeds: [] }));
    return Promise.resolve(/** @type {Payload} */ (/** @type {unknown} */ ({ runs })));
  }, NEVER);
  assert.deepEqual(asked, [{ ...link, ...CHINESE }, { ...other, ...CHINESE }]);
  assert.deepEqual([ghosts.before[0], ...ghosts.pins.map((pin) => pin.run)].map(({ name }) => name), ["動量 a", "動量 b", "Momentum c"]);
  assert.equal(ghosts.before[0].sentence, "收斂。");
  assert.equal(changes, 1);
});

test("nothing is asked for while the language stays, at first, or where nothing is left of earlier runs", async () => {
  const ghosts = new Ghosts(() => assert.fail()), fetch = () => assert.fail();
  await retell(ghosts, { before: ENGLISH, now: CHINESE }, fetch, NEVER);
  ghosts.before = [run("a", {})];
  await retell(ghosts, { before: CHINESE, now: { ...CHINESE } }, fetch, NEVER);
  await retell(ghosts, { before: undefined, now: CHINESE }, fetch, NEVER);
});
