"""Drafts: rows that a load leaves out unless it is told to take them.

A row is a draft because its coder says so, or falls to one because the text that it was coded from has changed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from graph.errors import InvalidStatement
from graph.evidence.citations import CheckedSource, TextSpan, check_source
from graph.model.sources import WrittenSource
from graph.model.statement import WrittenStatement
from ingest.quarantine import Quarantine, StatementOnLine, read_own_key

DRAFT: Final = "draft"
STATE = "state"
MEND = "so it fell to draft: read the text again, mend the row, and only then its span and the hash of the text"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftChoice:
    """Whether drafts are taken, and the folder of own copies of texts; copies beside a source are found without."""

    takes_drafts: bool = False
    texts: Path | None = None


LEAVE_DRAFTS_OUT = DraftChoice()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRows:
    """The rows that are left out as drafts: those that can be read, and those that cannot, with what is wrong."""

    statements: Sequence[StatementOnLine] = ()
    unread: Quarantine = field(default_factory=lambda: Quarantine(""))

    def __len__(self) -> int:
        read = {(line, read_own_key(statement)) for statement, line in self.statements}
        return len(read | {(row.line, row.key) for row in self.unread})


def is_draft(row: object) -> bool:
    """Whether the row of a dossier is a draft by its own word."""
    return isinstance(row, dict) and row.get(STATE) == DRAFT


def note_drafts(number: int) -> list[str]:
    """That some rows are drafts, and how to take them; none without any."""
    if not number:
        return []
    met = "1 row is a draft and was" if number == 1 else f"{number:,} rows are drafts and were"
    return [f"{met} not loaded; `--drafts` takes {'it' if number == 1 else 'them'}"]


def set_changed_texts_aside(
    placed: list[StatementOnLine],
    source: WrittenSource,
    folders: Iterable[Path | None],
    choice: DraftChoice,
    quarantine: Quarantine,
) -> list[StatementOnLine]:
    """The statements whose words are still in the own copy of the text, if there is one in some folders.

    Others fall to draft: they are set aside, or taken as drafts. Where the text has changed, so does what names no
    span of it, as nothing tells whether it still says so.
    """
    checked = _check_text(source, placed, [choice.texts, *folders])
    if checked is None:
        return placed
    found = []
    for statement, line in placed:
        why = None if statement.review.state == DRAFT else _explain_change(statement, source, checked)
        if why and choice.takes_drafts:
            found.append((replace(statement, review=replace(statement.review, state=DRAFT)), line))
        elif why:
            quarantine.add(line, read_own_key(statement), InvalidStatement(why, parameter=STATE), is_draft=True)
        else:
            found.append((statement, line))
    return found


def _check_text(
    source: WrittenSource, placed: Iterable[StatementOnLine], folders: Iterable[Path | None]
) -> CheckedSource | None:
    """The spans of the statements compared with the first copy that can be read; None without one."""
    if not source.text_file:
        return None
    spans = [span for statement, _ in placed for span in _list_spans(statement, source)]
    for folder in folders:
        if folder is not None:
            checked = check_source(source, spans, folder)
            if checked.content is not None:
                return checked
    return None


def _list_spans(statement: WrittenStatement, source: WrittenSource) -> Iterator[TextSpan]:
    cites = statement.cites
    if cites.source == source.id and cites.start is not None and cites.end is not None and cites.sha256:
        yield TextSpan(cites.start, cites.end, cites.sha256)


def _explain_change(statement: WrittenStatement, source: WrittenSource, checked: CheckedSource) -> str | None:
    """Why a row can no longer be relied on; None where its words stand in the text, also at another place."""
    if statement.cites.source != source.id:
        return None
    more = "".join(f"; the file {note}" for note in checked.notes)
    for span in _list_spans(statement, source):
        if checked.found[span].state == "broken":
            return f"the words that it was coded from are not in {checked.file} any more{more}; {MEND}"
        return None
    if checked.text == "changed":
        met = f"{checked.file} is another text than the one that it was coded from"
        return f"{met}, and it has no span to compare{more}; {MEND}"
    return None
