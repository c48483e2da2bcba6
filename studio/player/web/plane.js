// One contour with the runs on it. Plotly draws the ground, once; canvases above it carry what moves.

import { drawArrows, drawFactor, longest } from "./arrows.js";
import { Bundle } from "./bundle.js";
import { drawCritical } from "./critical.js";
import { nameOf } from "./name.js";
import { fit, marker, Trail } from "./pen.js";
import { frameOf, QUIET } from "./plotly.js";

const LINE = 2; // pixels
const TAIL = 12; // steps
const ROOMY = 380; // pixels: in a narrower picture marks have no names
const CLICK = 5; // pixels: farther apart, press and release are a drag

/** As many digits as a click can mean: to a tenth of a pixel. */
function round(value, neighbour) {
  const digits = Math.min(Math.max(1 - Math.floor(Math.log10(Math.abs(neighbour - value))), 0), 15);
  return Number(value.toFixed(digits));
}

/** A line of text of its own. */
function line(name, text) {
  return Object.assign(document.createElement("p"), { className: name, textContent: text });
}

export class Plane {
  /** @param {(x: number, y: number) => void} onStart called with the point of a click */
  constructor(onStart, onMoved) {
    this.onStart = onStart;
    this.onMoved = onMoved;
    this.element = document.createElement("figure");
    this.element.innerHTML = `<figcaption class="legend"></figcaption><div class="frame"><div class="plot"></div>
      <canvas class="marks"></canvas><canvas class="faint"></canvas><canvas class="ink"></canvas><canvas class="heads"></canvas>
      </div><div class="outcomes"></div>`;
    const find = (name) => this.element.querySelector(name);
    [this.legend, this.box, this.plot, this.marks, this.faint, this.ink, this.heads, this.outcomes] =
      [".legend", ".frame", ".plot", ".marks", ".faint", ".ink", ".heads", ".outcomes"].map(find);
    this.trails = [];
    this.#listen();
  }

  #listen() {
    this.pressed = null;
    this.box.addEventListener("pointerdown", (event) => {
      this.pressed = event.isPrimary && !event.target.closest?.(".modebar") ? event : null;
    }, true);
    this.onUp = (event) => {
      const from = this.pressed;
      this.pressed = null;
      if (this.late) requestAnimationFrame(() => this.resize(this.late));
      if (!from || event.button || Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > CLICK) return;
      const box = this.plot.getBoundingClientRect(), frame = frameOf(this.plot);
      const x = event.clientX - box.left, y = event.clientY - box.top;
      if (x < frame.left || x > frame.right || y < frame.top || y > frame.bottom) return;
      this.onStart(round(frame.toX(x), frame.toX(x + 1)), round(frame.toY(y), frame.toY(y + 1)));
    };
    this.onCancel = () => (this.pressed = null);
    window.addEventListener("pointerup", this.onUp, true);
    window.addEventListener("pointercancel", this.onCancel, true);
  }

  async show(Plotly, { surface, critical, runs, start, look, words, epochs }) {
    Object.assign(this, { surface, critical, runs, start, look, words, epochs });
    this.#label();
    this.box.setAttribute("aria-label", `${surface.name}. ${words.picture}`);
    this.box.setAttribute("role", "img");
    const ground = `${surface.key} ${look.text} ${look.ground}`;
    if (ground !== this.ground) {
      const [width, height] = surface.grid;
      const [[x0, x1], [y0, y1]] = surface.domain;
      const at = (low, high, count) => Float64Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
      const z = Array.from({ length: height }, (_, row) => surface.z.subarray(row * width, (row + 1) * width));
      const axis = (title, range) => ({
        title: { text: title, standoff: 4, font: { size: 15 } }, range, gridcolor: "rgba(0,0,0,0)", zeroline: false,
        tickfont: { size: 13 }, nticks: 7, fixedrange: false,
      });
      const trace = {
        type: "contour", x: at(x0, x1, width), y: at(y0, y1, height), z, colorscale: look.scale, ncontours: 24,
        showscale: false, line: { width: 0.8, color: look.level, smoothing: 1 }, hoverinfo: "skip",
      };
      const layout = {
        paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", font: { color: look.text, family: look.font },
        margin: { l: 54, r: 8, t: 4, b: 40 }, uirevision: surface.key, showlegend: false,
        dragmode: matchMedia("(pointer: coarse)").matches ? false : "pan",
        xaxis: axis("θ<sub>1</sub>", [x0, x1]), yaxis: axis("θ<sub>2</sub>", [y0, y1]),
        modebar: { bgcolor: "rgba(0,0,0,0)", color: look.text, activecolor: look.text },
      };
      await Plotly.react(this.plot, [trace], layout, {
        ...QUIET, scrollZoom: true, modeBarButtons: [["zoomIn2d", "zoomOut2d", "resetScale2d"]],
      });
      if (!this.ground) for (const moved of ["plotly_relayouting", "plotly_relayout", "plotly_afterplot"]) this.plot.on(moved, this.onMoved);
      this.ground = ground;
    }
    this.trails = runs.map((run) => new Trail(run, () => [0, 0]));
    this.bundles = runs.filter((run) => run.bundle).map((run) => new Bundle(run));
    this.key = "";
  }

  /** One run: its name above, its outcome below. Several: one line each below, with the line they are drawn in. */
  #label() {
    const several = this.runs.length > 1;
    this.names = this.runs.map((run) => nameOf(run, this.look));
    this.legend.replaceChildren(...(several ? [] : this.names));
    this.outcomes.replaceChildren(...this.runs.flatMap((run, i) => {
      const text = line("outcome", run.sentence);
      text.dataset.kind = run.kind;
      if (several) text.prepend(this.names[i]);
      return [text, ...run.shares.map((share) => line("share", share.text))];
    }));
  }

  /** Which epoch each run is in, beside its name, where it is not the same for all. */
  #epochs(step) {
    this.runs.forEach((run, i) => {
      const epoch = run.epochs ? Math.floor(Math.min(step, run.last) / run.epochs).toLocaleString("en") : "";
      const text = !this.epochs && epoch ? `${run.name} · ${this.words.epoch.replace("{epoch}", epoch)}` : run.name;
      if (this.names[i].lastChild.textContent !== text) this.names[i].lastChild.textContent = text;
    });
  }

  /** How long the longest of −g and −m is in this picture, in pixels. */
  longest(step) {
    return longest(this.runs, step, frameOf(this.plot));
  }

  /**
   * The picture with the play head at `position`; only what is new is added unless the frame moved.
   * With a `factor`, arrows are drawn too.
   */
  draw(position, step, factor) {
    const frame = frameOf(this.plot), { clientWidth: width, clientHeight: height } = this.plot;
    const ink = fit(this.ink, width, height), heads = fit(this.heads, width, height);
    const rows = this.trails.map(({ run }) => run.row(step));
    const key = `${frame.key} ${width} ${height} ${window.devicePixelRatio}`;
    if (key !== this.key || rows.some((row, i) => row < this.trails[i].row)) {
      this.key = key;
      ink.clearRect(0, 0, width, height);
      for (const trail of this.trails) {
        const { x, y } = trail.run;
        trail.place = (row) => [frame.x(x[row]), frame.y(y[row])];
        trail.restart();
      }
      this.#underneath(frame, width, height);
    }
    const faint = this.bundles.length && fit(this.faint, width, height);
    for (const bundle of this.bundles) bundle.advance(faint, bundle.placeOf(step), frame, this.look.colour(bundle.run));
    this.trails.forEach((trail, i) => trail.advance(ink, rows[i], frame, this.look.colour(trail.run), LINE));
    this.#epochs(step);
    heads.clearRect(0, 0, width, height);
    this.#landmarks(heads, frame);
    if (factor) {
      const { look, words } = this, labels = [];
      for (const run of this.runs) drawArrows(heads, frame, run, step, factor, { colour: look.colour(run), look, words, labels });
      drawFactor(heads, frame, factor, this.look, this.words);
    }
    this.trails.forEach((trail, i) => {
      this.#tail(heads, frame, trail, rows[i]);
      this.#head(heads, frame, trail, position, step);
    });
  }

  /** What lies under the paths and stays until the frame moves. */
  #underneath(frame, width, height) {
    for (const canvas of [this.marks, this.faint]) fit(canvas, width, height).clearRect(0, 0, width, height);
    for (const bundle of this.bundles) bundle.restart();
    if (this.critical) drawCritical(this.marks.getContext("2d"), frame, this.critical, this.look);
  }

  /** The minima and the start, each with its name where there is room for it. */
  #landmarks(context, frame) {
    const { text, ground, font } = this.look;
    const mark = ([mx, my], name, shape) => {
      const x = frame.x(mx), y = frame.y(my);
      if (x < frame.left || x > frame.right || y < frame.top || y > frame.bottom) return;
      context.strokeStyle = text;
      context.lineWidth = 2.5;
      context.beginPath();
      shape(x, y);
      context.stroke();
      if (frame.right - frame.left < ROOMY) return;
      context.font = `14px ${font}`;
      context.textBaseline = "middle";
      const end = x + 16 + context.measureText(name).width > frame.right;
      context.textAlign = end ? "right" : "left";
      context.lineWidth = 4;
      context.strokeStyle = ground;
      context.strokeText(name, x + (end ? -14 : 14), y + 15);
      context.fillStyle = text;
      context.fillText(name, x + (end ? -14 : 14), y + 15);
      context.textAlign = "left";
    };
    // Among the critical points the minima have a sign already.
    for (const minimum of this.critical ? [] : this.surface.minima) mark(minimum, this.words.minimum, (x, y) => {
      for (const [dx, dy] of [[7, 7], [7, -7]]) {
        context.moveTo(x - dx, y - dy);
        context.lineTo(x + dx, y + dy);
      }
    });
    mark(this.start, this.words.start, (x, y) => context.arc(x, y, 9, 0, 2 * Math.PI));
  }

  /** The last steps once more, in full strength: where the path is a solid band, they are what moves. */
  #tail(context, frame, trail, row) {
    const tail = new Trail(trail.run, trail.place);
    tail.row = Math.max(0, row - TAIL);
    tail.advance(context, row, frame, this.look.colour(trail.run), LINE + 0.6);
  }

  #head(context, frame, trail, position, step) {
    const { run } = trail, colour = this.look.colour(run);
    const here = run.at(step);
    let x = frame.x(here.x), y = frame.y(here.y);
    if (position > step && position < step + 1 && step < run.last && run.knows(step + 1)) {
      // On its way to the next point, along the segment that will be drawn.
      const next = run.at(step + 1), share = position - step;
      const [nx, ny] = [frame.x(next.x), frame.y(next.y)];
      const [gx, gy] = [x + (nx - x) * share, y + (ny - y) * share];
      const line = new Trail({ dash: run.dash, stepOf: () => step }, (row) => (row ? [gx, gy] : [x, y]));
      line.walked = trail.walked;
      line.advance(context, 1, frame, colour, LINE + 0.6);
      [x, y] = [gx, gy];
    }
    if (x >= frame.left && x <= frame.right && y >= frame.top && y <= frame.bottom) {
      marker(context, x, y, run.marker, colour, this.look.ground);
      return;
    }
    this.#outside(context, frame, trail, x, y, step);
  }

  /** The head has left the picture: an arrow where it went out, and what became of it. */
  #outside(context, frame, trail, x, y, step) {
    const { run } = trail, colour = this.look.colour(run);
    const clip = (value, low, high) => Math.min(Math.max(value, low), high);
    const [ex, ey] = trail.exit ?? [clip(x, frame.left, frame.right), clip(y, frame.top, frame.bottom)];
    const angle = Math.atan2(clip(y, -1e6, 1e6) - ey, clip(x, -1e6, 1e6) - ex);
    const px = clip(ex, frame.left + 12, frame.right - 12), py = clip(ey, frame.top + 12, frame.bottom - 12);
    context.save();
    context.translate(px, py);
    context.rotate(angle);
    context.beginPath();
    for (const [dx, dy] of [[12, 0], [-7, -9], [-3, 0], [-7, 9]]) context.lineTo(dx, dy);
    context.closePath();
    context.fillStyle = colour;
    context.strokeStyle = this.look.ground;
    context.lineWidth = 2;
    context.stroke();
    context.fill();
    context.restore();
    const text = run.end && step >= run.last ? run.end : this.words.outside;
    context.font = `600 15px ${this.look.font}`;
    const wide = context.measureText(text).width, right = px + 16 + wide > frame.right;
    context.textBaseline = "middle";
    context.lineWidth = 4;
    context.strokeStyle = this.look.ground;
    const tx = right ? px - 16 - wide : px + 16;
    context.strokeText(text, tx, py);
    context.fillStyle = this.look.text;
    context.fillText(text, tx, py);
  }

  /**
   * Let Plotly take the size that its place has now. `Plots.resize` would do so 100 ms later and always: a drag that
   * has begun by then would end. A gesture under way comes first.
   */
  resize(Plotly) {
    if (!this.ground) return;
    this.late = this.pressed ? Plotly : null;
    const { width, height } = this.plot._fullLayout ?? {};
    if (this.late || (width === this.plot.clientWidth && height === this.plot.clientHeight)) return;
    Plotly.relayout(this.plot, { autosize: true });
  }

  destroy(Plotly) {
    window.removeEventListener("pointerup", this.onUp, true);
    window.removeEventListener("pointercancel", this.onCancel, true);
    Plotly?.purge(this.plot);
    this.element.remove();
  }
}
