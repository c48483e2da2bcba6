// A plane with the runs on it. Plotly draws the axes, and hears the hands; canvases carry the ground and what moves.

import { soFar, verdict } from "../data/so-far.js";
import { bound, format } from "../data/template.js";
import { button, element, write } from "../draw/element.js";
import { nameOf } from "../draw/swatch.js";
import { CONFIG, layout } from "./axes-plot.js";
import { Gestures } from "./gestures.js";
import { drawGround } from "./ground.js";
import { legendOf, pinButton } from "./legend.js";
import { Picture } from "./picture.js";
import { fits, frameOf, nameButtons, relayout } from "./plotly.js";

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
 *   moved: () => void, probing: () => boolean, probed: (x: number, y: number) => void}} On
 */

const APART = " · "; // between what a name is made of
const READ = 100; // milliseconds: while it plays words do not change faster

export class PlanePicture extends Picture {
  /** @type {number | null} the steps of an epoch, if all runs have the same */ epochs = null;
  uneven = false; // not all runs on show make as many updates
  brief = false; // of each run the verdict alone is said
  /** @type {Own | null} what is special of a picture of the grid */ own = null;
  shared = ""; // what the names of its runs end in, where that is said above them
  /** @type {HTMLElement[]} for each run, its name with its line */ names = [];
  /** @type {HTMLElement[]} for each run, what is said of it */ captions = [];
  /** @type {string | undefined} what Plotly has drawn */ ground;
  laid = ""; // what of the ground is drawn
  said = 0; // when its words were written last
  /** @type {ReturnType<typeof setTimeout> | undefined} */ saying;
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
    this.element.innerHTML = `<figcaption class="legend"></figcaption><div class="frame"><canvas class="ground"></canvas><div class="plot"></div>
      <canvas class="marks"></canvas><canvas class="dense"></canvas><canvas class="faint"></canvas><canvas class="ink"></canvas><canvas class="heads"></canvas>
      </div><div class="outcomes"></div>`;
    const find = (/** @type {string} */ name) => /** @type {HTMLElement} */ (this.element.querySelector(name));
    this.legend = find(".legend");
    this.box = find(".frame");
    this.outcomes = find(".outcomes");
    this.plot = /** @type {Plot} */ (find(".plot"));
    const [bottom, under, dense, faint, ink, heads] = this.element.querySelectorAll("canvas");
    this.bottom = bottom;
    this.layers = { under: [under], dense: [dense], faint: [faint], ink: [ink], heads: [heads] };
    this.gestures = new Gestures(this.box, {
      ...on,
      frame: () => this.view(),
      start: () => this.start,
      ended: () => this.late && requestAnimationFrame(() => this.late && this.resize(this.late)),
    });
  }

  /**
   * Without Plotly there are no numbers at the axes yet, but all else is where it will be.
   * @type {(Plotly: Plotly | null, shown: Shown & {epochs: number | null, uneven: boolean, brief: boolean, beside: object | null, equal: boolean, own: Own | null}) => Promise<void>}
   */
  async show(Plotly, shown) {
    const { surface, look, words, epochs, uneven, brief, equal, own } = shown, small = own !== null;
    this.take(shown);
    Object.assign(this, { epochs, uneven, brief, own });
    // Beside another surface its runs share the end of their names: it is said once, above them.
    const ends = new Set(shown.beside && this.runs.length > 1 ? this.runs.map(({ name }) => name.split(APART).at(-1)) : []);
    this.shared = ends.size === 1 ? ([...ends][0] ?? "") : "";
    this.#label();
    this.box.setAttribute("aria-label", `${surface.name}. ${words.picture}`);
    this.box.setAttribute("role", "group");
    const ground = `${surface.key} ${look.text} ${look.ground} ${look.size} ${small}`;
    if (ground !== this.ground) {
      const drags = !matchMedia("(pointer: coarse)").matches, axes = layout(surface, look, { drags, small, equal });
      if (Plotly) {
        await Plotly.react(this.plot, [], axes, CONFIG);
        if (!this.ground) for (const moved of ["plotly_relayouting", "plotly_relayout", "plotly_afterplot"]) this.plot.on(moved, this.onMoved);
        this.ground = ground;
      } else this.plot.layout = axes;
    }
    nameButtons(this.plot, words);
    this.lay();
    this.key = "";
  }

  /** @type {(Plotly: Plotly, equal: boolean) => void} */
  scale(Plotly, equal) {
    relayout(Plotly, this.plot, { "yaxis.scaleanchor": equal ? "x" : false });
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
      const name = nameOf(run, this.look), place = /** @type {HTMLElement} */ (name.lastElementChild);
      // As what is said of it, it keeps its place from the beginning: a name that takes another line would push the picture.
      place.dataset.last = this.#named(run, run.last);
      place.replaceChildren(element("span", {}, this.#named(run, 0)));
      // A small picture's name is a button itself.
      if (!own) name.append(pinButton(words, { pinned: !!ghosts.of(run), full: ghosts.full }, () => ghosts.toggle(run)));
      return name;
    });
    this.captions = runs.map(() => element("span", { className: "said-of" }));
    const above = own ? [button({ title: words.own, onclick: own.press, pressed: own.pressed }, this.names[0])] : several ? [this.shared].filter(Boolean).map((text) => element("span", { className: "name" }, element("span", {}, text))) : this.names;
    this.legend.replaceChildren(...above);
    this.outcomes.toggleAttribute("data-brief", this.brief);
    this.outcomes.replaceChildren(...runs.map((run, i) => {
      const outcome = element("p", { className: "outcome" }, ...(several ? [this.names[i]] : []), this.captions[i]);
      // In its place from the beginning, unseen: the pictures take what it leaves.
      Object.assign(outcome.dataset, { kind: run.kind, last: this.#text(run, run.last) });
      if (this.brief) Object.assign(outcome, { title: run.sentence }).dataset.brief = "";
      return outcome;
    }), ...legendOf(this.earlier, runs, this.look, words, (pin) => ghosts.remove(pin)));
  }

  /** What is said of each run at a step. @param {number} step */
  #say(step) {
    this.runs.forEach((run, i) => write(this.captions[i], this.#text(run, step)));
  }

  /** How far each has come, as the bar says it. @param {number} step */
  #name(step) {
    this.runs.forEach((run, i) => write(this.names[i].querySelector("[data-last] > span"), this.#named(run, step)));
  }

  /**
   * The name of a run, and which epoch it is in, or how many updates it has made, where that is not the same for all.
   * @type {(run: Run, step: number) => string}
   */
  #named(run, step) {
    const { words } = this, done = Math.min(step, run.last);
    const epoch = run.epochs ? Math.floor(done / run.epochs).toLocaleString("en") : "";
    const more = !this.epochs && epoch ? [format(words.epoch, { epoch })] : this.uneven ? [done === 1 ? words.one_update : format(words.updates, { count: done })] : [];
    const name = this.shared ? run.name.slice(0, -APART.length - this.shared.length) : run.name;
    return bound([name, ...more].join(APART));
  }

  /** @type {(run: Run, step: number) => string} what is said of a run at a step */
  #text = (run, step) => bound((this.brief ? verdict : soFar)(run, step, this.words));

  /** @type {(position: number, step: number, factor: number) => void} */
  draw(position, step, factor) {
    const view = this.view(), { surface, look, plot, bottom } = this, laid = `${view.key} ${surface.key} ${look.scale} ${look.level} ${look.size} ${devicePixelRatio}`;
    if (laid !== this.laid) drawGround(bottom, plot, view, surface, look);
    this.laid = laid;
    this.paint(view, plot, position, step, factor);
    this.tell(position, step);
  }

  /**
   * What is said of the runs; where the plane is not on show too.
   * @type {(position: number, step: number) => void}
   */
  tell(position, step) {
    this.#name(step);
    // Sentences that change with every frame cannot be read, and all around them is laid out anew.
    const now = performance.now();
    clearTimeout(this.saying);
    if (position !== step && now - this.said < READ) {
      this.saying = setTimeout(() => this.#say(step), READ);
      return;
    }
    this.said = now;
    this.#say(step);
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
    relayout(Plotly, this.plot, { autosize: true });
  }

  /** @param {Plotly | undefined} Plotly */
  destroy(Plotly) {
    clearTimeout(this.saying);
    this.gestures.destroy();
    Plotly?.purge(this.plot);
    this.element.remove();
  }
}
