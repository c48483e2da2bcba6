// The menu of the bar: what is not needed in every lecture, with its name and its key.

import { button, element, icon, named, write } from "../draw/element.js";
import { keyName, titleOf } from "./commands.js";

/** @import { Words } from "../data/types.js" */
/** @import { Command, Group } from "./commands.js" */

const DOTS = "M3 10h4v4H3zM10 10h4v4h-4zM17 10h4v4h-4z";
const HEAD = "[data-testid=stHeader]"; // Streamlit's, with the names of the pages: it lies over all that is scrolled under it
const GAP = 12, LEAST = 160; // pixels
/** @type {Group[]} its columns */
export const COLUMNS = ["shown", "looked", "played"];

export class Menu {
  #listening = new AbortController();

  /** @param {(command: Command, event: Event) => void} told which command was chosen */
  constructor(told) {
    this.told = told;
    this.columns = COLUMNS.map((name) => element("div", { className: `group ${name}` }));
    this.panel = element("div", { className: "menu", hidden: true }, ...this.columns);
    this.panel.setAttribute("role", "group");
    this.word = element("span");
    this.button = button({ className: "more", innerHTML: icon(DOTS), onclick: () => this.show(this.panel.hidden !== false) });
    this.button.append(this.word);
    this.button.setAttribute("aria-expanded", "false");
    this.element = element("div", { className: "more-box" }, this.button, this.panel);
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.panel.hidden) return;
      // It closes the menu, and does not lead back from the stage too.
      event.stopPropagation();
      this.show(false);
    });
    document.addEventListener("pointerdown", (event) => {
      if (!event.composedPath().includes(this.element)) this.show(false);
    }, { signal: this.#listening.signal });
  }

  /** @param {boolean} open */
  show(open) {
    // What had the focus in it is gone with it.
    if (!open && this.panel.contains(document.activeElement)) this.button.focus();
    this.panel.hidden = !open;
    if (open) this.panel.style.setProperty("--room", `${this.#room()}px`);
    this.button.setAttribute("aria-expanded", String(open));
  }

  /** How high it may be: what is below the page's head, and above its button. */
  #room() {
    const head = document.querySelector(HEAD)?.getBoundingClientRect().bottom ?? 0;
    return Math.max(this.button.getBoundingClientRect().top - Math.max(head, 0) - GAP, LEAST);
  }

  /**
   * A line of the menu: a sign, what is done, and its key.
   * @param {Command} command
   */
  add(command) {
    const { group, id, mark, again } = command;
    const line = button({ className: mark ? `mark ${id}` : id, onclick: (event) => {
      this.told(command, event);
      if (!again) this.show(false);
    } });
    line.append(element("span", { className: "sign", innerHTML: command.icon ? icon(command.icon) : "" }), element("span", { className: "word" }), element("kbd"));
    this.columns[COLUMNS.indexOf(group)].append(line);
    return line;
  }

  /** @param {Words} words */
  label(words) {
    write(this.word, words.more);
    named(this.button, words.more);
    this.panel.setAttribute("aria-label", words.more);
  }

  destroy() {
    this.#listening.abort();
  }
}

/** @type {(line: HTMLElement, command: Command, words: Words) => void} what a line of the menu says */
export function nameLine(line, command, words) {
  const [, word, key] = line.children;
  write(word, words[command.id]);
  write(key, keyName(command.key, words));
  named(line, titleOf(command, words));
}
