"""Commands that are made of a question: its parameters are the options, and a running service answers."""

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import click
import orjson

from app.answers.question import DEFAULT_LIMIT, common
from app.cli.options import json_option, reading
from app.cli.service import Request, ask_service
from app.encoding import json_of
from app.parameters.common import DayParameters, Parameters
from app.parameters.question import PREFIX, QuestionAddress
from graph.store.settings import load_settings

Json = Mapping[str, Any]
Here = Callable[..., Json]  # an answer of this process: takes a view, the common parameters and the id
Show = Callable[[Json], object]

OPTION = {"version": "--data-version"}  # --version is that of whoholds
LEFT_OUT = frozenset(("cursor",))  # --limit gives more rows
NUMBERS = frozenset(("version", "since", "until"))  # all others are read by the question, in its own words
ANY = QuestionAddress("", DayParameters, Parameters, "")
BACKTICKED = re.compile(r"`(\w{1,40})`")


def question_command(
    question: QuestionAddress,
    name: str,
    *,
    help: str,  # noqa: A002
    arguments: Sequence[click.Argument] = (),
    here: Here | None = None,
) -> Callable[[Show], click.Command]:
    """Make a command of a function that shows the answer to a question.

    The `arguments` are the question's id, or own parameters by their names. `here` answers where no service does; by
    default the function of the question.
    """

    def decorate(show: Show) -> click.Command:
        def run(as_json: bool, **given: Any) -> object:
            body = answer_bytes(question, given, here)
            if not as_json:
                return show(orjson.loads(body))
            write_json(body)
            return None

        taken = {argument.name for argument in arguments}
        command = click.Command(name, callback=run, help=help, params=[*arguments, *options_of(question, taken)])
        return json_option(command)

    return decorate


def options_of(question: QuestionAddress, taken: Iterable[str | None] = ()) -> list[click.Option]:
    """The options of a question: its own parameters, then the common ones."""
    fields = {**question.own.model_fields, **question.common.model_fields}
    names = {name: OPTION.get(name, f"--{_written(question, name).replace('_', '-')}") for name in fields}
    options = []
    for name, field in fields.items():
        if name in LEFT_OUT or name in taken:
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
    found = [option for option in options_of(ANY) if option.name in names]

    def decorate(command: Any) -> Any:
        command.__click_params__ = [*reversed(found), *getattr(command, "__click_params__", [])]
        return command

    return decorate


def answer_bytes(question: QuestionAddress, given: Mapping[str, Any], here: Here | None = None) -> bytes:
    """The JSON of an answer: a service's on the same data, else that of this process."""
    written = {name: value for name, value in given.items() if value is not None and value is not False}
    ids = [written.pop("id")] if "{id}" in question.path else []
    version = written.get("version")
    in_common = {name: written.get(name, field.default) for name, field in question.common.model_fields.items()}
    in_common.pop("version", None)
    if "limit" not in written and in_common.get("limit") == DEFAULT_LIMIT:
        del in_common["limit"]
    asked = common(**in_common)  # refused here, in the same words with and without a service
    path = PREFIX + question.path.replace("{id}", quote(ids[0], safe="") if ids else "")
    request = Request(
        path,
        {_written(question, name): "true" if value is True else value for name, value in written.items()},
        seconds=3 * int(seconds) if (seconds := str(written.get("seconds", "0"))).isdecimal() else 0,
    )
    body = ask_service(load_settings(), request)
    if body is not None:
        return body
    own = {name: written.get(name, field.default) for name, field in question.own.model_fields.items()}
    with reading() as reader:
        from graph.selection.selection import Selection
        from graph.store.reading.reader import view_at

        view = view_at(reader, version)
        data = here(view, asked, *ids) if here else question.answer()(Selection(view, asked), **own)
    return json_of(data)


def write_json(body: bytes) -> None:
    """The bytes that HTTP sends, and a line end."""
    sys.stdout.buffer.write(body + b"\n")
    sys.stdout.buffer.flush()


def _written(question: QuestionAddress, name: str) -> str:
    """The name of a parameter in an address: `from` for the field `start`."""
    field = question.own.model_fields.get(name)
    return str(field.validation_alias) if field is not None and field.validation_alias else name
