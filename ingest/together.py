"""What shows only when all statements of a file are seen together: pointers to nothing, and circles of parts."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import product

from graph.dates.linked_dates import SOURCE
from graph.errors import InvalidStatement
from graph.model.statement import WrittenStatement
from graph.vocabulary import vocabulary
from ingest.circles import Link, circles
from ingest.quarantine import Quarantine

Placed = tuple[WrittenStatement, int | None]  # with the line that it stands on
Known = Callable[[Iterable[str]], set[str]]  # which of some keys the store has
Days = tuple[date, date]
CIRCULAR = ("part", "place")  # uses in which nothing can be above itself


def full_key(dataset: str, key: str) -> str:
    """A key as statements have it: the dataset, a colon, and the coder's own; one of another dataset is written so."""
    return key if ":" in key else f"{dataset}:{key}"


def own_key(statement: WrittenStatement) -> str:
    """A key without its dataset, as the file has it."""
    return statement.key.removeprefix(f"{statement.dataset}:")


def without_circles(statements: list[Placed], quarantine: Quarantine) -> list[Placed]:
    """Set aside what says together, of days in common, that something is part of itself or lies in itself."""
    aside: dict[str, str] = {}
    for use in CIRCULAR:
        aside |= circles(_links(s for s, _ in statements if s.predicate in vocabulary().that_follow(use)))
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

    Without `ties`, dates may depend on what is not there: then that bounds nothing.
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


def _pointed_at(statement: WrittenStatement, ties: bool) -> set[str]:
    dated_by = statement.linked.keys if statement.linked and ties else frozenset()
    return {response.key for response in statement.responds_to} | set(statement.fulfils) | dated_by


def _field(statement: WrittenStatement, missing: set[str]) -> str:
    if missing <= set(statement.fulfils):
        return "fulfils"
    if statement.linked and missing <= statement.linked.keys:
        return f"{statement.linked.field}.bounds"
    return "responds_to"


def _links(statements: Iterable[WrittenStatement]) -> Iterator[Link]:
    for statement in statements:
        if statement.polarity == "asserts" and vocabulary().modes[statement.mode].actual:
            pairs = product(statement.roles.get("subject", ()), statement.roles.get("object", ()))
            yield from (Link(part, whole, *_named_days(statement), statement.key) for part, whole in pairs)


def _named_days(link: WrittenStatement) -> Days:
    """The days that a statement names: a sighting is as long as its window, though the state may have lasted longer."""
    bounds = link.validity.bounds
    if link.validity.kind == "observed" and bounds.earliest_end <= bounds.latest_start:
        return bounds.earliest_end, bounds.latest_start
    return bounds.earliest_start, bounds.latest_end
