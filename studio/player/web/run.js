// One run as the browser knows it: a table of kept steps, and single steps around the play head.

import { unpack } from "./decode.js";

const unpackAll = (columns) => Object.fromEntries(Object.entries(columns).map(([name, packed]) => [name, unpack(packed)]));

/** The columns of a table; `steps` null means that it has every step, `lifted` null that the pen never is. */
export function unpackTable({ steps, lifted, columns }) {
  const unpacked = unpackAll(columns);
  return { ...unpacked, names: Object.keys(columns), steps: steps && unpack(steps), lifted: lifted && unpack(lifted) };
}

export class Run {
  constructor(data, table) {
    Object.assign(this, data, table); // name, place, light, dark, dash, marker, last, kind, sentence, end, …
    this.length = this.x.length;
    if (data.window) {
      const { from, columns, written } = data.window;
      this.near = { from, written, ...unpackAll(columns) };
    }
  }

  /** The last row whose step is not after `step`. */
  row(step) {
    if (!this.steps) return Math.min(Math.floor(step), this.length - 1);
    let low = 0, high = this.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.steps[middle] <= step) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  stepOf(row) {
    return this.steps ? this.steps[row] : row;
  }

  /** Whether the very values of this step are here. A run that has ended knows all later steps. */
  knows(step) {
    if (step >= this.last || !this.steps) return true;
    return this.steps[this.row(step)] === step || this.#near(step) >= 0;
  }

  #near(step) {
    const at = this.near ? step - this.near.from : -1;
    return at >= 0 && at < this.near.x.length ? at : -1;
  }

  /** Every column of the table at a whole step, exactly as recorded if the step is near the play head. */
  at(step) {
    const inside = Math.min(step, this.last);
    const near = this.#near(inside);
    const row = near >= 0 ? near : this.row(inside), found = {};
    for (const name of this.names) found[name] = ((near >= 0 && this.near[name]) || this[name])[row];
    return found;
  }

  /** All that is known of one update, in float64, with its templates and the next point; null if it is not here. */
  exact(step) {
    const row = this.#near(step);
    if (!this.near?.written || row < 0 || this.#near(step + 1) < 0) return null;
    const found = { step, next: [this.near.x[row + 1], this.near.y[row + 1]] };
    for (const [name, column] of Object.entries(this.near)) if (ArrayBuffer.isView(column)) found[name] = column[row];
    const [, m, sigma, eta] = this.near.written.findLast(([from]) => from <= step);
    return { ...found, written: { m, sigma, eta } };
  }
}
