// What becomes of the addresses that Streamlit adds to the history.

import assert from "node:assert/strict";
import { test } from "node:test";

const BASE = "http://localhost:8501";
Object.assign(globalThis, { history: { pushState: () => {} } });
const { straightened, turned } = await import("../../../studio/player/web/page/history.js");

/** @type {(url: string, shown: string, gone?: boolean, opened?: boolean) => [string, string]} */
const added = (url, shown, gone = false, opened = false) => {
  const { to, how } = straightened(new URL(url, BASE), new URL(shown, BASE), gone, opened);
  return [how, to.href.slice(BASE.length)];
};

test("a change of a page's own scene is added", () => {
  for (const path of ["/", "/explore", "/explore/", "/lab/", "/lab/anatomy", "/lessons"]) {
    const page = /[a-z]+\/?$/.exec(path)?.[0].replace("/", "") ?? "one_rate", name = page === "lab" ? "one_rate" : page;
    const [old, next] = [`${path}?page=${name}&x=1`, `${path}?page=${name}&x=2`];
    assert.deepEqual(added(next, old), ["add", next]);
  }
});

test("another language takes the place of the address as it was, also on the way back", () => {
  const [plain, chinese] = ["/explore?page=explore&x=1", "/explore?page=explore&lang=zh-TW&x=1"];
  assert.deepEqual(added(chinese, plain), ["replace", chinese]);
  assert.deepEqual(added(plain, chinese, true), ["replace", plain]);
  assert.deepEqual(added("/?page=one_rate&x=1&terms=both&lang=en", "/?lang=zh-CN&x=1&page=one_rate")[0], "replace");
  assert.deepEqual(added("/explore?page=explore&lang=zh-TW&x=2", chinese)[0], "add");
});

test("an address without a page's name belongs to the page where it stands", () => {
  assert.deepEqual(added("/explore?x=2", "/explore?x=1"), ["add", "/explore?x=2"]);
});

test("a page's first link takes the place of its bare address", () => {
  assert.deepEqual(added("/explore?page=explore&x=1", "/explore"), ["replace", "/explore?page=explore&x=1"]);
  assert.deepEqual(added("/?page=one_rate&x=1", "/"), ["replace", "/?page=one_rate&x=1"]);
});

test("the whole of a link takes the place of the short one that was opened, until something is done", () => {
  const [short, whole] = ["/explore?x=1&lang=en", "/explore?page=explore&lang=en&x=1&y=0"];
  assert.deepEqual(added(whole, short, false, true), ["replace", whole]);
  assert.deepEqual(added(whole, short), ["add", whole]);
  assert.deepEqual(added("/anatomy?page=anatomy&x=1", short, false, true)[0], "add");
  assert.deepEqual(added("/explore?page=anatomy&x=1", short, false, true)[0], "leave");
});

test("a link that comes before its page's path, or after it has gone, is left out", () => {
  assert.deepEqual(added("/?page=explore&x=1", "/?page=one_rate&x=1")[0], "leave");
  assert.deepEqual(added("/?page=explore&x=1", "/")[0], "leave");
  assert.deepEqual(added("/anatomy?page=one_rate&x=1", "/anatomy?page=anatomy&x=1")[0], "leave");
});

test("a path that comes with another page's link comes without it", () => {
  assert.deepEqual(added("/explore?page=one_rate&x=1", "/?page=one_rate&x=1"), ["add", "/explore"]);
  assert.deepEqual(added("/explore?page=explore&x=1", "/?page=one_rate&x=1"), ["add", "/explore?page=explore&x=1"]);
});

test("what a page adds after the reader has gone to another is left out", () => {
  assert.deepEqual(added("/explore?page=explore&x=1", "/?page=one_rate&x=1", true)[0], "leave");
  assert.deepEqual(added("/explore", "/?page=one_rate&x=1", true)[0], "leave");
  assert.equal(added("/?page=one_rate&x=2", "/?page=one_rate&x=1", true)[0], "add");
});

test("another lesson, sheet or handout is another screen, other numbers on it are none", () => {
  /** @type {(url: string, shown: string) => boolean} */
  const other = (url, shown) => turned(new URL(url, BASE), new URL(shown, BASE));
  assert.ok(other("/lessons?lesson=burst&print=yes", "/lessons?lesson=burst&eta.1=0.06"));
  assert.ok(other("/lessons?lesson=decay", "/lessons?lesson=burst"));
  assert.ok(other("/lessons?sheet=clock", "/lessons"));
  assert.ok(!other("/lessons?lesson=burst&eta.1=0.05", "/lessons?lesson=burst&eta.1=0.06"));
  assert.ok(!other("/explore?eta.1=0.05", "/lessons?lesson=burst"), "Streamlit begins another page at its top itself");
});
