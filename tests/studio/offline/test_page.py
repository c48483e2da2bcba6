"""The page that works without a server: what is in the file, without a browser."""

import base64
import gzip
import json
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from typing import Any

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from scenes import SCENES, Scene, new_run, trajectories
from studio.offline import page, size
from studio.offline.modules import PLOTLY, START, imported, named
from studio.offline.parts import UNSIGNED
from studio.offline.taken import taken
from studio.server import assets

BURST = replace(SCENES["burst"], steps=200)
NAME = '</script><script>alert(1)</script><b onclick="x">&amp;'


class Read(HTMLParser):
    """The elements of a document, each with its attributes, and what stands in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self.inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside = dict(attrs).get("id") or tag

    def handle_data(self, data: str) -> None:
        self.texts[self.inside] = self.texts.get(self.inside, "") + data


@cache
def made(*, relief: bool = False) -> Read:
    return Read(page(BURST, relief=relief, title=NAME))


def unpacked(read: Read, id: str) -> bytes:
    return gzip.decompress(base64.b64decode(read.texts[id]))


def column(content: bytes, packed: dict[str, Any]) -> np.ndarray:
    """A column as the browser unfolds it."""
    whole = np.dtype(UNSIGNED[packed["type"]])
    rows = np.frombuffer(content[packed["at"] : packed["at"] + packed["bytes"]], np.uint8)
    steps = np.ascontiguousarray(rows.reshape(whole.itemsize, -1).T).view(whole).ravel()
    return np.cumsum(steps, dtype=whole).view(packed["type"])


@pytest.mark.parametrize("relief", [False, True])
def test_nothing_in_it_is_fetched_from_anywhere(relief: bool) -> None:
    for tag, attributes in made(relief=relief).elements:
        assert tag not in ("img", "iframe", "object", "embed", "base", "audio", "video", "source", "form"), tag
        assert "src" not in attributes
        assert "srcset" not in attributes
        assert attributes.get("href") in (None, "data:,"), attributes
    style = made(relief=relief).texts["style"]
    assert "@import" not in style
    assert "url(" not in style
    policy = next(one["content"] for _, one in made().elements if one.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "http" not in policy


def test_every_module_is_found_by_its_name_and_no_other_is_there() -> None:
    sources = json.loads(unpacked(made(), "code"))
    reached, waiting = set[str](), {START}
    while waiting:
        name = waiting.pop()
        reached.add(name)
        assert not re.search(r"""(?:from|import\(?)\s*["'](?:\.|/|https?:)""", sources[name]), name
        waiting |= imported(sources[name]) - reached
    assert sorted(reached) == [*sources]
    assert not [name for name in sources if "/maps/" in name or "/exercises/" in name]
    # With 3D, Plotly itself stands where its stand-in stood.
    relief = json.loads(unpacked(made(relief=True), "code"))
    assert {*sources} - {*relief} == {PLOTLY}
    assert {**sources, PLOTLY: ""} == {**relief, PLOTLY: ""}
    assert unpacked(made(relief=True), "plotly") == assets.PLOTLY.read_bytes()


def test_a_specifier_is_named_from_where_it_stands() -> None:
    assert named("player/web/draw/pen.js", "./frame.js") == "player/web/draw/frame.js"
    assert named("offline/web/alone.js", "../../player/web/player.js") == "player/web/player.js"


def test_the_numbers_are_those_of_the_runs_to_the_last_bit_and_there_once() -> None:
    read, (path,) = made(), trajectories(BURST)
    data, content = json.loads(unpacked(read, "data")), unpacked(read, "columns")
    (run,) = data["en"]["runs"]
    for columns in (run["table"]["columns"], run["window"]["columns"]):
        for name, values in (("x", path.point[:, 0]), ("y", path.point[:, 1]), ("loss", path.loss)):
            assert column(content, columns[name]).tobytes() == values.tobytes()
    assert column(content, run["window"]["columns"]["g2"]).tobytes() == np.float64(path.grad[:, 1]).tobytes()
    assert run["table"]["columns"]["x"] == run["window"]["columns"]["x"]
    # What is said differs by language, and what is drawn does not.
    (other,) = data["zh-TW"]["runs"]
    assert other["window"]["columns"] == run["window"]["columns"]
    assert other["table"].keys() == {"key"}
    assert other["sentence"] != run["sentence"]
    end = max(one["at"] + one["bytes"] for one in _columns(data))
    assert end == len(content)


def _columns(sent: Any) -> list[dict[str, Any]]:
    if isinstance(sent, dict):
        return [sent] if {"at", "bytes"} <= sent.keys() else [one for value in sent.values() for one in _columns(value)]
    return [one for value in sent for one in _columns(value)] if isinstance(sent, list) else []


def test_a_name_with_markup_stays_text_and_licences_are_there() -> None:
    plain = Read(page(BURST))
    for read in (made(), made(relief=True)):
        assert read.texts["title"].strip() == NAME
        told = json.loads(read.texts["page"])["languages"]
        assert [one["told"]["title"] for one in told] == [NAME] * 3
        assert "eta.1=" in told[0]["told"]["link"]
        assert "MIT License" in read.texts["pre"]
    assert [tag for tag, _ in plain.elements] == [tag for tag, _ in made().elements]
    assert "Plotly" not in made().texts["pre"]
    assert "Plotly" in made(relief=True).texts["pre"]


def test_only_the_dial_that_was_chosen_is_taken_along() -> None:
    def sent(scene: Scene) -> dict[str, Any]:
        return dict(json.loads(unpacked(Read(page(scene, languages=("en",))), "data"))["en"])

    assert sent(BURST)["dial"] is None
    turned = sent(replace(BURST, marks=("dial",)))
    assert len(turned["dial"]["family"]["tables"]) == len(turned["turned"]) == len(turned["dial"]["values"])
    assert turned["marks"] == ["dial"]
    assert turned["bends"] is not None
    assert turned["critical"] is not None


def test_what_is_said_of_a_flow_is_said_in_each_language_while_it_is_seen() -> None:
    sent = taken(replace(SCENES["one_rate"], steps=30, marks=("flow", "follows")), ("en", "zh-TW"), "own")
    for data in sent.values():
        said = [text for texts in data["flowing"].values() for text in texts]
        assert said
        assert not {*said} & {*data["notices"]}
        assert data["runs"][0]["flows"]["key"]
    assert "Gradient" not in "".join(said + sent["zh-TW"]["notices"])
    assert sent["en"]["link"]["show"] == "flow.follows"


def test_long_runs_are_there_as_the_eye_tells_them_apart() -> None:
    long = json.loads(unpacked(Read(page(replace(BURST, steps=100_000), languages=("en",))), "data"))["en"]
    assert long["steps"] == 100_000
    assert long["runs"][0]["table"]["steps"]["bytes"] < 4 * 20_000
    assert long["window"] is None
    assert long["runs"][0]["formulas"] is None


def test_without_a_run_on_show_there_is_no_page_and_a_sentence() -> None:
    hidden = replace(BURST, runs=tuple(replace(run, hidden=True) for run in BURST.runs))
    with pytest.raises(ValueError, match="nothing to take away"):
        page(hidden)


def test_six_runs_of_2000_steps_fit_and_the_size_is_told_before() -> None:
    runs = tuple(new_run(id) for id in ("gd", "momentum", "adagrad", "rmsprop", "adam", "adamw"))
    six = replace(SCENES["all_five"], runs=runs, steps=2_000)
    assert {run.optimizer for run in runs} <= {*OPTIMIZERS}
    for relief, most in ((False, 1_200_000), (True, 3_500_000)):
        html = page(six, relief=relief)
        print(f"offline page, 6 runs of 2,000 steps, 3D {relief}: {len(html.encode()):,} bytes")
        assert len(html.encode()) <= most
        assert size(six, relief=relief) == pytest.approx(len(html.encode()), rel=0.15)
    small = page(BURST)
    assert page(BURST) == small
    # With a dial, with runs that chance has made, and with more on the ground.
    for scene in (BURST, replace(BURST, marks=("dial",)), SCENES["one_rate"], SCENES["noise_escapes"]):
        assert size(scene, relief=False) == pytest.approx(len(page(scene).encode()), rel=0.15), scene.surface
