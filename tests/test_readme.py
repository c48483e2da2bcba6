"""README's tables are those of the records."""

import pytest

from optimizers import OPTIMIZERS
from tools.tables import README, TABLES, line_of, renewed


def test_the_tables_are_up_to_date() -> None:
    text = README.read_text("utf-8")
    assert renewed(text) == text, "run `make tables`"


@pytest.mark.parametrize("name", TABLES)
def test_a_stale_table_is_found(name: str) -> None:
    text = README.read_text("utf-8")
    begin = f"<!-- {name}: made by `make tables` -->"
    stale = text.replace(begin, f"{begin}\n| old | row |")
    assert stale != text
    assert renewed(stale) == text


def test_a_readme_without_a_place_for_a_table_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no place for the table of optimizers"):
        renewed("# Title")


def test_a_formula_stands_in_plain_signs() -> None:
    assert line_of(OPTIMIZERS["momentum"].m) == "β · mᵗ⁻¹ + g"
    assert line_of(OPTIMIZERS["adagrad"].sigma) == "√((Σg² + g²) / (t + 1)) + ε"
