"""What of a browser's message its reader has moved, and what is only still there.

A message holds the values of all controls, and some may be older than what the server has made of them by now: a
slider that the dial has moved stands where it stood until the browser has drawn the next run of the page. Taken for
news, they would undo that. So what the reader moved is what differs from what they had before their eyes: from the
values of the run of the page that was drawn when the message was sent, and from those of the messages sent since.

For that the runs are numbered, and the number is the value of one more control, which nobody sees. What the server
sets reaches what the browser says some time after it is drawn, but that of all controls at once, and so each message
says itself of which run its values are.
"""

from collections import OrderedDict
from itertools import count
from threading import Lock
from time import time_ns

import streamlit as st
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.runtime.state.session_state import WStates

States = dict[str, WidgetState]
KEY = "number of the run"
# Of all readers together; of a run that is no longer known, only the messages since are told from.
MOST_RUNS = 4_000
# What JavaScript can count to.
MOST_NUMBER = 2**53 - 1
# Presses, and the wishes of the player, which are no values that stay.
UNSAID = ("trigger_value", "json_trigger_value", "json_value")

_runs: OrderedDict[int, States] = OrderedDict()
# A server that is started anew does not count from 1, for pages of the one before may still be open.
_numbers, _lock = count(time_ns() // 1_000_000), Lock()


def number_run() -> None:
    """To be called at the very end of a run of a page: keep what its controls show, and send their number along."""
    run = get_script_run_ctx()
    if run is None:
        return
    number = next(_numbers)
    with _lock:
        _runs[number] = _shown(run)
        if len(_runs) > MOST_RUNS:
            _runs.popitem(last=False)
    st.session_state[KEY] = number
    # Without a word, for nobody sees it.
    st.slider("№", 0, MOST_NUMBER, key=KEY)


def _shown(run: ScriptRunContext) -> States:
    """The values of the controls on this page, as the browser will say them."""
    state, written = run.session_state._state, WStates()
    for id in run.shared.widget_ids_this_run.snapshot():
        metadata = state.get_widget_metadata(id)
        if metadata is not None and metadata.value_type not in UNSAID:
            written.set_widget_metadata(metadata)
            written.set_from_value(id, state.get_widget_value(id))
    return {one.id: one for one in written.as_widget_states()}


class Said:
    """What a browser's controls were when it last said so, and of which run of the page."""

    def __init__(self) -> None:
        self.states: States = {}
        self.run = 0

    def keep_what_moved(self, asked: BackMsg) -> None:
        """Leave out of a message what its reader has not moved; a press is new each time."""
        widgets = asked.rerun_script.widget_states.widgets
        before, self.states = self.states, {one.id: one for one in map(_copy, widgets)}
        numbers = [self.states.pop(id) for id in [*self.states] if id.endswith(f"-{KEY}")]
        run = int(numbers[0].double_array_value.data[0]) if numbers else self.run
        drawn = _runs.get(run, {})
        # Who goes back or forward says nothing of any control: then what was drawn still stands.
        before = drawn | before if run == self.run else before | drawn
        self.run = run
        moved = [one for one in self.states.values() if _is_press(one) or before.get(one.id) != one]
        del widgets[:]
        widgets.extend(moved)


def _copy(state: WidgetState) -> WidgetState:
    copy = WidgetState()
    copy.CopyFrom(state)
    return copy


def _is_press(state: WidgetState) -> bool:
    return "trigger" in (state.WhichOneof("value") or "")
