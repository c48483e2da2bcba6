// A mark against the true step: how far away it is, how far to the side and how much too long; and what is no mark at all.

import { apart, turned } from "../predict/gap.js";

/** @import { Frame } from "../draw/frame.js" */
/** @import { Point } from "../data/types.js" */
/** @typedef {{share: number, degrees: number, times: number}} Grade `share` of the true step's length */

const SAME = 3; // pixels: what is nearer is the place itself
export const CLOSE = 0.15; // of the step's length

/**
 * Both axes have one unit: what is measured is a way in the plane and no matter of the picture.
 * @type {(from: Point, mark: Point, truth: Point) => Grade}
 */
export function gradeOf(from, mark, truth) {
  const sheet = { width: Math.hypot(truth[0] - from[0], truth[1] - from[1]), pixel: (/** @type {Point} */ point) => point };
  return { share: apart(mark, truth, sheet).share, ...turned(from, mark, truth, sheet) };
}

/**
 * Why a point is no mark, null if it is one.
 * @type {(from: Point, mark: Point, frame: Frame) => "outside" | "same" | null}
 */
export function refused(from, mark, frame) {
  if (!frame.holds(frame.x(mark[0]), frame.y(mark[1]))) return "outside";
  return Math.hypot((mark[0] - from[0]) * frame.perX, (mark[1] - from[1]) * frame.perY) < SAME ? "same" : null;
}

/** @type {(grades: Grade[]) => number} */
export const average = (grades) => grades.reduce((sum, { share }) => sum + share, 0) / grades.length;

/** @param {number} share */
export const percent = (share) => `${Math.round(100 * share)}%`;
