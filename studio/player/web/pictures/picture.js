// A picture: the marks of a scene through one view, on canvases above what Plotly has drawn. What stays is only added to.

import { density, fit } from "../draw/canvas.js";
import { DensityPen, wash } from "../draw/density.js";
import { BUTTONS } from "../draw/label.js";
import { drawArrows, longest } from "../marks/arrows.js";
import { drawBands, layBands } from "../marks/bands.js";
import { drawBounce } from "../marks/bounce.js";
import { Bundle, drawBundle, drawSwarm } from "../marks/bundle.js";
import { drawEarlier } from "../marks/earlier.js";
import { drawFlowHeads, drawFlows } from "../marks/flow.js";
import { drawHead } from "../marks/head.js";
import { drawCritical, drawLandmarks, placesOfMarks } from "../land/landmarks.js";
import { drawPath, inkOf, Path } from "../marks/path.js";
import { drawPoints, drawTrace, tracesOf } from "../marks/points.js";
import { drawPlaces } from "../land/places.js";
import { drawProbe } from "../land/probe.js";
import { drawSecond } from "../land/second.js";
import { drawShade } from "../land/shade.js";
import { drawSketch } from "../marks/sketch.js";
import { dotsOf, drawMilestones, drawSteps, nameMilestones, placesOf } from "../marks/steps.js";
import { drawCasing, drawTail } from "../marks/tail.js";

/** @import { Amount, Bends, Critical, Look, Plot, Point, Surface, Words } from "../data/types.js" */
/** @import { Earlier } from "../data/ghosts.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Ink } from "../draw/label.js" */
/** @import { Layer } from "../draw/screen.js" */
/** @import { Sketch } from "../marks/sketch.js" */
/** @import { Context, View } from "../marks/view.js" */
/**
 * The canvases from below to above, each layer for what is seen and for what is hidden: what stays until the view moves, how
 * often paths came where, the bundles, the paths, and what is drawn anew each time. Where the first is that of the paths, what
 * stays is drawn under them. The flows have a layer of their own where they would not be seen under the paths.
 * @typedef {Record<"under" | "dense" | "faint" | "ink" | "heads", HTMLCanvasElement[]> & {flows?: HTMLCanvasElement[]}} Layers
 */
/**
 * What is on show. `start` is the point where the runs begin, `trail` how much of a path is drawn, `earlier` the runs that are no more.
 * @typedef {{surface: Surface, critical: Critical | null, bends: Bends | null, runs: Run[], start: Point, look: Look, words: Words, trail: Amount,
 *   earlier: Earlier}} Shown
 */

const OFTEN = 200; // milliseconds: while paths grow their washes follow no faster

export class Picture {
  /** @type {Layers} */ layers;
  /** @type {Surface} */ surface;
  /** @type {Critical | null} */ critical;
  /** @type {Bends | null} if it is to be seen where η is too large */ bends;
  /** @type {Run[]} */ runs = [];
  /** @type {Point} */ start;
  /** @type {Look} */ look;
  /** @type {Words} */ words;
  /** @type {Amount} */ trail;
  /** @type {Earlier} */ earlier;
  /** @type {Path[]} */ paths = [];
  /** @type {ReturnType<typeof tracesOf>} the paths of other points of the steps */ traces = [];
  /** @type {Bundle[]} the seeds of each run and the values of the dial */ bundles = [];
  /** @type {ReturnType<typeof dotsOf>} the steps that are numbered */ dots = [];
  /** @type {Sketch | null} what a reader has predicted */ sketch = null;
  /** @type {Ink | null} where words do not stand */ ink = null;
  /** @type {Parameters<typeof drawProbe>[1] | null} the probe, while it is in hand */ probe = null;
  key = ""; // of the view that is drawn
  stale = false; // another run stands where one was drawn
  washed = 0; // when it was washed in how often paths came where
  still = false; // each of its pictures is what a play head shows that was put there: none adds to the one before, and none waits
  /** @type {number | null} pixels of its canvases for one of the page; null: as many as the screen has */ ratio = null;

  /** @param {Shown} shown */
  take({ surface, critical, bends, runs, start, look, words, trail, earlier }) {
    Object.assign(this, { surface, critical, bends, runs, start, look, words, trail, earlier });
  }

  /** The paths of the runs on show, with nothing of them drawn yet; bundles that are there already stay. */
  lay() {
    this.paths = this.runs.map((run) => new Path(run, run.dash, this.look.size));
    this.traces = tracesOf(this.runs);
    const before = this.bundles;
    this.bundles = this.runs.flatMap((run) => [run.bundle, run.family].flatMap((paths) =>
      (paths ? [before.find((bundle) => bundle.paths === paths) ?? new Bundle(run, paths)] : [])));
    this.stale = true;
    if (this.bundles.length !== before.length || this.bundles.some((bundle, i) => bundle !== before[i])) this.key = "";
  }

  /**
   * Another run in the place of this one, if it is here: only the paths are drawn anew.
   * @type {(old: Run, run: Run) => void}
   */
  swap(old, run) {
    if (!this.runs.includes(old)) return;
    this.runs = this.runs.map((one) => (one === old ? run : one));
    this.lay();
    if (old.flows !== run.flows) this.key = "";
  }

  /**
   * Other earlier runs.
   * @param {Earlier} earlier
   */
  keep(earlier) {
    this.earlier = earlier;
    this.key = "";
  }

  /**
   * How it is seen now; null where that cannot be told.
   * @returns {View | null}
   */
  view() {
    return null;
  }

  /**
   * What is written around the picture, before anything is in it: nothing where Plotly does so.
   * @type {(view: View, context: Context) => void}
   */
  around() {}

  /**
   * How long the longest of −g and −m is in this picture, in pixels.
   * @param {number} step
   */
  longest(step) {
    const view = this.view();
    return view ? longest(view, this.runs, step) : 0;
  }

  /**
   * All marks with the play head at `position`; only what is new is added unless the view has moved.
   * With a `factor`, arrows are drawn too.
   * @type {(view: View, plot: Plot, position: number, step: number, factor: number) => void}
   */
  paint(view, { clientWidth: width, clientHeight: height }, position, step, factor) {
    const { layers, paths, traces, bundles, look, words, trail: amount, runs, critical } = this, ratio = this.ratio ?? density();
    /** @type {(canvases: HTMLCanvasElement[]) => Context} */
    const on = (canvases) => ({ layer: canvases.map((canvas) => fit(canvas, width, height, ratio)), look, words, step, position, amount, taken: [], ink: null });
    /** @type {(layer: Layer) => void} */
    const wipe = (layer) => layer.forEach((context) => context.clearRect(0, 0, width, height));
    const under = on(layers.under), dense = on(layers.dense), faint = on(layers.faint), ink = on(layers.ink), heads = on(layers.heads);
    const key = `${view.key} ${width} ${height} ${ratio}`;
    const anew = key !== this.key || [...paths, ...traces, ...bundles].some((one) => one.rowOf(step) < one.row);
    const fresh = anew || this.stale, whole = fresh || this.still;
    if (whole) wipe(ink.layer);
    if (fresh) {
      this.key = key;
      for (const path of [...paths, ...traces]) path.follow(view);
      layBands(paths, this.surface, look.size);
      this.ink = inkOf(view, paths, look.size);
      this.dots = dotsOf(paths.filter(({ every, run }) => every && !run.bundle), view, look.size);
      if (anew) {
        wipe(faint.layer);
        for (const bundle of bundles) bundle.follow(view);
      }
      this.stale = false;
    } else if (whole) for (const line of [...paths.flatMap((path) => [path, ...path.bands]), ...traces]) line.rewind();
    if (anew || (whole && layers.under === layers.ink)) {
      wipe(under.layer);
      drawSecond(view, this.surface, under);
      drawEarlier(view, this.earlier, under);
      if (!layers.flows) drawFlows(view, runs, under);
      if (critical) drawCritical(view, critical, under);
    }
    if (fresh && layers.flows) {
      // On the very paths they are told from them by the colour of what is written; their rings say whose they are.
      const above = on(layers.flows);
      wipe(above.layer);
      drawFlows(view, runs, { ...above, look: { ...look, colour: () => look.text } });
    }
    for (const bundle of bundles) drawBundle(view, bundle, faint);
    for (const path of paths) drawBands(view, path, ink);
    for (const path of paths) drawPath(view, path, ink);
    for (const trace of traces) drawTrace(view, trace, ink);
    const pens = [...bundles.map(({ pen }) => pen).filter((pen) => pen instanceof DensityPen), ...paths.map(({ covered }) => covered)];
    const now = performance.now(), due = this.still || position === step || now - this.washed > OFTEN;
    if (fresh || (due && pens.some(({ changed }) => changed))) {
      this.washed = now;
      wipe(dense.layer);
      wash(dense.layer, pens);
    }
    wipe(heads.layer);
    heads.ink = this.ink;
    const { right, top } = view;
    heads.taken.push({ left: right - BUTTONS.wide, right, top, bottom: top + BUTTONS.high }, ...placesOf(this.dots, step, look.size), ...placesOfMarks(view, this, look.size));
    this.around(view, heads);
    if (this.bends) drawShade(view, { surface: this.surface, bends: this.bends, runs }, heads);
    // The names of the landmarks are read above the dots of seeds.
    for (const bundle of bundles) drawSwarm(view, bundle, heads);
    drawLandmarks(view, this, heads);
    if (runs[0]) drawPlaces(view, runs[0], heads);
    for (const path of paths) drawCasing(view, path, heads);
    for (const path of paths) drawTail(view, path, heads);
    for (const path of paths) drawMilestones(view, path, heads);
    if (paths.length === 1) nameMilestones(view, paths[0], heads);
    drawSteps(view, this.dots, heads);
    if (this.probe) drawProbe(view, this.probe, heads);
    if (this.sketch) drawSketch(view, this.sketch, heads);
    drawFlowHeads(view, runs, heads);
    drawPoints(view, runs, heads);
    for (const path of paths) drawHead(view, path, heads);
    if (paths.length === 1) drawBounce(view, paths[0], heads);
    // Above the points, or short ones would not be seen.
    if (factor) drawArrows(view, { runs, factor }, heads);
  }
}
