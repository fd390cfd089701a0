"""Names that a verb is said of together: the Hill Council and the River Movement joined, from the army and a guard."""

import re
from collections.abc import Sequence

from ingest.reports.content import SentenceContent
from ingest.reports.mentions import Mention

AND = re.compile(r",? (?:and|y|e|et) (?:the |by the |by |la |el |los |las |le |les )?")
LISTED = re.compile(r", (?:the |la |el |le )?")
BEGINNING = re.compile(r"(?:^|[,;:])\s{0,2}(?:the |both ){0,2}$", re.IGNORECASE)


def list_joined_before(sentence: SentenceContent, last: Mention, labels: frozenset[str]) -> list[Mention]:
    """Those who do with the last one what a verb says, in order; the last one alone where a verb may be about others.

    They begin the sentence, or what stands behind a date or a comma.
    """
    fitting = [one for one in sentence.mentions if one.end <= last.start and _may_do(one, labels)]
    found, joint = [last], AND
    for one in reversed(fitting):
        if not joint.fullmatch(sentence.text[one.end : found[0].start]):
            break
        found.insert(0, one)
        joint = LISTED
    start = max((date.end for date in sentence.dates if date.end <= found[0].start), default=0)
    return found if BEGINNING.search(sentence.text[start : found[0].start]) else [last]


def list_joined_behind(text: str, mentions: Sequence[Mention], first: Mention, labels: frozenset[str]) -> list[Mention]:
    """A name with those that are joined to it by `and`, or stand with it in a list that ends so."""
    found = [first]
    for one in mentions:
        gap = text[found[-1].end : one.start] if one.start >= found[-1].end else ""
        if LISTED.fullmatch(gap) and _may_do(one, labels):
            found.append(one)
        elif AND.fullmatch(gap) and _may_do(one, labels):
            return [*found, one]
    return [first]


def _may_do(one: Mention, labels: frozenset[str]) -> bool:
    return one.may_be(labels) and not one.kind.startswith("Group.")
