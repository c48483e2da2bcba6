// Below the transport: the update of the step on show, written out for every run, with numbers to copy.

import { Exact } from "../data/exact.js";
import { element, stand } from "../draw/element.js";
import { nameOf } from "../draw/swatch.js";
import { plain, written } from "./equations.js";

/** @import { Look, Mark, Words, Written } from "../data/types.js" */
/** @import { Run } from "../data/run.js" */

// What stands raised: (t + 1) after ^, or a number there.
const RAISED = /\^(?:\(([^()]*)\)|(<button.*?<\/button>))/g;
export const PACE = 80; // milliseconds: nobody reads faster, and the pictures need the time
const SHOWN = 1200; // milliseconds for which a copied number says so

/** @type {(text: string) => string} */
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

export class Microscope {
  /** @type {Run[]} */ runs;
  /** @type {Look} */ look;
  /** @type {Words} */ words;
  /** @type {{copy: HTMLButtonElement, lines: HTMLElement}[]} for each run */ parts = [];
  /** @type {string[]} for each run, what is copied as a whole */ texts = [];
  /** @type {number | undefined} the step on show */ drawn;
  /** @type {HTMLElement} */ said;
  /** @type {WeakMap<HTMLElement, ReturnType<typeof setTimeout>>} */ #forget = new WeakMap();
  last = 0;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    root.addEventListener("click", (event) => {
      const target = /** @type {Element} */ (event.target);
      const button = /** @type {HTMLElement | null} */ (target.closest("button[data-copies]"));
      if (button) this.#copy(button);
    });
  }

  /**
   * Without the mark for numbers there is nothing to see.
   * @param {{marks: Mark[], runs: Run[], look: Look, words: Words}} shown
   */
  show({ marks, runs, look, words }) {
    Object.assign(this, { runs, look, words });
    stand(this.root, marks.includes("numbers") && !!runs.length);
    this.drawn = undefined;
    if (this.root.hidden) {
      this.root.replaceChildren();
      return;
    }
    this.root.setAttribute("role", "region");
    this.root.style.setProperty("--columns", String(Math.min(runs.length, 3)));
    this.parts = runs.map((_, i) => ({ copy: this.#copyButton(i), lines: element("div", { className: "lines" }) }));
    this.said = element("span", { className: "said" });
    this.said.setAttribute("aria-live", "polite");
    this.root.replaceChildren(...runs.map((run, i) => {
      const { copy, lines } = this.parts[i];
      return element("section", { className: run.in_hand ? "in-hand" : "" }, element("header", {}, nameOf(run, look), copy), lines);
    }), this.said);
  }

  /** @param {number} i */
  #copyButton(i) {
    const copy = element("button", { type: "button", className: "copy", title: this.words.copy_step }, this.words.copy);
    copy.dataset.copies = `step ${i}`;
    return copy;
  }

  /**
   * The numbers of `step`. What is not known yet leaves the last known ones out of sight, but keeps their room.
   * @type {(step: number, playing: boolean) => void}
   */
  draw(step, playing) {
    if (this.root.hidden || this.drawn === step) return;
    const now = performance.now();
    if (playing && this.drawn !== undefined && now - this.last < PACE) return;
    this.last = now;
    this.drawn = step;
    this.root.setAttribute("aria-label", this.words.microscope.replace("{step}", step.toLocaleString("en")));
    this.texts = this.runs.map((run, i) => this.#run(run, step, this.parts[i]));
  }

  /** @type {(run: Run, step: number, part: {copy: HTMLButtonElement, lines: HTMLElement}) => string} */
  #run(run, step, { copy, lines: body }) {
    const update = step < run.last ? run.exact(step) : null;
    copy.disabled = !update;
    body.classList.toggle("empty", !update);
    if (!update) {
      const ended = this.words.ended.replace("{step}", run.last.toLocaleString("en"));
      return (body.textContent = step >= run.last ? ended : this.words.waiting);
    }
    const { shared, parameters } = written(run, update, this.words);
    const [first, second] = parameters.map((lines, i) => (i ? lines : [lines[0], shared, ...lines.slice(1)]));
    body.innerHTML = [first, second].map((lines) => `<div>${lines.map((line) => this.#line(line)).join("")}</div>`).join("");
    return [`t = ${step}`, ...[...first, ...second].map(plain)].join("\n");
  }

  /** @param {Written} line */
  #line({ symbol, sign = "=", forms }) {
    const parts = forms.map((form, i) => {
      const said = form.map((piece) => this.#piece(piece)).join("");
      return `<span class="form">${i ? "=" : sign} ${said.replace(RAISED, (_, symbols, number) => `<sup>${symbols ?? number}</sup>`)}</span>`;
    });
    return `<p><b>${symbol}</b> ${parts.join(" ")}</p>`;
  }

  /** @param {string | Exact} piece */
  #piece(piece) {
    if (!(piece instanceof Exact)) return escaped(piece);
    const title = escaped(this.words.exact.replace("{number}", piece.exact));
    // Reached by pointer only: by keyboard, the whole step is copied with one button.
    const button = `<button type="button" tabindex="-1" class="number" data-copies="${piece.exact}" title="${title}">${piece.short}</button>`;
    return piece.bracketed ? `<span class="whole">(${button})</span>` : button;
  }

  /** @param {HTMLElement} button */
  async #copy(button) {
    const { copies = "" } = button.dataset, whole = copies.match(/^step (\d+)$/);
    await toClipboard(whole ? this.texts[Number(whole[1])] : copies);
    button.dataset.said = this.words.copied;
    this.said.textContent = this.words.copied;
    clearTimeout(this.#forget.get(button));
    this.#forget.set(button, setTimeout(() => {
      delete button.dataset.said;
      this.said.textContent = "";
    }, SHOWN));
  }
}

/** @param {string} text */
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without https there is no clipboard but for what is selected.
    const field = element("textarea", { value: text });
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}
