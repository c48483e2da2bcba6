import assert from "node:assert/strict";
import { test } from "node:test";

import { Exact } from "../../../studio/player/web/data/exact.js";
import { plain, written } from "../../../studio/player/web/beside/equations.js";
import { runOf } from "../fakes.js";

/** @import { Update, Words, Written } from "../../../studio/player/web/data/types.js" */

const WORDS = /** @type {Words} */ ({ no_step: "no step" });
const RUN = runOf({ x: [0], y: [0] }, { formulas: {
  knobs: { alpha: ["α", 0.9], epsilon: ["ε", 1e-8], eta: ["η", 0.25] }, memory: { m: "mᵗ⁻¹", sigma: "vᵗ⁻¹" }, computed: "",
} });

/**
 * The lines of an update, as text with every digit.
 * @param {Partial<Update["values"]>} values
 * @param {Partial<Update["written"]>} [templates]
 * @param {typeof RUN} [run]
 */
function lines(values, templates, run = RUN) {
  const update = {
    step: 3, next: /** @type {[number, number]} */ ([0.5, -1.25]), written: { m: "{g}", sigma: "1", eta: "{eta}", ...templates },
    values: { x: 1, y: -1, eta: 0.25, g1: 2, g2: 1, m1: 2, m2: 1, s1: 1, s2: 1, ...values },
  };
  const { shared, parameters } = written(run, /** @type {Update} */ (update), WORDS);
  return { shared: plain(shared), first: parameters[0].map(plain), second: parameters[1].map(plain) };
}

test("a number is shown with six significant digits, and its sign is a minus", () => {
  const short = (/** @type {number} */ value) => new Exact(value).short;
  assert.deepEqual([1 / 3, -2 / 3, 123456.7, 1234567.8, 0.00012345678].map(short), ["0.333333", "−0.666667", "123457", "1234570", "0.000123457"]);
  assert.deepEqual([0, -0, 1, -2.5, 100].map(short), ["0", "0", "1", "−2.5", "100"]);
});

test("very large and very small numbers are shown with an exponent", () => {
  const short = (/** @type {number} */ value) => new Exact(value).short;
  assert.deepEqual([9999999, 1e7, 1.2345678e20, -3e-5, 1e-4].map(short), ["1e7", "1e7", "1.23457e20", "−3e−5", "0.0001"]);
});

test("the exact text of a number gives the same float64 back, with a minus that computers read", () => {
  const exact = (/** @type {number} */ value) => new Exact(value).exact;
  assert.deepEqual([0.1 + 0.2, -1e21, 5e-324, -0].map(exact), ["0.30000000000000004", "-1e21", "5e-324", "0"]);
  for (const value of [Math.PI, 1 / 3, 1e21 / 7, -(2 ** -1074), Number.MAX_VALUE]) assert.equal(Number(exact(value)), value);
});

test("the move of a parameter stands in symbols, in numbers and with its result", () => {
  const { first, second } = lines({});
  assert.equal(first[0], "θ₁ ← θ₁ − η/σ₁ · m₁ = 1 − 0.25/1 · 2 = 0.5");
  assert.equal(second[0], "θ₂ ← θ₂ − η/σ₂ · m₂ = -1 − 0.25/1 · 1 = -1.25");
});

test("a negative number in the middle has brackets, at the beginning it has none", () => {
  assert.equal(lines({ x: -1, m1: -2 }).first[0], "θ₁ ← θ₁ − η/σ₁ · m₁ = -1 − 0.25/1 · (-2) = 0.5");
});

test("without m there is no step, and no division by σ is written", () => {
  assert.equal(lines({ m1: 0, s1: 0 }).first[0], "θ₁ ← θ₁ − η/σ₁ · m₁ = no step = 0.5");
});

test("a template is filled with symbols, then with the numbers of its own parameter", () => {
  const { first, second } = lines(
    { m1: 2.9, m2: -0.8, last_m1: 1, last_m2: -2 }, { m: "{alpha} · {last} + {g}" },
  );
  assert.equal(first[2], "m₁ = α · mᵗ⁻¹ + g = 0.9 · 1 + 2 = 2.9");
  assert.equal(second[2], "m₂ = α · mᵗ⁻¹ + g = 0.9 · (-2) + 1 = -0.8");
});

test("what is raised to a power has brackets if it is negative or has an exponent", () => {
  const squared = (/** @type {number} */ g1) => lines({ g1, s1: 7 }, { sigma: "√({g}² + {epsilon})" }).first[1];
  assert.equal(squared(2), "σ₁ = √(g² + ε) = √(2² + 1e-8) = 7");
  assert.equal(squared(-2), "σ₁ = √(g² + ε) = √((-2)² + 1e-8) = 7");
  assert.equal(squared(3e-9), "σ₁ = √(g² + ε) = √((3e-9)² + 1e-8) = 7");
});

test("the step is t, the count of steps t + 1, and a symbol of several parts has brackets", () => {
  const { shared } = lines({ eta: 0.125 }, { eta: "{eta} / √{n} · {t}" });
  assert.equal(shared, "η = η / √(t + 1) · t = 0.25 / √4 · 3 = 0.125");
});

test("a number that stands in the template itself is known without being sent", () => {
  assert.equal(lines({ m1: 1.5 }, { m: "{r=0.75} · {g}" }).first[2], "m₁ = r · g = 0.75 · 2 = 1.5");
});

test("a template that says no more than the result is not repeated", () => {
  const { shared, first } = lines({});
  assert.equal(shared, "η = 0.25"); // the symbol itself
  assert.equal(first[1], "σ₁ = 1"); // a number without holes
  assert.equal(first[2], "m₁ = g = 2"); // one name alone: its number is the result
  assert.equal(first[3], "g₁ = 2");
});

test("where no formula can be written, the line says whose code computed the number", () => {
  const run = runOf({ x: [0], y: [0] }, { formulas: { knobs: {}, memory: { m: "", sigma: "" }, computed: "computed by optax" } });
  const { shared, first } = lines({ m1: 0.5 }, { m: "", sigma: "1", eta: "" }, run);
  assert.equal(first[2], "m₁ = 0.5 (computed by optax)");
  assert.equal(shared, "η = 0.25");
});

test("a run whose formulas were not sent says so", () => {
  assert.throws(() => lines({}, {}, runOf({ x: [0], y: [0] })), /formulas/);
});

test("the plain text of a line has every digit and its brackets", () => {
  const negative = new Exact(-1 / 3);
  negative.bracketed = true;
  /** @type {Written} */
  const line = { symbol: "a", forms: [["b · ", new Exact(0.1)], [negative, "²"]] };
  assert.equal(plain(line), "a = b · 0.1 = (-0.3333333333333333)²");
  assert.equal(plain({ ...line, sign: "←" }), "a ← b · 0.1 = (-0.3333333333333333)²");
});

test("the other points of the step stand below, and what they are is said once", () => {
  const run = runOf({ x: [0], y: [0] }, { formulas: RUN.formulas, points: [{ symbol: "a", name: "uphill", lasts: false }] });
  const { first, second } = lines({ p1x: 0.5, p1y: -2 }, {}, run);
  assert.deepEqual([first.at(-1), second.at(-1)], ["a₁ = 0.5 (uphill)", "a₂ = -2"]);
  assert.equal(lines({}, {}, run).first.at(-1), "g₁ = 2");
});
