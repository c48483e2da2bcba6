"""`python -m tools.stills` makes the small pictures: of every surface, of every lesson, and of what is asked.

They are files, for to make one its surface is compiled and its runs are run: all of them would keep who opens the
gallery or the contents waiting.
"""

from lessons import LESSONS
from lessons.exercises.questions import ITEMS
from scenes.scene import usual_numbers
from studio.look.ground import STILLS as GROUNDS
from studio.look.ground import small_picture
from studio.look.preview import preview
from studio.panels.exercises.questions import ASKED
from studio.panels.lessons.contents import STILLS
from surfaces import SURFACES


def main() -> None:
    """Make all of them anew."""
    ASKED.mkdir(parents=True, exist_ok=True)
    GROUNDS.mkdir(exist_ok=True)
    for id in SURFACES:
        (GROUNDS / f"{id}.png").write_bytes(small_picture(id, usual_numbers(id)))
    for id, lesson in LESSONS.items():
        (STILLS / f"{id}.png").write_bytes(preview(lesson.scene))
    for item in ITEMS:
        if item.picture:
            (ASKED / f"{item.id}.png").write_bytes(preview(item.picture.scene, item.picture.runs))


if __name__ == "__main__":
    main()
