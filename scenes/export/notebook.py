"""Scene → a notebook of Jupyter: the scene, its program, its picture, and three questions; nbformat 4.5, as JSON."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from scenes.export.program import script
from scenes.link import to_link
from scenes.scene import Scene
from surfaces import SURFACES
from words import Message, say

QUESTIONS: tuple[Message, ...] = (
    "Halve η of one run, and double it. Which of the three ends lowest, and what becomes of the other two?",
    "Move the start to the other side of a minimum. Which runs end in the same place as before, and why not all?",
    "Choose one number of the scene and foretell what it changes. Then run the cells again: where were you wrong?",
)
"""What can be asked of any scene."""


def notebook(scene: Scene) -> str:
    """The notebook of the runs on show, to be opened in the folder of the laboratory."""
    link = to_link(scene)
    made = f"scene, wrong = from_link({link!r}, SCENES['one_rate'])\nassert not wrong"
    questions = "\n".join(f"{place}. {say(question)}" for place, question in enumerate(QUESTIONS, 1))
    title = say(SURFACES[scene.surface].name, "surface")
    cells = [
        _cell("markdown", f"# {title}\n\n{say('The scene')}: `explore?{urlencode(link)}`"),
        _cell("code", f"from scenes import SCENES, from_link\nfrom scenes.export import figure\n\n{made}"),
        _cell("code", script(scene)),
        _cell("code", "fig = figure(scene)\nfig"),
        _cell("markdown", f"## {say('Three questions')}\n\n{questions}"),
        _cell("code", ""),
    ]
    return json.dumps(_document(cells), ensure_ascii=False, indent=1) + "\n"


def _cell(kind: str, text: str) -> dict[str, Any]:
    cell: dict[str, Any] = {"cell_type": kind, "metadata": {}, "source": text.splitlines(keepends=True)}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def _document(cells: Sequence[dict[str, Any]]) -> dict[str, Any]:
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {
        "cells": [{"id": f"cell-{place}", **cell} for place, cell in enumerate(cells, 1)],
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
