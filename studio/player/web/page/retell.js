// What is left of earlier runs is told in the language that the reader has changed to: its words are asked for anew.

/** @import { Payload } from "../data/types.js" */
/** @import { Ghosts } from "../data/ghosts.js" */
/** @typedef {Record<string, string>} Spoken a language and its terms, as a link has them */

/**
 * @param {Ghosts} ghosts
 * @param {{before: Spoken | undefined, now: Spoken}} spoken
 * @param {(query: Record<string, string>) => Promise<Payload>} fetch the payload of a link
 * @param {AbortSignal} left
 */
export async function retell(ghosts, { before, now }, fetch, left) {
  if (!before || Object.keys(now).every((name) => now[name] === before[name])) return;
  const earlier = [...ghosts.before, ...ghosts.pins.map(({ run }) => run)], links = new Set(earlier.map(({ link }) => link));
  await Promise.all([...links].map(async (link) => {
    const { runs } = await fetch({ ...link, ...now });
    for (const run of earlier.filter((one) => one.link === link)) {
      const same = runs.find(({ path, last }) => path === run.path && last === run.last);
      if (same) Object.assign(run, { name: same.name, sentence: same.sentence, seeds: same.seeds });
    }
  }));
  if (links.size && !left.aborted) ghosts.onChange();
}
