"""The gaps question: gaps in the evidence, each with the statement that would close it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graph.custody.day import build_custody
from graph.custody.gaps.gap import (
    KINDS,
    CountSpeakers,
    EvidenceGap,
    GapReason,
    MissingStatement,
    add_day,
    drop_open_end,
    rank_gap,
    sort_ids,
    span_days,
)
from graph.custody.gaps.holdings import find_holding_gaps, find_uncorroborated_holdings, find_uncounted_holdings
from graph.custody.gaps.moves import find_lost_people, find_uncorroborated_moves, find_uncounted_moves, group_moves
from graph.custody.ledger.ledger import Ledger, LedgerPeriod, build_ledger
from graph.custody.ledger.reasons import OpenReason, explain_open
from graph.dates.windows import MIN
from graph.errors import InvalidInput
from graph.evidence.custody_roles import find_held_groups
from graph.evidence.hierarchy import find_parts, is_fact
from graph.evidence.speakers import drop_retracted
from graph.model.judgements import Judgement
from graph.model.labels import LABELS
from graph.model.statement import StoredStatement
from graph.selection.rows import FilteredRows, filter_by_speakers
from graph.selection.selection import AnySelection
from graph.vocabulary import vocabulary


@dataclass(frozen=True, kw_only=True)
class GapScope:
    """The gaps asked about. `entities` and `groups` are `entity` and `held` with their parts; None means any.

    `entity` and `held` are ids, several where all bear the name that was asked for.
    """

    entity: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    kind: str | None = None
    entities: frozenset[str] | None = None
    groups: frozenset[str] | None = None


@dataclass(frozen=True, kw_only=True)
class GapFindings:
    """Gaps in the evidence, and the data they were computed from.

    `read` are all statements on the custody of the groups; `statements` those that the question may use. `filtered`
    are the gaps, those first that would settle most (`rank_gap`), with the number dropped for too few speakers.
    """

    scope: GapScope
    read: Sequence[StoredStatement]
    statements: Sequence[StoredStatement]
    filtered: FilteredRows[EvidenceGap]

    @property
    def gaps(self) -> list[EvidenceGap]:
        return self.filtered.rows


def find_gaps(
    selection: AnySelection, entity: str | None = None, held: str | None = None, kind: str | None = None
) -> GapFindings:
    """Gaps in the evidence on the custody of a group and its parts on the days asked about.

    `entity` keeps only gaps that name it or one of its parts, of a nationality also those of the groups that have it;
    both are ids or names. `kind` is one of KINDS. Raises
    InvalidInput for an unknown kind, NotFound or Ambiguous naming the parameter.
    """
    if kind and kind not in KINDS:
        raise InvalidInput(f"kind: {kind!r}; expected one of {', '.join(KINDS)}", parameter="kind", value=kind)
    view, known_by, words = selection.view, selection.question.known_by, vocabulary().custody_predicates
    entities = selection.resolve_names(entity, LABELS, "entity")
    held_ids = selection.resolve_names(held, ["Group"], "held")
    groups = selection.find_parts_of(held_ids)
    read = view.select_by_entities(groups, words, known_by) if groups else view.select_by_predicates(words, known_by)
    statements = selection.select_statements(read)
    scope = GapScope(
        entity=entities,
        held=held_ids,
        kind=kind or None,
        entities=_find_entities(selection, entities),
        groups=groups,
    )
    filtered = filter_gaps(selection, scope, statements)
    asked = {*held_ids, *entities}
    filtered.rows.sort(key=lambda gap: rank_gap(gap, asked))
    return GapFindings(scope=scope, read=read, statements=statements, filtered=filtered)


def _find_entities(selection: AnySelection, ids: Sequence[str]) -> frozenset[str] | None:
    """The entities asked about with their parts, and the groups of those that are nationalities; None if none is."""
    directory = selection.view.directory
    nationalities = [id_ for id_ in ids if directory.get(id_).label == "Nationality"]
    groups = [selection.find_groups(id_)[0] for id_ in nationalities]
    return selection.find_parts_of((*ids, *sorted(frozenset[str]().union(*groups))))


def filter_gaps(
    selection: AnySelection, scope: GapScope, statements: Sequence[StoredStatement], group: str | None = None
) -> FilteredRows[EvidenceGap]:
    """The gaps in some statements, filtered for the question; only those of one group if it is given.

    Gaps that take long to find are computed only if the question asks for them.
    """
    view, asked, kind = selection.view, selection.question, scope.kind
    first, last = asked.as_of.earliest, asked.as_of.latest
    gaps: list[EvidenceGap] = []
    if kind != "open_ledger":
        gaps += list_gaps(
            statements,
            first,
            last,
            independent=view.speakers.count_independent,
            judgements=view.judgements,
            publishers=view.publishers,
            max_gap_days=asked.max_gap_days,
            distinct=view.distinct_sources,
        )
    if kind in (None, "open_ledger"):
        gaps += _find_open_ledgers(selection, statements, group)
    gaps = [gap for gap in gaps if kind in (None, gap.kind) and group in (None, *gap.held)]
    if scope.groups is not None:
        gaps = [gap for gap in gaps if not scope.groups.isdisjoint(gap.held)]
    if scope.entities is not None:
        gaps = [gap for gap in gaps if not scope.entities.isdisjoint(_list_entities(gap))]
    return filter_by_speakers(selection, gaps)


def list_gaps(
    statements: Sequence[StoredStatement],
    a: date,
    b: date,
    *,
    independent: CountSpeakers,
    judgements: Sequence[Judgement] = (),
    publishers: Mapping[str, str] | None = None,
    max_gap_days: int | None = None,
    distinct: Collection[str] = (),
) -> list[EvidenceGap]:
    """All gaps but those of ledgers, for the days [a, b], from statements on custody.

    `independent` counts the independent speakers behind some statements; `publishers` are actors by source,
    `max_gap_days` as in graph.evidence.support.
    """
    statements = [s for s in drop_retracted(statements, publishers) if is_fact(s)]
    rows = build_custody(statements, a, b, max_gap_days=max_gap_days, publishers=publishers, judgements=judgements).rows
    moves = group_moves(statements, judgements, b, distinct)
    holdings = list(find_uncorroborated_holdings(rows, independent))
    holding_statement_ids = {statement.id for gap in holdings for statement in gap.statements}
    single_speaker_moves = find_uncorroborated_moves(moves, independent)
    return [
        *find_holding_gaps(statements, a, b, max_gap_days),
        *find_lost_people(moves, statements, b),
        *holdings,
        *(gap for gap in single_speaker_moves if not holding_statement_ids.issuperset(s.id for s in gap.statements)),
        *find_uncounted_holdings(rows, a, b),
        *find_uncounted_moves(moves),
    ]


def _list_entities(gap: EvidenceGap) -> set[str]:
    """All entities in a gap and its statements, with their speakers."""
    ids = {*gap.holders, *gap.held, *gap.places}
    for statement in gap.statements:
        ids |= {statement.said_by, *statement.about, *(id_ for role in statement.roles.values() for id_ in role)}
    return ids


def _find_open_ledgers(
    selection: AnySelection, statements: Sequence[StoredStatement], group: str | None
) -> Iterator[EvidenceGap]:
    """Gaps for the open ledgers of all groups up to the last day asked about; of one group if it is given."""
    view, asked = selection.view, selection.question
    first, last = asked.as_of.earliest, asked.as_of.latest
    by_group: dict[str, list[StoredStatement]] = {}
    for statement in statements:
        for held in find_held_groups(statement):
            by_group.setdefault(held, []).append(statement)
    for held in sorted(by_group if group is None else by_group.keys() & {group}):
        family = find_parts(held, selection.part_links, first, last)
        members = {s.id: s for part in family for s in by_group.get(part, ())}
        ledger = build_ledger(
            list(members.values()),
            held,
            links=selection.links,
            judgements=view.judgements,
            until=last,
            publishers=view.publishers,
        )
        yield from list_ledger_gaps(ledger, held, last, view.judgements)


def list_ledger_gaps(
    ledger: Ledger, group: str, last: date, judgements: Sequence[Judgement] = ()
) -> Iterator[EvidenceGap]:
    """One gap for each statement that is missing in the rows of a group's ledger, up to the last day asked about.

    Where nobody came or went there is nothing to add up; that nobody counted again is then stale, not open.
    """
    for row in ledger.rows:
        reports = [report for side in (row.gains, row.losses) for line in side.lines for report in line.reports]
        if not reports:
            continue
        reasons = tuple(explain_open(row, ledger, judgements))
        days = span_days(reports)
        if not row.openings:
            before = days.earliest - timedelta(days=1) if days.earliest > MIN else None
            yield _make_ledger_gap(row, reasons, group, "opening", reports, _ask_count(row, group, None, before))
        elif not row.closings:
            until = max(days.latest, span_days(row.openings).latest)
            yield _make_ledger_gap(
                row, reasons, group, "closing", reports, _ask_count(row, group, add_day(min(until, last)), None)
            )
        elif None in (row.unaccounted or ()):
            for cause in _find_unbounded(row):
                days_of_cause = span_days(cause)
                missing = _ask_count(
                    row, group, drop_open_end(days_of_cause.earliest), drop_open_end(days_of_cause.latest)
                )
                yield _make_ledger_gap(row, reasons, group, "unbounded", cause, missing)


def _find_unbounded(row: LedgerPeriod) -> Iterator[Sequence[StoredStatement]]:
    """Reports without an upper limit: counts such as `thousands`, and moves without a count."""
    for stock in (*row.openings, *row.closings):
        if stock.count and stock.count.max is None:
            yield [stock]
    for side in (row.gains, row.losses):
        yield from (line.reports for line in side.lines if line.range[1] is None)


def _ask_count(row: LedgerPeriod, group: str, first: date | None, last: date | None) -> MissingStatement:
    scope = row.scope
    return MissingStatement(
        what="a count", whose=scope.holders, of=(group,), places=scope.places, first=first, last=last
    )


def _make_ledger_gap(
    row: LedgerPeriod,
    because: tuple[OpenReason, ...],
    group: str,
    why: GapReason,
    cause: Iterable[StoredStatement],
    missing: MissingStatement,
) -> EvidenceGap:
    statements = {s.id: s for s in (*row.openings, *cause, *row.closings)}
    return EvidenceGap(
        kind="open_ledger",
        why=why,
        holders=row.scope.holders,
        held=(group,),
        statements=tuple(statements.values()),
        places=sort_ids(row.scope.places),
        people=row.opening or row.closing,
        missing=missing,
        open_because=because,
    )
