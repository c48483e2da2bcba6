"""Links that nobody means well by: whole ones that were spoilt, and what was never one."""

import random

from scenes import SCENES, to_link

OWN = [*(key for key in to_link(SCENES["all_five"]) if key != "steps"), "then.1", "hidden.1", "run.6", "changes.1",
       "show", "noise", "seeds", "seed", "vary", "grid", "space", "height", "trail", "batch.1"]  # fmt: skip
ODD = ["", "nan", "inf", "-1", "0", "-0", "1e-300", "1e300", "1e999", "0.999999", "gd", "crescent", "warmup", "yes",
       "![](x)", "<b>", "9" * 400, "one", "side", "grid", "3d", "loss.norm", "arrows.numbers", "1~2~3", "75~1e-3", "٣",
       "\u202e", "a\n\n# b", "%00", "'", '"', "{}", "🙂"]  # fmt: skip
# Long runs are slow; how much one answer may take is tried elsewhere.
STEPS = ("0", "1", "20", "300", "5000", "x")


def hostile(chance: random.Random) -> dict[str, str]:
    """One of them, without a page's name."""
    link = dict(to_link(SCENES[chance.choice([*SCENES])])) if chance.random() < 0.5 else {}
    for _ in range(chance.randrange(1, 9)):
        link[chance.choice(OWN) if chance.random() < 0.9 else _text(chance)] = _value(chance)
    for key in chance.sample([*link], min(len(link), chance.randrange(3))):
        del link[key]
    return link | {"steps": chance.choice(STEPS)}


def _value(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.6:
        return chance.choice(ODD)
    return repr(chance.uniform(-1, 1) * 10 ** chance.uniform(-8, 8)) if kind < 0.8 else _text(chance)


def _text(chance: random.Random) -> str:
    signs = (chr(chance.choice((chance.randrange(33, 127), chance.randrange(160, 0xD800)))) for _ in range(20))
    return "".join(signs)[: chance.randrange(1, 20)]
