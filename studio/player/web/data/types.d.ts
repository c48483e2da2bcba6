// The shapes of what the modules pass to each other. Only the checker reads this: the browser is not sent it.

import type {
  Choices, FlowId, Kind, Mark, Packed, Payload, SentBundle, SentFiner, SentGrid, Template,
} from "./sent.js";
import type { Exact } from "./exact.js";

export type { Camera, Margin, Matrices, Picture3d, Plot, PlotAxis, Plotly } from "./plotly-types.js";
export type * from "./sent.js";

export type Numbers = Float32Array | Float64Array | Int32Array | Uint8Array;

/** The columns of a run by name, as in studio/player/columns.py. */
export interface Columns {
  x: Numbers;
  y: Numbers;
  loss: Numbers;
  [name: string]: Numbers;
}

export type Point = [x: number, y: number];
/** A place in space: a point, and how high it is in the vertical scale on show. */
export type Place = [x: number, y: number, z: number];
/** A place as a view of the surface has it: a pixel, or where it is in space. */
export type Spot = Point | Place;
export type Range = [low: number, high: number];
export type Box = [across: Range, up: Range];
export type Bends = Record<"h11" | "h12" | "h22", Numbers>;
export type Flows = Partial<Record<FlowId, Record<"steps" | "x" | "y", Numbers> | null>>;

export type Lies = "" | "left" | "right" | "lower" | "upper"; // of two minima, as the other sees it

/** The words of studio/player/labels.py. */
export type Word =
  | Mark | Kind | "minimum_left" | "minimum_right" | "minimum_lower" | "minimum_upper"
  | "clock" | "clock_linear" | "clock_log" | "space" | "space_2d" | "space_both" | "space_3d"
  | "height" | "height_linear" | "height_log"
  | "trail" | "trail_full" | "trail_last_500" | "trail_last_100" | "trail_last_20" | "trail_points"
  | "key_space" | "key_home" | "key_end" | "key_page_up" | "key_page_down" | "key_escape"
  | "aspect" | "more" | "previous" | "next" | "play_next" | "loop" | "slower" | "faster" | "help" | "in_turn" | "close" | "chapter" | "loss_at" | "over"
  | "stage" | "leave" | "story" | "story_run" | "story_end" | "comma" | "semicolon" | "said_of"
  | "player" | "skip" | "bar" | "qr" | "qr_coming" | "qr_away" | "nudge" | "toggle" | "play" | "pause" | "restart" | "end" | "back" | "forward" | "scrub" | "speed" | "change"
  | "seeds_within" | "seeds_lost" | "so_far" | "so_far_loss" | "bouncing" | "bouncing_for" | "under_way"
  | "updates" | "one_update" | "dots" | "flips" | "loss_then" | "last_updates"
  | "before" | "pin" | "pin_run" | "unpin" | "pins_full" | "zoom_in" | "zoom_out" | "zoom_reset"
  | "step" | "step_epoch" | "epoch" | "steps" | "picture" | "start" | "test_loss" | "validation_loss" | "outside" | "start_outside" | "seeds_outside" | "empty" | "failed" | "away" | "late" | "own"
  | "hatched" | "hatched_each" | "flow_line" | "follows_line" | "flow_ring" | "probe_keys" | "meter" | "meter_below" | "meter_above" | "meter_down" | "meter_unknown" | "meter_last" | "meter_times"
  | "turn" | "turn_down" | "turn_up" | "turned" | "scaled" | "update" | "carried" | "microscope" | "copy" | "copy_step" | "copied" | "exact" | "waiting" | "ended" | "no_step"
  | "relief" | "axis_linear" | "axis_log" | "reset_camera" | "no_webgl";
export type Words = Record<Word, string>;

/** Where a rectangle lies on the screen, in pixels. */
export interface Edges {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** What is kept as wished for until the page has taken it in. */
export interface Wishable extends Choices {
  marks: Mark[];
}

/** What the player can ask of a page (`player.Wishes`), and with what. */
export interface Wishes {
  start: { x: number; y: number };
  /** Controls of which the server may not have been told. */
  moved: { hands: string };
  choice: { name: string; value: string; wish: number };
  knob: { place: number; id: string; value: number };
  vary: { place: number; id: string };
  marks: { marks: Mark[]; wish: number; step: number };
  window: number;
  /** For each run that needs it, by its place, the window on show. */
  zoom: { boxes: Record<string, Box> };
  missing: number;
  change: number;
  /** The prediction that is covered no longer, by its id. */
  reveal: { id: string };
}

export type Emit = <Wish extends keyof Wishes>(wish: Wish, value: Wishes[Wish]) => void;

/** What Streamlit calls the player with. */
export interface Component {
  data: Payload;
  setTriggerValue: Emit;
}

// ——— A prediction ———

export type Predicted = "path" | "arrow" | "end" | "curve" | "divide";
export type Sure = "guess" | "fairly" | "certain";

/** What is asked before a run is seen (studio/player/predict.py). */
export interface Question {
  id: string;
  covered: boolean;
  /** The scene on show is the one that is predicted. */
  own: boolean;
  kind: Predicted;
  place: number;
  prompt: string;
  meets: string;
  close: number;
  seeds: number;
  /** The axes of a curve that is to be drawn: decades of the loss, and how many steps. */
  paper: { low: number; high: number; steps: number } | null;
  answers: { text: string; meets: string }[];
  groups: { name: string; at: Point }[];
  /** When it has been played, what was seen is asked for with the picture covered. */
  recall: boolean;
  words: Record<
    | "hands" | "gap" | "pencil" | "sure" | "guess" | "fairly" | "certain" | "show" | "skip" | "clear" | "close" | "right"
    | "chosen" | "certain_wrong" | "own" | "outside" | "loss" | "recall" | "uncover", string
  >;
}

/** An algorithm line by line (studio/player/worked.py): its texts are templates over numbers and columns. */
export interface SentWorked {
  /** The path of the run that it is about. */
  path: string;
  name: string;
  heads: string[];
  rows: string[][];
  numbers: Record<string, number>;
  /** A value for each update. */
  columns: Record<string, Packed>;
}

// ——— The same, unpacked ———

export interface Ground extends Omit<SentGrid, "z"> {
  z: Numbers;
}

export interface Surface extends Ground {
  key: string;
  name: string;
  /** How far the test loss is moved to the right. */
  shift: number;
  /** How many examples are kept out of it. */
  held: number;
  /** Their loss, if there are any: that of the test. */
  second: Ground | null;
}

export interface Critical {
  x: Numbers;
  y: Numbers;
  loss: Numbers;
  kind: Kind[];
}

/** A surface on show, its critical points if they are to be seen, and the entries of the Hessian at the points of its grid. */
export interface Side {
  surface: Surface;
  critical: Critical | null;
  bends: Bends | null;
}

export interface Table {
  columns: Columns;
  steps: Numbers | null;
  lifted: Numbers | null;
}

export interface FinerTable extends Omit<SentFiner, "steps" | "lifted" | "columns"> {
  steps: Numbers;
  lifted: Numbers;
  x: Numbers;
  y: Numbers;
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

/** How a line is drawn. */
export interface Line {
  dash: number[];
  /** Before which rows the pen is lifted. */
  lifted?: Numbers | null;
}

/** The rows of a path, each with its step. */
export interface Rows {
  /** null: it has every step. */
  steps: Numbers | null;
  lifted: Numbers | null;
  row(step: number): number;
  stepOf(row: number): number;
}

/** The colours of the page, and how large things are: `size` times as large as at a desk, and `type` pixels of a font there. */
export interface Look {
  dark: boolean;
  ground: string;
  text: string;
  line: string;
  font: string;
  scale: [share: number, colour: string][];
  /** How much of the way to black or white a steep slope is shaded. */
  relief: number;
  level: string;
  colour(run: { light: string; dark: string }): string;
  size: number;
  type(pixels: number, weight?: string): string;
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
