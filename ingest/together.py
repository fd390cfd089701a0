"""What shows only when all statements of a file are seen together: pointers to nothing, and circles of parts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from graph.errors import InvalidStatement
from graph.linked.links import SOURCE
from graph.model import Statement
from graph.vocabulary import vocabulary
from ingest.quarantine import Quarantine

Placed = tuple[Statement, int | None]  # with the line that it stands on
Known = Callable[[Iterable[str]], set[str]]  # which of some keys the store has
Days = tuple[date, date]
CIRCULAR = ("part", "place")  # uses in which nothing can be above itself


def full_key(dataset: str, key: str) -> str:
    """A key as statements have it: the dataset, a colon, and the coder's own; one of another dataset is written so."""
    return key if ":" in key else f"{dataset}:{key}"


def own_key(statement: Statement) -> str:
    """A key without its dataset, as the file has it."""
    return statement.key.removeprefix(f"{statement.dataset}:")


def without_circles(statements: list[Placed], quarantine: Quarantine) -> list[Placed]:
    """Set aside what says together, of days in common, that something is part of itself or lies in itself."""
    aside: dict[str, str] = {}
    for use in CIRCULAR:
        aside |= dict(_in_circles([s for s, _ in statements if s.predicate in vocabulary().that_follow(use)]))
    for statement, line in statements:
        if circle := aside.get(statement.key):
            reason = f"{statement.predicate} runs in a circle: {circle}; expected none"
            quarantine.add(
                line, own_key(statement), InvalidStatement(reason, parameter="roles", value=circle)
            )  # fmt: skip
    return [placed for placed in statements if placed[0].key not in aside]


def without_dangling_keys(
    statements: list[Placed], dataset: str, quarantine: Quarantine, known: Known, ties: bool = True
) -> list[Placed]:
    """Set aside what responds to, fulfils, or dates itself by, a key that nobody has; and what then points at that.

    Without `ties`, dates may hang on what is not there: then that bounds nothing.
    """
    wanted = {key for statement, _ in statements for key in _pointed_at(statement, ties)}
    if not wanted:
        return statements
    set_aside = {full_key(dataset, row.key) for row in quarantine if row.key}
    cited = {SOURCE + id_ for id_ in (dataset, *(statement.cites.source for statement, _ in statements))}
    elsewhere = cited | known(wanted - {statement.key for statement, _ in statements} - set_aside - cited)
    while True:
        keys = {statement.key for statement, _ in statements} | elsewhere
        dangling = [(s, line, missing) for s, line in statements if (missing := _pointed_at(s, ties) - keys)]
        if not dangling:
            return statements
        for statement, line, missing in dangling:
            named = ", ".join(sorted(key.removeprefix(f"{dataset}:") for key in missing))
            name = _field(statement, missing)
            error = InvalidStatement(f"no statement that can be read has the key {named}", parameter=name, value=named)
            quarantine.add(line, own_key(statement), error)
        left_out = {statement.key for statement, _, _ in dangling}
        statements = [(statement, line) for statement, line in statements if statement.key not in left_out]


def _pointed_at(statement: Statement, ties: bool) -> set[str]:
    dated_by = statement.linked.keys if statement.linked and ties else frozenset()
    return {response.key for response in statement.responds_to} | set(statement.fulfils) | dated_by


def _field(statement: Statement, missing: set[str]) -> str:
    if missing <= set(statement.fulfils):
        return "fulfils"
    if statement.linked and missing <= statement.linked.keys:
        return f"{statement.linked.field}.bounds"
    return "responds_to"


def _in_circles(links: Iterable[Statement]) -> Iterator[tuple[str, str]]:
    """The key of each statement on a circle, and the circle in ids."""
    above: dict[str, list[tuple[str, Days, str]]] = defaultdict(list)  # part -> (whole, days, key)
    for link in links:
        if link.polarity == "asserts" and vocabulary().modes[link.mode].actual:
            for part in link.roles.get("subject", ()):
                above[part] += [(whole, _named_days(link), link.key) for whole in link.roles.get("object", ())]
    core = _core({part: {whole for whole, _, _ in links_up} for part, links_up in above.items()})
    for part in sorted(core):
        for whole, days, key in above[part]:
            if whole in core and (path := _way(whole, part, days, above, core)):
                yield key, " -> ".join((part, *path))


def _core(above: dict[str, set[str]]) -> set[str]:
    """Without those that lie on no circle because nothing is above them, or nothing below; and so on."""
    core = set(above)
    while True:
        wholes = {whole for part in core for whole in above[part]}
        smaller = {part for part in core & wholes if above[part] & core}
        if smaller == core:
            return core
        core = smaller


def _way(
    start: str, goal: str, days: Days, above: dict[str, list[tuple[str, Days, str]]], core: set[str]
) -> tuple[str, ...] | None:  # fmt: skip
    """Ids from start up to goal by links that have days in common with each other and with `days`."""
    level: list[tuple[tuple[str, ...], Days]] = [((start,), days)]
    seen = {(start, days)}
    while level:
        path, common = level.pop(0)
        if path[-1] == goal:
            return path
        for whole, named, _ in above[path[-1]]:
            shared = max(common[0], named[0]), min(common[1], named[1])
            if whole in core and shared[0] <= shared[1] and (whole, shared) not in seen:
                seen.add((whole, shared))
                level.append(((*path, whole), shared))
    return None


def _named_days(link: Statement) -> Days:
    """The days that a statement names: a sighting is as long as its window, though the state may have lasted longer."""
    bounds = link.validity.bounds
    if link.validity.kind == "observed" and bounds.earliest_end <= bounds.latest_start:
        return bounds.earliest_end, bounds.latest_start
    return bounds.earliest_start, bounds.latest_end
