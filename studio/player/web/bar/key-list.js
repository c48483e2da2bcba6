// All keys, and what they do: read from the table of commands.

import { button, element } from "../draw/element.js";
import { COMMANDS, keyName, keyOf } from "./commands.js";

/** @import { Words } from "../data/types.js" */

/**
 * A key and its word for each command.
 * @param {Words} words
 * @returns {[key: string, word: string][]}
 */
export const keysOf = (words) => COMMANDS.map(({ id, key }) => [keyName(key, words), words[id]]);

export class KeyList {
  /** @param {HTMLElement} root where it is put */
  constructor(root) {
    this.title = element("h2");
    this.list = element("dl");
    this.button = button({ onclick: () => this.dialog.close() });
    this.dialog = element("dialog", { className: "help" }, this.title, this.list, this.button);
    // Keys are for reading here; a click beside the dialog, on its backdrop, closes it.
    this.dialog.onkeydown = (event) => {
      event.stopPropagation();
      if (keyOf(event) === "?") this.dialog.close();
    };
    this.dialog.onclick = (event) => {
      if (event.target === this.dialog) this.dialog.close();
    };
    root.append(this.dialog);
  }

  /** @param {Words} words */
  label(words) {
    this.title.textContent = words.help;
    this.dialog.setAttribute("aria-label", words.help);
    this.button.textContent = words.close;
    this.list.replaceChildren(...keysOf(words).map(([key, word]) =>
      element("div", {}, element("dt", {}, element("kbd", {}, key)), element("dd", {}, word))));
  }

  /** Shows it; the browser gives the focus back when it is closed. */
  open() {
    if (this.dialog.open) return;
    this.dialog.showModal();
    // The browser brings the button into sight, which has the focus and stands at the end.
    this.dialog.scrollTop = 0;
  }
}
