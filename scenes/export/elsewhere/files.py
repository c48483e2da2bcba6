"""A program for elsewhere as a file: as it is, or in an archive with the arrays that it reads."""

import io
import zipfile
from typing import get_args

import numpy as np

from scenes.export.elsewhere.libraries import Library
from scenes.export.elsewhere.script import DRAWS, elsewhere
from scenes.scene import Scene
from surfaces import SURFACES

LIBRARIES: tuple[Library, ...] = get_args(Library)


def named(scene: Scene, library: Library) -> str:
    """What the file is called; nothing is computed for that."""
    return f"runs_{library}.{'zip' if _travels(scene) else 'py'}"


def file_of(scene: Scene, library: Library) -> bytes:
    """The program, or an archive of it and of what it cannot draw or compute again: noise, batches, coefficients."""
    text, arrays = elsewhere(scene, library)
    if not _travels(scene):
        return text.encode()
    content, archive = io.BytesIO(), io.BytesIO()
    np.savez_compressed(content, allow_pickle=False, **arrays)
    with zipfile.ZipFile(archive, "w") as both:
        for name, part in ((f"runs_{library}.py", text.encode()), (DRAWS, content.getvalue())):
            both.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def _travels(scene: Scene) -> bool:
    surface = SURFACES[scene.surface]
    shown = [run for run in scene.runs if not run.hidden]
    return scene.surface == "network_slice" or any(not scene.sampling(run).is_exact(surface) for run in shown)
