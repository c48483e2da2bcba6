"""How the runs are arranged: side by side, all on one picture, or one of them for values of one of its numbers."""

from dataclasses import replace
from functools import partial
from typing import get_args

from scenes import knobs_of
from scenes.grid import COUNT, number_of
from scenes.scene import View
from studio import controls, edit, runs
from studio.state import Shown
from surfaces import SURFACES
from words import say

VIEWS: dict[View, str] = {"side": "side by side", "one": "all on one", "grid": "values of one number"}


def choose(shown: Shown) -> None:
    """The view; and for the values of one number which number, from where to where, and how many."""

    def viewed(view: View) -> None:
        # A grid begins with the run at hand.
        place = runs.at_hand(shown)
        shown.change(partial(edit.set_view, view=view))
        if view == "grid" and place != shown.scene.varied[0]:
            shown.change(partial(edit.vary_run, place=place))

    controls.choice(
        "View", "One picture for each run, one for all of them, or one for each value of a number of the run at hand.",
        get_args(View), shown.scene.view, "explore view", lambda view: say(VIEWS[view]), viewed, segmented=True,
    )  # fmt: skip
    if shown.scene.view == "grid":
        _grid(shown)


def _grid(shown: Shown) -> None:
    place, id = shown.scene.varied
    run = shown.scene.runs[place]
    first, last, count = shown.scene.grid
    records = {number.id: number for number, _ in knobs_of(run.optimizer, run.schedule, run.then)}
    # On a surface of data an epoch is as long as the batches make it.
    given = {"steps_per_epoch"} - {id} if SURFACES[shown.scene.surface].examples else set()

    def ends(first: float = first, last: float = last, count: float = count) -> None:
        shown.change(partial(edit.set_grid, first=first, last=last, count=int(count)))

    controls.choice(
        "Which number", "Each picture shows the run at hand with another value of this number.",
        [one for one in records if one not in given], id, f"explore varied {place}",
        lambda id: controls.label_of(records[id]), shown.setter(edit.set_varied, "id", place=place),
    )  # fmt: skip
    number = number_of(run, id)
    message = "The value in the first picture. Those between go evenly on the scale of the number."
    left = replace(number, name="first value", help=message)
    right = replace(number, name="last value", help="The value in the last picture; it may be the smaller one.")
    controls.number(left, first, f"explore grid first {id}", lambda value: ends(first=value))
    controls.number(right, last, f"explore grid last {id}", lambda value: ends(last=value))
    controls.number(COUNT, count, "explore grid count", lambda value: ends(count=value))
