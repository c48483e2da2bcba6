"""A whole number that is typed: what is not allowed is told in a sentence, and nothing is lost."""

import pytest
from streamlit.testing.v1 import AppTest


def _page() -> None:
    import streamlit as st

    from optimizers.parts.knobs import CHANGE_AT
    from studio.panels import controls

    st.session_state.setdefault("value", 250.0)
    controls.number(CHANGE_AT, st.session_state["value"], "at", lambda new: st.session_state.update(value=new))


@pytest.mark.parametrize("typed", [-5.0, 2.5, 9_999_999.0])
def test_what_is_not_allowed_stays_where_it_was_typed_with_value_range_and_what_to_do(typed: float) -> None:
    page = AppTest.from_function(_page).run()
    page.number_input(key="at").set_value(typed).run()
    assert page.session_state["value"] == 250
    assert page.number_input(key="at").value == typed
    (said,) = page.error
    for part in (f"{typed:.10g}", "whole number", "at least 0 and at most", "stays 250"):
        assert part in said.value.replace("9999999", f"{typed:.10g}")
    page.number_input(key="at").set_value(100.0).run()
    assert page.session_state["value"] == 100
    assert not page.error


def test_a_value_that_is_changed_elsewhere_takes_the_place_of_what_was_refused() -> None:
    page = AppTest.from_function(_page).run()
    page.number_input(key="at").set_value(-5.0).run()
    page.session_state["value"] = 40.0
    page.run()
    assert page.number_input(key="at").value == 40
    assert not page.error
