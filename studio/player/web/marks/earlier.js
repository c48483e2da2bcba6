// Earlier runs, those before the last change and those that were pinned: their whole paths, faint under the living ones, with
// their last points; pinned ones with their letters.

import { label } from "../draw/label.js";
import { marker } from "../draw/marker.js";
import { Path } from "./path.js";

/** @import { Earlier } from "../data/ghosts.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Draw } from "./view.js" */

const STRENGTH = 0.55; // of a living path
const WIDTH = 1.5, SIZE = 6; // pixels
/** Lines that no living run is drawn in. */
export const DASHES = { before: [2, 4], pin: [14, 4, 2, 4] };

/** @type {Draw<Earlier>} */
export function drawEarlier(view, { before, pins }, { layer, look }) {
  const { size } = look, [context] = layer;
  /** @type {(run: Run, dash: number[], letter?: string) => void} */
  const draw = (run, dash, letter) => {
    const path = new Path(run, dash, size), colour = look.colour(run), end = view.spot(run.at(run.last));
    path.follow(view);
    for (const one of layer) {
      one.save();
      one.globalAlpha = STRENGTH;
    }
    path.advance(layer, path.length - 1, view, { colour, width: WIDTH * size });
    for (const one of layer) one.restore();
    if (!view.shows(end) || view.hides(end, path.pen)) return;
    const [x, y] = view.pixel(end);
    marker(context, x, y, run.marker, look.ground, colour, SIZE * size);
    if (letter) label(context, letter, x + (SIZE + 4) * size, y - (SIZE + 2) * size, { look, weight: "700", colour });
  };
  for (const run of before) draw(run, DASHES.before);
  for (const { run, letter } of pins) draw(run, DASHES.pin, letter);
}
