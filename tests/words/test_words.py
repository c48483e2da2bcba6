"""Every word a user reads goes through `say`: tried with a language that wraps each message in ⟦…⟧."""

import contextvars
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import replace
from gettext import NullTranslations
from typing import Any

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

import words
from optimizers import OPTIMIZERS, SCHEDULES
from scenes import SCENES, Scene, from_link, new_run, to_link
from scenes.grid import spread
from scenes.scene import CURVES, MARKS, grounds, usual_numbers
from studio.page import language
from studio.player.payload import payload
from surfaces import SURFACES
from tests.crossing import among, every
from tests.visitor import gone, newcomer, player
from words import few, formula, say, speak, speaking
from words.catalogue import catalogue


class Wrapped(NullTranslations):
    """A language of its own: whatever was not looked up in it stands outside of ⟦ and ⟧."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)

    def ngettext(self, one: str, several: str, number: int) -> str:
        return self.gettext(one if number == 1 else several)


WRAPPED = Wrapped()


def in_wrapped(do: Callable[[], object]) -> object:
    """Do it in a context of its own that speaks this language."""

    def speaking() -> object:
        speak(WRAPPED)
        return do()

    return contextvars.copy_context().run(speaking)


def untranslated(text: str) -> str:
    """What stands outside of all brackets, if there is a word in it: two Latin letters in a row.

    Numbers, θ₁⁰ and η are no words, nor are the commands of a formula, nor its layout {gathered} or {pmatrix}.
    """
    inner = None
    while inner != text:
        inner, text = text, re.sub("⟦[^⟦⟧]*⟧", " ", text)
    # An address is no text.
    text = re.sub(r"https?://\S+", " ", text)
    # What mathematics calls by a word is a sign: sign(x), update, epoch.
    text = re.sub(r"\\(mathrm|operatorname){\w+}|\\[A-Za-z]+|{gathered}|{pmatrix}", " ", text)
    return text.strip() if re.search("[A-Za-z]{2}", text) or "⟦" in text or "⟧" in text else ""


# What is in a message to the browser and is no text for a reader.
TECHNICAL = {
    "id", "format", "tag", "type", "component_name", "js_content", "css_content", "html_content", "json",
    "key", "bytes", "deferred_file_id", "language",
    "light", "dark", "marker", "kind", "modules", "marks", "written", "path", "levels", "sides", "fonts",
}  # fmt: skip

CHOSEN = {"view", "clock", "space", "height", "trail"}


def texts_of_message(message: Any) -> Iterator[str]:
    """All strings of a protobuf message that are not technical."""
    for field, value in message.ListFields():
        for one in value if field.is_repeated else [value]:
            if field.message_type is not None:
                yield from texts_of_message(one)
            elif isinstance(one, str) and field.name not in TECHNICAL:
                yield one


def texts_of_payload(value: Any, key: str = "", inside: str = "") -> Iterator[str]:
    """All strings of the player's data that are not technical: every one inside `words` is for readers."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from texts_of_payload(one, name, inside or name)
    elif isinstance(value, list):
        for one in value:
            yield from texts_of_payload(one, key, inside)
    elif (
        isinstance(value, str)
        and inside not in ("link", "spoken")
        and (inside == "words" or key not in TECHNICAL | CHOSEN)
    ):
        yield value


def elements(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from elements(child)


def texts(at: AppTest) -> list[str]:
    """Every text on the page, and every text that the player is given."""
    assert not at.exception
    found = []
    for element in elements(at._tree):
        if element.proto is not None and element.type != "html":
            found += texts_of_message(element.proto)
        if element.type == "bidi_component" and element.proto.component_name.endswith("player"):
            found += texts_of_payload(json.loads(element.proto.json))
            found.append(re.sub("<[^>]*>", "", element.proto.html_content))
            assert not re.search("(title|alt|aria-label|placeholder)=", element.proto.html_content)
    return found


@pytest.fixture
def wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    """This language for every thread: a page runs in one of its own, which begins with the default."""
    speak_wrapped(monkeypatch)


def speak_wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_catalogue", ContextVar("catalogue", default=WRAPPED))
    monkeypatch.setattr(language, "catalogue", lambda *_: WRAPPED)


def page(scene: Scene | None = None, at: AppTest | None = None, **link: str) -> AppTest:
    """The first page, or Explore if a scene is given, opened by its link."""
    at = at or newcomer().run()
    page = at.switch_page(f"pages/{'explore' if scene else 'one_rate'}.py")
    return gone(page, to_link(scene) | link if scene else link)


def test_what_is_untranslated_is_found() -> None:
    assert untranslated("⟦Adam⟧, η = 1e-7 · ⟦⟦Warm-up⟧ in {step}⟧") == ""
    assert untranslated("1,000 θ₁⁰ · ⟦steps⟧ \\small\\begin{gathered}x\\text{⟦turned by⟧}\\end{gathered}") == ""
    assert untranslated("Adam, ⟦steps⟧") == "Adam,"
    assert untranslated("⟦steps⟧ of 300") == "of 300"
    assert untranslated(r"x \text{turned by} y") == "x  {turned by} y"


@pytest.mark.usefixtures("wrapped")
def test_every_text_of_the_first_page_and_the_menu_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    titles: list[str] = []
    make = streamlit.Page
    monkeypatch.setattr(streamlit, "Page", lambda *a, **b: titles.append(b["title"]) or make(*a, **b))
    monkeypatch.setattr(streamlit, "set_page_config", lambda **options: titles.append(options["page_title"]))
    found = texts(page())
    assert len(found) > 200
    assert len(titles) >= 3
    assert [text for text in found + titles if untranslated(text)] == []


def test_a_text_that_was_shown_in_one_language_is_shown_in_the_next_one_too(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = SCENES["small_then_large"]
    assert "Crescent" in "".join(texts(page(scene)))
    speak_wrapped(monkeypatch)
    assert [text for text in texts(page(scene)) if untranslated(text)] == []


@pytest.mark.usefixtures("wrapped")
def test_every_text_of_explore_is_said_for_every_surface_optimizer_and_schedule() -> None:
    at = page(SCENES["all_five"])
    some = among(range(max(len(SURFACES), len(OPTIMIZERS), len(SCHEDULES))), 5)
    for place in sorted({*some, list(SCHEDULES).index("warmup")}):
        surface, optimizer, schedule = (list(ids)[place % len(ids)] for ids in (SURFACES, OPTIMIZERS, SCHEDULES))
        numbers = tuple((number.id, number.default) for number in SURFACES[surface].numbers)
        run = new_run(optimizer, schedule, "inverse_time" if schedule == "warmup" else "constant")
        # A run that is hidden has its controls and its method on the page all the same, and takes no time.
        run = replace(run, hidden=bool(place % 8) and not every())
        scene = Scene(surface, numbers, SURFACES[surface].start, 20, (run,))
        found = texts(page(scene, at))
        assert f"⟦{SURFACES[surface].help}⟧" in found
        assert f"⟦{OPTIMIZERS[optimizer].help}⟧" in found
        assert f"⟦{SCHEDULES[schedule].help}⟧" in found
        assert [text for text in found if untranslated(text)] == []


@pytest.mark.usefixtures("wrapped")
@pytest.mark.parametrize("surface", ["linear_regression", pytest.param("himmelblau", marks=pytest.mark.long)])
def test_every_text_beside_the_runs_is_said(surface: str) -> None:
    start, numbers = SURFACES[surface].start, usual_numbers(surface)
    runs = tuple(new_run(id) for id in ("adam", "yogi", "radam"))
    for curves in (CURVES[:4], CURVES[4:8], CURVES[8:12], CURVES[12:]):
        scene = Scene(surface, numbers, start, 20, runs, curves=curves, marks=MARKS, noise=0.1, seeds=3)
        found = list(texts_of_payload(payload(scene, 5)))
        assert "⟦computed by {library}⟧".format(library="optax") in found
        assert any("Of 3 seeds" in text for text in found)
        assert [text for text in found if untranslated(text)] == []


@pytest.mark.usefixtures("wrapped")
@pytest.mark.parametrize("id", among(SCENES, 4))
def test_every_sentence_about_a_run_of_the_lecture_is_said(id: str) -> None:
    at = page(SCENES[id])
    runs = player(at)["runs"]
    assert [run["sentence"][0] + run["sentence"][-1] for run in runs] == ["⟦⟧"] * (
        len(spread(SCENES[id]).runs) * len(grounds(SCENES[id]))
    )
    assert [text for text in texts(at) if untranslated(text)] == []


@pytest.mark.usefixtures("wrapped")
@pytest.mark.parametrize(
    "link", ["eta.1=nan", "view=x", "grid=x", "foo=1", "run.7=gd", "x=1e200", "eta.1=900", "hidden.1=yes"]
)
def test_what_is_wrong_with_a_link_or_a_run_is_said(link: str) -> None:
    key, _, value = link.partition("=")
    found = texts(page(SCENES["all_five"], **{key: value}))
    assert [text for text in found if untranslated(text)] == []


def test_say_gives_the_message_with_its_facts_in_the_readers_language() -> None:
    assert say("epoch {epoch}", epoch="{x}") == "epoch {x}"
    assert in_wrapped(lambda: say("step {step:,}", step=1000)) == "⟦step 1,000⟧"


def test_of_a_formula_only_the_words_are_said() -> None:
    assert formula(r"\frac{1}{t}\ \text{or}\ t") == r"\frac{1}{t}\ \text{or}\ t"
    assert in_wrapped(lambda: formula(r"\frac{1}{t}\ \text{or}\ t")) == r"\frac{1}{t}\ \text{⟦or⟧}\ t"


def test_of_many_ids_the_first_few_are_named_and_the_others_counted() -> None:
    assert few("abcdefgh") == "a, b, c, d, e, f, g, h"
    assert few("abcdefghi") == "a, b, c, d, e and 4 more"
    with speaking(catalogue("zh-TW")):
        assert few(f"id{number}" for number in range(27)) == "id0, id1, id2, id3, id4 和另外 22 個"
        # Han characters and ids meet other words of the sentence as they should.
        _, (surface, view) = from_link({"surface": "x", "view": "x"}, SCENES["one_rate"])
    assert f"和另外 {len(SURFACES) - 5} 個裡選一個。" in surface
    assert "請從 side, one, grid 裡選一個。" in view


def test_nothing_is_said_for_an_empty_message() -> None:
    # A catalogue keeps facts about itself under the empty message.
    assert in_wrapped(lambda: say("")) == ""


def test_one_readers_language_is_not_anothers() -> None:
    said: list[str] = []
    in_wrapped(lambda: said.append(say("all on one")))
    other = threading.Thread(target=lambda: said.append(say("all on one")))
    other.start()
    other.join()
    assert [*said, say("all on one")] == ["⟦all on one⟧", "all on one", "all on one"]
