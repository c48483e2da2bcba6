"""The language of a session, and how its terms are said: what the browser asks for, until the reader chooses.

A choice stands in the address as `lang=` and `terms=`, beside the scene's link, and is read from there when the session
begins. Later it is the session's: who goes back to an address of before keeps their language.
"""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from scenes.blamed import blamed
from studio.page.frontend import borrowed
from studio.server.assets import address
from words import say, speak
from words.catalogue import TERMS, Terms, catalogue, read_terms, table, with_terms
from words.languages import ENGLISH, LANGUAGES, read, understood

Link = dict[str, str]
LANG, TERMS_KEY = "lang", "terms"
KEYS = (LANG, TERMS_KEY)
READ: dict[str, Callable[[str], str]] = {LANG: read, TERMS_KEY: read_terms}
# The session's: what was chosen, and what the address asked for that there is not.
WRONG = "words of the link"
SWITCH = "languages"
EXAMPLE = "⟨gradient⟩"
# The container in which it stands; frame.css and stage.css know it by this key.
PLACE = "language"
HERE = Path(__file__).parent


def arrive() -> None:
    """To be called first in every run: a session that begins takes its language from the address. Then it is spoken."""
    state = st.session_state
    if WRONG not in state:
        state[WRONG] = []
        speak(catalogue(spoken()))
        for key in KEYS:
            _take(key, st.query_params.get_all(key))
    renew()


def renew() -> None:
    """Speak the session's language: a callback runs before the page does, in a thread that knows none."""
    speak(catalogue(spoken(), terms()))


def _take(key: str, asked: list[str]) -> None:
    if asked:
        try:
            st.session_state[key] = READ[key](asked[0])
        except ValueError as error:
            st.session_state[WRONG].append(say("{error} Left out.", error=blamed(key, error)))
    # What is said of the rest is said in the language that was asked for.
    renew()
    if len(asked) > 1:
        message = "{key} is given {count} times; the first one counts."
        st.session_state[WRONG].append(say(message, key=key, count=len(asked)))


def spoken() -> str:
    """The id of the session's language."""
    headers = st.context.headers.get("Accept-Language") or ""
    return st.session_state.get(LANG) or understood(f"{st.context.locale or ''},{headers}")


def terms() -> Terms:
    """How the session says its terms."""
    return read_terms(st.session_state.get(TERMS_KEY, TERMS[0]))


def chosen() -> Link:
    """What the address says of it: what was chosen."""
    return {key: st.session_state[key] for key in KEYS if key in st.session_state}


def said() -> Link:
    """The language and its terms, for who asks the server for a picture in it."""
    return {LANG: spoken(), TERMS_KEY: terms()}


def wrong() -> list[str]:
    """A sentence for each of the two that the address asked for and that there is not."""
    return list(st.session_state.get(WRONG, ()))


def has_terms(id: str) -> bool:
    """Whether a language has words of its own for the terms."""
    return id != ENGLISH.id and any(row.get(id) for row in table().values())


SWITCHES = st.components.v2.component(
    "languages",
    html=(HERE / "language.html").read_text("utf-8"),
    css=(HERE / "language.css").read_text("utf-8"),
    js=(HERE / "language.js").read_text("utf-8"),
    isolate_styles=False,
)


def switch(place: str) -> None:
    """The two switches, of the language and of the terms, on every page; the document takes the language's tag.

    `place` is what the page shows: a page whose address alone changes would stay scrolled as it was.
    """
    state, now = st.session_state, LANGUAGES[spoken()]

    def choose(key: str, value: str | None) -> None:
        if value:
            state[key], state[WRONG] = READ[key](value), []

    # Each is called by what becomes of a term.
    names = {how: with_terms(EXAMPLE, now.id, how) for how in TERMS}
    with st.container(key=PLACE):
        SWITCHES(
            key=SWITCH,
            data={
                "lang": {
                    "title": say("Language", "control"),
                    "options": [{"id": one.id, "name": one.name, "tag": one.tag} for one in LANGUAGES.values()],
                    "chosen": now.id,
                },
                "terms": {
                    "title": say("Terms", "control"),
                    "options": [{"id": id, "name": names[id], "tag": now.tag} for id in TERMS]
                    if has_terms(now.id)
                    else [],
                    "chosen": terms(),
                },
                "tag": now.tag,
                "place": place,
                "modules": address("page/frontend.js"),
                "borrowed": borrowed(),
            },
            on_lang_change=lambda: choose(LANG, state[SWITCH].lang),
            on_terms_change=lambda: choose(TERMS_KEY, state[SWITCH].terms),
        )
