"""Whether the parts of a group sum to it: counts of the same people, at the same time, by those who counted both."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graph.custody.ledger.ledger import Unaccounted
from graph.custody.ledger.sums import Overlaps
from graph.dates.windows import Window
from graph.evidence.custody_roles import held_by
from graph.evidence.hierarchy import is_fact
from graph.evidence.support import window_of
from graph.model.counts import Range, add_ranges, can_agree, enclose_ranges
from graph.model.stored_statement import StoredStatement
from graph.vocabulary import vocabulary


class PartComparison(NamedTuple):
    """A count of the whole against counts of its parts. `difference` is what the whole has more than they have."""

    whole: StoredStatement
    parts: tuple[StoredStatement, ...]
    sum: Range
    difference: Unaccounted
    exhaustive: bool

    @property
    def held(self) -> tuple[str, ...]:
        """Which part each count of a part is of."""
        return tuple(held_by(statement)[0] for statement in self.parts)

    @property
    def agrees(self) -> str:
        """Whether both can be true: parts that are all of it make the whole, others make no more than it."""
        assert self.whole.count is not None
        whole = self.whole.count.min, self.whole.count.max
        fits = can_agree(self.sum, whole) if self.exhaustive else whole[1] is None or self.sum[0] <= whole[1]
        return "possible" if fits else "no"


def compare_parts(
    statements: Iterable[StoredStatement], group: str, links: Sequence[StoredStatement]
) -> list[PartComparison]:
    """Each count of the whole beside the counts of parts, of the same predicate, kind, unit, time and other roles.

    Only parts are added that some link calls disjoint or exhaustive: others may have people in common. They are all of
    the whole where a link says so and each of them is counted. Several counts of one part stand side by side, as their
    hull.
    """
    told = [link for link in links if link.parts and is_fact(link) and group in link.role("object")]
    parts = {part for link in told for part in link.role("subject")} - {group}
    complete = {part for link in told if link.parts == "exhaustive" for part in link.role("subject")} - {group}
    if not parts:
        return []
    wholes: list[StoredStatement] = []
    counts: dict[tuple[object, ...], list[StoredStatement]] = {}
    for statement in statements:
        held = held_by(statement)
        if statement.count is None or len(held) != 1 or not is_fact(statement):
            continue
        if held[0] == group:
            wholes.append(statement)
        elif held[0] in parts:
            counts.setdefault((held[0], *_question(statement)), []).append(statement)
    by_part = {key: Overlaps(found, _days) for key, found in counts.items()}
    checks = []
    for whole in wholes:
        asked = _question(whole)
        found = {part: met for part in sorted(parts) if (met := _met(by_part.get((part, *asked)), whole))}
        if found:
            checks.append(_compare(whole, found, bool(complete) and complete <= found.keys(), complete))
    return checks


def _compare(
    whole: StoredStatement, found: dict[str, list[StoredStatement]], exhaustive: bool, complete: set[str]
) -> PartComparison:
    assert whole.count is not None
    used = {part: met for part, met in found.items() if not exhaustive or part in complete}
    sum_ = add_ranges(range_ for met in used.values() if (range_ := enclose_ranges(map(_counted, met))))
    low = None if sum_[1] is None else whole.count.min - sum_[1]
    high = None if whole.count.max is None else whole.count.max - sum_[0]
    return PartComparison(whole, tuple(s for met in used.values() for s in met), sum_, (low, high), exhaustive)


def _met(counts: Overlaps[StoredStatement] | None, whole: StoredStatement) -> list[StoredStatement]:
    return counts.between(*_days(whole)) if counts else []


def _question(statement: StoredStatement) -> tuple[object, ...]:
    """What two counts must have in common, but for whom they count, to be set against each other."""
    held = vocabulary().predicates[statement.predicate].role_with("held")
    roles = tuple(sorted((role, ids) for role, ids in statement.roles.items() if role != held))
    count = statement.count
    assert count is not None
    return statement.predicate, statement.mode, roles, count.kind, count.unit, count.of, count.since


def _days(statement: StoredStatement) -> tuple[int, int]:
    window: Window = window_of(statement)
    return window.earliest.toordinal(), window.latest.toordinal()


def _counted(statement: StoredStatement) -> Range:
    assert statement.count is not None
    return statement.count.min, statement.count.max
