"""How large a page will be, before anything is computed for it; and why there is none."""

from scenes import Scene
from scenes.bounds import DIAL, fitting
from scenes.drawn.ground import GRID
from scenes.grid import spread
from scenes.scene import grounds
from studio.offline.parts import code, plotly
from studio.offline.taken import has_steps
from studio.player.seeds import PLACES
from surfaces import SURFACES
from words import say

# Bytes that are always there, of document, style and licences; and how many are left of one when it is packed, as text.
REST, GZIP = 60_000, 0.7
# In every digit there are so many numbers of a step that are no others' too; beside the curves, where η is too large.
EXACT, MORE, ARROWS = 10, 3, 4
# So many steps of a long run can be told apart, of one by chance more; and so many values of a dial take as much alone.
ROWS, BY_CHANCE, VALUES = 8_000, 40_000, 32


def size(scene: Scene, *, relief: bool) -> int:
    """About how many bytes the page has: most of it is the player, and with 3D (`relief`) Plotly."""
    fixed = REST + len(code(relief=relief)) + (len(plotly()) if relief else 0)
    return fixed + int(GZIP * sum(_side(side) for side in grounds(fitting(spread(scene))[0])))


def _side(scene: Scene) -> float:
    """Bytes of the columns of one surface and its runs, before they are packed."""
    points, whole = GRID[0] * GRID[1], has_steps(scene)
    found = 4.0 * 4 * points
    for run in scene.runs:
        if run.hidden:
            continue
        by_chance = not scene.sampling(run).is_exact(SURFACES[scene.surface])
        rows = min(scene.steps_of(run) + 1, BY_CHANCE if by_chance else ROWS)
        found += rows * ((8 * EXACT if whole else 4 * (3 + ARROWS)) + 4 * (len(scene.curves) + MORE))
        if by_chance and scene.seeds > 1:
            found += 8 * scene.seeds * min(rows, PLACES)
    if {*DIAL} & {*scene.marks} and scene.view != "grid":
        found += VALUES * 4 * (3 + ARROWS + MORE + len(scene.curves)) * min(scene.steps + 1, PLACES)
    return found


def refused(scene: Scene) -> str:
    """Why there is no such page, as a sentence for the reader; "" if there is one.

    However long runs are, what is taken along of them is what the eye can tell apart.
    """
    return say("No run is on show: there is nothing to take away.") if all(run.hidden for run in scene.runs) else ""
