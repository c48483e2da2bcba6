// The scales of the curves: where a value stands on an upward axis, and where its labels are.

/** @import { Axis, Curve, Range, Tick } from "../data/types.js" */

const MANY = 20; // of that many round numbers two surely lie on an axis
const MORE = 6; // decades by which an axis grows at most, upwards or downwards

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
 * The range of an axis that holds these columns too, up to its next whole decade: for what is on show while the dial is turned.
 * What grows without end leaves it MORE decades above.
 * @type {(curve: Pick<Curve, "range" | "threshold">, columns: ArrayLike<number>[]) => Range}
 */
export function holding(curve, columns) {
  const { of } = scaleOf(curve), { range: [low, high], threshold } = curve;
  let [least, most] = [low, high];
  for (const column of columns) for (let i = 0; i < column.length; i++) {
    const at = of(column[i]);
    if (!Number.isFinite(at) || at < -1e8) continue;
    least = Math.min(least, at);
    most = Math.max(most, at);
  }
  /** @type {Range} */
  const range = [Math.max(Math.floor(least), low - MORE), Math.min(Math.ceil(most), high + MORE)];
  // A symmetric axis that has no values below 0 begins there.
  return threshold !== null && low === 0 && least === 0 ? [0, range[1]] : range;
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

/**
 * Round numbers from `low` to `high`, as many as there may be, as they are written; two at least, for one says nothing of a scale.
 * @type {(low: number, high: number, most: number) => {at: number, text: string}[]}
 */
export function roundTicks(low, high, most) {
  const power = 10 ** Math.floor(Math.log10((high - low) / most));
  const every = power * ([1, 2, 5].find((digit) => (high - low) / (digit * power) <= most) ?? 10), first = Math.ceil(low / every);
  const count = Math.floor(high / every) - first + 1;
  if (count < 2 && most < MANY) {
    const finer = roundTicks(low, high, most * 1.5);
    // What there is no room for is left out, those at the ends first.
    return finer.length > 3 ? [finer[1], finer[finer.length - 2]] : finer;
  }
  return Array.from({ length: count }, (_, k) => {
    const at = Number(((first + k) * every).toPrecision(12));
    return { at, text: Math.abs(at) < 1e5 ? String(at).replace("-", "−") : at.toExponential().replace("e+", "e").replaceAll("-", "−") };
  });
}
