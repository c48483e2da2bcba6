"""The sheet of RAdam's ρ and r: two curves against the step, and from where on σ is used."""

from collections.abc import Mapping

import numpy as np
import streamlit as st

from lessons.sheets import rectified
from optimizers.parts.knobs import BETA2
from studio.look import figure
from studio.panels import controls
from studio.panels.sheets import typed
from words import say


def show(link: Mapping[str, str], keep: typed.Keep) -> list[str]:
    """All of it; returns a sentence for each word of the link that cannot be had."""
    beta2, wrong = rectified.read(link)
    found, end = rectified.curves(beta2), rectified.longest(beta2)
    beside, curves = st.columns([2, 8])
    with beside:
        controls.number(BETA2, beta2, "sheet beta2", lambda value: keep(rectified.link_of(value)))
        st.markdown(_told(beta2, found))
    length, share = curves.columns(2)
    across, steps = say("step, counted from 1", "figure"), found.step.tolist()
    ends = [steps[0], steps[-1]]
    with length.container(key="sheet rho"):
        st.latex(r"\rho_t = \rho_\infty - \frac{2\,t\,\beta_2^t}{1-\beta_2^t}, \quad \rho_\infty = "
                 rf"\tfrac{{2}}{{1-\beta_2}} - 1 = {end:.5g}")  # fmt: skip
        lines = [
            figure.Curve("ρ", steps, found.rho.tolist(), 0, marks=False),
            figure.Curve(
                say("ρ = 5: from here σ is used", "figure"), ends, [rectified.ENOUGH] * 2, 3, (6, 4), marks=False
            ),
            figure.Curve("ρ∞", ends, [end] * 2, 1, (2, 4), marks=False),
        ]  # fmt: skip
        figure.show(figure.curves(lines, across, "ρ", say("How many gradients σ is made of, against the step.")))
    with share.container(key="sheet r"):
        st.latex(r"r_t = \sqrt{\frac{(\rho_t-4)(\rho_t-2)\,\rho_\infty}{(\rho_\infty-4)(\rho_\infty-2)\,\rho_t}} "
                 r"\quad (\rho_t > 5)")  # fmt: skip
        if found.first is not None:
            used = np.isfinite(found.r)
            lines = [
                figure.Curve(say("r, by which the step is held back", "figure"), found.step[used].tolist(),
                             found.r[used].tolist(), 2, marks=False),
                figure.Curve(say("r = 1: Adam's step", "figure"), ends, [1.0, 1.0], 1, (2, 4), marks=False),
            ]  # fmt: skip
            figure.show(figure.curves(lines, across, "r", say("By how much σ is trusted, against the step.")))
    return wrong


def _told(beta2: float, found: rectified.Rectified) -> str:
    if found.first is None:
        return say(
            "With this β₂ ρ never comes above 5: σ is made of too few gradients, and is left out for ever. RAdam is "
            "momentum then."
        )
    least = float(found.r[np.isfinite(found.r)][0])
    return say(
        "Before step {first:,} σ is left out: RAdam is momentum. From there on the step is η r m / σ: r is {least:.3g} "
        "at first, and above 0.9 from step {most:,} on.",
        first=found.first, least=least, most=rectified.trusted_from(beta2, 0.9),
    )  # fmt: skip
