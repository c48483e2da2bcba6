"""The ball on the profile of the loss: what the loss is along the way that a run goes, with momentum and without."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, NamedTuple

import numpy as np

from lessons.measures import run
from lessons.sheets.numbers import numbers_of
from optimizers.parts.knobs import BETA
from scenes import SCENES, Scene, new_run
from scenes.scene import usual_numbers
from surfaces import SURFACES, Number
from words import Message, compact, say

STEPS = 150
FINE = 8
"""Into so many equal parts each step is divided, at whose ends the loss is drawn too."""
PLACES: dict[str, Annotated[Message, "figure"]] = {
    "minimum": "a local minimum", "saddle": "a saddle", "plateau": "a plateau",
}  # fmt: skip
"""What lies on the way, by the word of a link."""
_PLAIN, _BALL = new_run("gd", eta=0.05), new_run("momentum", eta=0.05)
SHOWN: dict[str, Scene] = {
    "minimum": replace(SCENES["ball"], steps=STEPS),
    "saddle": replace(SCENES["saddle"], steps=STEPS),
    "plateau": Scene("plateau", usual_numbers("plateau"), SURFACES["plateau"].start, STEPS, (_PLAIN, _BALL)),
}
AT = Number("at", "t", "step", "Where the ball is.", 45, 0, STEPS, "whole")
NUMBERS: dict[str, Number] = {"at": AT, "beta": BETA}


@dataclass(frozen=True)
class Asked:
    """What lies on the way, and the numbers: the step on show, and the momentum's β."""

    on: str = "minimum"
    numbers: Mapping[str, float] = field(default_factory=lambda: {id: one.default for id, one in NUMBERS.items()})

    @property
    def scene(self) -> Scene:
        """Both runs, the second with this β."""
        return rolling(self.on, self.numbers["beta"])


class Profile(NamedTuple):
    """How far a run has gone at each of some places, and the loss there: of T steps T + 1, or more of its `ground`."""

    way: np.ndarray
    loss: np.ndarray


def rolling(on: str, beta: float) -> Scene:
    """Plain descent, and the same with momentum."""
    scene = SHOWN[on]
    eta = dict(scene.runs[1].numbers)["eta"]
    return replace(scene, runs=(scene.runs[0], new_run("momentum", eta=eta, beta=beta)))


def read(link: Mapping[str, str]) -> tuple[Asked, list[str]]:
    """What a link asks for, and a sentence for each thing that it cannot have. Never raises."""
    values, wrong = numbers_of(link, NUMBERS)
    on = link.get("on", Asked.on)
    if on not in PLACES:
        message = "{key} is {text!r}; choose one of {allowed}. Shown with {default}."
        wrong.append(say(message, key="on", text=on[:64], allowed=", ".join(PLACES), default=Asked.on))
        on = Asked.on
    return Asked(on, values), wrong


def link_of(asked: Asked) -> dict[str, str]:
    """The words of a link that lead here; what is as usual is left out."""
    usual = Asked()
    on = {} if asked.on == usual.on else {"on": asked.on}
    return on | {id: compact(value) for id, value in asked.numbers.items() if value != usual.numbers[id]}


def profile(scene: Scene, place: int) -> Profile:
    """Of the run at this place."""
    path = run(scene, place)
    lengths = np.linalg.norm(np.diff(path.point, axis=0), axis=1)
    return Profile(np.concatenate([[0.0], np.cumsum(lengths)]), path.loss)


def ground(scene: Scene, place: int) -> Profile:
    """The loss all along the way of the run at this place, (FINE · T + 1,): what the ball rolls on.

    Between two points of a run it is that of the surface, for a step may lead across a hollow or a rise.
    """
    points = run(scene, place).point
    share = np.arange(FINE)[:, None] / FINE
    between = points[:-1, None] + share * np.diff(points, axis=0)[:, None]
    x, y = np.concatenate([between.reshape(-1, 2), points[-1:]]).T
    loss = SURFACES[scene.surface](x, y, **dict(scene.numbers))
    way = profile(scene, place).way
    at = np.concatenate([(way[:-1, None] + share.T * np.diff(way)[:, None]).ravel(), way[-1:]])
    return Profile(at, np.asarray(loss))


def carries_on(beta: float) -> bool:
    """Past all three the ball climbs on its way and ends ten times as low as plain descent, which never climbs."""
    for on in PLACES:
        plain, ball = (profile(rolling(on, beta), place).loss for place in (0, 1))
        if (np.diff(plain) > 0).any() or not (np.diff(ball) > 0).any() or ball[-1] > 0.1 * plain[-1]:
            return False
    return True
