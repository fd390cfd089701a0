"""The ledger of a group, asked of a selection: whether its counts and the reported moves add up."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from graph.custody.ledger.ledger import Ledger, LedgerPeriod, Unaccounted, build_ledger
from graph.custody.ledger.shares import LedgerScope, find_family
from graph.custody.ledger.sums import Overlaps
from graph.custody.question import CustodyScope, resolve_holder_and_place
from graph.dates.windows import Window
from graph.evidence.custody_roles import find_held_groups
from graph.evidence.hierarchy import Hierarchy, is_fact
from graph.evidence.speakers import is_of_one_body, is_speaker_allowed
from graph.evidence.support import find_named_window
from graph.model.counts import Range, add_ranges, can_agree, enclose_ranges
from graph.model.sources import SourceClaim
from graph.model.statement import StoredStatement
from graph.selection.rows import has_speakers
from graph.selection.selection import AnySelection
from graph.vocabulary import vocabulary


class PartComparison(NamedTuple):
    """A count of the whole compared with counts of its parts. `difference` is the whole minus the sum of the parts."""

    whole: StoredStatement
    parts: tuple[StoredStatement, ...]
    sum: Range
    difference: Unaccounted
    exhaustive: bool

    @property
    def held(self) -> tuple[str, ...]:
        """The part that each count is of."""
        return tuple(find_held_groups(statement)[0] for statement in self.parts)

    @property
    def agrees(self) -> Literal["possible", "no"]:
        """Whether both can be true: exhaustive parts make the whole, others make no more than it."""
        assert self.whole.count is not None
        whole = self.whole.count.min, self.whole.count.max
        fits = can_agree(self.sum, whole) if self.exhaustive else whole[1] is None or self.sum[0] <= whole[1]
        return "possible" if fits else "no"


@dataclass(frozen=True, kw_only=True)
class LedgerFindings:
    """The ledger of a group, and the statements that it is computed from.

    `scope` has the group, `held`, and with it, as `groups`, all that may have been part of it by the last of the
    `days`. `read` are all statements on their custody; `statements` those that the question may see. `claims` are the
    claims of sources to report every move that count; `parts` are counts of the whole against those of its parts.
    """

    scope: CustodyScope
    held: str
    days: Window
    read: Sequence[StoredStatement]
    statements: Sequence[StoredStatement]
    ledger: Ledger
    claims: Sequence[SourceClaim]
    parts: Sequence[PartComparison]

    @property
    def rows(self) -> list[LedgerPeriod]:
        return self.ledger.rows


def find_ledger(
    selection: AnySelection, held: str, days: Window, holder: str | None = None, place: str | None = None
) -> LedgerFindings:
    """Each count of a group by the same holders at the same places, with what came and went up to the next such count.

    Only counts and moves of the days count. `held`, `holder` and `place` are ids or names; rows are of a holder or of
    its parts, at a place or in it. Moves of the group's parts count as its own; counts of parts are only compared
    with counts of the whole. Raises NotFound or Ambiguous naming the parameter.
    """
    view, asked = selection.view, selection.question
    group = selection.resolve_name(held, ["Group"], "held")
    holder_id, place_id = resolve_holder_and_place(selection, holder, place)
    scope = CustodyScope(
        held=group,
        holder=holder_id,
        place=place_id,
        groups=find_family(group, selection.links, days.latest),
        holders=selection.find_parts(holder_id) if holder_id else None,
        places=selection.find_parts(place_id) if place_id else None,
    )
    read = view.select_by_entities(scope.groups or (), vocabulary().custody_predicates, asked.known_by)
    statements = selection.select_statements(read)
    claims = select_claims(selection, group, read, statements)
    return LedgerFindings(
        scope=scope,
        held=group,
        days=days,
        read=read,
        statements=statements,
        ledger=find_periods(selection, scope, days, statements, claims),
        claims=claims,
        parts=compare_parts(selection.drop_retracted(statements), group, selection.links),
    )


def find_periods(
    selection: AnySelection,
    scope: CustodyScope,
    days: Window,
    statements: Sequence[StoredStatement],
    claims: Sequence[SourceClaim],
) -> Ledger:
    """The ledger of some statements."""
    view, holders, places = selection.view, scope.holders, scope.places

    def wanted(row: LedgerScope) -> bool:
        by = holders is None or not holders.isdisjoint(row.holders)
        return by and (places is None or not places.isdisjoint(row.places))

    return build_ledger(
        statements,
        scope.held or "",
        links=selection.links,
        judgements=view.judgements,
        since=days.earliest,
        until=days.latest,
        wanted=wanted,
        backed=(lambda reports: has_speakers(selection, reports)) if selection.question.min_independent else None,
        publishers=view.publishers,
        distinct=view.distinct_sources,
        claims=[one.claim for one in claims],
    )


def select_claims(
    selection: AnySelection, group: str, read: Sequence[StoredStatement], statements: Sequence[StoredStatement]
) -> list[SourceClaim]:
    """The claims of sources to report every move of a group that count with some of the statements that were `read`.

    A source that the lens leaves out makes no claim, nor one of which some statement is left out; where several
    speakers are wanted, a move that one source alone reports does not count, so none claims to report all.
    """
    view, asked, lens = selection.view, selection.question, selection.lens
    if asked.min_independent:
        return []
    hierarchy = Hierarchy(view.organisations if lens.no_parties else ())
    claims = [
        one
        for one in view.claims
        if one.claim.group == group
        and (asked.known_at is None or one.known.latest <= asked.known_at.latest)
        and is_speaker_allowed(one.said_by, lens, view.organisations if lens else ())
        and not (lens.no_parties and any(is_of_one_body(hierarchy, one.said_by, id_) for id_ in one.claim.holders))
    ]
    if not claims:
        return []
    whole, left = (Counter(statement.dataset for statement in some) for some in (read, statements))
    return [one for one in claims if left[one.source] == whole[one.source]]


def compare_parts(
    statements: Iterable[StoredStatement], group: str, links: Sequence[StoredStatement]
) -> list[PartComparison]:
    """Each count of the whole compared with counts of parts of the same predicate, kind, unit, time and other roles.

    Parts are added only if a link calls them disjoint or exhaustive, as others may have people in common. They make up
    the whole if a link says so and each of them is counted. Several counts of one part become one range that encloses
    them.
    """
    part_links = [link for link in links if link.parts and is_fact(link) and group in link.role("object")]
    parts = {part for link in part_links for part in link.role("subject")} - {group}
    complete = {part for link in part_links if link.parts == "exhaustive" for part in link.role("subject")} - {group}
    if not parts:
        return []
    wholes: list[StoredStatement] = []
    counts: dict[tuple[object, ...], list[StoredStatement]] = {}
    for statement in statements:
        held = find_held_groups(statement)
        if statement.count is None or len(held) != 1 or not is_fact(statement):
            continue
        if held[0] == group:
            wholes.append(statement)
        elif held[0] in parts:
            counts.setdefault((held[0], *_list_common(statement)), []).append(statement)
    by_part = {key: Overlaps(found, _read_days) for key, found in counts.items()}
    checks = []
    for whole in wholes:
        asked = _list_common(whole)
        found = {part: met for part in sorted(parts) if (met := _find_counts(by_part.get((part, *asked)), whole))}
        if found:
            checks.append(_compare(whole, found, bool(complete) and complete <= found.keys(), complete))
    return checks


def _compare(
    whole: StoredStatement, found: dict[str, list[StoredStatement]], exhaustive: bool, complete: set[str]
) -> PartComparison:
    assert whole.count is not None
    used = {part: met for part, met in found.items() if not exhaustive or part in complete}
    sum_ = add_ranges(range_ for met in used.values() if (range_ := enclose_ranges(map(_read_count, met))))
    low = None if sum_[1] is None else whole.count.min - sum_[1]
    high = None if whole.count.max is None else whole.count.max - sum_[0]
    return PartComparison(whole, tuple(s for met in used.values() for s in met), sum_, (low, high), exhaustive)


def _find_counts(counts: Overlaps[StoredStatement] | None, whole: StoredStatement) -> list[StoredStatement]:
    return counts.find_overlapping(*_read_days(whole)) if counts else []


def _list_common(statement: StoredStatement) -> tuple[object, ...]:
    """What two counts must have in common to be compared, apart from the group that they count."""
    held = vocabulary().predicates[statement.predicate].find_role("held")
    roles = tuple(sorted((role, ids) for role, ids in statement.roles.items() if role != held))
    count = statement.count
    assert count is not None
    return statement.predicate, statement.mode, roles, count.kind, count.unit, count.of, count.since


def _read_days(statement: StoredStatement) -> tuple[int, int]:
    window: Window = find_named_window(statement)
    return window.earliest.toordinal(), window.latest.toordinal()


def _read_count(statement: StoredStatement) -> Range:
    assert statement.count is not None
    return statement.count.min, statement.count.max
