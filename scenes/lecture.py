"""The lecture's scenes, by name, and those beyond it."""

from dataclasses import replace

from scenes import beyond
from scenes.scene import Scene, new_run, on
from words import Message

SCENES: dict[str, Scene] = {
    "one_rate": on(
        "bowl",
        100_000,
        # Its bounce is all there in 300 updates: in more of them it would drift to where it bounces above the minimum.
        replace(new_run("gd", eta=1e-2), steps=300),
        new_run("gd", eta=1e-7),
        view="side",
        clock="log",
    ),
    "compromise": on("bowl", 3_000, new_run("gd", eta=1e-2), new_run("gd", eta=1e-3), view="side", clock="log"),
    "no_rate_fits": on("bowl", 3_000, new_run("gd", eta=1e-3), view="grid", clock="log", grid=(0.1, 1e-7, 7)),
    "burst": on("bowl", 600, new_run("adagrad", eta=0.06), curves=("loss", "norm", "rate1", "rate2")),
    "bursts_again": on(
        "quadratic",
        700,
        new_run("rmsprop", eta=0.3, alpha=0.98),
        curves=("loss", "edge2", "s2"),
    ),
    "burst_and_brake": on(
        "bowl",
        600,
        new_run("adagrad", eta=0.06),
        new_run("adagrad", "inverse_sqrt", eta=0.06, horizon=10),
        new_run("adagrad", "warmup", "inverse_sqrt", eta=0.06, warmup=20, horizon=20),
        view="side",
        curves=("loss", "eta", "rate2"),
    ),
    "small_then_large": on(
        "crescent",
        1_000,
        new_run("rmsprop", eta=0.01),
        new_run("adagrad", eta=0.03),
        curves=("loss", "distance", "rate1", "s1"),
        marks=("places",),
    ),
    "ball": on("double_well", 1_000, new_run("gd", eta=0.01), new_run("momentum", eta=0.01), marks=("critical",)),
    "saddle": on(
        "saddle",
        100,
        new_run("gd", eta=0.05),
        new_run("momentum", eta=0.05),
        start=(-1.6, 1e-5),
        marks=("critical",),
    ),
    "ridge": on(
        "saddle", 300, new_run("gd", eta=0.1), new_run("momentum", eta=0.1), start=(-1.6, 0.0), marks=("critical",)
    ),
    "correction": on(
        "bowl", 100, new_run("adam", eta=0.25), new_run("adam_uncorrected", eta=0.25), curves=("loss", "m2", "s2")
    ),
    "noise_escapes": on(
        "double_well",
        500,
        new_run("gd", eta=0.05),
        numbers={"barrier": 1.0, "tilt": 0.8},
        start=(1.7, 0.8),
        noise=3.0,
        seeds=100,
    ),
    "wide_valley": on(
        "sharp_flat",
        1_000,
        new_run("gd", eta=0.05),
        numbers={"sharp": 0.2, "flat": 1.0},
        start=(-0.9, 0.0),
        noise=4.0,
        seeds=100,
    ),
    "shifted": on(
        "sharp_flat",
        300,
        new_run("gd", eta=0.02),
        new_run("gd", eta=0.3),
        numbers={"sharp": 0.2, "flat": 1.0},
        start=(-0.9, 0.2),
        curves=("loss", "test"),
        shift=0.3,
    ),
    "validation": on(
        "logistic_regression/11",
        400,
        new_run("gd", eta=0.1),
        new_run("adam", eta=0.1),
        numbers={"standardised": 1.0},
        curves=("loss", "test"),
    ),
    "batches": on(
        "linear_regression",
        200,
        replace(new_run("gd", eta=0.02), batch=20),
        replace(new_run("gd", eta=0.02), batch=1),
        numbers={"standardised": 1.0},
        view="side",
    ),
    "epochs": on(
        "linear_regression",
        200,
        # Ten epochs each.
        replace(new_run("gd", eta=0.05), batch=20, steps=10),
        replace(new_run("gd", eta=0.05), batch=1),
        numbers={"standardised": 1.0},
    ),
    "sorted": on(
        "sorted_classes", 90, replace(new_run("gd", eta=0.2), batch=10), replace(new_run("gd", eta=0.2)), shuffle=False
    ),
    "shuffled": on("sorted_classes", 90, replace(new_run("gd", eta=0.2), batch=10), replace(new_run("gd", eta=0.2))),
    "warm_up": on(
        "plateau",
        10,
        new_run("adam", eta=0.1),
        new_run("radam", eta=0.1),
        new_run("adam", "warmup", eta=0.1, warmup=100),
        numbers={"slope": 0.002},
        start=(0.0, 0.0),
        noise=0.1,
        seeds=200,
        view="side",
    ),
    "rugged": on(
        "network_slice",
        500,
        new_run("gd", eta=0.01),
        new_run("momentum", eta=0.001),
        new_run("adam", eta=0.03),
    ),
    "smooth": on(
        "network_slice",
        500,
        new_run("gd", eta=0.01),
        new_run("momentum", eta=0.001),
        new_run("adam", eta=0.03),
        numbers={"skip": 1.0},
    ),
    "moved": on(
        "linear_regression",
        200,
        new_run("gd", eta=0.1),
        curves=("loss", "distance"),
        height="log",
        beside="standardised",
    ),
    "normalised": on(
        "batch_norm",
        100,
        new_run("gd", eta=0.3),
        new_run("adam", eta=0.3),
        curves=("loss", "distance"),
        beside="normalised",
    ),
    "all_five": on(
        "bowl",
        300,
        new_run("gd", eta=1e-3),
        new_run("momentum", eta=1e-3),
        new_run("adagrad", eta=0.06),
        new_run("rmsprop", eta=0.06),
        new_run("adam", eta=0.06),
        curves=("loss", "norm", "rate2"),
    ),
    **beyond.SCENES,
}
"""`one_rate` is the first page; all can be opened in Explore."""

TITLES: dict[str, Message] = {
    "one_rate": "One learning rate does not fit all",
    "compromise": "A compromise, and a slow one",
    "no_rate_fits": "No single η fits",
    "burst": "Adagrad bursts sideways",
    "bursts_again": "A burst that comes back",
    "burst_and_brake": "The burst, and two cures",
    "small_then_large": "First small steps, then large ones",
    "ball": "Momentum rolls out of a shallow minimum",
    "saddle": "Momentum rolls on at a saddle",
    "ridge": "Exactly on the ridge of a saddle",
    "correction": "Adam without its correction",
    "noise_escapes": "Noise finds the way out",
    "wide_valley": "Noise prefers the wide valley",
    "shifted": "A narrow minimum pays the price in the test",
    "validation": "Trained on nine, tried on eleven",
    "batches": "One step an epoch, or twenty",
    "epochs": "Ten epochs of either",
    "sorted": "Sorted classes: the last one wins",
    "shuffled": "Shuffled classes: all of them count",
    "warm_up": "The first steps of Adam are a guess",
    "rugged": "A network's surface is rugged",
    "smooth": "With skip connections it is smooth",
    "moved": "Move the mountain: the same η on both",
    "normalised": "Batch normalization, off and on",
    "all_five": "All five optimizers",
    **beyond.TITLES,
}

TELLS: dict[str, Message] = {
    "one_rate": "With η = 0.01 the point bounces from wall to wall; with η = 1e-7 it crawls, 0.4% of the way in "
    "100,000 updates. The steep walls allow short steps only, the flat valley asks for long ones.",
    "compromise": "With η = 0.001 nothing bounces, and after 3,000 steps the point is still 0.36 from the minimum. "
    "A step that is safe across the valley is short along it.",
    "no_rate_fits": "Seven rates from 0.1 to 1e-7: the two largest bounce, the three smallest crawl, and after 3,000 "
    "steps none has arrived. Each parameter needs a rate of its own.",
    "burst": "Adagrad runs along the valley, and near its end bursts sideways. On the way g₂ is tiny, so that σ₂ "
    "shrinks and η/σ₂ grows, until the step across is too long.",
    "bursts_again": "RMSProp comes to the minimum, bursts sideways, calms down and bursts again. While it is calm g₂ "
    "is tiny and σ₂ forgets the last burst, until η/σ₂ is above its limit 2/λ₂ once more.",
    "burst_and_brake": "A rate that decays does not burst, nor does one that warms up first. While η falls, η/σ₂ stays "
    "below the limit that the curvature across the valley sets.",
    "small_then_large": "One parameter needs small steps first and large ones later: after 1,000 steps RMSProp is "
    "there, Adagrad is not. RMSProp's σ forgets the steep wall, the mean of Adagrad remembers it.",
    "ball": "Gradient descent stays in the shallow minimum, momentum rolls through it into the deep one. Its speed "
    "carries it over the rise, where the gradient points back.",
    "saddle": "After 100 steps gradient descent is still at the saddle, momentum is through it and away. The pushes "
    "to the side are tiny there, and momentum adds them up.",
    "ridge": "Both stop at the saddle: they start exactly on its ridge, where the slope to either side is 0. Move the "
    "start a little, and both leave.",
    "correction": "Without the correction Adam's first step is 3.2 times as long, and it is thrown up the other wall, "
    "higher than it began. Both m and v start from 0, and v, which remembers longer, stays too small for longer.",
    "noise_escapes": "The exact gradient would stay in the shallow minimum on the right; with noise most of 100 seeds "
    "leave it. Chance carries them over the rise between the two.",
    "wide_valley": "All 100 seeds start beside the narrow minimum, and most end around the wide one, no deeper. "
    "Noise throws a point out of a narrow valley more easily.",
    "shifted": "Both runs end with a training loss of next to nothing, one in the narrow valley, the other in the "
    "wide one. The test loss is the same surface moved by 0.3: in the narrow valley it is twenty times that in "
    "the wide one.",
    "validation": "Both training losses fall to the end; both validation losses turn up on the way, Adam's to 0.98, "
    "twice its lowest. Nine examples are fitted ever better, and what is theirs alone is not so of the other eleven.",
    "batches": "All 20 examples in one batch make one steady update an epoch, single examples make 20 noisy ones. "
    "After ten epochs the noisy run is far nearer to the bottom.",
    "epochs": "In ten epochs the full batch makes 10 straight updates, single examples 200 that zigzag. Both have seen "
    "each example ten times; the straight way is cut short at a loss of 0.92, the other is down at 0.09.",
    "sorted": "The 300 examples come in their order, A, B, C: the model runs after each class in turn. After three "
    "epochs it stands at the last class and has learnt the order instead of the data.",
    "shuffled": "The same batches of ten, the same 90 updates, but shuffled for each epoch: it stays around the "
    "middle of all classes. Each batch has something of each class, so that its gradient is that of all examples with "
    "some noise.",
    "warm_up": "After ten steps the 200 seeds of Adam are spread wide, those of RAdam and of a warm-up are not. From a "
    "few gradients σ is a guess, and Adam trusts it with steps of full length.",
    "rugged": "All three stop in the same local minimum, at a loss of 0.92. So rugged is the loss of a network of "
    "eight hidden layers along two random directions through its trained weights.",
    "smooth": "From the same start all three arrive: the slice has one minimum only. It is the same network with skip "
    "connections, which move the mountain instead of building a road around it.",
    "moved": "With raw inputs gradient descent leaps out of the valley, with standardised ones the same η arrives. "
    "Raw, the surface curves 92 times as much one way as the other; standardised, as much in all directions.",
    "normalised": "With the activations as they are gradient descent is still 1.6 from the minimum after 100 steps, "
    "with batch normalization it is there. The mean of the activations makes the valley long, and it is taken off.",
    "all_five": "After 300 steps Adam is at the minimum; RMSProp bounces at the end of the valley, Adagrad comes down "
    "there bounce by bounce; gradient descent and momentum are on their way. Dividing by σ gives each parameter a "
    "rate of its own.",
    **beyond.TELLS,
}
"""What there is to see in each scene, and why: two sentences, true of the numbers of its runs."""


def after(id: str) -> str:
    """The scene that follows in the lecture; the first one after the last."""
    ids = list(SCENES)
    return ids[(ids.index(id) + 1) % len(ids)]


def known(scene: Scene) -> str | None:
    """Which scene of the lecture this is, however it is looked at; None if its numbers are others."""
    return next((id for id, one in SCENES.items() if alike(one, scene)), None)


def alike(one: Scene, other: Scene) -> bool:
    """Whether two scenes have the same numbers, however they are looked at."""
    return _numbers(one) == _numbers(other)


def _numbers(scene: Scene) -> Scene:
    """The scene without what only says how it is shown."""
    runs = tuple(replace(run, hidden=False, look=None) for run in scene.runs)
    usual = Scene(scene.surface, scene.numbers, scene.start, scene.steps, runs)
    if scene.view == "grid":
        usual = replace(usual, view="grid", varied=scene.varied, grid=scene.grid)
    return replace(
        usual, noise=scene.noise, seed=scene.seed, shuffle=scene.shuffle,
        seeds=scene.seeds, shift=scene.shift, beside=scene.beside,
    )  # fmt: skip
