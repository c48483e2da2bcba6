"""The optimizers that optax computes, each with the formula of what it does. t counts from 0 here.

The average of the gradients is a_t, that of their squares v_t; m_t is the whole direction, and σ_t = 1.
"""

import optax

from optimizers.parts.knobs import ALPHA, BETA1, BETA2, BETA2_KEPT, BETA2_PEAK, EPSILON, EPSILON_INSIDE, WEIGHT_DECAY
from optimizers.recipes.adapter import from_optax
from optimizers.recipes.record import Optimizer
from optimizers.recipes.units import in_units

_SQUARES = {"nu": 2, "nu_max": 2}
_AVERAGE = r"\hat a^t = \frac{a^t}{1-(\beta_1)^{t+1}},\quad a^t = \beta_1 a^{t-1} + (1-\beta_1)\,g^t"
_SQUARE = r"\hat v^t = \frac{v^t}{1-(\beta_2)^{t+1}},\quad v^t = \beta_2 v^{t-1} + (1-\beta_2)\,(g^t)^2"

LIBRARY: tuple[Optimizer, ...] = (
    from_optax(
        "adamw",
        "AdamW",
        in_units(
            lambda knobs: optax.adamw(
                1.0, knobs["beta1"], knobs["beta2"], knobs["epsilon"], weight_decay=knobs["weight_decay"]
            ),
            _SQUARES,
        ),
        (BETA1, BETA2, EPSILON, WEIGHT_DECAY),
        formula=r"m^t = \frac{\hat a^t}{\sqrt{\hat v^t} + \epsilon} + \lambda\,\theta^t,\quad "
        rf"{_AVERAGE},\quad {_SQUARE}",
        help="Adam that also draws every parameter towards 0, in proportion to its size.",
        usual={"eta": 0.001},
        buys="Generalization: the weights stay small, and σ does not distort by how much. As optimization it is Adam.",
        start="As with Adam the first step of every parameter is η long; ηλθ towards the origin is added to it.",
        differs="PyTorch's λ is 0.01 unless told otherwise, optax's 1e-4. Both multiply it by η; in the paper only the "
        "schedule's factor counts for it, not the rate that the schedule starts from.",
        source="I. Loshchilov and F. Hutter, 2019: Decoupled weight decay regularization",
    ),
    from_optax(
        "nadam",
        "NAdam",
        in_units(lambda knobs: optax.nadam(1.0, knobs["beta1"], knobs["beta2"], knobs["epsilon"]), _SQUARES),
        (BETA1, BETA2, EPSILON),
        formula=r"m^t = \frac{\bar a^t}{\sqrt{\hat v^t} + \epsilon},\quad "
        r"\bar a^t = \frac{\beta_1 a^t}{1-(\beta_1)^{t+2}} + \frac{(1-\beta_1)\,g^t}{1-(\beta_1)^{t+1}},\quad "
        r"a^t = \beta_1 a^{t-1} + (1-\beta_1)\,g^t,\quad " + _SQUARE,
        help="Adam that already counts the gradient at hand, as Nesterov momentum does.",
        usual={"eta": 0.002},
        buys="Optimization: as Adam, but a change of the gradient is felt one step earlier.",
        start="Both averages start at zero and are corrected. The newest gradient counts once more, so the first step "
        "is η(1 + 2β₁)/(1 + β₁) long: 1.47 η at β₁ = 0.9.",
        differs="optax keeps β₁ as it is; PyTorch, like the paper, lets it rise slowly from half of its value.",
        source="T. Dozat, 2016: Incorporating Nesterov momentum into Adam",
    ),
    from_optax(
        "amsgrad",
        "AMSGrad",
        in_units(lambda knobs: optax.amsgrad(1.0, knobs["beta1"], knobs["beta2"], knobs["epsilon"]), _SQUARES),
        (BETA1, BETA2, EPSILON),
        formula=r"m^t = \frac{\hat a^t}{\sqrt{u^t} + \epsilon},\quad u^t = \max(u^{t-1}, \hat v^t),\quad "
        rf"{_AVERAGE},\quad {_SQUARE}",
        help="Adam with a σ that can only grow.",
        usual={"eta": 0.001},
        buys="Optimization: it converges on convex losses where Adam can fail, because η/σ can only fall.",
        start="As with Adam the first step of every parameter is η long.",
        differs="optax corrects v before it takes the maximum, PyTorch afterwards. The paper corrects neither average.",
        source="S. Reddi, S. Kale and S. Kumar, 2018: On the convergence of Adam and beyond",
    ),
    from_optax(
        "adadelta",
        "Adadelta",
        in_units(lambda knobs: optax.adadelta(1.0, knobs["alpha"], knobs["epsilon_inside"]), {"e_g": 2}, epsilon=""),
        (ALPHA, EPSILON_INSIDE),
        formula=r"m^t = \sqrt{\frac{d^{t-1} + \epsilon}{v^t + \epsilon}}\;g^t,\quad "
        r"v^t = \alpha v^{t-1} + (1-\alpha)\,(g^t)^2,\quad d^t = \alpha d^{t-1} + (1-\alpha)\,(m^t)^2",
        help="Finds its own rate: how far it moved lately, over how steep it was.",
        usual={"eta": 1.0},
        buys="Optimization: no learning rate to choose, as each step is measured by the last ones. It starts slowly.",
        start="Nothing has moved yet, so the first step is made of ε alone: about √(ε/(1 − α)) long, 0.003 at the "
        "usual numbers.",
        differs="PyTorch and optax take the same steps, and call our α ρ. Both multiply them by an η that the paper "
        "does not have; η = 1 is the paper's.",
        source="M. D. Zeiler, 2012: ADADELTA, an adaptive learning rate method",
    ),
    from_optax(
        "adamax",
        "AdaMax",
        in_units(lambda knobs: optax.adamax(1.0, knobs["beta1"], knobs["beta2_peak"], knobs["epsilon"]), {"nu": 1}),
        (BETA1, BETA2_PEAK, EPSILON),
        formula=r"m^t = \frac{\hat a^t}{u^t},\quad u^t = \max(\beta_2 u^{t-1}, |g^t| + \epsilon),\quad " + _AVERAGE,
        help="Adam with the largest gradient of late in place of the root mean square.",
        usual={"eta": 0.002},
        buys="Optimization: as Adam, with a σ that needs no correction and lets no step be longer than about η.",
        start="u starts at zero, so the first gradient is its maximum and the first step of every parameter is η long.",
        differs="PyTorch and optax take the same steps, with ε added to |g| before the maximum. The paper has no ε.",
        source="D. P. Kingma and J. Ba, 2015: Adam, section 7.1",
    ),
    from_optax(
        "yogi",
        "Yogi",
        in_units(lambda knobs: optax.yogi(1.0, knobs["beta1"], knobs["beta2"], knobs["epsilon"]), _SQUARES),
        (BETA1, BETA2, EPSILON),
        formula=r"m^t = \frac{\hat a^t}{\sqrt{\hat v^t} + \epsilon},\quad "
        r"v^t = v^{t-1} - (1-\beta_2)\,\operatorname{sign}(v^{t-1} - (g^t)^2)\,(g^t)^2,\quad "
        r"\hat v^t = \frac{v^t}{1-(\beta_2)^{t+1}},\quad " + _AVERAGE + r",\quad a^{-1} = v^{-1} = 10^{-6}",
        help="Adam with a σ that changes by little at a time, above all when it falls.",
        usual={"eta": 0.01, "epsilon": 0.001},
        buys="Optimization: when gradients become small σ follows slowly, so that no step suddenly grows.",
        start="optax starts both averages at 1e-6, corrected as if from 0: the first step is 0.94 η long at |g| = 0.1, "
        "0.29 η at 0.01, and 0.0003 η, by the start alone, at g = 0.",
        differs="PyTorch has no Yogi. The paper corrects neither average; that m too starts at 1e-6 is optax's own, "
        "and a mirrored start does not quite give the mirrored path.",
        source="M. Zaheer et al., 2018: Adaptive methods for nonconvex optimization",
    ),
    from_optax(
        "lion",
        "Lion",
        lambda knobs: optax.lion(1.0, knobs["beta1"], knobs["beta2_kept"], weight_decay=knobs["weight_decay"]),
        (BETA1, BETA2_KEPT, WEIGHT_DECAY),
        formula=r"m^t = \operatorname{sign}(\beta_1 a^{t-1} + (1-\beta_1)\,g^t) + \lambda\,\theta^t,\quad "
        r"a^t = \beta_2 a^{t-1} + (1-\beta_2)\,g^t",
        help="Every step is η long along both axes: of an average only the sign counts.",
        usual={"eta": 0.0001, "weight_decay": 0.001},
        buys="Optimization with half of Adam's memory, since it keeps one average; its authors measure better "
        "generalization too.",
        start="The average starts at zero, so the first step is η long along the sign of the first gradient.",
        differs="PyTorch has no Lion. optax's λ is 1e-3 unless told otherwise; the authors advise an η that is three "
        "to ten times smaller than AdamW's, and a λ as many times larger.",
        source="X. Chen et al., 2023: Symbolic discovery of optimization algorithms",
    ),
    from_optax(
        "lbfgs",
        "L-BFGS",
        lambda knobs: optax.lbfgs(),
        formula=r"m^t = s^t B^t g^t,\quad B^t \approx (H^t)^{-1}\ "
        r"\text{from the last ten steps},\quad s^t\ \text{from a search along the line}",
        help="Guesses the curvature from its last ten steps, and searches along the line for a step that is long "
        "enough.",
        usual={"eta": 1.0},
        buys="Optimization: near a minimum almost as fast as Newton, without a Hessian, and always downhill. A step "
        "asks for one to twenty gradients more.",
        start="Nothing is known of the curvature yet: the first step goes along the gradient, as far as the search "
        "finds good.",
        differs="It is optax.lbfgs as it stands: ten steps remembered, a zoom search of 20 trials at most. PyTorch's "
        "LBFGS searches only if told to, and counts up to 20 steps as one.",
        source="D. C. Liu and J. Nocedal, 1989: On the limited memory BFGS method for large scale optimization",
        plane="Ten steps in a plane tell all of its Hessian, in a network a sketch of it. With mini-batches the loss "
        "along the line is another one at every step.",
    ),
)
"""Each once, in teaching order."""
