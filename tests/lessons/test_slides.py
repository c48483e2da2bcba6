"""What the documents show, against the claims: nothing on a slide is left out, and no claim is on none."""

from lessons import CLAIMS
from lessons.slides import DOCUMENTS, KINDS, shown

ALL = shown()


def test_whatever_a_slide_shows_is_shown_by_claims_that_there_are() -> None:
    known = {claim.id for claim in CLAIMS}
    for one in ALL:
        assert one.document in DOCUMENTS, one
        assert one.kind in KINDS, one
        assert one.shows, one
        assert one.claims, one
        assert {*one.claims} <= known, one
    assert len(ALL) >= 62


def test_every_claim_is_on_a_slide_of_its_title() -> None:
    slides = {id: [one.slide for one in ALL if id in one.claims] for id in (claim.id for claim in CLAIMS)}
    for claim in CLAIMS:
        assert slides[claim.id], claim.id
    titles = {one.slide for one in ALL}
    assert {claim.slide for claim in CLAIMS} == titles
    # A claim may be on several slides: the one it names is among them.
    assert [claim.id for claim in CLAIMS if claim.slide not in slides[claim.id]] == []
