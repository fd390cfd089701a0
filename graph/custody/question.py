"""The custody question: who held whom on a day, from a selection."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.custody.day import Custody, HolderRow, build_custody, sum_holders
from graph.custody.no_total import NoTotal, NoTotalReason
from graph.evidence.custody_roles import find_held_groups
from graph.evidence.hierarchy import Hierarchy, is_plan
from graph.model.counts import Range
from graph.model.judgements import find_identity
from graph.model.statement import StoredStatement
from graph.selection.rows import FilteredRows, filter_rows, rank_support
from graph.selection.selection import AnySelection
from graph.vocabulary import PLACE_ROLES, vocabulary


@dataclass(frozen=True, kw_only=True)
class CustodyScope:
    """The group, holder, place and nationality that a question is about, as ids. None means any.

    Where a name means several, which are asked together, the field has the first; `asked` has all, by parameter.

    `groups`, `holders` and `places` include parts. If a nationality is asked about, `groups` are those of that
    nationality, and `partly_groups` those of whose people only some are said to have it.
    """

    held: str | None = None
    holder: str | None = None
    place: str | None = None
    nationality: str | None = None
    groups: frozenset[str] | None = None
    holders: frozenset[str] | None = None
    places: frozenset[str] | None = None
    partly_groups: tuple[str, ...] = ()
    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CustodyFindings:
    """The custody rows, and the data they were computed from.

    `filtered` are the rows, with those of exactly the group and the best supported first, and the numbers dropped.
    `unfiltered` are all rows, with the last and first known ones. `read` are all statements that may matter;
    `statements` those that the question may use, at its places. `total` is the number that all holders of the group
    held together; if it is None, `no_total` may give the reason. `plans` is the number of statements of
    plans about these people; plans make no rows. `perhaps_same` are rows of groups that a judgement says may be the
    one asked about; none of their numbers is part of another. `together` are rows of what is said of the place asked
    about and others as one, such as two camps: none of their numbers is of that place alone.
    """

    scope: CustodyScope
    read: Sequence[StoredStatement]
    statements: Sequence[StoredStatement]
    filtered: FilteredRows[HolderRow]
    unfiltered: Custody
    total: Range | None
    no_total: NoTotal | None
    plans: int
    perhaps_same: Sequence[HolderRow] = ()
    together: Sequence[HolderRow] = ()

    @property
    def rows(self) -> list[HolderRow]:
        return self.filtered.rows


def find_custody(
    selection: AnySelection,
    held: str | None = None,
    holder: str | None = None,
    place: str | None = None,
    nationality: str | None = None,
) -> CustodyFindings:
    """Who held whom on the days asked about. Each parameter is an id or a name; its parts are followed downwards.

    Raises NotFound or Ambiguous naming the parameter.
    """
    scope = _find_scope(selection, held, holder, place, nationality)
    read = _read_statements(selection, scope)
    chosen = selection.select_statements(read)
    statements = _filter_places(chosen, scope.places)
    custody = find_rows(selection, scope, statements)
    own = scope.asked.get("held", ())
    ordered = sorted(custody.rows, key=lambda row: (row.held not in own, rank_support(row.support)))
    filtered = filter_rows(selection, ordered)
    total, reason = find_total(selection, scope, filtered.rows)
    similar = frozenset[str]().union(*(find_perhaps_same(selection, id_) for id_ in own)) - (scope.groups or set())
    wholes = _find_wholes(selection, scope.asked.get("place", ()))
    return CustodyFindings(
        scope=scope,
        read=read,
        statements=statements,
        filtered=filtered,
        unfiltered=custody,
        total=total,
        no_total=reason,
        plans=sum(
            is_plan(s) and (scope.groups is None or bool(scope.groups & set(find_held_groups(s)))) for s in chosen
        ),
        perhaps_same=_find_similar_rows(selection, replace(scope, held=None, groups=similar)) if similar else (),
        together=_find_similar_rows(selection, replace(scope, place=None, places=wholes)) if wholes else (),
    )


def find_perhaps_same(selection: AnySelection, group: str | None) -> frozenset[str]:
    """The groups that a judgement says may be a group, or may not: canonical ids; the judgement is `unsure`.

    Judgements have no history, so these do not depend on the days or on what was known.
    """
    if group is None:
        return frozenset()
    directory = selection.view.directory
    found = find_identity(group, selection.view.judgements).unsure
    return frozenset(directory.find_canonical(id_) for id_ in found if id_ in directory.by_id)


def _find_wholes(selection: AnySelection, places: Sequence[str]) -> frozenset[str]:
    """What some places are parts of on the days asked about, such as two camps together; not where they lie."""
    hierarchy, days = Hierarchy(selection.part_links), selection.question.as_of
    return frozenset[str]().union(*(hierarchy.find_ancestors(id_, days) for id_ in places)) - set(places)


def _find_similar_rows(selection: AnySelection, scope: CustodyScope) -> list[HolderRow]:
    """The rows of other groups or places, those with the best support first."""
    statements = _filter_places(selection.select_statements(_read_statements(selection, scope)), scope.places)
    rows = filter_rows(selection, find_rows(selection, scope, statements).rows).rows
    return sorted(rows, key=lambda row: rank_support(row.support))


def find_rows(
    selection: AnySelection, scope: CustodyScope, statements: Sequence[StoredStatement], group: str | None = None
) -> Custody:
    """The rows from some statements, certain or not; only of one group if it is given."""
    view, asked = selection.view, selection.question
    groups, holders = scope.groups, scope.holders
    return build_custody(
        statements,
        asked.as_of.earliest,
        asked.as_of.latest,
        wanted=lambda by, of: (
            (groups is None or of in groups) and (holders is None or by in holders) and group in (None, of)
        ),
        asked_holders=holders or frozenset(),
        places=scope.places,
        max_gap_days=asked.max_gap_days,
        publishers=view.publishers,
        judgements=view.judgements,
        distinct=view.distinct_sources,
        within=selection.containment,
    )


def find_total(
    selection: AnySelection, scope: CustodyScope, rows: Iterable[HolderRow]
) -> tuple[Range | None, NoTotal | None]:
    """How many the holders of some rows held together; or None, with the reason if there is one."""
    if any(len(ids) > 1 for ids in scope.asked.values()):
        return None, NoTotal(NoTotalReason.SEVERAL_ASKED)
    return sum_holders(rows, scope.held, selection.select_part_links())


def resolve_holder_and_place(
    selection: AnySelection, holder: str | None, place: str | None
) -> tuple[str | None, str | None]:
    """The ids of one holder and one place; None for one that is not given. Raises NotFound or Ambiguous."""
    holder_id = selection.resolve_name(holder, ["Actor"], "holder") if holder else None
    return holder_id, selection.resolve_name(place, ["Place"], "place") if place else None


def resolve_scope(
    selection: AnySelection, held: str | None, holder: str | None, place: str | None, nationality: str | None = None
) -> CustodyScope:
    """What ids or names mean, with their parts, but without the groups of a nationality.

    Raises NotFound or Ambiguous naming the parameter.
    """
    asked = {
        "held": selection.resolve_names(held, ["Group"], "held"),
        "holder": selection.resolve_names_on(holder, ["Actor"], "holder", selection.question.as_of),
        "place": selection.resolve_names(place, ["Place"], "place"),
        "nationality": selection.resolve_names(nationality, ["Nationality"], "nationality"),
    }
    selection.note_predecessors(asked["holder"])
    return CustodyScope(
        held=next(iter(asked["held"]), None),
        holder=next(iter(asked["holder"]), None),
        place=next(iter(asked["place"]), None),
        nationality=next(iter(asked["nationality"]), None),
        groups=selection.find_parts_of(asked["held"]),
        holders=selection.find_parts_of(asked["holder"]),
        places=selection.find_parts_of(asked["place"]),
        asked=asked,
    )


def _find_scope(
    selection: AnySelection, held: str | None, holder: str | None, place: str | None, nationality: str | None
) -> CustodyScope:
    scope = resolve_scope(selection, held, holder, place, nationality)
    if scope.nationality is None:
        return scope
    found = [selection.find_groups(id_) for id_ in scope.asked["nationality"]]
    full_groups = frozenset[str]().union(*(full for full, _ in found))
    partial_groups = frozenset[str]().union(*(partial for _, partial in found)) - full_groups
    of_nationality, groups = full_groups | partial_groups, scope.groups
    return replace(
        scope,
        groups=of_nationality if groups is None else of_nationality & groups,
        partly_groups=tuple(sorted(partial_groups if groups is None else partial_groups & groups)),
    )


def _read_statements(selection: AnySelection, scope: CustodyScope) -> Sequence[StoredStatement]:
    """All statements on the custody of the groups asked about, or else of all groups in statements on the holders or
    places. Statements on these groups that name neither holder nor place may still be losses or denials."""
    view, known_by = selection.view, selection.question.known_by
    predicates = vocabulary().custody_predicates
    groups = scope.groups
    for ids in (scope.holders, scope.places):
        if groups is None and ids is not None:
            met = view.select_by_entities(ids, predicates, known_by)
            groups = frozenset(group for statement in met for group in find_held_groups(statement))
    if groups is None:
        return view.select_by_predicates(predicates, known_by)
    return view.select_by_entities(groups, predicates, known_by)


def _filter_places(statements: Sequence[StoredStatement], places: frozenset[str] | None) -> Sequence[StoredStatement]:
    """Statements that name one of the places in any role, and denials that name no place. graph.custody.day then
    decides who held people there."""
    if places is None:
        return statements
    named = [(s, {p for role in PLACE_ROLES for p in s.role(role)}) for s in statements]
    return [s for s, met in named if places & met or (not met and s.polarity == "denies")]
