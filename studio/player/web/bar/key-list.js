// All keys, and what they do: read from the table of commands.

import { format } from "../data/template.js";
import { button, element } from "../draw/element.js";
import { CHOICES } from "./choices.js";
import { COMMANDS, keyName, keyOf } from "./commands.js";

/** @import { Word, Words } from "../data/types.js" */

/** @type {Record<string, string[]>} */
const OPTIONS = CHOICES;

/**
 * What the key of a command does: that of a list goes from one of its options to the next.
 * @type {(id: Word, words: Words) => string}
 */
const doneBy = (id, words) => {
  const options = OPTIONS[id]?.map((option) => words[/** @type {Word} */ (`${id}_${option}`)]);
  return options ? format(words.in_turn, { name: words[id], options: options.join(words.comma) }) : words[id];
};

/**
 * A key and what it does for each command.
 * @param {Words} words
 * @returns {[key: string, word: string][]}
 */
export const keysOf = (words) => COMMANDS.map(({ id, key }) => [keyName(key, words), doneBy(id, words)]);

export class KeyList {
  listed = ""; // what is in the list, in words

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
    const keys = keysOf(words), listed = String(keys);
    if (listed === this.listed) return;
    this.listed = listed;
    this.title.textContent = words.help;
    this.dialog.setAttribute("aria-label", words.help);
    this.button.textContent = words.close;
    this.list.replaceChildren(...keys.map(([key, word]) =>
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
