"""Firefox, driven by WebDriver BiDi (https://w3c.github.io/webdriver-bidi): Playwright drives only a build of its own.

Run as a script, looks for it, and installs it where the system has a package manager that does so without being asked.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

NAMES = ("firefox-esr", "firefox")
MAC = "/Applications/Firefox.app/Contents/MacOS/firefox"
# Nothing is asked of anybody, and nothing is shown before the page.
SETTINGS = {
    "app.normandy.enabled": False, "app.update.disabledForTesting": True, "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False, "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False, "datareporting.healthreport.uploadEnabled": False,
    "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,", "toolkit.telemetry.enabled": False, "ui.prefersReducedMotion": 1,
}  # fmt: skip


def find() -> str | None:
    """The path of a Firefox that starts, None if there is none; FIREFOX names one, and then no other is looked for."""
    chosen = os.environ.get("FIREFOX")
    candidates = [chosen] if chosen else [*filter(None, map(shutil.which, NAMES)), *filter(os.path.exists, [MAC])]
    return next((path for path in candidates if _starts(path)), None)


def _starts(path: str) -> bool:
    try:
        asked = subprocess.run([path, "--version"], capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0 and b"Firefox" in asked.stdout


def ensure() -> str | None:
    """The same, after an attempt to install one: as root on Debian and its kin."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if find() is None and "FIREFOX" not in os.environ and shutil.which("apt-get") and root:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", "firefox-esr"]):
            print("No Firefox that starts: apt-get", *command, flush=True)
            if subprocess.run(["apt-get", *command], stdin=subprocess.DEVNULL, env=environment).returncode:
                break
    return find()


class Page:
    """One window of Firefox."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.count = 0
        self.errors: list[str] = []
        self.send("session.new", capabilities={})
        self.send("session.subscribe", events=["log.entryAdded"])
        self.context = self.send("browsingContext.getTree")["contexts"][0]["context"]

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """The answer to a command; what the console has told of meanwhile is kept."""
        self.count += 1
        self.socket.send(json.dumps({"id": self.count, "method": method, "params": params}))
        while True:
            message = json.loads(self.socket.recv(timeout=30))
            if message.get("method") == "log.entryAdded" and message["params"]["level"] == "error":
                self.errors.append(_told(message["params"]))
            elif message.get("id") == self.count:
                if message["type"] == "error":
                    raise RuntimeError(f"{method}: {message['message']}")
                return dict(message["result"])

    def resize(self, width: int, height: int) -> None:
        self.send("browsingContext.setViewport", context=self.context, viewport={"width": width, "height": height})

    def open(self, url: str) -> None:
        self.send("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def ask(self, expression: str) -> Any:
        """The value of an expression, awaited, by way of JSON."""
        target, text = {"context": self.context}, f"(async () => JSON.stringify(await ({expression})))()"
        answer = self.send("script.evaluate", expression=text, target=target, awaitPromise=True)
        if answer["type"] == "exception":
            raise RuntimeError(f"{expression}: {answer['exceptionDetails']['text']}")
        return json.loads(answer["result"].get("value", "null"))

    def until(self, expression: str, seconds: float = 20) -> None:
        """Wait until an expression is true: asked at every frame."""
        self.ask(
            f"""new Promise((done, fail) => {{
              const end = Date.now() + {seconds * 1000};
              const look = () => ({expression}) ? done() : Date.now() > end
                ? fail(new Error("not within {seconds} s")) : requestAnimationFrame(look);
              look();
            }})"""
        )

    def press(self, *keys: str) -> None:
        """Keys one after the other, as text or by their code in the specification."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._perform({"type": "key", "id": "keyboard", "actions": actions})

    def drag(self, *places: tuple[float, float]) -> None:
        """Press at the first place, move through the others, and let go at the last."""
        moves = [{"type": "pointerMove", "x": round(x), "y": round(y), "duration": 30} for x, y in places]
        down, up = {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}
        self._perform({"type": "pointer", "id": "mouse", "actions": [moves[0], down, *moves[1:], up]})

    def click(self, x: float, y: float) -> None:
        self.drag((x, y))

    def _perform(self, source: dict[str, Any]) -> None:
        self.send("input.performActions", context=self.context, actions=[source])


def _told(entry: dict[str, Any]) -> str:
    frames = entry.get("stackTrace", {}).get("callFrames", [])
    return f"{entry['text']} {frames[0]['url'] if frames else ''}".strip()


@contextmanager
def browse(path: str) -> Iterator[Page]:
    """A headless Firefox with a profile of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in SETTINGS.items()]
        Path(profile, "user.js").write_text("\n".join(lines), "utf-8")
        command = [
            path,
            "--headless",
            "--no-remote",
            "--profile",
            profile,
            "--remote-debugging-port",
            "0",
            "about:blank",
        ]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        try:
            assert process.stderr is not None
            found = next(
                filter(None, (re.search(r"WebDriver BiDi listening on (ws://\S+)", one) for one in process.stderr))
            )
            with connect(f"{found[1]}/session", max_size=None, compression=None) as socket:
                yield Page(socket)
        finally:
            process.terminate()
            process.communicate(timeout=30)


if __name__ == "__main__":
    sys.stdout.write(f"Firefox: {ensure() or 'none, and so the tests do not try it'}\n")
