"""One thing at a time: a message that asks for a run waits for the one before, and says only what has been moved."""

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from studio.server import said
from studio.server.turns import OneAtATime
from tests.coroutines import finish


def rerun(run: int = 0, **values: object) -> Message:
    """What a browser says, with its controls at these values, of a run of the page."""
    asked = BackMsg()
    if run:
        number = asked.rerun_script.widget_states.widgets.add(id=f"$$ID-{said.KEY}")
        number.double_array_value.data.append(run)
    asked.rerun_script.query_string = "x=1"
    for id, value in values.items():
        state = asked.rerun_script.widget_states.widgets.add()
        state.id = id
        if value == "press":
            state.trigger_value = True
        else:
            state.int_value = int(str(value))
    return {"type": "websocket.receive", "bytes": asked.SerializeToString()}


def told(kind: str) -> Message:
    said = ForwardMsg()
    said.metadata.cacheable = False
    if kind == "script_finished":
        said.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY
    else:
        getattr(said, kind).SetInParent()
    return {"type": "websocket.send", "bytes": said.SerializeToString()}


class Server:
    """Stands in for Streamlit: hears what comes through, and answers when it is told to."""

    def __init__(self, *messages: Message) -> None:
        self.messages = list(messages)
        self.heard: list[dict[str, object]] = []
        self.say: Send

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.say = send
        while True:
            states = BackMsg.FromString((await receive())["bytes"]).rerun_script.widget_states.widgets
            self.heard.append({one.id: "press" if one.trigger_value else one.int_value for one in states})

    async def receive(self) -> Message:
        if not self.messages:
            await asyncio.Event().wait()
        return self.messages.pop(0)

    async def runs(self, *kinds: str) -> int:
        """Say these things to the browser; how many messages have come through by then."""
        for kind in kinds:
            await self.say(told(kind))
        await asyncio.sleep(0.01)
        return len(self.heard)


def served(server: Server, talk) -> None:
    async def both() -> None:
        async def send(message: Message) -> None:
            assert message["type"] == "websocket.send"

        scope: Scope = {"type": "websocket"}
        task = asyncio.create_task(OneAtATime(server)(scope, server.receive, send))
        await asyncio.sleep(0.01)
        await talk()
        task.cancel()

    finish(both())


def test_a_message_waits_until_the_callbacks_of_the_one_before_have_been_called() -> None:
    server = Server(*(rerun(add="press") for _ in range(4)))

    async def talk() -> None:
        assert await server.runs() == 1
        # The first page has to be whole.
        assert await server.runs("new_session", "delta", "delta") == 1
        assert await server.runs("script_finished") == 2
        # What is still said by an earlier run does not count, nor that the run begins.
        assert await server.runs("delta", "script_finished") == 2
        assert await server.runs("new_session", "navigation", "page_config_changed") == 2
        assert await server.runs("delta") == 3
        # A page that ends without a word lets the next one through.
        assert await server.runs("new_session") == 3
        assert await server.runs("script_finished") == 4

    served(server, talk)
    assert server.heard == [{"add": "press"}] * 4


def test_what_was_not_moved_since_the_message_before_is_not_said_again() -> None:
    server = Server(
        rerun(eta=3, steps=5), rerun(eta=3, steps=5, add="press"), rerun(eta=4, steps=5),
        rerun(eta=3, steps=5, add="press"), rerun(steps=5), rerun(eta=3, steps=5),
    )  # fmt: skip

    async def talk() -> None:
        for _ in range(6):
            await server.runs("new_session", "delta", "script_finished")

    served(server, talk)
    assert server.heard == [
        {"eta": 3, "steps": 5}, {"add": "press"}, {"eta": 4}, {"eta": 3, "add": "press"}, {}, {"eta": 3},
    ]  # fmt: skip


def test_what_the_page_has_changed_by_itself_counts_once_it_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    (dialled,) = BackMsg.FromString(rerun(eta=4)["bytes"]).rerun_script.widget_states.widgets
    monkeypatch.setattr(said, "_runs", {2: {"eta": dialled}})
    server = Server(
        rerun(1, eta=3),
        # The server has set it to 4, and the browser does not know that yet; then it does; then 3 is chosen again.
        rerun(1, eta=3, add="press"), rerun(2, eta=4, add="press"), rerun(2, eta=3), rerun(2, eta=3),
    )  # fmt: skip

    async def talk() -> None:
        for _ in range(5):
            await server.runs("new_session", "delta", "script_finished")

    served(server, talk)
    assert server.heard == [{"eta": 3}, {"add": "press"}, {"add": "press"}, {"eta": 3}, {}]


def test_what_was_drawn_still_stands_after_a_message_without_controls(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = BackMsg.FromString(rerun(eta=4, steps=5)["bytes"]).rerun_script.widget_states.widgets
    monkeypatch.setattr(said, "_runs", {2: {one.id: one for one in drawn}})
    # Back or Forward; and a wish of the player while half of what it has led to is drawn: that half has moved.
    server = Server(rerun(2, eta=4, steps=5), rerun(), rerun(2, eta=4, steps=6, add="press"))

    async def talk() -> None:
        for _ in range(3):
            await server.runs("new_session", "delta", "script_finished")

    served(server, talk)
    assert server.heard == [{}, {}, {"steps": 6, "add": "press"}]


def test_what_asks_for_no_run_is_passed_on_as_it_is() -> None:
    beat = BackMsg()
    beat.app_heartbeat = True
    message = {"type": "websocket.receive", "bytes": beat.SerializeToString()}
    server = Server(message, message)

    async def talk() -> None:
        assert await server.runs() == 2

    served(server, talk)
