"""The vector picture is the plane of the scene: paths where the runs went, levels where they are, type as type."""

import re
from collections.abc import Iterator
from dataclasses import replace
from gettext import NullTranslations
from xml.etree import ElementTree

import numpy as np
import pytest

from scenes import SCENES, Scene, new_run, trajectories
from scenes.drawn.ground import ground
from scenes.drawn.levels import levels
from scenes.drawn.names import name_of
from scenes.drawn.thinning import MOST
from scenes.export import svg, vector_sentences
from scenes.export.vector import paths
from scenes.export.vector.axes import ticks
from scenes.export.vector.picture import LEFT, TOP
from scenes.grid import spread
from scenes.looks import STYLES
from scenes.scene import on
from scenes.trajectories import origin_of
from surfaces import SURFACES
from words import speaking

NAMESPACE = "{http://www.w3.org/2000/svg}"
FIVE, NOISY = SCENES["all_five"], SCENES["noise_escapes"]
DIVERGED = on("quadratic", 300, new_run("gd", eta=0.3), new_run("momentum", eta=0.02), view="one")
WILD = on("quadratic", 1_000_000, new_run("gd", eta=0.05), noise=20.0)


class Read:
    """What an SVG shows, as a reader of XML finds it."""

    def __init__(self, text: str) -> None:
        self.root = ElementTree.fromstring(text)
        self.texts = [(one.text or "", float(one.get("x", "")), float(one.get("y", ""))) for one in self.all("text")]
        self.paths = {one.get("data-name", ""): one for one in self.all("path")}
        edges = next(self.all("rect", inside="clipPath"))
        self.frame = [float(edges.get(name, "")) for name in ("x", "y", "width", "height")]

    def all(self, tag: str, inside: str = "") -> Iterator[ElementTree.Element]:
        for one in self.root.iter(NAMESPACE + (inside or tag)):
            yield from one.iter(NAMESPACE + tag) if inside else [one]

    def pieces(self, name: str) -> list[np.ndarray]:
        """The corners of each piece of a line."""
        data = self.paths[name].get("d", "")
        return [np.array([corner.split(",") for corner in piece.split("L")], float) for piece in data.split("M")[1:]]

    def segments(self, name: str) -> np.ndarray:
        """All lines from corner to corner, (n, 2, 2)."""
        return np.concatenate([np.stack([piece[:-1], piece[1:]], axis=1) for piece in self.pieces(name)])

    def placed(self, scene: Scene, points: np.ndarray) -> np.ndarray:
        """Where points of the plane are to lie."""
        (x0, x1), (y0, y1) = SURFACES[scene.surface].domain
        left, top, width, height = self.frame
        x, y = (points[:, 0] - x0) / (x1 - x0), (y1 - points[:, 1]) / (y1 - y0)
        return np.stack([left + x * width, top + y * height], axis=1)

    def holds(self, spots: np.ndarray) -> np.ndarray:
        """Which of them lie in the frame."""
        left, top, width, height = self.frame
        return ((spots >= (left, top)) & (spots <= (left + width, top + height))).all(axis=1)


def away(spots: np.ndarray, segments: np.ndarray) -> np.ndarray:
    """How far each spot is from the nearest of the lines, pixels."""
    begin, way = segments[:, 0], segments[:, 1] - segments[:, 0]
    length = np.maximum((way**2).sum(axis=1), 1e-12)
    far = []
    for some in np.array_split(spots, max(1, len(spots) // 64)):
        off = some[:, None] - begin
        share = ((off * way).sum(axis=2) / length).clip(0, 1)
        far.append(np.hypot(*np.moveaxis(off - share[..., None] * way, 2, 0)).min(axis=1))
    return np.concatenate(far)


def names(scene: Scene) -> list[str]:
    return [name_of(origin_of(scene, run), scene.steps_of(run)) for run in scene.runs]


def test_each_path_is_drawn_as_the_run_went_corner_by_corner_in_its_own_look() -> None:
    read = Read(svg(FIVE))
    for name, path, style in zip(names(FIVE), trajectories(FIVE), STYLES, strict=False):
        (piece,) = read.pieces(name)
        spots = read.placed(FIVE, path.point)
        # All that is left out are steps that stay within a tenth of a pixel.
        kept = np.append(True, (np.diff(spots.round(1), axis=0) != 0).any(axis=1))
        assert np.abs(piece - spots[kept]).max() <= 0.0501
        line = read.paths[name]
        assert (line.get("stroke"), line.get("fill")) == (style.light, "none")
        assert line.get("stroke-dasharray", "") == " ".join(map(str, style.dash))
    assert all(name in [text for text, *_ in read.texts] for name in names(FIVE))


@pytest.mark.parametrize(
    "scene",
    [
        # A bounce of 100,000 steps beside a crawl, and 20,000 steps that chance has sent anywhere.
        replace(
            SCENES["one_rate"], view="one", runs=tuple(replace(run, steps=None) for run in SCENES["one_rate"].runs)
        ),
        replace(NOISY, seeds=1, steps=20_000, runs=NOISY.runs[:1]),
    ],
    ids=["bounce", "noise"],
)
def test_a_long_path_is_within_a_quarter_of_a_pixel_of_the_run_and_the_other_way_round(scene: Scene) -> None:
    read, chance = Read(svg(scene)), np.random.default_rng(5)
    for name, path in zip(names(scene), trajectories(scene), strict=True):
        spots, lines = read.placed(scene, path.point), read.segments(name)
        assert len(lines) < len(path.point)
        # The middle of a step tells a bounce from a straight line through its valley.
        at = chance.choice(len(spots) - 1, 400, replace=False)
        middles = np.concatenate([spots[at], (spots[at] + spots[at + 1]) / 2])
        assert away(middles[read.holds(middles)], lines).max() <= 0.25
        drawn = lines[chance.choice(len(lines), min(60, len(lines)), replace=False)].mean(axis=1)
        assert away(drawn, np.stack([spots[:-1], spots[1:]], axis=1)).max() <= 0.25


def test_where_a_path_covers_itself_its_end_is_seen_and_the_rest_is_a_wash() -> None:
    scene, calm = SCENES["one_rate"], on("quadratic", 40, new_run("gd", eta=0.02))
    read = Read(svg(scene))
    whole = read.paths[names(scene)[0]]
    (over,) = [
        one for one in read.all("path") if one.get("stroke") == STYLES[0].light and "stroke-opacity" not in one.attrib
    ][:1]
    corners = np.array([corner.split(",") for corner in over.get("d", "")[1:].split("L")], float)
    assert (float(whole.get("stroke-opacity", "1")), float(whole.get("stroke-width", "0"))) == (0.35, 1.0)
    # The same corners, to the very end; of 2.5 diagonals of the frame, and a bounce more at the most.
    assert np.array_equal(corners, read.pieces(names(scene)[0])[-1][-len(corners) :])
    diagonal, lengths = np.hypot(*read.frame[2:]), np.hypot(*np.diff(corners, axis=0).T)
    assert 2.5 * diagonal <= lengths.sum() <= 2.5 * diagonal + lengths[0]
    assert "stroke-opacity" not in Read(svg(calm)).paths[names(calm)[0]].attrib


def test_a_run_that_diverges_is_cut_at_the_edge_with_an_arrow_and_what_became_of_it() -> None:
    read, path = Read(svg(DIVERGED)), trajectories(DIVERGED)[0]
    spots, lines = read.placed(DIVERGED, path.point), read.segments(names(DIVERGED)[0])
    left, top, width, height = read.frame
    assert path.outcome.kind == "diverged"
    assert np.abs(lines - (left + width / 2, top + height / 2)).max() <= 0.56 * width
    # What is drawn of a step that leads out goes its true way, as far as it is seen.
    way, drawn = spots[1] - spots[0], lines[0][1] - lines[0][0]
    assert abs(np.arctan2(*way) - np.arctan2(*drawn)) < 0.001
    # Steps from beyond one edge to beyond the other lead through all of it, however far out they begin.
    assert all(abs(end[1] - begin[1]) == pytest.approx(1.1 * height, abs=0.2) for begin, end in lines[-20:])
    said = [text for text, *_ in read.texts if text.startswith(f"step {len(path.loss) - 1}: loss ")]
    assert len(said) == 1
    assert "nan" not in svg(DIVERGED)
    # So far out that differences have no float64.
    assert Read(svg(replace(DIVERGED, start=(-1e300, 1e300)))).texts


def test_level_lines_are_where_the_surface_has_their_height() -> None:
    scene = SCENES["burst"]
    read, (_, low, floor, lines) = Read(svg(scene)), ground(scene.surface, scene.numbers)
    surface, domain = SURFACES[scene.surface], SURFACES[scene.surface].domain
    left, top, width, height = read.frame
    corners = np.concatenate([piece for name in read.paths if name.startswith("levels") for piece in read.pieces(name)])
    corners = corners[read.holds(corners)]

    def heights(spots: np.ndarray) -> np.ndarray:
        (x0, x1), (y0, y1) = domain
        x, y = x0 + (spots[:, 0] - left) / width * (x1 - x0), y1 - (spots[:, 1] - top) / height * (y1 - y0)
        loss = np.asarray(surface(x, y, **dict(scene.numbers)))
        return np.log10(loss - low + floor) if surface.levels == "log" else loss

    off = np.abs(heights(corners)[:, None] - np.array(lines)).min(axis=1)
    around = [np.abs(heights(corners + step) - heights(corners)) for step in ((1, 0), (0, 1))]
    # Less than a pixel away, by the slope there.
    assert np.quantile(off / np.maximum(*around), 0.99) < 1
    assert len(corners) > 300
    # Each has its name, and what is above it a colour of its own.
    fills = {one.get("fill") for one in read.all("path") if one.get("fill-rule")}
    assert len(fills) > len(lines) / 2


def test_axes_have_round_numbers_where_they_belong_and_marks_have_names() -> None:
    read, (x, y) = Read(svg(FIVE)), SURFACES[FIVE.surface].domain
    left, top, width, height = read.frame
    assert (left, top) == (LEFT, TOP)
    assert (x, y) == ((-5, 3), (-0.5, 0.5))
    for text, across in (("−4", 1 / 8), ("0", 5 / 8), ("2", 7 / 8)):
        assert (text, round(left + across * width, 1)) in [(text, x) for text, x, _ in read.texts]
    # Numbers on the left are centred on their ticks by a third of their size.
    for text, down in (("0.4", 0.1), ("0", 0.5), ("−0.2", 0.7)):
        assert (text, round(top + down * height + 4.9, 1)) in [(text, y) for text, _, y in read.texts]
    assert {"θ₁", "θ₂", "start", "minimum"} <= {text for text, *_ in read.texts}


@pytest.mark.parametrize(("low", "high"), [(-5, 5), (0, 1), (-1e-3, 2.5e-3), (90, 110), (-500, 500), (0.1, 0.2)])
def test_ticks_are_round_few_and_inside(low: float, high: float) -> None:
    found = ticks(low, high, 8)
    assert 3 <= len(found) <= 9
    assert low <= found[0] < found[-1] <= high
    assert all(len(f"{value:.12g}".lstrip("-0.").rstrip("0").replace(".", "")) <= 3 for value in found)


def test_names_are_escaped_and_no_run_is_no_path() -> None:
    class Marked(NullTranslations):
        def pgettext(self, context: str, message: str) -> str:
            return f"<b>\"&'</b> {message}"

    with speaking(Marked()):
        read = Read(svg(FIVE))
    assert any(text.startswith("<b>\"&'</b> ") for text, *_ in read.texts)
    assert [one.tag for one in read.all("b")] == []
    hidden = replace(FIVE, runs=tuple(replace(run, hidden=True) for run in FIVE.runs))
    for empty in (svg(hidden), svg(FIVE, covered=True)):
        assert not {*names(FIVE)} & Read(empty).paths.keys()
        assert "start" in [text for text, *_ in Read(empty).texts]
    assert "What is the case: that is to be predicted" in svg(FIVE, covered=True)


def test_side_by_side_runs_and_the_pictures_of_a_grid_have_a_plane_each_and_dark_is_dark() -> None:
    grid = replace(FIVE, view="grid", steps=40)
    side = replace(FIVE, view="side", steps=40)
    for scene, count in ((grid, len(spread(grid).runs)), (side, 5), (replace(FIVE, steps=40), 1)):
        read = Read(svg(scene))
        assert len({tuple(one.attrib.values()) for one in read.all("rect", inside="clipPath")}) == count
    assert "η = 1e-7" in [text for text, *_ in Read(svg(grid)).texts]
    dark = Read(svg(replace(FIVE, steps=40), dark=True))
    assert [dark.paths[name].get("stroke") for name in names(FIVE)] == [style.dark for style in STYLES[:5]]
    # The same surface with a switch turned, in a plane beside it.
    beside = SCENES["moved"] if SCENES["moved"].beside else replace(SCENES["batches"], beside="shuffle", steps=20)
    assert (
        len(
            {
                tuple(one.attrib.values())
                for one in Read(svg(replace(beside, view="one"))).all("rect", inside="clipPath")
            }
        )
        == 2
    )


@pytest.mark.parametrize("steps", [30_000, pytest.param(1_000_000, marks=pytest.mark.long)])
def test_a_long_wild_run_is_no_large_file_and_what_is_left_out_is_said(
    monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    # A thirtieth of the steps, a thirtieth of the lines.
    monkeypatch.setattr(paths, "MOST", MOST * steps // 1_000_000)
    scene = replace(WILD, steps=steps)
    (most,) = [float(size) for line in vector_sentences(scene) for size in re.findall(r"([\d.]+) MB", line)]
    text = svg(scene)
    assert 3e4 < len(text.encode()) < most * 1e6 < 2e6
    assert re.search(r"lines are left out that lie within 1/\d+ of the picture", text)


def test_the_levels_are_made_once_for_a_surface() -> None:
    assert levels(FIVE.surface, FIVE.numbers) is levels(FIVE.surface, FIVE.numbers)
