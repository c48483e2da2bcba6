// The surface in space of a film: Plotly draws it once, out of sight and as large as it is filmed; the marks come above it.

import { element } from "../draw/element.js";
import { SpacePicture } from "../pictures/space-picture.js";

/** @import { Look, Picture3d, Plotly, Scale } from "../data/types.js" */
/** @import { Shot } from "./types.js" */

// Beside the screen, where it has a size and is not seen.
const STYLE = ".film-relief { position: fixed; left: -30000px; top: 0; overflow: hidden } .film-relief figure { margin: 0 } " +
  ".film-relief :is(figure, .frame) { width: 100%; height: 100% } .film-relief .frame { position: relative } " +
  ".film-relief .frame > :is(.plot, canvas) { position: absolute; inset: 0 }";
const HIDDEN = 0.3, HIDDEN_FAINT = 0.08, FAINT = 0.25; // how much is seen of a canvas, as player.css has it

/** @implements {Shot} */
export class SpaceShot {
  /** @type {Shot["ground"]} */ ground = [];
  /** @type {Shot["sheets"]} */ sheets = [];

  /**
   * @param {SpacePicture} space as the player has it now
   * @param {Plotly} Plotly
   * @param {{look: Look, ratio: number, width: number, height: number, upwards: Scale}} how
   */
  constructor(space, Plotly, { look, ratio, width, height, upwards }) {
    const { surface, critical, bends, runs, start, words, trail, earlier, sketch } = space, picture = (this.picture = new SpacePicture());
    this.shown = { surface, critical, bends, runs, start, look, words, trail, earlier, height: upwards };
    Object.assign(picture, { sketch, ratio, still: true, camera: space.plot?.layout.scene?.camera ?? space.camera });
    this.Plotly = Plotly;
    this.runs = runs;
    this.width = width;
    this.height = height;
    this.place = element("div", { className: "film-relief", inert: true }, element("style", { textContent: STYLE }), picture.element);
    Object.assign(this.place.style, { width: `${width}px`, height: `${height}px` });
  }

  async ready() {
    const { picture, place } = this, [hiddenDense, dense, hiddenFaint, faint, hiddenInk, ink, hiddenFlows, flows, hiddenHeads, heads] = picture.canvases;
    document.body.append(place);
    await picture.show(this.Plotly, this.shown);
    const scene = /** @type {Picture3d | undefined} */ (picture.plot?._fullLayout?.scene?._scene), drawn = scene?.toImage?.("png");
    if (!drawn || !picture.view()) throw new Error("3D");
    const relief = element("img", { src: drawn });
    await relief.decode();
    this.ground = [relief];
    this.sheets = [[hiddenDense, HIDDEN], [dense, 1], [hiddenFaint, HIDDEN_FAINT], [faint, FAINT], [hiddenInk, HIDDEN], [ink, 1], [hiddenFlows, HIDDEN], [flows, 1], [hiddenHeads, HIDDEN], [heads, 1]];
  }

  axes() {} // they move with the surface, and are among the marks

  /** @param {number} step */
  longest(step) {
    return this.picture.longest(step);
  }

  /** @type {(position: number, step: number, factor: number) => void} */
  draw(position, step, factor) {
    this.picture.draw(position, step, factor);
  }

  /** The WebGL context is given back. */
  destroy() {
    this.picture.destroy();
    this.place.remove();
  }
}
