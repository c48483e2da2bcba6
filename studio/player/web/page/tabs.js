// Few tabs from a fresh page to any control of the player: a link at the head of the page leads to the bar to scrub on, and
// around it each group of controls is one stop, in which the arrow keys lead on, as in any toolbar (WAI-ARIA).

import { element, write } from "../draw/element.js";

/** @import { Words } from "../data/types.js" */

// What belongs together, and which of it is the stop; on ranges the arrow keys are the range's own.
const GROUPS = [
  { each: ".views button", first: "button" },
  { each: ".transport :is(button, select), .knob :is(button, select)", first: ".toggle" },
  { each: ".microscope button", first: "button" },
];
/** @type {Record<string, (at: number, count: number) => number>} */
const MOVES = {
  ArrowLeft: (at, count) => (at - 1 + count) % count, ArrowRight: (at, count) => (at + 1) % count,
  Home: () => 0, End: (_, count) => count - 1,
};

export class Tabs {
  #led = false; // whether what has the focus was come to by key: asked at once, since any key makes browsers show the ring

  /**
   * @param {HTMLElement} root of the player
   * @param {AbortSignal} signal
   */
  constructor(root, signal) {
    this.root = root;
    this.link = element("a", { className: "to-player", href: `#${root.id}`, onclick: (/** @type {Event} */ event) => {
      event.preventDefault();
      this.enter();
    } });
    document.body.prepend(this.link);
    signal.addEventListener("abort", () => this.link.remove());
    // What can be reached changes with every picture: it is looked at when somebody sets out.
    document.addEventListener("keydown", (event) => event.key === "Tab" && this.#arrange(), { capture: true, signal });
    root.addEventListener("focusin", ({ target }) => (this.#led = /** @type {Element} */ (target).matches(":focus-visible")), { signal });
    root.addEventListener("keydown", (event) => this.#move(event), { capture: true, signal });
  }

  /** @param {Words} words */
  label(words) {
    write(this.link, words.skip);
    this.root.querySelector(".transport")?.setAttribute("aria-label", words.bar);
  }

  /** The focus to the middle of the controls. */
  enter() {
    /** @type {HTMLElement | null} */ (this.root.querySelector(".scrub"))?.focus();
  }

  /**
   * The controls of a group that can be reached now.
   * @param {string} each
   */
  #seen(each) {
    return /** @type {HTMLButtonElement[]} */ ([...this.root.querySelectorAll(each)]).filter((one) => !one.disabled && one.checkVisibility());
  }

  #arrange() {
    for (const { each, first } of GROUPS) {
      const all = this.#seen(each), here = all.find((one) => one === document.activeElement);
      const stop = here ?? all.find((one) => one.matches(first));
      for (const one of all) one.tabIndex = one === stop ? 0 : -1;
    }
  }

  /**
   * Who has come to a button by key is led on by key; the keys of who has clicked on it are the player's.
   * @param {KeyboardEvent} event
   */
  #move(event) {
    const target = /** @type {HTMLElement} */ (event.target), to = MOVES[event.key];
    if (!to || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || !this.#led) return;
    const all = GROUPS.map(({ each }) => this.#seen(each)).find((one) => one.some((control) => control === target));
    if (!all) return;
    event.preventDefault();
    event.stopPropagation();
    all[to(all.findIndex((control) => control === target), all.length)].focus();
  }
}
