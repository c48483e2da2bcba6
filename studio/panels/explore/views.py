"""How the runs are arranged: side by side, all on one picture, or one of them for values of one of its numbers."""

from functools import partial
from typing import get_args

from scenes import knobs_of
from scenes.grid import varied_of
from scenes.scene import View
from studio.look.numbers import label_of
from studio.page import edit
from studio.page.shown import Shown
from studio.panels import controls
from studio.panels.explore import runs
from surfaces import SURFACES
from words import Message, say

VIEWS: dict[View, Message] = {"side": "side by side", "one": "all on one", "grid": "values of one number"}


def choose(shown: Shown) -> None:
    """The view; and for the values of one number which number, from where to where, and how many."""

    def viewed(view: View) -> None:
        place = runs.at_hand(shown)
        shown.change(partial(edit.set_view, view=view))
        if view == "grid":
            # It begins with the run that was at hand.
            shown.change(lambda scene: edit.set_varied(scene, place, scene.varied[1]))

    controls.choice(
        "View", "One picture for each run, one for all of them, or one for each value of a number of the run at hand.",
        get_args(View), shown.scene.view, "explore view", lambda view: say(VIEWS[view]), viewed, segmented=True,
    )  # fmt: skip
    if shown.scene.view == "grid":
        _grid(shown)


def _grid(shown: Shown) -> None:
    scene = shown.scene
    place, number = varied_of(scene.runs, scene.varied)
    run = scene.runs[place]
    # On a surface of data an epoch is as long as the batches make it.
    given = {"steps_per_epoch"} if SURFACES[scene.surface].examples else set()
    records = {one.id: one for one, _ in knobs_of(run.optimizer, run.schedule, run.then) if one.id not in given}
    records[number.id] = number
    controls.choice(
        "Which number", "Each picture shows the run at hand with another value of this number.",
        list(records), number.id, f"explore varied {place}",
        lambda id: label_of(records[id]), shown.setter(edit.set_varied, "id", place=place),
    )  # fmt: skip
    for word in (f"grid.first.{number.id}", f"grid.last.{number.id}", "grid.count"):
        controls.handle(shown, word)
