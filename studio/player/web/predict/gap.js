// How far a prediction is from the truth: of a path, a point, an arrow, a curve and of seeds that were divided.

import { nearestOf } from "./nearest.js";

/** @import { Point } from "../data/types.js" */
/** Pixels of a picture and its width: distances are shares of that. @typedef {{pixel: (point: Point) => Point, width: number}} Sheet */
/** What is compared: lines from points of the one to the nearest of the other, and how long they are on average. @typedef {{lines: [Point, Point][], share: number}} Gap */

const MOST = 1000; // points of a line that are looked at: more are not told apart
const RULED = 60; // points at which two lines are compared
const NEAR = 3; // times what is close

/**
 * At most so many of the points, evenly, the ends among them; what is no number is left out.
 * @type {(points: Point[], most?: number) => Point[]}
 */
export function thinned(points, most = MOST) {
  const few = points.length <= most ? points : Array.from({ length: most }, (_, i) => points[Math.round((i * (points.length - 1)) / (most - 1))]);
  return few.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
}

/**
 * So many points along a line, at equal distances on the screen; of one point that point.
 * @type {(points: Point[], count: number, sheet: Sheet) => Point[]}
 */
export function ruled(points, count, { pixel }) {
  const spots = points.map(pixel), way = [0];
  for (let i = 1; i < spots.length; i++) way.push(way[i - 1] + Math.hypot(spots[i][0] - spots[i - 1][0], spots[i][1] - spots[i - 1][1]));
  const whole = way[way.length - 1];
  if (!whole) return points.slice(0, 1);
  let at = 0;
  return Array.from({ length: count }, (_, i) => {
    const wanted = (whole * i) / (count - 1);
    while (at < way.length - 2 && way[at + 1] < wanted) at++;
    const share = Math.min((wanted - way[at]) / (way[at + 1] - way[at] || 1), 1), [a, b] = [points[at], points[at + 1]];
    return /** @type {Point} */ ([a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]);
  });
}

/**
 * Between two lines: from points of each the way to the other, on average.
 * @type {(drawn: Point[], truth: Point[], sheet: Sheet) => Gap | null}
 */
export function between(drawn, truth, sheet) {
  const own = thinned(drawn), other = thinned(truth);
  if (!own.length || !other.length) return null;
  const one = ruled(own, RULED, sheet), two = ruled(other, RULED, sheet);
  const there = nearestOf(one, other, sheet.pixel), back = nearestOf(two, own, sheet.pixel);
  const ends = [...one.map((point, i) => [point, there[i].point]), ...two.map((point, i) => [point, back[i].point])];
  const lines = /** @type {[Point, Point][]} */ (ends);
  const mean = (/** @type {{far: number}[]} */ all) => all.reduce((sum, { far }) => sum + far, 0) / all.length;
  return { lines, share: (mean(there) + mean(back)) / 2 / sheet.width };
}

/**
 * Between two points.
 * @type {(drawn: Point, truth: Point, sheet: Sheet) => Gap}
 */
export function apart(drawn, truth, { pixel, width }) {
  const [a, b] = [pixel(drawn), pixel(truth)];
  return { lines: [[drawn, truth]], share: Math.hypot(a[0] - b[0], a[1] - b[1]) / width };
}

/**
 * Between two arrows from one point, on the screen: by how many degrees it is turned, and how many times as long.
 * @type {(from: Point, drawn: Point, truth: Point, sheet: Sheet) => {degrees: number, times: number}}
 */
export function turned(from, drawn, truth, { pixel }) {
  const [o, a, b] = [from, drawn, truth].map(pixel), [p, q] = [a, b].map(([x, y]) => [x - o[0], y - o[1]]);
  const long = Math.hypot(p[0], p[1]), right = Math.hypot(q[0], q[1]);
  const degrees = long && right ? (Math.acos(Math.min(Math.max((p[0] * q[0] + p[1] * q[1]) / long / right, -1), 1)) * 180) / Math.PI : 180;
  return { degrees, times: right ? long / right : Infinity };
}

/**
 * Between two curves: how far apart they are upwards, on average from the first step that was drawn to the last.
 * @type {(drawn: Point[], truth: Point[], height: number) => number | null}
 */
export function upwards(drawn, truth, height) {
  const [own, other] = [drawn, truth].map((curve) => thinned(curve).toSorted(([a], [b]) => a - b));
  if (!own.length || !other.length) return null;
  const first = own[0][0], last = own[own.length - 1][0];
  const steps = Array.from({ length: RULED }, (_, i) => first + ((last - first) * i) / (RULED - 1));
  return steps.reduce((sum, step) => sum + Math.min(Math.abs(heightAt(own, step) - heightAt(other, step)), height), 0) / RULED / height;
}

/** @type {(curve: Point[], step: number) => number} */
function heightAt(curve, step) {
  const next = curve.findIndex(([x]) => x >= step);
  if (next < 1) return curve[next < 0 ? curve.length - 1 : 0][1];
  const [a, b] = [curve[next - 1], curve[next]], share = (step - a[0]) / (b[0] - a[0] || 1);
  return a[1] + share * (b[1] - a[1]);
}

/**
 * What a prediction is: close; near, so that nobody is told a misconception that may not be theirs; or far. Of a path, which
 * may run near the true one all along and end elsewhere, `end` tells the two apart. All in shares of what is entirely wrong.
 * @type {(share: number, close: number, end?: number) => "close" | "near" | "far"}
 */
export function judge(share, close, end = share) {
  if (share <= close) return "close";
  return end <= NEAR * close ? "near" : "far";
}

/**
 * How many of what was divided stand on another side than they should.
 * @type {(drawn: number[], truth: number[]) => number}
 */
export const moved = (drawn, truth) => drawn.reduce((sum, count, i) => sum + Math.abs(count - truth[i]), 0) / 2;

/**
 * How many points are nearest to each of these places; those that are nowhere are nearest to the last.
 * @type {(points: Point[], places: Point[], all: number) => number[]}
 */
export function nearestCounts(points, places, all) {
  const counts = places.map(() => 0);
  for (const [x, y] of points) {
    const away = places.map(([px, py]) => Math.hypot(x - px, y - py));
    counts[away.indexOf(Math.min(...away))]++;
  }
  counts[counts.length - 1] += all - points.length;
  return counts;
}
