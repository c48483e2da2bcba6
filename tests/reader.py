"""A reader without a browser, who speaks Streamlit's protocol over its own socket: one of a whole class."""

import json
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Slider_pb2 import Slider
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from studio.server.said import KEY

# A large picture is some megabytes.
MOST = 64 * 1024 * 1024


@dataclass
class Seen:
    """What the last run of the page has sent: the sliders by their keys, and what the player was told."""

    sliders: dict[str, Slider] = field(default_factory=dict)
    player: dict[str, Any] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)


class Reader:
    """One session on the server at `app`, an address such as http://localhost:8501, on a page with this link."""

    def __init__(self, app: str, page: str, link: dict[str, str]) -> None:
        self.address = app.replace("http", "ws", 1) + "/_stcore/stream"
        self.page, self.query = page, urlencode(link)
        self.seen = Seen()
        self.script = ""
        self.socket: ClientConnection

    async def __aenter__(self) -> Self:
        self.socket = await connect(
            self.address, subprotocols=[Subprotocol("streamlit")], max_size=MOST, ping_interval=None
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.socket.close()

    async def open(self) -> float:
        """Open the page; seconds until it was whole."""
        asked = BackMsg()
        asked.rerun_script.query_string, asked.rerun_script.page_name = self.query, self.page
        return await self._run(asked)

    async def turn(self, link: dict[str, str]) -> float:
        """Go to another scene of the page, as Back and Forward lead there; seconds until it was whole."""
        self.query, asked = urlencode(link), BackMsg()
        asked.rerun_script.query_string, asked.rerun_script.page_script_hash = self.query, self.script
        asked.rerun_script.is_history_navigation = True
        return await self._run(asked)

    async def slide(self, key: str, value: str) -> float:
        """Move the slider with this key to one of its values; seconds until the page was whole again."""
        asked = BackMsg()
        states = asked.rerun_script.widget_states.widgets
        states.append(WidgetState(id=self._slider(KEY).id))
        states[0].double_array_value.data.append(_at(self._slider(KEY)))
        states.append(WidgetState(id=self._slider(key).id))
        states[1].string_array_value.data.append(value)
        asked.rerun_script.query_string, asked.rerun_script.page_script_hash = self.query, self.script
        return await self._run(asked)

    def values(self, key: str) -> list[str]:
        """The values that a slider offers."""
        return list(self._slider(key).options)

    def _slider(self, key: str) -> Slider:
        return next(slider for id, slider in self.seen.sliders.items() if id.endswith(f"-{key}"))

    async def _run(self, asked: BackMsg) -> float:
        begun = time.perf_counter()
        await self.socket.send(asked.SerializeToString())
        self.seen = Seen()
        while True:
            said = await self.socket.recv()
            assert isinstance(said, bytes)
            told = ForwardMsg.FromString(said)
            kind = told.WhichOneof("type")
            if kind == "new_session":
                self.script, self.seen = told.new_session.page_script_hash, Seen()
            if kind == "delta":
                self._see(told)
            if kind == "page_info_changed":
                self.query = told.page_info_changed.query_string
            if kind == "script_finished":
                return time.perf_counter() - begun

    def _see(self, told: ForwardMsg) -> None:
        element = told.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "slider":
            self.seen.sliders[element.slider.id] = element.slider
        if kind == "exception":
            self.seen.failed.append(element.exception.message)
        if kind == "bidi_component" and element.bidi_component.component_name.endswith("player"):
            self.seen.player = json.loads(element.bidi_component.json or element.bidi_component.mixed.json)


def _at(slider: Slider) -> float:
    return slider.value[0] if slider.set_value else slider.default[0]
