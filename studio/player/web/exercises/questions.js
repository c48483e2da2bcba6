// Twelve questions, one at a time: four answers, what is said of the one that was given, and all answers in a table.

import { format } from "../data/template.js";
import { button, element } from "../draw/element.js";
import { Answers } from "./answers.js";

/** @import { When } from "./answers.js" */
/** @typedef {{text: string, meets: string, reply: string}} Choice `meets` is a misconception, "" for the right answer; `reply` is what is said to who gives it */
/** @typedef {{id: string, asks: string, picture: {src: string, says: string} | null, answers: Choice[]}} Item its misconception has its id */
/** @typedef {{scene: string}} Misconception the address of what refutes it */
/**
 * @typedef {"intro" | "when" | "before" | "after" | "question" | "scene" | "next" | "table" | "number" | "yes" | "no"
 *   | "open" | "sum" | "forget" | "forgotten" | "unkept"} Word
 */
/** @typedef {{items: Item[], misconceptions: Record<string, Misconception>, words: Record<Word, string>}} Asked */

const TIMES = /** @type {When[]} */ (["before", "after"]);
const SIGNS = { yes: "✓", no: "✗", open: "–" };

class Questions {
  said = ""; // what is told of the last deed

  /**
   * @param {HTMLElement} root
   * @param {Asked} asked
   */
  constructor(root, asked) {
    this.root = root;
    this.asked = asked;
    this.answers = new Answers(asked.items.map(({ id }) => id), () => localStorage);
    this.when = this.answers.now;
    this.place = this.answers.open(this.when);
    this.status = element("p", { className: "told" });
    this.status.setAttribute("role", "status");
  }

  /** All is made anew; the focus stays with what is called the same. */
  draw() {
    const { root, asked: { words } } = this, held = document.activeElement instanceof HTMLElement && root.contains(document.activeElement) ? document.activeElement.dataset.name : null;
    const times = element("div", { className: "times" }, ...TIMES.map((when) => this.#button(when, words[when], () => this.#turn(when), when === this.when)));
    times.setAttribute("role", "group");
    times.setAttribute("aria-label", words.when);
    this.#tell();
    root.replaceChildren(element("p", { className: "intro" }, this.answers.kept ? words.intro : words.unkept), times, element("div", { className: "sheet-of-one" }, this.#question(), this.#table()));
    if (held) /** @type {HTMLElement | null} */ (root.querySelector(`[data-name="${held}"]:not(:disabled)`) ?? root.querySelector("[data-name=next]"))?.focus();
  }

  /** @type {(name: string, text: string, onclick: () => void, pressed?: boolean) => HTMLButtonElement} */
  #button(name, text, onclick, pressed) {
    const made = button({ pressed, onclick }, text);
    made.dataset.name = name;
    return made;
  }

  /** @param {When} when */
  #turn(when) {
    Object.assign(this, { when, place: this.answers.open(when), said: "" });
    this.draw();
  }

  /** @param {number} place */
  #go(place) {
    Object.assign(this, { place, said: "" });
    this.draw();
  }

  #question() {
    const { asked: { items, words, misconceptions }, place, when } = this, item = items[place], given = this.answers.of(when, item.id);
    const answers = item.answers.map(({ text, meets }, i) => {
      const made = this.#button(`answer ${i}`, text, () => {
        this.answers.give(when, item.id, meets);
        this.said = "";
        this.draw();
      }, given === meets);
      if (given !== undefined) made.setAttribute("aria-disabled", "true");
      return made;
    });
    const scene = given !== undefined ? [element("a", { href: misconceptions[given || item.id].scene, target: "_blank", rel: "noopener" }, words.scene)] : [];
    const next = this.#button("next", words.next, () => this.#go((place + 1) % items.length));
    const { picture } = item, seen = picture ? [element("img", { src: picture.src, alt: picture.says })] : [];
    const facts = { number: place + 1, all: items.length };
    return element("section", { className: "asked" },
      element("p", { className: "count" }, format(words.question, facts)), element("div", { className: "about" }, element("p", { className: "asks" }, item.asks), ...seen),
      element("div", { className: "answers" }, ...answers), this.status, element("p", { className: "on" }, ...scene, next));
  }

  /** What is said of the answer, or of what was done last. */
  #tell() {
    const { asked: { items }, place, when } = this, { id, answers } = items[place], given = this.answers.of(when, id);
    this.status.textContent = this.said || (answers.find(({ meets }) => meets === given)?.reply ?? "");
  }

  #table() {
    const { asked: { items, words }, answers } = this, head = element("tr", {}, ...["number", ...TIMES].map((name) => element("th", { scope: "col" }, words[/** @type {Word} */ (name)])));
    const rows = items.map(({ id }, i) => {
      const to = this.#button(`go ${i}`, String(i + 1), () => this.#go(i));
      if (i === this.place) to.setAttribute("aria-current", "true");
      to.setAttribute("aria-label", format(words.question, { number: i + 1, all: items.length }));
      const marks = TIMES.map((when) => {
        const given = answers.of(when, id), name = given === undefined ? "open" : given ? "no" : "yes";
        const mark = element("td", { title: words[name] }, element("span", { ariaHidden: "true" }, SIGNS[name]), element("span", { className: "heard" }, words[name]));
        mark.dataset.mark = name;
        return mark;
      });
      return element("tr", {}, element("th", { scope: "row" }, to), ...marks);
    });
    const sums = TIMES.map((when) => element("td", {}, format(words.sum, { count: answers.right(when), all: items.length })));
    const table = element("table", {}, element("caption", {}, words.table), element("thead", {}, head), element("tbody", {}, ...rows), element("tfoot", {}, element("tr", {}, element("td"), ...sums)));
    return element("section", { className: "given" }, table, this.#button("forget", words.forget, () => {
      answers.forget();
      Object.assign(this, { when: "before", place: 0, said: words.forgotten });
      this.draw();
    }));
  }
}

/** @type {WeakMap<HTMLElement, Questions>} */
const shown = new WeakMap();

/**
 * The questions in this element; in another language those that are there are told anew.
 * @type {(root: HTMLElement, asked: Asked) => void}
 */
export function show(root, asked) {
  const there = shown.get(root) ?? new Questions(root, asked);
  shown.set(root, there);
  Object.assign(there, { asked });
  there.draw();
}
