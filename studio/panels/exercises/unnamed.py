"""A run without a name: the browser is sent its points and its ground, and its name once it has been guessed."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from lessons.exercises.unnamed import ASKS, Ask, Unnamed, drawn
from lessons.link import LESSON, PREDICT
from lessons.measures import run
from optimizers import optimizer, title_of
from studio.page import address, broken_link, language
from studio.panels.exercises.mounted import component
from studio.player.pack import Json, packed
from studio.player.payload import surface_of
from studio.server.assets import address as served
from words import say

ASK, SEED, MOST = "ask", "seed", 999_999
# What has been guessed in this session, by what was asked and the seed.
GUESSED = "lessons guessed"

BOARD = component("board", "unnamed")


def read(link: Mapping[str, str]) -> tuple[Ask, int, list[str]]:
    """What is asked and the seed, as the link has them; and a sentence for each that it has not."""
    message, wrong = "{key} is {text!r}; choose one of {allowed}. Shown with {default}.", []
    ask, text = next((one for one in ASKS if one == link.get(ASK, ASKS[0])), None), link.get(SEED, "0")
    if ask is None:
        wrong.append(say(message, key=ASK, text=link[ASK][:64], allowed=", ".join(ASKS), default=ASKS[0]))
    seed = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(MOST)) else None
    if seed is None:
        wrong.append(say(message, key=SEED, text=text[:64], allowed=f"0 … {MOST}", default="0"))
    return ask or ASKS[0], seed or 0, wrong


def data(one: Unnamed) -> Json:
    """The run as it is sent: where it was, and on which ground; nothing of what it is."""
    x, y = run(one.scene).point.T
    return {
        "modules": served("exercises/board.js"),
        "name": say("The path of a run, from the ring on; a dot after every step."),
        "surface": surface_of(one.scene),
        "points": {"x": packed(x), "y": packed(y)},
    }


def show(link: Mapping[str, str]) -> None:
    """The run, its choices, and once one was chosen what it is and by what it is known."""
    ask, seed, wrong = read(link)
    broken_link.tell(wrong)
    one = drawn(ask, seed)
    picture, beside = st.columns([5, 3])
    with picture:
        BOARD(key="lessons board", data=data(one))
    with beside:
        names = {"optimizer": say("Which optimizer is this?"), "beta": say("Which β has its momentum?")}
        st.markdown(f"**{names[ask]}**")
        _choices(one, (ask, seed))
        # Below a line and without a frame: what goes on to another run is no answer about this one.
        st.divider()
        another = partial(_go, link, ask, (seed + 1) % (MOST + 1))
        st.button(say("Another run"), key="lessons another", on_click=another, width="stretch", type="tertiary")
        for id in ASKS:
            if id != ask:
                to = partial(_go, link, id, seed)
                st.button(names[id], key=f"lessons ask {id}", on_click=to, width="stretch", type="tertiary")


def _choices(one: Unnamed, which: tuple[Ask, int]) -> None:
    guessed = st.session_state.get(GUESSED, {}).get(which)
    for choice in one.choices:
        st.button(
            _name(choice), key=f"lessons guess {choice}", width="stretch", disabled=guessed is not None,
            on_click=partial(_guess, which, choice),
        )  # fmt: skip
    if guessed is not None:
        right, name = guessed == one.right, _name(one.right)
        st.markdown(say("That is right: {name}.", name=name) if right else say("It is {name}.", name=name))
        st.markdown(say(one.sign, **one.facts))


def _name(choice: str) -> str:
    return f"β = {choice}" if choice[0].isdigit() else title_of(optimizer(choice))


def _guess(which: tuple[Ask, int], choice: str) -> None:
    st.session_state[GUESSED] = st.session_state.get(GUESSED, {}) | {which: choice}


def _go(link: Mapping[str, str], ask: Ask, seed: int) -> None:
    """In a callback: to another run."""
    language.renew()
    kept = {key: link[key] for key in (LESSON, PREDICT) if key in link}
    address.keep("lessons", kept | {ASK: ask, SEED: str(seed)})
