"""Groups the rows around one actor into sides: by who says so, how surely, and who did it to whom."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from app.sentences.alliances import SideFact
from app.sentences.facts import Doubt
from app.sentences.networks import TOGETHER, is_directed, name_relation, rank_relation
from graph.alliances.pairs import PairRow
from graph.dates.windows import MAX, MIN, Window
from graph.evidence.support import find_named_window
from graph.model.statement import StoredStatement
from graph.selection.rows import select_best_statements
from graph.vocabulary import vocabulary

YEAR_DAYS = (365, 366)


def group_by_speakers(
    rows: Sequence[PairRow],
    find_other: Callable[[PairRow], str],
    years: Mapping[str, int],
    asked: Window,
    *,
    is_by_all: bool,
) -> tuple[SideFact, ...]:
    """Rows of one sign by who says so and how sure it is, what is sure and the largest group first.

    `is_by_all`: by all who say so, as several are asked for, and not only by those who say it best.
    """
    groups: dict[tuple[tuple[str, ...], Doubt, bool, str, bool, bool, Window | None, bool], list[str]] = {}
    for row in rows:
        best = select_best_statements(row)
        other = find_other(row)
        relation = find_row_relation(row)
        only_years = asked.earliest == asked.latest and all(_names_year(s) for s in best)
        is_by_actor = _find_joiner(row, relation, other) is False
        for is_by_others in list_directions(row, relation, other):
            said = [
                s for s in (row.statements if is_by_all else best) if name_relation(s.predicate) == relation
            ] or best
            stating = [s for s in said if s.reading == "stated"]
            speakers = tuple(sorted({s.said_by for s in (said if is_by_all else stating or said)}))
            days = _find_own_days(said, asked)
            doubt = Doubt.NONE if days and stating else _find_doubt(row)
            key = speakers, doubt, only_years and not days, relation, is_by_others, is_by_actor, days, not stating
            groups.setdefault(key, []).append(other)
    sides = [
        replace(
            make_side(others, years, speakers, doubt, only_years, relation, is_by_others, is_by_actor),
            days=days,
            is_inferred=is_inferred,
        )
        for (speakers, doubt, only_years, relation, is_by_others, is_by_actor, days, is_inferred), others in (
            groups.items()
        )
    ]
    return tuple(sorted(sides, key=lambda side: (side.doubt is not Doubt.NONE, -side.count)))


def list_shared_foes(
    rows: Iterable[PairRow],
    statements: Iterable[StoredStatement],
    around: frozenset[str],
    find_other: Callable[[PairRow], str],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each who came to the side of an actor, those against whom the same place of a source has the two.

    Who has a statement of whose place no foe is stated is left out.
    """
    foes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for s in statements:
        if s.reading == "stated" and s.predicate == "fights" and s.cites.locator:
            subject, object_ = set(s.role("subject")), set(s.role("object"))
            foes[s.cites.source, s.cites.locator] |= (
                object_ if subject & around else subject if object_ & around else set()
            )
    found = []
    for row in rows:
        other = find_other(row)
        joining = [s for s in row.statements if other in s.role("subject")] if row.sign == 1 else []
        shared = [foes[s.cites.source, s.cites.locator or ""] for s in joining]
        if shared and all(shared):
            found.append((other, tuple(sorted(set[str]().union(*shared)))))
    return tuple(found)


def _find_own_days(said: Sequence[StoredStatement], asked: Window) -> Window | None:
    """The days of events, where none of them is said to have been in the days asked about."""
    windows = [s.validity.window for s in said if s.validity.kind == "on"]
    if len(windows) < len(said) or any(asked.earliest <= w.earliest and w.latest <= asked.latest for w in windows):
        return None
    days = Window(min(w.earliest for w in windows), max(w.latest for w in windows))
    return days if days.earliest > MIN and days.latest < MAX else None


def find_row_relation(row: PairRow) -> str:
    """The strongest relation of the sign of a row, first by what bears it best."""
    predicates = vocabulary().predicates
    for statements in (select_best_statements(row), row.statements):
        found = {name_relation(s.predicate) for s in statements if row.sign in (None, predicates[s.predicate].sign)}
        if found:
            return min(found, key=rank_relation)
    return name_relation(row.relations[0])


def list_directions(row: PairRow, relation: str, other: str) -> tuple[bool, ...]:
    """Whether the other one does it to the actor, for each way in which it is said; once where it leads no way."""
    if not is_directed(relation):
        return (_find_joiner(row, relation, other) is True,)
    by_other = {other in s.role("subject") for s in row.statements if s.predicate == relation}
    return tuple(sorted(by_other)) or (False,)


def _find_joiner(row: PairRow, relation: str, other: str) -> bool | None:
    """Whether the other one came to the side of the actor, False where the actor came to his; None if neither is said.

    Who fights beside whom is said of the one whose troops came, so the subject is who joined.
    """
    said = [s for s in row.statements if name_relation(s.predicate) == relation]
    if relation != TOGETHER or any(s.predicate != "fights_beside" for s in said):
        return None
    return any(other in s.role("subject") for s in said)  # of two who joined each other, the other one is told


def make_side(
    others: Iterable[str],
    years: Mapping[str, int],
    speakers: tuple[str, ...],
    doubt: Doubt,
    only_years: bool = False,
    relation: str = "",
    is_by_others: bool = False,
    is_by_actor: bool = False,
    through: tuple[str, ...] = (),
) -> SideFact:
    ordered = sorted(dict.fromkeys(others), key=lambda id_: (-years.get(id_, 0), id_))
    return SideFact(
        others=tuple(ordered),
        count=len(ordered),
        speakers=speakers,
        doubt=doubt,
        only_years=only_years,
        relation=relation,
        is_by_others=is_by_others,
        is_by_actor=is_by_actor,
        through=through,
    )


def _names_year(statement: StoredStatement) -> bool:
    window = find_named_window(statement)
    return (window.latest - window.earliest).days + 1 in YEAR_DAYS and window.earliest.month == 1


def _find_doubt(row: PairRow) -> Doubt:
    if row.support is None or row.support.kind == "certain":
        return Doubt.NONE
    return Doubt.PROBABLY
