"""The lessons: whole records, claims that are true of their scenes, and lines of Python that make their runs."""

import contextlib
import io
import re

import numpy as np
import pytest

from lessons import CLAIMS, LESSONS, TITLES, Claim, Lesson, after, kin, opened_by, to_try, with_word
from lessons.link import BESIDE, Asked, read, words
from scenes import SCENES, Scene, from_link, trajectories
from scenes.export.program import program
from tests.crossing import among

ALL = [pytest.param(lesson, id=id) for id, lesson in LESSONS.items()]
# What does each of the things to try, as words of the link.
TRIED: dict[str, tuple[dict[str, float], ...]] = {
    "stuck": ({"eta.1": 1e-3}, {"eta.2": 1e-2}, {"y": 0.0}),
    "rates": ({"eta.2": 1e-4}, {"eta.2": 1e-2}, {"b": 2.0}),
    "rms": ({"kappa": 50}, {"eta.2": 1}, {"kappa": 1}),
    "burst": ({"eta.1": 5e-3}, {"eta.1": 0.08}, {"b": 0.3}),
    "decay": ({"horizon.2": 1_000}, {"eta.2": 0.005}, {"eta.1": 0.005}),
    "crescent": ({"alpha.1": 0.999}, {"alpha.1": 0.45}, {"eta.2": 0.1}),
    "ball": ({"beta.2": 0.3}, {"barrier": 2}, {"x": -1.5}),
    "critical": ({"eta.1": 0.2}, {"beta.2": 0}, {"y": -1e-3}),
    "adam": ({"beta2.2": 0.99}, {"eta.1": 6e-4}, {"beta1.1": 0}),
    "schedules": ({"gamma.2": 0.99}, {"steps_per_epoch.2": 20}, {"eta.1": 0.02}),
    "warm_up": ({"warmup.3": 3}, {"noise": 0.2}, {"steps": 100}),
    "batches": ({"eta.1": 0.5}, {"eta.2": 0.2}, {"seed": 1}),
    "noise": ({"noise": 0.5}, {"noise": 4}, {"noise": 8}),
    "clock": ({"steps.2": 2}, {"batch.1": 50}, {"batch.1": 1, "eta.1": 0.05}),
    "mountain": ({"eta.1": 0.1}, {"eta.1": 2}, {"eta.1": 0.5}),
    "summary": ({"beta.2": 0}, {"eta.2": 2e-3}, {"beta1.5": 0}),
}


@pytest.mark.parametrize("lesson", ALL)
def test_a_lesson_is_whole(lesson: Lesson) -> None:
    asked = lesson.prediction
    assert lesson.id in TITLES
    assert asked.place < len(lesson.scene.runs)
    # Something is drawn or divided, and nothing is asked that is not there.
    assert (asked.kind == "divide") == (len(asked.groups) == 2) == (lesson.scene.seeds > 1)
    assert (asked.kind == "curve") == (asked.decades is not None)
    assert asked.meets
    # Where one is to be chosen, one is right.
    assert [not answer.meets for answer in asked.answers].count(True) == bool(asked.answers)
    assert [not answer.meets for answer in lesson.observation.answers].count(True) == 1
    assert 2 <= len(lesson.tries) <= 3


@pytest.mark.parametrize("lesson", ALL)
def test_the_claim_of_a_lesson_holds_of_its_scene_and_is_said_with_its_numbers(lesson: Lesson) -> None:
    assert lesson.holds(lesson.scene)
    said = lesson.claim.format(**lesson.facts(lesson.scene))
    assert "{" not in said
    assert any(sign.isdigit() for sign in said)


@pytest.mark.parametrize("lesson", ALL)
def test_what_is_to_be_tried_is_not_done_yet_and_can_be_done(lesson: Lesson) -> None:
    for one, done in zip(lesson.tries, TRIED[lesson.id], strict=True):
        scene = lesson.scene
        assert not one.done(scene), one.text
        for word, value in done.items():
            scene = with_word(scene, word, value)
        assert one.done(scene), one.text


@pytest.mark.parametrize(
    "scene", [*(pytest.param(SCENES[id], id=id) for id in among(SCENES, 8)),
              *(pytest.param(LESSONS[id].scene, id=f"lesson {id}") for id in among(LESSONS, 4))],
)  # fmt: skip
def test_the_lines_of_python_make_the_very_run(scene: Scene) -> None:
    for place, path in enumerate(trajectories(scene)):
        names: dict[str, object] = {}
        with contextlib.redirect_stdout(io.StringIO()):
            exec(program(scene, place), names)
        np.testing.assert_array_equal(names["path"].point[-1], path.point[-1])  # type: ignore[attr-defined]


@pytest.mark.parametrize("claim", [one for one in CLAIMS if one.scene], ids=lambda one: one.id)
def test_nothing_that_is_so_at_once_is_offered_to_be_tried(claim: Claim) -> None:
    lesson = LESSONS[claim.lesson]
    assert claim.scene
    opened = opened_by(lesson, claim.scene)
    if kin(lesson.scene, claim.scene):
        assert not [one.text for one in to_try(lesson, opened) if one.done(claim.scene)]
    # What a reader makes of the lesson's own scene is no other picture that was opened.
    assert to_try(lesson) == [*lesson.tries]


def test_the_lessons_stand_in_the_order_of_the_lecture() -> None:
    ids = list(LESSONS)
    assert ids == list(TITLES)
    assert len(ids) == 16
    assert [after(id) for id in ids] == [*ids[1:], None]


@pytest.mark.parametrize("lesson", ["stuck", "noise"])
@pytest.mark.parametrize("predict", [True, False])
def test_the_words_of_a_link_are_read_as_they_were_written(lesson: str, predict: bool) -> None:
    assert read(words(lesson, predict=predict)) == Asked(LESSONS[lesson], predict, [])


def test_a_lesson_that_there_is_not_is_told() -> None:
    asked = read({"lesson": "x" * 100, "predict": "perhaps"})
    assert asked.lesson is None
    assert asked.predict
    assert [one.split()[0] for one in asked.wrong] == ["lesson", "predict"]
    assert "x" * 65 not in asked.wrong[0]
    assert read({}) == Asked(None, True, [])


def test_a_handout_and_what_is_no_lesson_have_words_of_their_own() -> None:
    assert read(words("stuck", print=True)) == Asked(LESSONS["stuck"], True, [], print=True)
    assert [read(words(id)).beside for id in BESIDE] == [*BESIDE]
    assert not {*BESIDE} & {*LESSONS}
    assert read({"lesson": "stuck", "print": "<b>"}).wrong[0].startswith("print")
    # There is nothing to hand out of what is no lesson.
    assert not read({"lesson": "mine", "print": "yes"}).print


@pytest.mark.parametrize("id", LESSONS)
def test_the_numbers_that_a_lesson_speaks_of_are_those_of_its_scene(id: str) -> None:
    lesson = LESSONS[id]
    rates = {dict(run.numbers)["eta"] for run in lesson.scene.runs}
    lengths = {lesson.scene.steps_of(run) for run in lesson.scene.runs}
    asked = " ".join((lesson.question, lesson.prediction.prompt, lesson.observation.question))
    said = f"{asked} {' '.join(one.text for one in lesson.tries)}"
    assert {float(one) for one in re.findall(r"η = (\d+(?:\.\d+)?(?:e-?\d+)?)", asked)} <= rates
    found = re.findall(r"(?:after|(?<!once )in|over|makes) ([\d,]+) (?:steps|updates)", said)
    assert {int(one.replace(",", "")) for one in found} <= lengths


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("eta", [0.06, 0.1, 0.16])
def test_by_the_update_a_batch_of_ten_comes_as_far_and_not_by_the_epoch(eta: float, seed: int) -> None:
    lesson = LESSONS["clock"]
    scene = with_word(with_word(with_word(lesson.scene, "eta.1", eta), "eta.2", eta), "seed", seed)
    assert lesson.holds(scene)
    assert lesson.facts(scene)["times"] == 30
    assert (lesson.facts(scene)["few"], lesson.facts(scene)["many"]) == (2, 60)
    # Another number of updates is another comparison.
    assert not lesson.holds(with_word(scene, "steps.2", 2))
    assert not lesson.holds(with_word(scene, "eta.1", 1e-4))


def test_of_a_surface_without_examples_the_clock_claims_nothing() -> None:
    lesson = LESSONS["clock"]
    scene, _ = from_link({"surface": "bowl"}, lesson.scene)
    assert not lesson.holds(scene)
    assert [one.done(scene) for one in lesson.tries] == [False] * 3


def test_no_lesson_tells_a_second_that_nobody_has_measured() -> None:
    lesson = LESSONS["clock"]
    said = [lesson.question, lesson.claim, lesson.misconception, lesson.prediction.prompt, lesson.prediction.meets]
    said += [one.text for one in lesson.tries]
    assert not re.search(r"\d[\d.,]* ?(?:s|ms|µs|seconds?|minutes?|hours?)\b", " ".join(said))
