// How the page stands: what is chosen, where the play head and the cameras are. A page that is saved begins with it.

import { showBox } from "../../player/web/pictures/plotly.js";

/** @import { Box, Camera } from "../../player/web/data/types.js" */
/** @import { Player } from "../../player/web/player.js" */
/** @import { State } from "./answers.js" */
/**
 * What was chosen in the page, and how the player stood; all of it is missing from a page that was made and never saved.
 * @typedef {{lang?: string, look?: string, state?: State, step?: number, speed?: string, loop?: boolean, equal?: boolean, boxes?: Box[],
 *   camera?: Camera | null}} Stand
 */

/** @type {(player: Player, chosen: {lang: string, look: string, state: State}) => Stand} */
export function standOf({ step, pictures, transport, clock }, { lang, look, state }) {
  const { equal, space, views } = pictures, camera = space.plot?.layout.scene?.camera ?? space.camera;
  return {
    // Wishes are counted from the beginning by a player that is new.
    lang, look, state: { ...state, taken: 0 }, step, equal, camera, speed: transport.speed.value, loop: clock.loop, boxes: views.map(({ frame }) => frame.box),
  };
}

/**
 * The player as it stood, once its first picture is there.
 * @type {(player: Player, stand: Stand, has: {dial: boolean}) => void}
 */
export function resume(player, { step, speed, loop, equal, boxes, camera }, { dial }) {
  const { head, pictures, root, stage, transport, clock } = player, go = head.go.bind(head);
  // Where a step is not here, the next one that is will do: there is nobody to ask for it.
  head.go = (to) => {
    const by = Math.sign(to - head.step) || 1;
    while (to > 0 && to < head.steps && !head.knows(to)) to += by;
    go(to);
  };
  // The stage lends a dial, and there is none.
  if (!dial) stage.dial = { isOn: () => true, toggle() {} };
  if (step === undefined) return;
  pictures.space.camera = camera ?? null;
  const watching = new MutationObserver(() => {
    if (root.dataset.ready !== "true") return;
    watching.disconnect();
    if (speed) Object.assign(transport.speed, { value: speed }).onchange?.(new Event("change"));
    if (loop) transport.hold("loop", (clock.loop = true));
    if (equal !== pictures.equal) pictures.toggleEqual();
    boxes?.forEach((box, i) => {
      const plane = pictures.planes[i];
      if (player.Plotly && plane) showBox(player.Plotly, plane.plot, box);
    });
    // After the player, which begins to play at its first picture.
    queueMicrotask(() => head.go(step));
  });
  watching.observe(root, { attributeFilter: ["data-ready"] });
}
