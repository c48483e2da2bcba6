// The surface in 3D with the runs on it. Plotly draws the surface, once; canvases above it carry what moves.

import { icon, named } from "../draw/element.js";
import { drawBoxAxes } from "../views/box-axes.js";
import { SpaceView } from "../views/space.js";
import { cameraOf, firstCamera, projectionOf } from "./camera.js";
import { Picture } from "./picture.js";
import { fits, relayout } from "./plotly.js";
import { CONFIG, layout, sceneOf } from "./surface-plot.js";

/** @import { Camera, Plot, Plotly, Scale } from "../data/types.js" */
/** @import { Context, View } from "../marks/view.js" */
/** @import { Shown } from "./picture.js" */

const HOME = "M12 3 2 12h3v9h5v-6h4v6h5v-9h3z";
const REST = 250; // milliseconds after which Plotly draws the paths itself, where its camera is not known

export class SpacePicture extends Picture {
  /** @type {Plot | null} what Plotly draws in; null: 3D is off, and no WebGL context is held */ plot = null;
  /** @type {Plotly} */ Plotly;
  /** @type {ReturnType<typeof sceneOf>} */ scene;
  /** @type {Camera | null} where the reader has left it */ camera = null;
  /** @type {WeakSet<object>} what calls here when it draws the surface */ followed = new WeakSet();
  /** @type {[position: number, step: number, factor: number]} what is drawn */ drawn = [0, 0, 0];
  ground = "";
  later = 0;

  constructor() {
    super();
    this.element = document.createElement("figure");
    this.element.className = "relief";
    this.element.hidden = true;
    this.element.innerHTML = `<div class="frame"><canvas class="hidden dense"></canvas><canvas class="dense"></canvas>
      <canvas class="hidden faint"></canvas><canvas class="faint"></canvas>
      <canvas class="hidden ink"></canvas><canvas class="ink"></canvas>
      <canvas class="hidden flows"></canvas><canvas class="flows"></canvas>
      <canvas class="hidden heads"></canvas><canvas class="heads"></canvas><button type="button">${icon(HOME)}</button></div>`;
    this.button = /** @type {HTMLButtonElement} */ (this.element.querySelector("button"));
    this.button.onclick = () => this.reset();
    this.box = /** @type {HTMLElement} */ (this.element.querySelector(".frame"));
    this.canvases = [...this.element.querySelectorAll("canvas")];
    const [hiddenDense, dense, hiddenFaint, faint, hiddenInk, ink, hiddenFlows, flows, hiddenHeads, heads] = this.canvases, lines = [ink, hiddenInk];
    // In space a flow runs for long on the very floor that its run goes along: under it nothing of it would be seen.
    this.layers = { under: lines, flows: [flows, hiddenFlows], dense: [dense, hiddenDense], faint: [faint, hiddenFaint], ink: lines, heads: [heads, hiddenHeads] };
  }

  /** @type {(Plotly: Plotly, shown: Shown & {height: Scale}) => Promise<void>} */
  async show(Plotly, shown) {
    const { surface, height, look, words } = shown;
    this.take(shown);
    this.Plotly = Plotly;
    this.element.hidden = false;
    this.box.setAttribute("aria-label", `${surface.name}. ${words.relief}`);
    this.box.setAttribute("role", "group");
    named(this.button, words.reset_camera);
    const ground = [surface.key, height, look.text, look.ground, look.size, words.axis_log].join(" ");
    const same = this.plot && ground === this.ground;
    if (!same) this.scene = sceneOf(surface, height, look, words);
    this.ground = ground;
    this.lay(); // before Plotly draws: it asks for the paths while it does
    this.key = "";
    if (!same) await this.#react([]);
    this.key = "";
  }

  /** @param {object[]} paths what Plotly is to draw beside the surface */
  async #react(paths) {
    if (this.plot) this.camera = cameraOf(this.plot) ?? this.camera;
    else {
      this.box.insertAdjacentHTML("afterbegin", `<div class="plot"></div>`);
      this.plot = /** @type {Plot} */ (this.box.firstElementChild);
    }
    const { Plotly, plot, scene, look } = this, camera = this.camera ?? firstCamera(plot);
    await Plotly.react(plot, [scene.trace, ...paths], layout(scene, look, camera), CONFIG);
  }

  /** The camera as it was at first. */
  reset() {
    if (this.plot) relayout(this.Plotly, this.plot, { "scene.camera": firstCamera(this.plot) });
  }

  /**
   * @override
   * @param {View} view
   * @param {Context} context
   */
  around(view, context) {
    drawBoxAxes(/** @type {SpaceView} */ (view), this.scene, context);
  }

  /** @override */
  view() {
    const projection = this.plot && projectionOf(this.plot);
    return projection && new SpaceView(this.scene, projection);
  }

  /** @type {(position: number, step: number, factor: number) => void} */
  draw(position, step, factor) {
    this.drawn = [position, step, factor];
    if (!this.plot) return;
    const view = this.view();
    if (!view) {
      this.#leaveToPlotly();
      return;
    }
    this.#follow(this.plot);
    for (const canvas of this.layers.faint) canvas.hidden = !this.bundles.length;
    this.paint(view, this.plot, position, step, factor);
  }

  /**
   * The paths move with the surface, in the very frame: Plotly calls when it draws.
   * @param {Plot} plot
   */
  #follow(plot) {
    const drawn = plot._fullLayout?.scene?._scene?.glplot;
    if (!drawn || this.followed.has(drawn)) return;
    this.followed.add(drawn);
    const before = drawn.onrender;
    drawn.onrender = () => {
      before?.();
      if (this.plot === plot && !this.key.startsWith(`${projectionOf(plot)?.key} `)) this.draw(...this.drawn);
    };
  }

  /** Without its camera Plotly draws the paths, at rest. */
  #leaveToPlotly() {
    clearTimeout(this.later);
    this.later = window.setTimeout(() => {
      if (!this.plot) return;
      const { look, scene, drawn: [, step] } = this;
      this.#react(this.runs.map((run) => {
        const [x, y, loss] = [run.columns.x, run.columns.y, run.columns.loss].map((column) => column.slice(0, run.row(step) + 1));
        return { type: "scatter3d", mode: "lines", x, y, z: Array.from(loss, scene.height), line: { color: look.colour(run), width: 4 }, hoverinfo: "skip" };
      }));
    }, REST);
  }

  /** Let Plotly take the size that its place has now. */
  resize() {
    if (!this.plot || fits(this.plot)) return;
    relayout(this.Plotly, this.plot, { autosize: true });
  }

  /** Take it off; the camera is kept, the WebGL context is given back. */
  hide() {
    const { plot } = this;
    this.element.hidden = true;
    if (!plot) return;
    clearTimeout(this.later);
    this.plot = null;
    this.camera = cameraOf(plot) ?? this.camera;
    const canvases = [...plot.querySelectorAll("canvas")];
    this.Plotly.purge(plot);
    for (const canvas of canvases) canvas.getContext("webgl")?.getExtension("WEBGL_lose_context")?.loseContext();
    plot.remove();
  }

  destroy() {
    this.hide();
    this.element.remove();
  }
}
