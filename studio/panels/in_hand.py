"""What a page says of the scene on show, for the picture in the hand: it follows while a control is moved."""

from typing import Any

from lessons import LESSONS
from lessons.sheets import algorithm as worked
from scenes import Scene
from studio.panels.lessons import lesson
from studio.panels.sheets import algorithm
from studio.player.worked import sent


def beside(tells: str, scene: Scene, data: dict[str, Any]) -> dict[str, Any]:
    """What stands beside the payload `data` of a scene on a page that `tells` it, a name and what of it.

    `lesson.<id>.<claim>` gives the claim and the lines of things to try, in their places, to who has opened that
    claim's picture, or with `lesson.<id>` the lesson's own; `algorithm.<axis>` the lines of Algorithm 1 for the
    parameter 0 or 1. Of anything else there is nothing.
    """
    name, _, what = tells.partition(".")
    id, _, opened = what.partition(".")
    if name == "lesson" and id in LESSONS:
        return {"told": lesson.told(LESSONS[id], scene, opened)}
    if name == "algorithm" and what in ("0", "1") and worked.fits(scene):
        return {"worked": sent(algorithm.worked(scene, int(what)), data["runs"][0]["path"])}
    return {}
