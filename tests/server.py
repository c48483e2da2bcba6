"""The app as a user has it: a Streamlit server of its own, and a Chromium looking at it."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from playwright.sync_api import Browser, Page, sync_playwright

from tests import chromium

ROOT = Path(__file__).parent.parent
READY = "[data-testid=player][data-ready=true]"
# Chromium as root in a container, silent about the outside world.
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip

# For a page to begin with: every WebGL context that is asked for is kept in `contexts`.
KEEP_WEBGL = """
  window.contexts = new Set();
  const ask = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
    const context = ask.call(this, kind, ...more);
    if (context && kind.includes("webgl")) window.contexts.add(context);
    return context;
  };
"""


@contextmanager
def serve(script: Path, base: str = "", port: int = 0) -> Iterator[str]:
    """Run `streamlit run script` on a free port, below a path; gives the address, and stops the server at the end."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("localhost", port))
        port = probe.getsockname()[1]
    options = [f"--server.port={port}", "--server.headless=true", f"--server.baseUrlPath={base}"]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options]
    # A file and not a pipe: nobody reads it while the server writes.
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(
            command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, env=os.environ | {"PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        try:
            url = f"http://localhost:{port}{base}"
            _wait(url, server, log)
            yield url
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait(url: str, server: subprocess.Popen[bytes], log: IO[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            log.seek(0)
            raise RuntimeError(f"the server did not start: {log.read().decode()}")
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"no answer from {url} within 60 s")


@contextmanager
def browse(*flags: str) -> Iterator[Browser]:
    """A headless Chromium."""
    path = chromium.find()
    if path is None:
        raise RuntimeError("no Chromium: run `python tests/chromium.py` first")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *flags])
        try:
            yield browser
        finally:
            browser.close()


def open_player(page: Page, url: str) -> None:
    """Go to a page with a player and wait until its first picture is drawn."""
    page.goto(url)
    page.locator(READY).wait_for(timeout=60_000)
