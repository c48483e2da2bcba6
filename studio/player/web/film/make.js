// A film is made: frame after frame is drawn, and given to what makes a file of them. Nothing waits for the screen to be painted, and
// so it goes on in a tab that nobody sees; between two frames the page can do what it is asked to.

import { sharesOf } from "./arrange.js";
import { probe, Video } from "./codecs.js";
import { Gif, LOOKS, pixelsOf } from "./gif.js";
import { FilmSet } from "./set.js";

/** @import { Asked, Encoders, Filmed, Kind, Sink } from "./types.js" */
/** @typedef {{done: (frames: number, all: number) => void, signal: AbortSignal}} Watch who is told how far it is, and can end it */

const FILE = "../encoders.mjs"; // served beside the player's modules, and loaded when the first film is made

/** @returns {Promise<Encoders>} */
const load = () => import(FILE);

/** The page has its turn. A timer would be held up to a second in a tab that nobody sees. */
function breathe() {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done(undefined);
    };
    port2.postMessage(null);
  });
}

/** @type {(colour: string) => [number, number, number]} of "#rrggbb" */
const bytesOf = (colour) => /** @type {[number, number, number]} */ ([1, 3, 5].map((from) => parseInt(colour.slice(from, from + 2), 16)));

/** This browser does not encode films of this size. */
export class NoCodec extends Error {
  /** @param {number} width @param {number} height */
  constructor(width, height) {
    super("no codec");
    this.facts = { width: String(width), height: String(height) };
  }
}

/** @type {(set: FilmSet, kind: Exclude<Kind, "png">, rate: number, watch: Watch) => Promise<Sink>} */
async function sinkOf(set, kind, rate, { signal }) {
  const encoders = await load(), { canvas, look, shots } = set, { width, height } = canvas;
  signal.throwIfAborted();
  if (kind === "gif") {
    const looked = [];
    for (const share of LOOKS) {
      set.show(share);
      looked.push(pixelsOf(canvas));
      await breathe();
      signal.throwIfAborted();
    }
    const colours = [...new Set([look.ground, look.text, ...shots.flatMap(({ runs }) => runs.map(look.colour))])].filter((colour) => /^#[\da-f]{6}$/i.test(colour));
    return new Gif(encoders, { width, height, rate, colours: colours.map(bytesOf), looked });
  }
  const codec = await probe(kind, width, height, rate);
  if (!codec) throw new NoCodec(width, height);
  return new Video(encoders, { kind, codec, width, height, rate });
}

/**
 * The file that is asked for, of what the player shows now. If it is ended all of it is dropped.
 * @type {(player: Filmed, asked: Asked, watch: Watch) => Promise<Blob>}
 */
export async function made(player, asked, watch) {
  const { signal, done } = watch, set = new FilmSet(player, asked), { position } = player.clock, step = player.head.shownAt(position);
  /** @type {Sink | null} */ let sink = null;
  try {
    await set.ready();
    signal.throwIfAborted();
    if (asked.kind === "png") {
      set.draw(player.calm.matches ? step : position, step);
      return await set.canvas.convertToBlob({ type: "image/png" });
    }
    sink = await sinkOf(set, asked.kind, asked.rate, watch);
    const shares = sharesOf(asked);
    for (const [i, share] of shares.entries()) {
      set.show(share);
      await sink.add(set.canvas, i);
      done(i + 1, shares.length);
      await breathe();
      signal.throwIfAborted();
    }
    const file = await sink.finish();
    signal.throwIfAborted();
    return file;
  } catch (error) {
    sink?.drop();
    throw error;
  } finally {
    set.destroy();
  }
}
