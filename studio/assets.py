"""What the browser loads from this server: Plotly's own file and the player's modules.

They are copied into `static/` under a name made of their contents when the app starts. A browser may
keep such a file for ever, and never mixes an old one with a new one.
"""

import hashlib
import shutil
import tempfile
from functools import cache
from pathlib import Path

import plotly

ROOT = Path(__file__).parent.parent
WEB = Path(__file__).parent / "player" / "web"
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


@cache
def publish() -> str:
    """Copy the files to where Streamlit serves them; the address to load them from, relative to the page."""
    modules = sorted(WEB.glob("*.js"))
    contents = b"".join(path.read_bytes() for path in [PLOTLY, *modules])
    served = ROOT / "static" / hashlib.sha256(contents).hexdigest()[:12]
    if not served.exists():
        for old in served.parent.iterdir():
            if old.is_dir():
                shutil.rmtree(old, ignore_errors=True)
        draft = Path(tempfile.mkdtemp(dir=served.parent))
        shutil.copy(PLOTLY, draft)
        shutil.copytree(WEB, draft / "player", ignore=lambda _, names: [n for n in names if not n.endswith(".js")])
        try:
            # In one move: a page that is being loaded sees all or nothing.
            draft.rename(served)
        except OSError:
            # Another process starting at the same moment was first, with the same files.
            shutil.rmtree(draft)
    return f"./app/static/{served.name}"
