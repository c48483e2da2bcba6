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
    # Not above 0: with a T that is next to nothing t/T is 0/0 at the first step.
    10.0, 1e-6, 1_000_000.0, "log", above_low=True, slider=(1.0, 10_000.0),
)  # fmt: skip
GAMMA = Number(
    "gamma", "γ", "factor per epoch", "What the learning rate is multiplied by after each epoch. Above 1 it grows.",
    0.95, 0.0, 2.0, above_low=True, slider=(0.5, 1.1),
)  # fmt: skip
DROP = Number(
    "drop", "f", "factor of a drop", "What the learning rate is multiplied by at each drop.",
    0.5, 0.0, 1.0, above_low=True, slider=(0.001, 1.0),
)  # fmt: skip
EVERY = Number(
    "every", "N", "steps between drops", "In steps. So long the learning rate stays as it is, then it drops.",
    100, 1, 1_000_000, "whole", slider=(1, 10_000),
)  # fmt: skip
SPAN = Number(
    "span", "N", "length", "In steps. After these the learning rate stays at its last share.",
    300, 1, 1_000_000, "whole", slider=(1, 100_000),
)  # fmt: skip
FINAL = Number(
    "final", "f", "final share", "The share of η at the bottom. At 0 the run stands still there.",
    0.0, 0.0, 1.0, slider=(0.0, 1.0),
)  # fmt: skip
STABLE = Number(
    "stable", "s", "stable share", "The part of the N steps in which the learning rate stays at η.",
    0.85, 0.0, 1.0, below_high=True, slider=(0.0, 0.99),
)  # fmt: skip
WARMUP = Number(
    "warmup", "W", "warm-up", "In steps. The learning rate rises from η/W to η in W steps.",
    20, 1, 1_000_000, "whole", slider=(1, 1000),
)  # fmt: skip
FIRST_RATE = Number(
    "first_rate", "η₀", "first rate", "The learning rate until the loss is low, or the wait is over.",
    0.01, 0.0, 1000.0, "log", above_low=True, slider=(1e-8, 1.0),
)  # fmt: skip
THRESHOLD = Number(
    "threshold", "L*", "loss to wait for", "From the first step with a loss under it on the learning rate is η.",
    1.0, -1e9, 1e9, "log", slider=(1e-3, 100.0),
)  # fmt: skip
PATIENCE = Number(
    "patience", "N", "longest wait", "In steps. After these the learning rate is η, whatever the loss.",
    400, 0, 1_000_000, "whole", slider=(1, 10_000),
)  # fmt: skip
D_MODEL = Number(
    "d_model", "d", "width of the model", "The learning rate is divided by its root.",
    512, 1, 1_000_000, "whole", slider=(1, 10_000),
)  # fmt: skip
PEAK_AT = Number(
    "peak_at", "W", "step of the peak", "The learning rate rises for so many steps, then falls like 1/√t.",
    4000, 1, 1_000_000, "whole", slider=(1, 100_000),
)  # fmt: skip
RISE = Number(
    "rise", "r", "share of the rise", "The part of the N steps in which the learning rate rises.",
    0.3, 0.01, 0.99, slider=(0.01, 0.99),
)  # fmt: skip
START_SHARE = Number(
    "start_share", "s", "share at the start", "The share of η that the first step has.",
    0.04, 0.0, 1.0, slider=(0.0, 1.0),
)  # fmt: skip
END_SHARE = Number(
    "end_share", "e", "share at the end", "The share of η from step N on.",
    4e-6, 0.0, 1.0, "log", slider=(1e-8, 1.0),
)  # fmt: skip
RESTART = Number(
    "restart", "T₀", "first restart", "In steps. After these the learning rate starts again from η.",
    50, 1, 1_000_000, "whole", slider=(1, 10_000),
)  # fmt: skip
STRETCH = Number(
    "stretch", "M", "stretch", "Each period is so many times as long as the one before.",
    2, 1, 10, "whole", slider=(1, 10),
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
SEED = Number("seed", "", "seed", "The same seed draws the same, for every run.", 0, 0, 2**32 - 1, "whole")
SEEDS = Number(
    "seeds", "S", "seeds at once", "Shows the same run for so many seeds, and how many end where.",
    1, 1, 200, "whole", slider=(1, 200),
)  # fmt: skip
SHIFT = Number(
    "shift", "Δ", "shift of the test loss", "The test loss is the loss moved so far to the right. 0: it is the same.",
    0.0, -1e6, 1e6, slider=(-1.0, 1.0),
)  # fmt: skip

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

RADIUS = Number(
    "uphill", "ρ", "radius", "How far uphill the gradient is taken. 0: at the point itself.",
    0.05, 0.0, 100.0, "log", slider=(1e-3, 10.0),
)  # fmt: skip
CLIP = Number(
    "clip", "c", "longest gradient", "A gradient that is longer is shortened to this, and keeps its direction.",
    1.0, 1e-12, 1e9, "log", slider=(1e-3, 1000.0),
)  # fmt: skip
KEPT = Number(
    "kept", "γ", "memory of the average", "The share of the past in the moving average of the points.",
    0.98, 0.0, 1.0, below_high=True, slider=(0.0, 0.999),
)  # fmt: skip
SHARE = Number(
    "share", "β", "share of the average", "How near to x, the average, gradients are taken; 0: at z.",
    0.9, 0.0, 1.0, below_high=True, slider=(0.0, 0.99),
)  # fmt: skip
BETA3 = Number(
    "beta3", "β₃", "memory of the slow average", "The share of the past in the slow average of the gradients.",
    0.9999, 0.0, 1.0, below_high=True, slider=(0.9, 0.9999),
)  # fmt: skip
MIX = Number(
    "mix", "α", "weight of the slow average", "How often the slow average counts beside the fast one.",
    5.0, 0.0, 1000.0, "log", slider=(0.1, 100.0),
)  # fmt: skip
FIRST_DISTANCE = Number(
    "first_distance", "d₀", "first distance", "A guess of how far it is to the minimum, far too small: it grows.",
    1e-6, 0.0, 1e6, "log", above_low=True, slider=(1e-8, 1.0),
)  # fmt: skip
HALF_CYCLE = Number(
    "half_cycle", "N", "half a cycle", "In steps. So long the learning rate rises, and as long it falls.",
    50, 1, 1_000_000, "whole", slider=(1, 10_000),
)  # fmt: skip
WAIT = Number(
    "wait", "N", "steps without progress", "After so many steps without a new lowest loss the learning rate drops.",
    10, 1, 1_000_000, "whole", slider=(1, 1000),
)  # fmt: skip
PROGRESS = Number(
    "progress", "r", "least progress", "A loss is a new lowest one if it is lower by more than this share.",
    1e-4, 0.0, 1.0, "log", above_low=True, below_high=True, slider=(1e-6, 0.5),
)  # fmt: skip
SYNC = Number(
    "sync", "k", "steps ahead", "After so many steps it goes back to the slow point.",
    6, 1, 1_000_000, "whole", slider=(1, 100),
)  # fmt: skip
PULL = Number(
    "way", "α", "share of the way", "How far the slow point goes after the fast one. At 1 there is no way back.",
    0.5, 0.0, 1.0, above_low=True, slider=(0.05, 1.0),
)  # fmt: skip
