"""A group of commands each of which is imported when it is named."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

import click


class CommandEntry(NamedTuple):
    """A command by the first sentence of its help and the module whose `COMMANDS` has it, or by its question."""

    about: str
    module: str | None = None
    question: str | None = None

    def load(self, name: str) -> click.Command:
        if self.module:
            commands: tuple[click.Command, ...] = import_module(self.module).COMMANDS
            return next(command for command in commands if command.name == name)
        from app.cli.asking import question_command
        from app.questions import load_question

        assert self.question is not None, name
        return question_command(load_question(self.question), name, self.about)


class LazyGroup(click.Group):
    """Knows its commands by a table; their list is shown without importing any."""

    def __init__(self, *args: Any, table: Mapping[str, CommandEntry], **named: Any) -> None:
        super().__init__(*args, **named)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return self.table[cmd_name].load(cmd_name) if cmd_name in self.table else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = formatter.width - 6 - max(map(len, self.table))
        shown = (click.Command(name, help=self.table[name].about) for name in self.list_commands(ctx))
        rows = [(str(command.name), command.get_short_help_str(width)) for command in shown]
        with formatter.section("Commands"):
            formatter.write_dl(rows)
