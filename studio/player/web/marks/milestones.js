// On the path of a run with too many updates to be seen one by one, a dot after every so many of them: where they crowd together it
// is slow.

import { dotEvery } from "../data/so-far.js";
import { marker } from "../draw/marker.js";

/** @import { Path } from "./path.js" */
/** @import { Draw } from "./view.js" */

const RADIUS = 3.5; // pixels

/** @type {Draw<Path>} those up to `step` */
export function drawMilestones(view, { run }, { layer, look, step }) {
  const every = dotEvery(run);
  if (!every || run.bundle) return; // among the dots of seeds they would be taken for some
  for (let at = every; at <= Math.min(step, run.last); at += every) {
    const spot = view.spot(run.at(at));
    if (!view.shows(spot)) continue;
    const [x, y] = view.pixel(spot);
    marker(layer[Number(view.hides(spot))], x, y, "circle", look.colour(run), look.ground, RADIUS * look.size);
  }
}
