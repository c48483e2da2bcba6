"""What the curves are called."""

from words import Message, say

NAMES: dict[str, Message] = {
    "loss": "loss L",
    "gap": "L − its minimum",
    "norm": "gradient ‖g‖",
    "eta": "learning rate η",
    "rate1": "effective rate η/σ₁",
    "rate2": "effective rate η/σ₂",
    "g1": "gradient g₁",
    "g2": "gradient g₂",
    "m1": "momentum m₁",
    "m2": "momentum m₂",
    "s1": "divisor σ₁",
    "s2": "divisor σ₂",
    "distance": "distance to the minimum",
    "edge1": "η/σ₁ over 2/λ₁",
    "edge2": "η/σ₂ over 2/λ₂",
    "stability": "stability: ηλ over its limit",
    "test": "test loss",
}
"""English messages for `words.say`, by the ids of `scenes.scene.CURVES`."""


def curve_name(id: str, *, split: bool = False) -> str:
    """The name of a curve in the reader's language; with examples kept out the test loss is the validation loss."""
    return say("validation loss") if split and id == "test" else say(NAMES[id])
