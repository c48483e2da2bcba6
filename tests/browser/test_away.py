"""What is taken away in the browser is a file with the runs of the scene that is on show."""

import io
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd

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
    # Below them the page itself (test_offline_page.py).
    assert buttons.all_inner_texts()[: len(names)] == names

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
    # Nothing is sent again for it, and the page stands as it stood.
    assert reader.link() == own
    assert reader.errors == []
    assert computed(SCENE)[0].eta[0] != rows["eta"][0]
