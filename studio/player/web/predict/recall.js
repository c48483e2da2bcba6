// What did you see? Asked while the pictures and the curves lie under a sheet, once a run has been played to its end. What the
// page says of the run waits too: an attribute of the document tells style sheets so.

import { button, element } from "../draw/element.js";

/** @import { Question } from "../data/types.js" */

const KEY = "u"; // uncovers

export class Recall {
  /** @type {Set<string>} the lessons of which it is still to be asked: once, and only who has predicted */ #due = new Set();
  /** @type {Question | null} */ #question = null;
  #playing = false;

  /** @param {HTMLElement} root the player */
  constructor(root) {
    this.root = root;
    this.said = element("p");
    // A screen reader is told when the sheet comes.
    this.said.setAttribute("role", "status");
    this.button = button({ onclick: () => this.uncover() });
    const over = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(name));
    this.sheets = [over(".views"), over(".curves")].map((place, i) => {
      const sheet = element("div", { className: "recall" }, ...(i ? [] : [this.said, this.button]));
      place.append(sheet);
      return sheet;
    });
    this.#lay(false);
  }

  /** The question of what is on show; answered, or of other runs, nothing is covered. @param {Question | null} question */
  show(question) {
    const same = this.#question?.id === question?.id;
    this.#question = question;
    if (question?.recall) this.button.textContent = question.words.uncover;
    if (this.covers && !(same && question?.recall)) this.uncover();
    else if (this.covers && question) this.said.textContent = question.words.recall;
  }

  /** This lesson's run has been predicted. @param {string} id */
  predicted(id) {
    this.#due.add(id);
  }

  get covers() {
    return this.root.dataset.recall === "true";
  }

  /** Where the clock is now: if it has just come to the end by itself the sheet is laid. @param {{playing: boolean, share: number}} clock */
  watch({ playing, share }) {
    const question = this.#question, ended = this.#playing && !playing && share >= 1;
    this.#playing = playing;
    if (!ended || !question?.recall || question.covered || !this.#due.delete(question.id)) return;
    this.#lay(true);
    this.said.textContent = question.words.recall;
  }

  uncover() {
    // What had the focus on the sheet is gone with it.
    const focused = this.sheets.some((sheet) => sheet.contains(document.activeElement));
    this.#lay(false);
    this.said.textContent = "";
    if (focused) this.root.focus();
  }

  /** @param {boolean} on */
  #lay(on) {
    this.root.dataset.recall = String(on);
    document.documentElement.toggleAttribute("data-recall", on);
    for (const sheet of this.sheets) {
      this.button.hidden = !on;
      // Nor is what lies under it reached by keys, or read aloud.
      for (const one of sheet.parentElement?.children ?? []) if (one instanceof HTMLElement && one !== sheet) one.inert = on;
    }
  }

  /** The page is as it was before. */
  destroy() {
    this.#lay(false);
  }

  /** Whether a key was the sheet's. @param {KeyboardEvent} event */
  key(event) {
    if (!this.covers || event.ctrlKey || event.metaKey || event.altKey || event.key.toLowerCase() !== KEY) return false;
    this.uncover();
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
