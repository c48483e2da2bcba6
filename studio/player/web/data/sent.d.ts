// What Python sends (studio/player/payload.py). Only the checker reads this: the browser is not sent it.

import type { Needed, SentCritical, SentDial, SentFlows, SentPoint } from "./sent-marks.js";
import type { Box, Lies, Point, Question, Range, SentWorked, Words } from "./types.js";

export type * from "./sent-marks.js";

/** Numbers as Python packs them (studio/player/pack.py). */
export interface Packed {
  type: "float32" | "float64" | "int32" | "uint8";
  /** Base64 of little-endian numbers. */
  bytes: string;
}

/** What is sent once: its key, and its contents unless the browser has them already. */
export type Keyed<Contents> = { key: string } & (Contents | { [Name in keyof Contents]?: undefined });

export type Mark = "arrows" | "numbers" | "critical" | "places" | "limit" | "flow" | "follows" | "points" | "probe" | "dial" | "family" | "ghost";
export type Scale = "linear" | "log";
export type Space = "2d" | "both" | "3d";
export type Amount = "full" | "last_500" | "last_100" | "last_20" | "points";

/** What the reader has chosen from the lists of the bar. */
export interface Choices {
  clock: Scale;
  space: Space;
  height: Scale;
  trail: Amount;
}

export type Kind = "minimum" | "maximum" | "saddle" | "flat";
export type Happening = "sign" | "limit" | "burst" | "turn" | "outside" | "converged" | "diverged";
export type Shape = "circle" | "square" | "triangle" | "diamond" | "pentagon" | "cross";

export interface SentGrid {
  domain: [Range, Range];
  grid: [width: number, height: number];
  z: Packed;
  /** Of what z is: the loss, or log10(loss − low + floor). */
  levels: Scale;
  low: number;
  floor: number;
  minima: Point[];
  /** Of two minima, on which side of each other they lie. */
  sides: Lies[];
  /** Of what z is, where a level line is drawn. */
  lines: number[];
  /** Whether both axes have one scale. */
  equal: boolean;
}

export interface SentTable {
  /** null: it has every step. */
  steps: Packed | null;
  /** null: the pen is never lifted. */
  lifted: Packed | null;
  columns: Record<string, Packed>;
}

export interface SentBundle {
  count: number;
  length: number;
  x: Packed;
  y: Packed;
  /** null: it has every step. */
  steps: Packed | null;
}

/** The points of a run in a window on it (studio/player/zoom.py). */
export interface SentFiner {
  steps: Packed;
  lifted: Packed;
  columns: Record<"x" | "y", Packed>;
  /** The window with what is around it. */
  box: Box;
  /** The box of which all steps that lie in it are there. */
  dots: Box | null;
  /** All segments that touch the box are there. */
  whole: boolean;
}

/** The templates of the steps from this one on. */
export type Template = [from: number, m: string, sigma: string, eta: string];

export interface SentWindow {
  from: number;
  columns: Record<string, Packed>;
  written?: Template[];
}

/** What a name in a template stands for. */
export type Meaning = [symbol: string, value: number];

export interface Formulas {
  knobs: Record<string, Meaning>;
  memory: { m: string; sigma: string };
  computed: string;
}

/** Where something happens in a run (optimizers/chapters.py). */
export interface Chapter {
  step: number;
  kind: Happening;
  /** What happens, in a word. */
  text: string;
}

/** What a run is called, and how it ended. */
export interface Ending {
  name: string;
  last: number;
  kind: string;
  sentence: string;
  end: string | null;
  limit: number | null; // what η/σ times the curvature must stay below; null where that is not known
  chapters: Chapter[];
  /** From which step to which it goes to and fro. */
  bounces: [from: number, to: number][];
}

/** The seeds of a run, in words (studio/player/seeds.py). */
export interface Seeds {
  /** The last step to which they are followed. */
  after: number;
  /** Where seeds settle, and what is said of those that are nearest to it at a step. */
  minima: { at: Point; text: string }[];
  /** A line with these parts, and those of the end. */
  line: string;
  ends: string[];
}

/** What is known of a run beside its numbers. */
export interface Facts extends Ending {
  place: number;
  /** It is on the surface beside the first one. */
  beside: boolean;
  /** Its numbers are what a reader changes now. */
  in_hand: boolean;
  /** What stays the same as long as the path does, but for its length. */
  path: string;
  /** Each of its numbers, and its start. */
  numbers: [symbol: string, value: string][];
  /** Its movement is that of the last step, shortened, and −η g: classical momentum. */
  rolls: boolean;
  light: string;
  dark: string;
  dash: number[];
  marker: Shape;
  epochs: number | null;
  changes: number[];
  formulas: Formulas | null;
  seeds: Seeds | null;
  places: Needed[];
  points: SentPoint[];
}

export interface SentRun extends Facts {
  table: Keyed<SentTable>;
  bundle: Keyed<SentBundle> | null;
  flows: Keyed<SentFlows> | null;
  finer: Keyed<SentFiner> | null;
  window?: SentWindow;
}

/** How to draw one curve (studio/player/axis.py). */
export interface Curve {
  id: string;
  name: string;
  range: Range;
  /** null: the axis is logarithmic. */
  threshold: number | null;
  note: string;
  limit: string; // what is written at a line at 1; empty: there is none
}

/** A surface on show, and its critical points. */
export interface SentSide {
  surface: { name: string; shift: number; held: number; second: Keyed<SentGrid> | null } & Keyed<SentGrid>;
  critical: Keyed<SentCritical> | null;
  bends: Keyed<Record<"h11" | "h12" | "h22", Packed>> | null; // the entries of the Hessian
}

export interface Payload extends Choices, SentSide {
  /** The surface beside the first one. */
  beside: SentSide | null;
  runs: SentRun[];
  dial: SentDial | null;
  steps: number;
  frames: Packed | null;
  window: Around | null;
  epochs: number | null;
  start: Point;
  view: string;
  /** The query of a link to the scene. */
  link: Record<string, string>;
  /** The reader's language and its terms, as a link has them. */
  spoken: Record<string, string>;
  /** Those of the reader's language, a CSS list. */
  fonts: string;
  marks: Mark[];
  log_steps: boolean;
  curves: Curve[];
  /** What the pictures of a grid have in common: which number of which run differs, its value for the run itself, and theirs. */
  family: { name: string; place: number; id: string; own: number; values: number[] } | null;
  notices: string[];
  words: Words;
  changeable: boolean;
  /** The number of the last wish that this is an answer to. */
  taken: number;
  anew: string; // when it was last asked for anew: no answer to that is the same as one before
  question?: Question | null; // what is to be predicted, if anything is
  /** What is worked out line by line; and by what name is asked for what the page says of a picture in the hand, which is told by place. */
  worked?: SentWorked | null;
  tells: string;
  told?: Record<string, string[]>;
}

/** Which single steps Python has sent. */
export interface Around {
  around: number;
  reach: number;
}
