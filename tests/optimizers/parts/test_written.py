"""The arithmetic that reads written steps: what it knows, and what it refuses."""

import math

import pytest

from tests.written import value_of


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("1", 1.0),
        ("{eta} / (1 + {decay} · {epoch=3})", 0.5 / 2.5),
        ("{beta} · {last} + (1 − {beta}) · {g}", -0.25 * 2 + 1.25 * -3),
        # A power binds more tightly than the sign before it, and a filled place is in brackets.
        ("{g}²", 9.0),
        ("−{g}²", -9.0),
        ("√({g}² + 16) + {eta}", 5.5),
        ("√{n} / √9", 2 / 3),
        ("|{g}| · {gamma}^{n}", 3 * 16.0),
        ("1 − {decay}^{n}", 0.9375),
        ("8 / 2 · 2", 8.0),
        ("cos(π · {t − W=1} / 3)", 0.5),
        ("min({n}, max(2, 3))", 3.0),
        ("{gamma}^{late=2000}", math.inf),
        ("{η=1e-07} · 10", 1e-6),
    ],
)
def test_a_line_comes_to_what_it_says(line: str, value: float) -> None:
    facts = {"eta": 0.5, "decay": 0.5, "beta": -0.25, "last": 2, "g": -3, "n": 4, "gamma": 2}
    assert value_of(line, facts) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize("line", ["", "1 +", "eta", "open(1)", "1 if 1 else 2", "(1, 2)", "a.b", "'1'", "{g} {g}"])
def test_what_is_no_arithmetic_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="is no arithmetic"):
        value_of(line, {"g": 1})


def test_a_place_that_nobody_can_fill_is_refused() -> None:
    with pytest.raises(KeyError):
        value_of("{eta} · {share}", {"eta": 1})
