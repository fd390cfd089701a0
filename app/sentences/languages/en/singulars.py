"""One of those whose name is in the plural: `one soldier`, `one child of fighters`, `one of the Nuer`."""

import re

from app.sentences.languages.en.articles import find_main_words
from graph.model.wordings import Amount, AmountForm

IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child", "wives": "wife", "lives": "life"}
ENDS_IN_MAN = re.compile(r"(?:wo)?men\Z")
HISSING = re.compile(r"(?:ss|sh|ch|x|z)es\Z")
SAME = frozenset(("series", "forces", "troops", "authorities"))  # no word for one of them


def is_one(amount: Amount | None) -> bool:
    """Whether a number is one, also at least one or fewer than one, so that whom it counts is in the singular."""
    return amount is not None and amount.form not in (AmountForm.BETWEEN, AmountForm.VAGUE) and amount.low == 1


def make_singular(group: str) -> str | None:
    """The name of one of a group; None where English has none, such as the Nuer, or men and boys."""
    main = find_main_words(group)
    head, space, noun = main.rpartition(" ")
    singular = _make_singular_noun(noun)
    if singular is None or " and " in main or "," in main:
        return None
    return f"{head}{space}{singular}{group[len(main) :]}"


def name_one(group: str) -> str:
    """What stands behind `one`: `soldier`, or `of the Nuer`."""
    return make_singular(group) or f"of {'' if group.startswith('the ') else 'the '}{group}"


def _make_singular_noun(noun: str) -> str | None:
    small = noun.lower()
    if small in IRREGULAR:
        return IRREGULAR[small]
    if ENDS_IN_MAN.search(small):
        return f"{noun[:-2]}an"
    if small in SAME or not small.endswith("s") or small.endswith(("ss", "us", "is")):
        return None
    if small.endswith("ies") and len(small) > 4:
        return f"{noun[:-3]}y"
    return noun[:-2] if HISSING.search(small) else noun[:-1]
