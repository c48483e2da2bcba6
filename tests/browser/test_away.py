"""What is taken away in the browser is of the scene that is on show: numbers, programs, the picture, links."""

import io
import zipfile
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pandas as pd
import zxingcpp
from PIL import Image

from scenes import SCENES, from_link
from scenes.drawn.names import name_of
from scenes.export import svg
from scenes.trajectories import origin_of
from tests.browser.conftest import Reader, computed
from tests.in_hand import SCENE


def test_the_numbers_and_the_program_are_those_of_the_scene_on_show(reader: Reader, tmp_path: Path) -> None:
    reader.open("/explore", SCENE)
    fold = reader.page.get_by_test_id("stExpander").filter(has_text="Take away")
    fold.locator("summary").click()
    reader.rest()
    buttons = fold.get_by_test_id("stDownloadButton").get_by_role("button")
    programs = ["Program for this laboratory", *(f"Program for {name}" for name in ("NumPy", "optax", "PyTorch"))]
    names = [*(f"Numbers as {name}" for name in ("CSV", "Parquet", "NPZ")), *programs, "Notebook for Jupyter"]
    # Below them the page itself (test_offline_page.py), the picture, and the sources.
    labels = buttons.all_inner_texts()
    assert labels[: len(names)] == names
    below = {label: place for place, label in enumerate(labels)}

    def saved(place: int) -> Path:
        with reader.page.expect_download() as download:
            buttons.nth(place).click()
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        return file

    reader.nudge("η · learning rate")
    own = reader.link()
    with zipfile.ZipFile(saved(0)) as archive:
        files = archive.namelist()
        assert len(files) == len(SCENE.runs)
        text = archive.read(files[0]).decode()
    assert f"eta.1={own['eta.1']}" in text
    rows = pd.read_csv(io.StringIO(text), comment="#", index_col="t")
    point = np.array([[head["x"], head["y"]] for head in reader.heads()])[0]
    last = rows[["theta_1", "theta_2"]].to_numpy()[reader.step]
    assert np.allclose(last, point, rtol=1e-6)
    assert f"eta={own['eta.1']}" in saved(3).read_text("utf-8")
    assert f"eta = {own['eta.1']}\n" in saved(4).read_text("utf-8")
    # The picture is that of the run on show, and what is to be copied is its link and what is the case.
    scene = from_link(own, SCENES["all_five"])[0]
    name, path = name_of(origin_of(scene, scene.runs[0]), scene.steps), computed(scene)[0]
    assert saved(below["Picture as SVG"]).read_text("utf-8") == svg(scene)
    assert f'data-name="{name}"' in svg(scene)
    assert saved(below["Picture as PDF"]).read_bytes()[:5] == b"%PDF-"
    assert "Kingma" in saved(below["Sources as BibTeX"]).read_text("utf-8")
    whole, short, told = fold.get_by_test_id("stCode").all_inner_texts()
    for link in (whole, short):
        at = urlsplit(link.strip())
        assert (at.path, from_link(dict(parse_qsl(at.query)), SCENES["all_five"])) == ("/explore", (scene, []))
    assert len(short) < len(whole)
    assert path.outcome.sentence in told
    # Nothing is sent again for it, and the page stands as it stood.
    assert reader.link() == own
    assert reader.errors == []
    assert computed(SCENE)[0].eta[0] != rows["eta"][0]


def test_q_shows_the_link_as_large_as_the_screen_and_a_camera_reads_it(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    reader.to_stage()
    before = reader.step
    reader.page.keyboard.press("q")
    code = reader.page.locator(".player dialog.qr .code svg")
    code.wait_for()
    size, box = reader.page.viewport_size, code.bounding_box()
    assert size is not None
    assert box is not None
    assert box["height"] > 0.75 * size["height"]
    (found,) = zxingcpp.read_barcodes(np.asarray(Image.open(io.BytesIO(reader.page.screenshot())).convert("L")))
    at = urlsplit(found.text)
    address, alone = reader.page.locator("dialog.qr p").inner_text().splitlines()
    assert found.text == address
    assert alone.startswith("Only this computer opens this address.")
    # That of the address bar: the stage has put the dial on.
    own = {key: text for key, text in reader.link().items() if key != "page"}
    opened = from_link(dict(parse_qsl(at.query)), SCENES["all_five"])
    assert (at.path, opened) == ("/explore", from_link(own, SCENES["all_five"]))
    assert opened[0].runs == SCENE.runs
    # No key is the player's meanwhile; the one that has shown it takes it away, and the stage is there as it was.
    reader.page.keyboard.press("End")
    reader.page.keyboard.press("q")
    code.wait_for(state="detached")
    assert reader.step == before
    assert reader.page.evaluate("document.documentElement.classList.contains('stage')")
    assert reader.errors == []
