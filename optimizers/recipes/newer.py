"""Methods that the lecture does not have: what they look at, keep or cut off beside η, σ and m."""

from optimizers.parts import looking, mixtures, momenta, sequences, sigmas
from optimizers.recipes.record import Optimizer

NEWER: tuple[Optimizer, ...] = (
    Optimizer(
        id="sam",
        name="SAM",
        help="Takes its gradient from ρ uphill: what is sharp looks steep, and is left. Two gradients a step.",
        m=looking.SHARPNESS_AWARE,
        sigma=sigmas.ONE,
        buys="Generalization: it prefers wide valleys, at the price of two gradients a step. As optimization it is "
        "slower than the plain method.",
        start="There is no memory: the first step is η times the gradient at the point ρ uphill of the start.",
        differs="optax.contrib.sam takes the same steps in its opaque mode; PyTorch has none, and code for it wraps "
        "SGD or AdamW. Both gradients are of the same batch, as they are here.",
        source="P. Foret et al., 2021: Sharpness-aware minimization for efficiently improving generalization",
        plane="A plane has one width to see. Of the millions of directions of a network ρ tries one, and how wide a "
        "valley looks depends on how the weights are scaled (Dinh et al. 2017).",
    ),
    Optimizer(
        id="sign_descent",
        name="Sign descent",
        help="Of the gradient only the signs count: every step is η long along both axes.",
        m=momenta.GRADIENT,
        sigma=sigmas.SIZE,
        buys="Optimization: steps that do not shrink where it is flat, nor grow where it is steep. It comes to rest "
        "only if η falls.",
        start="There is no memory, so the first step is like any other: η along each axis, however steep it is.",
        differs="optax.sign_sgd takes the same steps. PyTorch's Rprop goes by the sign too, with rates that grow and "
        "shrink; Adam without memory is this method.",
        source="J. Bernstein et al., 2018: signSGD, compressed optimisation for non-convex problems",
        plane="It was made to send one bit for each parameter from machine to machine; with two there is nothing to "
        "save. Its steps are √n η long with n parameters.",
    ),
    Optimizer(
        id="clipped",
        name="Gradient clipping",
        help="Gradient descent whose gradient is shortened to c where it is longer.",
        m=momenta.GRADIENT,
        sigma=sigmas.CLIP_NORM,
        buys="Optimization: no wall throws a run back by more than η c, so that η need not be as small as the steepest "
        "place asks for.",
        start="There is no memory: the first step is that of gradient descent, or η c long if ‖g‖ is above c.",
        differs="optax.clip_by_global_norm before sgd takes the same steps, PyTorch's clip_grad_norm_ adds 1e-6 to the "
        "norm. Both can clip each component as well, which turns the direction.",
        source="R. Pascanu, T. Mikolov and Y. Bengio, 2013: On the difficulty of training recurrent neural networks",
        plane="A network is clipped by the norm of all its parameters together, so that one steep layer shortens the "
        "steps of all others.",
    ),
    Optimizer(
        id="polyak",
        name="Polyak's step",
        help="As long as the height asks for: (L − L*)/‖g‖ downhill, with L* the lowest loss there is.",
        m=looking.POLYAK,
        sigma=sigmas.ONE,
        usual={"eta": 1.0},
        buys="Optimization: on a convex loss the right length without tuning, if L* is known. High up where it is flat "
        "it jumps far.",
        start="There is no memory: at η = 1 the first step is (L − L*)/‖g‖ long, wherever it starts.",
        differs="optax.polyak_sgd does the same with f_min = L*, and cuts the rate at 1 unless told otherwise; PyTorch "
        "has none. On a surface that falls for ever there is no L*, and here no step.",
        source="B. T. Polyak, 1969: Minimization of unsmooth functionals",
        plane="Nobody knows the L* of a network; 0 is taken for it where all examples can be fitted (Loizou et al. "
        "2021), and the loss is that of a batch.",
    ),
    Optimizer(
        id="averaged",
        name="Averaging of the points",
        help="Gradient descent, and beside it two averages of its points: of all so far, and one that forgets.",
        m=sequences.AVERAGED,
        sigma=sigmas.ONE,
        buys="Generalization, and optimization with noise: the average is calm where the run rattles, as if η had "
        "fallen.",
        start="The first step is that of gradient descent. Both averages begin at the start, and the mean of all never "
        "quite forgets it.",
        differs="PyTorch keeps both as swa_utils.AveragedModel, optax the moving one with incremental_update. The loss "
        "drawn is that of θ; the averages are points beside it.",
        source="B. T. Polyak and A. Juditsky, 1992: Acceleration of stochastic approximation by averaging",
        plane="Averages of a network's weights land in wider places of its valley, and its batch normalization has to "
        "be computed anew there (Izmailov et al. 2018).",
    ),
    Optimizer(
        id="lookahead",
        name="Lookahead",
        help="Gradient descent goes ahead for k steps; then a slow point follows it for a share of the way, and it "
        "goes back there.",
        m=sequences.LOOKAHEAD,
        sigma=sigmas.ONE,
        buys="Optimization: what bounces or rattles within k steps is evened out, so that η may be larger.",
        start="The first step is that of gradient descent; the slow point moves for the first time after k steps.",
        differs="optax.lookahead takes the same steps, with fast and slow parameters as a pair; PyTorch has none. Any "
        "method may run inside, and here it is gradient descent.",
        source="M. R. Zhang et al., 2019: Lookahead optimizer, k steps forward, 1 step back",
        plane="Its authors put Adam inside, and measure that η and β need less tuning on networks. In a plane without "
        "noise it is mostly slower.",
    ),
    Optimizer(
        id="schedule_free",
        name="Schedule-free SGD",
        help="Steps and their average at once: gradients are taken between the two, and no schedule has to know the "
        "end.",
        m=sequences.SCHEDULE_FREE,
        sigma=sigmas.ONE,
        buys="Optimization with noise: the calm of a rate that falls, at any step, without saying beforehand when it "
        "ends.",
        start="x is all of z after the first step, which therefore is that of gradient descent.",
        differs="optax.contrib.schedule_free_sgd and the authors' code for PyTorch take the same steps. With η = 0 "
        "they go on drawing y towards x; here nothing moves.",
        source="A. Defazio et al., 2024: The road less scheduled",
        plane="What is used in the end is x, and the loss that is drawn is that of θ, where gradients are taken. A "
        "network's batch normalization has to be computed anew at x.",
    ),
    Optimizer(
        id="schedule_free_adamw",
        name="Schedule-free AdamW",
        help="Schedule-free, its steps divided by Adam's σ, with weight decay.",
        m=sequences.SCHEDULE_FREE_ADAMW,
        sigma=sigmas.ONE,
        usual={"eta": 0.0025, "weight_decay": 0.0},
        buys="Optimization: Adam's rate for each parameter without a schedule, with an average in place of its "
        "momentum.",
        start="σ is corrected for its start at zero, so the first step of every parameter is η long; ηλθ towards the "
        "origin is added to it.",
        differs="optax.contrib.schedule_free_adamw takes the same steps. The authors' code for PyTorch can warm up by "
        "itself, and give later steps more weight.",
        source="A. Defazio et al., 2024: The road less scheduled, algorithm 1",
        plane="It has won a contest of training networks without tuning (AlgoPerf 2024). A plane without noise shows "
        "why it needs no schedule, and nothing of how fast it is there.",
    ),
    Optimizer(
        id="newton",
        name="Newton's method",
        help="Steps to where the paraboloid at θ is level: into a bowl at once, and as readily onto a saddle.",
        m=looking.NEWTON,
        sigma=sigmas.ONE,
        usual={"eta": 1.0},
        buys="Optimization: near a minimum each step doubles the digits that are right. Farther off it walks to "
        "saddles and to tops, at a whole Hessian a step.",
        start="There is no memory: the first step is −H⁻¹ g, to the level point of the paraboloid at the start.",
        differs="Neither optax nor PyTorch has it. What solvers call so makes H positive first, or looks along the "
        "line how far to go; this is the bare step.",
        source="L. V. Kantorovich, 1948: Functional analysis and applied mathematics; I. Newton had it in 1669",
        plane="H of n parameters has n² numbers, too many for a network, which moreover has far more saddles than "
        "minima to be walked to (Dauphin et al. 2014).",
    ),
    Optimizer(
        id="ademamix",
        name="AdEMAMix",
        help="Adam with a second, slow average of the gradients beside the fast one.",
        m=mixtures.TWO_AVERAGES,
        sigma=sigmas.CORRECTED_SQUARE,
        usual={"eta": 0.001},
        buys="Optimization: gradients of thousands of steps ago still count, and the fast average stays fast.",
        start="The slow average is not corrected for its start at zero: the first step is η(1 + α(1 − β₃)) long, "
        "1.0005 η at the usual values.",
        differs="optax.contrib.ademamix takes the same steps; PyTorch has none. The authors let α and β₃ rise for as "
        "long as the run lasts.",
        source="M. Pagliardini, P. Ablin and D. Grangier, 2024: The AdEMAMix optimizer, better, faster, older",
        plane="It was made for hundreds of thousands of noisy steps. In some hundred exact ones the slow average has "
        "hardly begun, and later it carries a run past its minimum.",
    ),
    Optimizer(
        id="prodigy",
        name="Prodigy",
        help="Adam that finds its own rate, from how far it has come: η stays 1.",
        m=mixtures.PRODIGY,
        sigma=sigmas.ONE,
        usual={"eta": 1.0},
        buys="Optimization: no learning rate to choose, as d grows from far too small to about the distance of the "
        "minimum.",
        start="d begins at d₀, so the first step of every parameter is η d₀ long, a millionth; d then grows many times "
        "over.",
        differs="optax.contrib.prodigy takes the same steps. The authors' code for PyTorch leaves out the correction "
        "of the averages unless told otherwise, and can limit how fast d grows.",
        source="K. Mishchenko and A. Defazio, 2023: Prodigy, an expeditiously adaptive parameter-free learner",
        plane="d is one number for all parameters: here it is made of two, of a network it is made of all of its "
        "layers, whose distances differ.",
    ),
)
"""Each once, in the order of what they add."""
