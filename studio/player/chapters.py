"""The chapters of a run, in words."""

from functools import lru_cache

from optimizers import Path
from optimizers.outcomes.chapters import WORDS, Chapter, chapters
from scenes import Run, Scene
from studio.player.pack import Json
from studio.player.same import Same
from surfaces import SURFACES
from words import say


def chapters_in(scene: Scene, run: Run, path: Path) -> list[Json]:
    """What happens in a run and when: `[{"step": 74, "kind": "burst", "text": "burst"}, …]`, in order."""
    return chapters_of_all(scene, run, (path,))[0]


def chapters_of_all(scene: Scene, run: Run, paths: tuple[Path, ...]) -> list[list[Json]]:
    """The same for several paths of one run, as with other numbers."""
    exact = scene.sampling(run).is_exact(SURFACES[scene.surface])
    found = _found(tuple(map(Same, paths)), scene.surface, exact)
    return [[{"step": step, "kind": kind, "text": say(WORDS[kind])} for step, kind in one] for one in found]


@lru_cache(maxsize=12)
def _found(paths: tuple[Same[Path], ...], surface: str, exact: bool) -> list[tuple[Chapter, ...]]:
    return [chapters(path.value, SURFACES[surface].domain, exact=exact) for path in paths]
