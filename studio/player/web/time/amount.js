// How much of a path is on show: all of it, its last steps, or a dot for each step.

/** @import { Amount } from "../data/types.js" */

/** @type {Partial<Record<Amount, number>>} */
const LAST = { last_500: 500, last_100: 100, last_20: 20 };

/**
 * How many steps are drawn behind the head and no others; undefined if all are.
 * @param {Amount} amount
 */
export const lastOf = (amount) => LAST[amount];
