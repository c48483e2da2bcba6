// Zooming in: for which windows finer points are to be asked for.

/** @import { Box, Numbers, Range } from "../data/types.js" */
/** @import { Frame } from "../draw/frame.js" */
/** @import { Run } from "../data/run.js" */
/** @typedef {{frame: Frame, domain: [Range, Range], runs: Run[]}} View a picture, and the runs in it */
/** @typedef {Record<string, Box>} Boxes for each run that needs it, by its place, the window on show */

const REST = 150; // milliseconds without a move
const FINER = 0.98; // a window narrower than this share of another shows more
const SEEN = 0.25; // pixels by which a rounded number may be beside its place
const ROUNDED = 2 ** -24; // the share by which a float32 is rounded at most

/**
 * Whether one window is narrower than another, across or upwards.
 * @type {(one: Box, other: [Range, Range]) => boolean}
 */
const finer = (one, other) => one.some(([low, high], axis) => high - low < FINER * (other[axis][1] - other[axis][0]));

/**
 * Whether the table of a run shows less than what there is to see in this frame.
 * @type {(run: Run, view: View) => boolean}
 */
function needs(run, { frame, domain }) {
  const { box } = frame;
  if (run.steps) return finer(box, domain);
  const { x, y } = run.columns;
  /** @type {(column: Numbers, range: Range, pixels: number) => boolean} */
  const rough = (column, range, pixels) =>
    column instanceof Float32Array && Math.max(...range.map(Math.abs)) * ROUNDED * pixels > SEEN;
  return rough(x, box[0], frame.perX) || rough(y, box[1], frame.perY);
}

/**
 * Whether a run has all that there is to see. What was sent reaches half a window beyond it on each side.
 * @type {(run: Run, frame: Frame) => boolean}
 */
function has({ finer: known }, frame) {
  if (!known?.covers(frame.box)) return false;
  if (known.dots && !known.dotted(frame.box)) return false;
  const [across, up] = known.box.map(([low, high]) => /** @type {Range} */ ([low / 2, high / 2]));
  return known.whole || !finer(frame.box, [across, up]);
}

/**
 * What is to be asked for: the windows of all runs that need one; none to forget them; null if all is well.
 * @param {View[]} views
 * @returns {Boxes | null}
 */
export function asked(views) {
  const each = views.flatMap((view) => view.runs.map((run) => ({ run, view })));
  const needy = each.filter(({ run, view }) => needs(run, view));
  if (!needy.length) return each.some(({ run }) => run.finer) ? {} : null;
  if (needy.every(({ run, view }) => has(run, view.frame))) return null;
  return Object.fromEntries(needy.map(({ run, view }) => [String(run.place), view.frame.box]));
}

/** Asks once the picture has come to rest. */
export class Zoom {
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  last = "";

  /**
   * @param {() => View[]} look what is on show
   * @param {(boxes: Boxes) => void} ask
   */
  constructor(look, ask) {
    this.look = look;
    this.ask = ask;
  }

  /** The picture has moved, or has other runs. */
  moved() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const boxes = asked(this.look()), said = boxes ? JSON.stringify(boxes) : "";
      // What was asked for once is on its way, or there is no more.
      if (boxes && said !== this.last) this.ask(boxes);
      this.last = said;
    }, REST);
  }

  stop() {
    clearTimeout(this.#timer);
  }
}
