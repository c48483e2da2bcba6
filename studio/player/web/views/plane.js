// One contour with the runs on it. Plotly draws the ground, once; canvases above it carry what moves.

import { drawArrows, drawFactor, longest, sketchOf } from "../marks/arrows.js";
import { Bundle } from "../marks/bundle.js";
import { drawCritical } from "../marks/critical.js";
import { Gestures } from "./gestures.js";
import { CONFIG, contour, layout } from "./ground.js";
import { drawHead } from "../marks/head.js";
import { drawLandmarks } from "../marks/landmarks.js";
import { nameOf } from "../draw/swatch.js";
import { Once } from "../draw/overdraw.js";
import { brush, fit, Trail } from "../draw/pen.js";
import { fits, frameOf } from "./plotly.js";
import { drawPast, drawRemains, legendOf, pinButton } from "../marks/remains.js";
import { dotsOf, drawDots } from "../marks/steps.js";
import { drawTail, extend } from "../marks/trails.js";
import { follow, rowOf } from "./zoom.js";

/** @import { Amount, Critical, Look, Plot, Plotly, Point, Surface, Words } from "../data/types.js" */
/** @import { Frame } from "../draw/pen.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Ghosts } from "../data/ghosts.js" */
/** @import { Remains } from "../marks/remains.js" */
/** @typedef {CanvasRenderingContext2D} Context */

/**
 * A small picture for one value of a number: whether the run has this value itself, and what gives it to it.
 * @typedef {{pressed: boolean, press: () => void}} Own
 */

/**
 * What is on show. `start` is the point where the runs begin, `epochs` the steps of an epoch if all runs have the same;
 * `trail` is how much of a path is drawn, `remains` what is left of earlier runs.
 * @typedef {{surface: Surface, critical: Critical | null, runs: Run[], start: Point, look: Look, words: Words,
 *   epochs: number | null, trail: Amount, remains: Remains, own: Own | null}} Shown
 */

/**
 * Who is told: that the start is dragged or dropped at a point, that it is not after all, and that the frame has moved.
 * @typedef {{dragged: (x: number, y: number) => void, dropped: (x: number, y: number) => void, cancelled: () => void,
 *   moved: () => void}} On
 */

const LINE = 2; // pixels

/**
 * A line of text of its own.
 * @param {string} name
 * @param {string} text
 */
function line(name, text) {
  return Object.assign(document.createElement("p"), { className: name, textContent: text });
}

/**
 * A name that can be pressed.
 * @param {HTMLElement} name
 * @param {Own} own
 * @param {string} title
 */
function buttonOf(name, { pressed, press }, title) {
  const button = Object.assign(document.createElement("button"), { type: "button", title, onclick: press });
  button.setAttribute("aria-pressed", String(pressed));
  button.append(name);
  return button;
}

export class Plane {
  // The canvases, from below to above.
  /** @type {HTMLCanvasElement} what stays until the frame moves */ marks;
  /** @type {HTMLCanvasElement} the bundles */ faint;
  /** @type {HTMLCanvasElement} the paths */ ink;
  /** @type {HTMLCanvasElement} what is drawn anew each time */ heads;
  /** @type {Surface} */ surface;
  /** @type {Critical | null} */ critical;
  /** @type {Run[]} */ runs;
  /** @type {Point} */ start;
  /** @type {Look} */ look;
  /** @type {Words} */ words;
  /** @type {number | null} */ epochs;
  /** @type {Amount} */ trail;
  /** @type {Remains} */ remains;
  /** @type {ReturnType<typeof dotsOf>} the steps that are numbered */ dots = [];
  /** @type {Own | null} what is special of a picture of the grid */ own;
  /** @type {HTMLElement[]} for each run, its name with its line */ names = [];
  /** @type {Trail<Run>[]} */ trails = [];
  /** @type {Bundle[]} */ bundles = [];
  /** @type {string | undefined} what Plotly has drawn */ ground;
  /** @type {Plotly | null} waiting for a gesture to end */ late = null;
  key = "";
  stale = false; // another run stands where one was drawn

  /**
   * @param {On} on
   * @param {Ghosts} ghosts where runs are pinned
   */
  constructor(on, ghosts) {
    this.ghosts = ghosts;
    this.onMoved = on.moved;
    this.element = document.createElement("figure");
    this.element.innerHTML = `<figcaption class="legend"></figcaption><div class="frame"><div class="plot"></div>
      <canvas class="marks"></canvas><canvas class="faint"></canvas><canvas class="ink"></canvas><canvas class="heads"></canvas>
      </div><div class="outcomes"></div>`;
    const find = (/** @type {string} */ name) => /** @type {HTMLElement} */ (this.element.querySelector(name));
    this.legend = find(".legend");
    this.box = find(".frame");
    this.outcomes = find(".outcomes");
    this.plot = /** @type {Plot} */ (find(".plot"));
    const [marks, faint, ink, heads] = this.element.querySelectorAll("canvas");
    Object.assign(this, { marks, faint, ink, heads });
    this.gestures = new Gestures(this.box, {
      ...on,
      frame: () => frameOf(this.plot),
      start: () => this.start,
      ended: () => this.late && requestAnimationFrame(() => this.late && this.resize(this.late)),
    });
  }

  /**
   * @param {Plotly} Plotly
   * @param {Shown} shown
   */
  async show(Plotly, { surface, critical, runs, start, look, words, epochs, trail, remains, own }) {
    const small = own !== null;
    Object.assign(this, { surface, critical, runs, start, look, words, epochs, trail, remains, own });
    this.#label();
    this.box.setAttribute("aria-label", `${surface.name}. ${words.picture}`);
    this.box.setAttribute("role", "group");
    const ground = `${surface.key} ${look.text} ${look.ground} ${look.size} ${small}`;
    if (ground !== this.ground) {
      const drags = !matchMedia("(pointer: coarse)").matches;
      await Plotly.react(this.plot, [contour(surface, look)], layout(surface, look, { drags, small }), CONFIG);
      if (!this.ground) for (const moved of ["plotly_relayouting", "plotly_relayout", "plotly_afterplot"]) this.plot.on(moved, this.onMoved);
      this.ground = ground;
    }
    this.trails = runs.map((run) => new Trail(run, () => [0, 0], new Once()));
    this.bundles = this.#faint();
    this.key = "";
  }

  /** The seeds of each run and the values of the dial, each with as much of it as is drawn already. */
  #faint() {
    return this.runs.flatMap((run) => [run.bundle, run.family].flatMap((paths) => {
      if (!paths) return [];
      return [this.bundles.find((bundle) => bundle.x === paths.x) ?? new Bundle(run, paths)];
    }));
  }

  /**
   * Another run in the place of this one, if it is here: only the paths are drawn anew, and its words.
   * @param {Run} old
   * @param {Run} run
   */
  swap(old, run) {
    if (!this.runs.includes(old)) return;
    this.runs = this.runs.map((one) => (one === old ? run : one));
    this.trails = this.trails.map((trail) => (trail.run === old ? new Trail(run, trail.place, new Once()) : trail));
    this.stale = true;
    const faint = this.#faint();
    if (faint.length !== this.bundles.length) this.key = "";
    this.bundles = faint;
    this.#label();
  }

  /** One run: its name above, its outcome below. Several: one line each below, with the line they are drawn in. */
  #label() {
    const { own, ghosts, words } = this;
    const several = this.runs.length > 1;
    this.names = this.runs.map((run) => {
      const name = nameOf(run, this.look);
      // A small picture's name is a button itself.
      if (!own) name.append(pinButton(words, { pinned: !!ghosts.of(run), full: ghosts.full }, () => ghosts.toggle(run)));
      return name;
    });
    this.legend.replaceChildren(...(own ? [buttonOf(this.names[0], own, this.words.own)] : several ? [] : this.names));
    this.outcomes.replaceChildren(...this.runs.flatMap((run, i) => {
      const text = line("outcome", run.sentence);
      text.dataset.kind = run.kind;
      // Where there is room for its beginning only.
      if (own) text.title = run.sentence;
      if (several) text.prepend(this.names[i]);
      return [text, ...run.shares.map((share) => line("share", share.text))];
    }), ...legendOf(this.remains, this.runs, this.look, words, (pin) => ghosts.remove(pin)));
  }

  /**
   * Other remains of earlier runs.
   * @param {Remains} remains
   */
  keep(remains) {
    this.remains = remains;
    this.#label();
    this.key = "";
  }

  /**
   * Which epoch each run is in, beside its name, where it is not the same for all.
   * @param {number} step
   */
  #epochs(step) {
    this.runs.forEach((run, i) => {
      const epoch = run.epochs ? Math.floor(Math.min(step, run.last) / run.epochs).toLocaleString("en") : "";
      const text = !this.epochs && epoch ? `${run.name} · ${this.words.epoch.replace("{epoch}", epoch)}` : run.name;
      const said = this.names[i].querySelector("span");
      if (said && said.textContent !== text) said.textContent = text;
    });
  }

  /**
   * How long the longest of −g and −m is in this picture, in pixels.
   * @param {number} step
   */
  longest(step) {
    return longest(this.runs, step, sketchOf(frameOf(this.plot)));
  }

  /**
   * The picture with the play head at `position`; only what is new is added unless the frame moved.
   * With a `factor`, arrows are drawn too.
   * @param {number} position
   * @param {number} step
   * @param {number} factor
   */
  draw(position, step, factor) {
    const frame = frameOf(this.plot), { clientWidth: width, clientHeight: height } = this.plot;
    const ink = fit(this.ink, width, height), heads = fit(this.heads, width, height);
    const key = `${frame.key} ${width} ${height} ${window.devicePixelRatio}`;
    const back = key !== this.key || this.trails.some((trail) => rowOf(trail, step) < trail.row);
    if (back || this.stale) {
      this.key = key;
      this.stale = false;
      ink.clearRect(0, 0, width, height);
      this.dots = dotsOf(follow(this.trails, frame).filter(({ every }) => every), frame, this.look.size);
      if (back) this.#underneath(frame, width, height);
    }
    const rows = this.trails.map((trail) => rowOf(trail, step)), { trail: amount, look: { size } } = this;
    const faint = fit(this.faint, width, height);
    for (const bundle of this.bundles) bundle.advance(faint, bundle.placeOf(step), frame, this.look.colour(bundle.run));
    this.trails.forEach((trail, i) => extend(ink, frame, trail, amount, rows[i], { colour: this.look.colour(trail.run), width: LINE * size }));
    this.#epochs(step);
    heads.clearRect(0, 0, width, height);
    drawLandmarks(heads, frame, ([x, y]) => [frame.x(x), frame.y(y)], this);
    if (factor) {
      const { look, words } = this, labels = /** @type {Point[]} */ ([]);
      for (const run of this.runs) drawArrows(heads, sketchOf(frame), run, step, factor, { colour: look.colour(run), look, words, labels });
      drawFactor(heads, frame, factor, this.look, this.words);
    }
    this.trails.forEach((trail, i) => {
      const { run } = trail, at = (/** @type {number} */ single) => frame.at(run.at(single));
      drawTail(heads, frame, trail, amount, { step, row: rows[i], at }, { colour: this.look.colour(run), width: (LINE + 0.6) * size });
    });
    drawDots(heads, this.dots, step, this.look);
    for (const trail of this.trails) drawHead(heads, frame, trail, position, step, { look: this.look, words: this.words, width: (LINE + 0.6) * size });
  }

  /**
   * What lies under the paths and stays until the frame moves.
   * @param {Frame} frame
   * @param {number} width
   * @param {number} height
   */
  #underneath(frame, width, height) {
    for (const canvas of [this.marks, this.faint]) fit(canvas, width, height).clearRect(0, 0, width, height);
    for (const bundle of this.bundles) bundle.restart();
    const { critical, look } = this, marks = brush(this.marks);
    drawRemains(marks, this.remains, look, (run, dash, pen) => drawPast(marks, frame, run, dash, pen));
    if (critical) drawCritical(marks, (i) => {
      const [x, y] = frame.at({ x: critical.x[i], y: critical.y[i] });
      return frame.holds(x, y) ? [x, y] : null;
    }, critical, look);
  }

  /**
   * Let Plotly take the size that its place has now. `Plots.resize` would do so 100 ms later and always: a drag that
   * has begun by then would end. A gesture under way comes first.
   * @param {Plotly} Plotly
   */
  resize(Plotly) {
    if (!this.ground || !this.plot.clientWidth) return;
    this.late = this.gestures.pressed ? Plotly : null;
    if (this.late || fits(this.plot)) return;
    Plotly.relayout(this.plot, { autosize: true });
  }

  /** @param {Plotly | undefined} Plotly */
  destroy(Plotly) {
    this.gestures.destroy();
    Plotly?.purge(this.plot);
    this.element.remove();
  }
}
