"""How often Python looks through memory for cycles that nobody holds any more.

Answers make very many objects that soon go, and hardly a cycle. Looking as often as Python does by itself takes a third
of the time of a question about 30,000 statements, and a larger part of one about more.
"""

import gc

MANY = 500_000  # objects made more than given back; Python by itself looks from 700 on
GENERATION, WHOLE, OFTEN = 1, 2, 20


def look_rarely() -> None:
    """From then on look within a piece of work only when very many objects were made. For a whole process.

    A question about 300,000 statements then ends before anything is looked through; until it is, some hundreds of MB
    at most may wait that only refer to one another.
    """
    gc.set_threshold(10 * MANY, 20, 50)


def look_between_answers() -> None:
    """Look when many objects are left over, now that an answer is given and its own are gone; now and then at all."""
    left_over, _, looked = gc.get_count()
    if left_over > MANY:
        gc.collect(WHOLE if looked > OFTEN else GENERATION)


def set_apart() -> None:
    """Look through what there is once more and never again: it is held for good."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
