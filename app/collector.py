"""Settings for Python's cyclic garbage collector.

Answers make very many short-lived objects and hardly a cycle. With Python's default thresholds, collection takes a
third of the time of a question about 30,000 statements, and a larger part for more statements.
"""

import gc

MANY = 500_000  # allocations minus deallocations; Python's default is 700
GENERATION, WHOLE, OFTEN = 1, 2, 20


def look_rarely() -> None:
    """Raise the thresholds of the whole process, so that collection rarely runs within an answer.

    A question about 300,000 statements then ends before any collection; until then at most some hundreds of MB of
    cyclic garbage stay in memory.
    """
    gc.set_threshold(10 * MANY, 20, 50)


def look_between_answers() -> None:
    """Collect after an answer if many objects are left: mostly the middle generation, now and then all objects."""
    left_over, _, looked = gc.get_count()
    if left_over > MANY:
        gc.collect(WHOLE if looked > OFTEN else GENERATION)


def set_apart() -> None:
    """Collect once more, then exclude all present objects from later collections: they are permanent."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
