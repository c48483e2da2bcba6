"""Lesson 14: batch and the clock. Its claims are about time, which is measured on the reader's machine."""

from lessons.lesson import Claim, Over
from lessons.sheets.batch import all_six, hardly_longer, shorter_epoch, updates_of_an_epoch
from lessons.sheets.quoted import names_its_time

SLIDE = "Small batch against large batch"
BOTH = "Have both fish and bear's paws?"

CLAIMS: tuple[Claim, ...] = (
    Claim("update_time", "A larger batch does not need longer for an update, unless it is too large.", SLIDE, "clock",
          sheet="clock", proof=hardly_longer, over=Over("size", (2, 4, 8), wrong=60_000)),
    Claim("epoch_time", "A smaller batch needs longer for an epoch.", SLIDE, "clock", sheet="clock",
          proof=shorter_epoch, over=Over("size", (10, 100, 1_000), wrong=1)),
    Claim("sixty_thousand", "60,000 updates against 60 for one epoch of 60,000 examples.", SLIDE, "clock",
          sheet="clock", proof=updates_of_an_epoch, over=Over("size", (1, 1_000, 60_000), wrong=7)),
    Claim("six_rows", "Small against large: the table of six rows.", BOTH, "clock", sheet="clock", proof=all_six,
          over=Over("measured", (0, 1, 2))),
    Claim("both", "Large batches that train well all the same: five papers.", BOTH, "clock", sheet="clock",
          proof=names_its_time, over=Over("place", (0, 1, 4), wrong=3)),
)  # fmt: skip
