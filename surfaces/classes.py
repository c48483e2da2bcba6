"""Three classes of a hundred examples each, in their order: what a model learns from it if nobody shuffles."""

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from surfaces.data import mean_over
from surfaces.surface import Known, Surface

Values = Float[Array, "..."]
Losses = Float[Array, "... examples"]

CENTRES = np.array([[-2.0, -1.0], [0.0, 2.0], [2.0, -1.0]])
_OFFSETS = np.linspace(-0.9, 0.9, 10)
# First the hundred of A, then those of B, then those of C: ten by ten around the centre of each.
EXAMPLES = (CENTRES[:, None] + np.stack(np.meshgrid(_OFFSETS, _OFFSETS), axis=-1).reshape(-1, 2)).reshape(-1, 2)


def one_point(x: Values, y: Values) -> Losses:
    """How far one point, the simplest of models, is from each example, squared.

    ℓ_i = ½ ‖θ − x_i‖²
    """
    places = jnp.asarray(EXAMPLES.T).reshape(2, *[1] * x.ndim, -1)
    return ((x[..., None] - places[0]) ** 2 + (y[..., None] - places[1]) ** 2) / 2


SORTED_CLASSES = Surface(
    id="sorted_classes",
    name="Three classes, sorted",
    help="One point is to be near to 300 examples: first 100 of class A, then 100 of B, then 100 of C. Which of them "
    "it is near to depends on their order.",
    formula=r"L = \tfrac1{300}\textstyle\sum_i \tfrac12\lVert\theta - x_i\rVert^2",
    loss=mean_over(one_point),
    each=one_point,
    examples=len(EXAMPLES),
    numbers=(),
    domain=((-3.5, 3.5), (-2.5, 3.5)),
    minima=lambda: ((0.0, 0.0),),
    start=(-3.0, 2.5),
    known=(
        # Around its centre a class spreads by a mean square of 0.33 along each axis.
        Known((1.0, 2.0), (29 / 3 + 0.66) / 2, "by hand: the centres are 18, 1 and 10 away, squared"),
        Known((-3.0, 1.0), (44 / 3 + 0.66) / 2, "by hand: the centres are 5, 10 and 29 away, squared"),
    ),
    source="the lecture's example of why to shuffle; the data were made up for this laboratory",
    equal=True,
)
