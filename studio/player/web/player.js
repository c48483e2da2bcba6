// The player: one clock, the planes, the curves and the transport bar, kept through every change of data.

import { Clock } from "./clock.js";
import { Curves } from "./curves.js";
import { unpack } from "./decode.js";
import { keepHistoryStraight } from "./history.js";
import { Plane } from "./plane.js";
import { loadPlotly } from "./plotly.js";
import { Run, unpackTable } from "./run.js";
import { theme } from "./theme.js";
import { Transport } from "./transport.js";

keepHistoryStraight();

const kept = new Map(); // surfaces and tables by key: each is sent once, and kept for a while
const KEEP = 40;
const FAR = 40; // steps from the edge of what is known one by one, where more is asked for

/** What stands under this key: what was sent now, or else what was kept. */
function keep(sent, unpacked) {
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
    });
    this.curves = new Curves(this.root.querySelector(".curves"));
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
    const tables = data.runs.map((run) => keep(run.table, (sent) => sent.x && unpackTable(sent)));
    if (!surface || tables.includes(undefined)) return this.emit("missing", ++this.missed);

    this.steps = data.steps;
    this.frames = data.frames && unpack(data.frames);
    this.runs = data.runs.map((run, i) => new Run(run, tables[i]));
    this.words = data.words;
    this.clock.set(data.steps, data.clock);
    this.root.setAttribute("aria-label", data.words.player);
    this.transport.label(data.words, data.clock);
    const look = theme(this.root);
    // A name is in the reader's language, and so it is not kept.
    await this.#pictures(Plotly, { ...surface, name: data.surface.name }, data, look);
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

  async #pictures(Plotly, surface, data, look) {
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
    const notice = this.root.querySelector(".notice");
    notice.hidden = this.runs.length > 0;
    notice.textContent = data.words.empty;
    const shared = { surface, start: data.start, look, words: data.words };
    const { curves, steps, log_steps: logSteps, words } = data;
    this.curves.show({ runs: this.runs, curves, steps, logSteps, look, words });
    await Promise.all(this.planes.map((plane, i) => plane.show(Plotly, { ...shared, runs: groups[i] })));
  }

  #resizeIf(Plotly, count) {
    if (this.count !== undefined && this.count !== count) for (const plane of this.planes) plane.resize(Plotly);
    this.count = count;
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

  #draw() {
    if (!this.ready || this.gone) return;
    const { step } = this, { position } = this.clock;
    for (const plane of this.planes) plane.draw(position, step);
    this.curves.draw(step);
    this.transport.show(this.clock, step, this.steps);
    this.root.dataset.step = step;
    this.root.dataset.playing = this.clock.playing;
  }

  #resize() {
    if (!this.ready || this.gone) return;
    for (const plane of this.planes) plane.resize(this.Plotly);
    this.#draw();
  }

  #fail(error) {
    console.error(error);
    const notice = this.root.querySelector(".notice");
    notice.hidden = false;
    notice.textContent = (this.words?.failed ?? "{reason}").replace("{reason}", error.message);
  }

  destroy() {
    this.gone = true;
    this.clock.pause();
    this.resizer.disconnect();
    for (const plane of this.planes) plane.destroy(this.Plotly);
  }
}
