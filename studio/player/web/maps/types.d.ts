// What Python sends of a map (studio/panels/maps/picture.py, answers.py). Only the checker reads this.

import type { Packed, Range, SentGrid } from "../data/types.js";

export interface Axis {
  id: string;
  /** Its sign in formulas, and that with its name. */
  name: string;
  label: string;
  /** The values at both ends, ascending; the lowest and the highest that there may be; those that show all. */
  ends: Range;
  low: number;
  high: number;
  usual: Range;
  /** Whether equal ways are equal factors. */
  log: boolean;
  /** The value that the chosen run has. */
  here: number;
}

export type Word =
  | "picture" | "progress" | "done" | "stop" | "on" | "stopped" | "waiting" | "lost" | "nearer" | "farther" | "all" | "limit" | "csv"
  | "png" | "ground" | "hint" | "bits" | "shade";

export interface Sent {
  modules: string;
  /** The same for the same picture. */
  key: string;
  /** The words of the link, with those of the language. */
  query: Record<string, string>;
  across: Axis;
  /** null: each method has a line. */
  up: Axis | null;
  /** The methods, from below. */
  lines: string[] | null;
  /** Whether the map is one over starts, on the plane of the surface. */
  plane: boolean;
  /** Sizes in points, coarsest first, each with the number of its parts. */
  sizes: [size: number, parts: number][];
  /** Red, green and blue of each shade of each ink. */
  colours: Packed;
  /** What each ink says, "" where there is none. */
  inks: string[];
  surface: SentGrid & { key: string };
  run: { light: string; dark: string };
  words: Record<Word, string>;
}

/** A run at a point. */
export interface SentRun {
  x: Packed;
  y: Packed;
  says: string[];
  at: string;
  /** Its ground, where that is not the one of all. */
  surface: Sent["surface"] | null;
}

export interface Numbers {
  rows: { ink: number | null; name: string; share: string }[];
  lines: string[];
}

/** A point of a map of this size, counted from the left and from below. */
export interface Spot {
  column: number;
  row: number;
  size: number;
}

export type Tell = (name: "opened" | "zoomed", value: unknown) => void;
