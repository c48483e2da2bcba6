// The lists of the menu: what can be chosen from a few. The scene keeps what was chosen.

import { element, named, write } from "../draw/element.js";
import { COMMANDS, titleOf } from "./commands.js";

/** @import { Choices, Word, Words } from "../data/types.js" */
/** @import { Group } from "./commands.js" */

/**
 * What can be chosen from, by name; the word of an option is `name_option`.
 * @type {{[Name in keyof Choices]: Choices[Name][]}}
 */
export const CHOICES = {
  clock: ["linear", "log"],
  space: ["2d", "both", "3d"],
  height: ["linear", "log"],
  trail: ["full", "last_500", "last_100", "last_20", "points"],
};

/** @typedef {keyof Choices} Name */
/** @typedef {(name: Name, value: string) => void} OnChoice */

export class Lists {
  /** @type {Map<Name, HTMLSelectElement>} */ lists = new Map();

  /**
   * @param {(group: Group) => HTMLElement} place where they are put: each with its name, before what else is there
   * @param {OnChoice} onChoice
   */
  constructor(place, onChoice) {
    for (const [name, options] of /** @type {[Name, string[]][]} */ (Object.entries(CHOICES))) {
      const list = element("select", { className: name, onchange: () => onChoice(name, list.value) });
      list.append(...options.map((option) => new Option("", option)));
      const line = element("label", { className: `choice ${name}` }, element("span"), list);
      place(COMMANDS.find(({ id }) => id === name)?.group ?? "looked").append(line);
      this.lists.set(name, list);
    }
  }

  /** @type {(words: Words, chosen: Choices) => void} */
  show(words, chosen) {
    for (const [name, list] of this.lists) {
      const command = COMMANDS.find(({ id }) => id === name), title = command ? titleOf(command, words) : words[name];
      named(list, title);
      write(list.previousSibling, words[name]);
      for (const option of list.options) write(option, words[/** @type {Word} */ (`${name}_${option.value}`)]);
      list.value = chosen[name];
    }
    const height = this.lists.get("height");
    if (height?.parentElement) height.parentElement.hidden = height.hidden = chosen.space === "2d";
  }

  /**
   * The option after the one that is chosen, the first after the last; the list shows it at once.
   * @param {Name} name
   */
  next(name) {
    const list = this.lists.get(name);
    if (!list || list.hidden) return;
    list.selectedIndex = (list.selectedIndex + 1) % list.length;
    list.onchange?.(new Event("change"));
  }
}
