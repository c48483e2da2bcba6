"""How the runs are arranged: side by side, all on one picture, or one of them for values of one of its numbers."""

from dataclasses import replace
from functools import partial
from typing import Annotated, get_args

from scenes import knobs_of
from scenes.grid import COUNT, grid_of, varied_of
from scenes.scene import View
from studio.look.numbers import label_of
from studio.page import edit
from studio.page.shown import Shown
from studio.panels import controls
from studio.panels.explore import runs
from surfaces import SURFACES
from words import Message, say

VIEWS: dict[View, Message] = {"side": "side by side", "one": "all on one", "grid": "values of one number"}
# What the ends of a grid are called, whichever number is varied.
FIRST: Annotated[Message, "number"] = "first value"
LAST: Annotated[Message, "number"] = "last value"
FIRST_HELP: Message = "The value in the first picture. Those between go evenly on the scale of the number."
LAST_HELP: Message = "The value in the last picture; it may be the smaller one."


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
    first, last, count = grid_of(scene)
    changed = partial(shown.setter, edit.set_grid)
    controls.choice(
        "Which number", "Each picture shows the run at hand with another value of this number.",
        list(records), number.id, f"explore varied {place}",
        lambda id: label_of(records[id]), shown.setter(edit.set_varied, "id", place=place),
    )  # fmt: skip
    left, right = replace(number, name=FIRST, help=FIRST_HELP), replace(number, name=LAST, help=LAST_HELP)
    controls.number(left, first, f"explore grid first {number.id}", changed("first"))
    controls.number(right, last, f"explore grid last {number.id}", changed("last"))
    controls.number(COUNT, count, "explore grid count", changed("count"))
