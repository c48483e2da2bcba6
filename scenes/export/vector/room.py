"""Where a word stands beside its mark: where nothing is written yet, and on as few lines as can be."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from scenes.export.vector.shapes import Frame, Points, Text, wide

CELL = 4  # pixels
# Where a word may stand: from the mark to its side and its baseline, pixels.
AROUND = (
    (14, 5), (-14, 5), (0, 28), (0, -18), (16, 22), (-16, 22), (16, -12), (-16, -12),
    (40, 40), (-40, 40), (40, -30), (-40, -30),
)  # fmt: skip
TAKEN, CROSSED = 1000.0, 1.0


class Room:
    """The room in one frame: what is drawn there, and what is written already."""

    def __init__(self, frame: Frame, lines: Sequence[Points]) -> None:
        self.frame = frame
        left, top, width, height = frame
        self.image = Image.new("1", (int(width / CELL) + 1, int(height / CELL) + 1))
        pen = ImageDraw.Draw(self.image)
        for line in lines:
            pen.line([tuple(point) for point in ((line - (left, top)) / CELL).tolist()], fill=1)
        self.ink = np.asarray(self.image)
        self.taken: list[Frame] = []

    def keep(self, x: float, y: float, half: float = 9.0) -> None:
        """Nothing is written here, on a mark."""
        self.taken.append((x - half, y - half, 2 * half, 2 * half))

    def label(self, x: float, y: float, text: str, fill: str, rim: str, size: float, *, bold: bool = False) -> Text:
        """The text beside (x, y), where it is best read."""
        width = wide(text, size)
        best: tuple[float, Text, Frame] | None = None
        for place, (dx, dy) in enumerate(AROUND):
            begin = x + dx if dx > 0 else x + dx - width if dx < 0 else x - width / 2
            box = (begin - 2, y + dy - size, width + 4, size * 1.3)
            worse = place * 0.1 + self._outside(box) + TAKEN * sum(_meet(box, one) for one in self.taken)
            worse += CROSSED * self._crossed(box)
            if best is None or worse < best[0]:
                best = worse, Text(begin, y + dy, text, fill, size, rim=rim, bold=bold), box
        assert best is not None
        self.taken.append(best[2])
        return best[1]

    def _outside(self, box: Frame) -> float:
        left, top, width, height = self.frame
        out = (left - box[0], top - box[1], box[0] + box[2] - left - width, box[1] + box[3] - top - height)
        return 10 * TAKEN * any(one > 0 for one in out) + sum(max(one, 0.0) for one in out)

    def _crossed(self, box: Frame) -> int:
        left, top = self.frame[:2]
        column, row = max(int((box[0] - left) / CELL), 0), max(int((box[1] - top) / CELL), 0)
        end, foot = max(int((box[0] + box[2] - left) / CELL), 0), max(int((box[1] + box[3] - top) / CELL), 0)
        return int(self.ink[row : foot + 1, column : end + 1].sum())


def _meet(one: Frame, other: Frame) -> bool:
    across = one[0] < other[0] + other[2] and other[0] < one[0] + one[2]
    return across and one[1] < other[1] + other[3] and other[1] < one[1] + one[3]
