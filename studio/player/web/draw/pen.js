// The pen that lines are drawn with: it knows how far it has come, and on which canvas of its layer it stands.

/** @import { Place, Point } from "../data/types.js" */
/** @import { Layer, Screen } from "./screen.js" */

/** Rows that are stroked at once: of a path that crosses itself again and again, two halves take far less time than the whole. */
export const PIECE = 64;

/** @typedef {{colour: string, width: number}} Stroke */

export class Pen {
  walked = 0; // pixels, with what it has passed over in the air
  drawn = 0; // segments since the last stroke
  /** @type {Layer | null} null: it only goes along */ layer = null;
  /** @type {[place: Place, hidden: boolean] | null} where a view looked last for what hides the line */ looked = null;
  /** @type {Path2D[]} one for each canvas that has anything */ #paths = [];
  #from = 0; // how far it had come at the last stroke
  x = NaN; // where it is; NaN: nowhere
  y = NaN;
  #on = -1; // the canvas on which it stands, −1: it is in the air

  /**
   * Ready to draw on a layer. It strokes in pieces, and the ends of a solid line are round as if they hung together.
   * @type {(layer: Layer | null, screen: Screen, dash: number[], stroke: Stroke) => void}
   */
  begin(layer, screen, dash, { colour, width }) {
    this.layer = layer;
    for (const context of layer ?? []) {
      context.save();
      screen.clip(context);
      context.lineJoin = "round";
      context.lineCap = dash.length ? "butt" : "round";
      context.setLineDash(dash);
      context.strokeStyle = colour;
      context.lineWidth = width;
    }
    this.stroke();
  }

  /** What has been drawn since the last time comes to the canvases; the dashes go on from here. */
  stroke() {
    for (const [i, path] of this.#paths.entries()) {
      const context = path && this.layer?.[i];
      if (!context) continue;
      context.lineDashOffset = -this.#from;
      context.stroke(path);
    }
    if (this.#paths.length) this.#paths = [];
    this.drawn = 0;
    this.#from = this.walked;
    this.lift();
  }

  end() {
    this.stroke();
    for (const context of this.layer ?? []) context.restore();
    this.layer = null;
  }

  /** The next line does not hang together with this one. */
  lift() {
    this.x = NaN;
  }

  /**
   * Put it down, unless it is somewhere already.
   * @type {(x: number, y: number) => void}
   */
  moveTo(x, y) {
    if (!Number.isNaN(this.x)) return;
    this.x = x;
    this.y = y;
    this.#on = -1;
  }

  /**
   * On to a pixel without a stroke: there is one already.
   * @type {(x: number, y: number) => void}
   */
  skip(x, y) {
    this.walked += Math.hypot(x - this.x, y - this.y) || 0;
    this.x = x;
    this.y = y;
    this.#on = -1;
  }

  /**
   * A line on to a pixel; none from or to where there is no pixel, behind the eye.
   * @param {number} x
   * @param {number} y
   * @param {number} [on] the canvas of the layer
   */
  lineTo(x, y, on = 0) {
    const seen = !Number.isNaN(this.x) && !Number.isNaN(x);
    if (seen && this.layer) {
      const path = (this.#paths[on] ??= new Path2D());
      if (on !== this.#on) path.moveTo(this.x, this.y);
      path.lineTo(x, y);
      this.drawn++;
    }
    this.skip(x, y);
    if (seen) this.#on = on;
  }

  /**
   * Through all of these pixels, as a hand has drawn them.
   * @param {Point[]} pixels
   */
  through(pixels) {
    for (const [x, y] of pixels) {
      this.moveTo(x, y);
      this.lineTo(x, y);
      if (this.drawn < PIECE) continue;
      this.stroke();
      this.moveTo(x, y);
    }
  }
}
