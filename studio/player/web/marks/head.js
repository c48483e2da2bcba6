// The point of a run at the play head, on its way to the next one.

import { marker } from "../draw/marker.js";
import { Polyline } from "../draw/polyline.js";
import { widerAt } from "./bands.js";
import { drawExit } from "./exit.js";

/** @import { Path } from "./path.js" */
/** @import { Draw } from "./view.js" */

const SIZE = 8; // pixels from its middle to its edge
const ONE_OF_MANY = 6.5; // the same of a run among its seeds
const WIDER = 0.6; // pixels more than the path has: the way that has no line yet

/** @type {Draw<Path>} its path is drawn up to `step` */
export function drawHead(view, path, context) {
  const { layer, look, position, step } = context, { run } = path, colour = look.colour(run), from = view.spot(run.at(step));
  let here = from;
  if (position > step && position < step + 1 && step < run.last && run.knows(step + 1)) {
    // Along the segment that will be drawn.
    here = view.along(from, view.spot(run.at(step + 1)), position - step);
    const way = new Polyline({ dash: path.dash }, (row) => (row ? here : from));
    way.pen.walked = path.pen.walked;
    way.advance(layer, 1, view, { colour, width: (view.width + WIDER) * look.size });
  }
  if (!view.shows(here)) return drawExit(view, { path, head: here }, context);
  const [x, y] = view.pixel(here);
  const size = run.bundle ? ONE_OF_MANY : SIZE + widerAt(path, path.rowOf(step));
  marker(layer[Number(view.hides(here, path.pen))], x, y, run.marker, colour, look.ground, size * look.size);
}
