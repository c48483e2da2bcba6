// The scales of the curves: where a value stands on an upward axis, and where its labels are.

/** @import { Axis, Curve, Range, Tick } from "../data/types.js" */

/**
 * 10 with its exponent, or 0: what stands at a label.
 * @type {(at: number, sign: number, exponent: number) => Tick}
 */
const tick = (at, sign, exponent) => ({ at, sign, exponent });

/**
 * Whole numbers from `low` to `high`, at most five, 0 among them if it lies between.
 * @type {(low: number, high: number) => number[]}
 */
function wholes(low, high) {
  const every = Math.max(1, Math.ceil((high - low) / 4));
  const first = Math.ceil(low / every) * every;
  return Array.from({ length: Math.floor((high - first) / every) + 1 }, (_, k) => first + k * every);
}

/**
 * Decades. A value of zero has no place: the line leaves at the bottom.
 * @param {Range} range
 * @returns {Axis}
 */
function logarithmic([low, high]) {
  return {
    of: (value) => (value > 0 ? Math.log10(value) : value <= 0 ? -1e9 : NaN),
    ticks: wholes(low, high).map((exponent) => tick(exponent, 1, exponent)),
  };
}

/**
 * Linear up to ±threshold, which stand at ±1, and decades beyond.
 * @type {(range: Range, threshold: number) => Axis}
 */
function symmetric([low, high], threshold) {
  const exponent = Math.round(Math.log10(threshold));
  return {
    of: (value) => {
      const size = Math.abs(value) / threshold;
      return size <= 1 ? value / threshold : Math.sign(value) * (1 + Math.log10(size));
    },
    ticks: wholes(low, high).map((at) => tick(at, Math.sign(at), exponent + Math.abs(at) - 1)),
  };
}

/** @param {Pick<Curve, "range" | "threshold">} curve */
export function scaleOf({ range, threshold }) {
  return threshold === null ? logarithmic(range) : symmetric(range, threshold);
}

/**
 * Steps to label: 0, 10, 100 … on a logarithmic axis, round numbers on an even one.
 * @type {(steps: number, log: boolean) => number[]}
 */
export function stepTicks(steps, log) {
  if (log) return [0, ...Array.from({ length: Math.floor(Math.log10(Math.max(steps, 1))) }, (_, k) => 10 ** (k + 1))];
  const power = 10 ** Math.floor(Math.log10(Math.max(steps, 1) / 4));
  const every = Math.max(1, [1, 2, 5].map((digit) => digit * power).find((size) => steps / size <= 5) ?? 10 * power);
  return Array.from({ length: Math.floor(steps / every) + 1 }, (_, k) => k * every);
}
