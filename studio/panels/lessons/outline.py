"""The lecture on paper: all of its parts with their questions, claims and scenes, each a link."""

from urllib.parse import urlencode

import streamlit as st

from lessons import CLAIMS, LESSONS, TITLES, Claim
from lessons.link import LESSON, SHEET
from scenes import to_link
from studio.page import address
from studio.page.broken_link import plain
from words import say


def show() -> None:
    """All parts, each with what it comes to, in the numbers of its own runs."""
    with st.container(key="outline"):
        for place, id in enumerate(TITLES, 1):
            st.markdown("\n".join(_part(place, id)))


def _part(place: int, id: str) -> list[str]:
    lesson = LESSONS[id]
    link = _linked(say(lesson.question), {LESSON: id} | to_link(lesson.scene))
    lines = [
        f"**{place} · {say(TITLES[id], 'page')}**\n",
        f"{link}  \n{say(lesson.claim, **lesson.facts(lesson.scene))}\n",
    ]
    return lines + [f"- {_claim(one)}" for one in CLAIMS if one.lesson == id]


def _claim(claim: Claim) -> str:
    if claim.scene:
        return _linked(claim.told(), {LESSON: claim.lesson} | to_link(claim.scene))
    return _linked(claim.told(), {SHEET: claim.sheet} | dict(claim.link))


def _linked(text: str, link: dict[str, str]) -> str:
    """A text that leads to a lesson or a sheet."""
    return f"[{plain(text)}](lessons?{urlencode(address.named('lessons', link))})"
