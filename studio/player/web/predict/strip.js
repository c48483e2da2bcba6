// What stands under the pictures while a run is to be predicted, and what is said of the prediction when it has been seen.

import { button, element } from "../draw/element.js";
import { Divide } from "./divide.js";

/** @import { Question, Sure } from "../data/types.js" */

const SURE = /** @type {Sure[]} */ (["guess", "fairly", "certain"]);

export class Strip {
  /** @type {Sure | null} how sure the reader is */ sure = null;
  /** @type {number | null} the answer that was chosen */ chosen = null;
  /** @type {Divide | null} */ divide = null;

  /**
   * @param {HTMLElement} root
   * @param {{show: () => void, skip: () => void, clear: () => void, changed: () => void}} on
   */
  constructor(root, on) {
    this.root = root;
    this.on = on;
  }

  /** A new question. @param {Question} question */
  ask({ prompt, kind, answers, groups, seeds, words }) {
    Object.assign(this, { sure: null, chosen: null, divide: null });
    const choose = (/** @type {number} */ i) => {
      this.chosen = i;
      this.#press(this.answers, i);
      this.on.changed();
    };
    this.answers = answers.map(({ text }, i) => button({ pressed: false, onclick: () => choose(i) }, text));
    this.levels = SURE.map((level, i) => button({ pressed: false, onclick: () => {
      this.sure = level;
      this.#press(this.levels, i);
    } }, words[level]));
    const [left, right] = groups;
    if (kind === "divide") this.divide = new Divide([left.name, right.name], seeds, { name: prompt, changed: this.on.changed });
    this.ready = button({ className: "show", disabled: true, onclick: this.on.show }, words.show);
    const drawn = kind !== "divide";
    this.said = element("p", { className: "verdict" });
    this.said.setAttribute("role", "status");
    this.asking = element("div", { className: "asking" },
      element("span", {}, words.sure), ...this.levels, this.ready,
      ...(drawn ? [button({ onclick: this.on.clear }, words.clear)] : []), button({ className: "skip", onclick: this.on.skip }, words.skip));
    this.root.replaceChildren(
      element("p", { className: "prompt" }, element("strong", {}, prompt), this.hands = element("span", {}, ` ${words.hands}`)),
      ...(this.divide ? [this.divide.element] : []),
      ...(answers.length ? [element("div", { className: "answers" }, ...this.answers)] : []), this.asking, this.said);
    this.root.hidden = false;
    this.root.classList.toggle("with-divide", !!this.divide);
    this.root.classList.remove("with-paper");
  }

  /** What is drawn on goes below the question. @param {HTMLElement} paper */
  put(paper) {
    this.asking?.before(paper);
    this.root.classList.add("with-paper");
  }

  /** @type {HTMLButtonElement[]} */ answers = [];
  /** @type {HTMLButtonElement[]} */ levels = [];

  /** @type {(buttons: HTMLButtonElement[], on: number) => void} */
  #press(buttons, on) {
    buttons.forEach((one, i) => one.setAttribute("aria-pressed", String(i === on)));
  }

  /** What is said in the end; nothing more is asked. @param {string[]} sentences */
  tell(sentences) {
    for (const part of [this.asking, this.hands]) if (part) part.hidden = true;
    for (const one of this.answers) one.disabled = true;
    if (this.said) this.said.textContent = sentences.filter(Boolean).join(" ");
    this.root.hidden = !sentences.length;
  }

  /** Whether there is something to compare. @param {boolean} some */
  wake(some) {
    if (this.ready) this.ready.disabled = !some;
  }

  /** @type {HTMLButtonElement | undefined} */ ready;
  /** @type {HTMLElement | undefined} */ asking;
  /** @type {HTMLElement | undefined} */ said;
  /** @type {HTMLElement | undefined} what hands can do */ hands;
}
