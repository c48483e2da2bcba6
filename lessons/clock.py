"""Lesson 14: batch and the clock. Its claims are about time, which is measured on the reader's machine."""

from lessons.lesson import Claim

SLIDE = "Small batch against large batch"
LACKS = "a clock that measures updates and epochs on this machine"

CLAIMS = (
    Claim("update_time", "A larger batch does not need longer for an update, unless it is too large.", SLIDE, "clock",
          lacks=LACKS),
    Claim("epoch_time", "A smaller batch needs longer for an epoch.", SLIDE, "clock", lacks=LACKS),
    Claim("sixty_thousand", "60,000 updates against 60 for one epoch of 60,000 examples.", SLIDE, "clock", lacks=LACKS),
    Claim("six_rows", "Small against large: the table of six rows.", "Have both fish and bear's paws?", "clock",
          lacks="each cell computed, or quoted with its source"),
    Claim("both", "Large batches that train well all the same: five papers.", "Have both fish and bear's "
    "paws?", "clock",
          lacks="the papers' own figures, with their source"),
)  # fmt: skip
