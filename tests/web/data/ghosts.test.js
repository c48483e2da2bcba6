import assert from "node:assert/strict";
import { test } from "node:test";

import { Ghosts } from "../../../studio/player/web/data/ghosts.js";
import { nameBeside } from "../../../studio/player/web/pictures/legend.js";
import { runOf } from "../fakes.js";

/** @type {(place: number, path: string, last?: number) => ReturnType<typeof runOf>} */
const run = (place, path, last = 2) => runOf({ x: [0, 1, 2], y: [0, 1, 2] }, { place, path, last });

/** @param {Ghosts} ghosts */
const paths = (ghosts) => ghosts.before.map(({ path }) => path);

test("what a change has put another path in the place of stays as a ghost until the next change of a path", () => {
  const ghosts = new Ghosts(() => {});
  ghosts.show("bowl", [run(0, "a"), run(1, "b")]);
  assert.deepEqual(paths(ghosts), []);
  ghosts.show("bowl", [run(0, "c"), run(1, "b")]);
  assert.deepEqual(paths(ghosts), ["a"]);
  ghosts.show("bowl", [run(0, "c"), run(1, "b")]); // a mark was put on
  assert.deepEqual(paths(ghosts), ["a"]);
  ghosts.show("bowl", [run(0, "c"), run(1, "d")]);
  assert.deepEqual(paths(ghosts), ["b"]);
});

test("on another surface, and with another number of runs, there is no ghost", () => {
  const ghosts = new Ghosts(() => {});
  ghosts.show("bowl", [run(0, "a")]);
  ghosts.show("bowl", [run(0, "b")]);
  ghosts.show("saddle", [run(0, "c")]);
  assert.deepEqual(paths(ghosts), []);
  ghosts.show("saddle", [run(0, "d")]);
  ghosts.show("saddle", [run(0, "d"), run(1, "e")]);
  assert.deepEqual(paths(ghosts), []);
});

test("while the start is dragged the ghost is the run before the drag, and so it is once it is put down", () => {
  const ghosts = new Ghosts(() => {});
  ghosts.show("bowl", [run(0, "a")]);
  for (const path of ["b", "c", "d"]) {
    ghosts.show("bowl", [run(0, path)], true);
    assert.deepEqual(paths(ghosts), ["a"]);
  }
  ghosts.show("bowl", [run(0, "d")]);
  assert.deepEqual(paths(ghosts), ["a"]);
  ghosts.show("bowl", [run(0, "e")]);
  assert.deepEqual(paths(ghosts), ["d"]);
});

test("a pinned run stays through changes, is hidden on another surface, and is there again on its own", () => {
  const ghosts = new Ghosts(() => {}), first = run(0, "a");
  ghosts.show("bowl", [first]);
  ghosts.toggle(first);
  ghosts.show("bowl", [run(0, "b")]);
  assert.deepEqual(ghosts.shown.map((pin) => [pin.run, pin.letter]), [[first, "A"]]);
  ghosts.show("saddle", [run(0, "c")]);
  assert.equal(ghosts.shown.length, 0);
  ghosts.show("bowl", [run(0, "b")]);
  assert.deepEqual(ghosts.shown.map((pin) => pin.run), [first]);
});

test("a run is known as pinned by its path, its length and its place, and pinned again it is let go", () => {
  const ghosts = new Ghosts(() => {});
  ghosts.show("bowl", [run(0, "a")]);
  ghosts.toggle(run(0, "a"));
  assert.ok(ghosts.of(run(0, "a")));
  assert.deepEqual([run(0, "b"), run(1, "a"), run(0, "a", 1)].map((one) => ghosts.of(one)), [undefined, undefined, undefined]);
  ghosts.toggle(run(0, "a"));
  assert.equal(ghosts.shown.length, 0);
});

test("six runs are pinned at most, each with a letter of its own, and a letter that is free is given again", () => {
  let changes = 0;
  const ghosts = new Ghosts(() => changes++);
  ghosts.show("bowl", [run(0, "0")]);
  for (let i = 0; i < 8; i++) ghosts.toggle(run(0, `${i}`));
  assert.deepEqual(ghosts.shown.map(({ letter, run: { path } }) => letter + path), ["A0", "B1", "C2", "D3", "E4", "F5"]);
  assert.deepEqual([ghosts.full, changes], [true, 6]);
  ghosts.remove(ghosts.shown[1]);
  ghosts.toggle(run(0, "9"));
  assert.deepEqual(ghosts.shown.map(({ letter }) => letter), ["A", "C", "D", "E", "F", "B"]);
});

test("all runs are pinned at once, and let go at once if all of them are", () => {
  const ghosts = new Ghosts(() => {}), runs = [run(0, "a"), run(1, "b")];
  ghosts.show("bowl", runs);
  ghosts.toggle(runs[1]);
  ghosts.toggleAll(runs);
  assert.deepEqual(ghosts.shown.map(({ run: { path } }) => path), ["b", "a"]);
  ghosts.toggleAll(runs);
  assert.equal(ghosts.shown.length, 0);
});

test("the name of an earlier run says in which numbers it differs from the one in its place", () => {
  /** @type {(numbers: [string, string][], place?: number) => ReturnType<typeof runOf>} */
  const with_ = (numbers, place = 0) => runOf({ x: [0], y: [0] }, { name: "Adam, η = 0.1", place, numbers });
  const before = with_([["α", "0.9"], ["ε", "1e-8"]]), words = /** @type {import("../../../studio/player/web/data/types.js").Words} */ ({ comma: ", " });
  assert.equal(nameBeside(before, [with_([["α", "0.8"], ["ε", "1e-8"]])], words), "Adam, η = 0.1, α = 0.9");
  assert.equal(nameBeside(before, [with_([["β", "0.8"]]), with_([["α", "0.8"]], 1)], words), "Adam, η = 0.1");
});
