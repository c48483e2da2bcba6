// WebM and MP4: frames go through the browser's own encoders (WebCodecs), and a muxer puts what comes out into a file.

/** @import { Encoders, Sink } from "./types.js" */

const QUEUE = 4; // frames that wait for the encoder: more would only take memory
const KEY = 2; // seconds between frames that need no other, to which a film can be wound
const BITS = 0.15; // a pixel and frame, at most: what stands still takes next to none
const SECOND = 1e6; // microseconds
/** Codecs by what a file is called; H.264 with its levels, for a size that a level does not allow is refused. */
const CODECS = {
  webm: { id: /** @type {const} */ ("vp9"), strings: ["vp09.00.40.08", "vp09.00.51.08"] },
  mp4: { id: /** @type {const} */ ("avc"), strings: ["avc1.640028", "avc1.640033", "avc1.4d0028", "avc1.42e028", "avc1.42e033"] },
};
/** @typedef {keyof typeof CODECS} Coded */

/** @type {(codec: string, width: number, height: number, rate: number) => VideoEncoderConfig} */
const configOf = (codec, width, height, rate) => ({
  codec, width, height, framerate: rate, bitrate: Math.round(BITS * width * height * rate), latencyMode: "quality",
  ...(codec.startsWith("avc1") ? { avc: { format: /** @type {const} */ ("avc") } } : {}),
});

/**
 * The codec with which this browser really encodes films of this size, tried with one frame; null if it does with none. What a browser
 * says that it can is not always what it does.
 * @type {(kind: Coded, width: number, height: number, rate: number) => Promise<string | null>}
 */
export async function probe(kind, width, height, rate) {
  if (typeof VideoEncoder === "undefined") return null;
  for (const codec of CODECS[kind].strings) if (await encodes(configOf(codec, width, height, rate))) return codec;
  return null;
}

/** @param {VideoEncoderConfig} config */
async function encodes(config) {
  let bytes = 0;
  const encoder = new VideoEncoder({ output: (chunk) => (bytes += chunk.byteLength), error: () => {} });
  try {
    if (!(await VideoEncoder.isConfigSupported(config)).supported) return false;
    encoder.configure(config);
    const canvas = new OffscreenCanvas(config.width, config.height);
    canvas.getContext("2d");
    const frame = new VideoFrame(canvas, { timestamp: 0 });
    encoder.encode(frame, { keyFrame: true });
    frame.close();
    await encoder.flush();
  } catch {
    return false;
  } finally {
    if (encoder.state !== "closed") encoder.close();
  }
  return bytes > 0;
}

/** @implements {Sink} */
export class Video {
  /** @type {Error | null} */ #failed = null;
  /** @type {Promise<void>} what is written one after the other */ #written;

  /**
   * @param {Encoders} encoders
   * @param {{kind: Coded, codec: string, width: number, height: number, rate: number}} how `codec` as `probe` has found it
   */
  constructor({ BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output, WebMOutputFormat }, { kind, codec, width, height, rate }) {
    this.kind = kind;
    this.rate = rate;
    this.target = new BufferTarget();
    this.output = new Output({ format: kind === "mp4" ? new Mp4OutputFormat() : new WebMOutputFormat(), target: this.target });
    const packets = new EncodedVideoPacketSource(CODECS[kind].id);
    this.output.addVideoTrack(packets, { frameRate: rate });
    this.#written = this.output.start();
    const fail = (/** @type {Error} */ error) => {
      this.#failed ??= error;
      this.encoder.dispatchEvent(new Event("dequeue")); // whoever waits for room is told
    };
    this.encoder = new VideoEncoder({
      output: (chunk, meta) => {
        const data = new Uint8Array(chunk.byteLength);
        chunk.copyTo(data);
        const packet = new EncodedPacket(data, chunk.type, Math.round((chunk.timestamp * rate) / SECOND) / rate, 1 / rate);
        this.#written = this.#written.then(() => packets.add(packet, meta)).catch(fail);
      },
      error: fail,
    });
    this.encoder.configure(configOf(codec, width, height, rate));
  }

  /** @type {Sink["add"]} */
  async add(canvas, i) {
    const { encoder, rate } = this, frame = new VideoFrame(canvas, { timestamp: Math.round((i * SECOND) / rate), duration: Math.round(SECOND / rate) });
    try {
      if (!this.#failed) encoder.encode(frame, { keyFrame: i % Math.round(KEY * rate) === 0 });
    } finally {
      frame.close();
    }
    while (!this.#failed && encoder.state === "configured" && encoder.encodeQueueSize > QUEUE) await new Promise((done) => {
      encoder.addEventListener("dequeue", done, { once: true });
    });
    if (this.#failed) throw this.#failed;
  }

  async finish() {
    await this.encoder.flush();
    await this.#written;
    if (this.#failed) throw this.#failed;
    this.encoder.close();
    await this.output.finalize();
    return new Blob([this.target.buffer ?? new ArrayBuffer()], { type: `video/${this.kind}` });
  }

  drop() {
    if (this.encoder.state !== "closed") this.encoder.close();
    this.output.cancel().catch(() => {});
  }
}
