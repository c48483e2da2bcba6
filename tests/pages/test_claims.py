"""Every claim opened from the contents: a page without an error, and the claim stands on it."""

import pytest

from lessons import CLAIMS, LESSONS, Claim, kin, with_word
from lessons.link import words
from optimizers import OPTIMIZERS
from scenes import to_link
from scenes.lecture import alike
from tests.crossing import among
from tests.visitor import opened
from words import say

TITLES_OF = {one.name for one in OPTIMIZERS.values()}
SHOWN = {f"{claim.lesson}-{claim.id}": claim for claim in CLAIMS if claim.scene}


@pytest.mark.parametrize("claim", [pytest.param(SHOWN[id], id=id) for id in among(SHOWN, 9)])
def test_a_claim_opens_its_picture_and_stands_above_it(claim: Claim) -> None:
    assert claim.scene
    lesson = LESSONS[claim.lesson]
    at = opened("lessons", words(claim.lesson, predict=False) | to_link(claim.scene))
    assert not at.exception
    texts = [element.value for element in at.markdown]
    own = alike(claim.scene, lesson.scene)
    expected = say(lesson.claim, **lesson.facts(claim.scene)) if own else claim.told()
    assert any(expected in text for text in texts)
    # Nothing is ticked that nobody has done.
    assert not [text for text in texts if "☑" in text]
    # What is asked of the lesson's own runs is asked of no others.
    asked = f"**{say(lesson.observation.question)}**" in [one.label for one in at.radio]
    assert asked == kin(claim.scene, lesson.scene)


@pytest.mark.parametrize(
    ("id", "named"),
    [
        ("sum", {"Adagrad": r"\tfrac{1}{t+1}", "Adagrad, as published": r"\sqrt{\textstyle"}),
        ("ball_saddle", {"Gradient descent": "m^t = g^t", "Momentum": r"\beta m^{t-1} + g^t"}),
        ("small_alpha", {"": r"\sigma^0 = |g^0|"}),
    ],
)
def test_beside_a_claim_stands_the_formula_of_each_method_on_show(id: str, named: dict[str, str]) -> None:
    [claim] = [one for one in CLAIMS if one.id == id]
    assert claim.scene
    at = opened("lessons", words(claim.lesson, predict=False) | to_link(claim.scene))
    written = [element.value for element in at.latex]
    assert [part in whole for part, whole in zip(named.values(), written, strict=True)] == [True] * len(named)
    captions = [element.value for element in at.caption]
    assert [name for name in captions if name in TITLES_OF] == [name for name in named if name]


def test_what_was_done_in_the_picture_as_it_was_opened_is_not_offered_and_what_the_reader_does_is_ticked() -> None:
    claim = next(one for one in CLAIMS if one.id == "leaves")
    assert claim.scene
    at = opened("lessons", words("critical", predict=False) | to_link(claim.scene))
    lines = [one.value for one in at.markdown if one.value[:1] in "☐☑"]
    assert [line[0] for line in lines] == ["☐", "☐"]
    assert "before step 100" not in " ".join(lines)
    at.session_state["lessons link"] = words("critical", predict=False) | to_link(with_word(claim.scene, "beta.2", 0))
    at.run()
    assert [one.value[0] for one in at.markdown if one.value[:1] in "☐☑"] == ["☑", "☐"]
