"""How a number is called, and how its values are written beside sliders and on the dial."""

from scenes.values import step_of
from surfaces import Number
from words import compact, say


def label_of(record: Number) -> str:
    """'η · learning rate'"""
    return f"{record.symbol} · {say(record.name, 'number')}" if record.symbol else say(record.name, "number")


def written(record: Number, value: float) -> str:
    """A value as the slider writes it while it stands there."""
    return form(record, value) % value if record.scale == "linear" else spoken(value)


def spoken(value: float) -> str:
    """100000 as '100,000', 1e-7 as '1e-7'."""
    return f"{int(value):,}" if float(value).is_integer() and value >= 10 else compact(value)


def unspoken(text: str) -> str:
    """What `spoken` has written, as a number is read: '100,000' as '100000'."""
    return text.replace(",", "")


def form(record: Number, value: float) -> str:
    """How a linear slider writes its numbers: three places beyond the point for what lies between 0 and 1."""
    if abs(value - round(value, 3)) > 1e-12:
        return "%.6g"
    return "%.3f" if step_of(record, value) < 0.01 else "%.2f"
