// Loss and ‖g‖ against the step. Plotly draws the axes; the lines grow on a canvas with the play head.

import { fit, marker, Trail } from "./pen.js";
import { frameOf, QUIET } from "./plotly.js";

const COLUMNS = ["loss", "norm"]; // the columns of a run, in the order of the plots
const NARROW = 560; // pixels: below, one plot stands above the other
const AXES = [["xaxis", "yaxis"], ["xaxis2", "yaxis2"]];

export class Curves {
  constructor(element, onMoved) {
    this.element = element;
    this.onMoved = onMoved;
    [this.plot, this.ink, this.heads] = [".plot", ".ink", ".heads"].map((name) => element.querySelector(name));
    this.trails = [];
  }

  async show(Plotly, shown) {
    const { runs, curves, steps, logSteps, look, words } = shown;
    Object.assign(this, { runs, look, steps, shown, narrow: this.plot.clientWidth < NARROW });
    // Step 0 has a place on a logarithmic axis too: it is drawn at log(step + 1).
    this.along = logSteps ? (step) => Math.log10(step + 1) : (step) => step;
    const axes = JSON.stringify([steps, logSteps, words.steps, curves.map(({ name }) => name), look.text, look.ground, this.narrow]);
    const ranges = { "yaxis.range": curves[0].range, "yaxis2.range": curves[1].range };
    if (axes !== this.axes) {
      const traces = curves.map((_, i) => ({ type: "scatter", x: [], y: [], xaxis: i ? "x2" : "x", yaxis: i ? "y2" : "y" }));
      await Plotly.react(this.plot, traces, this.#layout(curves, logSteps, words), { ...QUIET, staticPlot: true });
      if (!this.axes) this.plot.on("plotly_afterplot", this.onMoved);
    } else if (JSON.stringify(ranges) !== this.ranges) {
      // Four times as fast as drawing all axes anew.
      await Plotly.relayout(this.plot, ranges);
    }
    [this.axes, this.ranges] = [axes, JSON.stringify(ranges)];
    this.trails = COLUMNS.map((column) => runs.map((run) => Object.assign(new Trail({ ...run, lifted: null, stepOf: (row) => run.stepOf(row) }, () => [0, 0]), { column, of: run })));
    this.key = "";
  }

  #layout(curves, logSteps, words) {
    const { look } = this;
    const decades = Math.max(1, Math.ceil(Math.log10(this.steps + 1)));
    const ticks = Array.from({ length: decades + 1 }, (_, k) => (k ? 10 ** k : 0)).filter((step) => step <= this.steps);
    const x = (domain, anchor) => ({
      domain, anchor, range: [0, Math.max(this.along(this.steps), 1e-9)], gridcolor: look.line, zeroline: false,
      tickfont: { size: 13 }, title: { text: words.steps, standoff: 2, font: { size: 14 } },
      ...(logSteps ? { tickvals: ticks.map(this.along), ticktext: ticks.map((step) => step.toLocaleString("en")) } : { nticks: 6 }),
    });
    const y = (curve, anchor, domain) => ({
      type: "log", anchor, domain, range: curve.range, gridcolor: look.line, zeroline: false, tickfont: { size: 13 }, nticks: 5,
      exponentformat: "power", title: { text: curve.name, standoff: 4, font: { size: 14 } },
    });
    return {
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", font: { color: look.text, family: look.font },
      margin: { l: 54, r: 30, t: 6, b: 38 }, showlegend: false,
      xaxis: x(this.narrow ? [0, 1] : [0, 0.455], "y"), xaxis2: x(this.narrow ? [0, 1] : [0.545, 1], "y2"),
      yaxis: y(curves[0], "x", this.narrow ? [0.6, 1] : [0, 1]), yaxis2: y(curves[1], "x2", this.narrow ? [0, 0.4] : [0, 1]),
    };
  }

  draw(step) {
    const { clientWidth: width, clientHeight: height } = this.plot;
    const ink = fit(this.ink, width, height), heads = fit(this.heads, width, height);
    const frames = AXES.map(([x, y]) => frameOf(this.plot, x, y));
    const rows = this.runs.map((run) => run.row(step));
    const key = `${frames.map((frame) => frame.key)} ${width} ${height} ${window.devicePixelRatio}`;
    if (key !== this.key || this.trails[0].some((trail, i) => rows[i] < trail.row)) {
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

  #pixel(frame, step, value) {
    // A value of zero has no place on a logarithmic axis: the line leaves at the bottom.
    return [frame.x(this.along(step)), value > 0 ? frame.y(Math.log10(value)) : frame.bottom + 1e4];
  }

  resize(Plotly) {
    if (!this.axes) return;
    Plotly.Plots.resize(this.plot);
    if (this.narrow !== this.plot.clientWidth < NARROW) this.show(Plotly, this.shown);
  }

  destroy(Plotly) {
    Plotly?.purge(this.plot);
  }
}
