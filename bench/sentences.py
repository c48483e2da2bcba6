"""`python -m bench.sentences 1000 --seed 7`: how many of so many random runs are told something false.

Prints each false sentence with the line that runs it again.
"""

import argparse
from collections import Counter

import jax

from tests.optimizers.outcomes.sentences.runs import random_runs
from tests.optimizers.outcomes.sentences.verdict import judge


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.sentences", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1000, help="how many runs")
    parser.add_argument("--seed", type=int, default=0, help="which runs")
    parser.add_argument("--each", type=int, default=5, help="how many runs share surface, optimizer and schedule")
    parser.add_argument("--all", action="store_true", help="print the true ones too")
    asked = parser.parse_args()
    told: Counter[str] = Counter()
    false: Counter[str] = Counter()
    for i, run in enumerate(random_runs(asked.count, asked.seed, asked.each)):
        outcome, verdict = run.path.outcome, judge(run)
        head = outcome.sentence.split(":")[0]
        told[head] += 1
        false[head] += not verdict.true
        if asked.all or not verdict.true:
            print(f"{verdict.true}: {outcome.sentence}\n    {run}\n    {verdict.reason}", flush=True)
        if i % 200 == 199:
            # A compiled loop takes some megabytes.
            jax.clear_caches()
    for words, counts in (("told", told), ("false", false)):
        shares = ", ".join(f"{head} {count}" for head, count in counts.most_common() if count)
        print(f"{words}: {counts.total()} of {asked.count} ({shares or 'none'})")


if __name__ == "__main__":
    main()
