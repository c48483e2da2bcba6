"""The lecture's claims: each is true over a range of a number, and wrong somewhere else."""

import pytest

from lessons import CLAIMS, LESSONS, TITLES, Claim, with_word
from lessons.sheets import SHEETS
from scenes import from_link, to_link
from tests.crossing import every

SHOWN = [pytest.param(claim, id=claim.id) for claim in CLAIMS if claim.check]
WRONG = [
    pytest.param(claim, id=claim.id) for claim in CLAIMS if claim.check and claim.over and claim.over.wrong is not None
]


def tried(claim: Claim) -> tuple[float, ...]:
    """Both ends of the range over which a claim is true; all its values where every case is asked for."""
    values = claim.over.values if claim.over else ()
    return values if every() else (*values[:1], *values[1:][-1:])


@pytest.mark.parametrize("claim", SHOWN)
def test_a_claim_is_true_of_its_scene_and_over_the_whole_range_of_its_number(claim: Claim) -> None:
    assert claim.scene
    assert claim.check
    assert claim.check(claim.scene)
    for value in tried(claim):
        assert claim.over
        assert claim.check(with_word(claim.scene, claim.over.word, value)), value


@pytest.mark.parametrize("claim", WRONG)
def test_a_claim_is_one_that_can_be_wrong(claim: Claim) -> None:
    assert claim.scene
    assert claim.check
    assert claim.over
    assert claim.over.wrong is not None
    assert not claim.check(with_word(claim.scene, claim.over.word, claim.over.wrong))


# Two are about the time that an update takes, and measure it: of one of them that is enough.
BY_HAND = [
    pytest.param(claim, id=claim.id, marks=[pytest.mark.long] if claim.id == "update_time" else [])
    for claim in CLAIMS
    if claim.sheet
]


@pytest.mark.parametrize("claim", BY_HAND)
def test_what_is_worked_out_by_hand_is_true_over_a_range_too_and_wrong_elsewhere(claim: Claim) -> None:
    assert claim.proof
    assert claim.over
    assert claim.sheet in SHEETS
    for value in tried(claim):
        assert claim.proof(value), value
    assert claim.over.wrong is None or not claim.proof(claim.over.wrong)


def test_every_claim_has_a_scene_or_a_sheet_and_is_tried_over_three_values() -> None:
    for claim in CLAIMS:
        by_hand = claim.sheet != "" and claim.proof is not None
        shown = by_hand or (claim.scene is not None and claim.check is not None)
        assert shown, claim.id
        assert claim.lesson in TITLES
        assert claim.over, claim.id
        assert len(claim.over.values) >= 3, claim.id
    assert len({claim.id for claim in CLAIMS}) == len(CLAIMS) >= 62


def test_every_scene_of_a_claim_and_of_a_lesson_is_a_link() -> None:
    for scene in [*(one.scene for one in CLAIMS if one.scene), *(one.scene for one in LESSONS.values())]:
        assert from_link(to_link(scene), scene) == (scene, [])
