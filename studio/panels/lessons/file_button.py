"""A button that opens a file of the reader's: the browser reads it, and sends it only if it is not too large."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent

BUTTON = st.components.v2.component(
    "file_button", html='<button type="button"></button><input type="file" hidden />',
    css=(HERE / "file_button.css").read_text("utf-8"), js=(HERE / "file_button.js").read_text("utf-8"),
    isolate_styles=False,
)  # fmt: skip


def show(label: str, key: str, kind: str, largest: int, opened: Callable[[str], None],
         refused: Callable[[int], None]) -> None:  # fmt: skip
    """A button for files of a kind (".json"); `opened(text)` is called with what is in one, `refused(size)` instead of
    it if it has more than `largest` bytes."""

    def came() -> None:
        if file := st.session_state[key].file:
            opened(str(file["text"])) if "text" in file else refused(int(file["size"]))

    BUTTON(key=key, data={"label": label, "kind": kind, "largest": largest}, on_file_change=came)
