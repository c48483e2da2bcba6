"""Scene ↔ link: nothing is lost, nothing raises, and what is wrong is said once and in full."""

import re
from dataclasses import replace
from typing import get_args
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizers import OPTIMIZERS
from optimizers.parts.knobs import START, STEPS
from scenes import MAX_RUNS, SCENES, Scene, from_link, new_run, to_link
from scenes.scene import Clock, View
from surfaces import SURFACES, Number
from surfaces.number import SMALLEST
from tests.any_scene import PARTS, scenes
from tests.crossing import cases, every
from words import compact, few

ONE_RATE, ALL_FIVE = SCENES["one_rate"], SCENES["all_five"]
LINKS = {id: to_link(scene) for id, scene in SCENES.items()}
# Each optimizer and each schedule, with what follows a warm-up, once; all together where every case is asked for.
SCHEDULED = list(dict.fromkeys(parts[1:] for parts in PARTS))
EACH = [(optimizer, *scheduled) for optimizer, scheduled in cases(OPTIMIZERS, SCHEDULED, every=every())]
MANY = 100 if every() else 25
ODD = [
    "", " ", "\0", "\n", "\ud800", "\u202e", "nan", "-nan", "inf", "-inf", "1e999", "-1", "-0.0", "0", "1_0", "0x1",
    "1,5", "١٢", "½", "True", "None", "{key}", "{0}", "{default!r}", "%s", "<b>x</b>", "<script>", "![](http://x)",
    "$x$", ":smile:", "a&b=c#d", "GD", "gd ", "😀", "e\u0301", "9" * 5000, "0." + "0" * 5000 + "1", "ab" * 5000,
]  # fmt: skip
JUNK = st.one_of(
    st.text(),
    st.floats().map(repr),
    st.integers().map(str),
    st.sampled_from(ODD),
)
OF_RUNS = r"(run|schedule|then|hidden|eta|beta1|warmup|x|run\.1)\.(0|1|01|2|6|7|12|999|1000|٣)"
KEYS = st.one_of(
    st.sampled_from(sorted({key for link in LINKS.values() for key in link})),
    st.from_regex(OF_RUNS, fullmatch=True),
    st.text(),
)


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, str]:
    """A link of a lecture scene with keys dropped, values replaced and keys put in."""
    link = dict(LINKS[draw(st.sampled_from(list(SCENES)))])
    for key in draw(st.sets(st.sampled_from(sorted(link)))):
        del link[key]
    if link:
        link |= draw(st.dictionaries(st.sampled_from(sorted(link)), JUNK))
    return link | draw(st.dictionaries(KEYS, JUNK, max_size=3))


def assert_valid(scene: Scene) -> None:
    numbers = SURFACES[scene.surface].numbers
    assert [id for id, _ in scene.numbers] == [number.id for number in numbers]
    for number, (_, value) in zip(numbers, scene.numbers, strict=True):
        assert number.check(value) == value
    assert [START.check(value) for value in scene.start] == list(scene.start)
    assert type(scene.steps) is int
    assert STEPS.check(scene.steps) == scene.steps
    assert scene.view in get_args(View)
    assert scene.clock in get_args(Clock)
    assert 1 <= len(scene.runs) <= MAX_RUNS
    for run in scene.runs:
        numbers = PARTS[run.optimizer, run.schedule, run.then]
        assert [id for id, _ in run.numbers] == [number.id for number in numbers]
        assert all(number.check(value) == value for number, (_, value) in zip(numbers, run.numbers, strict=True))
        assert run.hidden in (True, False)


def complaint(key: str, value: str, default: Scene = ONE_RATE) -> str:
    """The one sentence about the default's own link with this value in it; the scene stays the default's."""
    scene, wrong = from_link(to_link(default) | {key: value}, default)
    assert scene == default
    assert len(wrong) == 1
    return wrong[0]


@pytest.mark.parametrize("id", SCENES)
@pytest.mark.parametrize("page", ["one_rate", "all_five"])
def test_every_lecture_scene_comes_back_from_its_link_on_every_page(id: str, page: str) -> None:
    assert from_link(LINKS[id], SCENES[page]) == (SCENES[id], [])


@settings(deadline=None, max_examples=MANY)
@given(scenes(), scenes())
def test_any_scene_comes_back_from_its_link_whatever_the_page_shows_by_default(scene: Scene, default: Scene) -> None:
    assert from_link(to_link(scene), default) == (scene, [])


@settings(deadline=None, max_examples=MANY)
@given(scenes())
def test_a_link_is_readable_because_nothing_in_it_needs_an_escape(scene: Scene) -> None:
    link = to_link(scene)
    assert urlencode(link) == "&".join(f"{key}={value}" for key, value in link.items())


def test_the_first_link_of_the_lecture_reads_like_this() -> None:
    assert urlencode(LINKS["one_rate"]) == (
        "surface=bowl&a=2&b=0.06&c=4.2&x=-4&y=-0.35&steps=100000&view=side&clock=log&curves=loss.norm"
        "&run.1=gd&schedule.1=constant&eta.1=0.01&steps.1=300&run.2=gd&schedule.2=constant&eta.2=1e-7"
    )


@settings(deadline=None, max_examples=MANY)
@given(st.one_of(st.dictionaries(KEYS, JUNK), mutated()), st.sampled_from(list(SCENES)))
def test_any_link_gives_a_valid_scene_that_comes_back_from_its_own_link(link: dict[str, str], page: str) -> None:
    scene, wrong = from_link(link, SCENES[page])
    assert_valid(scene)
    assert from_link(to_link(scene), SCENES[page]) == (scene, [])
    # A sentence for each wrong key at most, one for all unknown ones and one for too many runs; short ones.
    assert len(wrong) <= len(link) + 1
    assert all(len(sentence) < 1000 for sentence in wrong)


@settings(deadline=None, max_examples=MANY)
@given(JUNK)
def test_a_number_means_what_float_reads_and_all_else_is_reported(text: str) -> None:
    try:
        allowed = SMALLEST <= float(text) <= 1000
    except ValueError:
        allowed = False
    scene, wrong = from_link(LINKS["one_rate"] | {"eta.1": text}, ONE_RATE)
    assert dict(scene.runs[0].numbers)["eta"] == (float(text) if allowed else 0.01)
    assert len(wrong) == (0 if allowed else 1)


def test_what_follows_a_long_number_is_not_cut_off_in_silence() -> None:
    assert "Shown with 1e-7." in complaint("eta.2", "0.01" + " " * 70 + "apples")


@pytest.mark.parametrize("key", ["eta.2", "run.1", "view", "y" * 10_000])
def test_a_long_value_or_key_makes_no_long_sentence(key: str) -> None:
    assert len(complaint(key, "x" * 10_000)) < 1000


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("surface", "ball", f"surface is 'ball'; choose one of {few(SURFACES)}. Shown with bowl."),
        ("view", "", "view is ''; choose one of side, one, grid. Shown with side."),
        ("clock", "Log", "clock is 'Log'; choose one of linear, log. Shown with log."),
        ("run.1", "sgd", f"run.1 is 'sgd'; choose one of {few(OPTIMIZERS)}. Shown with gd."),
        ("hidden.1", "1", "hidden.1 is '1'; choose one of no, yes. Shown with no."),
        ("a", "0", "a (length of the valley) is 0; it must be a number at least 0.1 and at most 10, for example 2. "
         "Shown with 2."),
        ("y", "nan", "y: start (starting point) is nan; it must be a number at least -1e300 and at most 1e300, "
         "for example 0. Shown with -0.35."),
        ("steps", "2.5", "steps is 2.5; it must be a whole number at least 0 and at most 1000000, "
         "for example 300. Shown with 100000."),
        ("eta.2", "fast", "eta.2 (learning rate) is 'fast'; it must be a number above 0 and at most 1000, "
         "for example 0.01. Shown with 1e-7."),
        ("eta.2", "1e999", "eta.2 (learning rate) is inf; it must be a number above 0 and at most 1000, "
         "for example 0.01. Shown with 1e-7."),
        ("colour", "red", "Nothing here is called 'colour'; ignored."),
        ("run.0", "gd", "Nothing here is called 'run.0'; ignored."),
        ("beta.1", "0.5", "Nothing here is called 'beta.1'; ignored."),
    ],
)  # fmt: skip
def test_each_wrong_thing_is_one_sentence(key: str, value: str, sentence: str) -> None:
    assert complaint(key, value) == sentence


def assert_reported(scene: Scene, key: str, number: Number, default: float) -> None:
    for value in (number.low - 1, number.high + 1):
        sentence = complaint(key, compact(value), scene)
        assert sentence.startswith(f"{key} ({number.name}) is {compact(value)}; ".replace(f" ({number.id})", ""))
        assert f"it must be {number.allowed}" in sentence
        assert sentence.endswith(f" Shown with {compact(default)}.")


@pytest.mark.parametrize("id", SURFACES)
def test_every_number_of_a_surface_is_reported_with_key_value_range_and_default(id: str) -> None:
    surface = SURFACES[id]
    scene = Scene(id, tuple((number.id, number.default) for number in surface.numbers), surface.start, 9, ALL_FIVE.runs)
    for number in surface.numbers:
        assert_reported(scene, number.id, number, number.default)


@pytest.mark.parametrize("parts", EACH, ids=" ".join)
def test_every_number_of_a_run_is_reported_with_key_value_range_and_default(parts: tuple[str, str, str]) -> None:
    scene = replace(ALL_FIVE, runs=(new_run("gd"), new_run(*parts)))
    for number, (_, default) in zip(PARTS[parts], scene.runs[1].numbers, strict=True):
        assert_reported(scene, f"{number.id}.2", number, default)


def test_several_wrong_things_are_a_sentence_each() -> None:
    _, wrong = from_link(LINKS["one_rate"] | {"a": "x", "run.2": "x", "eta.1": "0", "foo": "", "bar": ""}, ONE_RATE)
    assert len(wrong) == 4
    assert wrong[-1] == "Nothing here is called 'foo', 'bar'; ignored."


@pytest.mark.parametrize("key", ["fbclid", "utm_source", "UTM_Medium", "gclid", "msclkid", "mc_cid", "igsh", "_gl"])
def test_what_follows_a_reader_about_is_no_part_of_a_link(key: str) -> None:
    assert from_link(LINKS["one_rate"] | {key: "IwAR0=%&+"}, ONE_RATE) == (SCENES["one_rate"], [])
    assert from_link({key: "1"}, ALL_FIVE) == (ALL_FIVE, [])


@pytest.mark.parametrize(
    "text", ["2*3", "1/2", "abs(-1)", "exit()", "{default}", "{key.__class__}", "%(key)s", "{", "[1]"]
)
def test_nothing_in_a_link_is_evaluated_or_filled_in(text: str) -> None:
    assert f"eta.1 (learning rate) is {text!r}; " in complaint("eta.1", text)
    assert complaint("run.1", text).startswith(f"run.1 is {text!r}; ")
    assert complaint(text, "1") == f"Nothing here is called {text!r}; ignored."


def test_the_seventh_run_and_later_ones_are_left_out_and_counted() -> None:
    six = replace(ALL_FIVE, runs=(*ALL_FIVE.runs, new_run("gd", eta=0.5)))
    link = to_link(six) | {"run.7": "adam", "eta.7": "nan", "run.9": "gd", "schedule.120": "warmup"}
    assert from_link(link, ONE_RATE) == (six, ["The link has 9 runs; the first 6 are shown."])


def test_a_gap_in_the_numbering_closes() -> None:
    scene, wrong = from_link({"run.2": "adam", "run.5": "momentum", "eta.5": "0.5"}, ONE_RATE)
    assert (scene.runs, wrong) == ((new_run("adam"), new_run("momentum", eta=0.5)), [])


@pytest.mark.parametrize("key", ["utm.1", "colour.3"])
def test_an_unknown_key_that_ends_like_a_run_makes_and_removes_none(key: str) -> None:
    scene, wrong = from_link({key: "1"}, ONE_RATE)
    assert scene.runs == ONE_RATE.runs
    assert wrong == [f"Nothing here is called {key!r}; ignored."]


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_run_with_nothing_but_its_optimizer_has_the_usual_numbers(optimizer: str) -> None:
    other = replace(ONE_RATE, runs=(new_run("adam" if optimizer == "gd" else "gd", eta=0.5),))
    assert from_link({"run.1": optimizer}, other) == (replace(other, runs=(new_run(optimizer),)), [])


def test_a_run_of_the_pages_own_optimizer_has_the_pages_numbers() -> None:
    scene, wrong = from_link({"run.1": "gd", "run.2": "gd", "schedule.2": "inverse_sqrt"}, ONE_RATE)
    assert scene.runs == (replace(ONE_RATE.runs[0], steps=None), new_run("gd", "inverse_sqrt", eta=1e-7))
    assert wrong == []


def test_another_surface_brings_its_own_numbers_and_start() -> None:
    scene, wrong = from_link({"surface": "crescent", "pull": "0.5"}, ONE_RATE)
    assert scene.numbers == (("wall", 20.0), ("pull", 0.5), ("angle", 15.0))
    assert scene.start == SURFACES["crescent"].start
    assert scene == replace(ONE_RATE, surface="crescent", numbers=scene.numbers, start=scene.start)
    assert wrong == []


def test_an_empty_link_is_the_page_itself() -> None:
    assert from_link({}, ALL_FIVE) == (ALL_FIVE, [])


def test_a_link_of_a_thousand_runs_is_read_as_far_as_it_is_shown() -> None:
    link = {f"{key}.{place}": "x" * 10_000 for place in range(1, 1000) for key in ("run", "eta", "foo")}
    scene, wrong = from_link(link, ONE_RATE)
    assert len(scene.runs) == MAX_RUNS
    assert wrong[0] == "The link has 999 runs; the first 6 are shown."
    assert len(wrong) == 2 + 2 * MAX_RUNS
    assert re.search(r"'foo\.1', 'foo\.2', 'foo\.3', 'foo\.4', 'foo\.5'; ignored", wrong[-1])
