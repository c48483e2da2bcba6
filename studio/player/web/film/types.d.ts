// The shapes of a film: what is asked for, what it is made of, and the encoders as far as they are used. Only the checker reads this.

import type { Look, Payload, Plotly } from "../data/types.js";
import type { Run } from "../data/run.js";
import type { Pictures } from "../pictures/pictures.js";
import type { Clock } from "../time/clock.js";
import type { Playhead } from "../time/playhead.js";

/** The player, as far as a film has to know it. */
export interface Filmed {
  data?: Payload;
  runs: Run[];
  look: Look;
  clock: Clock;
  head: Pick<Playhead, "runs" | "frames" | "shownAt">;
  pictures: Pictures;
  calm: { matches: boolean };
  Plotly?: Plotly;
}

export type Kind = "webm" | "mp4" | "gif" | "png";
export type Size = "screen" | "1080p" | "720p" | "square" | "small";
export type Looks = "page" | "light" | "dark" | "stage_light" | "stage_dark";

/** What is asked for: seconds, and frames a second. */
export interface Asked {
  kind: Kind;
  size: Size;
  look: Looks;
  seconds: number;
  rate: number;
  caption: boolean;
}

/** Where something lies, in pixels of the page. */
export interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** One picture of a film: how large it is, in pixels of the page, and how it is drawn. */
export interface Shot {
  runs: Run[];
  width: number;
  height: number;
  /** What is drawn once: it stays as it is through all of the film. */
  ready(): Promise<void>;
  ground: CanvasImageSource[];
  axes(context: OffscreenCanvasRenderingContext2D): void;
  /** Above that, from below to above, what has been drawn of a frame, with how much of each is seen. */
  sheets: [canvas: CanvasImageSource, opacity: number][];
  /** How long the longest arrow is. */
  longest(step: number): number;
  draw(position: number, step: number, factor: number): void;
  destroy(): void;
}

/** What takes the frames of a film, one after the other, and makes a file of them. */
export interface Sink {
  add(canvas: OffscreenCanvas, frame: number): Promise<void>;
  finish(): Promise<Blob>;
  /** It is not wanted any more. */
  drop(): void;
}

/** The words of studio/panels/film.py. */
export type FilmWord =
  | "kind" | "kind_webm" | "kind_mp4" | "kind_gif" | "kind_png" | "size" | "size_screen" | "size_1080p" | "size_720p" | "size_square" | "size_small"
  | "look" | "look_page" | "look_light" | "look_dark" | "look_stage_light" | "look_stage_dark" | "seconds" | "rate" | "caption" | "make" | "save" | "cancel"
  | "under_way" | "ready" | "picture_ready" | "cancelled" | "failed" | "empty" | "covered" | "length" | "refused" | "no_codecs" | "no_kind" | "about";
export type FilmWords = Record<FilmWord, string>;

/** What the page sends the form. */
export interface SentFilm {
  words: FilmWords;
  name: string;
}

// ——— The encoders, as far as they are used (studio/encoders) ———

export interface Encoders {
  BufferTarget: new () => { buffer: ArrayBuffer | null };
  WebMOutputFormat: new () => object;
  Mp4OutputFormat: new () => object;
  Output: new (options: { format: object; target: object }) => {
    addVideoTrack(source: object, metadata: { frameRate: number }): void;
    start(): Promise<void>;
    finalize(): Promise<void>;
    cancel(): Promise<void>;
  };
  EncodedVideoPacketSource: new (codec: "vp9" | "avc") => { add(packet: object, meta?: EncodedVideoChunkMetadata): Promise<void> };
  EncodedPacket: new (data: Uint8Array, type: "key" | "delta", timestamp: number, duration: number) => object;
  GIFEncoder(): { writeFrame(index: Uint8Array, width: number, height: number, how: object): void; finish(): void; bytes(): Uint8Array };
  quantize(rgba: Uint8Array | Uint8ClampedArray, count: number, how: { format: "rgb565" }): [number, number, number][];
}
