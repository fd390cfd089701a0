"""Commands that are made of a question: its parameters are the options, and a running service answers."""

import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal
from urllib.parse import quote

import click

from app.cli.options import cite_option, csv_option, echo, json_option, open_reader
from app.cli.service import Request, ask_service
from app.fields import QuestionParameter
from app.parameters import DEFAULT_LIMIT, DayParameters, list_parameters
from app.question import PREFIX, Question
from app.questions import load_question
from graph.store.settings import load_settings

OPTION = {"version": "--data-version"}  # --version is that of whoholds
LEFT_OUT = frozenset(("cursor",))  # --limit gives more rows
NUMBERS = frozenset(
    ("version", "from_version", "since", "until")
)  # all others are read by the question, in its own words
CITATION_FORMS: dict[str, Literal["cite", "bib", "csl"]] = {"text": "cite", "bibtex": "bib", "csl": "csl"}
CHANGES = {
    "rules": "dates and numbers are read by other rules since",
    "withdrawn": "something was withdrawn since",
    "names": "names, who is the same, or reviews may have changed since",
    "question": "the pin is of another question, or of another store",
}
BACKTICKED = re.compile(r"`(\w{1,40})`")


def question_command(question: Question, name: str, help_text: str) -> click.Command:
    """The command of a question: its parameters are the options, its `show` prints the answer."""
    show = question.show
    assert show is not None, name

    def run(as_json: bool, as_csv: bool, cite: str | None, **given: Any) -> object:
        if cite:
            _print_citation(question, given, cite)
            return None
        if as_csv:
            _print_csv(question, given)
            return None
        if given.pop("shape", "rows") != "rows":
            raise click.UsageError("--shape goes with --csv")
        body = answer_bytes(question, given)
        if not as_json:
            answer = json.loads(body)
            show(answer)
            if answer.get("pinned"):
                echo(write_changes(answer["pinned"]), err=True)
            return None
        write_json(body)
        return None

    arguments: list[click.Argument] = [click.Argument(["id_"], metavar="ID")] if question.has_id else []
    if question.words:
        is_required = question.own[question.words].is_required
        metavar = "WORDS..." if is_required else "[WORDS...]"
        arguments = [WordsArgument([question.words], metavar=metavar, nargs=-1, required=is_required)]
    options = options_of(question.parameters, left_out={argument.name for argument in arguments})
    command = click.Command(name, callback=run, help=help_text, params=[*arguments, *options])
    return cite_option(json_option(csv_option(command)))


class WordsArgument(click.Argument):
    """Several words of a command that are one parameter."""

    def type_cast_value(self, ctx: click.Context, value: Any) -> str | None:
        return " ".join(super().type_cast_value(ctx, value)) or None


def options_of(parameters: Mapping[str, QuestionParameter], left_out: Iterable[str | None] = ()) -> list[click.Option]:
    """The options of a question, in the order of its parameters."""
    names = {
        name: OPTION.get(name, f"--{parameter.write_name(name).replace('_', '-')}")
        for name, parameter in parameters.items()
    }
    options = []
    for name, parameter in parameters.items():
        if name in LEFT_OUT or name in left_out:
            continue
        is_flag, has_default = parameter.type is bool, not parameter.is_required and parameter.default is not None
        # the limit is left out unless given: an answer may end a page earlier then
        is_shown_only = name == "limit" and parameter.default == DEFAULT_LIMIT
        help_text = BACKTICKED.sub(lambda match: names.get(match[1], match[0]), parameter.field.description or "")
        options.append(
            click.Option(
                [names[name], name],
                help=help_text,
                is_flag=is_flag,
                type=None if is_flag else int if name in NUMBERS else str,
                required=parameter.is_required,
                default=str(parameter.default) if has_default and not is_flag and not is_shown_only else None,
                show_default=str(parameter.default) if is_shown_only else has_default and not is_flag,
            )
        )
    return options


def common_options(*names: str) -> Callable[[Any], Any]:
    """Some common parameters as options of a command that is no question of HTTP."""
    found = [option for option in options_of(list_parameters(DayParameters)) if option.name in names]

    def decorate(command: Any) -> Any:
        command.__click_params__ = [*reversed(found), *getattr(command, "__click_params__", [])]
        return command

    return decorate


def answer_bytes(question: Question, given: Mapping[str, Any]) -> bytes:
    """The JSON of an answer: a service's on the same data, else that of this process."""
    ids, written = _split_given(question, given)
    path = PREFIX + question.path.replace("{id}", quote(ids[0], safe="") if ids else "")
    request = Request(
        path,
        _write_names(question, written),
        seconds=3 * int(seconds) if (seconds := str(written.get("seconds", "0"))).isdecimal() else 0,
    )
    return ask_service(load_settings(), request) or _answer_here(question, given, "json")[0]


def _write_names(question: Question, written: Mapping[str, Any]) -> dict[str, Any]:
    """The options that were given by the names that they have in an address."""
    return {
        question.parameters[name].write_name(name): "true" if value is True else value
        for name, value in written.items()
        if name in question.parameters
    }


def _print_csv(question: Question, given: Mapping[str, Any]) -> None:
    """The table that HTTP sends. No service is asked: a table does not say of which data version it is."""
    body, has_more = _answer_here(question, given, "csv")
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()
    if has_more:
        echo("note: there are more rows; --limit shows more", err=True)


def _print_citation(question: Question, given: Mapping[str, Any], form: str) -> None:
    from datetime import date

    from app.exports.citations import make_citation, write_citation
    from app.sentences import DEFAULT_LANGUAGE

    settings = load_settings()
    answer = json.loads(answer_bytes(question, given))
    base = settings.public_url or f"http://{settings.host}:{settings.port}"
    ids, written = _split_given(question, given)
    chosen = {name: one for name, one in written.items() if str(one) != str(question.parameters[name].default)}
    address = {"lang": DEFAULT_LANGUAGE} | _write_names(question, chosen)
    citation = make_citation(question, ids, address, answer, base, date.today())
    sys.stdout.buffer.write(write_citation(CITATION_FORMS[form], citation).rstrip(b"\n") + b"\n")
    sys.stdout.buffer.flush()


def write_changes(pinned: Mapping[str, Any]) -> str:
    """Why an answer is not the one that was cited, as a line."""
    reasons = ", ".join(CHANGES[change["what"]] for change in pinned["changes"])
    return f"note: this is not the answer of pin {pinned['id']}: {reasons}"


def _split_given(question: Question, given: Mapping[str, Any]) -> tuple[list[str], dict[str, Any]]:
    """The id, if the question has one, and the options that were given."""
    written = {name: value for name, value in given.items() if value is not None and value is not False}
    return [written.pop("id_")] if question.has_id else [], written


def _answer_here(outline: Question, given: Mapping[str, Any], format_: Literal["json", "csv"]) -> tuple[bytes, bool]:
    """An answer of this process, and whether it has more rows, or an error in the language asked for."""
    from app.sentences.problems import say_error
    from graph.errors import WhoholdsError

    try:
        return _answer_in_english(outline, given, format_)
    except WhoholdsError as error:
        say_error(error, given.get("lang"))
        raise


def _answer_in_english(
    outline: Question, given: Mapping[str, Any], format_: Literal["json", "csv"]
) -> tuple[bytes, bool]:
    """The same, with errors as they are written. What answers is imported here, as a service would need none of it."""
    from app.answers.pins import check_pin, compare_pin, read_pin
    from app.answers.question import read_common
    from app.answers.statement_rows import ROWS, answer_in_shape, read_table_shape
    from app.encoding import json_of
    from app.table_columns import columns_of
    from app.tables import csv_of

    question = load_question(outline.name)
    ids, written = _split_given(question, given)
    in_common = {name: written.get(name, one.default) for name, one in list_parameters(question.common).items()}
    in_common.pop("version", None)
    pin = read_pin(in_common.pop("pin", None), written.get("version"))
    if "limit" not in written and in_common.get("limit") == DEFAULT_LIMIT:
        del in_common["limit"]
    asked = read_common(**in_common, today=pin and pin.day, is_pinned=pin is not None)
    own = {name: written.get(name, one.default) for name, one in question.own.items()}
    by_statement = read_table_shape(own.pop("shape", ROWS), format_)
    if question.has_texts:
        own["texts"] = load_settings().texts
    if question.has_stories:
        from app.stories.reading import read_stories

        own["stories"] = read_stories(load_settings().data)
    with open_reader() as reader:
        from graph.store.reading.reader import open_view_at

        check_pin(pin, reader.version())
        view = open_view_at(reader, pin.version if pin else written.get("version"))
        data, shape = answer_in_shape(question, view, asked, ids, own, by_statement)
        if not by_statement:
            data = compare_pin(pin, data, view)
    assert shape.row is not None, question.name
    body = csv_of(data, columns_of(shape.row)) if format_ == "csv" else json_of(data)
    return body, bool(data.get("next"))


def write_json(body: bytes) -> None:
    """The bytes that HTTP sends, and a line end."""
    sys.stdout.buffer.write(body + b"\n")
    sys.stdout.buffer.flush()
