"""The facts of the sentence on moves: the largest, in the order of time, each with who reports it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.answers.question import Asked
from app.sentences.asked import find_asked_days, prefer_surely_known
from app.sentences.facts import AskedDays, SaidAmount, find_unit, find_weekday, find_written_days, is_running_total
from app.sentences.stock_figures import take_ends
from graph.custody.chain import ChainFindings
from graph.custody.hops import CustodyHop
from graph.dates.windows import Window
from graph.evidence.custody_roles import find_fate
from graph.model.counts import Range
from graph.model.statement import StoredStatement
from graph.model.wordings import read_amount
from graph.vocabulary import vocabulary

MOST_MOVES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveFact:
    """One move: who was moved, by whom, from and to whom or where; `figures` are its numbers, with those who say so.

    Where the one who moved them says so of itself, `days` are the days that it names, else those of all reports.
    """

    held: tuple[str, ...]
    by: tuple[str, ...]
    from_: tuple[str, ...]
    to: tuple[str, ...]
    figures: tuple[SaidAmount, ...]
    speakers: tuple[str, ...]
    days: Window
    is_around: bool
    denied_by: tuple[str, ...]
    is_captured: bool  # those who have them now caught them
    is_caught_there: bool  # `from_` is where they were caught
    predicate: str | None  # what happened, where all reports say the same
    is_dead: bool  # they died, by all reports, whatever each calls it
    is_own_word: bool  # the one who moved them says so of itself
    is_total: bool  # all who came up to then, on a weekday
    weekday: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainFacts:
    """The moves of a group. `others` is how many more there are; `has_giver`: a giver is named, or none is needed."""

    asked: AskedDays
    days: Window
    held: str
    moves: tuple[MoveFact, ...]
    others: int
    dead_others: int  # of the others those by which people died
    has_giver: bool


def find_chain_facts(selection: Asked, findings: ChainFindings, days: Window) -> ChainFacts:
    """The moves of the group itself that name where people came and moved most, else of its parts; by date."""
    known = prefer_surely_known(selection, findings.hops, lambda hop: hop.statements)
    hops = sorted(known, key=lambda hop: _rate(hop, findings.held))
    chosen = sorted(hops[:MOST_MOVES], key=lambda hop: (hop.latest, hop.earliest))
    return ChainFacts(
        asked=find_asked_days(selection, has_day=False, findings=[hop.statements for hop in chosen]),
        days=days,
        held=findings.held,
        moves=tuple(_make_move(hop) for hop in chosen),
        others=len(findings.hops) - len(chosen),
        dead_others=sum(find_fate(hop.statements) == "dead" for hop in findings.hops if hop not in chosen),
        has_giver=any(hop.from_holders for hop in findings.hops) or not any(_is_handed_over(hop) for hop in chosen),
    )


def _is_handed_over(hop: CustodyHop) -> bool:
    """Whether people came to a new holder out of the hands of somebody, named or not."""
    predicates = vocabulary().predicates
    return bool(hop.to_holders) and any(predicates[s.predicate].find_role("loses") for s in hop.statements)


def _rate(hop: CustodyHop, held: str) -> tuple[bool, bool, bool, int, date]:
    has_end = bool(hop.to_holders or hop.to_places or hop.by_whom)
    return held not in hop.held, not has_end, hop.count is None, -(hop.count[0] if hop.count else 0), hop.latest


def _make_move(hop: CustodyHop) -> MoveFact:
    by_range: dict[Range, list[StoredStatement]] = {}
    unit = find_unit(hop.statements)
    for statement in hop.statements:
        is_used = unit != "people" or (statement.count and statement.count.wording in hop.wordings)
        if statement.count and statement.count.unit == unit and is_used:
            by_range.setdefault((statement.count.min, statement.count.max), []).append(statement)
    own = [statement for statement in hop.statements if statement.said_by in hop.by_whom]
    for reports in by_range.values():
        reports.sort(key=lambda report: report not in own)
    ordered = sorted(take_ends(by_range), key=lambda pair: not any(report in own for report in pair[1]))
    counting = ordered[0][1] if len(ordered) == 1 else ()
    best = own or counting or hop.statements  # what they say is said together, and no more
    named = [find_written_days(statement) for statement in best]
    is_captured = any(set(hop.to_holders) & set(statement.role("subject")) for statement in hop.statements)
    left = tuple(dict.fromkeys(id_ for one in best for id_ in one.role("from_place"))) or hop.from_places
    is_inside = set(hop.from_holders) == set(hop.to_holders) and hop.from_places and hop.to_places
    by = tuple(id_ for id_ in hop.by_whom if any(id_ in ids for s in best for ids in s.roles.values()))
    predicates = {statement.predicate for statement in hop.statements}
    is_of_itself = set(by) == set(hop.from_holders) and "transfers" not in predicates  # who releases people had them
    return MoveFact(
        held=hop.held,
        by=by,
        from_=hop.from_places[:1] if is_inside else (() if is_of_itself else hop.from_holders) or left[:1],
        to=hop.to_places if is_inside else hop.to_holders or hop.to_places,
        figures=tuple(
            SaidAmount(
                read_amount(found, (_get_wording(reports),)),
                tuple(dict.fromkeys(r.said_by for r in reports)),
                unit=unit,
            )
            for found, reports in ordered
        ),
        speakers=tuple(dict.fromkeys(statement.said_by for statement in own or hop.statements)),
        days=named[0][0] if len({window for window, _ in named}) == 1 else Window(hop.earliest, hop.latest),
        is_around=len(named) == 1 and named[0][1],
        denied_by=tuple(dict.fromkeys(denial.said_by for denial in hop.denials)),
        is_captured=is_captured,
        is_caught_there=is_captured and not hop.from_holders and all(one.role("at") for one in hop.statements),
        is_own_word=bool(own) and len(hop.by_whom) == 1,
        predicate=hop.statements[0].predicate if len(predicates) == 1 else None,
        is_dead=find_fate(hop.statements) == "dead",
        is_total=all(map(is_running_total, best)),
        weekday=find_weekday(best[0]),
    )


def _get_wording(reports: Sequence[StoredStatement]) -> str:
    count = reports[0].count
    return count.wording if count else ""
