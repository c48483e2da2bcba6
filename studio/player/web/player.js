// The player: one clock, the planes, the curves and the transport bar, kept through every change of data.

import { Clock } from "./time/clock.js";
import { nameSigns } from "./pictures/legend.js";
import { Curves } from "./curves/curves.js";
import { Dial } from "./bar/dial.js";
import { actionsOf } from "./page/actions.js";
import { Connection } from "./page/connection.js";
import { Controls, letPagesScroll } from "./page/controls.js";
import { bringPlotly, come } from "./page/early.js";
import { fetchPicture, Follower } from "./page/follow.js";
import { KeyList } from "./bar/key-list.js";
import { listenEverywhere } from "./page/keys.js";
import { Meter } from "./beside/meter.js";
import { Microscope } from "./beside/microscope.js";
import { Pictures } from "./pictures/pictures.js";
import { fetchProbe, Probe } from "./beside/probe.js";
import { Playhead } from "./time/playhead.js";
import { unpackPayload } from "./data/payload.js";
import { drawsIn3d } from "./pictures/camera.js";
import { scrollOn } from "./pictures/scroll.js";
import { watchScreen, watchSize } from "./page/screen.js";
import { retell } from "./page/retell.js";
import { Stage } from "./page/stage.js";
import { Story } from "./beside/story.js";
import { Tabs } from "./page/tabs.js";
import { theme } from "./draw/theme.js";
import { Predictor } from "./predict/predictor.js";
import { Transport } from "./bar/transport.js";
import { Wished } from "./bar/wished.js";
import { Worked } from "./beside/worked.js";
import { tell } from "./beside/told.js";
import { asksFor, centre } from "./time/window.js";

letPagesScroll(window);
scrollOn();

/** @import { Component, Emit, Look, Mark, Payload, Plotly } from "./data/types.js" */
/** @import { Run } from "./data/run.js" */

export class Player {
  /** @type {Emit} */ emit = (wish, value) => this.connection.emit(wish, value);
  /** @type {Payload | null} what is to be shown next */ waiting = null;
  /** @type {Payload | undefined} what is on show */ data;
  /** @type {Plotly | undefined} */ Plotly;
  /** @type {Look} */ look;
  /** @type {Run[]} */ runs = [];
  /** @type {(runs: Run[]) => void} the signs on show are named, with what these runs are called */ name = () => {};
  wished = new Wished();
  calm = matchMedia("(prefers-reduced-motion: reduce)");
  left = new AbortController(); // aborted when it has left the page
  ready = false;
  revision = 0;
  missed = 0;
  /** @type {Promise<unknown>} */ queue = Promise.resolve();

  /** @param {Element} parent @param {typeof fetchPicture} [fetch] who answers with the picture of a link */
  constructor(parent, fetch = fetchPicture) {
    this.root = /** @type {HTMLElement} */ (parent.querySelector("[data-testid=player]"));
    this.modules = import.meta.url;
    this.connection = new Connection(this.#part("away"), { ask: () => this.emit("missing", ++this.missed), back: () => this.follower.tell() }, this.left.signal);
    this.clock = new Clock(() => this.#draw());
    this.head = new Playhead(this.clock, { ask: (step) => this.emit("window", step), moved: () => this.#draw() });
    /** @type {Transport} */
    this.transport = new Transport(this.#part("transport"), actionsOf(this), {
      mark: (id) => this.mark(id),
      scrub: (share) => this.head.scrub(share),
      go: (step) => this.head.go(step),
      stepAt: (share) => this.head.shownAt(this.clock.positionOf(share)),
      speed: (speed) => Object.assign(this.clock, { speed }),
      choice: (name, value) => this.emit("choice", { name, value, wish: this.wished.ask(name, value) }),
    });
    this.dial = new Dial(this.#part("knob"), {
      turned: (old, run) => this.#swap(old, run),
      set: (knob) => this.emit("knob", knob), vary: (number) => this.emit("vary", number),
      family: () => this.mark("family"),
    });
    this.pictures = new Pictures(this.root, this.#part("planes"), {
      dragged: (x, y) => this.follower.dragged(x, y),
      dropped: (x, y) => this.follower.dropped(x, y),
      cancelled: () => this.follower.cancelled(), moved: () => this.#draw(),
      own: ({ place, id }, value) => this.emit("knob", { place, id, value }),
      zoom: (boxes) => this.emit("zoom", { boxes }),
      kept: () => this.#keep(), equal: (on) => this.transport.hold("aspect", on),
      probing: () => this.probe.isOn, probed: (x, y) => this.probe.carry(x, y),
    });
    this.predictor = new Predictor(this.#part("predict"), { pictures: this.pictures, reveal: (id) => this.emit("reveal", { id }), moved: () => this.#draw(), turning: () => this.dial.index !== null });
    this.follower = new Follower(fetch, (data) => this.#show(data), { emit: this.emit, late: (on) => this.connection.late(on), step: () => this.step });
    this.controls = new Controls(this.follower, this.left.signal);
    this.keys = new KeyList(this.root);
    this.tabs = new Tabs(this.root, this.left.signal);
    this.curves = new Curves(this.#part("curves"));
    this.meter = new Meter(this.#part("meter"));
    this.probe = new Probe(this.#part("probed"), { fetch: fetchProbe, turning: () => this.dial.index !== null, moved: () => this.#draw() });
    this.microscope = new Microscope(this.#part("microscope"));
    this.worked = new Worked(this.#part("worked"));
    this.story = new Story(this.#part("story"));
    this.stage = new Stage({ changed: () => this.#staged(), dial: { isOn: () => this.wished.now.marks.includes("dial"), toggle: () => this.mark("dial") } });
    const keys = (/** @type {KeyboardEvent} */ event) => this.predictor.key(event) || this.transport.key(event), always = () => this.stage.on;
    listenEverywhere(this.root, { pictures: this.#part("views"), keys, always }, this.left.signal);
    watchSize([this.root, this.#part("views")], () => this.#resize(), this.left.signal);
    watchScreen(() => this.#draw(), () => this.#staged(), this.left.signal);
    addEventListener("popstate", () => [this.dial.takeBack(), this.follower.cancelled()], { signal: this.left.signal });
  }

  #part = (/** @type {string} its class */ name) => /** @type {HTMLElement} */ (this.root.querySelector(`.${name}`));

  /**
   * Called with every change of data or theme; changes are drawn one after the other, only the newest if several wait.
   * @param {Component} component
   */
  update(component) {
    this.follower.receive(component.data);
    this.connection.receive(component.setTriggerValue);
  }

  /** @param {Payload} data */
  #show(data) {
    this.waiting = data;
    this.queue = this.queue.then(() => this.waiting && this.#apply(this.waiting)).catch((error) => this.left.signal.aborted || this.#fail(error)).then(come);
    return this.queue;
  }

  /** @param {Payload} data */
  async #apply(data) {
    this.waiting = null;
    const scene = unpackPayload(data);
    if (!scene) return this.emit("missing", ++this.missed);
    const { steps, marks, words } = data, { surface, frames } = scene, { dragging: dragged } = this.follower, before = this.data?.spoken;
    // What is only drawn anew, for the stage, does not undo what has been wished for since it came.
    if (data !== this.data) this.wished.receive(data);
    this.data = data;
    this.follower.domain = surface.domain;
    this.runs = this.dial.show(data.dial, { ...scene, marks, words });
    this.head.show(this.runs, frames, steps, data.clock);
    this.root.setAttribute("aria-label", words.player);
    const look = (this.look = (dragged && this.look) || theme(this.root, this.stage.on, data.fonts)), { runs } = this;
    const flat = data.space !== "2d" && !drawsIn3d(), chosen = flat ? { ...data, space: /** @type {const} */ ("2d") } : data;
    const shown = { ...data, ...scene, runs, look, dragged, shareOf: (/** @type {number} */ step) => this.clock.shareOf(step) };
    this.transport.label(shown, { chosen: flat ? chosen : this.wished.now, marks: this.wished.now.marks, stage: this.stage.on, changeable: data.changeable });
    for (const part of [this.keys, this.tabs, this.connection]) part.label(words);
    (this.name = (/** @type {Run[]} */ turned) => nameSigns(this.#part("shapes"), scene, data, turned))(runs);
    this.#notice([...(runs.length ? [] : [words.empty]), ...data.notices, ...(flat ? [words.no_webgl] : [])].join(" "));
    const uncovered = this.predictor.show(data.question ?? null, { ...data, runs, look });
    this.curves.show(shown);
    this.#tell();
    const Plotly = (this.Plotly = await bringPlotly(this, chosen, shown, () => this.#draw()));
    if (this.left.signal.aborted) return;
    await this.pictures.show(Plotly, chosen, runs, shown);
    if (this.left.signal.aborted) return;
    this.predictor.lay();
    this.ready = true;
    this.head.arrived();
    this.#keep();
    retell(this.pictures.ghosts, { before, now: data.spoken }, this.follower.fetch, this.left.signal).catch(console.error);
    this.root.dataset.revision = String(++this.revision);
    if (this.revision === 1) this.root.dataset.ready = "true";
    if ((this.revision === 1 || uncovered) && !this.calm.matches) this.clock.play();
  }

  /** The earlier runs are others. */
  #keep() {
    this.curves.keep(this.pictures.earlier);
    this.#draw();
  }

  /**
   * Another run in the place of this one.
   * @type {(old: Run, run: Run) => void}
   */
  #swap(old, run) {
    this.runs = this.head.runs = this.runs.map((one) => (one === old ? run : one));
    for (const part of [this.pictures, this.curves, this.transport.scrubber, this.predictor]) part.swap(old, run);
    this.#tell();
    if (this.data?.marks.includes("limit")) this.name(this.runs); // whose number the hatching goes by
    if (!this.clock.playing) this.#draw();
  }

  /** What is said of the runs in numbers and in words. */
  #tell() {
    const { data, look, runs } = this;
    if (!data) return;
    for (const part of [this.meter, this.probe, this.microscope, this.worked, this.story]) part.show({ ...data, look, runs, domain: this.follower.domain });
    tell(data.told);
  }

  #notice(/** @type {string} */ text) {
    Object.assign(this.#part("notice"), { hidden: !text, textContent: text });
  }

  /** The step on show. */
  get step() {
    return this.head.step;
  }

  /**
   * Put a mark on or take it off; the rest is Python's. What the reader has just wished for counts already.
   * @param {Mark} id
   */
  mark(id) {
    const { marks, wish } = this.wished.toggle(id);
    this.transport.press(marks);
    this.dial.press(marks);
    this.emit("marks", { marks, wish, step: centre(this.step, this.head.steps, this.data?.window?.reach ?? 0) });
  }

  #draw() {
    const { data, step, clock, head } = this, { playing, pace } = clock;
    if (!data || !this.ready || this.left.signal.aborted) return;
    const { steps, marks, window, trail } = data;
    // The curves first: they ask for their size, and what is said under the pictures changes the page. Between two steps it is only
    // while it goes on; where nothing should move it goes from step to step.
    this.curves.draw(step);
    this.pictures.draw(playing && !this.calm.matches ? clock.position : step, step, this.probe.shown);
    for (const part of [this.meter, this.probe, this.microscope, this.worked, this.story]) part.draw(step, playing);
    this.predictor.recall.watch(clock);
    this.transport.show(clock, step, steps, data.epochs);
    Object.assign(this.root.dataset, { step, playing });
    if (head.asked || this.follower.dragging || !this.runs.length) return;
    const wanted = asksFor(step, steps, { marks, trail, window, playing, pace, known: (one) => head.knows(one) });
    if (wanted !== null) head.ask(wanted);
  }

  /** To the stage or back, or to another size on it: all is drawn anew. */
  #staged() {
    if (this.data) this.#show(this.waiting ?? this.data);
  }

  #resize() {
    if (!this.ready || this.left.signal.aborted) return;
    // The type of the stage grows with the screen.
    if (this.stage.on && theme(this.root, true).size !== this.look.size) this.#staged();
    this.curves.arrange();
    if (this.Plotly) this.pictures.resize(this.Plotly);
    this.#draw();
  }

  #fail(/** @type {Error} */ error) {
    console.error(error);
    this.#notice((this.data?.words.failed ?? "{reason}").replace("{reason}", error.message));
  }

  destroy() {
    this.left.abort();
    this.follower.stop();
    this.clock.pause();
    for (const part of [this.stage, this.story, this.dial, this.transport, this.predictor]) part.destroy();
    this.pictures.destroy(this.Plotly);
  }
}
