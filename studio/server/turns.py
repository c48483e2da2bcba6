"""One thing at a time: what a reader does reaches Streamlit when what they did before has been taken in.

Streamlit stops the run of a page when the next message asks for one, wherever it is: before the callbacks of the first
message have been called, or in the middle of one. A press of a button, or a wish of the player, that is followed within
some milliseconds by anything else is then lost. So the next message waits until the run that the last one has asked
for has come to the page itself; then its callbacks have been called, and it may be stopped. What a new visitor sends
waits until their first page is whole, since what is on it is not known before.
"""

import asyncio
import contextlib

from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from studio.server.said import Said

# Nothing of this application takes as long; a run that never begins must not hold up its reader for good.
PATIENCE = 30.0  # seconds


class OneAtATime:
    """Middleware for the socket of a page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        turn, said = Turn(), Said()

        async def received() -> Message:
            message = await receive()
            asked = _rerun(message)
            if asked is None:
                return message
            said.keep_what_moved(asked)
            await turn.take()
            return {**message, "bytes": asked.SerializeToString()}

        async def sent(message: Message) -> None:
            turn.see(message)
            await send(message)

        await self.app(scope, received, sent)


ONE_AT_A_TIME = Middleware(OneAtATime)


class Turn:
    """How far the run has come that was asked for last."""

    def __init__(self) -> None:
        self.free = asyncio.Event()
        self.free.set()
        self.begun = self.whole = False

    async def take(self) -> None:
        """Wait until it has come far enough; then it is the next one's turn."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.free.wait(), PATIENCE)
        self.begun = False
        self.free.clear()

    def see(self, message: Message) -> None:
        """A message to the browser: of the run, once it has said that it begins."""
        if self.free.is_set() or not message.get("bytes"):
            return
        kind = ForwardMsg.FromString(message["bytes"]).WhichOneof("type")
        if kind == "new_session":
            self.begun = True
        elif self.begun and (kind == "script_finished" or (kind == "delta" and self.whole)):
            self.whole = self.whole or kind == "script_finished"
            self.free.set()


def _rerun(message: Message) -> BackMsg | None:
    """The message of the browser, if it asks for a run of the page."""
    asked = BackMsg.FromString(message["bytes"]) if message.get("bytes") else None
    return asked if asked and asked.WhichOneof("type") == "rerun_script" else None
