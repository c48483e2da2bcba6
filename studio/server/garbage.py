"""What lives on is out of the garbage collector's reach: a change takes no longer, however many readers there are.

Streamlit collects all garbage after every run of a page, and to find it looks at all there is: at what JAX brings, for
110 ms, during which nothing is sent to a browser, and at what each reader has, for .3 ms; of sixty readers that is as
long as all else of a change. What is frozen is passed over. What of it has become garbage is found when everything is
looked at again.
"""

import gc
from itertools import count

# Of so many runs of a page one freezes what there is, and one looks at everything again.
FREEZE, AGAIN = 16, 1024

_runs = count()


def settle() -> None:
    """To be called at the end of each run of a page, whoever's it is."""
    run = next(_runs)
    if run % AGAIN == 0:
        gc.unfreeze()
        gc.collect()
    if run % FREEZE == 0:
        gc.freeze()
