"""`include=explain`: the statement or speaker that an answer rests on, in words."""

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

Name = Callable[[Hashable], str]  # what a row is about, in words


@dataclass(frozen=True, slots=True)
class About:
    """What a row is about: `by` alone tells it from others, the words are for people."""

    by: Hashable
    words: str = field(compare=False)

    def __str__(self) -> str:
        return self.words


if TYPE_CHECKING:  # its arrays take long to import
    from graph.alliances.pairs import PairRow

Facts = dict[str, object]  # by name
Told = tuple[About, Facts]  # what a row is about, and what it says that must not depend on one speaker


def find_speakers(rows: Iterable[HasStatements]) -> set[str]:
    """The ids of the statements in some rows, of those that deny them, and of all responses."""
    rows = list(rows)
    denials = (denial.statement for row in rows for denial in getattr(row, "denials", ()))
    return {*collect_utterances(s for row in rows for s in row.statements), *denials}


def make_recipe(
    find_topics: Callable[[StoredStatement], Iterable[Hashable]],
    told: Callable[[Hashable, Sequence[StoredStatement]], Sequence[Told]],
) -> AnswerRecipe[Told]:
    """The recipe of an answer whose rows are put into facts all at once, as where several make one."""
    return AnswerRecipe(find_topics=find_topics, find_rows=told, find_facts=lambda row: row)


def common_facts(row: "HolderRow | PairRow") -> Facts:
    """What every row of a day says of itself."""
    return {
        "certainty": "certain" if row.support and row.support.kind == "certain" else "possible",
        "contested": bool(row.denials),
    }


def names_joined(view: Snapshot, between: str) -> Name:
    """Names what a pair is about, such as `SDF holding ISIS suspects`."""
    return lambda pair: between.join(view.directory.get(id_).name for id_ in _ids(pair))


def explain_answer(
    selection: Asked,
    statements: Sequence[StoredStatement],
    workings: AnswerRecipe[T],
    tried_first: Collection[str],
    name: Name = str,
) -> Explain | None:
    """`{"restsOn": [{kind, id, key, name, statements, changes}], "truncated"}`, or None where nobody asked for it.

    `statements` are those of the question, with its lens; `tried_first` the ids of those in its rows. Where it is
    truncated, not every statement and speaker was tried.
    """
    view = selection.view
    if not selection.question.explain:
        return None
    tied = BoundDates({s.key: s for s in selection.filter_speakers(view.linked_statements.values())}, selection.sources)
    found = measure_sensitivity(statements, workings, view.organisations, tried_first, tied)
    keys = {id_: voice.key for id_, voice in collect_utterances([*tied.statements.values(), *statements]).items()}
    return {
        "restsOn": [_influence_json(view, flip, keys.get(flip.id), name) for flip in found.found],
        "truncated": found.tried < found.candidates,
    }


def _influence_json(view: Snapshot, flip: Influence, key: str | None, name: Name) -> RestsOn:
    speaker = flip.kind == "speaker"
    return {
        "kind": flip.kind,
        "id": flip.id,
        "key": None if speaker else key,
        "name": view.directory.get(flip.id).name if speaker else None,
        "statements": flip.removed,
        "changes": [change_words(change, name) for change in flip.changes],
    }


def change_words(change: AnswerChange, name: Name) -> str:
    """Such as `SDF holding ISIS suspects: certain becomes possible`."""
    told = f"{name(change.of)}: " if change.of is not None else ""
    if change.field == "row":
        return told + ("the row is gone" if change.before else "a row comes in")
    if change.field == "contested":
        return told + ("no longer contested" if change.before else "contested")
    label = "" if change.field in ("certainty", "sign") else f"{change.field} "
    return f"{told}{label}{_value(change.before)} becomes {_value(change.after)}"


def _value(value: object) -> str:
    match value:
        case None:
            return "none"
        case (int() as low, int() | None as high):
            return number_words((low, high))
    return str(value)


def _ids(of: Hashable) -> tuple[str, ...]:
    return tuple(map(str, of)) if isinstance(of, tuple) else (str(of),)


Numbers = Mapping[str, int]  # the occurrence that each statement reports, by its id


def series_facts(view: Snapshot, lines: Iterable[SeriesLine]) -> list[Told]:
    """Each number of a scope with the days that it is told of."""
    days: dict[About, set[str]] = defaultdict(set)
    for line in lines:
        items: list[SeriesItem] = [*line.points, *line.segments, *line.flows]
        for item in items:
            way = item.direction if isinstance(item, MoveMark) else type(item).__name__
            counted = (item.count.kind, item.count.min, item.count.max) if item.count else None
            about = About((line.scope, way, counted), _number(view, line.scope, item))
            days[about].add(_days(item))
    return [(about, {"days": join_words(sorted(found))}) for about, found in days.items()]


def hop_facts(view: Snapshot, hops: Iterable[CustodyHop], numbers_of: Numbers) -> list[Told]:
    """Each hop by its occurrence, with where it led from and to."""
    found: list[Told] = []
    for hop in hops:
        events = [view.directory.get(id_).name for s in hop.statements for id_ in s.about if id_ == hop.id]
        words = events[0] if events else f"{_names(view, hop.held)} moved, {_window(Window(hop.earliest, hop.latest))}"
        ends = {
            "from holder": hop.from_holders,
            "from place": hop.from_places,
            "to holder": hop.to_holders,
            "to place": hop.to_places,
        }
        facts: Facts = {name: _names(view, ids) or None for name, ids in ends.items()}
        found.append((About(numbers_of[hop.statements[0].id], words), facts))
    return found


def plan_facts(view: Snapshot, planned: Iterable[ReportedPlan]) -> list[Told]:
    """What is done of each thing planned, whoever tells of the plan."""
    words: dict[Hashable, About] = {}
    done: dict[Hashable, list[Range]] = defaultdict(list)
    for plan, found in planned:
        what = planned_subject(plan)
        words.setdefault(what, About(what, f"the plan that {statement_words(view, [plan])}"))
        done[what] += [found.done] if found.done else []
    return [(about, {"done": enclose_ranges(done[what])}) for what, about in words.items()]


def planned_subject(plan: StoredStatement) -> tuple[str, Hashable]:
    """Plans of one deed that are about one Event are of one thing, as are those of the same people."""
    return plan.predicate, plan.about or tuple(plan.roles.items())


def dispute_facts(view: Snapshot, disputes: Iterable[Dispute]) -> list[Told]:
    """Each question in dispute; of figures and dates there may be several on the same people."""
    found = []
    for dispute in disputes:
        on_one = dispute.statements if dispute.why in CLASHES else dispute.statements[:1]
        terms = f" ({', '.join(on_one[0].terms)})" if on_one[0].terms else ""
        found.append(About(_disputed(dispute), f"{dispute.why}, {statement_words(view, on_one)}{terms}"))
    return _numbered(found)


def gap_facts(view: Snapshot, silences: Iterable[EvidenceGap], numbers_of: Numbers) -> list[Told]:
    """Each silence, however long; one on a move is of its occurrence, whoever had a part in that."""
    found = []
    for silence in silences:
        by: tuple[Hashable, ...] = (silence.kind, silence.why, silence.held)
        if silence.why in ("move", "whereabouts"):
            by += (numbers_of[silence.statements[0].id],)
        else:
            by += (silence.holders, silence.places if silence.kind == "open_ledger" else ())
        found.append(About(by, gap_reason(view, silence).removesuffix(".")))
    return _numbered(found)


def _numbered(abouts: Iterable[About]) -> list[Told]:
    return [(about, {"rows": number}) for about, number in Counter(abouts).items()]


def _disputed(dispute: Dispute) -> Hashable:
    first = dispute.statements[0]
    if dispute.why not in CLASHES:
        return dispute.why, first.key
    return dispute.why, find_scope(first) if dispute.why == "figures" else (find_people(first), first.mode)


def _number(view: Snapshot, scope: SeriesScope, item: SeriesItem) -> str:
    places = f" at {_names(view, scope.places)}" if scope.places else ""
    way = f" {item.direction}" if isinstance(item, MoveMark) else ""
    unit = f" {scope.unit}" if scope.unit != "people" else ""
    many = number_words((item.count.min, item.count.max)) + unit if item.count else "nobody says how many"
    return f"{_names(view, scope.holders) or 'nobody named'}, {_names(view, scope.held)}{places}{way}, {many}"


def _days(item: SeriesItem) -> str:
    if isinstance(item, Segment):
        return f"from {_window(item.start)} to {_window(item.end)}"
    return _window(item.window)


def _window(days: Window) -> str:
    first = ".." if days.earliest == MIN else str(days.earliest)
    last = ".." if days.latest == MAX else str(days.latest)
    return first if first == last != ".." else f"{first}/{last}"


def _names(view: Snapshot, ids: Sequence[str]) -> str:
    return join_words([view.directory.get(id_).name for id_ in ids])
