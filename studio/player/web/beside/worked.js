// Beside the picture: an algorithm line by line, filled in with the numbers of the step on show.

import { unpack } from "../data/decode.js";
import { Exact } from "../data/exact.js";
import { element, stand } from "../draw/element.js";
import { inNumbers } from "./equations.js";
import { PACE } from "./microscope.js";

/** @import { Numbers, SentWorked } from "../data/types.js" */
/** @import { Known } from "./equations.js" */
/** @import { Run } from "../data/run.js" */

const HOLE = /\{/g;
const LONG = 5; // numbers in a cell that may need two lines: it has them from the beginning, and nothing below it moves
const BEGINS = /( = |, )/; // what comes after it begins anew: a sign there is not misread
const POWER = /\^(\d+)/; // what stands raised

/**
 * All that a template can name at a step, counted from 0; a name stands for its number alone.
 * @type {(numbers: Record<string, number>, columns: Record<string, Numbers>, step: number) => Known}
 */
function knownAt(numbers, columns, step) {
  const now = Object.entries(columns).map(([name, column]) => [name, column[step]]);
  const all = Object.entries({ ...numbers, ...Object.fromEntries(now), step, t: step + 1 });
  return Object.fromEntries(all.map(([name, value]) => [name, [name, value]]));
}

/**
 * A template with the numbers of a step.
 * @type {(template: string, known: Known) => string}
 */
export function filled(template, known) {
  const said = (/** @type {string | Exact} */ piece) => (piece instanceof Exact ? (piece.bracketed ? `(${piece.short})` : piece.short) : piece);
  return template.split(BEGINS).flatMap((part) => inNumbers(part, known)).map(said).join("");
}

/**
 * The update whose numbers stand at a step: the one that it makes; at the end, where none is made, the last one; -1 for none.
 * @type {(step: number, last: number) => number}
 */
export const updateAt = (step, last) => Math.min(step, last - 1);

export class Worked {
  /** @type {SentWorked | null} */ sent = null;
  /** @type {Record<string, Numbers>} */ columns = {};
  /** @type {{cell: HTMLElement, template: string}[]} what changes from step to step */ cells = [];
  /** @type {Run | undefined} the one that it is about, if it is on show */ run;
  /** @type {number | undefined} the step on show */ drawn;
  last = 0;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    // Where it is wider than the screen it is scrolled, by keys as well.
    Object.assign(root, { role: "region", tabIndex: 0 });
  }

  /** @param {{worked?: SentWorked | null, runs: Run[]}} shown */
  show({ worked = null, runs }) {
    stand(this.root, !!worked);
    if (worked && worked !== this.sent) this.#build(worked);
    this.sent = worked;
    // While the start or the dial is in the hand another run is on show, whose numbers are not here.
    this.run = runs.find(({ path }) => path === worked?.path);
    this.drawn = undefined;
  }

  /** @param {SentWorked} worked */
  #build({ name, heads, rows, columns }) {
    this.columns = Object.fromEntries(Object.entries(columns).map(([id, packed]) => [id, unpack(packed)]));
    this.cells = [];
    this.root.setAttribute("aria-label", name);
    const body = rows.map((row) => element("tr", {}, ...row.map((template) => {
      const holes = template.match(HOLE)?.length ?? 0, cell = element("td", { className: holes < LONG ? "" : "long" }, template);
      if (holes) this.cells.push({ cell, template });
      return cell;
    })));
    const head = element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text)));
    this.root.replaceChildren(element("table", {}, element("thead", {}, head), element("tbody", {}, ...body)));
  }

  /**
   * The numbers of the update that `step` makes; at the end those of the last one stay.
   * @type {(step: number, playing: boolean) => void}
   */
  draw(step, playing) {
    if (!this.sent || this.drawn === step) return;
    const now = performance.now();
    if (playing && this.drawn !== undefined && now - this.last < PACE) return;
    this.last = now;
    this.drawn = step;
    const update = this.run ? updateAt(step, this.run.last) : -1;
    const known = update < 0 ? null : knownAt(this.sent.numbers, this.columns, update);
    for (const { cell, template } of this.cells) {
      const pieces = known ? filled(template, known).split(POWER) : [];
      cell.replaceChildren(...pieces.map((text, i) => (i % 2 ? element("sup", {}, text) : text)));
    }
  }
}
