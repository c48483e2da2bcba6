// How a line comes to the screen: cut at the edges of a picture, in pixels. Only the checker reads this.

import type { Edges, Point, Spot } from "../data/types.js";
import type { Pen } from "./pen.js";

/** Canvases that lie on each other: for what is in sight and, where there is such, for what is hidden. */
export type Layer = CanvasRenderingContext2D[];

/** The part [from, to] of a segment. */
export type Shares = [from: number, to: number];

export interface Screen extends Edges {
  /** The pixel of a spot; NaN where it has none. */
  pixel(spot: Spot): Point;
  /** So far on the way from a to b. */
  along(a: Spot, b: Spot, share: number): Spot;
  /** What of a → b is inside the edges, or `wide`, a little beyond them too; null: nothing. */
  cut(a: Spot, b: Spot, wide?: boolean): Shares | null;
  /** The pen, which stands at a, goes on to b, the pixel of which is `end`. */
  chord(pen: Pen, a: Spot, b: Spot, end: Point): void;
  /** Nothing is drawn beyond the edges, where lines come a little further than they. */
  clip(context: CanvasRenderingContext2D): void;
}
