// Loss and ‖g‖ against the step; the lines grow with the play head.

import { drawAxes } from "./axes.js";
import { fit, Frame, marker, Trail } from "./pen.js";

const COLUMNS = ["loss", "norm"]; // the columns of a run, in the order of the plots
const MARGIN = { left: 58, right: 26, top: 10, bottom: 38 };
const NARROW = 560; // pixels: below, one plot stands above the other

export class Curves {
  constructor(element) {
    this.element = element;
    [this.axes, this.ink, this.heads] = [".axes", ".ink", ".heads"].map((name) => element.querySelector(name));
    this.trails = [];
  }

  show({ runs, curves, steps, logSteps, look, words }) {
    Object.assign(this, { runs, curves, steps, logSteps, look, words });
    // Step 0 has a place on a logarithmic axis too: it is drawn at log(step + 1).
    this.along = logSteps ? (step) => Math.log10(step + 1) : (step) => step;
    this.trails = COLUMNS.map((column) => runs.map((run) => {
      const line = { dash: run.dash, stepOf: (row) => run.stepOf(row) };
      return Object.assign(new Trail(line, () => [0, 0]), { column, of: run });
    }));
    this.key = "";
  }

  #frames(width, height) {
    const narrow = width < NARROW, count = this.curves.length;
    const w = narrow ? width : width / count, h = narrow ? height / count : height;
    return this.curves.map((curve, i) => new Frame(
      (narrow ? 0 : i * w) + MARGIN.left, (narrow ? i * h : 0) + MARGIN.top,
      w - MARGIN.left - MARGIN.right, h - MARGIN.top - MARGIN.bottom,
      [0, Math.max(this.along(this.steps), 1e-9)], curve.range,
    ));
  }

  draw(step) {
    const { clientWidth: width, clientHeight: height } = this.element;
    const ink = fit(this.ink, width, height), heads = fit(this.heads, width, height);
    const frames = this.#frames(width, height);
    const rows = this.runs.map((run) => run.row(step));
    const key = `${frames.map((frame) => frame.key)} ${window.devicePixelRatio}`;
    if (key !== this.key || this.trails[0].some((trail, i) => rows[i] < trail.row)) {
      if (key !== this.key) this.#ground(frames, width, height);
      this.key = key;
      ink.clearRect(0, 0, width, height);
      this.trails.forEach((group, i) => group.forEach((trail) => {
        trail.place = (row) => this.#pixel(frames[i], trail.of.stepOf(row), trail.of[trail.column][row]);
        trail.restart();
      }));
    }
    heads.clearRect(0, 0, width, height);
    this.trails.forEach((group, i) => group.forEach((trail, k) => {
      const colour = this.look.colour(trail.of), frame = frames[i];
      trail.advance(ink, rows[k], frame, colour, 2);
      const at = Math.min(step, trail.of.last);
      const [x, y] = this.#pixel(frame, at, trail.of.at(at)[trail.column]);
      if (y >= frame.top - 1 && y <= frame.bottom + 1) marker(heads, x, y, trail.of.marker, colour, this.look.ground, 5.5);
    }));
  }

  #ground(frames, width, height) {
    const context = fit(this.axes, width, height);
    context.clearRect(0, 0, width, height);
    const { steps, logSteps: log, along, look } = this;
    frames.forEach((frame, i) => drawAxes(context, frame, { ...this.curves[i], steps, log, along, look, title: this.words.steps }));
  }

  #pixel(frame, step, value) {
    // A value of zero has no place on a logarithmic axis: the line leaves at the bottom.
    return [frame.x(this.along(step)), value > 0 ? frame.y(Math.log10(value)) : frame.bottom + 1e4];
  }
}
