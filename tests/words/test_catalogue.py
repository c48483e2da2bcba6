"""A catalogue as it is loaded: its terms, its spaces, and what is done about a bad one."""

import logging
from gettext import NullTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tools.words import compiled
from words import ENGLISH, count, say, speaking
from words.catalogue import Terms, catalogue, loaded, read_terms, spaced, with_terms
from words.languages import FOLDER

OWN, BOTH, IN_ENGLISH = "把學習率 η 設為 {eta}，學習率太大。", "把學習率（learning rate）η 設為 {eta}，學習率太大。", (
    "把 learning rate η 設為 {eta}，learning rate 太大。"
)  # fmt: skip


@pytest.mark.parametrize(("terms", "said"), [("own", OWN), ("both", BOTH), ("english", IN_ENGLISH)])
def test_a_term_is_said_as_the_reader_has_chosen(terms: Terms, said: str) -> None:
    written = "把⟨learning rate⟩ η 設為 {eta}，⟨learning rate⟩太大。"
    assert spaced(with_terms(written, "zh-TW", terms)) == said


def test_english_terms_stand_apart_and_keep_their_capitals() -> None:
    assert spaced(with_terms("⟨Gradient⟩⟨noise⟩", "zh-TW", "english")) == "Gradient noise"
    assert spaced(with_terms("隨機⟨gradient⟩⟨noise⟩很大", "zh-TW", "english")) == "隨機 gradient noise 很大"
    assert spaced(with_terms("⟨Gradient⟩⟨noise⟩", "zh-TW", "both")) == "梯度（Gradient）雜訊（noise）"


def test_what_has_no_name_of_its_own_is_said_once() -> None:
    # In Taiwan an epoch is an epoch.
    assert spaced(with_terms("每個⟨epoch⟩的步數", "zh-TW", "both")) == "每個 epoch 的步數"
    assert spaced(with_terms("每个⟨epoch⟩的步数", "zh-CN", "both")) == "每个轮次（epoch）的步数"


def test_words_of_the_interface_are_no_terms() -> None:
    assert with_terms("⟨slider⟩", "zh-TW", "english") == "滑桿"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("用η做5步", "用 η 做 5 步"), ("降到 0.1%了", "降到 0.1% 了"), ("梯度 ‖g‖很小", "梯度 ‖g‖ 很小"),
        ("離(0, 0)很近", "離 (0, 0) 很近"), ("在最小值 (0, 0)：", "在最小值 (0, 0)："),
        ("這是Adam，不是 SGD。", "這是 Adam，不是 SGD。"),
        ("梯度（gradient） ‖g‖ ， 很小", "梯度（gradient）‖g‖，很小"),
        ("第一行。  \n第二行", "第一行。  \n第二行"), ("只有中文", "只有中文"), ("only English", "only English"),
    ],
)  # fmt: skip
def test_between_two_scripts_there_is_one_space_and_beside_full_width_marks_none(text: str, right: str) -> None:
    assert spaced(text) == right == spaced(right)


def test_facts_that_are_words_get_their_spaces_too() -> None:
    message = (
        "Stuck at step {step:,}: the gradient is almost zero (‖g‖ = {norm:.2g}), but this is {place}, not a minimum."
    )
    for terms, place in (("own", "但這裡是鞍點，"), ("english", "但這裡是 saddle point，")):
        with speaking(catalogue("zh-TW", terms)):  # type: ignore[arg-type]
            assert place in say(message, step=5, norm=0.1, place=say("a saddle"))


@pytest.mark.parametrize("text", ["", "x", "Own", "<b>"])
def test_a_link_names_one_of_three_ways_to_say_terms(text: str) -> None:
    with pytest.raises(ValueError, match=r"^terms is .*; choose one of own, both, english\.$"):
        read_terms(text)


def test_a_catalogue_is_loaded_once_for_a_language_and_its_terms() -> None:
    assert catalogue("zh-TW", "both") is catalogue("zh-TW", "both") is not catalogue("zh-TW", "own")


def written(folder: Path, **messages: str) -> Path:
    made = Catalog("zh_TW", fuzzy=False)
    for english, text in {
        "step {step:,} of {steps}": "第 {step:,} 步，共 {steps} 步",
        "steps": "步數",
        **messages,
    }.items():
        made.add(english, text)
    made.add(("{count} seed", "{count} seeds"), ("{count} 個種子",))
    file = folder / "messages.mo"
    file.write_bytes(compiled(made))
    return file


@pytest.mark.parametrize(
    "text", ["第 {step} 步，共 {steps} 步", "第 {step:,} 步", "{step:,} {steps} {more}", "{step:,", "{!r}"]
)
def test_a_message_with_other_places_for_facts_falls_back_to_english(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    found = loaded(written(tmp_path, **{"step {step:,} of {steps}": text}), "zh-TW", "own")
    with speaking(found):
        assert say("step {step:,} of {steps}", step=1000, steps=2) == "step 1,000 of 2"
        assert say("steps") == "步數"
    (line,) = caplog.messages
    assert "step {step:,} of {steps}" in line


def test_of_a_file_that_is_cut_off_english_stands_in_its_place(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    whole = (FOLDER / "zh_TW" / "LC_MESSAGES" / "messages.mo").read_bytes()
    file = tmp_path / "messages.mo"
    for length in (0, 3, 10, 27, 1000, len(whole) // 2, len(whole) - 40_000):
        caplog.clear()
        file.write_bytes(whole[:length])
        assert loaded(file, "zh-TW", "own") is ENGLISH
        assert len(caplog.records) == 1
        assert caplog.records[0].levelno == logging.WARNING
    file.unlink()
    assert loaded(file, "zh-TW", "own") is ENGLISH


def test_one_and_several_are_told_apart_where_a_language_does(tmp_path: Path) -> None:
    english: NullTranslations = NullTranslations()
    with speaking(english):
        assert [count("{count} seed", "{count} seeds", number) for number in (1, 2, 0)] == [
            "1 seed",
            "2 seeds",
            "0 seeds",
        ]
    with speaking(loaded(written(tmp_path), "zh-TW", "own")):
        assert [count("{count} seed", "{count} seeds", number) for number in (1, 2)] == ["1 個種子", "2 個種子"]
