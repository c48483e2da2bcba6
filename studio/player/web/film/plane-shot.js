// A plane of a film: the player's marks on canvases of its own, with the axes drawn where Plotly has them in the player.

import { AROUND, drawPlaneAxes } from "../draw/axes.js";
import { element } from "../draw/element.js";
import { layout } from "../pictures/axes-plot.js";
import { drawGround } from "../pictures/ground.js";
import { Picture } from "../pictures/picture.js";
import { frameOf } from "../pictures/plotly.js";

/** @import { Look, Plot } from "../data/types.js" */
/** @import { PlanePicture } from "../pictures/plane-picture.js" */
/** @import { PlaneView } from "../views/plane.js" */
/** @import { Shot } from "./types.js" */

const FAINT = 0.25; // of the bundles, as player.css has it
const SMALL = 11 / 13; // of the type at the axes of a small picture

/** @type {(canvas: HTMLCanvasElement, seen?: number) => Shot["sheets"][number]} */
const sheet = (canvas, seen = 1) => [canvas, seen];

/** @implements {Shot} */
export class PlaneShot extends Picture {
  /**
   * @param {PlanePicture} plane what it shows is filmed, as far as it is zoomed in
   * @param {{look: Look, ratio: number, equal: boolean, width: number, height: number, same: boolean}} how `width` and `height` of the
   *   whole with its axes; `same`: they are those of the player
   */
  constructor(plane, { look, ratio, equal, width, height, same }) {
    super();
    this.take({ ...plane, look });
    Object.assign(this, { sketch: plane.sketch, ratio, still: true });
    this.width = width;
    this.height = height;
    this.small = plane.own !== null;
    const view = plane.view();
    this.frame = same ? view : this.#framed(view, equal);
    const [ground, under, dense, faint, ink, heads] = Array.from({ length: 6 }, () => element("canvas"));
    this.ground = [ground, under];
    this.layers = { under: [under], dense: [dense], faint: [faint], ink: [ink], heads: [heads] };
  }

  /**
   * The part of the plane that the player shows, in another place.
   * @type {(view: PlaneView, equal: boolean) => PlaneView}
   */
  #framed({ box: [across, up] }, equal) {
    const { surface, look, small, width, height } = this, { margin, xaxis, yaxis } = layout(surface, look, { drags: false, small, equal });
    const air = { ...margin, t: Math.max(margin.t, AROUND.top * look.size) };
    const axes = { margin: air, xaxis: { ...xaxis, range: across }, yaxis: { ...yaxis, range: up } };
    return frameOf(/** @type {Plot} */ (/** @type {unknown} */ ({ clientWidth: width, clientHeight: height, layout: axes })));
  }

  /** @override */
  view() {
    return this.frame;
  }

  /** What the marks are drawn on is as large as this. */
  get plot() {
    return /** @type {Plot} */ ({ clientWidth: this.width, clientHeight: this.height });
  }

  ready() {
    const { ground: [ground], plot, frame, surface, look, ratio } = this;
    this.lay();
    drawGround(ground, plot, frame, surface, look, ratio ?? 1);
    this.draw(0, 0, 0);
    return Promise.resolve();
  }

  /** The numbers at its axes and their names, which may stand out a little. @type {Shot["axes"]} */
  axes(context) {
    const { frame, look, small } = this;
    const less = small ? { ...look, size: SMALL * look.size, type: (/** @type {number} */ pixels, weight = "") => look.type(SMALL * pixels, weight) } : look;
    drawPlaneAxes(context, frame, small ? ["", ""] : ["θ₁", "θ₂"], less);
  }

  /** Those on which there is something. @returns {Shot["sheets"]} */
  get sheets() {
    const { layers: { dense: [dense], faint: [faint], ink: [ink], heads: [heads] }, paths, bundles } = this;
    const washed = paths.some(({ covered }) => covered.counts.length) || bundles.length;
    return [...(washed ? [sheet(dense)] : []), ...(bundles.length ? [sheet(faint, FAINT)] : []), sheet(ink), sheet(heads)];
  }

  /** @type {(position: number, step: number, factor: number) => void} */
  draw(position, step, factor) {
    this.paint(this.frame, this.plot, position, step, factor);
  }

  destroy() {}
}
