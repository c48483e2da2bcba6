import assert from "node:assert/strict";
import { test } from "node:test";

/** An element as far as a dialog needs it. */
class FakeElement {
  /** @type {(FakeElement | string)[]} */ children = [];
  /** @type {Record<string, string>} */ attributes = {};
  textContent = "";
  innerHTML = "";
  open = false;
  gone = false;
  onclose = () => {};
  /** @type {(event: object) => void} */ onkeydown = () => {};
  append(/** @type {(FakeElement | string)[]} */ ...all) {
    this.children.push(...all);
    if (typeof all[0] === "string") this.textContent = all[0];
  }
  setAttribute(/** @type {string} */ name, /** @type {string} */ value) {
    this.attributes[name] = value;
  }
  showModal() {
    this.open = true;
  }
  close() {
    this.open = false;
    this.onclose();
  }
  remove() {
    this.gone = true;
  }
}

Object.assign(globalThis, { document: { createElement: () => new FakeElement() } });
const { showQr } = await import("../../../studio/player/web/bar/qr.js");

const words = new Proxy({}, { get: (_, name) => `word of ${String(name)}` }), spoken = { lang: "zh-TW", terms: "both" };
const data = /** @type {import("../../../studio/player/web/data/types.js").Payload} */ (/** @type {unknown} */ ({ words, spoken }));

/** @param {Parameters<typeof showQr>[2]} fetch @param {Parameters<typeof showQr>[3]} place */
async function shown(fetch, place) {
  const root = new FakeElement();
  await showQr(/** @type {HTMLElement} */ (/** @type {unknown} */ (root)), data, fetch, place);
  const [dialog] = /** @type {FakeElement[]} */ (root.children), [code, text] = /** @type {FakeElement[]} */ (dialog.children);
  return { dialog, code, text };
}

test("the server is asked with the page's link and the reader's language, and the address stands below the code", async () => {
  /** @type {object[]} */ const asked = [];
  const { dialog, code, text } = await shown((query) => {
    asked.push(query);
    return Promise.resolve({ address: "http://a/explore?steps=9", svg: "<svg/>", sentence: "of this computer" });
  }, { protocol: "https:", search: "?page=explore&steps=9&lang=zh-TW" });
  assert.deepEqual(asked, [{ page: "explore", steps: "9", lang: "zh-TW", said: "zh-TW", how: "both" }]);
  assert.deepEqual([code.innerHTML, text.textContent, dialog.open], ["<svg/>", "http://a/explore?steps=9\nof this computer", true]);
});

test("where there is no code the sentence says why: too long, no server, or a page in a file, which asks nobody", async () => {
  const long = await shown(() => Promise.resolve({ address: "http://a", svg: "", sentence: "too long" }), { protocol: "http:", search: "" });
  assert.deepEqual([long.code.innerHTML, long.text.textContent], ["", "too long"]);
  const away = await shown(() => Promise.reject(new Error("500")), { protocol: "http:", search: "" });
  assert.equal(away.text.textContent, "word of qr_away");
  const alone = await shown(() => assert.fail("a file asks nobody"), { protocol: "file:", search: "" });
  assert.equal(alone.text.textContent, "word of qr_away");
});

test("the key that has shown it takes it away, and no key is the player's meanwhile", async () => {
  const { dialog } = await shown(() => Promise.reject(new Error("500")), { protocol: "http:", search: "" });
  let passed = 0;
  const press = (/** @type {string} */ key) => dialog.onkeydown({ key, code: "", shiftKey: false, stopPropagation: () => passed++ });
  press("f");
  assert.equal(dialog.open, true);
  press("Q");
  assert.deepEqual([dialog.open, dialog.gone, passed], [false, true, 2]);
});
