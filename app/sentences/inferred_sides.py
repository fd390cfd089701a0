"""Sides of one actor that are only inferred: from who stood with whom against them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from app.sentences.actor_sides import find_row_relation, make_side
from app.sentences.alliances import SideFact
from app.sentences.facts import Doubt
from graph.alliances.pairs import PairRow
from graph.model.statement import StoredStatement
from graph.selection.rows import select_best_statements
from graph.vocabulary import vocabulary


def find_joined(
    rows: Iterable[PairRow], statements: Iterable[StoredStatement], around: frozenset[str]
) -> dict[int, tuple[bool, tuple[str, ...]]]:
    """Of each hostile row that is only inferred from who stood with whom: whether the others did, and with whom.

    The same place of a source says of whom a statement is inferred whose side he took: whom he stood with, or, where
    that is no tie of the actor, whom those fought against whom he stood.
    """
    predicates = vocabulary().predicates
    stated: dict[tuple[str, str], list[StoredStatement]] = defaultdict(list)
    for s in statements:
        if s.reading == "stated" and predicates[s.predicate].sign and s.cites.locator:
            stated[s.cites.source, s.cites.locator].append(s)
    found = {}
    for row in rows:
        best = select_best_statements(row)
        if row.sign != -1 or any(s.reading == "stated" for s in best):
            continue
        inferred = [s for s in best if predicates[s.predicate].sign == -1]
        own = [s for s in inferred if around.intersection(s.role("subject"))]
        through = dict.fromkeys(
            id_
            for s in own or inferred
            for basis in stated[s.cites.source, s.cites.locator]
            if (predicates[basis.predicate].sign == 1) == bool(own)
            for id_ in _list_side(basis, around, s.role("subject"))
        )
        if through:
            found[id(row)] = not own, tuple(through)
    return found


def list_foes(
    rows: Iterable[PairRow],
    statements: Iterable[StoredStatement],
    around: frozenset[str],
    find_other: Callable[[PairRow], str],
    years: Mapping[str, int],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each whom an actor joined, those against whom the same place of a source has the actor."""
    predicates = vocabulary().predicates
    against: dict[tuple[str, str], set[str]] = defaultdict(set)
    for s in statements:
        if s.reading == "inferred" and predicates[s.predicate].sign == -1 and around.intersection(s.role("subject")):
            against[s.cites.source, s.cites.locator or ""].update(s.role("object"))
    found = []
    for row in rows:
        if row.sign == 1:
            theirs = {
                id_
                for s in row.statements
                if around.intersection(s.role("subject")) and s.cites.locator
                for id_ in against[s.cites.source, s.cites.locator]
            }
            if theirs:
                found.append((find_other(row), tuple(sorted(theirs, key=lambda id_: (-years.get(id_, 0), id_)))))
    return tuple(found)


def _list_side(basis: StoredStatement, around: frozenset[str], joining: Sequence[str]) -> Sequence[str]:
    """Who is at the other end of what is stated of an actor, other than those who join."""
    subject, object_ = basis.role("subject"), basis.role("object")
    ends = object_ if around.intersection(subject) else subject if around.intersection(object_) else ()
    return [id_ for id_ in ends if id_ not in around and (id_ not in joining)]


def group_by_joining(
    rows: Sequence[PairRow],
    joined: Mapping[int, tuple[bool, tuple[str, ...]]],
    find_other: Callable[[PairRow], str],
    years: Mapping[str, int],
) -> tuple[SideFact, ...]:
    """Rows that are only inferred, by who joined a side, with all of those who were joined and all who say so."""
    sides = []
    for is_by_others in (False, True):
        chosen = [row for row in rows if id(row) in joined and joined[id(row)][0] == is_by_others]
        said = Counter(s.said_by for row in chosen for s in select_best_statements(row))
        through = tuple(dict.fromkeys(id_ for row in chosen for id_ in joined[id(row)][1]))
        speakers = tuple(speaker for speaker, _ in said.most_common())
        others = map(find_other, chosen)
        if chosen:
            relation = find_row_relation(chosen[0])
            side = make_side(others, years, speakers, Doubt.PROBABLY, False, relation, is_by_others, through=through)
            sides.append(side)
    return tuple(sides)
