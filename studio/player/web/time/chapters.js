// Where something happens: the chapters of all runs as stops on one bar, and the way from one to the next.

/** @import { Chapter } from "../data/types.js" */
/** @import { Run } from "../data/run.js" */
/** @typedef {Chapter & {run: Run}} Stop */
/** @typedef {{at: number, stops: Stop[]}} Place stops that share a place on the bar, and where it is */

/**
 * The chapters of all runs in the order of their steps.
 * @param {Run[]} runs
 * @returns {Stop[]}
 */
export function stopsOf(runs) {
  const stops = runs.flatMap((run) => run.chapters.map((chapter) => ({ ...chapter, run })));
  return stops.sort((a, b) => a.step - b.step);
}

/**
 * Stops too near to each other to be told apart are one place, in the middle of them; no two places are nearer.
 * @param {Stop[]} stops in order
 * @param {(step: number) => number} at where a step stands on the bar
 * @param {number} near so far apart they are two
 * @returns {Place[]}
 */
export function placesOf(stops, at, near) {
  /** @type {Place[]} */
  const places = [];
  for (const stop of stops) {
    const here = at(stop.step), last = places.at(-1);
    if (!last || here - last.at >= near) {
      places.push({ at: here, stops: [stop] });
    } else {
      // It moves on by that, and so it comes no nearer to the place before it.
      last.stops.push(stop);
      last.at = (at(last.stops[0].step) + here) / 2;
    }
  }
  return places;
}

/**
 * The next stop on from a step, or back; the end or the start of the run where there is none.
 * @param {Stop[]} stops in order
 * @param {number} from
 * @param {number} by 1 or −1
 * @param {number} steps
 */
export function stopFrom(stops, from, by, steps) {
  const beyond = by > 0 ? stops.find(({ step }) => step > from) : stops.findLast(({ step }) => step < from);
  return beyond?.step ?? (by > 0 ? steps : 0);
}

/**
 * Where a click on a place leads: to the stop after the one on show, so that further clicks lead through all of them.
 * @param {Place} place
 * @param {number} step the one on show
 */
export function stopIn({ stops }, step) {
  return (stops.find((stop) => stop.step > step) ?? stops[0]).step;
}

/**
 * Which of the words beside their places have room: up to the next place, and inside the bar.
 * @param {number[]} places
 * @param {number[]} widths of place and word
 * @param {number} end of the bar
 */
export const haveRoom = (places, widths, end) => places.map((at, i) => at + widths[i] <= (places[i + 1] ?? end));
