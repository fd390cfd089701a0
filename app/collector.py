"""How often Python looks through memory for cycles that nobody holds any more.

Answers make very many objects that soon go, and hardly a cycle. Looking as often as Python does by itself takes a third
of the time of a question about 30,000 statements, and a larger part of one about more.
"""

import gc


def look_rarely() -> None:
    """From then on look when 500,000 objects were made more than were given back, not 700. For a whole process.

    A question about 100,000 statements then ends before anything is looked through; until it is, some 100 MB at most
    may wait that only refer to one another.
    """
    gc.set_threshold(500_000, 20, 50)


def set_apart() -> None:
    """Look through what there is once more and never again: it is held for good."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
