"""Pages of the guide that are made from the code: addresses, commands, words, the model, columns of tables.

Each function returns Markdown without the first heading. What it reads is imported when it is asked, since the
service imports this module.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, get_args, get_origin

if TYPE_CHECKING:
    from app.answers.model import PropertyMeaning


def write_http() -> str:
    """Every address of the service with its parameters, from the OpenAPI document."""
    from app.main import describe_api

    document = describe_api()
    lines = ["Every address over HTTP, with its parameters. `/openapi.json` says the same to "]
    lines[-1] += "programs, with the form of each answer, and `/docs` of a running service has a form for each."
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            lines += ["", f"## `{method.upper()} {path}`", "", operation["summary"] + "."]
            lines += ["", operation["description"]] if operation.get("description") else []
            rows = (
                (f"`{one['name']}`", _name_type(one["schema"]), one.get("description", ""))
                for one in operation.get("parameters", ())
            )
            lines += _write_table(("parameter", "takes", "what it is"), rows)
    return "\n".join(lines)


def write_commands() -> str:
    """Every command with its arguments and options, from its help."""
    import click

    from app.cli.main import TABLE

    lines = ["Every command of `whoholds`. `whoholds COMMAND --help` says the same."]
    for name in sorted(TABLE):
        lines += _write_command(
            TABLE[name].load(name), click.Context(click.Command(name), info_name=f"whoholds {name}")
        )
    return "\n".join(lines)


def write_vocabulary() -> str:
    """Every word that statements may have, with what it means and when it is used."""
    from graph.vocabulary import vocabulary
    from graph.vocabulary.codebook import TYPES, list_words

    lines = ["The words that statements have. `whoholds words WORD` and `/v1/vocabulary` say the "]
    lines[-1] += "same, also of words that a loaded source has as its own."
    for kind in TYPES:
        lines += ["", f"## {kind.capitalize()}s"]
        lines += _write_table(
            ("word", "what it means", "when to use it", "not for"),
            (
                (f"`{word.name}`", word.meaning.definition, word.meaning.use_when, word.meaning.not_for)
                for word in list_words(vocabulary(), kind)
            ),
        )
    return "\n".join(lines)


def write_model() -> str:
    """Every label and type of edge that Cypher meets, with its properties."""
    from app.answers.model import model

    answer = model()
    lines = ["What Cypher meets in the store. `whoholds model` and `/v1/model` say the same."]
    for label in answer["labels"]:
        lines += ["", f"## `{label['name']}`", "", label["means"]]
        lines += _write_properties(label["properties"])
    for edge in answer["edges"]:
        ends = " or ".join(edge["from"]), " or ".join(edge["to"])
        lines += ["", f"## `{edge['type']}`, a {edge['kind']}", "", f"From {ends[0]} to {ends[1]}: {edge['means']}"]
        lines += _write_properties(edge["properties"])
    return "\n".join(lines)


def write_columns() -> str:
    """The columns of the tables of each question, as in CSV, Arrow and Parquet."""
    from app.questions import load_question, read_headings
    from app.table_columns import columns_of

    lines = [
        "Every answer is also a table, as `.csv`, `.arrow` or `.parquet`. These are its ",
    ]
    lines[-1] += "columns; a list in a cell of CSV has its values with `;` between them."
    for heading in read_headings():
        question = load_question(heading.name)
        if question.shape.row is not None:
            columns = columns_of(question.shape.row)
            lines += ["", f"## {heading.summary}", "", f"`/v1{question.path}`"]
            lines += _write_table(("column", "values"), ((f"`{one.name}`", _name_kind(one.kind)) for one in columns))
    return "\n".join(lines)


def _write_command(command: Any, context: Any) -> Iterator[str]:
    import click

    yield from ("", f"## `{context.info_name}`", "", (command.help or "").replace("\b\n", "").strip())
    usage = " ".join(command.collect_usage_pieces(context))
    yield from ("", f"    {context.info_name} {usage}")
    records = [one.get_help_record(context) for one in command.params if not isinstance(one, click.Argument)]
    shown = ((f"`{record[0]}`", record[1]) for record in records if record)
    yield from _write_table(("option", "what it does"), shown)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            named = f"{context.info_name} {name}"
            if inner is not None:
                yield from _write_command(inner, click.Context(click.Command(name), info_name=named))


def _write_properties(properties: "Iterable[PropertyMeaning]") -> Iterator[str]:
    rows = ((f"`{one['name']}`", one["type"], one["means"]) for one in properties)
    return _write_table(("property", "type", "what it means"), rows)


def _write_table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A table in Markdown after an empty line; nothing if it has no rows."""
    found = [f"| {' | '.join(map(_write_cell, row))} |" for row in rows]
    if found:
        yield from ("", f"| {' | '.join(heads)} |", "|---" * len(heads) + "|", *found)


def _write_cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _name_type(schema: Mapping[str, Any]) -> str:
    """What a parameter takes, in a few words."""
    kinds = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    said = []
    for one in kinds:
        choices = one.get("enum") or ([one["const"]] if "const" in one else [])
        if choices:
            said.append(", ".join(f"`{choice}`" for choice in choices))
        else:
            said.append("a list" if one.get("type") == "array" else str(one.get("type", "a value")))
    default = schema.get("default")
    return " or ".join(said) + (f"; else `{default}`" if default not in (None, [], "") else "")


def _name_kind(kind: Any) -> str:
    """What a column holds, in a few words."""
    names = {str: "text", int: "number", float: "number", bool: "true or false", list: "texts"}
    if get_origin(kind) is list:
        return f"list of {_name_kind(get_args(kind)[0])}"
    return names.get(kind, getattr(kind, "__name__", str(kind)))
