// The shapes of what the modules pass to each other. Only the checker reads this: the browser is not sent it.

import type { Exact } from "./written.js";

/** Numbers as Python packs them (studio/player/pack.py). */
export interface Packed {
  type: "float32" | "float64" | "int32" | "uint8";
  /** Base64 of little-endian numbers. */
  bytes: string;
}

export type Numbers = Float32Array | Float64Array | Int32Array | Uint8Array;

/** The columns of a run by name, as in studio/player/columns.py. */
export type Columns = Record<string, Numbers>;

export type Point = [x: number, y: number];
export type Range = [low: number, high: number];

/** Where a rectangle lies on the screen, in pixels. */
export interface Edges {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** What is sent once: its key, and its contents unless the browser has them already. */
export type Keyed<Contents> = { key: string } & (Contents | { [Name in keyof Contents]?: undefined });

// ——— What Python sends (studio/player/payload.py) ———

export type Mark = "arrows" | "numbers" | "critical" | "dial" | "family" | "ghost";
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
export type Shape = "circle" | "square" | "triangle" | "diamond" | "pentagon" | "cross";

/** The words of studio/player/labels.py. */
export type Word =
  | Mark | Kind
  | "clock" | "clock_linear" | "clock_log" | "space" | "space_2d" | "space_both" | "space_3d"
  | "height" | "height_linear" | "height_log"
  | "trail" | "trail_full" | "trail_last_500" | "trail_last_100" | "trail_last_20" | "trail_points"
  | "key_space" | "key_home" | "key_end"
  | "player" | "toggle" | "play" | "pause" | "restart" | "end" | "back" | "forward" | "scrub" | "speed" | "change"
  | "step" | "step_epoch" | "epoch" | "steps" | "picture" | "start" | "outside" | "empty" | "failed"
  | "turn" | "turn_down" | "turn_up" | "turned"
  | "scaled" | "update" | "microscope" | "copy" | "copy_step" | "copied" | "exact" | "waiting" | "ended" | "no_step";
export type Words = Record<Word, string>;

export interface SentGrid {
  domain: [Range, Range];
  grid: [width: number, height: number];
  z: Packed;
  minima: Point[];
}

export interface SentCritical {
  x: Packed;
  y: Packed;
  kind: Kind[];
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

/** What a run is called, and how it ended. */
export interface Ending {
  name: string;
  last: number;
  kind: string;
  sentence: string;
  end: string | null;
}

/** What is known of a run beside its numbers. */
export interface Facts extends Ending {
  place: number;
  light: string;
  dark: string;
  dash: number[];
  marker: Shape;
  epochs: number | null;
  changes: number[];
  formulas: Formulas | null;
  shares: { text: string }[];
}

export interface SentRun extends Facts {
  table: Keyed<SentTable>;
  bundle: Keyed<SentBundle> | null;
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

/** The dial (studio/player/dial.py). */
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

export interface Payload extends Choices {
  surface: { name: string } & Keyed<SentGrid>;
  critical: Keyed<SentCritical> | null;
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
  marks: Mark[];
  log_steps: boolean;
  curves: Curve[];
  notices: string[];
  words: Words;
  changeable: boolean;
}

/** Which single steps Python has sent. */
export interface Around {
  around: number;
  reach: number;
}

/** What the player can ask of a page (`player.Wishes`), and with what. */
export interface Wishes {
  start: { x: number; y: number };
  choice: { name: string; value: string };
  knob: { place: number; id: string; value: number };
  vary: { place: number; id: string };
  marks: { marks: Mark[]; step: number };
  window: number;
  missing: number;
  change: number;
}

export type Emit = <Wish extends keyof Wishes>(wish: Wish, value: Wishes[Wish]) => void;

/** What Streamlit calls the player with. */
export interface Component {
  data: Payload;
  setTriggerValue: Emit;
}

// ——— The same, unpacked ———

export interface Surface extends Omit<SentGrid, "z"> {
  key: string;
  name: string;
  z: Numbers;
}

export interface Critical {
  x: Numbers;
  y: Numbers;
  kind: Kind[];
}

export interface Table {
  columns: Columns;
  steps: Numbers | null;
  lifted: Numbers | null;
}

export interface Paths extends Omit<SentBundle, "x" | "y" | "steps"> {
  x: Numbers;
  y: Numbers;
  steps: Numbers | null;
}

/** Single steps, exactly. */
export interface Near {
  from: number;
  columns: Columns;
  written?: Template[];
}

/** All that is known of one update. */
export interface Update {
  step: number;
  /** The point after it. */
  next: Point;
  /** What each column says of it. */
  values: Record<string, number>;
  written: { m: string; sigma: string; eta: string };
}

// ——— What is drawn ———

/** A line as a trail draws it. */
export interface Line {
  dash: number[];
  stepOf(row: number): number;
  /** Before which rows the pen is lifted. */
  lifted?: Numbers | null;
}

/** The colours of the page. */
export interface Look {
  dark: boolean;
  ground: string;
  text: string;
  line: string;
  font: string;
  scale: [share: number, colour: string][];
  level: string;
  colour(run: { light: string; dark: string }): string;
}

/** A label of an axis: 10 with its exponent, or 0. */
export interface Tick {
  at: number;
  sign: number;
  exponent: number;
}

export interface Axis {
  of(value: number): number;
  ticks: Tick[];
}

/** A line of the microscope in pieces: a symbol, and what it equals. */
export interface Written {
  symbol: string;
  sign?: string;
  forms: (string | Exact)[][];
}

// ——— Plotly, as far as the player uses it ———

export interface Margin {
  l: number;
  r: number;
  t: number;
  b: number;
}

export interface Plotly {
  react(plot: Plot, data: object[], layout: object, config: object): Promise<unknown>;
  relayout(plot: Plot, change: { autosize: true }): Promise<unknown>;
  purge(plot: Plot): void;
}

/** The element that Plotly draws in. */
export interface Plot extends HTMLElement {
  on(event: string, listener: () => void): void;
  layout: { margin: Margin; xaxis: { range: Range }; yaxis: { range: Range } };
  /** Plotly's own: it may be missing, and so may what is in it. */
  _fullLayout?: { width?: number; height?: number; xaxis?: PlotAxis; yaxis?: PlotAxis };
}

export interface PlotAxis {
  _offset: number;
  _length: number;
  range: Range;
}

declare global {
  interface Window {
    Plotly?: Plotly;
  }
}
