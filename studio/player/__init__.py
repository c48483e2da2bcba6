"""The player: a payload made in Python, a component that draws it in the browser."""

from studio.player.component import Wishes, show
from studio.player.predict import Question
from studio.player.worked import Worked

__all__ = ["Question", "Wishes", "Worked", "show"]
