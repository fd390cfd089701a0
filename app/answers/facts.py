"""What rows of series, chains, plans, disputes and gaps say: the facts that must not depend on one speaker."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping

from app.answers.explain import Facts, RowSubject, SubjectFacts
from app.sentences.explanations import ExplanationWriter
from app.sentences.row_words import RowWordWriter
from graph.custody.gaps.gap import EvidenceGap
from graph.custody.hops import CustodyHop
from graph.custody.plans import ReportedPlan
from graph.custody.series_lines import MoveMark, Segment, SeriesItem, SeriesLine
from graph.dates.windows import MAX, MIN, Window
from graph.disputes.one_question import find_people, find_scope
from graph.disputes.question import CLASHES, Dispute
from graph.model.counts import Range, enclose_ranges
from graph.model.statement import StoredStatement

OccurrenceNumbers = Mapping[str, int]  # by statement id: the number of the occurrence that it reports


def series_facts(writer: ExplanationWriter, lines: Iterable[SeriesLine]) -> list[SubjectFacts]:
    """Each number of a scope with the days that it is reported for."""
    days: dict[RowSubject, set[str]] = defaultdict(set)
    for line in lines:
        items: list[SeriesItem] = [*line.points, *line.segments, *line.flows]
        for item in items:
            item_kind = item.direction if isinstance(item, MoveMark) else type(item).__name__
            counted = (item.count.kind, item.count.min, item.count.max) if item.count else None
            subject = RowSubject((line.scope, item_kind, counted), writer.write_number(line.scope, item))
            days[subject].add(_write_item_days(writer, item))
    return [(subject, {"days": writer.write_days(sorted(written_days))}) for subject, written_days in days.items()]


def hop_facts(
    writer: ExplanationWriter, hops: Iterable[CustodyHop], occurrence_numbers: OccurrenceNumbers
) -> list[SubjectFacts]:
    """Each hop, identified by its occurrence, with its origin and destination."""
    facts_of_hops: list[SubjectFacts] = []
    for hop in hops:
        event = next((id_ for s in hop.statements for id_ in s.about if id_ == hop.id), None)
        words = writer.write_hop(hop, event, _write_window(Window(hop.earliest, hop.latest)))
        ends = {
            "from holder": hop.from_holders,
            "from place": hop.from_places,
            "to holder": hop.to_holders,
            "to place": hop.to_places,
        }
        facts: Facts = {name: writer.write_names(ids) or None for name, ids in ends.items()}
        facts_of_hops.append((RowSubject(occurrence_numbers[hop.statements[0].id], words), facts))
    return facts_of_hops


def plan_facts(writer: ExplanationWriter, planned: Iterable[ReportedPlan]) -> list[SubjectFacts]:
    """The number done for each plan, whoever reports the plan."""
    subjects: dict[Hashable, RowSubject] = {}
    done: dict[Hashable, list[Range]] = defaultdict(list)
    for plan, fulfilment in planned:
        plan_key = find_plan_subject(plan)
        subjects.setdefault(plan_key, RowSubject(plan_key, writer.write_plan(plan)))
        done[plan_key] += [fulfilment.done] if fulfilment.done else []
    return [(subject, {"done": enclose_ranges(done[plan_key])}) for plan_key, subject in subjects.items()]


def find_plan_subject(plan: StoredStatement) -> tuple[str, Hashable]:
    """The key of a plan: its predicate with its Event, or with its roles if it names no Event."""
    return plan.predicate, plan.about or tuple(plan.roles.items())


def dispute_facts(writer: ExplanationWriter, disputes: Iterable[Dispute]) -> list[SubjectFacts]:
    """Each disputed question, with its number of rows: the same people may have several on figures or dates."""
    subjects = []
    for dispute in disputes:
        disputed = dispute.statements if dispute.why in CLASHES else dispute.statements[:1]
        subjects.append(RowSubject(_make_dispute_key(dispute), writer.write_dispute(dispute, disputed)))
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


def _write_item_days(writer: ExplanationWriter, item: SeriesItem) -> str:
    if isinstance(item, Segment):
        return writer.write_span(_write_window(item.start), _write_window(item.end))
    return _write_window(item.window)


def _write_window(days: Window) -> str:
    first = ".." if days.earliest == MIN else str(days.earliest)
    last = ".." if days.latest == MAX else str(days.latest)
    return first if first == last != ".." else f"{first}/{last}"
