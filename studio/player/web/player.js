// The player: one clock, the planes, the curves and the transport bar, kept through every change of data.

import { Clock } from "./clock.js";
import { legend } from "./critical.js";
import { Curves } from "./curves.js";
import { lastUpTo } from "./decode.js";
import { Dial } from "./dial.js";
import { fetchPicture, Follower } from "./follow.js";
import { keepHistoryStraight } from "./history.js";
import { Microscope } from "./microscope.js";
import { Pictures } from "./pictures.js";
import { loadPlotly } from "./plotly.js";
import { received } from "./received.js";
import { theme } from "./theme.js";
import { Transport } from "./transport.js";
import { asksFor, centre, FAR } from "./window.js";

keepHistoryStraight();

/** @import { Around, Component, Emit, Mark, Numbers, Payload, Plotly, Words } from "./types.js" */
/** @import { Actions } from "./commands.js" */
/** @import { Run } from "./run.js" */

export class Player {
  /** @type {Emit} */ emit;
  /** @type {Payload | null} what is to be shown next */ waiting = null;
  /** @type {Plotly | undefined} */ Plotly;
  /** @type {Run[]} */ runs = [];
  /** @type {Numbers | null} the steps at which the play head may stand; null: at all */ frames = null;
  /** @type {Around | null} */ window = null;
  /** @type {number | null} */ epochs = null;
  /** @type {Mark[]} */ marks = [];
  /** @type {Mark[]} what the reader has asked for, shown or not yet */ wished = [];
  /** @type {Words | undefined} */ words;
  /** @type {number | undefined} the step to go to when its values are here */ wanted;
  asked = false;
  ready = false;
  gone = false;
  steps = 0;
  revision = 0;
  missed = 0;
  resizing = 0;
  /** @type {Promise<unknown>} */ queue = Promise.resolve();

  /**
   * @param {Element} parent
   * @param {string} plotly where to load it from
   */
  constructor(parent, plotly) {
    this.root = /** @type {HTMLElement} */ (parent.querySelector("[data-testid=player]"));
    this.plotlyUrl = new URL(plotly, document.baseURI).href;
    this.modules = import.meta.url;
    this.clock = new Clock(() => this.#draw());
    this.transport = new Transport(this.#part("transport"), this.#actions(), {
      scrub: (share) => {
        this.clock.pause();
        this.clock.scrub(share);
        this.#draw();
      },
      speed: (speed) => {
        this.clock.speed = speed;
      },
      choice: (name, value) => this.emit("choice", { name, value }),
    });
    this.dial = new Dial(this.#part("knob"), {
      turned: (old, run) => this.#swap(old, run),
      set: (knob) => this.emit("knob", knob),
      vary: (number) => this.emit("vary", number),
      family: () => this.#mark("family"),
    });
    this.pictures = new Pictures(this.root, this.#part("planes"), {
      dragged: (x, y) => this.follower.dragged(x, y),
      dropped: (x, y) => this.follower.dropped(x, y),
      cancelled: () => this.follower.cancelled(),
      moved: () => this.#draw(),
    });
    this.follower = new Follower(fetchPicture, (data) => this.#show(data), (x, y) => this.emit("start", { x, y }));
    this.curves = new Curves(this.#part("curves"));
    this.microscope = new Microscope(this.#part("microscope"));
    this.root.addEventListener("keydown", (event) => this.transport.key(event));
    this.resizer = new ResizeObserver(() => {
      cancelAnimationFrame(this.resizing);
      this.resizing = requestAnimationFrame(() => this.#resize());
    });
    this.resizer.observe(this.root);
  }

  /**
   * What is done at each command.
   * @returns {Actions}
   */
  #actions() {
    const { clock } = this;
    return {
      toggle: () => (clock.playing ? clock.pause() : clock.play()),
      restart: () => this.#jump(0),
      end: () => this.#jump(this.steps),
      back: () => this.#move(-1),
      forward: () => this.#move(1),
      arrows: () => this.#mark("arrows"),
      numbers: () => this.#mark("numbers"),
      critical: () => this.#mark("critical"),
      dial: () => this.#mark("dial"),
      family: () => this.#mark("family"),
      turn_down: () => this.dial.turn(-1),
      turn_up: () => this.dial.turn(1),
      change: () => {
        clock.pause();
        this.emit("change", this.step);
      },
      clock: () => this.transport.lists.next("clock"),
      space: () => this.transport.lists.next("space"),
      height: () => this.transport.lists.next("height"),
      trail: () => this.transport.lists.next("trail"),
      nudge: (event) => event instanceof KeyboardEvent && this.follower.nudged(event.key),
    };
  }

  /** @param {string} name its class */
  #part(name) {
    return /** @type {HTMLElement} */ (this.root.querySelector(`.${name}`));
  }

  /**
   * Called with every change of data or theme; changes are drawn one after the other, only the newest if several wait.
   * @param {Component} component
   */
  update(component) {
    this.emit = component.setTriggerValue;
    this.follower.receive(component.data);
  }

  /** @param {Payload} data */
  #show(data) {
    this.waiting = data;
    this.queue = this.queue.then(() => this.waiting && this.#apply(this.waiting)).catch((error) => this.#fail(error));
    return this.queue;
  }

  /** @param {Payload} data */
  async #apply(data) {
    this.waiting = null;
    const Plotly = (this.Plotly = await loadPlotly(this.plotlyUrl));
    if (this.gone) return;
    const scene = received(data);
    if (!scene) {
      this.emit("missing", ++this.missed);
      return;
    }

    const { steps, window, epochs, marks, words } = data;
    Object.assign(this, { steps, window, epochs, marks, words, wished: marks });
    this.frames = scene.frames;
    this.follower.domain = scene.surface.domain;
    this.runs = this.dial.show(data.dial, { ...scene, marks, words });
    this.clock.set(steps, data.clock);
    this.root.setAttribute("aria-label", words.player);
    const changes = this.runs.flatMap((run) => run.changes).map((step) => this.clock.shareOf(step));
    this.transport.label(words, { chosen: data, marks, changeable: data.changeable, changes });
    const look = theme(this.root);
    legend(this.#part("shapes"), scene.critical, words);
    this.microscope.show({ on: marks.includes("numbers"), runs: this.runs, look, words });
    const { curves, log_steps: logSteps } = data;
    this.#notice([...(this.runs.length ? [] : [words.empty]), ...data.notices].join(" "));
    this.curves.show({ runs: this.runs, curves, steps, logSteps, look, words });
    await this.pictures.show(Plotly, data, this.runs, { ...scene, start: data.start, look, words, epochs });
    if (this.gone) return;
    if (this.wanted !== undefined && this.#known(this.wanted)) this.clock.position = this.wanted;
    this.wanted = undefined;
    this.asked = false;
    this.ready = true;
    this.#draw();
    this.root.dataset.revision = String(++this.revision);
    if (this.revision === 1) {
      this.root.dataset.ready = "true";
      if (!matchMedia("(prefers-reduced-motion: reduce)").matches) this.clock.play();
    }
  }

  /**
   * Another run in the place of this one.
   * @param {Run} old
   * @param {Run} run
   */
  #swap(old, run) {
    this.runs = this.runs.map((one) => (one === old ? run : one));
    for (const part of [this.pictures, this.curves, this.microscope]) part.swap(old, run);
    if (!this.clock.playing) this.#draw();
  }

  /** @param {string} text */
  #notice(text) {
    const notice = this.#part("notice");
    notice.hidden = !text;
    notice.textContent = text;
  }

  /** The step on show: the last one before the play head whose values are all here. */
  get step() {
    const whole = Math.floor(this.clock.position);
    if (!this.frames || this.#known(whole)) return whole;
    return this.frames[lastUpTo(this.frames, whole)];
  }

  /** @param {number} step */
  #known(step) {
    return this.runs.every((run) => run.knows(step));
  }

  /** @param {number} step */
  #jump(step) {
    this.clock.pause();
    this.clock.position = step;
    this.#draw();
  }

  /**
   * One step on or back, exactly: if its values are not here yet they are asked for, and the head waits.
   * @param {number} by
   */
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

  /** @param {number} step */
  #ask(step) {
    if (this.asked) return;
    this.asked = true;
    this.emit("window", step);
  }

  /**
   * Put a mark on or take it off; the rest is Python's. What the reader has just wished for counts already.
   * @param {Mark} id
   */
  #mark(id) {
    this.wished = this.wished.includes(id) ? this.wished.filter((one) => one !== id) : [...this.wished, id];
    this.transport.press(this.wished);
    this.dial.press(this.wished);
    this.emit("marks", { marks: this.wished, step: centre(this.step, this.steps, this.window?.reach ?? 0) });
  }

  #draw() {
    if (!this.ready || this.gone) return;
    const { step } = this, { position } = this.clock;
    this.pictures.draw(position, step);
    this.curves.draw(step);
    this.microscope.draw(step, this.clock.playing);
    this.transport.show(this.clock, step, this.steps, this.epochs);
    this.root.dataset.step = String(step);
    this.root.dataset.playing = String(this.clock.playing);
    if (this.asked || this.follower.dragging || !this.runs.length) return;
    const { marks, window } = this, { playing, pace } = this.clock;
    const wanted = asksFor(step, this.steps, { marks, window, playing, pace, known: (one) => this.#known(one) });
    if (wanted !== null) this.#ask(wanted);
  }

  #resize() {
    if (!this.ready || this.gone) return;
    if (this.Plotly) this.pictures.resize(this.Plotly);
    this.curves.arrange();
    this.#draw();
  }

  /** @param {Error} error */
  #fail(error) {
    console.error(error);
    this.#notice((this.words?.failed ?? "{reason}").replace("{reason}", error.message));
  }

  destroy() {
    this.gone = true;
    this.follower.stop();
    this.clock.pause();
    this.dial.destroy();
    this.resizer.disconnect();
    this.pictures.destroy(this.Plotly);
  }
}
