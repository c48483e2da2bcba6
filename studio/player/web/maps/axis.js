// The two axes of a map: from values to even ways and back, and what is left of them when a map is zoomed.

/** @import { Axis } from "./types.js" */
/** @import { Range } from "../data/types.js" */

const EPSILON = 2 ** -52, UNITS = 4, FINEST = 512; // as scenes/maps/link.py has them

/** @type {(axis: {log: boolean}, value: number) => number} */
export const way = ({ log }, value) => (log ? Math.log10(value) : value);
/** @type {(axis: {log: boolean}, place: number) => number} */
export const value = ({ log }, place) => (log ? 10 ** place : place);
/** The ends as even ways. @type {(axis: Pick<Axis, "log" | "ends">) => Range} */
export const span = (axis) => [way(axis, axis.ends[0]), way(axis, axis.ends[1])];

/**
 * The ends of an axis between these ways, as far as its number allows them; null where float64 could not tell its points apart.
 * @type {(axis: Axis, ways: Range) => Range | null}
 */
export function between(axis, [from, to]) {
  const [first, last] = [value(axis, Math.min(from, to)), value(axis, Math.max(from, to))].map((one) => Math.min(Math.max(one, axis.low), axis.high));
  const apart = UNITS * FINEST * EPSILON * Math.max(Math.abs(first), Math.abs(last));
  return last - first > apart ? [first, last] : null;
}

/**
 * Nearer by this factor, with a share of the axis staying where it is.
 * @type {(axis: Axis, factor: number, share: number) => Range | null}
 */
export function nearer(axis, factor, share) {
  const [from, to] = span(axis), at = from + share * (to - from);
  return between(axis, [at - (at - from) / factor, at + (to - at) / factor]);
}
