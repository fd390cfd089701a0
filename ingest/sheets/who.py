"""The tab Who: entities of the sheet's own, and ids of others that it uses."""

import re
from collections.abc import Iterator
from typing import Any

from graph.errors import InvalidInput
from graph.model.entities import NamedEntity
from graph.model.languages import LANGUAGE
from ingest.adapter import Context
from ingest.files import LINE
from ingest.keys import ID
from ingest.sheets.cells import CellFault, SheetProblem, check_made, check_one_script, read_truth, split_items
from ingest.sheets.names import SheetNames
from ingest.sheets.tables import SheetRow, SheetTable
from ingest.sheets.words import read_kind

USE = re.compile(r"use[: ]", re.IGNORECASE)
TAG_ENDS = re.compile(r"[=:]")
TAG = re.compile(LANGUAGE, re.IGNORECASE)
Row = dict[str, Any]


def read_who(
    table: SheetTable, dataset: str, names: SheetNames, problems: list[SheetProblem]
) -> tuple[list[Row], list[Row]]:
    """The rows of `entities` and of `use`, as a dossier has them; what cannot be read is told in `problems`.

    All that can be read is added to `names`. An id is made of a new name, and begins with that of the source.
    """
    entities: list[Row] = []
    uses: list[Row] = []
    ids: dict[str, int] = {}
    for row in table.rows:
        found = _read_row(row, table, dataset, names, problems)
        if found is None:
            names.add_wrong(row.text("name"), row.number)
            continue
        form, entity = found
        if entity.id in ids:
            problems.append(
                _make_problem(table, row, "id" if row.text("id") else "name", CellFault(
                    f"{row.text('name') or entity.id!r} stands in row {ids[entity.id]} too", value=row.text("name"),
                    hint="keep one row, and write further names under other names; or give one of them another id",
                ))
            )  # fmt: skip
            continue
        ids[entity.id] = row.number
        form[LINE] = row.number
        names.add(entity)
        (uses if form.pop("is_use") else entities).append(form)
    return entities, uses


def _read_row(
    row: SheetRow, table: SheetTable, dataset: str, names: SheetNames, problems: list[SheetProblem]
) -> tuple[Row, NamedEntity] | None:
    found: dict[str, Any] = {}
    is_whole = True
    for field in ("name", "id", "kind", "aliases", "names", "of", "external_ids", "internal", "internal_aliases"):
        try:
            check_made(row.cell(field))
            found[field] = _read_field(field, row.text(field))
        except InvalidInput as error:
            problems.append(_make_problem(table, row, field, error))
            is_whole = False
    if not is_whole:
        return None
    try:
        return _make_row(found, dataset, names)
    except InvalidInput as error:
        problems.append(_make_problem(table, row, error.parameter or "name", error))
        return None


def _read_field(field: str, text: str) -> Any:
    if field == "names":
        return dict(_read_languages(text))
    if field in ("aliases", "internal_aliases"):
        for item in split_items(text):
            check_one_script(item)
        return split_items(text)
    if field == "external_ids":
        pairs = (item.partition("=") for item in text.split("|") if item.strip())
        return {scheme.strip(): value.strip() for scheme, _, value in pairs}
    if field == "internal":
        return bool(text) and read_truth(text)
    if field == "name":
        check_one_script(text)
    if field == "kind":
        return read_kind(text) if text else None
    return text


def _read_languages(text: str) -> Iterator[tuple[str, list[str]]]:
    """Names by language tag; those without a tag stand under the empty one."""
    found: dict[str, list[str]] = {}
    for item in split_items(text):
        tag, *name = TAG_ENDS.split(item, maxsplit=1)
        if name and name[0].strip() and TAG.fullmatch(tag.strip()):
            found.setdefault(tag.strip(), []).append(name[0].strip())
        else:
            found.setdefault("", []).append(item)
    yield from found.items()


def _make_row(found: dict[str, Any], dataset: str, names: SheetNames) -> tuple[Row, NamedEntity]:
    name, id_, kind, languages = found["name"], found["id"], found["kind"], found["names"]
    aliases = [*found["aliases"], *languages.pop("", ())]
    match = USE.match(id_)
    id_ = id_[match.end() :].strip() if match else id_
    if id_ and not re.fullmatch(ID, id_):
        raise _refuse_id(id_)
    known = names.known.by_id.get(id_)
    is_use = bool(match or known or found["of"])
    form: Row = {"is_use": is_use}
    if languages:
        form["names"] = languages
    if found["external_ids"]:
        form["external_ids"] = found["external_ids"]
    if found["internal_aliases"]:
        form["internal_aliases"] = found["internal_aliases"]
    if is_use and found["internal"]:
        raise InvalidInput(
            f"{id_!r} is an id of another source", parameter="internal",
            hint="leave this empty, and write what is not to be published under internal names",
        )  # fmt: skip
    if found["internal"]:
        form["internal"] = True
    if is_use:
        return _make_use(form, id_, name, kind, aliases, found["of"], names)
    if not name:
        raise InvalidInput(
            "this row has no name", parameter="name", hint="write the name, or the id that another source has"
        )
    if kind is None:
        raise InvalidInput(
            f"no source that is known here has the id {id_!r}" if id_ else f"{name!r} is new here", parameter="kind",
            hint="write what it is, such as armed group, detainees, facility; or the id that another source has for it",
        )  # fmt: skip
    label, kind_name = kind
    id_ = id_ or make_id(dataset, label, name)
    form |= {"id": id_, "label": label, "kind": kind_name, "name": name, "aliases": aliases}
    entity = NamedEntity(
        id=id_, label=label, name=name, kind=kind_name, aliases=tuple(aliases),
        languages=tuple((tag, one) for tag, ones in languages.items() for one in ones), canonical=id_,
    )  # fmt: skip
    return form, entity


def _refuse_id(id_: str) -> InvalidInput:
    return InvalidInput(
        f"{id_[:80]!r} is no id", parameter="id", value=id_,
        hint="write small letters, digits and hyphens, such as lake-post; or leave it empty",
    )  # fmt: skip


def _make_use(
    form: Row, id_: str, name: str, kind: tuple[str, str] | None, aliases: list[str], of: str, names: SheetNames
) -> tuple[Row, NamedEntity]:
    known = names.known.by_id.get(id_)
    if known is None and not (of and kind and name):
        raise InvalidInput(
            f"no source that is known here has the id {id_!r}", parameter="id", value=id_,
            hint="load the source that has it first; or leave the id empty and write what it is",
        )  # fmt: skip
    label, kind_name = kind or (known.entity.label, known.entity.kind)  # type: ignore[union-attr]
    if known and kind and label != known.entity.label:
        raise InvalidInput(
            f"{id_} is {known.entity.name}, a {known.entity.label.lower()} of {known.owner}, and no {label.lower()}",
            parameter="kind", value=kind_name, hint="leave this cell empty, or write the id that was meant",
        )  # fmt: skip
    form |= {"id": id_}
    own_name = known.entity.name if known else name
    if of:
        form |= {"of": of, "label": label, "kind": kind_name, "name": name or own_name}
    elif name and name != own_name:
        aliases = [name, *aliases]
    form["aliases"] = list(dict.fromkeys(aliases))
    base = known.entity if known else None
    entity = NamedEntity(
        id=id_, label=label, name=own_name, kind=kind_name,  # type: ignore[arg-type]
        aliases=tuple(dict.fromkeys([*(base.aliases if base else ()), *([name] if name else []), *aliases])),
        languages=base.languages if base else (), canonical=id_,
    )  # fmt: skip
    return form, entity


def make_id(dataset: str, label: str, name: str) -> str:
    """The id of a new name: that of the source, and the name in Latin letters."""
    prefix = {"Place": "place-", "Nationality": "nat-", "Event": "event-"}.get(label, "")
    return f"{dataset}-{prefix}{Context.slug(name)}"[:80].rstrip("-")


def _make_problem(table: SheetTable, row: SheetRow, field: str, error: InvalidInput) -> SheetProblem:
    return SheetProblem(
        tab=table.name, row=row.number, column=table.tab.header(field), value=row.text(field), message=str(error),
        nearest=tuple(getattr(error, "nearest", ())), letter=table.columns.get(field, ""),
    )  # fmt: skip
