"""Be the optimizer: the browser is sent what has been marked, and the gradient of the present place; no step before."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from lessons.exercises.optimizer import CASES, STEPS, Case, after, made, present, remembers
from lessons.link import LESSON, PREDICT
from optimizers import optimizer
from scenes import knobs_of
from scenes.drawn.names import name_of
from scenes.trajectories import origin_of
from studio.look.palette import STYLES
from studio.page import address, broken_link, language
from studio.panels.exercises.mounted import component
from studio.player.pack import Json
from studio.player.payload import surface_of
from studio.server.assets import address as served
from words import compact, formula, say

CASE = "case"
# How many steps of each case have been marked in this session.
MARKED = "lessons marked"
KEY = "lessons optimizer"

GAME = component("optimizer", "optimizer")


def read(link: Mapping[str, str]) -> tuple[Case, list[str]]:
    """The case that a link asks for, and a sentence if there is none such."""
    usual, text = next(iter(CASES)), link.get(CASE, "")
    if not text or text in CASES:
        return CASES[text or usual], []
    message = "{key} is {text!r}; choose one of {allowed}. Shown with {default}."
    return CASES[usual], [say(message, key=CASE, text=text[:64], allowed=", ".join(CASES), default=usual)]


def data(case: Case, marked: int) -> Json:
    """The case as it is sent when so many of its steps, 0 … STEPS, have been marked."""
    m, sigma = remembers(case)
    at, g = present(case, marked)
    return {
        "modules": served("exercises/optimizer.js"),
        "case": case.id,
        "steps": STEPS,
        "surface": surface_of(case.scene),
        "colour": {"light": STYLES[0].light, "dark": STYLES[0].dark},
        "start": case.scene.start,
        "made": [_made(case, t, m=m, sigma=sigma) for t in range(marked)],
        "present": {"at": at, "g": g} if marked < STEPS else None,
        "words": _words(case, done=marked == STEPS),
    }


def _made(case: Case, t: int, *, m: bool, sigma: bool) -> Json:
    one = made(case, t)
    memory = {"m": one.m if m else None, "sigma": one.sigma if sigma else None}
    return {"g": one.g, "end": one.end, **memory, "says": say(one.says, **one.facts)}


def _words(case: Case, *, done: bool) -> dict[str, str]:
    number = say("Scene {number} of {count}", number=[*CASES].index(case.id) + 1, count=len(CASES))
    name = name_of(origin_of(case.scene, case.scene.runs[0]), case.scene.steps)
    return {
        "title": f"{number} · {name}{_memory(case)}",
        "picture": say("The picture: mark the next place on it. You are at {at}."),
        "asks": say("Mark {place}: where does the next update lead?"),
        "hands": say("Click there, or move the pencil with the arrow keys and press Enter."),
        "pencil": say("The pencil is at {at}."),
        "numbers": say("What you know"),
        "place": say("you are here"),
        "gradient": say("gradient here"),
        "lastM": say("m of the last step"),
        "lastSigma": say("σ of the last step"),
        "key": say("Dotted: yours. Solid: the true steps. −g is drawn {factor} times as long as it is."),
        "gap": say(
            "{place}: your mark is {share} of the step's length away from the true place. Its direction is {degrees}° "
            "off, its length {times} times the true one."
        ),
        "close": say("That is close."),
        "outside": say("That is outside of the picture: nothing is marked. Mark a place in it."),
        "same": say("That is where you are: a step has a length. Mark another place."),
        "sum": say("All three: {shares}, on average {share} of a step's length away."),
        "moral": say(case.moral) if done else "",
        "again": say("Once more"),
        "next": say("Next scene"),
    }


def _memory(case: Case) -> str:
    """How long the method remembers, as the reader has to know it for the next step."""
    one = case.scene.runs[0]
    numbers = [number for number, _ in knobs_of(one.optimizer, one.schedule) if number.id not in ("eta", "epsilon")]
    return "".join(f" · {number.symbol} = {compact(dict(one.numbers)[number.id])}" for number in numbers)


def show(link: Mapping[str, str]) -> None:
    """The case with its formula; what is marked there stays in the browser, and only that it was is told."""
    case, wrong = read(link)
    broken_link.tell(wrong)
    record = optimizer(case.scene.runs[0].optimizer)
    parts = (
        r"\theta^{t+1} = \theta^t - \eta\, m^t / \sigma^t",
        formula(record.m.formula),
        formula(record.sigma.formula),
    )
    # Among text, where there is a new line between them if there has to be.
    st.markdown(" &emsp; ".join(rf"$\displaystyle {one}$" for one in parts))

    def count() -> int:
        return int(st.session_state.get(MARKED, {}).get(case.id, 0))

    def keep(steps: int) -> None:
        st.session_state[MARKED] = st.session_state.get(MARKED, {}) | {case.id: steps}

    def marked() -> None:
        # Each step once and in its order, whatever is sent twice or late.
        following = min(count() + 1, STEPS)
        if st.session_state[KEY].marked == {"case": case.id, "step": following}:
            keep(following)

    GAME(
        key=KEY, data=data(case, count()), on_marked_change=marked, on_again_change=partial(keep, 0),
        on_next_change=partial(_go, link, after(case.id)),
    )  # fmt: skip


def _go(link: Mapping[str, str], case: str) -> None:
    """In a callback: to another case."""
    language.renew()
    kept = {key: link[key] for key in (LESSON, PREDICT) if key in link}
    address.keep("lessons", kept | {CASE: case})
