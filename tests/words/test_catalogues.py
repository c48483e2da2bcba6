"""The catalogues: they have every message and no other, follow the table of terms, and check each other."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from opencc import OpenCC

from optimizers.outcomes.outcome import SENTENCES
from tools.messages import messages, unique
from tools.words import TEMPLATE, compiled, read, template, written
from words.catalogue import REFERENCE, TERMS, places, spaced, table, with_terms
from words.languages import FOLDER, LANGUAGES

OTHERS = [id for id in LANGUAGES if id != "en"]
FULL_WIDTH = "，。：；、？！（）「」『』《》"
HAN = "[\u3400-\u9fff]"


def file_of(id: str) -> Path:
    return FOLDER / id.replace("-", "_") / "LC_MESSAGES" / "messages.po"


def entries(id: str) -> list[Message]:
    return [one for one in read(file_of(id), id.replace("-", "_")) if one.id]


def english(one: Message) -> str:
    return one.id if isinstance(one.id, str) else one.id[0]


def said(one: Message) -> str:
    return one.string if isinstance(one.string, str) else one.string[0]


def texts(id: str) -> Iterator[tuple[str, str]]:
    """English and what is said, as written in the catalogue, of all that is said otherwise."""
    for one in entries(id):
        if said(one) != english(one):
            yield english(one), said(one)


@pytest.fixture(scope="module")
def found() -> set[tuple[str, str]]:
    return {*unique(messages())}


def test_the_template_is_what_the_sources_hold() -> None:
    assert TEMPLATE.read_bytes() == written(template(messages())), "run `make words`"


@pytest.mark.parametrize("id", OTHERS)
def test_a_catalogue_has_every_message_of_the_sources_and_no_other(id: str, found: set[tuple[str, str]]) -> None:
    assert {(one.context or "", english(one)) for one in entries(id)} == found, "run `make words`"


@pytest.mark.parametrize("id", LANGUAGES)
def test_a_sentence_on_a_run_begins_with_its_verdict(id: str) -> None:
    """Small pictures have room for no more: the player takes what stands before the colon."""
    own = {english(one): said(one) for one in entries(id)} if id in OTHERS else {}
    verdicts = [re.split("[:：]", own.get(text, text)) for text in SENTENCES.values()]
    assert [one for one in verdicts if len(one) < 2] == []
    assert max(len(one[0]) for one in verdicts) <= (70 if id == "en" else 60)


@pytest.mark.parametrize("id", OTHERS)
def test_every_message_is_translated_and_none_is_guessed(id: str) -> None:
    assert [english(one) for one in entries(id) if not said(one).strip()] == []
    assert [english(one) for one in entries(id) if one.fuzzy] == []
    assert "fuzzy" not in file_of(id).read_text("utf-8")


@pytest.mark.parametrize("id", OTHERS)
def test_what_is_left_in_english_has_its_reason_beside_it(id: str) -> None:
    reasons = {"a proper name", "a citation", "what stands on the key", "a sign"}
    for one in entries(id):
        if said(one) == english(one):
            assert {*one.user_comments} & reasons, english(one)
        else:
            assert re.search(f"{HAN}|⟨|[{FULL_WIDTH}]|–| \\+ ", said(one)), said(one)


@pytest.mark.parametrize("id", OTHERS)
def test_what_is_compiled_is_what_is_written(id: str) -> None:
    assert file_of(id).with_suffix(".mo").read_bytes() == compiled(read(file_of(id), id.replace("-", "_")))
    assert file_of(id).read_bytes() == written(read(file_of(id), id.replace("-", "_")))


@pytest.mark.parametrize("id", OTHERS)
def test_facts_have_their_places_as_in_the_english(id: str) -> None:
    assert [(one, text) for one, text in texts(id) if places(one) != places(text)] == []


def test_a_message_of_one_word_has_a_context(found: set[tuple[str, str]]) -> None:
    assert [text for context, text in found if not context and re.fullmatch(r"[A-Za-z]+", text)] == []


@pytest.mark.parametrize("id", OTHERS)
def test_every_reference_is_a_term_of_the_table(id: str) -> None:
    wanted = {term.lower() for _, text in texts(id) for term in REFERENCE.findall(text)}
    assert wanted - {*table()} == set()


@pytest.mark.parametrize("id", OTHERS)
def test_a_term_is_never_spelled_out(id: str) -> None:
    """A term of more than one character that the reader can switch stands in the catalogue as a reference."""
    own = {row[id] for row in table().values() if row["switched"] == "yes" and re.fullmatch(f"{HAN}{{2,}}", row[id])}
    spelled = [(text, term) for _, text in texts(id) for term in own if term in REFERENCE.sub("", text)]
    assert spelled == []


@pytest.mark.parametrize("id", OTHERS)
@pytest.mark.parametrize("terms", TERMS)
def test_there_are_no_errors_of_spaces_and_marks(id: str, terms: str) -> None:
    for _, entry in texts(id):
        text = spaced(with_terms(entry, id, terms))  # type: ignore[arg-type]
        assert not re.search(f"{HAN} +{HAN}", text), text
        assert not re.search(rf"[{FULL_WIDTH}] (?! *\n)|(?<! ) [{FULL_WIDTH}]", text), text
        assert not re.search(f"{HAN}[,;:?!.]|[,;:?!.]{HAN}", text), text
        assert not re.search("(?<![ \n])  (?!\n)|^ | $", text.replace("  \n", "\n")), text
        assert "⟨" not in text
        # Markdown sees no end of what is bold between a mark and a word.
        assert not re.search(rf"\*\*[^*]+[{FULL_WIDTH}]\*\*[\w{{]", text), text


# Written so in Taiwan, whatever more learned form there is.
COMMON = {*"台裡峰占斗游"}
TRADITIONAL, SIMPLIFIED = OpenCC("s2t"), OpenCC("t2s")


def test_neither_chinese_has_characters_of_the_other() -> None:
    for _, text in texts("zh-CN"):
        assert SIMPLIFIED.convert(text) == text
    for _, text in texts("zh-TW"):
        foreign = {one for one in text if TRADITIONAL.convert(one) != one == SIMPLIFIED.convert(one)}
        assert foreign - COMMON == set(), text


def test_the_two_chineses_use_the_terms_of_the_table() -> None:
    """Where a term differs in more than characters, the one Chinese never has the other's."""
    for row in table().values():
        own, other = row["zh-TW"], row["zh-CN"]
        foreign = SIMPLIFIED.convert(own)
        if foreign != other and re.fullmatch(f"{HAN}{{2,}}", own):
            assert [text for _, text in texts("zh-CN") if foreign in text] == [], row["en"]
