// Plotly, as far as the player uses it. Only the checker reads this: the browser is not sent it.

import type { Place, Range } from "./types.js";

export interface Margin {
  l: number;
  r: number;
  t: number;
  b: number;
}

export interface Plotly {
  react(plot: Plot, data: object[], layout: object, config: object): Promise<unknown>;
  relayout(plot: Plot, change: Change): Promise<unknown>;
  purge(plot: Plot): void;
}

export type Change = { autosize: true } | { "yaxis.scaleanchor": "x" | false } | { "scene.camera": Camera } | Record<"xaxis.range" | "yaxis.range", Range>;

/** The element that Plotly draws in. */
export interface Plot extends HTMLElement {
  on(event: string, listener: () => void): void;
  layout: { margin: Margin; xaxis: { range: Range }; yaxis: { range: Range; scaleanchor?: string | false }; scene?: { camera?: Camera } };
  /** Plotly's own: it may be missing, and so may what is in it. */
  _fullLayout?: { width?: number; height?: number; xaxis?: PlotAxis; yaxis?: PlotAxis; scene?: { _scene?: Picture3d } };
}

/** Where the eye is, in the units of the box around the surface, and what it looks at. */
export interface Camera {
  eye: { x: number; y: number; z: number };
  center: { x: number; y: number; z: number };
  up: { x: number; y: number; z: number };
}

/** Column-major, as in WebGL. */
export interface Matrices {
  projection: ArrayLike<number>;
  view: ArrayLike<number>;
  model: ArrayLike<number>;
}

/** Plotly's own: any of it may be missing. */
export interface Picture3d {
  dataScale?: Place;
  /** It draws, and gives what it has drawn as the address of a picture. */
  toImage?: (format: "png") => string;
  glplot?: { cameraParams?: Partial<Matrices>; onrender?: (() => void) | null };
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
