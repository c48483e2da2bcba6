// What happened in one step, written out: templates from Python filled with symbols and with numbers.

import { Exact } from "../data/exact.js";

/** @import { Meaning, Update, Words, Written } from "../data/types.js" */
/** @import { Run } from "../data/run.js" */
/** @typedef {Record<string, Meaning>} Known */

const HOLE = /\{([^{}]*)\}/;

/**
 * Text and holes in turn: `a {b} c` → ["a ", "b", " c"].
 * @param {string} template
 */
const pieces = (template) => template.split(HOLE);

/**
 * `known` gives [symbol, value] of a name; `r=0.25` is known by itself.
 * @type {(name: string, known: Known) => Meaning}
 */
function meaning(name, known) {
  const at = name.lastIndexOf("=");
  return at < 0 ? known[name] : [name.slice(0, at), Number(name.slice(at + 1))];
}

/**
 * The template with symbols: ["√(α · vᵗ⁻¹ + …"].
 * @type {(template: string, known: Known) => string[]}
 */
function inSymbols(template, known) {
  const said = pieces(template).map((piece, i) => {
    if (i % 2 === 0) return piece;
    const [symbol] = meaning(piece, known);
    return symbol.includes(" ") ? `(${symbol})` : symbol;
  });
  return [said.join("")];
}

/**
 * The template with numbers, bracketed where a sign or an exponent would be misread.
 * @type {(template: string, known: Known) => (string | Exact)[]}
 */
export function inNumbers(template, known) {
  const all = pieces(template);
  return all.flatMap(/** @returns {(string | Exact)[]} */ (piece, i) => {
    if (i % 2 === 0) return piece ? [piece] : [];
    const number = new Exact(meaning(piece, known)[1]), raised = /^[²^]/.test(all[i + 1]);
    const first = i === 1 && !all[0];
    const misread = number.value < 0 ? raised || !first : raised && number.exact.includes("e");
    number.bracketed = misread;
    return [number];
  });
}

/**
 * A factor: its symbol, then = how it is written, = the same in numbers, = what was recorded.
 * @type {(symbol: string, template: string, known: Known, value: number, computed: string) => Written}
 */
function factor(symbol, template, known, value, computed) {
  const result = [new Exact(value)];
  if (!template) return { symbol, forms: [computed ? [...result, ` (${computed})`] : result] };
  const holes = pieces(template).length > 1;
  // A template that is one number, or one name, says nothing that the result does not.
  const alone = /^\{[^{}]*\}$/.test(template);
  const symbols = inSymbols(template, known);
  if (!holes || symbols[0] === symbol) return { symbol, forms: [result] };
  return { symbol, forms: [symbols, ...(alone ? [] : [inNumbers(template, known)]), result] };
}

/**
 * The lines of one step: first what both parameters share, then each of the two.
 * @param {Run} run one whose formulas are here
 * @param {Update} update what `run.exact(step)` gives
 * @param {Words} words
 * @returns {{shared: Written, parameters: Written[][]}}
 */
export function written(run, update, words) {
  if (!run.formulas) throw new TypeError("the formulas of this run were not sent");
  const { knobs, memory, computed } = run.formulas, { values } = update;
  // The other points of the step; what they are is said with the first parameter.
  /** @type {(i: number, sub: string) => Written[]} */
  const beside = (i, sub) => run.points.flatMap(({ symbol, name }, at) => {
    const value = values[`p${at + 1}${"xy"[i - 1]}`];
    return value === undefined ? [] : [{ symbol: `${symbol}${sub}`, forms: [[new Exact(value), ...(i === 1 ? [` (${name})`] : [])]] }];
  });
  /** @type {Known} */
  const numbers = { ...knobs, t: ["t", update.step], n: ["t + 1", update.step + 1] };
  const shared = factor("η", update.written.eta, numbers, values.eta, "");
  const parameters = [1, 2].map((i) => {
    const sub = "₁₂"[i - 1], g = values[`g${i}`], m = values[`m${i}`], sigma = values[`s${i}`];
    const before = values[i === 1 ? "x" : "y"], after = update.next[i - 1];
    /** @type {(letter: string, symbol: string) => Known} */
    const around = (letter, symbol) => ({ ...numbers, g: ["g", g], last: [symbol, values[`last_${letter}${i}`]] });
    /** @type {Known} */
    const whole = { theta: [`θ${sub}`, before], eta: ["η", values.eta], sigma: [`σ${sub}`, sigma], m: [`m${sub}`, m] };
    const formula = "{theta} − {eta}/{sigma} · {m}";
    /** @type {Written} */
    const moved = { symbol: `θ${sub}`, sign: "←", forms: [inSymbols(formula, whole), inNumbers(formula, whole), [new Exact(after)]] };
    // With σ = 0 the quotient would be none: where m is 0 there is no step at all.
    if (m === 0) moved.forms.splice(1, 1, [words.no_step]);
    return [
      moved,
      factor(`σ${sub}`, update.written.sigma, around("s", memory.sigma), sigma, computed),
      factor(`m${sub}`, update.written.m, around("m", memory.m), m, computed),
      { symbol: `g${sub}`, forms: [[new Exact(g)]] },
      ...beside(i, sub),
    ];
  });
  return { shared, parameters };
}

/**
 * One line as plain text, with every digit.
 * @param {Written} line
 */
export function plain({ symbol, sign = "=", forms }) {
  /** @type {(piece: string | Exact) => string} */
  const said = (piece) => (piece instanceof Exact ? (piece.bracketed ? `(${piece.exact})` : piece.exact) : piece);
  const texts = forms.map((form) => form.map(said).join(""));
  return `${symbol} ${sign} ${texts.join(" = ")}`;
}
