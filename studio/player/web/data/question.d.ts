// What Python asks before a run is seen (studio/player/predict.py). Only the checker reads this.

import type { Point } from "./types.js";

export type Predicted = "path" | "arrow" | "end" | "curve" | "divide" | "choose";
export type Sure = "guess" | "fairly" | "certain";

/** What is asked before a run is seen (studio/player/predict.py). */
export interface Question {
  id: string;
  covered: boolean;
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
  words: Record<
    | "hands" | "gap" | "pencil" | "sure" | "guess" | "fairly" | "certain" | "show" | "skip" | "clear" | "close" | "right"
    | "certain_wrong" | "own" | "outside" | "loss", string
  >;
}
