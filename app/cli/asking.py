"""Commands that are made of a question: its parameters are the options, and a running service answers."""

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import click
import orjson

from app.cli.options import json_option, open_reader
from app.cli.service import Request, ask_service
from app.parameters import DEFAULT_LIMIT, DayParameters, Parameters
from app.question import PREFIX, Question
from app.questions import load_question
from graph.store.settings import load_settings

OPTION = {"version": "--data-version"}  # --version is that of whoholds
LEFT_OUT = frozenset(("cursor",))  # --limit gives more rows
NUMBERS = frozenset(("version", "since", "until"))  # all others are read by the question, in its own words
BACKTICKED = re.compile(r"`(\w{1,40})`")


def question_command(question: Question, name: str, help_text: str) -> click.Command:
    """The command of a question: its parameters are the options, its `show` prints the answer."""
    show = question.show
    assert show is not None, name

    def run(as_json: bool, **given: Any) -> object:
        body = answer_bytes(question, given)
        if not as_json:
            return show(orjson.loads(body))
        write_json(body)
        return None

    arguments: list[click.Argument] = [click.Argument(["id_"], metavar="ID")] if question.has_id else []
    if question.words:
        arguments = [WordsArgument([question.words], metavar="WORDS...", nargs=-1, required=True)]
    options = options_of(question.own, question.common, left_out={argument.name for argument in arguments})
    return json_option(click.Command(name, callback=run, help=help_text, params=[*arguments, *options]))


class WordsArgument(click.Argument):
    """Several words of a command that are one parameter."""

    def type_cast_value(self, ctx: click.Context, value: Any) -> str:
        return " ".join(super().type_cast_value(ctx, value))


def options_of(
    own: type[Parameters], common: type[Parameters], left_out: Iterable[str | None] = ()
) -> list[click.Option]:
    """The options of a question: its own parameters, then the common ones."""
    fields = {**own.model_fields, **common.model_fields}
    names = {name: OPTION.get(name, f"--{_write_parameter(own, name).replace('_', '-')}") for name in fields}
    options = []
    for name, field in fields.items():
        if name in LEFT_OUT or name in left_out:
            continue
        is_flag, has_default = field.annotation is bool, not field.is_required() and field.default is not None
        # the limit is left out unless given: an answer may end a page earlier then
        is_shown_only = name == "limit" and field.default == DEFAULT_LIMIT
        help_text = BACKTICKED.sub(lambda match: names.get(match[1], match[0]), field.description or "")
        options.append(
            click.Option(
                [names[name], name],
                help=help_text,
                is_flag=is_flag,
                type=None if is_flag else int if name in NUMBERS else str,
                required=field.is_required(),
                default=str(field.default) if has_default and not is_flag and not is_shown_only else None,
                show_default=str(field.default) if is_shown_only else has_default and not is_flag,
            )
        )
    return options


def common_options(*names: str) -> Callable[[Any], Any]:
    """Some common parameters as options of a command that is no question of HTTP."""
    found = [option for option in options_of(Parameters, DayParameters) if option.name in names]

    def decorate(command: Any) -> Any:
        command.__click_params__ = [*reversed(found), *getattr(command, "__click_params__", [])]
        return command

    return decorate


def answer_bytes(question: Question, given: Mapping[str, Any]) -> bytes:
    """The JSON of an answer: a service's on the same data, else that of this process."""
    written = {name: value for name, value in given.items() if value is not None and value is not False}
    ids = [written.pop("id_")] if question.has_id else []
    path = PREFIX + question.path.replace("{id}", quote(ids[0], safe="") if ids else "")
    request = Request(
        path,
        {_write_parameter(question.own, name): "true" if value is True else value for name, value in written.items()},
        seconds=3 * int(seconds) if (seconds := str(written.get("seconds", "0"))).isdecimal() else 0,
    )
    return ask_service(load_settings(), request) or _answer_here(load_question(question.name), ids, written)


def _answer_here(question: Question, ids: Sequence[str], written: Mapping[str, Any]) -> bytes:
    """The JSON of an answer of this process. What answers is imported here, as a service would need none of it."""
    from app.answers.question import read_common
    from app.encoding import json_of

    in_common = {name: written.get(name, field.default) for name, field in question.common.model_fields.items()}
    in_common.pop("version", None)
    if "limit" not in written and in_common.get("limit") == DEFAULT_LIMIT:
        del in_common["limit"]
    asked = read_common(**in_common)
    own = {name: written.get(name, field.default) for name, field in question.own.model_fields.items()}
    if question.has_texts:
        own["texts"] = load_settings().texts
    with open_reader() as reader:
        from graph.selection.selection import Selection
        from graph.store.reading.reader import open_view_at

        data = question.answer(Selection(open_view_at(reader, written.get("version")), asked), *ids, **own)
    return json_of(data)


def write_json(body: bytes) -> None:
    """The bytes that HTTP sends, and a line end."""
    sys.stdout.buffer.write(body + b"\n")
    sys.stdout.buffer.flush()


def _write_parameter(own: type[Parameters], name: str) -> str:
    """The name of a parameter in an address: `from` for the field `start`."""
    field = own.model_fields.get(name)
    return str(field.validation_alias) if field is not None and field.validation_alias else name
