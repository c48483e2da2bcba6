// Every mark through every view: it is drawn where the view says, and on the canvas for hidden things where the view hides it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { drawArrows } from "../../../studio/player/web/marks/arrows.js";
import { Bundle, drawBundle } from "../../../studio/player/web/marks/bundle.js";
import { drawEarlier } from "../../../studio/player/web/marks/earlier.js";
import { drawExit, drawHead } from "../../../studio/player/web/marks/head.js";
import { drawCritical, drawLandmarks } from "../../../studio/player/web/land/landmarks.js";
import { drawPath, Path } from "../../../studio/player/web/marks/path.js";
import { drawTail } from "../../../studio/player/web/marks/tail.js";
import { Occlusion } from "../../../studio/player/web/views/occlusion.js";
import { PlaneView } from "../../../studio/player/web/views/plane.js";
import { Projection } from "../../../studio/player/web/views/projection.js";
import { SpaceView } from "../../../studio/player/web/views/space.js";
import { contextOf, momentOf, runOf } from "../fakes.js";

/** @import { Surface, Words } from "../../../studio/player/web/data/types.js" */
/** @import { Context, View } from "../../../studio/player/web/marks/view.js" */

const ONE = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
// Looks along y: x to the right, z up, 40 pixels a unit; the eye is far before y = 0.
const ALONG = { projection: [0.2, 0, 0, 0, 0, 0, 1, 1e-6, 0, 0.2, 0, 0, -1, -1, 0, 1], view: ONE, model: ONE };
/** @type {(wall: number) => View} a flat surface, and a wall across it at y = 2 */
const space = (wall) => new SpaceView({
  box: [[0, 10], [0, 10], [-1, 20]], height: (loss) => loss,
  occlusion: new Occlusion([11, 11], [[0, 10], [0, 10]], Array.from({ length: 121 }, (_, i) => (Math.floor(i / 11) === 2 ? wall : 1))),
}, new Projection(ALONG, [1, 1, 1], 400, 400));
/** @type {Record<string, View>} */
const VIEWS = { plane: new PlaneView(0, 0, 400, 400, [0, 10], [0, 10]), space: space(1), "behind a wall": space(15) };

const RUN = runOf({ x: [2, 3, 5], y: [6, 7, 8], loss: [4, 3, 2], g1: [1, 0, NaN], g2: [0, 0, NaN], m1: [1, 0, NaN], m2: [0, 0, NaN] });
const CRITICAL = { x: Float64Array.of(4), y: Float64Array.of(7), loss: Float64Array.of(2), kind: /** @type {["saddle"]} */ (["saddle"]) };
const PATHS = { count: 1, length: 2, steps: null, x: Float64Array.of(2, 6), y: Float64Array.of(6, 6) };
const SURFACE = /** @type {Surface} */ (/** @type {unknown} */ ({ minima: [[8, 5]], sides: [""], low: 1.5 }));
const WORDS = /** @type {Words} */ ({ update: "step", scaled: "× {factor}", minimum: "minimum", start: "start", outside: "outside" });

/**
 * What each mark draws at a point with its loss: the calls that have its pixel.
 * @type {Record<string, {draw: (view: View, context: Context) => void, calls: string[], at: import("../../../studio/player/web/marks/view.js").Where}>}
 */
const MARKS = {
  path: { draw: (view, context) => drawPath(view, follow(view), context), calls: ["lineTo"], at: RUN.at(1) },
  tail: { draw: (view, context) => drawTail(view, follow(view), context), calls: ["lineTo"], at: RUN.at(1) },
  head: { draw: (view, context) => drawHead(view, follow(view), context), calls: ["arc"], at: RUN.at(1) },
  bundle: { draw: (view, context) => drawBundle(view, bundle(view), context), calls: ["lineTo"], at: { x: 6, y: 6 } },
  start: { draw: (view, context) => landmarks(view, context), calls: ["arc"], at: RUN.at(0) },
  minimum: { draw: (view, context) => landmarks(view, context), calls: ["moveTo", "lineTo"], at: { x: 8, y: 5, loss: 1.5 } },
  critical: { draw: (view, context) => drawCritical(view, CRITICAL, context), calls: ["translate"], at: { x: 4, y: 7, loss: 2 } },
  arrows: { draw: (view, context) => drawArrows(view, { runs: [RUN], factor: 1 }, { ...context, step: 0 }), calls: ["moveTo"], at: RUN.at(0) },
  earlier: { draw: (view, context) => drawEarlier(view, { before: [RUN], pins: [] }, context), calls: ["lineTo"], at: RUN.at(1) },
};

/** @type {(view: View) => Path} */
function follow(view) {
  const path = new Path(RUN);
  path.follow(view);
  return path;
}

/** @type {(view: View) => Bundle} */
function bundle(view) {
  const many = new Bundle(RUN, PATHS);
  many.follow(view);
  return many;
}

/** @type {(view: View, context: Context) => void} */
const landmarks = (view, context) => drawLandmarks(view, { surface: SURFACE, critical: null, start: [2, 6], runs: [RUN] }, context);

/** @type {(view: View, mark: keyof typeof MARKS) => boolean[]} whether the point has something: in sight, and hidden */
function inked(view, mark) {
  const { draw, calls, at } = MARKS[mark], [x, y] = view.pixel(view.spot(at)), seen = contextOf(), hidden = contextOf();
  draw(view, { ...momentOf(seen.context, 1, hidden.context), words: WORDS });
  return [seen, hidden].map(({ calls: all }) => {
    const paths = all.filter(([name]) => name === "stroke").flatMap(([, path]) => /** @type {typeof all} */ (path ?? []));
    const near = (/** @type {unknown[]} */ [ex, ey]) => Math.hypot(Number(ex) - x, Number(ey) - y) < 12;
    return [...all, ...paths].some(([name, ...place]) => calls.includes(name) && near(place));
  });
}

for (const [name, view] of Object.entries(VIEWS)) for (const mark of Object.keys(MARKS)) {
  test(`${mark}, ${name}: it is drawn where the view says, and nowhere but on the canvas that it says`, () => {
    assert.deepEqual(inked(view, mark), name === "behind a wall" ? [false, true] : [true, false]);
  });
}

test("a run that leaves has an arrow on the edge where it went out", () => {
  for (const [name, out] of /** @type {[string, [number, number]][]} */ ([["plane", [388, 120]], ["space", [388, 200]]])) {
    const run = runOf({ x: [5, 15], y: [7, 7], loss: [5, 5] }), view = VIEWS[name], { context, said } = contextOf();
    const path = new Path(run);
    path.follow(view);
    drawPath(view, path, momentOf(context, 1));
    assert.ok(path.exit);
    drawExit(view, { path, head: view.spot(run.at(1)) }, { ...momentOf(context, 1), words: WORDS });
    const [[x, y]] = said("translate").map((place) => place.map(Number));
    assert.ok(Math.abs(x - out[0]) < 0.01 && Math.abs(y - out[1]) < 0.01, `${name}: ${x}, ${y}`);
    assert.deepEqual(said("fillText").map(([text]) => text), ["outside"]);
  }
});
