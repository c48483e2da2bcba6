"""What is said of a run beside its numbers: what it is called, and how it ended."""

from optimizers import SCHEDULES, Path, optimizer, title_of
from scenes import Run, Scene
from studio.player.pack import Json
from words import compact, say


def name_of(scene: Scene, run: Run) -> str:
    """'Adam, η = 0.01 · Cosine'"""
    facts = [title_of(optimizer(run.optimizer)), f"η = {compact(dict(run.numbers)['eta'])}"]
    if (batch := scene.sampling(run).batch) is not None:
        facts.append(say("batch {count}", count=batch))
    schedule = "" if run.schedule == "constant" else f" · {say(SCHEDULES[run.schedule].name)}"
    return ", ".join(facts) + schedule


def ending(path: Path) -> Json:
    """The last step, what became of the run, and what stands at the edge of a picture that it has left."""
    last, outcome = len(path.loss) - 1, path.outcome
    end = say("step {step:,}: loss {loss:.3g}", step=last, loss=path.loss[-1])
    return {
        "last": last,
        "kind": outcome.kind,
        "sentence": outcome.sentence,
        "end": end if outcome.kind == "diverged" else None,
    }
