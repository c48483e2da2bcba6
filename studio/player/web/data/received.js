// What Python has sent, unpacked; what was sent before is taken from what is kept.

import { unpackBundle } from "../marks/bundle.js";
import { unpackCritical } from "../marks/critical.js";
import { unpack } from "./decode.js";
import { Family } from "./family.js";
import { Kept } from "./cache.js";
import { Run, unpackTable } from "./run.js";
import { unpackFiner } from "../views/zoom.js";

/** @import { Critical, Numbers, Payload, Surface } from "./types.js" */

const kept = new Kept(40); // for all players of the page

/** @type {<Value>(value: Value | undefined) => value is Value} */
const here = (value) => value !== undefined;

/**
 * The surface, its critical points, the runs, those for all values of the dial, and the steps at which the play head may stand
 * (null: at all); null if something that was counted on is not kept any more.
 * @param {Payload} data
 * @returns {{surface: Surface, critical: Critical | null, runs: Run[], family: Family | null, frames: Numbers | null} | null}
 */
export function received(data) {
  const surface = kept.take(data.surface, (sent) => sent.z && { ...sent, z: unpack(sent.z) });
  const tables = data.runs.map((run) => kept.take(run.table, (sent) => sent.columns && unpackTable(sent)));
  const bundles = data.runs.map((run) => run.bundle && kept.take(run.bundle, (sent) => sent.x && unpackBundle(sent)));
  const finer = data.runs.map((run) => run.finer && kept.take(run.finer, (sent) => sent.columns && unpackFiner(sent)));
  const critical = data.critical && kept.take(data.critical, (sent) => sent.x && unpackCritical(sent));
  const family = data.dial && kept.take(data.dial.family, (sent) => sent.tables && new Family(sent));
  if (!surface || critical === undefined || family === undefined || !tables.every(here) || !bundles.every(here) || !finer.every(here)) return null;
  const runs = data.runs.map((run, i) => new Run({ ...run, bundle: bundles[i], finer: finer[i] }, tables[i]));
  const frames = data.frames && unpack(data.frames);
  // A name is in the reader's language, and so it is not kept.
  return { surface: { ...surface, name: data.surface.name }, critical, runs, family, frames };
}
