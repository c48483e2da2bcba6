"""`python -m tools.stills` makes the small pictures: of every lesson, for the contents, and of what is asked.

They are files, for to make one its runs are run: all of them would keep who opens the contents waiting.
"""

from lessons import LESSONS
from lessons.exercises.questions import ITEMS
from studio.look.preview import preview
from studio.panels.exercises.questions import ASKED
from studio.panels.lessons.contents import STILLS


def main() -> None:
    """Make all of them anew."""
    ASKED.mkdir(parents=True, exist_ok=True)
    for id, lesson in LESSONS.items():
        (STILLS / f"{id}.png").write_bytes(preview(lesson.scene))
    for item in ITEMS:
        if item.picture:
            (ASKED / f"{item.id}.png").write_bytes(preview(item.picture.scene, item.picture.runs))


if __name__ == "__main__":
    main()
