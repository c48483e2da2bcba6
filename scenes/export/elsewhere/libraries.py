"""What optax and PyTorch have of the methods, called so that they take the steps of the picture.

A call stands without its learning rate, with the ids of the numbers as names. A note is what the reader of a script
should know: the library's own default where it differs, or why the update is written out.
"""

from typing import Literal, NamedTuple

from words import Message

Library = Literal["numpy", "optax", "torch"]


class Call(NamedTuple):
    """The name of a function or class and its arguments; no name where the library has no such method."""

    name: str
    given: str
    note: str = ""


_ZERO_EPSILON = "With ε = 0 the library would compute 0/0 where there is no slope: written out, such a step is none."
_PARTS = "{library} has no such pair of m and σ: the update is written out."

OPTAX: dict[str, Call] = {
    "gd": Call("sgd", ""),
    "momentum": Call("sgd", "momentum=beta"),
    "momentum_sum": Call("sgd", "momentum=1.0"),
    "momentum_ema": Call(
        "", "", "optax.ema would start at zero and correct for it; here the average starts at the first gradient."
    ),
    "nesterov": Call("sgd", "momentum=beta, nesterov=True"),
    "adagrad": Call(
        "",
        "",
        "optax.adagrad would take the sum of the squares, from 0.1 on, with ε inside the root; here it is the mean.",
    ),
    "adagrad_sum": Call("", "", "optax.adagrad would start its sum at 0.1 and put ε inside the root."),
    "rmsprop": Call("", "", "optax.rmsprop would start its average at zero; here it starts at the first g²."),
    "rmsprop_zero": Call(
        "rmsprop",
        "decay=alpha, eps=epsilon, eps_in_sqrt=False",
        "By itself optax.rmsprop puts ε inside the root (eps_in_sqrt=True).",
    ),
    "adam": Call(
        "adam",
        "b1=beta1, b2=beta2, eps=epsilon",
        "ε stands outside the root, as it does by default; eps_root would stand inside.",
    ),
    "adam_uncorrected": Call("", "", "optax.adam would correct both averages for their start at zero."),
    "adam_lecture": Call(
        "", "", "optax.adam would start both averages at zero and correct them; here they start at the first gradient."
    ),
    "radam": Call("radam", "b1=beta1, b2=beta2, eps=epsilon", "The paper rectifies from ρ > 4 on, optax from 5."),
    "adam_matrix": Call("", "", "optax has no Adam with a whole matrix."),
    "adamw": Call(
        "adamw",
        "b1=beta1, b2=beta2, eps=epsilon, weight_decay=weight_decay",
        "By default optax's weight decay is 1e-4.",
    ),
    "nadam": Call("nadam", "b1=beta1, b2=beta2, eps=epsilon"),
    "amsgrad": Call("amsgrad", "b1=beta1, b2=beta2, eps=epsilon"),
    "adadelta": Call("adadelta", "rho=alpha, eps=epsilon_inside"),
    "adamax": Call("adamax", "b1=beta1, b2=beta2_peak, eps=epsilon"),
    "yogi": Call(
        "yogi", "b1=beta1, b2=beta2, eps=epsilon", "optax starts both averages at 1e-6, and corrects them as if from 0."
    ),
    "lion": Call(
        "lion",
        "b1=beta1, b2=beta2_kept, weight_decay=weight_decay",
        "By default optax's weight decay is 1e-3.",
    ),
    "sam": Call("", "", "optax.contrib.sam takes the same steps if it is handed the gradient as a function."),
    "sign_descent": Call("sign_sgd", ""),
    "clipped": Call("", "", "optax.chain(optax.clip_by_global_norm(clip), optax.sgd(eta)) takes the same steps."),
    "polyak": Call("", "", "optax.polyak_sgd takes the same steps if it is handed each loss, and the lowest one."),
    "averaged": Call("sgd", "", "optax.incremental_update keeps the moving average of its points."),
    "lookahead": Call("", "", "optax.lookahead takes the same steps with a pair of fast and slow parameters."),
    "schedule_free": Call("", "", "optax.contrib.schedule_free_sgd takes the same steps where η is above 0."),
    "schedule_free_adamw": Call("", "", "optax.contrib.schedule_free_adamw takes the same steps where η is above 0."),
    "ademamix": Call("contrib.ademamix", "b1=beta1, b2=beta2, b3=beta3, alpha=mix, eps=epsilon"),
    "prodigy": Call("contrib.prodigy", "betas=(beta1, beta2), estim_lr0=first_distance"),
}
"""What optax has of each named method."""

TORCH: dict[str, Call] = {
    "gd": Call("SGD", ""),
    "momentum": Call("SGD", "momentum=beta"),
    "momentum_sum": Call("SGD", "momentum=1.0"),
    "momentum_ema": Call(
        "SGD",
        "momentum=beta, dampening=beta",
        "By default PyTorch's dampening is 0: the sum of Momentum, not an average.",
    ),
    "nesterov": Call("SGD", "momentum=beta, nesterov=True"),
    "adagrad": Call("", "", "torch.optim.Adagrad would take the sum of the squares; here it is the mean."),
    "adagrad_sum": Call("Adagrad", "eps=epsilon", "By default PyTorch's ε is 1e-10."),
    "rmsprop": Call("", "", "torch.optim.RMSprop would start its average at zero; here it starts at the first g²."),
    "rmsprop_zero": Call("RMSprop", "alpha=alpha, eps=epsilon", "By default PyTorch's α is 0.99."),
    "adam": Call("Adam", "betas=(beta1, beta2), eps=epsilon", "ε stands outside the root, as it does by default."),
    "adam_uncorrected": Call("", "", "torch.optim.Adam would correct both averages for their start at zero."),
    "adam_lecture": Call(
        "",
        "",
        "torch.optim.Adam would start both averages at zero and correct them; here they start at the first gradient.",
    ),
    "radam": Call("", "", "torch.optim.RAdam would add ε to √v before the correction; here it is added after it."),
    "adam_matrix": Call("", "", "PyTorch has no Adam with a whole matrix."),
    "adamw": Call(
        "AdamW",
        "betas=(beta1, beta2), eps=epsilon, weight_decay=weight_decay",
        "By default PyTorch's weight decay is 0.01.",
    ),
    "nadam": Call("", "", "torch.optim.NAdam would let β₁ rise slowly from half of its value; here it stays as it is."),
    "amsgrad": Call(
        "", "", "torch.optim.Adam(amsgrad=True) would correct v after the maximum; here it is corrected before."
    ),
    "adadelta": Call(
        "Adadelta", "rho=alpha, eps=epsilon_inside", "By default PyTorch's learning rate is 1, as in the paper."
    ),
    "adamax": Call("Adamax", "betas=(beta1, beta2_peak), eps=epsilon"),
    "yogi": Call("", "", "PyTorch has no Yogi."),
    "lion": Call("", "", "PyTorch has no Lion."),
    "sam": Call("", "", "PyTorch has no SAM."),
    "sign_descent": Call("", "", "PyTorch has none; torch.optim.Rprop goes by the sign, with rates that move."),
    "clipped": Call("", "", "torch.nn.utils.clip_grad_norm_ would add 1e-6 to the norm."),
    "polyak": Call("", "", "PyTorch has no Polyak's step."),
    "averaged": Call("SGD", "", "torch.optim.swa_utils.AveragedModel keeps the averages of its points."),
    "lookahead": Call("", "", "PyTorch has no Lookahead."),
    "schedule_free": Call("", "", "PyTorch has none; the package schedulefree of its authors does."),
    "schedule_free_adamw": Call("", "", "PyTorch has none; the package schedulefree of its authors does."),
    "ademamix": Call("", "", "PyTorch has no AdEMAMix."),
    "prodigy": Call("", "", "PyTorch has none; the package prodigyopt of its authors does, by default uncorrected."),
}
"""What PyTorch has of each named method."""

NOT_WRITTEN: dict[str, Message] = {
    "newton": "Newton's method is in no program for elsewhere: without this laboratory there are no second derivatives "
    "of the surface.",
    "lbfgs": "L-BFGS is in no program for elsewhere: its search along the line is optax's own, some hundred lines.",
}
"""Why there is no program with a method."""

_TABLES = {"optax": OPTAX, "torch": TORCH}
NAMES: dict[Library, str] = {"numpy": "NumPy", "optax": "optax", "torch": "PyTorch"}


def call_of(library: Library, method: str, epsilon: float | None) -> Call:
    """How to have a method of a library; without a name, with the reason as the note, where it is written out."""
    if library == "numpy":
        return Call("", "")
    found = _TABLES[library].get(method, Call("", "", _PARTS.format(library=NAMES[library])))
    return Call("", "", _ZERO_EPSILON) if found.name and epsilon == 0 else found
