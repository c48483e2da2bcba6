// What Streamlit's frontend says in English is said in the reader's language, and in English again if they go back to it.

import assert from "node:assert/strict";
import { test } from "node:test";

class FakeNode {
  static TEXT_NODE = 3;
}
class FakeText extends FakeNode {
  /** @param {string} data */
  constructor(data) {
    super();
    this.data = data;
  }
}
class FakeElement extends FakeNode {
  /** @param {Record<string, string>} attributes */
  constructor(attributes) {
    super();
    this.attributes = attributes;
  }
  matches() {
    return false;
  }
  closest() {
    return null;
  }
  /** @param {string} name */
  getAttribute(name) {
    return this.attributes[name] ?? null;
  }
  /** @type {(name: string, value: string) => void} */
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
}

const body = new FakeElement({});
/** @type {FakeNode[]} */ let page = [];
/** @type {(changes: object[]) => void} */ let changed = () => {};
Object.assign(globalThis, {
  Node: FakeNode, Text: FakeText, Element: FakeElement,
  NodeFilter: { SHOW_ELEMENT: 1, SHOW_TEXT: 4, FILTER_REJECT: 2, FILTER_ACCEPT: 1 },
  MutationObserver: class {
    /** @param {typeof changed} seen */
    constructor(seen) {
      changed = seen;
    }
    observe() {}
  },
  document: {
    body,
    createTreeWalker: (/** @type {FakeNode} */ root) => {
      const rest = root === body ? [...page] : [];
      return { nextNode: () => rest.shift() ?? null };
    },
  },
});
const { sayFor, teach } = await import("../../../studio/player/web/page/frontend.js");

const CHINESE = { "No results": "沒有符合的項目", "Help for {name}": "「{name}」的說明", Open: "開啟", "{count} options available.": "有 {count} 個選項。", "{text}: {name}": "{text}：{name}" };
const ENGLISH = Object.fromEntries(Object.keys(CHINESE).map((text) => [text, text]));

test("a text is looked up as a whole, or with the name at its end; what is not listed stays as it is", () => {
  teach(CHINESE);
  assert.equal(sayFor("No results"), "沒有符合的項目");
  assert.equal(sayFor("Help for η · 學習率"), "「η · 學習率」的說明");
  assert.equal(sayFor("Open: η: 學習率"), "開啟：η: 學習率");
  assert.equal(sayFor("14 options available."), "有 14 個選項。");
  assert.deepEqual(["Adam", "Remove Adam", "constructor"].map(sayFor), ["Adam", "Remove Adam", "constructor"]);
});

test("what is there and what comes is said, and follows the reader to another language", () => {
  const there = new FakeElement({ "aria-label": "Open", placeholder: "η" }), text = new FakeText("No results");
  page = [there, text];
  teach(CHINESE);
  assert.deepEqual([there.attributes, text.data], [{ "aria-label": "開啟", placeholder: "η" }, "沒有符合的項目"]);
  const late = new FakeElement({ title: "Help for η" });
  changed([{ type: "childList", target: body, addedNodes: [late] }]);
  assert.equal(late.attributes.title, "「η」的說明");
  // The frontend writes its own again.
  there.setAttribute("aria-label", "Help for seed");
  changed([{ type: "attributes", target: there, addedNodes: [] }]);
  assert.equal(there.attributes["aria-label"], "「seed」的說明");
  page = [there, text, late];
  teach(ENGLISH);
  assert.deepEqual([there.attributes["aria-label"], text.data, late.attributes.title], ["Help for seed", "No results", "Help for η"]);
});
