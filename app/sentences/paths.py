"""The facts of the sentence on paths: of the shortest ones those of which sources state the most hops, and of these the
one whose weakest tie is the strongest, hop by hop, each with the statement that says it best."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.answers.question import Asked
from app.sentences.asked import find_asked_days
from app.sentences.facts import AskedDays
from app.sentences.statements import StatementFact, find_offices, list_speakers, make_statement_fact
from graph.alliances.paths.hops import DescribedHop, describe_paths, name_nodes
from graph.alliances.paths.question import PathFindings, find_paths
from graph.dates.windows import MAX, MIN, Window
from graph.evidence.support import find_named_window
from graph.model.statement import StoredStatement
from graph.selection.selection import Selection
from graph.vocabulary import vocabulary

MOST_HOPS = 4
MOST_COMPARED = 50  # of the first paths, also of those of an earlier year
# what ties two most: custody, then what they are to each other; others after them
STRONGEST = (
    "leads", "speaks_for", "part_of", "holds", "transfers", "captures", "guards", "fights", "fights_beside",
    "allied_with", "cooperates_with", "supports", "ceasefire_with", "prosecutes", "sentences", "located_in",
    "detained_at", "escapes",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PathsFacts:
    """How two are linked. `hops` are of the shortest path, the first four; `nodes` are all that it leads over.

    `was_stopped`: the search ended before it found one. `is_of_today`: no day was asked about, so today is meant.
    `earlier`: the last year in which there was a link, where there is none today.
    """

    asked: AskedDays
    source: str
    target: str
    nodes: tuple[str, ...] = ()
    hops: tuple[StatementFact, ...] = ()
    most_hops: int
    was_stopped: bool = False
    earlier: "PathsFacts | None" = None
    is_of_today: bool = False
    offices: Mapping[str, str] = field(default_factory=dict)


def find_paths_facts(selection: Asked, findings: PathFindings, *, was_stopped: bool) -> PathsFacts:
    """The facts of an answer on paths."""
    asked = find_asked_days(selection, has_day=selection.question.as_of_given)
    walks = findings.walks[:MOST_COMPARED]
    is_of_today = not findings.limits.in_turn and not selection.question.as_of_given
    if not walks:
        return PathsFacts(
            asked=asked,
            source=findings.source,
            target=findings.target,
            most_hops=findings.limits.max_hops,
            was_stopped=was_stopped,
            earlier=_find_earlier_link(selection, findings) if is_of_today and not was_stopped else None,
            is_of_today=is_of_today,
        )
    named = list(zip(name_nodes(selection, walks), describe_paths(selection, findings, walks), strict=True))
    nodes, hops = min(named, key=lambda one: (len(one[0]), _count_inferred(one[1]), _find_weakest(one[1])))
    best = [_choose(hop.statements) for hop in hops[:MOST_HOPS] if hop.statements]
    has_day = selection.question.as_of_given
    facts = [make_statement_fact(selection.view, statement) for statement in best]
    return PathsFacts(
        asked=find_asked_days(selection, has_day=has_day, findings=[hop.statements for hop in hops if hop.statements]),
        source=findings.source,
        target=findings.target,
        nodes=tuple(nodes[1:-1]),
        hops=tuple(facts),
        most_hops=findings.limits.max_hops,
        offices=find_offices(selection.view, list_speakers(facts)),
    )


def _find_earlier_link(selection: Asked, found: PathFindings) -> PathsFacts | None:
    """How two who are not linked today were linked in the last, or the last but one, year that sources have of both."""
    years = [
        {
            find_named_window(one).latest.year
            for one in selection.view.select_by_entities([id_], vocabulary().predicates)
        }
        for id_ in (found.source, found.target)
    ]
    for year in sorted(set.intersection(*years) - {MIN.year, MAX.year}, reverse=True)[:2]:
        days = Window(date(year, 1, 1), date(year, 12, 31))
        then = selection.replace_days(days)
        then = Selection(then.view, replace(then.question, as_of_given=True))
        earlier = find_paths(then, found.source, found.target, found.limits, MOST_COMPARED)
        if earlier.walks:
            return find_paths_facts(then, earlier, was_stopped=False)
    return None


def _find_weakest(hops: Sequence[DescribedHop]) -> int:
    """How weak the weakest tie of a path is, by what says each hop best."""
    return max((_rank(_choose(hop.statements)) for hop in hops if hop.statements), default=0)


def _count_inferred(hops: Sequence[DescribedHop]) -> int:
    """How many hops of a path no source states."""
    return sum(all(one.reading == "inferred" for one in hop.statements) for hop in hops if hop.statements)


def _rank(statement: StoredStatement) -> int:
    return STRONGEST.index(statement.predicate) if statement.predicate in STRONGEST else len(STRONGEST)


def _choose(statements: Sequence[StoredStatement]) -> StoredStatement:
    """The statement that says a hop best: done and not planned, the strongest tie, stated, the latest."""
    return min(
        statements,
        key=lambda one: (
            one.polarity == "denies",
            one.mode != "occurred",
            _rank(one),
            one.reading == "inferred",
            -one.bounds.latest_end.toordinal(),
            one.key,
        ),
    )
