"""Finds the browser that the tests drive; run as a script, installs one where there is none.

A system browser is preferred to the one that Playwright downloads: it comes with its libraries, and
with a package manager that works on closed networks too. Where Chromium has been built without windows, that is
taken: it shows pages as the other does, and for all that the tests do needs a fifth less of the processor.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find() -> str | None:
    """The path of a Chromium or Chrome that starts, None if there is none.

    Looked for in this order: the environment variable CHROMIUM (if set, nothing else), the commands
    in `NAMES`, the applications of macOS, Playwright's own download.
    """
    return next((path for path in _candidates() if _starts(path)), None)


def ensure() -> str:
    """The path of a Chromium, installed first if there is none.

    As root on Debian and its kin the package is installed, with a font for Chinese; anywhere else,
    and where that does not work, Playwright downloads one for this user.

    Raises:
        RuntimeError: none could be found or installed; the sentence says what to do.
    """
    path, chosen = find(), os.environ.get("CHROMIUM")
    if path is None and chosen:
        raise RuntimeError(f"CHROMIUM is {chosen!r}, which does not start; correct it, or unset it to use another.")
    for install in (_from_apt, _from_playwright):
        if path is None:
            install()
            path = find()
    if path is None:
        raise RuntimeError(
            "The tests need Chromium or Chrome, and installing one did not work: install it by hand, "
            "or set CHROMIUM to the path of one, and run this again."
        )
    return path


def _candidates() -> Iterator[str]:
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        yield chosen
        return
    yield from filter(None, map(shutil.which, NAMES))
    yield from filter(os.path.exists, MAC)
    # Last, because asking Playwright starts a process of its own.
    yield from _playwright_path()


def _playwright_path() -> Iterator[str]:
    # Asked in a process of its own: the synchronous interface refuses to start inside an event loop.
    code = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    path = asked.stdout.strip()
    if asked.returncode == 0 and os.path.exists(path):
        yield path


def _starts(path: str) -> bool:
    """Whether the command runs: on Ubuntu `chromium-browser` may be a stub that only names a snap."""
    try:
        asked = subprocess.run([path, "--version"], capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def _root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _from_apt() -> None:
    if shutil.which("apt-get") and _root() and _tell("apt-get", "update"):
        # Ubuntu has only one of the two.
        any(
            _tell("apt-get", "install", "-y", "--no-install-recommends", name, "fonts-noto-cjk")
            for name in ("chromium-headless-shell", "chromium")
        )


def _from_playwright() -> None:
    # Root may install the libraries that the download needs; others must have them.
    needs = ["--with-deps"] if shutil.which("apt-get") and _root() else []
    _tell(sys.executable, "-m", "playwright", "install", *needs, "chromium")


def _tell(*command: str) -> bool:
    """Run a command that installs something, after saying so."""
    print("No Chromium that starts:", " ".join(command), flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, stdin=subprocess.DEVNULL, env=environment).returncode == 0


if __name__ == "__main__":
    try:
        print(f"Chromium: {ensure()}")
    except RuntimeError as error:
        sys.exit(str(error))
