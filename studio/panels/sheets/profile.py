"""The sheet of the ball on the profile of the loss: how far a run has gone, and how high it is there."""

from collections.abc import Mapping

import streamlit as st

from lessons.sheets import profile
from studio.look import figure
from studio.panels import controls
from studio.panels.sheets import typed
from words import say


def show(link: Mapping[str, str], keep: typed.Keep) -> list[str]:
    """All of it; returns a sentence for each word of the link that cannot be had."""
    asked, wrong = profile.read(link)
    plain, ball = (profile.profile(asked.scene, place) for place in (0, 1))
    t = int(asked.numbers["at"])
    beside, curves = st.columns([2, 5])
    with beside:
        controls.choice(
            "On the way", "What the ball has to pass.", list(profile.PLACES), asked.on, "sheet on",
            lambda id: say(profile.PLACES[id], "figure"),
            lambda on: keep(profile.link_of(profile.Asked(on, asked.numbers))),
        )  # fmt: skip
        for id, record in profile.NUMBERS.items():

            def moved(value: float, id: str = id) -> None:
                keep(profile.link_of(profile.Asked(asked.on, {**asked.numbers, id: value})))

            controls.number(record, asked.numbers[id], f"sheet {id}", moved)
        st.markdown(_told(plain, ball, t))
    grounds = [profile.ground(asked.scene, place) for place in (0, 1)]
    lines = [
        figure.Curve(say("gradient descent", "figure"), *_drawn(grounds[0]), 0, (6, 4), marks=False),
        figure.Curve(say("momentum", "figure"), *_drawn(grounds[1]), 1, marks=False),
        figure.Curve(say("at step {t}", "figure", t=t), *_at(plain, t), 0),
        figure.Curve(say("the ball at step {t}", "figure", t=t), *_at(ball, t), 1),
    ]
    with curves.container(key="sheet profile curves"):
        alt = say("The loss against the way that each run has gone.")
        # A ball rolls on heights: on a logarithmic axis its last swings, which are nothing, would be the steepest.
        reach = (0.0, max(float(one.loss.max()) for one in grounds))
        figure.show(figure.curves(lines, say("way gone", "figure"), "L", alt, reach=reach))
    return wrong


def _drawn(run: profile.Profile) -> tuple[list[float], list[float]]:
    return run.way.tolist(), run.loss.tolist()


def _at(run: profile.Profile, t: int) -> tuple[list[float], list[float]]:
    """Where a run is at a step, or at its last one."""
    t = min(t, len(run.loss) - 1)
    return [float(run.way[t])], [float(run.loss[t])]


def _told(plain: profile.Profile, ball: profile.Profile, t: int) -> str:
    before, here = (float(ball.loss[min(at, len(ball.loss) - 1)]) for at in (max(t - 1, 0), t))
    facts = {"t": t, "loss": here, "plain": float(plain.loss[min(t, len(plain.loss) - 1)])}
    if here > before:
        return say(
            "At step {t} the ball rolls uphill: what is left of its last movement is longer than −η g, which points "
            "back. Its loss is {loss:.3g}, that of gradient descent {plain:.3g}.", **facts,
        )  # fmt: skip
    return say("At step {t} the loss of the ball is {loss:.3g}, that of gradient descent {plain:.3g}.", **facts)
