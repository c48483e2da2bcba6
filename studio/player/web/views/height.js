// The vertical axis of the picture in 3D: the loss itself, or its logarithm above the lowest point.

/** @import { Scale, Surface } from "../data/types.js" */
/** @typedef {Pick<Surface, "z" | "levels" | "low" | "floor">} Ground */

/**
 * How high a loss stands. On the logarithmic axis log10(L − low + floor), as the level lines have it; what is lower than
 * that has no place there.
 * @type {(ground: Pick<Ground, "low" | "floor">, scale: Scale) => (loss: number) => number}
 */
export function heightOf({ low, floor }, scale) {
  if (scale === "linear") return (loss) => loss;
  return (loss) => (loss - low + floor > 0 ? Math.log10(loss - low + floor) : NaN);
}

/**
 * The heights of the grid on either axis, from what was sent for the level lines.
 * @type {(ground: Ground, scale: Scale) => ArrayLike<number>}
 */
export function gridHeights(ground, scale) {
  const { z, levels, low, floor } = ground;
  if (levels === scale) return z;
  return Float64Array.from(z, levels === "log" ? (value) => low - floor + 10 ** value : heightOf(ground, scale));
}

/** @type {(power: number) => string} an exponent as it is written */
const raised = (power) => String(power).replace(/./g, (sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)]));

/**
 * Labels of the logarithmic axis: so much above the lowest point, powers of ten, at most five of them, and 0. A power so
 * small that its label would touch that of 0 is left out.
 * @param {Pick<Ground, "low" | "floor">} ground
 * @param {number} high the height of the highest point
 * @returns {{at: number, text: string}[]}
 */
export function heightTicks({ low, floor }, high) {
  const height = heightOf({ low, floor }, "log");
  const first = Math.ceil(Math.log10(floor) + 0.3), last = Math.floor(high), every = Math.max(1, Math.ceil((last - first) / 4));
  const powers = Array.from({ length: Math.max(0, Math.floor((last - first) / every) + 1) }, (_, k) => last - k * every).reverse();
  return [
    { at: height(low), text: "0" },
    ...powers.map((power) => ({ at: height(low + 10 ** power), text: power === 0 ? "1" : power === 1 ? "10" : `10${raised(power)}` })),
  ];
}
