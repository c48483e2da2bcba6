"""The numbers of optimizers and schedules: one record each, whoever uses them."""

from surfaces import Number

ETA = Number(
    "eta", "η", "learning rate", "The length of a step per unit of gradient.",
    0.01, 0.0, 1000.0, "log", above_low=True, slider=(1e-8, 1.0),
)  # fmt: skip
ALPHA = Number(
    "alpha", "α", "memory of σ", "Small: trusts the newest gradient. Near 1: trusts the past.",
    0.9, 0.0, 1.0, below_high=True, slider=(0.0, 0.999),
)  # fmt: skip
BETA = Number(
    "beta", "β", "momentum", "The share of the last movement that is kept.",
    0.9, 0.0, 1.0, below_high=True, slider=(0.0, 0.999),
)  # fmt: skip
BETA1 = Number(
    "beta1", "β₁", "memory of m", "The share of the past in the averaged gradient.",
    0.9, 0.0, 1.0, below_high=True, slider=(0.0, 0.999),
)  # fmt: skip
BETA2 = Number(
    "beta2", "β₂", "memory of σ", "The share of the past in the averaged squared gradient.",
    0.999, 0.0, 1.0, below_high=True, slider=(0.0, 0.9999),
)  # fmt: skip
EPSILON = Number(
    "epsilon", "ε", "floor of σ", "Added to σ, outside the root, so that nothing is divided by zero.",
    1e-8, 0.0, 1.0, "log", slider=(1e-12, 1.0),
)  # fmt: skip

DECAY = Number(
    "decay", "d", "decay per epoch", "After 1/d epochs the learning rate is half of what it was.",
    0.01, 0.0, 100.0, "log", slider=(1e-5, 10.0),
)  # fmt: skip
STEPS_PER_EPOCH = Number(
    "steps_per_epoch", "n", "steps per epoch", "How many updates count as one epoch.",
    1, 1, 1_000_000, "whole", slider=(1, 1000),
)  # fmt: skip
HORIZON = Number(
    "horizon", "T", "horizon of the decay", "In steps. The learning rate is halved after 3 T steps.",
    10.0, 0.0, 1_000_000.0, "log", above_low=True, slider=(1.0, 10_000.0),
)  # fmt: skip
WARMUP = Number(
    "warmup", "W", "warm-up", "In steps. The learning rate rises from η/W to η in W steps.",
    20, 1, 1_000_000, "whole", slider=(1, 1000),
)  # fmt: skip
CHANGE_AT = Number(
    "change_at",
    "t",
    "from step",
    "From this step on the learning rate is the one beside it.",
    100,
    0,
    1_000_000,
    "whole",
)

START = Number("start", "θ⁰", "starting point", "Where every run starts.", 0.0, -1e300, 1e300)
STEPS = Number(
    "steps", "t", "steps", "How many updates every run makes.",
    300, 0, 1_000_000, "whole", slider=(10, 1_000_000),
)  # fmt: skip

NOISE = Number(
    "noise", "s", "gradient noise", "The size of what is added to each gradient, drawn anew at every step. 0: none.",
    0.0, 0.0, 1e6, "log", slider=(1e-3, 100.0),
)  # fmt: skip
SEED = Number("seed", "seed", "seed", "The same seed draws the same, for every run.", 0, 0, 2**32 - 1, "whole")
SEEDS = Number(
    "seeds", "S", "seeds at once", "Shows the same run for so many seeds, and how many end where.", 1, 1, 200, "whole"
)

WEIGHT_DECAY = Number(
    "weight_decay", "λ", "weight decay", "The share of every parameter that is taken off it, per unit of η.",
    0.01, 0.0, 10.0, "log", slider=(1e-5, 1.0),
)  # fmt: skip
EPSILON_INSIDE = Number(
    "epsilon_inside", "ε", "floor under the roots", "Added inside both roots: the first steps are made of it.",
    1e-6, 0.0, 1.0, "log", above_low=True, slider=(1e-12, 1.0),
)  # fmt: skip
BETA2_KEPT = Number(
    "beta2_kept", "β₂", "memory of the average", "The share of the past in the average that is carried on.",
    0.99, 0.0, 1.0, below_high=True, slider=(0.0, 0.9999),
)  # fmt: skip
BETA2_PEAK = Number(
    "beta2_peak", "β₂", "memory of the peak", "What each step leaves of the largest gradient so far.",
    0.999, 0.0, 1.0, below_high=True, slider=(0.0, 0.9999),
)  # fmt: skip
