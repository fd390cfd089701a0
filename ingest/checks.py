"""Checks of rows: impossible times, references to unknown keys, claims about unknown ids."""

from collections.abc import Callable, Iterable, Mapping

from graph.dates.linked_dates import SOURCE
from graph.dates.windows import read_window
from graph.errors import InvalidSource, InvalidStatement
from graph.model.entities import WrittenEntity
from graph.model.names import UsedEntity, refuse_own_use, refuse_unknown_use
from graph.model.statement import UNKNOWN, WrittenStatement
from graph.vocabulary import vocabulary
from ingest.keys import make_full_key
from ingest.quarantine import Quarantine, StatementOnLine, read_own_key
from ingest.source import SourceForm, make_claims

KeyLookup = Callable[[Iterable[str]], set[str]]  # which of some keys the store has


LabelLookup = Callable[[Iterable[str]], Mapping[str, str]]  # the labels of some ids, of those that are loaded


def find_labels(
    dataset: str, entities: Iterable[WrittenEntity], used: Iterable[UsedEntity], held: LabelLookup | None
) -> dict[str, str]:
    """The labels of what a source may name: its own entities, and ids of others that it uses.

    Without `held` those of others are UNKNOWN. Raises InvalidSource for a use of an id that no loaded source has.
    """
    labels = {entity.id: entity.label for entity in entities}
    for one in used:
        if one.id in labels:
            raise refuse_own_use(dataset, one.id)
        labels[one.id] = one.made.label if one.made else UNKNOWN
    wanted = [id_ for id_, label in labels.items() if label == UNKNOWN]
    if held is None or not wanted:
        return labels
    found = held(wanted)
    if missing := [id_ for id_ in wanted if id_ not in found]:
        raise refuse_unknown_use(dataset, missing)
    return labels | dict(found)


def check_times(statement: WrittenStatement) -> None:
    """Refuse reports of facts after the day of the report, and ends before the beginning.

    Raises InvalidStatement or InvalidDate naming the field.
    """
    validity, said = statement.validity, statement.said
    bounds, planned_end = validity.bounds, validity.planned_end
    is_reported = vocabulary().modes[statement.mode].actual and statement.polarity == "asserts"
    if validity.kind != "valid":
        first = bounds.earliest_start if validity.kind == "on" else bounds.earliest_end
        if is_reported and first > min(said.latest, statement.known.latest):
            day = statement.said_on or statement.known_from
            raise InvalidStatement(
                f"{validity.written} comes after it was told, {day}; expected a day up to then, or the mode of a plan",
                parameter=validity.kind,
                value=validity.written,
            )
    if planned_end and read_window(planned_end, "planned_end").latest < bounds.earliest_start:
        raise InvalidStatement(
            f"planned to end on {planned_end}, before it began; expected a later day",
            parameter="planned_end",
            value=planned_end,
        )
    count = statement.count
    if count and count.since and read_window(count.since, "count.since").earliest > bounds.latest_end:
        raise InvalidStatement(
            f"counted since {count.since}, after the days it is said of; expected an earlier day",
            parameter="count.since",
            value=count.since,
        )


def check_claims(form: SourceForm, labels: Mapping[str, str], file: str) -> None:
    """Refuse a claim about ids that the source does not have. `labels` are those of its entities, by id.

    Raises InvalidSource naming the field and what to write.
    """
    fields = {"Group": "group", "Actor": "holders", "Place": "places"}
    for number, claim in enumerate(make_claims(form)):
        for label, ids in claim.ids.items():
            for id_ in ids:
                if labels.get(id_) in (label, UNKNOWN):
                    continue
                name = f"covers.{number}.{fields[label]}"
                met = f"{id_!r} is a {labels[id_]}" if id_ in labels else f"no entity of {file} has the id {id_!r}"
                raise InvalidSource(
                    f"source.yml: {name}: {met}; write the id of one with the label {label}", parameter=name, value=id_
                )


def set_dangling_keys_aside(
    statements: list[StatementOnLine],
    dataset: str,
    quarantine: Quarantine,
    known: KeyLookup,
    ties: bool = True,
    space: str | None = None,
) -> list[StatementOnLine]:
    """Set aside statements that refer to an unknown key (response, fulfilment or date), then those that refer to them.

    Without `ties`, dates may depend on unknown keys, which then bound nothing. `space` is what keys begin with, if that
    is more than the dataset.
    """
    space = space or dataset
    wanted = {key for statement, _ in statements for key in _list_referenced_keys(statement, ties)}
    if not wanted:
        return statements
    set_aside = {make_full_key(space, row.key) for row in quarantine if row.key}
    cited = {SOURCE + id_ for id_ in (dataset, *(statement.cites.source for statement, _ in statements))}
    elsewhere = cited | known(wanted - {statement.key for statement, _ in statements} - set_aside - cited)
    while True:
        keys = {statement.key for statement, _ in statements} | elsewhere
        dangling = [(s, line, missing) for s, line in statements if (missing := _list_referenced_keys(s, ties) - keys)]
        if not dangling:
            return statements
        for statement, line, missing in dangling:
            named = ", ".join(sorted(key.removeprefix(f"{space}:") for key in missing))
            name = _find_field(statement, missing)
            error = InvalidStatement(f"no statement that can be read has the key {named}", parameter=name, value=named)
            quarantine.add(line, read_own_key(statement), error)
        left_out = {statement.key for statement, _, _ in dangling}
        statements = [(statement, line) for statement, line in statements if statement.key not in left_out]


def _list_referenced_keys(statement: WrittenStatement, ties: bool) -> set[str]:
    dated_by = statement.linked.keys if statement.linked and ties else frozenset()
    return {response.key for response in statement.responds_to} | set(statement.fulfils) | dated_by


def _find_field(statement: WrittenStatement, missing: set[str]) -> str:
    if missing <= set(statement.fulfils):
        return "fulfils"
    if statement.linked and missing <= statement.linked.keys:
        return f"{statement.linked.field}.bounds"
    return "responds_to"
