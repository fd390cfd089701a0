"""How often Python looks through memory for cycles that nobody holds any more.

Answers make very many objects that soon go, and hardly a cycle. Looking as often as Python does by itself takes a third
of the time of a question about 30,000 statements, and a larger part of one about more.
"""

import gc


def look_rarely() -> None:
    """From then on look when 100,000 objects were made more than were given back, not 700. For a whole process."""
    gc.set_threshold(100_000, 20, 50)


def set_apart() -> None:
    """Look through what there is once more and never again: it is held for good."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
