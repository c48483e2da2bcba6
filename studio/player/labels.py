"""The words of the player's own controls. Its JavaScript holds none."""

from words import say


def labels() -> dict[str, str]:
    """All words by the names the browser knows them by, in the reader's language."""
    return {
        "player": say(
            "Player. Space plays and pauses, the arrow keys step, Home and End jump. "
            "A, N and C show arrows, numbers and critical points."
        ),
        "play": say("Play (space)"),
        "pause": say("Pause (space)"),
        "restart": say("Back to the start (Home)"),
        "end": say("To the end (End)"),
        "back": say("One step back (←)"),
        "forward": say("One step forward (→)"),
        "scrub": say("Step on show"),
        "speed": say("Speed"),
        "clock": say("Clock"),
        "linear": say("even steps"),
        "log": say("log steps"),
        "step": say("step {step} of {steps}"),
        "step_epoch": say("step {step} of {steps} · epoch {epoch}"),
        "epoch": say("epoch {epoch}"),
        "steps": say("step"),
        "picture": say("Click to set the start, drag to move, wheel to zoom."),
        "minimum": say("minimum"),
        "maximum": say("maximum"),
        "saddle": say("saddle"),
        "flat": say("flat place"),
        "start": say("start"),
        "outside": say("outside the picture"),
        "empty": say("No run is shown. Add one, or show a hidden one."),
        "failed": say("The picture could not be drawn: {reason}. Reload the page."),
        "arrows": say("−g, m and the update as arrows (A)"),
        "numbers": say("The update in numbers (N)"),
        "critical": say("Critical points (C)"),
        "change": say("Another η from this step on (H)"),
        "scaled": say("−g and −m × {factor}"),
        "update": say("step"),
        "microscope": say("The update of step {step} in numbers"),
        "copy": say("Copy"),
        "copy_step": say("Copy the whole step, with every digit"),
        "copied": say("copied"),
        "exact": say("{number} (click to copy)"),
        "waiting": say("The numbers of this step are on their way."),
        "ended": say("The run ends at step {step}: no update follows."),
        "no_step": say("no step: m is 0"),
    }
