"""The series question: numbers held over time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from graph.custody.question import CustodyScope, resolve_holder_and_place
from graph.custody.series_lines import Segment, SeriesItem, SeriesLine, SeriesScope, build_lines
from graph.dates.windows import Window
from graph.evidence.support import Certainty, find_known_certainty
from graph.model.statement import StoredStatement
from graph.selection.question import SelectionQuestion
from graph.selection.rows import FilteredRows, filter_by_speakers
from graph.selection.selection import AnySelection
from graph.vocabulary import vocabulary


@dataclass(frozen=True, kw_only=True)
class SeriesFindings:
    """The numbers held of a group over time, and what they were worked out from.

    `held` is the group's id; `scope` has it, its holder and its place with their parts on the `days`. `read` are all
    statements on the group and its parts; `statements` those that the question may see. `filtered` are the lines, those
    of the group itself first, and how many too few speakers report.
    """

    scope: CustodyScope
    held: str
    days: Window
    read: Sequence[StoredStatement]
    statements: Sequence[StoredStatement]
    filtered: FilteredRows[SeriesLine]

    @property
    def lines(self) -> list[SeriesLine]:
        return self.filtered.rows


def find_series(
    selection: AnySelection, held: str, days: Window, holder: str | None = None, place: str | None = None
) -> SeriesFindings:
    """A line for each scope of a group or its parts, with what may lie in the days.

    `held`, `holder` and `place` are ids or names. Raises NotFound or Ambiguous naming the parameter.
    """
    group = selection.resolve_name(held, ["Group"], "held")
    holder_id, place_id = resolve_holder_and_place(selection, holder, place)
    on_days = selection.replace_days(days)
    scope = CustodyScope(
        held=group,
        holder=holder_id,
        place=place_id,
        groups=on_days.find_parts(group),
        holders=on_days.find_parts(holder_id) if holder_id else None,
        places=on_days.find_parts(place_id) if place_id else None,
    )
    read = selection.view.select_by_entities(
        scope.groups or (), vocabulary().custody_predicates, selection.question.known_by
    )
    statements = selection.select_statements(read)
    filtered = find_lines(selection, scope, days, statements)
    filtered.rows.sort(
        key=lambda line: (group not in line.scope.held, line.scope.unit != "people", not line.scope.holders)
    )
    return SeriesFindings(scope=scope, held=group, days=days, read=read, statements=statements, filtered=filtered)


def find_lines(
    selection: AnySelection,
    scope: CustodyScope,
    days: Window,
    statements: Sequence[StoredStatement],
    held: Collection[str] | None = None,
) -> FilteredRows[SeriesLine]:
    """The lines that some statements make and that the question wants; of exactly these groups if some are given."""
    view = selection.view

    def wanted(one: SeriesScope) -> bool:
        asked_for = ((one.held, scope.groups), (one.holders, scope.holders), (one.places, scope.places))
        return all(ids is None or not ids.isdisjoint(has) for has, ids in asked_for) and held in (None, one.held)

    lines = build_lines(
        statements,
        first=days.earliest,
        last=days.latest,
        wanted=wanted,
        judgements=view.judgements,
        publishers=view.publishers,
    )
    sure = (_drop_uncertain(line, selection.question, days) for line in lines)
    return filter_by_speakers(selection, [line for line in sure if line.statements])


def rate_certainty(item: SeriesItem, days: Window) -> Certainty:
    """Whether a time surely lies in the days asked about; of a state that lasted, whether some day of it does."""
    if isinstance(item, Segment):
        sure = item.certain
        is_within = sure is not None and sure.earliest <= days.latest and days.earliest <= sure.latest
    else:
        is_within = days.earliest <= item.window.earliest and item.window.latest <= days.latest
    return "certain" if is_within else "possible"


def _drop_uncertain(line: SeriesLine, asked: SelectionQuestion, days: Window) -> SeriesLine:
    """The line, or, if only what is certain is wanted, what surely lies in the days asked about and was public."""
    if asked.certainty == "possible":
        return line

    def is_sure(item: SeriesItem) -> bool:
        return (
            rate_certainty(item, days) == "certain"
            and find_known_certainty([item.statement], asked.known_at) == "certain"
        )

    points, segments = [p for p in line.points if is_sure(p)], [s for s in line.segments if is_sure(s)]
    return SeriesLine(line.scope, points, segments, [f for f in line.flows if is_sure(f)], line.agreement)
