"""A figure has every point of its runs, and a notebook runs from top to bottom."""

import json
from dataclasses import replace
from pathlib import Path

import nbformat
import numpy as np
import plotly.graph_objects as go
from nbclient import NotebookClient

from scenes import SCENES, new_run, trajectories
from scenes.export import figure, notebook
from scenes.export.notebook import QUESTIONS
from scenes.looks import STYLES
from scenes.scene import on
from surfaces import SURFACES

HIDDEN = replace(
    SCENES["all_five"], runs=(*SCENES["all_five"].runs[:2], replace(SCENES["all_five"].runs[2], hidden=True))
)

SHORT = replace(HIDDEN, runs=HIDDEN.runs[1:], steps=20)
ROOT = Path(__file__).parents[3]


def test_the_figure_has_the_surface_and_every_point_of_the_runs_on_show_in_their_own_looks() -> None:
    fig, paths = figure(HIDDEN), trajectories(HIDDEN)
    contour, first, second, start, minima = fig.data
    assert [first.name, second.name] == ["Gradient descent, η = 0.001", "Momentum, η = 0.001"]
    for place, trace in enumerate((first, second)):
        assert np.array_equal(np.column_stack([trace.x, trace.y]), paths[place].point)
        assert trace.line.color == STYLES[place].light
        assert list(trace.text) == list(range(len(paths[place].point)))
    assert (first.line.dash, second.line.dash) == ("solid", "9px,4px")
    assert (start.x[0], start.y[0]) == HIDDEN.start
    surface, numbers = SURFACES[HIDDEN.surface], dict(HIDDEN.numbers)
    assert np.array_equal(np.column_stack([minima.x, minima.y]), surface.lowest(**numbers)[0])
    assert (fig.layout.xaxis.range, fig.layout.yaxis.range) == surface.domain
    assert (fig.layout.xaxis.title.text, fig.layout.yaxis.title.text) == ("θ₁", "θ₂")
    # What the pointer is told is the loss, whatever the level lines are drawn by.
    row, column = 40, 200
    assert contour.customdata[row][column] == float(surface(contour.x[column], contour.y[row], **numbers))


def test_a_surface_that_falls_for_ever_has_no_lowest_point_and_a_round_one_one_scale() -> None:
    river, crescent = (figure(on(id, 20, new_run("gd", eta=1e-3))) for id in ("river", "crescent"))
    assert [type(trace) for trace in river.data] == [go.Contour, go.Scatter, go.Scatter]
    assert (river.layout.yaxis.scaleanchor, crescent.layout.yaxis.scaleanchor) == (None, "x")


def test_the_notebook_runs_from_top_to_bottom_in_a_kernel_of_its_own_and_ends_with_its_picture() -> None:
    text = notebook(SHORT)
    book = nbformat.reads(text, as_version=4)
    nbformat.validate(book)
    cells = json.loads(text)["cells"]
    assert len({cell["id"] for cell in cells}) == len(cells)
    # What the reader is to write in, and what is seen at the end: the figure, as Jupyter is handed it.
    ran = NotebookClient(book, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()
    outputs = [output for cell in ran.cells for output in cell.get("outputs", ())]
    assert {output.output_type for output in outputs} <= {"stream", "execute_result", "display_data"}
    (shown,) = [output for output in ran.cells[3].outputs if "data" in output]
    drawn = shown.data["application/vnd.plotly.v1+json"]["data"]
    assert [trace["name"] for trace in drawn if trace.get("mode") == "lines+markers"] == ["Momentum, η = 0.001"]
    questions = "".join(cells[4]["source"])
    assert all(f"{place}. {question}" in questions for place, question in enumerate(QUESTIONS, 1))
    assert cells[-1]["source"] == []
