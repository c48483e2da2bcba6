// What has been answered, before the course and after it: kept in this browser and nowhere else.

/** @typedef {"before" | "after"} When */
/** The answer to each question, by its id: which misconception it is, "" for the right one. @typedef {Record<string, string>} Given */
/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Store */

const KEY = "twelve questions";
const TIMES = /** @type {When[]} */ (["before", "after"]);

export class Answers {
  kept = true; // whether the browser keeps what it is given

  /**
   * @param {string[]} ids those of the questions
   * @param {() => Store} store where they are kept: a browser may refuse to say
   */
  constructor(ids, store) {
    this.ids = ids;
    this.store = store;
    this.given = this.#read();
  }

  /** What was kept, as far as it is answers. @returns {Record<When, Given>} */
  #read() {
    /** @type {unknown} */ let kept = null;
    try {
      kept = JSON.parse(this.store().getItem(KEY) ?? "null");
    } catch (error) {
      // What is no JSON is written over; a browser that keeps nothing says so.
      this.kept = error instanceof SyntaxError;
    }
    const of = (/** @type {When} */ when) => {
      const all = kept && typeof kept === "object" ? /** @type {Record<string, unknown>} */ (kept)[when] : null;
      const found = all && typeof all === "object" ? Object.entries(all) : [];
      return Object.fromEntries(found.filter(([id, answer]) => this.ids.includes(id) && typeof answer === "string"));
    };
    return { before: of("before"), after: of("after") };
  }

  /** @type {(when: When, id: string) => string | undefined} */
  of(when, id) {
    return this.given[when][id];
  }

  /** The first answer counts. @type {(when: When, id: string, answer: string) => void} */
  give(when, id, answer) {
    if (this.of(when, id) !== undefined) return;
    this.given[when][id] = answer;
    this.#write((store) => store.setItem(KEY, JSON.stringify(this.given)));
  }

  forget() {
    this.given = { before: {}, after: {} };
    this.#write((store) => store.removeItem(KEY));
  }

  /** How many are right. @param {When} when */
  right(when) {
    return Object.values(this.given[when]).filter((answer) => !answer).length;
  }

  /** When it is to begin with: after the course, once all questions have been answered before it. @returns {When} */
  get now() {
    return TIMES[Number(this.ids.every((id) => this.of("before", id) !== undefined))];
  }

  /** The first question that is open; the first of all if none is. @param {When} when */
  open(when) {
    return Math.max(this.ids.findIndex((id) => this.of(when, id) === undefined), 0);
  }

  /** @param {(store: Store) => void} write */
  #write(write) {
    try {
      write(this.store());
    } catch {
      this.kept = false;
    }
  }
}
