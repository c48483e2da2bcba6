// Seeds to be divided: a dot for each, and a bar between the two groups that a hand or the arrow keys move.

import { element } from "../draw/element.js";

export class Divide {
  touched = false;

  /**
   * @param {[left: string, right: string]} names
   * @param {number} all how many dots
   * @param {{name: string, changed: () => void}} on
   */
  constructor(names, all, on) {
    this.all = all;
    this.names = names;
    this.element = element("div", { className: "divide" });
    this.bar = element("input", { type: "range", min: "0", max: String(all), value: String(all / 2) });
    this.bar.setAttribute("aria-label", on.name);
    this.dots = element("div", { className: "dots" });
    this.said = names.map(() => element("span"));
    this.element.append(this.dots, this.bar, element("p", { className: "sides" }, ...this.said));
    this.bar.addEventListener("input", () => {
      this.touched = true;
      this.#draw();
      on.changed();
    });
    this.#draw();
  }

  /** How many stand on each side. @returns {number[]} */
  get counts() {
    return [+this.bar.value, this.all - +this.bar.value];
  }

  #draw() {
    const { counts, names } = this;
    this.bar.setAttribute("aria-valuetext", names.map((name, i) => `${counts[i]} ${name}`).join(", "));
    this.dots.replaceChildren(dots(counts));
    this.said.forEach((side, i) => (side.textContent = `${counts[i]} ${names[i]}`));
  }

  /** The truth below the prediction. @param {number[]} truth */
  reveal(truth) {
    this.bar.disabled = true;
    this.dots.replaceChildren(dots(this.counts), dots(truth));
  }
}

/** A dot for each, those of the first group filled. @param {number[]} counts */
function dots(counts) {
  const row = element("div");
  row.setAttribute("aria-hidden", "true");
  row.append(...counts.flatMap((count, side) => Array.from({ length: count }, () => element("i", { className: side ? "other" : "one" }))));
  return row;
}
