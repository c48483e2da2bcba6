"""The sheet of the accuracy by batch size: two pictures of a small network, and what others have measured."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from lessons.sheets import accuracy, quoted
from lessons.sheets.accuracy import Share, Trained
from studio.look import figure
from studio.panels.sheets.published import published
from words import say


def show(link: Mapping[str, str], keep: Callable[[Mapping[str, str]], None]) -> list[str]:
    """All of it; nothing of it is in the link, because nothing can be moved."""
    by_epochs, by_updates = accuracy.trained("epochs"), accuracy.trained("updates")
    first, second = st.columns(2)
    with first.container(key="sheet accuracy epochs"):
        st.markdown(f"**{say('After as many epochs: {count}', count=accuracy.EPOCHS)}**")
        figure.show(_curves(by_epochs))
        st.markdown(_by_epochs(by_epochs))
    with second.container(key="sheet accuracy updates"):
        st.markdown(f"**{say('After as many updates: {count:,}', count=accuracy.UPDATES)}**")
        figure.show(_curves(by_updates))
        st.markdown(_by_updates(by_updates))
    st.caption(say(
        "Trained for this sheet: {trained:,} examples of four classes in eight dimensions, a tenth of them labelled at "
        "random; {kept:,} more to validate with; a network of 8-32-4 units, gradient descent with η = {eta} for every "
        "batch size. Points are means of {seeds} seeds, bars go from the lowest to the highest. "
        "`python -m tools.batch_accuracy` makes these numbers again.",
        trained=accuracy.TRAINED, kept=accuracy.VALIDATED, eta=accuracy.ETA, seeds=by_epochs[0].seeds,
    ))  # fmt: skip
    _quoted()
    return []


def _curves(trained: Sequence[Trained]) -> str:
    sizes = [one.size for one in trained]

    def line(name: str, shares: Sequence[Share], style: int, dash: tuple[int, ...] = ()) -> figure.Curve:
        spread = [(one.low, one.high) for one in shares]
        return figure.Curve(name, sizes, [one.mean for one in shares], style, dash, spread)

    lines = [
        line(say("training", "accuracy"), [one.training for one in trained], 0),
        line(say("validation", "accuracy"), [one.validation for one in trained], 1, (9, 4)),
    ]
    told = say("The share of right answers by batch size.")
    return figure.curves(lines, say("batch size"), say("% right"), told, reach=accuracy.reach())


def _by_epochs(trained: Sequence[Trained]) -> str:
    best, last, first = accuracy.best("epochs"), trained[-1], trained[0]
    return say(
        "In validation a batch of {best} is best: {most:.1f}% right. From there on the larger batch is worse: with all "
        "{all:,} examples at once {least:.1f}% of the validation are right, for that makes {few} updates where "
        "batches of {best} make {many:,}; in training too the larger batch is worse. The smallest is not the best: "
        "single examples come to {single:.1f}%.",
        best=best.size, most=best.validation.mean, all=last.size, least=last.validation.mean, few=last.updates,
        many=best.updates, single=first.validation.mean,
    )  # fmt: skip


def _by_updates(trained: Sequence[Trained]) -> str:
    last, first = trained[-1], trained[0]
    large = [one.validation.mean for one in trained if one.size >= accuracy.ENOUGH]
    return say(
        "With as many updates the difference is gone in validation: from a batch of {enough} on {low:.1f} to "
        "{high:.1f}% are right. In training all {all:,} at once have {training:.1f}%, single examples "
        "{single:.1f}%. So with this network it is the number of updates that makes the difference, and not the noise.",
        enough=accuracy.ENOUGH, low=min(large), high=max(large), all=last.size, training=last.training.mean,
        single=first.training.mean,
    )  # fmt: skip


def _quoted() -> None:
    """What stands in the lecture's own picture has no numbers in its notes; a paper's on the same data have."""
    st.markdown(f"**{say('MNIST and CIFAR-10: per cent right, with batches of 256 and of a tenth of the data')}** · "
                f"{say('quoted: {source}', source=quoted.KESKAR)}")  # fmt: skip
    st.markdown(published(accuracy.quoted()))
    st.caption(say("Of the lecture's own curves its notes say that large batches do worse in training; they give no "
                   "numbers (quoted: {source}).", source=quoted.LECTURE))  # fmt: skip
