"""What to ask of a trick for training: which part of the step it changes and what that buys, for every method."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from lessons.measures import run
from lessons.shared import WIDE_VALLEY
from optimizers import OPTIMIZERS, SCHEDULES, title_of
from scenes import SCENES, Scene, new_run
from words import Message, say

# Rates at which a method shows on the bowl what it is for; where none is given, USUAL.
USUAL, STEPS = 0.06, 600
RATES = {
    "momentum": 0.001, "momentum_sum": 0.001, "nesterov": 0.001, "momentum_ema": 0.01, "adagrad": 0.01,
    "adagrad_sum": 0.3, "rmsprop": 0.01, "rmsprop_zero": 0.01, "adadelta": 1.0, "lion": 0.03,
    "sam": 0.001, "sign_descent": 0.01, "clipped": 0.01, "polyak": 1.0, "averaged": 0.001, "lookahead": 0.001,
    "schedule_free": 0.001, "newton": 0.02, "prodigy": 1.0, "lbfgs": 1.0,
}  # fmt: skip
FOREIGN = {"lion": ("m",), "adadelta": ("σ",), "adam_matrix": ("σ", "m")}
BOWL = replace(SCENES["all_five"], steps=STEPS)
PLAIN = new_run("gd", eta=1e-3)
# Adagrad, whose rate has to fall at the end: each schedule stands beside the constant one.
TOO_LONG = 0.3
FALLS: Message = "Optimization: long steps far away, short ones near the end, so that the run comes to rest."
RISES: Message = "Optimization: short steps as long as little is known, or it is steep; then as fast as the others."
BY_HAND: Message = "Optimization: as you set it, what any of the others buys."


class Row(NamedTuple):
    """A method: which of η, σ, m and g it changes, what it does and buys, and the scene it is seen in."""

    name: str
    changes: tuple[str, ...]
    does: str
    buys: str
    scene: Scene


def rows() -> list[Row]:
    """All of them, in the reader's language: the optimizers, the schedules, and what changes the gradients."""
    return [*map(_optimizer, OPTIMIZERS), *map(_schedule, SCHEDULES), *_others()]


def _optimizer(id: str) -> Row:
    one = OPTIMIZERS[id]
    mine = PLAIN if id == "gd" else new_run(id, eta=RATES.get(id, USUAL))
    scene = replace(BOWL, runs=(PLAIN,) if id == "gd" else (PLAIN, mine))
    # What a library computes is one direction, whose parts it does not tell apart.
    changes = FOREIGN.get(id, ("σ", "m") if one.library else one.changes)
    return Row(title_of(one), changes, say(one.help), say(one.buys), scene)


def _schedule(id: str) -> Row:
    one = SCHEDULES[id]
    then = "inverse_sqrt" if id == "warmup" else "constant"
    run = new_run("adagrad", id, then, eta=1.0 if id == "transformer" else TOO_LONG)
    if id == "manual":
        run = replace(run, changes=((STEPS // 2, TOO_LONG / 10),))
    constant = new_run("adagrad", eta=TOO_LONG)
    scene = replace(BOWL, runs=(constant,) if id == "constant" else (constant, run), curves=("loss", "eta"))
    if id == "constant":
        return Row(say(one.name, "part"), (), say(one.help), "", scene)
    buys = BY_HAND if id == "manual" else RISES if id in ("warmup", "resnet", "transformer", "one_cycle") else FALLS
    return Row(say(one.name, "part"), ("η",), say(one.help), say(buys), scene)


def _others() -> list[Row]:
    return [
        Row(
            say("Small batches"), ("g",), say("Each gradient is that of a few examples, and so it is noisy."),
            say("Generalization: noise throws a run out of narrow minima, which pay the price in the test."),
            WIDE_VALLEY,
        ),
        Row(
            say("Standardised inputs"), ("g",),
            say("The surface itself is another: a round bowl in place of a valley."),
            say("Optimization: one η fits all parameters."), SCENES["moved"],
        ),
        Row(
            say("Batch normalization"), ("g",),
            say("The surface itself is another, inside the network too."),
            say("Optimization: one η fits all parameters."), SCENES["normalised"],
        ),
    ]  # fmt: skip


def changes_what_it_says(place: float) -> bool:
    """A row's method changes these parts and no other, and ends with a lower training loss than the one beside it."""
    row = rows()[int(place)]
    if len(row.scene.runs) < 2:
        return False
    plain, path = run(row.scene), run(row.scene, 1)
    m = not np.allclose(path.m, path.grad[:-1])
    same = {"η": bool((path.eta == path.eta[0]).all()), "m": not m, "σ": bool((path.sigma == 1).all())}
    parts = ("η",) if "η" in row.changes else ("σ", "m")
    return all(same[sign] != (sign in row.changes) for sign in parts) and bool(path.loss[-1] < plain.loss[-1] / 10)
