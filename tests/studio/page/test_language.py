"""The language of a session: asked for by the browser or the link, chosen by the reader, and nobody else's."""

import json
from typing import Any
from unittest import mock

import pytest
import streamlit as st
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.testing.v1 import AppTest

from scenes import SCENES, Scene, to_link
from studio.page import language
from tests.visitor import calm, gone, newcomer, player, read, visit
from words import speaking
from words.catalogue import catalogue


def switch(at: AppTest) -> dict[str, Any]:
    """What the switch shows."""
    found: list[BidiComponent] = [one.proto for one in at.get("bidi_component")]
    (own,) = (one for one in found if one.component_name.endswith("languages"))
    return dict(json.loads(own.json))


def choose(at: AppTest, **chosen: str) -> AppTest:
    """Another language or other terms, as a press on the switch has it."""
    for key, value in chosen.items():
        at.session_state[key] = value
    return calm(at.run())


def asking(locale: str, **headers: str) -> Any:
    """A browser that asks for a language."""
    return mock.patch.object(st, "context", mock.Mock(locale=locale, headers=headers))


@pytest.mark.parametrize(
    ("locale", "headers", "spoken"),
    [
        ("zh-HK", {}, "zh-TW"), ("zh-Hans-HK", {}, "zh-CN"), ("zh", {}, "zh-CN"), (None, {}, "en"),
        ("de", {"Accept-Language": "de,zh-TW;q=0.5"}, "zh-TW"), (None, {"Accept-Language": "x" * 10_000}, "en"),
    ],
)  # fmt: skip
def test_at_first_a_session_speaks_what_the_browser_asks_for(locale: Any, headers: Any, spoken: str) -> None:
    with asking(locale, **headers):
        at = calm(newcomer(False).run())
    assert switch(at)["lang"]["chosen"] == spoken
    # Nothing was chosen: who is sent this address has it in a language of their own.
    assert "lang" not in at.query_params


def test_the_link_goes_before_the_browser_and_stays() -> None:
    with asking("zh-TW"):
        at = calm(gone(newcomer(False), {"lang": "zh-CN", "terms": "both"}))
        assert at.header[0].value == "同一个学习率（learning rate）不适合所有参数"
        assert (at.query_params["lang"], at.query_params["terms"]) == ("zh-CN", "both")
        explored = visit(at, "explore")
        assert explored.header[0].value == "探索"
        assert explored.query_params["lang"] == "zh-CN"


@pytest.mark.parametrize("scene", [SCENES["one_rate"], SCENES["batches"]])
def test_another_language_says_everything_anew_and_changes_nothing(scene: Scene) -> None:
    at = visit(newcomer(), "explore", to_link(scene))
    before = player(at)
    after = player(choose(at, lang="zh-TW"))
    assert at.query_params["lang"] == "zh-TW"
    assert {key: at.query_params[key] for key in to_link(scene)} == to_link(scene)
    assert after["runs"][0]["name"] != before["runs"][0]["name"]
    assert after["runs"][0]["sentence"] != before["runs"][0]["sentence"]
    # What the browser knows by its key is not sent again, whatever language it is in.
    assert "z" not in after["surface"]
    assert not any("columns" in run["table"] for run in after["runs"])
    assert after["link"] == before["link"]


def test_who_goes_back_keeps_their_language() -> None:
    at = visit(newcomer(), "explore", to_link(SCENES["ball"]))
    english = dict(at.query_params)
    choose(at, lang="zh-TW")
    # The visitor reads the names in the lists again.
    with speaking(catalogue("zh-TW")):
        calm(gone(at, english))
    assert switch(at)["lang"]["chosen"] == at.query_params["lang"] == "zh-TW"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"lang": ["xx"]}, "lang is 'xx'; choose one of en, zh-TW, zh-CN. Left out."),
        ({"lang": ["<b>[a](b)</b>"]}, "lang is '<b>[a](b)</b>'; choose one of en, zh-TW, zh-CN. Left out."),
        ({"terms": ["x"]}, "terms is 'x'; choose one of own, both, english. Left out."),
        ({"lang": ["en", "zh-TW"]}, "lang is given 2 times; the first one counts."),
    ],
)
def test_a_wrong_language_is_told_and_the_page_speaks_all_the_same(asked: dict[str, list[str]], told: str) -> None:
    at = newcomer(False)
    for key, values in asked.items():
        at.query_params[key] = values
    at = calm(at.run())
    assert read(at.warning[0].value) == told
    assert switch(at)["lang"]["chosen"] == "en"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"lang": ["zh-TW", "en"]}, "lang 給了 2 次；以第一個為準。"),
        ({"lang": ["zh-TW"], "terms": ["both", "own", "x"]}, "terms 給了 3 次；以第一個為準。"),
    ],
)
def test_what_is_given_twice_is_told_in_the_language_that_was_asked_for(asked: dict[str, list[str]], told: str) -> None:
    at = newcomer(False)
    for key, values in asked.items():
        at.query_params[key] = values
    at = calm(at.run())
    assert read(at.warning[0].value) == told
    assert switch(at)["lang"]["chosen"] == "zh-TW"


def test_two_sessions_speak_two_languages() -> None:
    one, other = (calm(gone(newcomer(False), {"lang": id})) for id in ("zh-TW", "zh-CN"))
    for at, name in ((one, "梯度下降，η = 0.01"), (other, "梯度下降，η = 0.01"), (one, "梯度下降，η = 0.01")):
        assert player(at.run())["runs"][0]["name"] == name
    assert [player(at)["words"]["copy"] for at in (one, other)] == ["複製", "复制"]


def test_a_callback_speaks_the_sessions_language() -> None:
    at = calm(gone(newcomer(), {"lang": "zh-TW"}))
    with speaking(catalogue("zh-TW")):
        at = visit(at, "explore", to_link(SCENES["ball"]))
        with mock.patch.object(language, "speak") as spoken:
            at.button(key="explore add change 0").click().run()
    # In the callback, and again in the run that follows it.
    assert spoken.call_count >= 2


def test_the_switch_offers_the_terms_of_a_language_that_has_some() -> None:
    at = calm(gone(newcomer(False), {"lang": "zh-TW"}))
    assert [one["name"] for one in switch(at)["terms"]["options"]] == ["梯度", "梯度（gradient）", "gradient"]
    assert switch(choose(at, lang="en"))["terms"]["options"] == []
    assert [one["tag"] for one in switch(at)["lang"]["options"]] == ["en", "zh-Hant-TW", "zh-Hans-CN"]
