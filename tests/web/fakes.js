// What the browser gives to the modules, as far as the tests need it; and data as Python sends them.

import { mock } from "node:test";

import { Run, unpackTable } from "../../studio/player/web/data/run.js";

/** @import { Flows, Packed, SentRun } from "../../studio/player/web/data/types.js" */
/** @typedef {[name: string, ...args: unknown[]]} Call */

const TYPES = { float32: Float32Array, float64: Float64Array, int32: Int32Array, uint8: Uint8Array };

/**
 * Numbers in base64, as studio/player/pack.py packs them.
 * @param {Packed["type"]} type
 * @param {number[]} values
 * @returns {Packed}
 */
export function packed(type, values) {
  return { type, bytes: Buffer.from(TYPES[type].from(values).buffer).toString("base64") };
}

/** @type {(columns: Record<string, number[]>) => Record<string, Packed>} */
export const packedAll = (columns) =>
  Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, packed("float64", values)]));

/**
 * A run with these columns, at every step or at some.
 * @param {Record<string, number[]>} columns
 * @param {Partial<Omit<SentRun, "table" | "bundle" | "flows" | "finer">> & {flows?: Flows, steps?: number[], lifted?: number[]}} [facts]
 */
export function runOf(columns, { steps, lifted, ...facts } = {}) {
  const table = unpackTable({
    steps: steps ? packed("int32", steps) : null,
    lifted: lifted ? packed("uint8", lifted) : null,
    columns: packedAll(columns),
  });
  return new Run({
    name: "run", place: 0, beside: false, in_hand: false, path: "path", numbers: [], rolls: false, light: "#000", dark: "#fff", dash: [], marker: "circle", last: columns.x.length - 1, kind: "unsettled",
    sentence: "", end: null, limit: null, epochs: null, changes: [], chapters: [], bounces: [], places: [], points: [], formulas: null, seeds: null, bundle: null, finer: null, ...facts,
  }, table);
}

/** The browser's time: it stands still until a frame is shown. */
export class Time {
  now = 0;
  /** @type {Map<number, (now: number) => void>} what waits for the next frame */
  waiting = new Map();
  #requests = 0;

  constructor() {
    mock.method(performance, "now", () => this.now);
    Object.assign(globalThis, {
      requestAnimationFrame: (/** @type {(now: number) => void} */ act) => {
        this.waiting.set(++this.#requests, act);
        return this.#requests;
      },
      cancelAnimationFrame: (/** @type {number} */ request) => this.waiting.delete(request),
    });
  }

  /**
   * So many frames, each this many milliseconds after the one before.
   * @param {number} milliseconds
   * @param {number} [count]
   */
  frames(milliseconds, count = 1) {
    for (let i = 0; i < count; i++) {
      this.now += milliseconds;
      const due = [...this.waiting.values()];
      this.waiting.clear();
      for (const act of due) act(this.now);
    }
  }
}

/** A path that remembers its pieces. */
class Path {
  /** @type {Call[]} */
  calls = [];

  /** @type {(x: number, y: number) => void} */
  moveTo(x, y) {
    this.calls.push(["moveTo", x, y]);
  }

  /** @type {(x: number, y: number) => void} */
  lineTo(x, y) {
    this.calls.push(["lineTo", x, y]);
  }
}

Object.assign(globalThis, { Path2D: Path });

/** A context that remembers what was called, with what, and what was set to what. A letter is 8 pixels wide. */
export function contextOf() {
  /** @type {Call[]} */
  const calls = [];
  const context = new Proxy({}, {
    get: (_, name) => (/** @type {unknown[]} */ ...args) => {
      calls.push([String(name), ...args.map((arg) => (arg instanceof Path ? arg.calls : arg))]);
      return name === "measureText" ? { width: 8 * String(args[0]).length } : undefined;
    },
    set: (_, name, value) => {
      calls.push([String(name), value]);
      return true;
    },
  });
  const said = (/** @type {string} */ name) => calls.filter(([one]) => one === name).map(([, ...args]) => args);
  return { calls, said, context: /** @type {CanvasRenderingContext2D} */ (context) };
}

/** @type {import("../../studio/player/web/data/types.js").Look} */
export const LOOK = {
  dark: false, ground: "white", text: "black", line: "grey", font: "Sans", scale: [[0, "#ffffff"], [1, "#808080"]], relief: 0.04, level: "silver",
  size: 1, type: (pixels, weight = "") => `${weight} ${pixels}px Sans`.trim(),
  colour: (run) => run.light,
};

/**
 * What a mark is given at a step, with this canvas for what is seen and that for what is hidden.
 * @param {CanvasRenderingContext2D} seen
 * @param {number} step
 * @param {CanvasRenderingContext2D} [hidden]
 * @returns {import("../../studio/player/web/marks/view.js").Context}
 */
export const momentOf = (seen, step, hidden = seen) => ({
  layer: [seen, hidden], look: LOOK, words: /** @type {import("../../studio/player/web/data/types.js").Words} */ ({}), step, position: step, amount: "full", taken: [], ink: null,
});
