// A contour plot with the runs on it. Plotly draws the level lines, once; canvases above them carry what moves.

import { button, element } from "../draw/element.js";
import { nameOf } from "../draw/swatch.js";
import { CONFIG, contour, layout } from "./contour-plot.js";
import { Gestures } from "./gestures.js";
import { legendOf, pinButton } from "./legend.js";
import { Picture } from "./picture.js";
import { fits, frameOf } from "./plotly.js";

/** @import { Plot, Plotly } from "../data/types.js" */
/** @import { Earlier, Ghosts } from "../data/ghosts.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Shown } from "./picture.js" */

/**
 * A small picture for one value of a number: whether the run has this value itself, and what gives it to it.
 * @typedef {{pressed: boolean, press: () => void}} Own
 */

/**
 * Who is told: that the start is dragged or dropped at a point, that it is not after all, and that the frame has moved.
 * @typedef {{dragged: (x: number, y: number) => void, dropped: (x: number, y: number) => void, cancelled: () => void,
 *   moved: () => void}} On
 */

export class PlanePicture extends Picture {
  /** @type {number | null} the steps of an epoch, if all runs have the same */ epochs = null;
  /** @type {Own | null} what is special of a picture of the grid */ own = null;
  /** @type {HTMLElement[]} for each run, its name with its line */ names = [];
  /** @type {string | undefined} what Plotly has drawn */ ground;
  /** @type {Plotly | null} what is to take another size after the gesture that is under way */ late = null;

  /**
   * @param {On} on
   * @param {Ghosts} ghosts knows which runs are pinned
   */
  constructor(on, ghosts) {
    super();
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
    const [under, faint, ink, heads] = this.element.querySelectorAll("canvas");
    this.layers = { under: [under], faint: [faint], ink: [ink], heads: [heads] };
    this.gestures = new Gestures(this.box, {
      ...on,
      frame: () => this.view(),
      start: () => this.start,
      ended: () => this.late && requestAnimationFrame(() => this.late && this.resize(this.late)),
    });
  }

  /** @type {(Plotly: Plotly, shown: Shown & {epochs: number | null, own: Own | null}) => Promise<void>} */
  async show(Plotly, shown) {
    const { surface, look, words, epochs, own } = shown, small = own !== null;
    this.take(shown);
    Object.assign(this, { epochs, own });
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
    this.lay();
    this.key = "";
  }

  /** @override */
  view() {
    return frameOf(this.plot);
  }

  /**
   * @override
   * @param {Run} old
   * @param {Run} run
   */
  swap(old, run) {
    super.swap(old, run);
    if (this.runs.includes(run)) this.#label();
  }

  /**
   * @override
   * @param {Earlier} earlier
   */
  keep(earlier) {
    super.keep(earlier);
    this.#label();
  }

  /** One run: its name above, its outcome below. Several: one line each below, with the line they are drawn in. */
  #label() {
    const { own, ghosts, words, runs } = this, several = runs.length > 1;
    this.names = runs.map((run) => {
      const name = nameOf(run, this.look);
      // A small picture's name is a button itself.
      if (!own) name.append(pinButton(words, { pinned: !!ghosts.of(run), full: ghosts.full }, () => ghosts.toggle(run)));
      return name;
    });
    const above = own ? [button({ title: words.own, onclick: own.press, pressed: own.pressed }, this.names[0])] : several ? [] : this.names;
    this.legend.replaceChildren(...above);
    this.outcomes.replaceChildren(...runs.flatMap((run, i) => {
      const outcome = element("p", { className: "outcome" }, ...(several ? [this.names[i]] : []), run.sentence);
      outcome.dataset.kind = run.kind;
      // Where there is room for its beginning only.
      if (own) outcome.title = run.sentence;
      return [outcome, ...run.shares.map(({ text }) => element("p", { className: "share" }, text))];
    }), ...legendOf(this.earlier, runs, this.look, words, (pin) => ghosts.remove(pin)));
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

  /** @type {(position: number, step: number, factor: number) => void} */
  draw(position, step, factor) {
    this.paint(this.view(), this.plot, position, step, factor);
    this.#epochs(step);
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
