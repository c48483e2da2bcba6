"""The player: a payload made in Python, a component that draws it in the browser."""

from studio.player.component import Wishes, show

__all__ = ["Wishes", "show"]
