// What the reader wants to see: what the page has sent, and what they have chosen and pressed since. An answer to an earlier press
// does not take back a later one.

/** @import { Mark, Wishable } from "../data/types.js" */

export class Wished {
  /** @type {Wishable} */ now = { clock: "linear", space: "2d", height: "linear", trail: "full", marks: [] };
  /** How many wishes there were; the page tells which of them it has taken in. */ #count = 0;
  /** @type {Map<keyof Wishable, {wish: number, value: unknown}>} those that it has not */ #open = new Map();

  /**
   * A wish; gives its number.
   * @param {keyof Wishable} name
   * @param {Wishable[keyof Wishable] | string} value
   */
  ask(name, value) {
    this.#open.set(name, { wish: ++this.#count, value });
    Object.assign(this.now, { [name]: value });
    return this.#count;
  }

  /**
   * Put a mark on or take it off; gives them all, and the number of the wish.
   * @param {Mark} id
   */
  toggle(id) {
    const on = this.now.marks, marks = on.includes(id) ? on.filter((one) => one !== id) : [...on, id];
    return { marks, wish: this.ask("marks", marks) };
  }

  /**
   * What the page has sent, having taken in all wishes up to that number.
   * @param {Wishable & {taken: number}} sent
   */
  receive({ clock, space, height, trail, marks, taken }) {
    // A player that is made anew counts on where the one before it has stopped.
    this.#count = Math.max(this.#count, taken);
    for (const [name, { wish }] of this.#open) if (wish <= taken) this.#open.delete(name);
    const wished = [...this.#open].map(([name, { value }]) => [name, value]);
    this.now = { clock, space, height, trail, marks, ...Object.fromEntries(wished) };
  }
}
