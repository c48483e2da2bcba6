"""The sheet of how a run begins: three rising rates on even axes, and the first movements of 200 seeds."""

from collections.abc import Mapping

import streamlit as st

from lessons.shared import FIRST_STEPS
from lessons.sheets import beginning
from lessons.sheets.beginning import Guess
from scenes.drawn.names import name_of
from scenes.trajectories import origin_of
from studio.look import figure
from studio.panels import controls
from studio.panels.sheets import typed
from words import say


def show(link: Mapping[str, str], keep: typed.Keep) -> list[str]:
    """All of it; returns a sentence for each word of the link that cannot be had."""
    at, wrong = beginning.read(link)
    for id, column in zip(beginning.RISING, st.columns(len(beginning.RISING)), strict=True):
        with column.container(key=f"sheet rise {id}"):
            _rise(id)
    beside, *columns = st.columns([2, 3, 3, 3])
    guesses = [beginning.guess(place, at) for place in beginning.METHODS]
    with beside:
        controls.number(beginning.AT, at, "sheet at", lambda value: keep(beginning.link_of(value)))
        st.markdown(_told(guesses, at))
    for place, (column, one) in enumerate(zip(columns, guesses, strict=True)):
        with column.container(key=f"sheet guess {place}"):
            name = name_of(origin_of(FIRST_STEPS, FIRST_STEPS.runs[place]), at)
            st.markdown(say("**{name}**  \n{length:.2g} on average, {count} of {all} uphill",
                            name=name, length=one.length, count=one.uphill, all=len(one.moved)))  # fmt: skip
            alt = say("{name}: where the seeds have gone, by the mean length of their way.", name=name)
            figure.show(figure.scattered(
                one.moved.tolist(), place, say("ring: mean length", "figure"), say("downhill", "figure"), alt
            ))  # fmt: skip
    return wrong


def _rise(id: str) -> None:
    """η against the step, on an axis from 0 on, with its peak."""
    found, name = beginning.rise(id), say(beginning.NAMES[id], "figure")
    top, step = float(found.eta[found.peak]), found.peak + 1
    lines = [
        figure.Curve(name, range(1, len(found.eta) + 1), found.eta.tolist(), 0, marks=False),
        figure.Curve(say("peak: {top:.4g} at step {step:,}", "figure", top=top, step=step), [step], [top], 1),
    ]
    alt = say("η against the step: {name}.", name=name)
    figure.show(
        figure.curves(lines, say("step, counted from 1", "figure"), "η", alt, height=190, reach=(0.0, top), even=True)
    )


def _told(guesses: list[Guess], at: int) -> str:
    adam, radam, warm = guesses
    return say(
        "Each dot is a seed: where it has gone in {steps} steps, in multiples of the mean length. RAdam goes "
        "{radam:.2g} times as far as Adam, a warm-up {warm:.2g} times as far. How well the directions agree, from 0 to "
        "1: {one:.2f} for Adam, {two:.2f} for RAdam, {three:.2f} with a warm-up. So their guesses are no surer; less "
        "is staked on them.",
        steps=at, radam=radam.length / adam.length, warm=warm.length / adam.length, one=adam.agree, two=radam.agree,
        three=warm.agree,
    )  # fmt: skip
