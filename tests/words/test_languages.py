"""Which language a browser, a terminal or a link asks for."""

import pytest

from words.languages import FOLDER, LANGUAGES, of_terminal, read, understood


@pytest.mark.parametrize(
    ("asked", "id"),
    [
        ("zh-TW", "zh-TW"), ("zh-Hant", "zh-TW"), ("zh-HK", "zh-TW"), ("zh-MO", "zh-TW"), ("zh-Hant-HK", "zh-TW"),
        ("zh", "zh-CN"), ("zh-CN", "zh-CN"), ("zh-Hans", "zh-CN"), ("zh-SG", "zh-CN"), ("zh-Hans-HK", "zh-CN"),
        ("ZH-tw", "zh-TW"), ("zh-TW-u-co-stroke", "zh-TW"), ("en-GB", "en"), ("de", "en"), ("", "en"), ("*", "en"),
        ("de,zh-TW;q=0.5", "zh-TW"), ("en;q=0.1, zh-CN;q=0.9", "zh-CN"), ("zh-TW;q=0, en;q=0.1", "en"),
        ("fr, en;q=0.5, zh;q=0.5", "en"), ("zh-TW;q=x", "en"), (";;,,q=1;", "en"), ("zhuang", "en"), ("\x00zh", "en"),
        ("x" * 10_000, "en"), ("x-" * 5_000, "en"), ("," * 10_000, "en"), ("zh-TW," + "x" * 10_000, "zh-TW"),
    ],
)  # fmt: skip
def test_the_first_language_that_there_is_is_spoken(asked: str, id: str) -> None:
    assert understood(asked) == id


@pytest.mark.parametrize(
    ("environment", "id"),
    [
        ({"LANG": "zh_TW.UTF-8"}, "zh-TW"), ({"LANG": "zh_CN.utf8"}, "zh-CN"), ({"LANG": "zh_HK.UTF-8"}, "zh-TW"),
        ({"LANG": "zh_TW.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"), ({"LC_MESSAGES": "zh_CN.UTF-8"}, "zh-CN"),
        ({"LANG": "C.UTF-8"}, "en"), ({"LANG": "C"}, "en"), ({"LANG": ""}, "en"), ({}, "en"),
        # What the terminal cannot write would stop the server.
        ({"LANG": "zh_TW.Big5"}, "en"), ({"LANG": "zh_CN"}, "en"),
    ],
)  # fmt: skip
def test_a_terminal_is_spoken_to_in_its_own_language(environment: dict[str, str], id: str) -> None:
    assert of_terminal(environment) == id


@pytest.mark.parametrize("text", ["xx", "", "zh", "ZH-TW", "<b>", "zh-TW "])
def test_a_link_names_a_language_that_there_is(text: str) -> None:
    with pytest.raises(ValueError, match=r"^lang is .*; choose one of en, zh-TW, zh-CN\.$"):
        read(text)


def test_every_language_is_a_folder_and_says_what_it_is() -> None:
    assert list(LANGUAGES) == ["en", "zh-TW", "zh-CN"]
    assert {id.replace("-", "_") for id in LANGUAGES} - {"en"} == {one.name for one in FOLDER.iterdir() if one.is_dir()}
    assert [(one.name, one.tag) for one in LANGUAGES.values()] == [
        ("English", "en"), ("繁體中文", "zh-Hant-TW"), ("简体中文", "zh-Hans-CN")
    ]  # fmt: skip
    assert all(read(id) == id for id in LANGUAGES)
