"""A file of judgements: read, and in the user's own one a block added or removed while all else stays as written."""

import os
import reprlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from graph.errors import InvalidInput
from graph.model.judgements import FIELDS, VERDICTS, Judgement, is_key

HEADER = """# Your judgements: which ids are one, and which are not. They win over those that come with whoholds.
# The commands same, different and undo write here; what you write by hand counts from the next load or start of the
# service, or from `whoholds judgements --apply`.
"""
STRINGS_ONLY = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # in C where it is there: hundreds are shipped


class _Texts(yaml.SafeDumper):
    """All values are read as texts, so that dates and `on` need no quotes."""

    yaml_implicit_resolvers: dict[str, list[object]] = {}


def read_judgements(path: Path) -> list[Judgement]:
    """The judgements of one YAML file; none where there is no file. Raises InvalidInput naming file and entry."""
    if not path.exists():
        return []
    try:
        return parse_judgements(path.read_text(encoding="utf-8-sig"), path.name)
    except (UnicodeDecodeError, OSError) as error:
        raise InvalidInput(f"{path.name} cannot be read: {error}") from error


def parse_judgements(text: str, name: str) -> list[Judgement]:
    """The judgements of a YAML text; `name` is for the messages of InvalidInput."""
    try:
        entries = yaml.load(text, Loader=STRINGS_ONLY) or []  # noqa: S506 (a BaseLoader)
    except yaml.YAMLError as error:
        raise InvalidInput(f"{name} cannot be read: {error}") from error
    except RecursionError:
        raise InvalidInput(f"{name} cannot be read: too many levels within one another") from None
    if not isinstance(entries, list):
        raise InvalidInput(f"{name}: expected a list of judgements")
    found = [_read_entry(f"{name}, entry {number}", entry) for number, entry in enumerate(entries, 1)]
    twice = [j.id for number, j in enumerate(found) if j.id in {other.id for other in found[:number]}]
    if twice:
        raise InvalidInput(f"{name}: two judgements have the id {twice[0]!r}", value=twice[0])
    return found


def read_judgement_file(path: Path) -> str:
    """The file as it is; the header alone where there is none. Raises InvalidInput where it is no UTF-8 text."""
    if not path.exists():
        return HEADER
    try:
        with path.open(encoding="utf-8", newline="") as file:  # line ends stay as they are
            return file.read()
    except (UnicodeDecodeError, OSError) as error:
        raise InvalidInput(f"{path.name} cannot be read: {error}") from error


def add_judgement(text: str, judgement: Judgement, name: str) -> str:
    """The text with one block more, at its end. Raises InvalidInput where its form leaves no room for one."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    plain = text[:0] if text.strip() == "[]" else _drop_empty_list(text)
    lead = "" if not plain or plain.endswith("\n") else line_end
    block = _write_block(judgement, _find_indent(text)).replace("\n", line_end)
    return _check_text(text, plain + lead + block, lambda found: [*found, judgement], name)


def remove_judgement(text: str, id_: str, name: str) -> str:
    """The text without the block of one judgement. Raises InvalidInput where it cannot be taken out alone."""
    numbers = [number for number, judgement in enumerate(parse_judgements(text, name)) if judgement.id == id_]
    try:  # with the parser in Python: that in C counts lines otherwise, and takes more
        entries = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        raise _refuse_form(name) from None
    assert entries is not None
    entry = entries.value[numbers[0]]
    lines = text.splitlines(keepends=True)
    first, last = _find_dash(lines, entry.start_mark.line), _find_last_line(lines, entry)
    left = "".join(lines[:first] + lines[last + 1 :])
    return _check_text(text, left, lambda found: [j for j in found if j.id != id_], name)


def write_judgement_file(path: Path, text: str | None) -> None:
    """Put the text in place of the file at once; None removes the file."""
    path = path.resolve()  # a link to a file under version control stays a link
    if text is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            draft.chmod(path.stat().st_mode & 0o777)
        draft.replace(path)
    except OSError as error:
        raise InvalidInput(f"{path.name} cannot be written: {error.strerror or error}") from error
    finally:
        draft.unlink(missing_ok=True)


def _check_text(before: str, after: str, expected: Callable[[list[Judgement]], list[Judgement]], name: str) -> str:
    """The new text, if it says what it should: whoever wrote the file may use all of YAML."""
    try:
        fits = parse_judgements(after, name) == expected(parse_judgements(before, name))
    except InvalidInput:
        fits = False
    if not fits:
        raise _refuse_form(name)
    return after


def _refuse_form(name: str) -> InvalidInput:
    return InvalidInput(
        f"{name} is not a plain list of blocks, one for each judgement, so nothing was changed in it",
        hint="write each entry as `- id: ..` with a line for each field, or edit the file by hand",
    )


def _write_block(judgement: Judgement, indent: str) -> str:
    fields = {
        "id": judgement.id,
        "ids": list(judgement.ids),
        "verdict": judgement.verdict,
        "by": judgement.by,
        "on": judgement.on,
        "why": judgement.why,
    }
    # a block with the list in brackets, and no line broken, so that a change of it is one line of a diff
    text = yaml.dump(fields, None, _Texts, allow_unicode=True, sort_keys=False, default_flow_style=None, width=10**9)
    lines = text.rstrip("\n").split("\n")
    return "".join(f"{indent}{'- ' if number == 0 else '  '}{line}\n" for number, line in enumerate(lines))


def _find_indent(text: str) -> str:
    dashes = (line for line in text.splitlines() if line.lstrip(" ").startswith("- "))
    return next((line[: len(line) - len(line.lstrip(" "))] for line in dashes), "")


def _drop_empty_list(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if line.strip() != "[]")


def _find_dash(lines: list[str], line: int) -> int:
    """The line of the dash that opens an entry: the entry's own, or one above where the dash stands alone."""
    while line > 0 and not lines[line].lstrip().startswith("-"):
        line -= 1
    return line


def _find_last_line(lines: list[str], entry: yaml.MappingNode) -> int:
    """The last line of the last value. The mark of a text in several lines stands below it and what is blank there."""
    value = entry.value[-1][1]
    last: int = value.end_mark.line
    if last > value.start_mark.line and value.end_mark.column == 0:
        last -= 1
    while not lines[last].strip():
        last -= 1
    return last


def _read_entry(where: str, entry: Any) -> Judgement:
    if not isinstance(entry, dict) or set(entry) != set(FIELDS):
        raise InvalidInput(f"{where}: expected {', '.join(sorted(FIELDS))}")
    ids = entry["ids"]
    if not isinstance(ids, list) or not all(isinstance(id_, str) for id_ in ids) or len(set(ids)) < 2:
        raise InvalidInput(f"{where}: ids has {_show(ids)}; expected a list of two or more", value=_show(ids))
    if len({is_key(id_) for id_ in ids}) > 1:
        raise InvalidInput(
            f"{where}: ids has {', '.join(ids)}; expected ids of entities, or keys of statements, not both", value=ids
        )
    for field in ("id", "by", "on", "why"):
        if not isinstance(entry[field], str) or not entry[field].strip():
            raise InvalidInput(
                f"{where}: {field} has {_show(entry[field])}; expected a text", value=_show(entry[field])
            )
    if entry["verdict"] not in VERDICTS:
        raise InvalidInput(f"{where}: verdict has {_show(entry['verdict'])}; expected one of {', '.join(VERDICTS)}")
    return Judgement(**{**entry, "ids": tuple(ids)})


def _show(value: object) -> str:
    """A value as it is written, cut short: by aliases a few lines name lists of millions."""
    return reprlib.repr(value)
