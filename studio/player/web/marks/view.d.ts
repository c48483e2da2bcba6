// What a mark is drawn through, and what it is given. Only the checker reads this.

import type { Amount, Box, Edges, Look, Numbers, Point, Spot, Words } from "../data/types.js";
import type { Ink } from "../draw/label.js";
import type { Overdraw } from "../draw/overdraw.js";
import type { Pen } from "../draw/pen.js";
import type { Layer, Screen } from "../draw/screen.js";

/** A point of the plane with its loss; without one, on the surface itself. */
export interface Where {
  x?: number;
  y?: number;
  loss?: number;
}

/**
 * A view of the surface: it says where on the screen a point with its loss is, whether something hides it, and what is cut
 * at its edges. A spot is a place as the view has it; marks only hand it back.
 */
export interface View extends Screen, Edges {
  /** Changes with whatever moves marks on the screen. */
  key: string;
  /** The part of the plane that is on show, if it has one. */
  window: Box | null;
  /** How wide paths are, in pixels. */
  width: number;
  spot(where: Where): Spot;
  /** The same for the rows of columns from this one on. */
  spots(columns: { x: Numbers; y: Numbers; loss?: Numbers }, from?: number): (row: number) => Spot;
  /** Whether it is inside the edges, seen or hidden. */
  shows(spot: Spot): boolean;
  /** Whether the surface is before it. A pen remembers what was found close by. */
  hides(spot: Spot, pen?: Pen): boolean;
  /** Where a vector of the plane leads from a spot. */
  shift(spot: Spot, vector: Point): Spot;
  /** How long that is in pixels, with the scale that holds at the spot. */
  reach(spot: Spot, vector: Point): number;
  /** Between which pixels the arrow points for a run that has left; null: there is none. */
  leaving(exit: { from: Spot; at: Spot } | null, head: Spot): [from: Point, to: Point] | null;
  /** What leaves out the segments of many lines that would cover each other, where they cost more than to find that out. */
  sieve(): Overdraw | null;
}

/** Where a mark is drawn, how all of them look, and when: `position` is on its way from `step` to the next one. */
export interface Context {
  layer: Layer;
  look: Look;
  words: Words;
  step: number;
  position: number;
  /** How much of each path. */
  amount: Amount;
  /** Where something is written already. */
  taken: Edges[];
  /** Where the whole paths and what does not move are drawn, where words are put beside them. */
  ink: Ink | null;
}

/** Every mark is drawn by a function of this kind. */
export type Draw<Mark> = (view: View, mark: Mark, context: Context) => void;
