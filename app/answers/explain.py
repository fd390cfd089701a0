"""`include=explain`: the statements and speakers without which the answer would change, in words."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.answers.question import Asked
from app.answers.silence_words import gap_reason
from app.answers.words import join_words, number_words, statement_words
from app.schemas import Explain, RestsOn
from graph.custody.day import HolderRow
from graph.custody.gaps.gap import EvidenceGap
from graph.custody.hops import CustodyHop
from graph.custody.plans import ReportedPlan
from graph.custody.series_lines import MoveMark, Segment, SeriesItem, SeriesLine, SeriesScope
from graph.dates.windows import MAX, MIN, Window
from graph.disputes.one_question import find_people, find_scope
from graph.disputes.question import CLASHES, Dispute
from graph.evidence.sensitivity import AnswerChange, AnswerRecipe, BoundDates, Influence, T, measure_sensitivity
from graph.evidence.speakers import collect_utterances
from graph.model.counts import Range, enclose_ranges
from graph.model.statement import StoredStatement
from graph.selection.rows import HasStatements
from graph.selection.snapshot import Snapshot

DescribeSubject = Callable[[Hashable], str]  # writes the subject of a row


@dataclass(frozen=True, slots=True)
class RowSubject:
    """The subject of a row. Only `by` is compared; `words` are for readers."""

    by: Hashable
    words: str = field(compare=False)

    def __str__(self) -> str:
        return self.words


if TYPE_CHECKING:  # its arrays take long to import
    from graph.alliances.pairs import PairRow

Facts = dict[str, object]  # by name
SubjectFacts = tuple[RowSubject, Facts]  # the subject of a row, and the facts that are tested


def find_speakers(rows: Iterable[HasStatements]) -> set[str]:
    """The ids of the statements in rows, of their denials, and of all responses."""
    rows = list(rows)
    denials = (denial.statement for row in rows for denial in getattr(row, "denials", ()))
    return {*collect_utterances(s for row in rows for s in row.statements), *denials}


def make_recipe(
    find_topics: Callable[[StoredStatement], Iterable[Hashable]],
    list_facts: Callable[[Hashable, Sequence[StoredStatement]], Sequence[SubjectFacts]],
) -> AnswerRecipe[SubjectFacts]:
    """The recipe of an answer whose facts are made from all rows together, as several rows may give one fact."""
    return AnswerRecipe(find_topics=find_topics, find_rows=list_facts, find_facts=lambda row: row)


def common_facts(row: "HolderRow | PairRow") -> Facts:
    """The facts that every row of a day has."""
    return {
        "certainty": "certain" if row.support and row.support.kind == "certain" else "possible",
        "contested": bool(row.denials),
    }


def make_pair_describer(view: Snapshot, between: str) -> DescribeSubject:
    """A function that writes a pair with `between` between its names, such as `SDF holding ISIS suspects`."""
    return lambda pair: between.join(view.directory.get(id_).name for id_ in _list_ids(pair))


def explain_answer(
    selection: Asked,
    statements: Sequence[StoredStatement],
    recipe: AnswerRecipe[T],
    tried_first: Collection[str],
    describe_subject: DescribeSubject = str,
) -> Explain | None:
    """`{"restsOn": [{kind, id, key, name, statements, changes}], "truncated"}`, or None if it was not asked for.

    `statements` are those that the question selects, with its lens; `tried_first` are the ids of those in its rows.
    `truncated` means that not every statement and speaker was tried.
    """
    view = selection.view
    if not selection.question.explain:
        return None
    bound_dates = BoundDates(
        {s.key: s for s in selection.filter_speakers(view.linked_statements.values())}, selection.sources
    )
    sensitivity = measure_sensitivity(statements, recipe, view.organisations, tried_first, bound_dates)
    keys = {
        id_: voice.key for id_, voice in collect_utterances([*bound_dates.statements.values(), *statements]).items()
    }
    return {
        "restsOn": [
            _influence_json(view, influence, keys.get(influence.id), describe_subject)
            for influence in sensitivity.found
        ],
        "truncated": sensitivity.tried < sensitivity.candidates,
    }


def _influence_json(
    view: Snapshot, influence: Influence, key: str | None, describe_subject: DescribeSubject
) -> RestsOn:
    is_speaker = influence.kind == "speaker"
    return {
        "kind": influence.kind,
        "id": influence.id,
        "key": None if is_speaker else key,
        "name": view.directory.get(influence.id).name if is_speaker else None,
        "statements": influence.removed,
        "changes": [change_words(change, describe_subject) for change in influence.changes],
    }


def change_words(change: AnswerChange, describe_subject: DescribeSubject) -> str:
    """Such as `SDF holding ISIS suspects: certain becomes possible`."""
    prefix = f"{describe_subject(change.of)}: " if change.of is not None else ""
    if change.field == "row":
        return prefix + ("the row is gone" if change.before else "a row comes in")
    if change.field == "contested":
        return prefix + ("no longer contested" if change.before else "contested")
    label = "" if change.field in ("certainty", "sign") else f"{change.field} "
    return f"{prefix}{label}{_write_value(change.before)} becomes {_write_value(change.after)}"


def _write_value(value: object) -> str:
    match value:
        case None:
            return "none"
        case (int() as low, int() | None as high):
            return number_words((low, high))
    return str(value)


def _list_ids(subject: Hashable) -> tuple[str, ...]:
    return tuple(map(str, subject)) if isinstance(subject, tuple) else (str(subject),)


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


def gap_facts(view: Snapshot, gaps: Iterable[EvidenceGap], occurrence_numbers: OccurrenceNumbers) -> list[SubjectFacts]:
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
        subjects.append(RowSubject(key, gap_reason(view, gap).removesuffix(".")))
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
