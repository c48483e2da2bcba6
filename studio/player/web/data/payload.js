// What Python has sent, unpacked; what was sent before comes from the cache.

import { Cache } from "./cache.js";
import { unpack } from "./decode.js";
import { Family } from "./family.js";
import { unpackFiner } from "./finer.js";
import { Run, unpackTable } from "./run.js";

/** @import { Critical, Flows, Numbers, Paths, Payload, SentBundle, SentCritical, SentFlows, SentSide, Side } from "./types.js" */

const cache = new Cache(40); // for all players of the page

/**
 * A bundle of `count` paths of `length` places each, row by row; `steps` null means that it has every step.
 * @param {SentBundle} sent
 * @returns {Paths}
 */
export function unpackBundle({ count, length, x, y, steps }) {
  return { count, length, x: unpack(x), y: unpack(y), steps: steps && unpack(steps) };
}

/** @type {(paths: SentFlows["paths"]) => Flows} */
const unpackFlows = (paths) => Object.fromEntries(Object.entries(paths).map(([id, sent]) =>
  [id, sent && { steps: unpack(sent.steps), x: unpack(sent.x), y: unpack(sent.y) }]));

/**
 * @param {SentCritical} sent the critical points as they come: places and kinds
 * @returns {Critical}
 */
export function unpackCritical({ x, y, loss, kind }) {
  return { x: unpack(x), y: unpack(y), loss: unpack(loss), kind };
}

/**
 * Undefined if something that was counted on is not in the cache any more.
 * @param {SentSide} sent
 * @returns {Side | undefined}
 */
function unpackSide({ surface: { name, shift, held, second: other, ...grid }, critical: points, bends: entries }) {
  const surface = cache.take(grid, (sent) => sent.z && { ...sent, z: unpack(sent.z) });
  const second = other && cache.take(other, (sent) => sent.z && { ...sent, z: unpack(sent.z) });
  const critical = points && cache.take(points, (sent) => sent.x && unpackCritical(sent));
  const bends = entries && cache.take(entries, (sent) => sent.h11 && { h11: unpack(sent.h11), h12: unpack(sent.h12), h22: unpack(sent.h22) });
  // A name is in the reader's language, and so it is not cached; the ground is the same wherever the test loss is.
  return surface && second !== undefined && critical !== undefined && bends !== undefined ? { surface: { ...surface, name, shift, held, second }, critical, bends } : undefined;
}

/**
 * The surface, its critical points, what is beside it, the runs, those for all values of the dial, and the steps at which the
 * play head may stand (null: at all); null if something that was counted on is not in the cache any more.
 * @param {Payload} data
 * @returns {Side & {beside: Side | null, runs: Run[], family: Family | null, frames: Numbers | null} | null}
 */
export function unpackPayload(data) {
  const side = unpackSide(data), beside = data.beside && unpackSide(data.beside);
  const runs = data.runs.flatMap(({ table: columns, bundle: paths, flows: others, finer: points, ...facts }) => {
    const table = cache.take(columns, (sent) => sent.columns && unpackTable(sent));
    const bundle = paths && cache.take(paths, (sent) => sent.x && unpackBundle(sent));
    const flows = others && cache.take(others, (sent) => sent.paths && unpackFlows(sent.paths));
    const finer = points && cache.take(points, (sent) => sent.columns && unpackFiner(sent));
    return table && bundle !== undefined && flows !== undefined && finer !== undefined ? [new Run({ ...facts, link: data.link, bundle, flows, finer }, table)] : [];
  });
  const family = data.dial && cache.take(data.dial.family, (sent) => sent.tables && new Family(sent));
  if (!side || beside === undefined || family === undefined || runs.length < data.runs.length) return null;
  const frames = data.frames && unpack(data.frames);
  return { ...side, beside, runs, family, frames };
}
