"""Loss surfaces over the plane, as records: `SURFACES["bowl"](-4.0, -0.35)`.

Everything is computed in float64, whatever JAX is set to elsewhere in the program, and JAX stays as it was set: each of
our computations brings its settings along (`surfaces.precision`). One thing holds for the whole process, since XLA
reads it once, before JAX first computes:

* Loops are compiled whole. XLA's CPU back end compiles the body of a `while` as one function only if the loop touches
  few bytes, and otherwise dispatches it operation by operation: 1,700 instead of 84 ns for a step of Adam. Importing
  this package raises the threshold in XLA_FLAGS, unless XLA_FLAGS set `xla_backend_extra_options` themselves. It
  changes how long loops take and no setting of JAX; a program that has computed already keeps its slower loops.
"""

import os

_FLAGS = os.environ.get("XLA_FLAGS", "")
if "xla_backend_extra_options" not in _FLAGS:
    whole = "--xla_backend_extra_options=xla_cpu_small_while_loop_byte_threshold=2147483647"
    os.environ["XLA_FLAGS"] = f"{_FLAGS} {whole}".strip()

from surfaces.batch_norm import BATCH_NORM  # noqa: E402
from surfaces.classes import SORTED_CLASSES  # noqa: E402
from surfaces.classics import BEALE, BOOTH, GOLDSTEIN_PRICE, MATYAS, MCCORMICK, ROSENBROCK  # noqa: E402
from surfaces.data import LINEAR_REGRESSION, LOGISTIC_REGRESSION, TINY_NETWORK  # noqa: E402
from surfaces.landscapes import CLIFF, DOUBLE_WELL, MONKEY_SADDLE, PLATEAU, SADDLE, SHARP_FLAT  # noqa: E402
from surfaces.multimodal import ACKLEY, EASOM, HIMMELBLAU, RASTRIGIN, SIX_HUMP_CAMEL, STYBLINSKI_TANG  # noqa: E402
from surfaces.network_slice import NETWORK_SLICE  # noqa: E402
from surfaces.number import Number  # noqa: E402
from surfaces.split import Surfaces  # noqa: E402
from surfaces.surface import Known, Surface  # noqa: E402
from surfaces.training import EDGE, RIVER  # noqa: E402
from surfaces.valleys import BOWL, CRESCENT, QUADRATIC  # noqa: E402

SURFACES: Surfaces = Surfaces({
    "bowl": BOWL,
    "quadratic": QUADRATIC,
    "crescent": CRESCENT,
    "saddle": SADDLE,
    "monkey_saddle": MONKEY_SADDLE,
    "plateau": PLATEAU,
    "cliff": CLIFF,
    "double_well": DOUBLE_WELL,
    "sharp_flat": SHARP_FLAT,
    "edge": EDGE,
    "river": RIVER,
    "rosenbrock": ROSENBROCK,
    "beale": BEALE,
    "booth": BOOTH,
    "matyas": MATYAS,
    "mccormick": MCCORMICK,
    "himmelblau": HIMMELBLAU,
    "six_hump_camel": SIX_HUMP_CAMEL,
    "styblinski_tang": STYBLINSKI_TANG,
    "goldstein_price": GOLDSTEIN_PRICE,
    "rastrigin": RASTRIGIN,
    "ackley": ACKLEY,
    "easom": EASOM,
    "linear_regression": LINEAR_REGRESSION,
    "logistic_regression": LOGISTIC_REGRESSION,
    "tiny_network": TINY_NETWORK,
    "batch_norm": BATCH_NORM,
    "sorted_classes": SORTED_CLASSES,
    "network_slice": NETWORK_SLICE,
})  # fmt: skip

__all__ = ["SURFACES", "Known", "Number", "Surface"]
