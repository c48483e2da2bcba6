// The player: one clock, the planes, the curves and the transport bar, kept through every change of data.

import { factorFor } from "./arrows.js";
import { unpackBundle } from "./bundle.js";
import { Clock } from "./clock.js";
import { legend, unpackCritical } from "./critical.js";
import { Curves } from "./curves.js";
import { unpack } from "./decode.js";
import { keepHistoryStraight } from "./history.js";
import { Microscope } from "./microscope.js";
import { Plane } from "./plane.js";
import { loadPlotly } from "./plotly.js";
import { Run, unpackTable } from "./run.js";
import { theme } from "./theme.js";
import { Transport } from "./transport.js";

keepHistoryStraight();

const kept = new Map(); // surfaces and tables by key: each is sent once, and kept for a while
const KEEP = 40;
const FAR = 40; // steps from the edge of what is known one by one, where more is asked for

/** What stands under this key: what was sent now, or else what was kept; null if there is to be nothing. */
function keep(sent, unpacked) {
  if (!sent) return null;
  const value = unpacked(sent) || kept.get(sent.key);
  kept.delete(sent.key);
  if (value) kept.set(sent.key, value); // the newest last
  for (const key of kept.keys()) if (kept.size > KEEP) kept.delete(key);
  return value;
}

export class Player {
  constructor(parent, plotly) {
    this.root = parent.querySelector("[data-testid=player]");
    this.plotlyUrl = new URL(plotly, document.baseURI).href;
    this.modules = import.meta.url;
    this.planes = [];
    this.revision = 0;
    this.missed = 0;
    this.queue = Promise.resolve();
    this.clock = new Clock(() => this.#draw());
    this.transport = new Transport(this.root.querySelector(".transport"), {
      toggle: () => (this.clock.playing ? this.clock.pause() : this.clock.play()),
      restart: () => this.#jump(0),
      end: () => this.#jump(this.steps),
      move: (by) => this.#move(by),
      scrub: (share) => {
        this.clock.pause();
        this.clock.scrub(share);
        this.#draw();
      },
      speed: (speed) => (this.clock.speed = speed),
      clock: (scale) => this.emit("clock", scale),
      mark: (id) => this.#mark(id),
      change: () => {
        this.clock.pause();
        this.emit("change", this.step);
      },
    });
    this.curves = new Curves(this.root.querySelector(".curves"));
    this.microscope = new Microscope(this.root.querySelector(".microscope"));
    this.root.addEventListener("keydown", (event) => this.transport.key(event));
    this.resizer = new ResizeObserver(() => {
      cancelAnimationFrame(this.resizing);
      this.resizing = requestAnimationFrame(() => this.#resize());
    });
    this.resizer.observe(this.root);
  }

  /** Called with every change of data or theme; changes are drawn one after the other, only the newest if several wait. */
  update(component) {
    this.emit = component.setTriggerValue;
    this.waiting = component.data;
    this.queue = this.queue.then(() => this.waiting && this.#apply()).catch((error) => this.#fail(error));
  }

  async #apply() {
    const data = this.waiting;
    this.waiting = null;
    const Plotly = (this.Plotly = await loadPlotly(this.plotlyUrl));
    if (this.gone) return;
    const surface = keep(data.surface, (sent) => sent.z && { ...sent, z: unpack(sent.z) });
    const tables = data.runs.map((run) => keep(run.table, (sent) => sent.columns && unpackTable(sent)));
    const bundles = data.runs.map((run) => keep(run.bundle, (sent) => sent.x && unpackBundle(sent)));
    const critical = keep(data.critical, (sent) => sent.x && unpackCritical(sent));
    if ([surface, critical, ...tables, ...bundles].includes(undefined)) return this.emit("missing", ++this.missed);

    const { steps, window, epochs, marks, words } = data;
    Object.assign(this, { steps, window, epochs, marks, words, wished: marks });
    this.frames = data.frames && unpack(data.frames);
    this.runs = data.runs.map((run, i) => new Run({ ...run, bundle: bundles[i] }, tables[i]));
    this.clock.set(steps, data.clock);
    this.root.setAttribute("aria-label", words.player);
    const changes = this.runs.flatMap((run) => run.changes).map((step) => this.clock.shareOf(step));
    this.transport.label(words, data.clock, { marks, changeable: data.changeable, changes });
    const look = theme(this.root);
    legend(this.root.querySelector(".shapes"), critical, words);
    this.microscope.show({ on: marks.includes("numbers"), runs: this.runs, look, words });
    // A name is in the reader's language, and so it is not kept.
    await this.#pictures(Plotly, { surface: { ...surface, name: data.surface.name }, critical }, data, look);
    if (this.gone) return;
    if (this.wanted !== undefined && this.#known(this.wanted)) this.clock.position = this.wanted;
    this.wanted = undefined;
    this.asked = false;
    this.ready = true;
    this.#draw();
    this.root.dataset.revision = ++this.revision;
    if (this.revision === 1) {
      this.root.dataset.ready = "true";
      if (!matchMedia("(prefers-reduced-motion: reduce)").matches) this.clock.play();
    }
  }

  async #pictures(Plotly, ground, data, look) {
    const side = data.view === "side" && this.runs.length > 1;
    const groups = side ? this.runs.map((run) => [run]) : [this.runs];
    const rows = Math.ceil(groups.length / 3);
    const columns = groups.length === 4 ? 2 : Math.min(groups.length, 3);
    this.root.style.setProperty("--columns", columns);
    this.root.style.setProperty("--plane-height", rows > 1 || groups.length === 4 ? "165px" : "");
    while (this.planes.length > groups.length) this.planes.pop().destroy(Plotly);
    while (this.planes.length < groups.length) {
      const plane = new Plane((x, y) => this.emit("start", { x, y }), () => this.#draw());
      this.root.querySelector(".planes").append(plane.element);
      this.planes.push(plane);
    }
    this.#resizeIf(Plotly, groups.length);
    const notices = [...(this.runs.length ? [] : [data.words.empty]), ...data.notices];
    this.#notice(notices.join(" "));
    const { curves, steps, log_steps: logSteps, words, epochs } = data;
    const shared = { ...ground, start: data.start, look, words, epochs };
    this.curves.show({ runs: this.runs, curves, steps, logSteps, look, words });
    await Promise.all(this.planes.map((plane, i) => plane.show(Plotly, { ...shared, runs: groups[i] })));
  }

  #resizeIf(Plotly, count) {
    if (this.count !== undefined && this.count !== count) for (const plane of this.planes) plane.resize(Plotly);
    this.count = count;
  }

  #notice(text) {
    const notice = this.root.querySelector(".notice");
    notice.hidden = !text;
    notice.textContent = text;
  }

  /** The step on show: the last one before the play head whose values are all here. */
  get step() {
    const whole = Math.floor(this.clock.position);
    if (!this.frames || this.#known(whole)) return whole;
    let low = 0, high = this.frames.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.frames[middle] <= whole) low = middle;
      else high = middle - 1;
    }
    return this.frames[low];
  }

  #known(step) {
    return this.runs.every((run) => run.knows(step));
  }

  #jump(step) {
    this.clock.pause();
    this.clock.position = step;
    this.#draw();
  }

  /** One step on or back, exactly: if its values are not here yet they are asked for, and the head waits. */
  #move(by) {
    const from = this.wanted ?? this.step;
    const step = Math.min(Math.max(from + by, 0), this.steps);
    this.clock.pause();
    const ahead = Math.min(Math.max(step + Math.sign(by) * FAR, 0), this.steps);
    if (!this.#known(step) || !this.#known(ahead)) this.#ask(step);
    if (!this.#known(step)) {
      this.wanted = step;
      return;
    }
    this.clock.position = step;
    this.#draw();
  }

  #ask(step) {
    if (this.asked) return;
    this.asked = true;
    this.emit("window", step);
  }

  /** Put a mark on or take it off; the rest is Python's. What the reader has just wished for counts already. */
  #mark(id) {
    this.wished = this.wished.includes(id) ? this.wished.filter((one) => one !== id) : [...this.wished, id];
    this.transport.press(this.wished);
    this.emit("marks", { marks: this.wished, step: this.#centre(this.step) });
  }

  /** Where a window around `step` is to be so that it does not reach beyond the run for nothing. */
  #centre(step) {
    const reach = this.window?.reach ?? 0;
    return Math.min(Math.max(step, reach), Math.max(this.steps - reach, reach));
  }

  /** Ask for single steps that the marks need and that are not here; one request at a time. */
  #look(step) {
    if (this.asked || !this.runs.length) return;
    const { playing, pace } = this.clock;
    if (this.marks.includes("numbers")) {
      const { around, reach } = this.window ?? { around: -Infinity, reach: FAR };
      const low = around - reach, high = around + reach;
      if ((low <= 0 || step - low >= FAR) && (high >= this.steps || high - step >= FAR)) return;
      // A play head that is through a window within a second is not followed: numbers come when it rests.
      if (!playing || pace < reach) this.#ask(this.#centre(playing ? step + reach - 2 * FAR : step));
    } else if (this.marks.includes("arrows") && !playing && !this.#known(step + 1)) this.#ask(step);
  }

  #draw() {
    if (!this.ready || this.gone) return;
    const { step } = this, { position } = this.clock;
    const length = this.marks.includes("arrows") ? Math.max(0, ...this.planes.map((plane) => plane.longest(step))) : 0;
    for (const plane of this.planes) plane.draw(position, step, length && factorFor(length));
    this.curves.draw(step);
    this.microscope.draw(step, this.clock.playing);
    this.transport.show(this.clock, step, this.steps, this.epochs);
    this.root.dataset.step = step;
    this.root.dataset.playing = this.clock.playing;
    this.#look(step);
  }

  #resize() {
    if (!this.ready || this.gone) return;
    for (const plane of this.planes) plane.resize(this.Plotly);
    this.curves.arrange();
    this.#draw();
  }

  #fail(error) {
    console.error(error);
    this.#notice((this.words?.failed ?? "{reason}").replace("{reason}", error.message));
  }

  destroy() {
    this.gone = true;
    this.clock.pause();
    this.resizer.disconnect();
    for (const plane of this.planes) plane.destroy(this.Plotly);
  }
}
