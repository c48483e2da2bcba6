"""The laboratory: `streamlit run app.py`.

The server of the pages, and of five addresses beside them: the files of the player, the picture of a link, for a
hand that drags, what is known of a point under a probe, the parts of a map, and the QR code of a link.
"""

import os
import sys
import webbrowser
from pathlib import Path

import streamlit as st
from streamlit.web.server.server_util import get_url

from words import say, speak, speaking
from words.catalogue import catalogue
from words.languages import of_terminal

try:
    import jax
except (ImportError, RuntimeError) as error:
    message = "{error}  \nJAX, which computes the gradients, does not start here. On Windows it needs the Visual C++ "
    message += "Redistributable ({url}), and on any Intel or AMD processor its AVX instructions, which some virtual "
    message += "machines switch off."
    speak(catalogue(of_terminal(os.environ)))
    sys.exit(say(message, error=error, url="https://aka.ms/vs/17/release/vc_redist.x64.exe"))

from studio.page.first_sight import seen_first
from studio.page.handles import moved
from studio.panels.in_hand import beside
from studio.panels.maps.answers import ANSWERS
from studio.panels.share import coded
from studio.player.marks.probe import probe
from studio.player.payload import payload
from studio.server import assets, maps, picture, qr
from studio.server import probe as probes
from studio.server.document import every_document
from studio.server.first_sight import FirstSights
from studio.server.hosts import OWN_NAMES
from studio.server.scripts import EVERY_SCRIPT
from studio.server.sockets import listen_at_home
from studio.server.turns import ONE_AT_A_TIME

ROOT = Path(__file__).parent

# What was compiled once is read from the disk at the next start: a third of the time to a first picture.
jax.config.update("jax_compilation_cache_dir", str(ROOT / ".cache" / "jax"))
jax.config.update("jax_persistent_cache_min_compile_time_secs", 0)
# Else the folder's own name, which is a setting of graphics cards, is part of the name of each program in it.
jax.config.update("jax_persistent_cache_enable_xla_caches", "none")


SIGHTS = FirstSights(seen_first)


def ready(host: str) -> None:
    """Say where the pages are; where there is a screen, show the first one."""
    url = get_url(host)
    # In the language of the terminal, which may be the browser's too.
    language = of_terminal(os.environ)
    SIGHTS.ahead("one_rate", language)
    with speaking(catalogue(language)):
        print(say("The laboratory is open at {url} (Ctrl-C closes it).", url=url), flush=True)
    # A server with addresses of its own does not open a browser by itself.
    if not st.get_option("server.headless"):
        webbrowser.open(url)


listen_at_home(ready)
ROUTES = [
    picture.route(payload, moved, beside),
    probes.route(probe),
    maps.route(ANSWERS),
    qr.route(coded),
    assets.ROUTE,
]
MIDDLEWARE = [OWN_NAMES, ONE_AT_A_TIME, EVERY_SCRIPT, every_document(SIGHTS)]
app = st.App(ROOT / "router.py", routes=ROUTES, middleware=MIDDLEWARE)
