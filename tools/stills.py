"""`python -m tools.stills` makes the small picture of every lesson that the contents show.

They are files, for to make one its runs are run: all of them would keep who opens the contents waiting.
"""

from lessons import LESSONS
from studio.look.preview import preview
from studio.panels.lessons.contents import STILLS


def main() -> None:
    """Make all of them anew."""
    STILLS.mkdir(exist_ok=True)
    for id, lesson in LESSONS.items():
        (STILLS / f"{id}.png").write_bytes(preview(lesson.scene))


if __name__ == "__main__":
    main()
