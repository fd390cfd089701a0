"""Sentences that can be printed: a question makes the facts of its sentence, and a writer per language says them.

A language is a folder of `languages`, named by its tag (BCP 47): the `WRITER` of its `writer.py` has a method for each
kind of facts, and what it opens has one for each note (`notes`, `tie_notes`), each sentence in a row (`row_words`),
what an answer rests on (`explanations`) and what is said of the record (`records`). `printed.csv` has the names that it
prints, `problems.csv` how errors are said. A new language needs this folder, and no line elsewhere.
With `dated.csv` it has the names of earlier days.
With `questions.yml` it also has the words by which typed questions are understood (`app.understanding`).
"""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from graph.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.answers.question import Asked
    from app.sentences.alliances import AlliancesFacts
    from app.sentences.chain import ChainFacts
    from app.sentences.custody import CustodyFacts
    from app.sentences.custody_diff import CustodyDiffFacts, RowChangeFact
    from app.sentences.disputes import ContestedFacts
    from app.sentences.explanations import ExplanationWriter
    from app.sentences.ledger import LedgerFacts
    from app.sentences.listing import GroupsFacts, PlacesFacts
    from app.sentences.names import PrintedNames
    from app.sentences.networks import BalanceFacts, DiffFacts, NetworkFacts, NetworkSeriesFacts
    from app.sentences.notes import NoteWriter, TieNoteWriter
    from app.sentences.paths import PathsFacts
    from app.sentences.plans import PlansFacts
    from app.sentences.readings import ReadingFacts
    from app.sentences.records import ChangesFacts, EntityFacts, EventsFacts, OneStatementFacts, SearchFacts
    from app.sentences.row_words import RowWordWriter
    from app.sentences.rows import RowFact
    from app.sentences.series import SeriesFacts
    from app.sentences.silences import SilencesFacts
    from app.sentences.statements import StatementFact
    from graph.dates.windows import Window
    from graph.selection.snapshot import Snapshot

DEFAULT_LANGUAGE = "en"
FOLDER = Path(__file__).parent / "languages"


class SentenceWriter(Protocol):
    """Writes the facts of each question as at most two sentences of one language; its parts write the rest."""

    def __init__(self, names: "PrintedNames") -> None: ...
    @property
    def records(self) -> "RecordWriter": ...
    @property
    def notes(self) -> "NoteWriter": ...
    @property
    def tie_notes(self) -> "TieNoteWriter": ...
    @property
    def row_words(self) -> "RowWordWriter": ...
    @property
    def explanations(self) -> "ExplanationWriter": ...
    @property
    def rows(self) -> "RowWriter": ...
    def write_custody(self, facts: "CustodyFacts") -> str: ...
    def write_custody_diff(self, facts: "CustodyDiffFacts") -> str: ...
    def write_custody_change(self, facts: "RowChangeFact", offices: "Mapping[str, str]") -> str: ...
    def write_groups(self, facts: "GroupsFacts") -> str: ...
    def write_places(self, facts: "PlacesFacts") -> str: ...
    def write_series(self, facts: "SeriesFacts") -> str: ...
    def write_ledger(self, facts: "LedgerFacts") -> str: ...
    def write_chain(self, facts: "ChainFacts") -> str: ...
    def write_plans(self, facts: "PlansFacts") -> str: ...
    def write_alliances(self, facts: "AlliancesFacts") -> str: ...
    def write_network(self, facts: "NetworkFacts") -> str: ...
    def write_alliances_series(self, facts: "NetworkSeriesFacts") -> str: ...
    def write_alliances_diff(self, facts: "DiffFacts") -> str: ...
    def write_balance(self, facts: "BalanceFacts") -> str: ...


class RowWriter(Protocol):
    """Writes a statement that is not loaded yet, whole, as it is said back to the person who coded it."""

    def write_row(self, fact: "RowFact") -> str: ...


class RecordWriter(Protocol):
    """Writes what is said of the record itself: disputes, silences, paths, events, entities, statements, changes."""

    def write_claim(self, fact: "StatementFact") -> str: ...
    def write_contested(self, facts: "ContestedFacts") -> str: ...
    def write_silences(self, facts: "SilencesFacts") -> str: ...
    def write_paths(self, facts: "PathsFacts") -> str: ...
    def write_events(self, facts: "EventsFacts") -> str: ...
    def write_entity(self, facts: "EntityFacts") -> str: ...
    def write_search(self, facts: "SearchFacts") -> str: ...
    def write_reading(self, facts: "ReadingFacts") -> str: ...
    def write_statement(self, facts: "OneStatementFacts") -> str: ...
    def write_entity_statements(
        self, id_: str, facts: "Sequence[StatementFact]", offices: "Mapping[str, str]"
    ) -> str: ...
    def write_changes(self, facts: "ChangesFacts") -> str: ...
    def write_entities(self, number: int) -> str: ...
    def write_matches(self, number: int) -> str: ...
    def write_sources(self, titles: "Sequence[str]") -> str: ...
    def write_stories(self, titles: "Sequence[str]") -> str: ...
    def write_methods(self, statements: int, speakers: int, sources: int) -> str: ...
    def write_words(self, names: "Sequence[str]", asked: str, has_it: bool) -> str: ...
    def write_source(self, title: str, publisher: str, published: "Window") -> str: ...


@cache
def list_languages() -> tuple[str, ...]:
    """The tags of all languages, in alphabetical order."""
    return tuple(sorted(file.parent.name for file in FOLDER.glob("*/writer.py")))


def open_writer(selection: "Asked") -> SentenceWriter:
    """The writer of the language that the question is asked in."""
    asked = selection.question
    days = asked.as_of if asked.as_of_given else None
    return open_writer_of(selection.view, asked.language, days, selection.asked_names)


def open_writer_of(
    view: "Snapshot",
    language: str = DEFAULT_LANGUAGE,
    days: "Window | None" = None,
    asked_names: "Mapping[str, str] | None" = None,
) -> SentenceWriter:
    """The writer of a language, with the names of a data version on some days, and those that were asked about."""
    from app.sentences.names import PrintedNames

    return make_writer(PrintedNames(view, language, days, asked_names or {}))


def make_writer(names: "PrintedNames") -> SentenceWriter:
    """The writer of the language in which the names are."""
    writer: type[SentenceWriter] = import_module(f"{__name__}.languages.{names.language}.writer").WRITER
    return writer(names)


def read_language(written: str) -> str:
    """The tag of a language as written, such as `ar` for `ar-IQ`. Raises InvalidInput with the languages there are."""
    found = written.strip().lower().partition("-")[0]
    if found not in list_languages():
        expected = " or ".join(list_languages())
        raise InvalidInput(f"lang: {written!r}; expected {expected}", parameter="lang", value=written)
    return found


def choose_language(header: str) -> str:
    """The language of an Accept-Language header (RFC 9110) that there is and that weighs most; else English."""
    weighed = [(_read_weight(part), -place, part) for place, part in enumerate(header.split(","))]
    for weight, _, part in sorted(weighed, reverse=True):
        tag = part.partition(";")[0].strip().lower().partition("-")[0]
        if weight > 0 and tag in list_languages():
            return tag
    return DEFAULT_LANGUAGE


def _read_weight(part: str) -> float:
    _, _, weight = part.partition("q=")
    try:
        return float(weight) if weight else 1.0
    except ValueError:
        return 0.0
