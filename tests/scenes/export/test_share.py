"""A short link opens the very scene, a QR code is read back, sources become BibTeX, and a description is true."""

import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import Response

from lessons import LESSONS
from optimizers import OPTIMIZERS, SCHEDULES
from scenes import SCENES, Scene, from_link, new_run, to_link, trajectories
from scenes.drawn.names import name_of
from scenes.export import bibtex, description, link_address, qr, qr_refused, short_link
from scenes.export.share import works
from scenes.export.share.links import MOST_BYTES, code
from scenes.scene import on
from scenes.trajectories import origin_of
from studio.page.opens import FIRST
from studio.panels.share import USUAL, coded
from studio.server.qr import route
from surfaces import SURFACES
from tests.any_scene import scenes

FIVE, ONE_RATE = SCENES["all_five"], SCENES["one_rate"]
PAGES = Path(__file__).parents[3] / "pages"


@settings(deadline=None, max_examples=25)
@given(scenes(), st.sampled_from([ONE_RATE, FIVE]))
def test_a_short_link_opens_the_very_scene_and_no_word_of_it_can_go(scene: Scene, default: Scene) -> None:
    short = short_link(scene, default)
    assert from_link(short, default) == (scene, [])
    assert short.items() <= to_link(scene).items()
    for key in short if len(short) > 1 else ():
        assert from_link({one: text for one, text in short.items() if one != key}, default) != (scene, [])


def test_the_link_of_what_a_page_shows_by_itself_is_one_word_and_one_change_is_another() -> None:
    for default in USUAL.values():
        assert len(short_link(default, default)) == 1
        moved = replace(default, start=(-3.25, 0.5))
        assert short_link(moved, default) == {"x": "-3.25", "y": "0.5"} if default.start[1] != 0.5 else {"x": "-3.25"}
    # Of runs that are no more, none comes back.
    assert from_link(short_link(replace(FIVE, runs=FIVE.runs[1:]), FIVE), FIVE)[0].runs == FIVE.runs[1:]


def test_what_pages_show_by_themselves_is_what_short_links_count_on() -> None:
    for page, scene in USUAL.items():
        (usual,) = re.findall(rf'Shown\("{page}", (.+)\)', (PAGES / f"{page}.py").read_text("utf-8"))
        assert usual == (f'SCENES[opens.FIRST["{page}"]]' if page in FIRST else "anatomy.SCENE")
        assert page not in FIRST or scene == SCENES[FIRST[page]]


def read(matrix: np.ndarray) -> str:
    """What a reader of QR codes reads in one."""
    image = np.kron(np.pad(1 - matrix, 4, constant_values=1), np.ones((4, 4))).astype(np.uint8) * 255
    (found,) = zxingcpp.read_barcodes(image)
    return found.text


@pytest.mark.parametrize("id", ["one_rate", "burst", "batches"])
def test_a_qr_code_is_read_back(id: str) -> None:
    for link in (short_link(SCENES[id], FIVE), to_link(SCENES[id])):
        text = link_address(link)
        assert read(np.array([list(row) for row in code(text).matrix])) == text
        # As SVG it is the same: a module is a unit, and what is dark is drawn.
        assert f'viewBox="0 0 {len(code(text).matrix) + 8} ' in qr(text)


def test_a_link_that_is_too_long_has_no_code_and_a_sentence() -> None:
    assert qr_refused("x" * MOST_BYTES) == ""
    with pytest.raises(ValueError, match=r"2,954 characters, and a QR code holds 2,953"):
        qr("x" * (MOST_BYTES + 1))
    assert coded({"page": "maps", "x": "x" * 4000}, "http://a.example").svg == ""


def test_the_code_on_the_screen_is_that_of_the_short_link_of_each_page() -> None:
    at = "http://lab.example:8501/"
    for page, usual in USUAL.items():
        scene = replace(usual, steps=77)
        told = coded({"page": page, "lang": "zh-TW"} | to_link(scene), at)
        assert told.address == link_address({"lang": "zh-TW", "steps": "77"}, page, at)
        assert (told.svg[:4], told.sentence) == ("<svg", "")
        # A class has no such address.
        assert "--server.address" in coded({"page": page} | to_link(scene), "http://localhost:8501/").sentence
        assert from_link({"steps": "77"}, usual) == (scene, [])
    lesson = LESSONS["stuck"]
    told = coded({"page": "lessons", "lesson": "stuck"} | to_link(replace(lesson.scene, steps=77)), at)
    assert told.address == f"{at}lessons?lesson=stuck&steps=77"
    # Where there is no scene, or one that is not understood, the link stays whole.
    assert coded({"page": "maps", "a": "b"}, at).address == f"{at}explore?page=maps&a=b"
    assert coded({"page": "explore", "steps": "no"}, at).address == f"{at}explore?steps=no"


def asked(link: dict[str, str], site: str = "same-origin") -> Response:
    head = [(b"sec-fetch-site", site.encode())]
    return route(coded).endpoint(Request({"type": "http", "query_string": urlencode(link).encode(), "headers": head}))


def test_the_server_answers_with_the_code_and_to_no_other_page() -> None:
    query = {"page": "explore", "at": "http://lab.example/", "said": "zh-TW", "steps": "77"}
    assert json.loads(asked(query).body)["address"] == "http://lab.example/explore?steps=77"
    long = json.loads(asked(query | {"page": "maps", "x": "x" * 4000}).body)
    assert long["svg"] == ""
    assert "QR 碼最多只能放 2,953" in long["sentence"]
    assert asked(query | {"at": "javascript:alert(1)"}).status_code == 400
    assert asked(query, site="cross-site").status_code == 403


def test_every_source_has_its_works_or_says_that_it_is_of_this_laboratory() -> None:
    sources = [one.source for one in (*SURFACES.values(), *OPTIMIZERS.values())]
    for source in sources:
        assert works.cited(source) or "this laboratory" in source, source
        for key in works.cited(source):
            entry = works.entries()[key]
            (year,) = re.findall(r"year = \{(\d{4})\}", entry)
            assert year in source or f"arXiv:{entry[entry.find('eprint = {') + 10 :][:10]}" in source, key
            (people,) = re.findall(r"(?:author|editor) = \{(.*)\},", entry)
            family = re.sub(r"\{\\\S(\w)\}", r"\1", people.split(",")[0])
            assert family in source
    named = {key for source in sources for key in works.cited(source)} | {*works.SCHEDULES.values()}
    assert named == works.entries().keys()
    assert works.SCHEDULES.keys() <= SCHEDULES.keys()
    for entry in works.entries().values():
        assert entry.count("{") == entry.count("}")
        assert {"title", "year"} <= set(re.findall(r"^  (\w+) = ", entry, re.M))


def test_bibtex_has_what_is_on_show_once_each_and_the_scene() -> None:
    scene = on("rosenbrock", 9, new_run("adam"), new_run("adamax"), new_run("gd", "warmup", "cosine"))
    keys = re.findall(r"^@\w+\{([\w-]+),$", bibtex(scene), re.M)
    assert keys == ["rosenbrock1960", "kingma2015", "cauchy1847", "loshchilov2017", "scene-rosenbrock"]
    hidden = replace(scene, runs=tuple(replace(run, hidden=True) for run in scene.runs))
    assert re.findall(r"^@\w+\{([\w-]+),$", bibtex(hidden), re.M) == ["rosenbrock1960", "scene-rosenbrock"]
    (link,) = re.findall(r"\\url\{(.*)\}\}", bibtex(scene, "http://lab.example/"))
    assert link == link_address(to_link(scene), laboratory="http://lab.example")


def test_a_description_says_in_four_parts_what_is_true_of_the_runs() -> None:
    scene = on("quadratic", 300, new_run("gd", eta=0.3), new_run("gd", eta=0.05))
    # Formulas do not break at their equals sign.
    there, moved, case, tried = (line.replace("\xa0", " ") for line in description(scene))
    paths = trajectories(scene)
    names = [name_of(origin_of(scene, run), scene.steps_of(run)) for run in scene.runs]
    assert there.startswith("What is there: ")
    assert "θ₁ from −5 to 5 and θ₂ from −3 to 3" in there
    assert "(−4, −1.5) begin the paths of 2 runs" in there
    assert "learning rate" in moved
    for name, path in zip(names, paths, strict=True):
        assert name in there
        assert path.outcome.sentence.replace("\xa0", " ") in case
        assert f"{name}: at step {len(path.loss) - 1:,}" in case
    assert tried == "What to try: halve η of Gradient descent, η = 0.3 until it no longer diverges. Where is the limit?"
    covered = description(scene, covered=True)
    assert not any(path.outcome.sentence in line for line in covered for path in paths)
    hidden = replace(scene, runs=tuple(replace(run, hidden=True) for run in scene.runs))
    assert "nothing moves" in description(hidden)[2]
