"""Scene → a program that makes its runs without this package: with NumPy alone, with optax, or with PyTorch."""

from scenes.export.elsewhere.files import LIBRARIES, file_of, named
from scenes.export.elsewhere.libraries import NAMES, Library
from scenes.export.elsewhere.script import Script, elsewhere, not_elsewhere

__all__ = ["LIBRARIES", "NAMES", "Library", "Script", "elsewhere", "file_of", "named", "not_elsewhere"]
