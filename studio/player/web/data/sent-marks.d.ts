// What Python sends for marks (studio/player/marks). Only the checker reads this: the browser is not sent it.

import type { Ending, Keyed, Kind, Packed } from "./sent.js";
import type { Point } from "./types.js";

export interface SentCritical {
  x: Packed;
  y: Packed;
  loss: Packed;
  kind: Kind[];
}

/** The runs for all values of the dial. */
export interface SentFamily {
  /** At which steps the rows of all tables stand; null: at 0, 1, 2, … */
  steps: Packed | null;
  tables: Record<string, Packed>[];
}

/** A number that can be put on the dial. */
export interface Choosable {
  place: number;
  id: string;
  label: string;
}

/** The dial (studio/player/marks/dial.py). */
export interface SentDial {
  place: number;
  id: string;
  /** Where the value stands that the run has. */
  at: number;
  values: number[];
  /** The values as their slider writes them. */
  texts: string[];
  facts: Ending[];
  choices: Choosable[];
  family: Keyed<SentFamily>;
}

/** Paths without steps (studio/player/marks/flows.py): after how many updates, which are no whole numbers, they are where. */
export type SentFlow = Record<"steps" | "x" | "y", Packed>;

/** Those that are to be seen of a run; null: there is none. */
export interface SentFlows {
  paths: Partial<Record<FlowId, SentFlow | null>>;
}

export type FlowId = "flow" | "follows";

/** Where small steps are needed, or `far`, large ones (studio/player/marks/places.py). */
export type Needed = { x: number; y: number; loss: number; far: boolean; text: string };

/** Another point of each step (studio/player/marks/points.py), whose places are the columns p1x and p1y, or p2x and p2y. */
export interface SentPoint {
  symbol: string;
  name: string;
  /** It has a path of its own. */
  lasts: boolean;
}

/** What is known of a point (studio/player/marks/probe.py). */
export interface Probed {
  at: Point;
  /** The eigenvectors of the Hessian, each with its eigenvalue, the largest first; none where the surface has no finite value. */
  axes: [x: number, y: number, value: number][];
  /** η/σ of each parameter. */
  rates: Point | null;
  rows: [symbol: string, value: string][];
  /** What follows for the method, and why. */
  follows: string;
  /** What the numbers are. */
  what: string;
}
