"""What a page shows before its player: the scene of its link, with the numbers that Python computes."""

import re
from html.parser import HTMLParser

import numpy as np
import pytest

from lessons import LESSONS
from scenes import SCENES, Scene, to_link, trajectories
from studio.page import first_sight
from studio.page.first_sight import FRAME, MOST, columns_for, numbers, seen_first
from studio.page.opens import opening
from surfaces import SURFACES
from words import speaking
from words.catalogue import catalogue


class Well(HTMLParser):
    """Markup whose every element is closed; its texts, and the shares at which signs stand."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.append((tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def signs(self, kind: str) -> list[tuple[float, float]]:
        """Where the signs of a kind stand, in shares of the plane from its upper left."""
        styles = [attrs["style"] or "" for tag, attrs in self.tags if attrs.get("class") == f"sign {kind}"]
        return [tuple(float(share) / 100 for share in re.findall(r"([-\d.]+)%", style)) for style in styles]


def shares(scene: Scene, point: np.ndarray) -> tuple[float, float]:
    (x0, x1), (y0, y1) = SURFACES[scene.surface].domain
    return (point[0] - x0) / (x1 - x0), (y1 - point[1]) / (y1 - y0)


@pytest.mark.parametrize(
    ("page", "id"), [("explore", "all_five"), ("one_rate", "one_rate"), ("explore", "small_then_large")]
)
def test_every_run_begins_and_ends_where_it_does(page: str, id: str) -> None:
    scene = SCENES[id]
    sight = Well(seen_first(page, to_link(scene)))
    ends = [shares(scene, path.point[-1]) for path in trajectories(scene)]
    inside = [end for end in ends if all(0 <= share <= 1 for share in end)]
    assert inside
    # Half of a tenth of a pixel of its frame, and the digits that are written.
    assert np.allclose(sight.signs("end"), inside, rtol=0, atol=0.05 / FRAME[3] + 1e-5)
    assert np.allclose(sight.signs("begin"), [shares(scene, np.array(scene.start))] * len(ends), atol=1e-5)
    assert sum(tag == "g" and attrs.get("class") == "end" for tag, attrs in sight.tags) == (
        2 if page == "one_rate" else 1
    )


def test_a_page_without_a_link_shows_its_own_scene_and_what_is_wrong_in_a_link_is_left_out() -> None:
    assert seen_first("explore", {}) == seen_first("explore", to_link(SCENES["all_five"]))
    assert seen_first("one_rate", {"page": "explore", "x": "3"}) == seen_first("one_rate", {})
    evil = {"surface": "<script>alert(1)</script>", "run.1": '"><img src=x>', "x": "__import__('os')", "lang": "en"}
    wrong = seen_first("explore", evil)
    assert "<script" not in wrong
    assert "<img" not in wrong
    assert "import" not in wrong
    assert Well(wrong).signs("begin")


@pytest.mark.parametrize(
    "query", [{}, {"lesson": "no such"}, {"sheet": "rates"}, {"lesson": "outline"}, {"lesson": "stuck", "print": "yes"}]
)
def test_where_no_player_comes_there_is_none(query: dict[str, str]) -> None:
    assert seen_first("lessons", query) == ""


def test_nor_where_the_surface_is_seen_in_space() -> None:
    assert seen_first("explore", {"space": "3d"}) == seen_first("explore", {"space": "both"}) == ""


@pytest.mark.parametrize("id", LESSONS)
def test_a_link_to_a_lesson_has_one_and_nothing_of_a_run_that_is_to_be_predicted(id: str) -> None:
    """No line of a path, no other place than the start, no sentence of how it went; with predictions off there are."""
    sent, told = (seen_first("lessons", {"lesson": id, "predict": how}) for how in ("on", "off"))
    planes = sent.count('<svg class="drawing"')
    assert sent.count('<g class="end"></g>') == planes > 0
    covered, seen = Well(sent), Well(told)
    assert len(covered.signs("begin")) == len(covered.signs("end")) > 0
    for begin, end in zip(covered.signs("begin"), covered.signs("end"), strict=True):
        assert end == pytest.approx(begin, abs=0.05 / FRAME[3] + 1e-5)
    # Where paths would be too large for a document it has none, and its runs stand at their start.
    assert told.count('<g class="end"></g>') < planes or 'begins"' in told
    outcomes = [path.outcome.sentence for path in trajectories(LESSONS[id].scene)]
    assert not any(sentence in text for sentence in outcomes for text in covered.texts)
    if LESSONS[id].scene.view != "grid":
        assert any(sentence in text for sentence in outcomes for text in seen.texts)


def test_what_is_asked_has_the_room_of_what_it_is_answered_with() -> None:
    """Four lines of fifty dots, the paper of a curve; and what two runs share stands above both."""
    rooms = {id: seen_first("lessons", {"lesson": id}) for id in ("noise", "schedules", "mountain")}
    assert [id for id, sight in rooms.items() if '<div class="divide" style="--dots:4">' in sight] == ["noise"]
    asked = {id: LESSONS[id].prediction.decades is not None for id in rooms}
    assert {id: '<div class="paper">' in sight for id, sight in rooms.items()} == asked
    assert "standardised inputs: off" in "".join(Well(rooms["mountain"]).texts)


def test_it_is_in_the_language_that_is_spoken_and_for_eyes_alone() -> None:
    with speaking(catalogue("zh-TW")):
        sight = seen_first("one_rate", {})
    assert "梯度下降" in sight
    assert "Gradient descent" not in sight
    [(_tag, attrs)] = [one for one in Well(sight).tags if one[1].get("id") == "first-sight"]
    assert attrs["aria-hidden"] == "true"
    assert not re.search(r"<(a|button|input|script|img|title)\b|tabindex|onload", sight)


def test_where_its_paths_are_too_long_it_has_none_and_planes_share_their_ground(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    link = to_link(SCENES["one_rate"])
    whole = seen_first("one_rate", link)
    assert len(whole) <= MOST
    assert [whole.count(part) for part in ('<g id="first-sight-0">', '<use href="#first-sight-0"/>')] == [1, 1]
    monkeypatch.setattr(first_sight, "MOST", len(whole) - 1)
    begins = seen_first("one_rate", link)
    assert len(begins) < len(whole)
    assert begins.count('<g class="end"></g>') == 2
    assert 'class="one_rate begins"' in begins
    assert Well(begins).signs("begin") == Well(whole).signs("begin")


def test_numbers_along_an_axis_are_those_of_plotly() -> None:
    assert numbers(-5, 3, 8) == [-5, -4, -3, -2, -1, 0, 1, 2, 3]
    assert numbers(-5, 3, 5) == [-4, -2, 0, 2]
    assert numbers(-0.5, 0.5, 7) == [-0.4, -0.2, 0, 0.2, 0.4]
    assert numbers(0, 1, 10) == pytest.approx([n / 10 for n in range(11)])


def test_planes_are_arranged_as_the_player_does() -> None:
    assert [columns_for(count, grid=False) for count in range(1, 8)] == [1, 2, 3, 2, 3, 3, 3]
    assert [columns_for(count, grid=True) for count in range(2, 10)] == [2, 3, 2, 3, 3, 4, 4, 3]


def test_what_a_new_reader_is_asked_is_asked_of_the_lessons_own_runs() -> None:
    own = opening("lessons", {"lesson": "stuck"})
    moved = opening("lessons", {"lesson": "stuck", "eta.1": "0.02"})
    assert own
    assert own.question
    assert own.question.id == "stuck"
    assert moved
    assert moved.question is None
