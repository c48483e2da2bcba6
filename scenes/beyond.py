"""Scenes of what newer lectures add: what holds a run up, what a schedule is for, what σ cannot do."""

from scenes.scene import Scene, new_run, on
from words import Message

SCENES: dict[str, Scene] = {
    "turned": on(
        "quadratic",
        900,
        new_run("adam", eta=0.05),
        new_run("adam_matrix", eta=0.05),
        numbers={"kappa": 100.0, "angle": 30.0},
        # (−4, −1) in the axes of the valley.
        start=(-2.964, -2.866),
    ),
    "edge_of_stability": on(
        "edge", 1_500, new_run("gd", eta=0.2), new_run("gd", eta=0.05), curves=("loss", "stability")
    ),
    "river": on(
        "river",
        600,
        new_run("gd", "cosine", eta=0.09, span=600),
        new_run("gd", "warmup", "stable_decay", eta=0.09, warmup=20, span=580),
        noise=1.5,
        seeds=60,
        curves=("loss", "eta"),
    ),
    "newton": on(
        "himmelblau",
        40,
        new_run("gd", eta=0.01),
        new_run("newton"),
        start=(0.5, 2.0),
        marks=("critical",),
    ),
    "clipping": on(
        "cliff",
        300,
        new_run("gd", eta=0.15),
        new_run("clipped", eta=0.15, clip=0.5),
        numbers={"wall": 200.0, "bend": 100.0},
        view="side",
    ),
    "averages": on(
        "quadratic",
        1_000,
        new_run("averaged", eta=0.05),
        new_run("schedule_free", eta=0.05),
        noise=5.0,
        view="side",
        marks=("points",),
        curves=("loss", "distance"),
    ),
}

TITLES: dict[str, Message] = {
    "turned": "A turned valley: σ cannot turn, a matrix can",
    "edge_of_stability": "The edge of stability",
    "river": "A schedule that looks worse and ends better",
    "newton": "Newton's method walks to a saddle",
    "clipping": "At a cliff the gradient is clipped",
    "averages": "An average is calm where the run rattles",
}

TELLS: dict[str, Message] = {
    "turned": "Adam needs 745 steps until its loss is below 0.0001, with a matrix in place of σ 159. Adam's σ divides "
    "along the two parameters, and the valley lies at 30° to them; the matrix divides along the valley.",
    "edge_of_stability": "With η = 0.05 the run goes along the floor; with η = 0.2 it is held at θ₂ = 3.01, bouncing "
    "from wall to wall for ever. The valley gets sharper along the floor, and there η times the sharpness is at its "
    "limit: what the walls give back balances the pull.",
    "river": "At step 504 the seeds of the warm-up that stays stable are higher than those of the cosine; after its "
    "decay, at step 600, nearly all of them are lower. The large rate went farther along the river, high up on its "
    "banks, and only at the end it comes down to the water.",
    "newton": "From the same start gradient descent comes to the minimum at (3, 2), Newton's method in five steps to a "
    "saddle. It steps to where the paraboloid at its point is level, and between two valleys that is the pass.",
    "clipping": "Without clipping the wall throws the run back five times, as far as θ₁ = −5.3; with gradients of at "
    "most 0.5 it stays within 0.07 of the foot. A step is η times the gradient: up to 30 at the wall, and clipped "
    "0.075.",
    "averages": "Over the last hundred steps θ is 0.64 from the minimum on average, and the mean of all its points "
    "0.10; schedule-free, which takes its gradients near its average, is 0.08 from it. Noise cancels in an average, as "
    "if η had fallen.",
}
