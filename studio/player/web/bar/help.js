// All keys, and what they do: read from the table of commands.

import { COMMANDS, keyName, keyOf } from "./commands.js";

/** @import { Words } from "../data/types.js" */

/**
 * A key and its word for each command.
 * @param {Words} words
 * @returns {[key: string, word: string][]}
 */
export const keysOf = (words) => COMMANDS.map(({ id, key }) => [keyName(key, words), words[id]]);

export class Help {
  /** @param {HTMLElement} element where it is put */
  constructor(element) {
    this.dialog = Object.assign(document.createElement("dialog"), { className: "help" });
    this.title = document.createElement("h2");
    this.list = document.createElement("dl");
    this.button = Object.assign(document.createElement("button"), { type: "button", onclick: () => this.dialog.close() });
    this.dialog.append(this.title, this.list, this.button);
    // Keys are for reading here; a click beside the dialog, on its backdrop, closes it.
    this.dialog.onkeydown = (event) => {
      event.stopPropagation();
      if (keyOf(event) === "?") this.dialog.close();
    };
    this.dialog.onclick = (event) => {
      if (event.target === this.dialog) this.dialog.close();
    };
    element.append(this.dialog);
  }

  /** @param {Words} words */
  label(words) {
    this.title.textContent = words.help;
    this.dialog.setAttribute("aria-label", words.help);
    this.button.textContent = words.close;
    this.list.replaceChildren(...keysOf(words).map(([key, word]) => {
      const line = document.createElement("div"), name = document.createElement("dt");
      name.append(Object.assign(document.createElement("kbd"), { textContent: key }));
      line.append(name, Object.assign(document.createElement("dd"), { textContent: word }));
      return line;
    }));
  }

  /** Shows it; the browser gives the focus back when it is closed. */
  open() {
    if (!this.dialog.open) this.dialog.showModal();
  }
}
