"""All that is said of what is taken away: of pictures, links and descriptions."""

from dataclasses import replace

import words
from scenes import SCENES, new_run
from scenes.export import description, figure, notebook, qr_refused, refused, svg, vector_sentences
from scenes.export.share.description import TRIES
from scenes.scene import on
from studio.panels.share import coded

BURST = replace(SCENES["burst"], steps=40)


def every_export() -> None:
    """Each kind, of scenes that have something else said of them."""
    none = replace(BURST, runs=(replace(BURST.runs[0], hidden=True),))
    assert refused(none, "csv")
    assert notebook(BURST)
    assert figure(BURST).data
    for message in TRIES.values():
        words.say(message, name="x")
    for scene in (
        none, replace(BURST, view="grid"), on("river", 20, new_run("gd", eta=1e-3)),
        on("quadratic", 300, new_run("gd", eta=0.3), new_run("momentum", eta=0.3)),
        replace(SCENES["batches"], steps=9, beside="shuffle"),
    ):  # fmt: skip
        assert svg(scene)
    assert description(BURST, covered=True)
    assert vector_sentences(replace(BURST, steps=1_000_000))
    assert qr_refused("x" * 3000)
    assert coded({}, "http://localhost:8501/").sentence
