// The link of what is on show as a QR code, as large as the screen: for a class to open it on devices of their own.

import { keyOf } from "./commands.js";
import { button, element } from "../draw/element.js";

/** @import { Payload } from "../data/types.js" */
/** @typedef {{address: string, svg: string, sentence: string}} Coded the link, its code, and a sentence: why there is none, or what is to be known of it */

/**
 * Shows it until a key, or a click anywhere, takes it away; the browser gives the focus back then.
 * @param {HTMLElement} root where it is put
 * @param {Pick<Payload, "words" | "spoken">} data
 * @param {(query: Record<string, string>) => Promise<Coded>} [fetch] the code of a page's link
 * @param {Pick<Location, "protocol" | "search">} [place]
 */
export async function showQr(root, { words, spoken }, fetch = fetchQr, place = location) {
  const code = element("div", { className: "code" }), text = element("p", {}, words.qr_coming);
  const dialog = element("dialog", { className: "qr" }, code, text, button({ onclick: () => dialog.close() }, words.close));
  dialog.setAttribute("aria-label", words.qr);
  // The key that has shown it takes it away, and no key does anything else meanwhile.
  dialog.onkeydown = (event) => {
    event.stopPropagation();
    if (keyOf(event) === "q") dialog.close();
  };
  dialog.onclick = () => dialog.close();
  dialog.onclose = () => dialog.remove();
  root.append(dialog);
  dialog.showModal();
  try {
    // A page in a file has no server that could make it.
    if (place.protocol === "file:") throw new Error("file");
    const query = Object.fromEntries(new URLSearchParams(place.search));
    const { address, svg, sentence } = await fetch({ ...query, said: spoken.lang, how: spoken.terms });
    code.innerHTML = svg;
    text.textContent = svg ? [address, sentence].join("\n").trim() : sentence;
  } catch {
    text.textContent = words.qr_away;
  }
}

/**
 * The code of what is on show, from the app's server.
 * @param {Record<string, string>} query
 * @returns {Promise<Coded>}
 */
export async function fetchQr(query) {
  const at = new URL(".", document.baseURI).href;
  const answer = await fetch(new URL(`./qr?${new URLSearchParams({ ...query, at })}`, document.baseURI));
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}
