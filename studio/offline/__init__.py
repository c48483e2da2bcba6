"""The page that works without a server: one file with the player and a scene, made by `page(scene)`."""

from studio.offline.document import page
from studio.offline.measured import refused, size

__all__ = ["page", "refused", "size"]
