// Answers that the browser keeps: the first one counts, and nothing that was kept is trusted.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Answers } from "../../../studio/player/web/exercises/answers.js";

const IDS = ["a", "b"];

/** @param {string | null} kept */
function storeWith(kept) {
  const store = { kept, getItem: () => store.kept, setItem: (/** @type {string} */ _, /** @type {string} */ text) => (store.kept = text), removeItem: () => (store.kept = null) };
  return store;
}

test("the first answer counts, and is there again", () => {
  const store = storeWith(null), answers = new Answers(IDS, () => store);
  answers.give("before", "a", "zero");
  answers.give("before", "a", "");
  answers.give("after", "a", "");
  const again = new Answers(IDS, () => store);
  assert.equal(again.of("before", "a"), "zero");
  assert.deepEqual([again.right("before"), again.right("after")], [0, 1]);
  assert.equal(again.open("before"), 1);
});

test("once all are answered before the course, it is after it", () => {
  const answers = new Answers(IDS, () => storeWith(null));
  assert.equal(answers.now, "before");
  for (const id of IDS) answers.give("before", id, "");
  assert.equal(answers.now, "after");
  assert.equal(answers.open("before"), 0);
});

test("what is forgotten is kept nowhere", () => {
  const store = storeWith(null), answers = new Answers(IDS, () => store);
  answers.give("before", "a", "");
  answers.forget();
  assert.equal(store.kept, null);
  assert.equal(answers.of("before", "a"), undefined);
});

for (const kept of ["{", "3", "[]", '{"before": 3}', '{"before": {"x": ""}}', '{"before": {"a": 3}}']) {
  test(`of ${kept} nothing is taken for an answer`, () => {
    const answers = new Answers(IDS, () => storeWith(kept));
    assert.deepEqual(answers.given, { before: {}, after: {} });
    assert.equal(answers.kept, true);
  });
}

test("a browser that keeps nothing is asked all the same, and says so", () => {
  const answers = new Answers(IDS, () => {
    throw new Error("denied");
  });
  assert.equal(answers.kept, false);
  answers.give("before", "a", "");
  assert.equal(answers.of("before", "a"), "");
});
