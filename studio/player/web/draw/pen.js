// The pen that lines are drawn with.

/** Rows that are stroked at once: of a path that crosses itself again and again, two halves take far less time than the whole. */
export const PIECE = 64;

/**
 * How a path is stroked. It is stroked in pieces, and the ends of a solid one are round as if they hung together.
 * @param {CanvasRenderingContext2D} context
 * @param {number[]} dash
 * @param {string} colour
 * @param {number} width
 */
export function dip(context, dash, colour, width) {
  context.lineJoin = "round";
  context.lineCap = dash.length ? "butt" : "round";
  context.setLineDash(dash);
  context.strokeStyle = colour;
  context.lineWidth = width;
}

/** A pen that knows how far it has come. */
export class Pen {
  path = new Path2D();
  length = 0; // pixels, with what it has passed over in the air
  x = 0;
  y = 0;
  down = false;

  /**
   * To another place.
   * @param {number} x
   * @param {number} y
   */
  lift(x, y) {
    this.down = false;
    this.x = x;
    this.y = y;
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  draw(x, y) {
    if (!this.down) this.path.moveTo(this.x, this.y);
    this.path.lineTo(x, y);
    this.skip(x, y);
    this.down = true;
  }

  /**
   * On to a place without a stroke.
   * @param {number} x
   * @param {number} y
   */
  skip(x, y) {
    this.length += Math.hypot(x - this.x, y - this.y) || 0;
    this.lift(x, y);
  }
}
