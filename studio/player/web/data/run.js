// One run as the browser knows it: a table of kept steps, and single steps around the play head.

import { Fields, lastUpTo, unpack } from "./decode.js";
import { Finer } from "./finer.js";

/** @import { Columns, Facts, FinerTable, Flows, Near, Packed, Paths, SentTable, SentWindow, Table, Update } from "./types.js" */

/** @type {(columns: Record<string, Packed>) => Columns} */
const unpackAll = (columns) =>
  /** @type {Columns} */ (Object.fromEntries(Object.entries(columns).map(([name, packed]) => [name, unpack(packed)])));

/**
 * The columns of a table; `steps` null means that it has every step, `lifted` null that the pen never is.
 * @param {SentTable} sent
 * @returns {Table}
 */
export function unpackTable({ steps, lifted, columns }) {
  return { columns: unpackAll(columns), steps: steps && unpack(steps), lifted: lifted && unpack(lifted) };
}

const Known = /** @type {new (facts: Facts) => Facts} */ (Fields);

export class Run extends Known {
  /**
   * @param {Facts & {window?: SentWindow, bundle: Paths | null, flows?: Flows | null, finer: FinerTable | null, family?: Paths | null, link?: Record<string, string>}} sent
   * @param {Table} table
   */
  constructor({ window, bundle, flows = null, finer, family = null, link = {}, ...facts }, { columns, steps, lifted }) {
    super(facts);
    this.bundle = bundle;
    this.flows = flows; // the paths without steps that are to be seen beside it
    this.link = link; // of the scene that it came with
    this.family = family; // the paths for the values of the dial, if they are to be seen
    this.columns = columns;
    this.steps = steps;
    this.lifted = lifted;
    this.length = columns.x.length;
    /** @type {Near | undefined} */
    this.near = window && { ...window, columns: unpackAll(window.columns) };
    this.finer = finer && new Finer(finer);
  }

  /**
   * The last row whose step is not after `step`.
   * @param {number} step
   */
  row(step) {
    return this.steps ? lastUpTo(this.steps, step) : Math.min(Math.floor(step), this.length - 1);
  }

  /** @param {number} row */
  stepOf(row) {
    return this.steps ? this.steps[row] : row;
  }

  /**
   * Whether the very values of this step are here. A run that has ended knows all later steps.
   * @param {number} step
   */
  knows(step) {
    if (step >= this.last || !this.steps) return true;
    return this.steps[this.row(step)] === step || this.#near(step) >= 0;
  }

  /**
   * Where a step stands in the window around the play head; −1 if it does not.
   * @param {number} step
   */
  #near(step) {
    if (!this.near) return -1;
    const at = step - this.near.from;
    return at >= 0 && at < this.near.columns.x.length ? at : -1;
  }

  /**
   * The first and the last of the steps from `low` to `high` that were sent one by one; null if none were.
   * @type {(low: number, high: number) => [low: number, high: number] | null}
   */
  singles(low, high) {
    if (!this.near) return null;
    const { from, columns } = this.near, first = Math.max(low, from), last = Math.min(high, from + columns.x.length - 1);
    return first <= last ? [first, last] : null;
  }

  /**
   * Every column of the table at a whole step, exactly as recorded if the step is near the play head.
   * @param {number} step
   * @returns {Record<string, number>}
   */
  at(step) {
    const inside = Math.min(step, this.last), near = this.#near(inside), row = this.row(inside);
    const values = Object.fromEntries(Object.entries(this.columns).map(([name, column]) => {
      const exact = near < 0 ? undefined : this.near?.columns[name];
      return [name, exact ? exact[near] : column[row]];
    }));
    return near < 0 ? { ...values, ...this.finer?.at(inside) } : values;
  }

  /**
   * All that is known of one update, in float64, with its templates and the next point; null if it is not here.
   * @param {number} step
   * @returns {Update | null}
   */
  exact(step) {
    const row = this.#near(step);
    if (!this.near?.written || row < 0 || this.#near(step + 1) < 0) return null;
    const template = this.near.written.findLast(([from]) => from <= step);
    if (!template) return null;
    const { columns } = this.near, [, m, sigma, eta] = template;
    const values = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[row]]));
    return { step, next: [columns.x[row + 1], columns.y[row + 1]], values, written: { m, sigma, eta } };
  }
}
