"""The sheets of the page Lessons without a browser: what a link asks for is shown, and what it cannot have is told."""

import pytest
from streamlit.testing.v1 import AppTest

from lessons import CLAIMS
from lessons.sheets import SHEETS
from studio.panels.sheets.sheet import PLAYED, SHOWN
from tests.crossing import every
from tests.visitor import address, calm, newcomer, visit

TABLE = "sheet gradients lines"


def turned_to(sheet: str, **words: str) -> AppTest:
    return visit(newcomer(), "lessons", {"page": "lessons", "sheet": sheet} | words)


def formulas(at: AppTest) -> str:
    return " ".join(one.value for one in at.latex)


def test_every_sheet_has_something_on_it_and_each_claim_leads_to_one() -> None:
    assert {*SHOWN, *PLAYED} == {*SHEETS}
    for id in SHEETS:
        assert calm(turned_to(id)).markdown, id
    claims = [claim for claim in CLAIMS if claim.sheet]
    # Of each sheet the last one that leads to it.
    for claim in claims if every() else {claim.sheet: claim for claim in claims}.values():
        assert not calm(turned_to(claim.sheet, **claim.link)).warning


def test_a_table_in_a_link_is_on_show_and_stays_in_the_address() -> None:
    at = calm(turned_to("gradients", g="3,1;4,1"))
    assert "(3)^2 + (4)^2} = 5" in formulas(at)
    assert address(at) == {"sheet": "gradients", "g": "3,1;4,1"}


@pytest.mark.parametrize("text", ["steep", "1, NaN", "1, 1e308", "1, 1\n" * 10_000, ""])
def test_what_is_no_table_stays_in_its_field_and_the_last_one_on_show(text: str) -> None:
    at = turned_to("gradients", g="3,1;4,1")
    at = calm(at.text_area(key=TABLE).set_value(text).run())
    assert len(at.warning) == 1
    assert at.text_area(key=TABLE).value == text
    assert "(3)^2 + (4)^2} = 5" in formulas(at)
    at = calm(at.button(key="sheet offered four").click().run())
    assert not at.warning
    assert "(432)^2" in formulas(at)


def test_a_sheet_that_there_is_not_leads_to_the_contents_and_is_told() -> None:
    at = turned_to("nonsense")
    assert "nonsense" in at.warning[0].value
    assert not at.exception


def test_a_link_that_algorithm_1_cannot_work_out_is_told_and_shown_with_its_own_run() -> None:
    for words in ({"run.1": "rmsprop"}, {"steps": "5000"}, {"schedule.1": "inverse_sqrt"}):
        at = calm(turned_to("algorithm", **words))
        assert "works out one run of Adam" in at.warning[0].value, words
        assert address(at)["run.1"] == "adam"
    at = calm(turned_to("algorithm", **{"eta.1": "0.01"}))
    assert not at.warning
    assert (address(at)["sheet"], address(at)["eta.1"]) == ("algorithm", "0.01")
