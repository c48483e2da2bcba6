"""The sheet of weights: how much each past gradient counts, as bars, and σ² and m as the sums that they are."""

from collections.abc import Mapping

import streamlit as st

from lessons.sheets import terms, vectors
from lessons.sheets.vectors import Typed
from optimizers import Part
from studio.look import figure
from studio.panels.sheets import typed as table
from words import formula, numeral, say


def show(link: Mapping[str, str], keep: table.Keep) -> list[str]:
    """All of it; returns a sentence for each word of the link that cannot be had."""
    typed, wrong = vectors.read(link)
    beside, weights = st.columns([2, 8])
    with beside:
        table.table(typed, keep)
        table.numbers(typed, keep, ("alpha", "beta"))
    with weights:
        sigma, m = st.columns(2)
        sigma.markdown(f"**{say('In σ², of each square')}**")
        m.markdown(f"**{say('In m, of each gradient')}**")
        for column, parts, style in ((sigma, terms.SIGMAS, 1), (m, terms.MOMENTA, 0)):
            for id, part in parts.items():
                with column.container(key=f"sheet past {id}"):
                    _weighed(typed, id, part, style)
    return wrong


def _weighed(typed: Typed, id: str, part: Part, style: int) -> None:
    """The bars of one σ or m, and its last value as a sum, for both parameters."""
    st.markdown(say(terms.NAMES[id]))
    st.latex(formula(part.formula))
    shares = terms.weights(typed, part).tolist()
    names = [f"g{'⁰¹²³⁴⁵⁶⁷⁸⁹'[t]}" if t < 10 else f"g¹{'⁰¹'[t - 10]}" for t in range(len(shares))]
    figure.show(figure.bars(shares, names, style, say("The weights: {shares}.", shares=_listed(shares))))
    for axis in (0, 1):
        st.latex(terms.weighted_line(typed, part, axis))


def _listed(shares: list[float]) -> str:
    return " · ".join(numeral(f"{one:.3g}") for one in shares)
