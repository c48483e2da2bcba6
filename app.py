"""The laboratory: `streamlit run app.py`.

The server of the pages, and of two addresses beside them: the files of the player, and the picture of a link, for a
hand that drags.
"""

import asyncio
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import jax
import streamlit as st

from studio.server import assets, picture
from studio.server.sockets import send_at_once

ROOT = Path(__file__).parent

# What was compiled once is read from the disk at the next start: a third of the time to a first picture.
jax.config.update("jax_compilation_cache_dir", str(ROOT / ".cache" / "jax"))
jax.config.update("jax_persistent_cache_min_compile_time_secs", 0)


@asynccontextmanager
async def start(app: st.App) -> AsyncIterator[None]:
    """Before the first request: answers leave at once, and where there is a screen the first page is shown."""
    send_at_once()
    # A server with addresses of its own does not open a browser by itself.
    if not st.get_option("server.headless"):
        # Not before the server listens, which it does when this has yielded.
        asyncio.get_running_loop().call_later(1, webbrowser.open, f"http://localhost:{st.get_option('server.port')}")
    yield


app = st.App(ROOT / "router.py", routes=[picture.ROUTE, assets.ROUTE], middleware=[assets.IN_EVERY_HEAD], lifespan=start)
