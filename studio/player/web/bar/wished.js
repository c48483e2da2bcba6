// The marks that the reader wants to see: what is on show, and what they have pressed since. An answer to an earlier press does
// not take back a later one.

/** @import { Mark } from "../data/types.js" */

/** @type {(marks: Mark[]) => string} */
const name = (marks) => [...marks].sort().join(".");

export class Wished {
  /** @type {Mark[]} */ marks = [];
  #shown = "";
  /** @type {string[]} what was asked for and has not been answered */ #asked = [];

  /**
   * Put a mark on or take it off; gives them all.
   * @param {Mark} id
   */
  toggle(id) {
    this.marks = this.marks.includes(id) ? this.marks.filter((one) => one !== id) : [...this.marks, id];
    this.#asked.push(name(this.marks));
    return this.marks;
  }

  /**
   * What the page has sent, which may be from before any of the presses, or an answer to one of them. Anything else comes
   * from elsewhere, as with another scene, and counts.
   * @param {Mark[]} marks
   */
  receive(marks) {
    const come = name(marks), answers = this.#asked.lastIndexOf(come);
    if (answers < 0 && come === this.#shown && this.#asked.length) return;
    this.#shown = come;
    this.#asked = answers < 0 ? [] : this.#asked.slice(answers + 1);
    if (!this.#asked.length) this.marks = marks;
  }
}
