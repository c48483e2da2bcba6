"""How an exercise is put on the page: an element, and a function of the browser's half that fills it."""

from pathlib import Path
from typing import Any

import streamlit as st

WEB = Path(__file__).parents[2] / "player" / "web" / "exercises"
BOOTSTRAP = """
export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".NAME");
  import(new URL(data.modules, document.baseURI).href).then((module) => module.show(root, data, setTriggerValue));
}
"""


def component(name: str, testid: str) -> Any:
    """The Streamlit component called `name`, with the style of that name.

    It is mounted with data of which `modules` is the address of a module with a function `show(root, data, tell)`:
    `tell(name, value)` is what the server hears.
    """
    return st.components.v2.component(
        name,
        html=f'<div class="{name}" data-testid="{testid}"></div>',
        css=(WEB / f"{name}.css").read_text("utf-8"),
        js=BOOTSTRAP.replace("NAME", name),
        isolate_styles=False,
    )
