"""Of what people are suspected: on suspicion of working with the Ridge Guard. What is suspected is not said as done."""

from collections.abc import Iterator, Sequence

from ingest.reports.content import Cells, SentenceContent
from ingest.reports.mentions import write_name
from ingest.reports.verbs import read_verbs
from ingest.sheets.words import list_predicates

NEAR = 60  # characters between people and of what they are suspected
SAME = ("wording", "time", "said_by", "said_on")  # cells of the arrest that are those of the suspicion too


def list_suspicions(sentence: SentenceContent, found: Sequence[Cells]) -> Iterator[Cells]:
    """Rows of who is suspected to belong to, or to act for, whom; `found` are the other rows of the sentence."""
    for start, end in sentence.suspected:
        before = [one for one in sentence.mentions if one.end <= start and start - one.end <= NEAR]
        people = next((one for one in reversed(before) if one.kind.startswith("Group.")), None)
        behind = (one for one in sentence.mentions if start < one.start < end)
        other = next((one for one in behind if one.known and one.may_be({"Actor"})), None)
        if people is None or other is None:
            continue
        who = write_name(people, frozenset({"Group"}))
        cells = {"who": who, "object": write_name(other, frozenset({"Actor"}))}
        cells["predicate"] = list_predicates().write(read_verbs()["suspicion"])
        arrest = next((one for one in found if one.get("object") == who), {})
        yield cells | {name: arrest[name] for name in SAME if name in arrest}
