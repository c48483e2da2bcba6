// The player: one clock, the planes, the curves and the transport bar, kept through every change of data.

import { Clock } from "./time/clock.js";
import { legend } from "./marks/critical.js";
import { Curves } from "./curves/curves.js";
import { Dial } from "./bar/dial.js";
import { fetchPicture, Follower } from "./page/follow.js";
import { Help } from "./bar/help.js";
import { keepHistoryStraight } from "./page/history.js";
import { Microscope } from "./beside/microscope.js";
import { Pictures } from "./views/pictures.js";
import { Playhead } from "./time/playhead.js";
import { loadPlotly } from "./views/plotly.js";
import { received } from "./data/received.js";
import { drawsIn3d } from "./views/scenery.js";
import { scrollOn } from "./views/scroll.js";
import { watchScreen } from "./page/screen.js";
import { Stage } from "./page/stage.js";
import { Story } from "./beside/story.js";
import { theme } from "./draw/theme.js";
import { Transport } from "./bar/transport.js";
import { asksFor, centre } from "./time/window.js";

keepHistoryStraight();
scrollOn();

/** @import { Around, Component, Emit, Look, Mark, Payload, Plotly, Words } from "./data/types.js" */
/** @import { Actions } from "./bar/commands.js" */
/** @import { Run } from "./data/run.js" */

const ZOOM = 2; // how many times as much, or as little, is shown at a press of a key

export class Player {
  /** @type {Emit} */ emit;
  /** @type {Payload | null} what is to be shown next */ waiting = null;
  /** @type {Payload | undefined} what is on show */ data;
  /** @type {Plotly | undefined} */ Plotly;
  /** @type {Look} */ look;
  /** @type {Run[]} */ runs = [];
  /** @type {Around | null} */ window = null;
  /** @type {number | null} */ epochs = null;
  /** @type {Mark[]} */ marks = [];
  /** @type {Mark[]} what the reader has asked for, shown or not yet */ wished = [];
  /** @type {Words | undefined} */ words;
  calm = matchMedia("(prefers-reduced-motion: reduce)");
  left = new AbortController();
  ready = false;
  gone = false;
  steps = 0;
  revision = 0;
  missed = 0;
  resizing = 0;
  /** @type {Promise<unknown>} */ queue = Promise.resolve();

  /** @param {Element} parent */
  constructor(parent) {
    this.root = /** @type {HTMLElement} */ (parent.querySelector("[data-testid=player]"));
    this.modules = import.meta.url;
    this.clock = new Clock(() => this.#draw());
    this.head = new Playhead(this.clock, { ask: (step) => this.emit("window", step), moved: () => this.#draw() });
    this.transport = new Transport(this.#part("transport"), this.#actions(), {
      scrub: (share) => this.head.scrub(share),
      go: (step) => this.head.go(step),
      stepAt: (share) => this.head.shownAt(this.clock.positionOf(share)),
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
      own: ({ place, id }, value) => this.emit("knob", { place, id, value }),
      zoom: (boxes) => this.emit("zoom", { boxes }),
      kept: () => {
        this.curves.keep(this.pictures.remains);
        this.#draw();
      },
    });
    this.follower = new Follower(fetchPicture, (data) => this.#show(data), (x, y) => this.emit("start", { x, y }));
    this.help = new Help(this.root);
    this.curves = new Curves(this.#part("curves"));
    this.microscope = new Microscope(this.#part("microscope"));
    this.story = new Story(this.#part("story"));
    const dial = { isOn: () => this.wished.includes("dial"), toggle: () => this.#mark("dial") };
    this.stage = new Stage(this.root, { keys: (event) => this.transport.key(event), changed: () => this.#staged(), dial });
    this.root.addEventListener("keydown", (event) => this.transport.key(event));
    this.resizer = new ResizeObserver(() => {
      cancelAnimationFrame(this.resizing);
      this.resizing = requestAnimationFrame(() => this.#resize());
    });
    this.resizer.observe(this.root);
    watchScreen(() => this.#draw(), () => this.#staged(), this.left.signal);
  }

  /**
   * What is done at each command.
   * @returns {Actions}
   */
  #actions() {
    const { clock, head } = this;
    return {
      toggle: () => (clock.playing ? clock.pause() : clock.play()),
      restart: () => head.go(0),
      end: () => head.go(this.steps),
      back: () => head.move(-1),
      forward: () => head.move(1),
      previous: () => head.go(this.transport.scrubber.next(head.heading, -1)),
      next: () => head.go(this.transport.scrubber.next(head.heading, 1)),
      loop: () => this.transport.hold("loop", (clock.loop = !clock.loop)),
      slower: () => this.transport.faster(-1),
      faster: () => this.transport.faster(1),
      help: () => this.help.open(),
      arrows: () => this.#mark("arrows"),
      numbers: () => this.#mark("numbers"),
      critical: () => this.#mark("critical"),
      ghost: () => this.#mark("ghost"),
      pin: () => this.pictures.pin(),
      dial: () => this.#mark("dial"),
      family: () => this.#mark("family"),
      turn_down: () => this.dial.turn(-1),
      turn_up: () => this.dial.turn(1),
      change: () => {
        clock.pause();
        this.emit("change", this.step);
      },
      stage: () => this.stage.toggle(),
      leave: () => this.stage.leave(),
      clock: () => this.transport.lists.next("clock"),
      space: () => this.transport.lists.next("space"),
      height: () => this.transport.lists.next("height"),
      trail: () => this.transport.lists.next("trail"),
      zoom_in: () => this.pictures.look(1 / ZOOM, this.step),
      zoom_out: () => this.pictures.look(ZOOM, this.step),
      zoom_reset: () => this.pictures.look(null, this.step),
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
    const Plotly = (this.Plotly = await loadPlotly());
    if (this.gone) return;
    const scene = received(data);
    if (!scene) {
      this.emit("missing", ++this.missed);
      return;
    }

    const { steps, window, epochs, marks, words } = data;
    // What is only drawn anew, for the stage, does not undo what has been wished for since it came.
    const wished = data === this.data ? this.wished : marks;
    Object.assign(this, { steps, window, epochs, marks, words, wished, data });
    this.follower.domain = scene.surface.domain;
    this.runs = this.dial.show(data.dial, { ...scene, marks, words });
    this.head.show(this.runs, scene.frames, steps, data.clock);
    this.root.setAttribute("aria-label", words.player);
    const look = (this.look = theme(this.root, this.stage.on));
    const shown = { runs: this.runs, steps, shareOf: (/** @type {number} */ step) => this.clock.shareOf(step), look, words };
    const flat = data.space !== "2d" && !drawsIn3d(), chosen = flat ? { ...data, space: /** @type {const} */ ("2d") } : data;
    this.transport.label(shown, { chosen, marks: wished, stage: this.stage.on, changeable: data.changeable });
    this.help.label(words);
    legend(this.#part("shapes"), scene.critical, words);
    this.microscope.show({ on: marks.includes("numbers"), runs: this.runs, look, words });
    const { curves, log_steps: logSteps } = data;
    this.#notice([...(this.runs.length ? [] : [words.empty]), ...data.notices, ...(flat ? [words.no_webgl] : [])].join(" "));
    this.curves.show({ runs: this.runs, remains: [], curves, steps, logSteps, look, words });
    this.story.show({ surface: data.surface.name, runs: this.runs, steps, words });
    const { trail, start } = data, { dragging: dragged } = this.follower;
    await this.pictures.show(Plotly, chosen, this.runs, { ...scene, start, look, words, epochs, trail, dragged });
    if (this.gone) return;
    this.curves.keep(this.pictures.remains);
    this.ready = true;
    this.head.arrived();
    this.#draw();
    this.root.dataset.revision = String(++this.revision);
    if (this.revision === 1) {
      this.root.dataset.ready = "true";
      if (!this.calm.matches) this.clock.play();
    }
  }

  /**
   * Another run in the place of this one.
   * @param {Run} old
   * @param {Run} run
   */
  #swap(old, run) {
    this.runs = this.head.runs = this.runs.map((one) => (one === old ? run : one));
    const { pictures, curves, microscope, story, transport: { scrubber } } = this;
    for (const part of [pictures, curves, microscope, story, scrubber]) part.swap(old, run);
    if (!this.clock.playing) this.#draw();
  }

  /** @param {string} text */
  #notice(text) {
    const notice = this.#part("notice");
    notice.hidden = !text;
    notice.textContent = text;
  }

  /** The step on show. */
  get step() {
    return this.head.step;
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
    // Where nothing should move, the point goes from step to step.
    const { step } = this, position = this.calm.matches ? step : this.clock.position;
    this.pictures.draw(position, step);
    this.story.draw(step, this.clock.playing);
    this.curves.draw(step);
    this.microscope.draw(step, this.clock.playing);
    this.transport.show(this.clock, step, this.steps, this.epochs);
    this.root.dataset.step = String(step);
    this.root.dataset.playing = String(this.clock.playing);
    if (this.head.asked || this.follower.dragging || !this.runs.length) return;
    const { marks, window } = this, { playing, pace } = this.clock;
    const wanted = asksFor(step, this.steps, { marks, trail: this.data?.trail ?? "full", window, playing, pace, known: (one) => this.head.knows(one) });
    if (wanted !== null) this.head.ask(wanted);
  }

  /** To the stage or back, or to another size on it: all is drawn anew. */
  #staged() {
    if (this.data) this.#show(this.waiting ?? this.data);
  }

  #resize() {
    if (!this.ready || this.gone) return;
    // The type of the stage grows with the screen.
    if (this.stage.on && theme(this.root, true).size !== this.look.size) this.#staged();
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
    this.left.abort();
    this.follower.stop();
    this.clock.pause();
    this.stage.destroy();
    this.story.destroy();
    this.dial.destroy();
    this.transport.destroy();
    this.resizer.disconnect();
    this.pictures.destroy(this.Plotly);
  }
}
