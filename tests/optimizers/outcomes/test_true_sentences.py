"""What the app says of random runs is true; and the judge that says so can tell true from false itself."""

import re
from dataclasses import replace

import numpy as np
import pytest

from optimizers import OPTIMIZERS, Sampling, descend
from optimizers.outcomes.outcome import SENTENCES
from optimizers.outcomes.trends import SHORT
from surfaces import SURFACES
from tests.crossing import every
from tests.optimizers.outcomes.sentences import noisy, rules, slow, swings
from tests.optimizers.outcomes.sentences.case import Case
from tests.optimizers.outcomes.sentences.runs import Run, random_runs
from tests.optimizers.outcomes.sentences.terrain import terrain
from tests.optimizers.outcomes.sentences.verdict import CLAIMS, NoRule, claims_of, judge, judge_sentence

# In five runs, or ten, that follow one another one loop is compiled.
RUNS, EACH, SEED = (1000, 5, 21) if every() else (60, 10, 21)
MOST_FALSE, MOST_EARLY = 5 / 1000, 150 / 1000


def test_of_random_runs_at_most_five_in_a_thousand_are_told_something_false() -> None:
    judged = [(run, judge(run)) for run in random_runs(RUNS, SEED, EACH)]
    told = [f"{run.path.outcome.sentence}\n  {run}\n  {why}" for run, (true, why) in judged if not true]
    assert len(told) <= MOST_FALSE * RUNS, "\n".join([f"{len(told)} of {RUNS} are false:", *told])


def test_it_is_seldom_too_early_to_tell() -> None:
    early = [run for run in random_runs(RUNS, SEED, EACH) if run.path.outcome.sentence.startswith("Too early")]
    # Every eighth run has one step or two, every fourth fewer than ten.
    assert len(early) <= MOST_EARLY * RUNS
    assert max(run.steps for run in early) < SHORT


NOISE = Sampling(noise=1.0)
QUADRATIC = Run("quadratic", "gd", 0.05, (-4.0, -1.5), 300)
REST = Run("quadratic", "gd", 0.01, (0.0, 0.0), 400, sampling=NOISE)
BOUNCING = Run("bowl", "gd", 0.01, (-4.0, -0.35), 300)
SWINGING = Run("bowl", "momentum", 0.01, (-4.0, -0.35), 300)
CRAWLING = Run("bowl", "gd", 1e-5, (-4.0, -0.35), 3000)
ASTRAY = Run("crescent", "gd", 1e-6, (-0.7, 0.64), 1000)
SHALLOW = Run("double_well", "gd", 0.05, (1.7, 0.8), 500)
SETTLING = Run("double_well", "adadelta", 2.67, (1.7, 0.8), 187)
ON_RIDGE = Run("saddle", "gd", 0.05, (-1.6, 0.0), 500)
PASSING = Run("mccormick", "momentum_sum", 0.00062, (3.2, 3.4), 243)
RATTLING = Run("crescent", "rmsprop", 0.01, (-1.35, 0.25), 1000)
EARLY = Run("booth", "adam_lecture", 8.44, (-8.0, 5.0), 1)
TOO_FAST = Run("quadratic", "gd", 1.0, (-4.0, -1.5), 1)
GROWING = Run("quadratic", "gd", 0.11, (-4.0, -1.5), 300)
COSINE = Run("quadratic", "gd", 1e-4, (-4.0, -1.5), 1000, "cosine")
BRAKED = Run("quadratic", "gd", 0.001, (-4.0, -1.5), 100, "exponential")
FALLING = Run("linear_regression", "gd", 0.03, (-1.0, 5.0), 300, sampling=Sampling(batch=5))
STILL_FALLING = Run("himmelblau", "adam_lecture", 0.000208, (4.2, 4.0), 622, sampling=Sampling(noise=1.0, seed=764))
SHAKEN = Run("bowl", "rmsprop_zero", 0.607, (-0.5571, -0.1452), 248, sampling=Sampling(noise=0.0933, seed=887))
FASTER = Run("quadratic", "gd", 1e-9, (0.0, 0.0), 2000, "exponential", numbers=(("gamma", 2.0),))
LONE = Run("quadratic", "momentum_sum", 0.01, (-4.0, -1.5), 400)
# It began at the turn of a swing that takes 63 steps.
RISING = Run("quadratic", "momentum_sum", 0.01, (-4.0, 0.0), 26)
NEAR = Run("quadratic", "rmsprop", 0.05, (0.02, -0.01), 40)
# η g is far below the last digit of θ.
RESTING = Run("quadratic", "gd", 1e-20, (-4.0, -1.5), 40)
CLIMBING = Run("quadratic", "gd", 0.101, (-4.0, -1.5), 100)
ON_PLAIN = Run("easom", "adamw", 0.01, (200.0, 200.0), 50)
FAR = Run("quadratic", "gd", 0.01, (1e200, 0.0), 10)
# Half of its points are as high as in the middle of the valley, half as high as on its walls: it has no usual loss.
TWOFOLD = Run("bowl", "lion", 0.204, (0.0, 1.0), 119)
# Where the tanh is 1 in float64 the valley is level for ever.
VALLEY = Run("tiny_network", "gd", 5.23, (-0.6394, -0.5478), 209, "inverse_sqrt_epoch")
# Slow as its noise is, its third quarter is to one side of the minimum and its last to the other.
TO_BOTH_SIDES = Run(
    "matyas", "adagrad", 2.26, (-1.559, 3.411), 4817, "inverse_sqrt_epoch", Sampling(noise=0.581, seed=867)
)
DRIFTING = Run("quadratic", "rmsprop", 0.0755, (4.412, 1.347), 136, sampling=Sampling(noise=1.67, seed=818))
# It roams a third of the picture, where ripples of 1e-186 have minima, too.
ROAMING = Run("easom", "adamax", 4.51, (0.5795, 2.62), 2279, "inverse_sqrt", Sampling(noise=0.336, seed=276))


def tail(run: Run) -> tuple[str, str]:
    """The range of its loss over the last quarter."""
    losses = run.rows.loss[-(run.steps // 4) :]
    return f"{losses.min():.3g}", f"{losses.max():.3g}"


def ends(run: Run) -> tuple[str, str]:
    """Its first and its last loss."""
    return f"{run.rows.loss[0]:.3g}", f"{run.rows.loss[-1]:.3g}"


def steps(run: Run) -> tuple[str]:
    return (str(len(run.rows.loss) - 1),)


def end(run: Run) -> tuple[str, str]:
    return ends(run)[1], *steps(run)


def norm(run: Run) -> tuple[str]:
    return (f"{np.hypot(*run.rows.grad[-1]):.3g}",)


def last(run: Run) -> tuple[str]:
    return ends(run)[1:]


def away(run: Run) -> tuple[str, str]:
    """How far from its minimum it is from step 800 on, and in its last tenth."""
    apart = np.hypot(*(run.rows.point[800:] - terrain(run.surface).minima[0]).T)
    return f"{apart.max():.3g}", f"{apart[-100:].max():.3g}"


def last_quarter(run: Run) -> tuple[str, str]:
    """Its loss where the last quarter begins, and at the end."""
    return f"{run.rows.loss[-(run.steps // 4)]:.3g}", ends(run)[1]


def near(run: Run) -> tuple[str]:
    return away(run)[:1]


def fall(run: Run) -> tuple[str, str]:
    """By how much its loss has come down, and its last loss."""
    return f"{run.rows.loss[0] - run.rows.loss[-1]:.3g}", ends(run)[1]


def rate(run: Run) -> tuple[str]:
    return (f"{run.rows.eta[-2]:.3g}",)


def farthest(run: Run) -> tuple[str]:
    return (f"{np.hypot(*run.rows.point.T).max():.3g}",)


def quarters(run: Run) -> tuple[str, str]:
    """By how much the mean loss of the last quarter is below that of the third, and what it is."""
    third, fourth = np.array_split(run.rows.loss[1:], 4)[2:]
    return f"{third.mean() - fourth.mean():.2g}", f"{fourth.mean():.3g}"


def wrong(rule, run: Run, *words) -> str:
    """What a rule finds wrong with these words, some of them numbers that the run gives."""
    said = [one for word in words for one in (word(run) if callable(word) else (word,))]
    return rule(Case(run), *said)


# Each rule with a run and the words of which it is true, then those of which it is false.
RULES = [
    (rules.arrives, (QUADRATIC, "150"), (QUADRATIC, "1")),
    (rules.arrives, (RATTLING, "700"), (PASSING, "200")),
    (rules.arrives_low, (SHALLOW,), (QUADRATIC,)),
    (rules.settles_low, (SETTLING,), (QUADRATIC,)),
    (rules.arrives_beyond, (Run("mccormick", "gd", 0.05, (-3.0, -4.0), 500),), (PASSING,)),
    (rules.lowest, (PASSING, "-1.91"), (PASSING, "-2")),
    (rules.bounces, (BOUNCING,), (RATTLING,)),
    (rules.bounces, (replace(BOUNCING, sampling=NOISE),), (REST,)),
    (rules.bounces, (SWINGING,), (Run("plateau", "radam", 0.645, (-1.7, 0.9), 9),)),
    (rules.bounces, (TWOFOLD,), (Run("network_slice", "adam_lecture", 3.04, (0.4835, -0.3009), 132),)),
    (rules.flat_at, (BOUNCING, "20.3"), (SWINGING, "21")),
    (rules.swings, (SWINGING, "20.2", "22.9"), (SWINGING, "10", "22.9")),
    (rules.steep, (BOUNCING, "67.5"), (BOUNCING, "1")),
    (rules.first_loss, (QUADRATIC, "30.5"), (QUADRATIC, "30")),
    (rules.smaller_needed, (TOO_FAST,), (EARLY,)),
    (slow.crawls, (CRAWLING,), (Run("double_well", "adadelta", 2.67, (1.7, 0.8), 187),)),
    (slow.crawls, (COSINE,), (QUADRATIC,)),
    (slow.share_done, (CRAWLING, "3,000", "1.3", "θ₁"), (CRAWLING, "3,000", "5", "θ₁")),
    (slow.only_from_to, (ASTRAY, steps, ends), (QUADRATIC, steps, ends)),
    (slow.stuck, (ON_RIDGE, "400"), (ON_RIDGE, "1")),
    (slow.almost_zero, (ON_RIDGE, norm), (BOUNCING, norm)),
    (slow.place, (ON_RIDGE, "a saddle"), (ON_RIDGE, "a maximum")),
    (slow.place, (Run("monkey_saddle", "gd", 0.01, (0.0, 0.0), 10), "a flat place"), (QUADRATIC, "a saddle")),
    (slow.place, (VALLEY, "a flat place"), (SHALLOW, "a flat place")),
    (slow.ridge, (ON_RIDGE,), (Run("saddle", "gd", 0.05, (-1.6, 0.001), 500),)),
    (slow.still, (COSINE, "300"), (COSINE, "200")),
    (slow.rate_is_zero, (COSINE,), (QUADRATIC,)),
    (slow.on_its_way, (Run("quadratic", "gd", 0.01, (-4.0, -1.5), 20),), (RATTLING,)),
    (slow.on_its_way, (EARLY,), (Run("crescent", "lion", 0.143, (-1.35, 0.25), 3567),)),
    (noisy.mean_of_tail, (FALLING, "0.156"), (FALLING, "0.2")),
    (noisy.hovers, (REST, "0", "0"), (REST, "1", "0")),
    (noisy.hovers, (TO_BOTH_SIDES, "0", "0"), (DRIFTING, "0", "0")),
    (rules.diverges, (GROWING,), (EARLY,)),
    (rules.grows_to, (GROWING, end), (QUADRATIC, end)),
    (rules.rate_overflows, (FASTER, steps), (GROWING, steps)),
    (rules.not_finite, (FAR,), (QUADRATIC,)),
    (rules.loss_at, (EARLY, "1", "500"), (EARLY, "2", "500")),
    (rules.last_loss, (EARLY, "500"), (EARLY, "400")),
    (swings.swings_between, (LONE, tail), (QUADRATIC, tail)),
    (swings.up_and_down, (SWINGING, tail), (SWINGING, "1", "2")),
    (swings.up_and_down, (LONE, tail), (CRAWLING, tail)),
    (swings.ups_and_downs, (LONE, tail), (CRAWLING, tail)),
    (swings.ups_and_downs, (ROAMING, tail), (QUADRATIC, tail)),
    (swings.ups_and_downs, (REST, tail), (STILL_FALLING, tail)),
    (slow.level, (ON_PLAIN, "0"), (QUADRATIC, "0")),
    (swings.arrives_and_rattles, (RATTLING, "0.966", "-0.259", "800", away), (RATTLING, "0", "0", "800", away)),
    (swings.arrives_and_rattles, (RATTLING, "0.966", "-0.259", "800", away), (SWINGING, "0", "0", "1", "1", "1")),
    (swings.rattles_where_it_began, (NEAR, "0", "0", farthest), (QUADRATIC, "0", "0", "4.27")),
    (swings.comes_down, (Run("quadratic", "gd", 0.099, (-4.0, -1.5), 50),), (GROWING,)),
    (swings.comes_down, (FALLING,), (REST,)),
    (swings.quarters_fall, (FALLING, quarters), (FALLING, "0.3", "0.1")),
    (swings.rises_now, (RISING,), (QUADRATIC,)),
    (swings.quarter_rises, (RISING, last_quarter), (QUADRATIC, last_quarter)),
    (swings.arrives_beside, (RATTLING, "0.966", "-0.259", "800", near), (RATTLING, "0.966", "-0.259", "1", near)),
    (slow.braked, (BRAKED, "0.001", rate), (QUADRATIC, "0.05", "0.05")),
    (rules.last_rate, (BRAKED, rate), (BRAKED, "0.5")),
    (swings.thrown_out, (TOO_FAST,), (EARLY,)),
    (swings.too_early, (EARLY,), (QUADRATIC,)),
    (swings.no_update, (replace(QUADRATIC, steps=0),), (QUADRATIC,)),
    (swings.lower, (QUADRATIC, steps, last), (EARLY, "1", "500")),
    (swings.higher, (EARLY, "1", "500"), (QUADRATIC, steps, last)),
    (slow.hardly_begun, (replace(CRAWLING, eta=1e-9), "3,000", "θ₁"), (CRAWLING, "3,000", "θ₁")),
    (slow.crawled_late, (ASTRAY, "1,000", fall), (QUADRATIC, "300", fall)),
    (swings.no_longer_moves, (RESTING, "1", norm), (CRAWLING, "1", norm)),
    (swings.bounces_higher, (CLIMBING, steps, last), (QUADRATIC, steps, last)),
    (swings.breaks_off, (replace(GROWING, steps=5000), steps, last, norm), (GROWING, steps, last, norm)),
    (rules.last_norm, (BOUNCING, "67.5"), (BOUNCING, "67")),
]


# Each rule once, where not every case is asked for.
TRIED = RULES if every() else [*{rule: (rule, *words) for rule, *words in reversed(RULES)}.values()]


@pytest.mark.parametrize(("rule", "so", "not_so"), TRIED)
def test_a_rule_tells_what_is_so_from_what_is_not(rule, so, not_so) -> None:
    assert wrong(rule, *so) == ""
    assert wrong(rule, *not_so) != ""


def test_every_rule_of_the_table_is_tried_both_ways() -> None:
    tried = {rule for rule, *_ in RULES}
    assert {claim.rule for claim in CLAIMS if claim.rule is not rules.advice} == tried


@pytest.mark.parametrize("message", SENTENCES)
def test_every_sentence_of_the_app_has_a_rule(message: str) -> None:
    words = {"axis": "θ₁", "place": "a saddle", "share": "3.1%"}
    sentence = re.sub(r"\{(\w+)[^}]*\}", lambda gap: words.get(gap[1], "3"), SENTENCES[message])
    assert claims_of(message.split()[0], sentence)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("converged", "Converges: from step 150 on it is at the minimum, loss 1e-9, and all is well."),
        ("converged", "It is there."),
        ("tired", "Crawls: 300 updates, and only 1.3% of the way along θ₁ is done."),
    ],
)
def test_what_no_rule_covers_is_no_true_sentence(kind: str, sentence: str) -> None:
    with pytest.raises(NoRule, match="no rule for this sentence"):
        judge_sentence(QUADRATIC, kind, sentence)


def test_a_sentence_is_judged_by_all_that_it_claims() -> None:
    truth = "On its way: at step 300 the loss is {}, ‖g‖ = {}."
    run = Run("quadratic", "gd", 0.01, (-4.0, -1.5), 20)
    loss, norm = run.rows.loss[-1], np.hypot(*run.rows.grad[-1])
    assert judge_sentence(run, "descending", truth.replace("300", "20").format(f"{loss:.3g}", f"{norm:.3g}")).true
    verdict = judge_sentence(run, "descending", truth.format(f"{loss:.3g}", f"{norm:.3g}"))
    assert (verdict.true, "the last step is 20" in verdict.reason) == (False, True)


def test_the_line_of_a_run_runs_it_again() -> None:
    for run in [*random_runs(3, SEED), FASTER, SHAKEN]:
        known = {"descend": descend, "SURFACES": SURFACES, "OPTIMIZERS": OPTIMIZERS, "Sampling": Sampling}
        assert eval(str(run), known).outcome == run.path.outcome
