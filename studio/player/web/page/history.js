// Back and Forward. An address names its page (`studio/page/address.py`); here it is kept from the bar while another
// page's path stands there. Streamlit writes path and query one after the other, and both late.

const push = history.pushState;
const FIRST = "one_rate", PATHS = ["lessons", "explore", "anatomy", "maps", "gallery"]; // the pages; every other path is the first one's

const LANGUAGE = ["lang", "terms"];
const SCREEN = ["lesson", "sheet", "print"]; // what an address of the lessons names a screen of theirs by

/** @param {URL} url */
const pageOf = (url) => url.pathname.split("/").filter((part) => PATHS.includes(part)).pop() ?? FIRST;

/**
 * What an address says beside the language.
 * @param {URL} url
 */
function sceneOf({ searchParams }) {
  const scene = new URLSearchParams(searchParams);
  for (const name of LANGUAGE) scene.delete(name);
  scene.sort();
  return String(scene);
}

/**
 * What becomes of an address that Streamlit adds: it is added, or takes the place of the one in the bar, or is left out.
 * @param {URL} url
 * @param {URL} shown the one in the bar
 * @param {boolean} gone whether the reader has gone back or forward and done nothing since
 * @param {boolean} [opened] whether the reader has done nothing since the page was opened
 * @returns {{to: URL, how: "add" | "replace" | "leave"}}
 */
export function straightened(url, shown, gone, opened = false) {
  const page = pageOf(url), there = page === pageOf(shown), named = url.searchParams.get("page") ?? page;
  // From before the reader went: a page is changed by a press on something, and by nothing else.
  if (gone && !there) return { to: url, how: "leave" };
  // Another page's scene, before its path has come or after it has gone.
  if (there && named !== page) return { to: url, how: "leave" };
  if (named !== page) return { to: new URL(url.pathname, url), how: "add" };
  // Another language is no other place: who goes back has theirs all the same.
  if (there && shown.search && sceneOf(url) === sceneOf(shown)) return { to: url, how: "replace" };
  // A bare address, or one that does not say all, is no place to come back to: the page would write the whole again, and
  // Back would lead nowhere.
  return { to: url, how: there && (opened || !shown.search) ? "replace" : "add" };
}

/**
 * Whether another screen of the same page comes: Streamlit would leave it scrolled as the last one was.
 * @type {(url: URL, shown: URL) => boolean}
 */
export const turned = (url, shown) =>
  pageOf(url) === pageOf(shown) && SCREEN.some((name) => url.searchParams.get(name) !== shown.searchParams.get(name));

/** From here on: the document loads this before the frontend, which adds an address as soon as its page has run. */
function keepHistoryStraight() {
  let gone = false, opened = true;
  history.pushState = function (state, title, url) {
    const shown = new URL(location.href), { to, how } = straightened(new URL(url ?? "", location.href), shown, gone, opened);
    if (how === "add" && turned(to, shown)) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
    if (how === "add") push.call(history, state, title, to);
    if (how === "replace") history.replaceState(state, title, to);
  };
  for (const press of ["pointerdown", "click", "keydown"]) addEventListener(press, () => (gone = opened = false), true);
  addEventListener("popstate", () => ([gone, opened] = [true, false]));
}

if (globalThis.document) keepHistoryStraight();
