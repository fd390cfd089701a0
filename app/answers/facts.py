"""What rows of series, chains, plans, disputes and gaps say: the facts that must not depend on one speaker."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

from app.answers.explain import Facts, RowSubject, SubjectFacts
from app.answers.words import join_words, number_words, statement_words
from app.sentences.row_words import RowWordWriter
from graph.custody.gaps.gap import EvidenceGap
from graph.custody.hops import CustodyHop
from graph.custody.plans import ReportedPlan
from graph.custody.series_lines import MoveMark, Segment, SeriesItem, SeriesLine, SeriesScope
from graph.dates.windows import MAX, MIN, Window
from graph.disputes.one_question import find_people, find_scope
from graph.disputes.question import CLASHES, Dispute
from graph.model.counts import Range, enclose_ranges
from graph.model.statement import StoredStatement
from graph.selection.snapshot import Snapshot

OccurrenceNumbers = Mapping[str, int]  # by statement id: the number of the occurrence that it reports


def series_facts(view: Snapshot, lines: Iterable[SeriesLine]) -> list[SubjectFacts]:
    """Each number of a scope with the days that it is reported for."""
    days: dict[RowSubject, set[str]] = defaultdict(set)
    for line in lines:
        items: list[SeriesItem] = [*line.points, *line.segments, *line.flows]
        for item in items:
            item_kind = item.direction if isinstance(item, MoveMark) else type(item).__name__
            counted = (item.count.kind, item.count.min, item.count.max) if item.count else None
            subject = RowSubject((line.scope, item_kind, counted), _write_number(view, line.scope, item))
            days[subject].add(_write_item_days(item))
    return [(subject, {"days": join_words(sorted(written_days))}) for subject, written_days in days.items()]


def hop_facts(view: Snapshot, hops: Iterable[CustodyHop], occurrence_numbers: OccurrenceNumbers) -> list[SubjectFacts]:
    """Each hop, identified by its occurrence, with its origin and destination."""
    facts_of_hops: list[SubjectFacts] = []
    for hop in hops:
        events = [view.directory.get(id_).name for s in hop.statements for id_ in s.about if id_ == hop.id]
        words = (
            events[0]
            if events
            else f"{_join_names(view, hop.held)} moved, {_write_window(Window(hop.earliest, hop.latest))}"
        )
        ends = {
            "from holder": hop.from_holders,
            "from place": hop.from_places,
            "to holder": hop.to_holders,
            "to place": hop.to_places,
        }
        facts: Facts = {name: _join_names(view, ids) or None for name, ids in ends.items()}
        facts_of_hops.append((RowSubject(occurrence_numbers[hop.statements[0].id], words), facts))
    return facts_of_hops


def plan_facts(view: Snapshot, planned: Iterable[ReportedPlan]) -> list[SubjectFacts]:
    """The number done for each plan, whoever reports the plan."""
    subjects: dict[Hashable, RowSubject] = {}
    done: dict[Hashable, list[Range]] = defaultdict(list)
    for plan, fulfilment in planned:
        plan_key = find_plan_subject(plan)
        subjects.setdefault(plan_key, RowSubject(plan_key, f"the plan that {statement_words(view, [plan])}"))
        done[plan_key] += [fulfilment.done] if fulfilment.done else []
    return [(subject, {"done": enclose_ranges(done[plan_key])}) for plan_key, subject in subjects.items()]


def find_plan_subject(plan: StoredStatement) -> tuple[str, Hashable]:
    """The key of a plan: its predicate with its Event, or with its roles if it names no Event."""
    return plan.predicate, plan.about or tuple(plan.roles.items())


def dispute_facts(view: Snapshot, disputes: Iterable[Dispute]) -> list[SubjectFacts]:
    """Each disputed question, with its number of rows: the same people may have several on figures or dates."""
    subjects = []
    for dispute in disputes:
        disputed = dispute.statements if dispute.why in CLASHES else dispute.statements[:1]
        terms = f" ({', '.join(disputed[0].terms)})" if disputed[0].terms else ""
        subjects.append(
            RowSubject(_make_dispute_key(dispute), f"{dispute.why}, {statement_words(view, disputed)}{terms}")
        )
    return _count_subjects(subjects)


def gap_facts(
    writer: RowWordWriter, gaps: Iterable[EvidenceGap], occurrence_numbers: OccurrenceNumbers
) -> list[SubjectFacts]:
    """Each evidence gap, whatever its length.

    A gap about a move is identified by the occurrence, not by who took part.
    """
    subjects = []
    for gap in gaps:
        key: tuple[Hashable, ...] = (gap.kind, gap.why, gap.held)
        if gap.why in ("move", "whereabouts"):
            key += (occurrence_numbers[gap.statements[0].id],)
        else:
            key += (gap.holders, gap.places if gap.kind == "open_ledger" else ())
        subjects.append(RowSubject(key, writer.write_gap(gap).removesuffix(".")))
    return _count_subjects(subjects)


def _count_subjects(subjects: Iterable[RowSubject]) -> list[SubjectFacts]:
    return [(subject, {"rows": number}) for subject, number in Counter(subjects).items()]


def _make_dispute_key(dispute: Dispute) -> Hashable:
    first = dispute.statements[0]
    if dispute.why not in CLASHES:
        return dispute.why, first.key
    return dispute.why, find_scope(first) if dispute.why == "figures" else (find_people(first), first.mode)


def _write_number(view: Snapshot, scope: SeriesScope, item: SeriesItem) -> str:
    places = f" at {_join_names(view, scope.places)}" if scope.places else ""
    direction = f" {item.direction}" if isinstance(item, MoveMark) else ""
    unit = f" {scope.unit}" if scope.unit != "people" else ""
    number = number_words((item.count.min, item.count.max)) + unit if item.count else "nobody says how many"
    holders = _join_names(view, scope.holders) or "nobody named"
    return f"{holders}, {_join_names(view, scope.held)}{places}{direction}, {number}"


def _write_item_days(item: SeriesItem) -> str:
    if isinstance(item, Segment):
        return f"from {_write_window(item.start)} to {_write_window(item.end)}"
    return _write_window(item.window)


def _write_window(days: Window) -> str:
    first = ".." if days.earliest == MIN else str(days.earliest)
    last = ".." if days.latest == MAX else str(days.latest)
    return first if first == last != ".." else f"{first}/{last}"


def _join_names(view: Snapshot, ids: Sequence[str]) -> str:
    return join_words([view.directory.get(id_).name for id_ in ids])
