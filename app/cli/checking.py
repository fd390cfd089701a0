"""`whoholds check`: what a file says, row by row, or what is wrong with it; nothing is loaded."""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.loading import (
    FileOptions,
    check_file_options,
    find_other,
    print_problems,
    print_row_counts,
    take_file_options,
)
from app.cli.options import FAILED, OK, QUARANTINED, echo, json_option, open_store, open_view

if TYPE_CHECKING:
    from app.answers.checking import CheckedFile
    from ingest.checks import KeyLookup
    from ingest.dossier import ParsedSource
    from ingest.known_names import NamesOfOthers
    from ingest.others.forms import OtherForm
    from ingest.sheets.reading import SheetReading

OUT = click.Path(dir_okay=False, path_type=Path)


@click.command(
    help="Read a FILE of a source, or a source's folder or id, and say what a load would set aside. A sheet is said "
    "back row by row, also in a workbook beside it; other files with --show. Of a report of a mistake, as the page "
    "makes it, say which statements it is about, and whether they changed since. With --store, compare the shortcut "
    "edges of the store with its statements."
)
@click.argument("file", required=False)
@click.option("--source", help="The source whose source.yml goes with FILE, if there is none beside it.")
@click.option("--show", is_flag=True, help="Say each statement as a sentence.")
@click.option(
    "--out", type=OUT, help="The workbook to write for a sheet; else one beside it, with .checked in its name."
)
@click.option("--lang", help="The language in which rows are said back: en or ar; what is wrong is said in English.")
@click.option("--store", "of_store", is_flag=True, help="Check the store instead of a file.")
@take_file_options
@json_option
def check(
    file: str | None, source: str | None, show: bool, out: Path | None, lang: str | None, of_store: bool,
    form: str | None, as_id: str | None, title: str | None, publisher: str | None, published: str | None, as_json: bool,
) -> int:  # fmt: skip
    from app.answers.mistakes import is_mistake_report
    from app.sentences import DEFAULT_LANGUAGE, read_language
    from ingest.figures.loading import is_lone_table
    from ingest.sheets.tables import is_report_sheet

    if of_store == bool(file):
        raise click.UsageError("give a FILE, or --store")
    if not file:
        return _check_store()
    language = read_language(lang) if lang else DEFAULT_LANGUAGE
    if is_mistake_report(Path(file)):
        return _check_mistake(Path(file), as_json)
    options = FileOptions(form, as_id, title, publisher, published)
    other = None if source else find_other(file, form)
    if other:
        if out:
            raise click.BadParameter("only a sheet is checked into a workbook", param_hint="--out")
        return _print_parsed(_read_other(other, Path(file), options), show, as_json, language)
    is_sheet = not source and not as_id and is_report_sheet(Path(file))
    is_table = not is_sheet and not source and is_lone_table(file, as_id)
    check_file_options([file] if is_table else [], {"--as": as_id, "--title": title, "--publisher": publisher})
    if is_sheet:
        return _check_sheet(Path(file), out, as_json, language)
    if out:
        raise click.BadParameter("only a sheet is checked into a workbook", param_hint="--out")
    if is_table:
        parsed = _read_table(Path(file), as_id, title, publisher)
        return _print_parsed(parsed, show, as_json, language, looked_for=True)
    return _print_parsed(_read_file(file, source), show, as_json, language)


def _check_store() -> int:
    from graph.store.writing.shortcuts import compare_shortcuts

    with open_store() as store:
        missing, beyond = compare_shortcuts(store)
    for what, edges in (("missing", missing), ("beyond the statements", beyond)):
        for edge in edges:
            echo(f"{what}: ({edge.start})-[:{edge.type}]->({edge.end}), {edge.properties.get('statement')}")
    echo("the shortcut edges are what the statements say" if not missing and not beyond else "they differ")
    return FAILED if missing or beyond else OK


def _check_mistake(path: Path, as_json: bool) -> int:
    from app.answers.mistakes import SINCE, check_mistake, read_mistake_report
    from app.cli.asking import write_json
    from app.encoding import json_of

    report = read_mistake_report(path)
    with open_view() as (view, _):
        found = check_mistake(view, report)
    if as_json:
        write_json(json_of(found))
        return OK
    echo(f"A reader says: {found['text'] or '(no words)'}")
    echo(f"of: {found['title']}: {found['summary']}")
    echo(f"at: {found['address']}, data version {found['reportedVersion']}; now {found['dataVersion']}")
    for row in found["rows"]:
        echo(f"{row['key'] or row['statement']}: {SINCE[row['since']]}" + (f": {row['says']}" if row["says"] else ""))
        if row["now"]:
            echo(f"  now: {row['now']}")
    return OK


def _read_table(path: Path, as_id: str | None, title: str | None, publisher: str | None) -> "ParsedSource":
    from ingest.figures.loading import check_figures
    from ingest.figures.tables import suggest_id

    id_ = as_id or suggest_id(path)
    if has_database():  # names mean what they would if it were loaded
        with open_store() as store:
            return check_figures(path, id_, title, publisher, store)
    return check_figures(path, id_, title, publisher)


def _read_other(form: "OtherForm", path: Path, options: FileOptions) -> "ParsedSource":
    from ingest.others.reading import FileWords, read_file

    return read_file(form, path, FileWords(*options[1:]))


def _read_file(file: str, source: str | None) -> "ParsedSource":
    from graph.store.settings import load_settings
    from ingest.drafts import DraftChoice
    from ingest.reading import read_source
    from ingest.source import find_folder

    path, choice = Path(file), DraftChoice(texts=load_settings().texts)
    if path.is_file():
        return read_source(find_folder(source or str(path.resolve().parent)), path, choice=choice)
    return read_source(find_folder(file), choice=choice)


def _print_parsed(parsed: "ParsedSource", show: bool, as_json: bool, language: str, looked_for: bool = False) -> int:
    from app.answers.words import plural
    from ingest.reading import find_unexpected

    if show or as_json:
        from app.answers.checking import check_source

        checked = check_source(parsed, language)
        if as_json:
            return _print_json(checked, parsed.form.id)
        _print_rows(checked)
    used = f"; {plural(len(parsed.used), 'id')} of other sources" if parsed.used else ""
    used += ", not looked for here" if parsed.used and not looked_for else ""
    echo(f"{parsed.form.id}: {len(parsed.entities)} entities and {len(parsed.statements)} statements can be read{used}")
    print_row_counts(parsed)
    return print_problems(parsed, find_unexpected(parsed))


def _check_sheet(path: Path, out: Path | None, as_json: bool, language: str) -> int:
    from app.answers.checking import check_sheet, list_checked
    from app.cli.sheets import check_output
    from graph.store.settings import load_settings
    from graph.vocabulary.in_force import try_own_words
    from ingest.drafts import DraftChoice
    from ingest.sheets.checked import make_checked
    from ingest.sheets.reading import read_sheet
    from ingest.sheets.tables import read_sheet_file
    from ingest.sheets.writing import write_workbook

    if out:
        check_output(out)
    sheet = read_sheet_file(path)
    with ExitStack() as stack:
        known, keys = open_known(stack)
        reading = read_sheet(sheet, known, keys, DraftChoice(texts=load_settings().texts))
    checked = check_sheet(reading, language)
    beside = out or _choose_output(path, sheet.name)
    with try_own_words(reading.parsed.form.id, reading.parsed.own_words):  # for the lists to choose from
        write_workbook(beside, make_checked(reading, *list_checked(checked)))
    if as_json:
        return _print_json(checked, reading.parsed.form.id)
    _print_rows(checked)
    return _print_summary(reading, checked, beside)


def open_known(stack: ExitStack) -> "tuple[NamesOfOthers, KeyLookup]":
    """The names and keys of what is loaded, if there is a database; else those of the reference tables."""
    from graph.errors import Unavailable
    from graph.store.writing.changes import find_known_keys
    from ingest.sheets.names import list_known_names

    if has_database():
        try:
            store = stack.enter_context(open_store())
            return list_known_names(store), lambda keys: find_known_keys(store, keys)
        except Unavailable as error:
            echo(f"no database answers, so only the reference tables are asked for names: {error.message}", err=True)
    return list_known_names(None), lambda keys: set()


def has_database() -> bool:
    """Whether something may be loaded, so that a database is worth to be started."""
    from graph.store.settings import load_settings

    settings = load_settings()
    return bool(settings.neo4j_uri) or (settings.data / "db").exists()


def _choose_output(path: Path, name: str) -> Path:
    """A new file beside a sheet: report.checked.xlsx, or with a number, so that nobody's work is written over."""
    from ingest.sheets.tables import CHECKED

    number, found = 1, path.with_name(f"{name}{CHECKED}.xlsx")
    while found.exists():
        number += 1
        found = path.with_name(f"{name}{CHECKED}-{number}.xlsx")
    return found


def _print_rows(checked: "CheckedFile") -> None:
    for row in checked.rows:
        place = f"{row.tab} {row.row}" if row.row else row.tab
        if row.says:
            echo(f"{place}: {row.says}")
        for problem in row.wrong:
            met = f" [{problem.value}]" if problem.value and repr(problem.value) not in problem.message else ""
            echo(f"{place}: wrong: {problem.column}: {problem.message}{met}")


def _print_summary(reading: "SheetReading", checked: "CheckedFile", beside: Path) -> int:
    from app.answers.words import plural

    wrong = checked.wrong_rows
    echo(
        f"{reading.parsed.form.id}: {plural(checked.statements, 'statement')} can be loaded, {plural(wrong, 'row')} "
        f"{'has' if wrong == 1 else 'have'} something wrong; nothing is loaded yet"
    )
    for note in reading.parsed.every_note:
        echo(f"{reading.parsed.form.id}: {note}")
    echo(f"{beside}: the same beside your rows; go on in this one")
    return QUARANTINED if wrong else OK


def _print_json(checked: "CheckedFile", source: str) -> int:
    from app.answers.checking import make_check_json
    from app.cli.asking import write_json
    from app.encoding import json_of

    write_json(json_of(make_check_json(checked, source)))
    return QUARANTINED if checked.wrong_rows else OK


COMMANDS = (check,)
