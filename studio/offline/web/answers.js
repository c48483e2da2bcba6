// What answers the player where there is no server: what it can be told from what is here, and for the rest a reason.

import { cut } from "./unfold.js";

/** @import { Choices, Mark, Payload, Wishes } from "../../player/web/data/types.js" */
/**
 * What is sent once, with the numbers of the run for each value of the dial, and what is said of each flow while it is seen.
 * @typedef {Payload & {turned: [symbol: string, value: string][][], flowing: Record<typeof FLOWS[number], string[]>}} Whole
 */
/** @typedef {Choices & {marks: Mark[], at: number | null, taken: number}} State what the reader has chosen; `at` is the value of the dial */
/** @typedef {"start" | "number" | "dial" | "probe" | "relief" | "steps"} Reason why something is not here */

const NAMES = /** @type {const} */ (["clock", "space", "height", "trail"]), FLOWS = /** @type {const} */ (["flow", "follows"]);

/** @type {(whole: Whole) => State} as the page was made */
export function stateOf({ clock, space, height, trail, marks, dial }) {
  return { clock, space, height, trail, marks: marks.filter((mark) => mark !== "probe"), at: dial && dial.at, taken: 0 };
}

/**
 * What a wish makes of the state; a word if it cannot be granted here; null if nothing becomes of it.
 * @type {(wish: keyof Wishes, value: any, now: State, here: {whole: Whole, relief: boolean, steps: boolean}) => State | Reason | null}
 */
export function answer(wish, value, now, { whole: { dial }, relief, steps }) {
  switch (wish) {
    case "choice": {
      const taken = { ...now, taken: value.wish };
      if (value.name === "space" && value.value !== "2d" && !relief) return "relief";
      return NAMES.includes(value.name) ? { ...taken, [value.name]: value.value } : taken;
    }
    case "marks": {
      /** @type {Mark[]} */ const news = value.marks.filter((/** @type {Mark} */ mark) => !now.marks.includes(mark));
      if (!dial && news.some((mark) => mark === "dial" || mark === "family")) return "dial";
      if (news.includes("probe")) return "probe";
      if (!steps && news.includes("numbers")) return "steps";
      return { ...now, marks: value.marks, taken: value.wish };
    }
    case "knob": {
      const at = dial && value.place === dial.place && value.id === dial.id ? dial.values.indexOf(value.value) : -1;
      return at < 0 ? "number" : { ...now, at };
    }
    case "start": return "start";
    case "vary": case "change": case "moved": return "number";
    // Finer points, and what was missed: all that there is is here.
    default: return null;
  }
}

/**
 * The flows of a run that are to be seen.
 * @param {any} flows
 * @param {string[]} ids
 */
const flowsOf = (flows, ids) => flows && ids.length
  ? { key: `${flows.key} ${ids}`, paths: Object.fromEntries(ids.map((id) => [id, flows.paths[id]])) } : null;

/**
 * What the player is shown: of what is here, what was chosen.
 * @type {(whole: Whole, state: State) => Payload}
 */
export function shown(whole, { at, marks, taken, clock, space, height, trail }) {
  const { dial, turned, beside } = whole, has = (/** @type {Mark} */ mark) => marks.includes(mark);
  /** @type {<Side extends {critical: unknown, bends: unknown}>(side: Side) => Side} */
  const seen = (side) => ({ ...side, critical: has("critical") ? side.critical : null, bends: has("limit") ? side.bends : null });
  const flowing = FLOWS.filter(has);
  const runs = whole.runs.map((run) => {
    const marked = { ...run, flows: flowsOf(run.flows, flowing), places: has("places") ? run.places : [], points: has("points") || has("numbers") ? run.points : [], formulas: has("numbers") ? run.formulas : null };
    if (!dial || at === null || at === dial.at || run.place !== dial.place) return marked;
    // The run with another value of the dial: its path, and nothing that is known of single steps of the one before.
    const { key, steps, tables } = /** @type {any} */ (dial.family);
    const table = { key: `${key} ${at}`, steps: steps && cut(steps, tables[at].x), lifted: null, columns: tables[at] }, path = `${run.path} ${at}`;
    return { ...marked, ...dial.facts[at], numbers: turned[at] ?? run.numbers, table, path, bundle: null, flows: null, seeds: null, finer: null, places: [], window: undefined };
  });
  return /** @type {Payload} */ ({
    ...seen(whole), beside: beside && seen(beside), runs, marks, taken, clock, space, height, trail, log_steps: clock === "log",
    dial: dial && { ...dial, at: at ?? dial.at }, notices: [...whole.notices, ...flowing.flatMap((id) => whole.flowing[id])],
  });
}
