"""The flows beside a run: the gradient flow from its start, and the one that its steps follow."""

import numpy as np

from optimizers import optimizer, title_of
from optimizers.flows import Flow
from scenes.flows import followed_by, gradient_flow_of, unknown
from studio.player.on_show import OnShow
from studio.player.pack import Json, packed
from words import say

FLOWS = ("flow", "follows")
"""The marks: the gradient flow, and what the steps follow."""


def wanted(marks: tuple[str, ...]) -> tuple[str, ...]:
    """Which of the two are to be seen."""
    return tuple(id for id in FLOWS if id in marks)


def flows(one: OnShow, ids: tuple[str, ...]) -> Json:
    """The paths of the flows of a run by their ids; null where none is known, or nothing of it is to be drawn."""
    found = {id: _flow(one, id) for id in ids}
    return {"paths": {id: _sent(flow) for id, flow in found.items()}}


def _flow(one: OnShow, id: str) -> Flow | None:
    return (gradient_flow_of if id == "flow" else followed_by)(one.origin, one.steps)


def _sent(flow: Flow | None) -> Json | None:
    if flow is None or len(flow.step) < 2:
        return None
    x, y = np.ascontiguousarray(flow.point.T)
    # Where it is at a step is told from its steps, and of a million each is to be told from the next.
    return {"steps": packed(flow.step), "x": packed(x.astype(np.float32)), "y": packed(y.astype(np.float32))}


def unsaid(one: OnShow, ids: tuple[str, ...]) -> list[str]:
    """A sentence for each flow of a run that is not there, or not whole."""
    return [sentence for id in ids for sentence in (_unknown(one) if id == "follows" else []) or _cut(one, id)]


def _unknown(one: OnShow) -> list[str]:
    facts = {"name": one.name}
    match unknown(one.origin, one.steps):
        case "method":
            message = "{name}: which flow the steps of {method} follow is not known here, and none is guessed."
            return [say(message, method=title_of(optimizer(one.origin.run.optimizer)), **facts)]
        case "chance":
            message = "{name}: which flow steps follow is known for exact gradients; with chance in them none is drawn."
            return [say(message, **facts)]
        case "schedule":
            message = "{name}: which flow momentum follows is known where η stays the same; with this η none is drawn."
            return [say(message, **facts)]
    return []


def _cut(one: OnShow, id: str) -> list[str]:
    flow = _flow(one, id)
    if flow is None:
        return []
    facts, step = {"name": one.name}, int(flow.step[-1]) if len(flow.step) else 0
    if flow.ended == "limit" and len(flow.step) < 2:
        message = (
            "{name}: at its start η is so large that each step goes too far; such steps bounce and follow no flow."
        )
        return [say(message, **facts)]
    if flow.ended == "limit":
        message = (
            "{name}: the flow that its steps follow ends at step {step:,}: from there on they bounce, and follow none."
        )
        return [say(message, step=step, **facts)]
    if flow.ended == "long":
        message = "{name}: a flow is drawn up to step {step:,}; the rest would take too long to compute."
        return [say(message, step=step, **facts)]
    return []
