"""Numbers as they are written: in links and names, as short as they can be; in sentences, as a lecturer writes them."""

import math
import re
from gettext import NullTranslations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from words import compact, numeral, say, speaking


@given(st.floats(allow_nan=False, allow_infinity=False))
@example(1e15)
@example(1e16)
@example(5e-324)
@example(-1.7976931348623157e308)
def test_a_compact_number_is_the_same_number(value: float) -> None:
    text = compact(value)
    assert float(text) == value
    assert re.fullmatch(r"-?\d+(\.\d+)?(e-?[1-9]\d*)?", text)
    assert len(text) <= len(repr(value))


@given(st.integers(-(2**53), 2**53))
def test_a_whole_number_is_compact_too(value: int) -> None:
    assert int(float(compact(value))) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [(1e-7, "1e-7"), (100000.0, "100000"), (0.06, "0.06"), (1e-10, "1e-10"), (1e300, "1e300"), (-2.5e-5, "-2.5e-5"),
     (0.0, "0"), (-0.0, "0"), (3, "3"), (math.pi, "3.141592653589793")],
)  # fmt: skip
def test_compact_numbers_read_like_this(value: float, text: str) -> None:
    assert compact(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    # As `tests/web/data/exact.test.js` has them.
    [(8.5699e-12, "8.57·10⁻¹²"), (1e-7, "10⁻⁷"), (1234.5, "1,230"), (100000, "100,000"), (2.68e39, "2.68·10³⁹"),
     (-0.2588, "−0.259"), (0.0001, "0.0001"), (0, "0"), (-1e6, "−10⁶")],
)  # fmt: skip
def test_a_number_of_a_sentence_is_written_as_a_lecturer_writes_it(value: float, text: str) -> None:
    with speaking(NullTranslations()):
        assert say("{value:.3g}", value=float(value)) == text
    assert numeral(f"{value:.3g}") == text


def test_digits_that_are_asked_for_are_kept_and_what_is_no_real_number_is_left_as_it_is() -> None:
    with speaking(NullTranslations()):
        assert say("{one:.1e} {other:.1e}", one=0.7, other=7.04e-5) == "0.70 7.0·10⁻⁵"
        assert say("{steps:,} {share:.1f}% {eta}", steps=100_000, share=-0.4, eta="1e-7") == "100,000 −0.4% 1e-7"
    assert numeral("inf") == "inf"


def test_a_sentence_breaks_no_formula_at_its_equals_sign_and_names_and_latex_are_left_alone() -> None:
    with speaking(NullTranslations()):
        assert say("The gradient is not small, ‖g‖ = {norm:.3g}.", norm=67.5).endswith("‖g‖\u00a0=\u00a067.5.")
        assert say("{method}, η = {eta}", method="Adam", eta=0.1) == "Adam, η = 0.1"
        assert say("So $a = b$ and c = {c}.", c=1) == "So $a = b$ and c = 1."
