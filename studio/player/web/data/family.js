// The runs that one run would be with other values of a number: unpacked one by one, when they are looked at.

import { unpack } from "./decode.js";
import { Run, unpackTable } from "./run.js";

/** @import { Ending, Numbers, Paths, SentFamily } from "./types.js" */

/** A run that is only looked at: it is not asked for single steps, the ones that it has will do. */
class Tried extends Run {
  /** @override */
  knows() {
    return true;
  }
}

export class Family {
  /** @type {Map<number, Tried>} */ #runs = new Map();
  /** @type {Paths | undefined} */ #paths;
  /** @type {Run | undefined} */ #run;
  /** @type {Ending[]} */ #endings = [];

  /** @param {SentFamily} sent */
  constructor({ steps, tables }) {
    this.steps = steps && unpack(steps);
    this.tables = tables;
  }

  /**
   * The run that is varied, and what is to be said of it with each value.
   * @type {(run: Run, endings: Ending[]) => void}
   */
  of(run, endings) {
    this.#run = run;
    this.#endings = endings;
    this.#runs.clear();
  }

  /**
   * The run with the value at `i`, drawn like the one that is varied; undefined if it has none there.
   * @param {number} i
   */
  run(i) {
    if (!this.#run || !this.tables[i]) return undefined;
    let run = this.#runs.get(i);
    if (!run) {
      const table = unpackTable({ steps: null, lifted: null, columns: this.tables[i] });
      const steps = this.steps?.subarray(0, table.columns.x.length) ?? null;
      // What is counted over the seeds, seen through a window, or followed by the steps is not known of other values.
      const unknown = { window: undefined, finer: null, bundle: null, seeds: null, flows: null };
      const facts = { ...this.#run, ...this.#endings[i], ...unknown, path: `${this.#run.path} ${i}` };
      this.#runs.set(i, (run = new Tried(facts, { ...table, steps })));
    }
    return run;
  }

  /** The paths of all values, as a bundle has them; a path that ended early is filled up with NaN. */
  get paths() {
    this.#paths ??= this.#together();
    return this.#paths;
  }

  /** @returns {Paths} */
  #together() {
    const places = this.tables.map(({ x, y }) => ({ x: unpack(x), y: unpack(y) }));
    const count = places.length, length = Math.max(...places.map(({ x }) => x.length));
    /** @type {(name: "x" | "y") => Numbers} */
    const all = (name) => {
      const column = new Float32Array(count * length).fill(NaN);
      places.forEach((place, i) => column.set(place[name], i * length));
      return column;
    };
    return { count, length, x: all("x"), y: all("y"), steps: this.steps?.subarray(0, length) ?? null };
  }
}
