"""Scene → BibTeX of the sources of what is on show, and of the scene itself."""

from importlib.metadata import version

from optimizers import optimizer
from scenes.bounds import fitting
from scenes.export.share.links import LABORATORY, address
from scenes.export.share.works import SCHEDULES, cited, entries
from scenes.export.table import MADE_WITH
from scenes.link import to_link
from scenes.scene import Scene
from surfaces import SURFACES


def keys(scene: Scene) -> list[str]:
    """Which works the sources of the surface, and of the methods and schedules of the runs on show, name."""
    shown = [run for run in fitting(scene)[0].runs if not run.hidden]
    sources = [SURFACES[scene.surface].source, *(optimizer(run.optimizer).source for run in shown)]
    named = [key for source in sources for key in cited(source)]
    # What follows a warm-up is one of the two that a run has.
    schedules = [id for run in shown for id in (run.schedule, run.then) if id in SCHEDULES]
    return list(dict.fromkeys([*named, *(SCHEDULES[id] for id in schedules)]))


def bibtex(scene: Scene, laboratory: str = LABORATORY) -> str:
    """An entry for each work, and one for the scene with its link and the versions that it was made with."""
    made = ", ".join(f"{name} {version(name)}" for name in MADE_WITH)
    title = f"{SURFACES[scene.surface].name}: a scene of the error-surface laboratory"
    link = address(to_link(scene), laboratory=laboratory)
    own = (
        f"@misc{{scene-{scene.surface.replace('/', '-').replace('_', '-')},\n  title = {{{title}}},\n"
        f"  howpublished = {{\\url{{{link}}}}},\n  note = {{computed with {made}}},\n}}\n"
    )
    return "\n".join([*(entries()[key] for key in keys(scene)), own])
