"""How large a page will be, before it is made; and why there is none."""

import base64
import json
from collections.abc import Mapping
from dataclasses import replace

from scenes import Scene
from scenes.bounds import fitting
from scenes.grid import spread
from scenes.memory import MEMORY
from scenes.scene import grounds
from studio.offline.parts import Columns, code, packed, plotly
from studio.offline.taken import complete, has_steps, share
from studio.player.marks.bends import bends
from studio.player.pack import Json
from studio.player.payload import payload
from words import say

# Bytes that are always there, of document, style and licences, and of the words of the other two languages.
REST, OTHERS = 53_000, 7_000
# What has to be solved or looked for first is not measured but judged: so many bytes for the flows of a run, and for
# each step beside its limit.
LATER = ("critical", "limit", "flow", "follows")
FLOWS, STEP = 9_000, 3


def size(scene: Scene, *, relief: bool) -> int:
    """About how many bytes the page has: most of it is the player, and with 3D (`relief`) Plotly.

    What a reader of the scene has on show is packed as it will be, which takes some hundredths of a second; once for a
    scene. What is computed only for the page is judged, so that it is within 15 % of what the page has.
    """
    fixed = REST + OTHERS + len(code(relief=relief)) + (len(plotly()) if relief else 0)
    return fixed + MEMORY.get(("offline size", scene), lambda: _drawn(scene))


def _drawn(scene: Scene) -> int:
    """Bytes of what is told and drawn of this scene."""
    whole = complete(scene)
    seen = replace(whole, marks=tuple(mark for mark in whole.marks if mark not in LATER))
    near = (0, seen.steps) if has_steps(seen) else (None, None)
    data, columns = payload(seen, near[0], reach=near[1]), Columns()
    tables = [run["table"]["columns"] for run in data["runs"]]
    tables += data["dial"]["family"]["tables"] if data["dial"] else []
    share(data)
    sides = grounds(fitting(spread(whole))[0])
    told = columns.fold([data, *(bends(side.surface, side.numbers) for side in sides)])
    text = json.dumps(told, ensure_ascii=False).encode()
    judged = FLOWS * len(data["runs"]) + STEP * sum(map(_rows, tables))
    return len(packed(text)) + len(packed(columns.content)) + judged


def _rows(columns: Mapping[str, Json]) -> int:
    """How many steps a table has."""
    return len(base64.b64decode(columns["x"]["bytes"])) // (8 if columns["x"]["type"] == "float64" else 4)


def refused(scene: Scene) -> str:
    """Why there is no such page, as a sentence for the reader; "" if there is one.

    However long runs are, what is taken along of them is what the eye can tell apart.
    """
    return say("No run is on show: there is nothing to take away.") if all(run.hidden for run in scene.runs) else ""
