"""Every reader of files and of wordings, with samples to change: it reads, or raises an error of ours, soon.

An input that keeps the processor longer than SECONDS, or ends the process, or meets another error, is wrong; and so is
a reader whose memory grows.
"""

import gc
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import psutil

from app.answers.checking import check_sheet, check_source, make_check_json
from app.journal import Journal
from app.keys import read_keys
from graph.cypher.guard import check_query, find_parameters
from graph.cypher.header import read_header
from graph.dates.counted_days import is_counted_day
from graph.dates.in_text import find_dates
from graph.dates.other_calendars import suggest_other_dates
from graph.dates.readings import read_written_date
from graph.dates.relative_days import has_relative_day, name_relative_days
from graph.dates.steps import list_steps
from graph.dates.suggestions import guess_edtf, suggest_dates
from graph.dates.validity import read_event, read_sighting, read_state
from graph.dates.windows import Window, read_edtf
from graph.errors import WhoholdsError
from graph.evidence.archives import read_archived_text
from graph.model.counts import read_count
from graph.model.entities import NamedEntity
from graph.model.foreign_wordings import translate_wording
from graph.model.judgement_file import add_judgement, read_judgement_file, read_judgements, remove_judgement
from graph.model.judgements import Judgement
from graph.model.number_words import read_number
from graph.model.numbers_in_text import find_numbers
from graph.store.backup.files import MANIFEST, PARTS, file_name, read_backup, read_lines
from ingest.figures.loading import REFERENCE
from ingest.figures.names import KnownNames, list_names
from ingest.figures.tables import read_figures
from ingest.reading import read_source
from ingest.reports.opening import read_report
from ingest.reports.suggesting import suggest_sheet
from ingest.sheets.names import list_reference_names
from ingest.sheets.reading import read_sheet
from ingest.sheets.tables import read_sheet_bytes
from ingest.source import find_folder, read_source_form
from tests.fuzz import samples
from tests.fuzz.mutations import mutate
from tests.graph.evidence.archive_files import make_wacz, make_warc
from tests.ingest.ministry import DOSSIER, OWN_WORDS, SOURCE

SECONDS = 10.0  # of the processor, for one input
MOST_GROWTH = 0.1  # of memory in the last two thirds, beside SOME_GROWTH
SOME_GROWTH = 30_000_000
TOLD = date(2026, 2, 5)
WEEK = Window(date(2026, 2, 1), date(2026, 2, 7))

Read = Callable[[bytes, Path], object]


class Reader(NamedTuple):
    """A reader of contents, which gets an empty folder too, and contents that it can read."""

    read: Read
    samples: list[bytes]


@dataclass
class Fuzzed:
    """What a reader met: how many inputs, how many of these it could read, what is wrong by kind, and its memory."""

    inputs: int = 0
    read: int = 0
    wrong: dict[str, str] = field(default_factory=dict)
    slowest: float = 0.0
    bytes_after_a_third: int = 0
    bytes_at_end: int = 0

    @property
    def grew(self) -> bool:
        return self.bytes_at_end > self.bytes_after_a_third * (1 + MOST_GROWTH) + SOME_GROWTH


class TookTooLong(BaseException):
    """An input that is not read within SECONDS; no `except Exception` catches it."""


def fuzz_reader(reader: Reader, folder: Path, seed: int, seconds: float = 0.0, most: int = 10**9) -> Fuzzed:
    """Change samples at random and read them, for some seconds or until there were so many inputs.

    The input of the moment lies in `folder`, for whoever finds that this process has ended.
    """
    chance, found, begun = random.Random(seed), Fuzzed(), time.monotonic()
    last, work = folder / "last-input", folder / "work"
    third = 0
    while found.inputs < most and (not seconds or time.monotonic() - begun < seconds):
        content = chance.choice(reader.samples)
        for _ in range(chance.choice([1, 1, 1, 2, 3, 8])):
            content = mutate(content, chance)
        last.write_bytes(content)
        _read_once(reader, content, work, found)
        found.inputs += 1
        is_third = found.inputs * 3 >= most if not seconds else (time.monotonic() - begun) * 3 >= seconds
        if is_third and not third:
            third = found.inputs
            found.bytes_after_a_third = _count_bytes()
    found.bytes_at_end = _count_bytes()
    last.unlink(missing_ok=True)
    return found


def _read_once(reader: Reader, content: bytes, work: Path, found: Fuzzed) -> None:
    _empty(work)
    begun = time.process_time()
    try:
        with _time_limit():
            reader.read(content, work)
        found.read += 1
    except WhoholdsError as error:
        str(error).encode("utf-8", "surrogatepass")
    except (Exception, TookTooLong) as error:
        at = error.__traceback__
        while at is not None and at.tb_next is not None:
            at = at.tb_next
        place = f"{Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}" if at else ""
        found.wrong.setdefault(f"{type(error).__name__} at {place}", f"{str(error)[:300]} for {content[:100_000]!r}")
    found.slowest = max(found.slowest, time.process_time() - begun)


def _empty(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()


@contextmanager
def _time_limit() -> Iterator[None]:
    def end(_: int, __: FrameType | None) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _count_bytes() -> int:
    gc.collect()
    return int(psutil.Process().memory_info().rss)


def _read_dossier(name: str, source: bytes = SOURCE.encode()) -> Read:
    def read(content: bytes, folder: Path) -> None:
        (folder / "source.yml").write_bytes(source)
        (folder / name).write_bytes(content)
        parsed = read_source(folder)
        make_check_json(check_source(parsed, "en"), parsed.form.id)

    return read


def _read_source_form(content: bytes, folder: Path) -> None:
    (folder / "source.yml").write_bytes(content)
    read_source_form(folder)


def _read_own_words(content: bytes, folder: Path) -> None:
    (folder / "source.yml").write_text(SOURCE, encoding="utf-8")
    (folder / "dossier.yml").write_text(DOSSIER, encoding="utf-8")
    (folder / "vocabulary.yml").write_bytes(content)
    read_source(folder)


def _read_sheet(name: str) -> Read:
    def read(content: bytes, _: Path) -> None:
        found = read_sheet(read_sheet_bytes(name, content), list_reference_names())
        make_check_json(check_sheet(found, "en"), found.parsed.form.id)

    return read


def _read_figures(name: str) -> Read:
    def read(content: bytes, folder: Path) -> None:
        (folder / name).write_bytes(content)
        parsed = read_figures(folder / name, "figures", _list_figure_names())
        make_check_json(check_source(parsed, "en"), parsed.form.id)

    return read


@cache
def _list_figure_names() -> KnownNames:
    return list_names(read_source(find_folder(REFERENCE)).entities, REFERENCE)


def _read_report(name: str) -> Read:
    def read(content: bytes, folder: Path) -> None:
        (folder / name).write_bytes(content)
        suggest_sheet(read_report(folder / name), _list_few_names())

    return read


@cache
def _list_few_names() -> list[NamedEntity]:
    return [one.entity for one in list_reference_names().by_id.values()][:300]


def _read_data_set(source: str) -> Read:
    def read(content: bytes, folder: Path) -> None:
        (folder / "rows.csv").write_bytes(content)
        read_source(samples.ROOT / "ingest/sources" / source, folder / "rows.csv", in_place=True)

    return read


def _read_backup(content: bytes, folder: Path) -> None:
    (folder / MANIFEST).write_bytes(content)
    for name in PARTS:
        (folder / file_name(name)).write_bytes(samples.EMPTY_PART)
    read_backup(folder)


def _read_backup_lines(content: bytes, folder: Path) -> None:
    (folder / "part.gz").write_bytes(content)
    for _ in read_lines(folder / "part.gz"):
        pass


def _read_keys(content: bytes, folder: Path) -> None:
    (folder / "keys").write_bytes(content)
    read_keys(folder / "keys")


def _read_journal(content: bytes, folder: Path) -> None:
    journal = Journal(folder)
    journal.path.write_bytes(content)
    journal.verify()


def _read_archive(name: str) -> Read:
    def read(content: bytes, folder: Path) -> None:
        (folder / name).write_bytes(content)
        with redirect_stderr(StringIO()), suppress(ValueError, OSError):  # which say what is wrong
            read_archived_text(folder / name)

    return read


def _each(*reads: Callable[[str], object]) -> Read:
    """Readers of a text, each of which gets it whatever the others say."""

    def read(content: bytes, _: Path) -> None:
        for text in (content.decode("utf-8", "replace"), content.decode("utf-8", "surrogateescape")):
            for one in reads:
                try:
                    found = one(text)
                    if isinstance(found, Iterator):
                        list(found)
                except WhoholdsError as error:
                    assert error.message  # noqa: PT017

    return read


def _change_judgements(content: bytes, folder: Path) -> None:
    path = folder / "judgements.yml"
    path.write_bytes(content)
    found, text = read_judgements(path), read_judgement_file(path)
    one = Judgement(id="another", ids=("a", "b"), verdict="negative", by="me", on="2026-02-05", why="it is so")
    add_judgement(text, one, "judgements.yml")
    if found:
        remove_judgement(text, found[0].id, "judgements.yml")


def _of_texts(texts: list[str]) -> list[bytes]:
    return [text.encode() for text in texts]


@cache
def list_readers() -> dict[str, Reader]:
    """Every reader by name."""
    files, words = samples.FILES, samples.WORDINGS
    found = {
        "dossier.yml": Reader(_read_dossier("dossier.yml"), [files["dossier.yml"]]),
        "first report": Reader(
            _read_dossier("dossier.yml", samples.FIRST_REPORT_SOURCE), [samples.FIRST_REPORT]
        ),
        "dossier.yml.gz": Reader(_read_dossier("dossier.yml.gz"), [files["dossier.yml.gz"]]),
        "dossier.csv": Reader(_read_dossier("dossier.csv"), [samples.CSV_DOSSIER]),
        "source.yml": Reader(_read_source_form, samples.SOURCE_FORMS),
        "vocabulary.yml": Reader(_read_own_words, [OWN_WORDS.encode()]),
        "judgements.yml": Reader(_change_judgements, samples.JUDGEMENTS),
        "sheet.xlsx": Reader(_read_sheet("sheet.xlsx"), [files["sheet.xlsx"]]),
        "sheet.csv": Reader(_read_sheet("sheet.csv"), [files["sheet.csv"]]),
        "figures.csv": Reader(_read_figures("figures.csv"), [files["figures.csv"], files["figures-16.csv"]]),
        "figures.csv.gz": Reader(_read_figures("figures.csv.gz"), [files["figures.csv.gz"]]),
        "figures.xlsx": Reader(_read_figures("figures.xlsx"), [files["figures.xlsx"]]),
        "figures.ods": Reader(_read_figures("figures.ods"), [files["figures.ods"]]),
        "backup.json": Reader(_read_backup, [samples.make_manifest()]),
        "backup lines": Reader(_read_backup_lines, [samples.EMPTY_PART, samples.BACKUP_PART]),
        "keys": Reader(_read_keys, samples.KEYS),
        "log": Reader(_read_journal, [samples.make_journal()]),
        "report.txt": Reader(_read_report("report.txt"), samples.REPORTS["txt"]),
        "report.html": Reader(_read_report("report.html"), samples.REPORTS["html"]),
        "report.docx": Reader(_read_report("report.docx"), samples.REPORTS["docx"]),
        "report.pdf": Reader(_read_report("report.pdf"), samples.REPORTS["pdf"]),
        "page.warc": Reader(_read_archive("page.warc"), [make_warc(gzip=False)]),
        "page.wacz": Reader(_read_archive("page.wacz"), [make_wacz(make_warc())]),
        "EDTF": Reader(
            _each(
                read_edtf, read_event, read_sighting, lambda text: read_state(text, WEEK),
                lambda text: read_state({"start": text, "end": ".."}, WEEK, text),
                lambda text: list_steps(date(2019, 1, 1), date(2026, 1, 1), text, 1000),
            ),
            _of_texts(words["EDTF"]),
        ),
        "number wordings": Reader(
            _each(
                read_count, lambda text: read_count(text, is_share=True), translate_wording, read_number,
                find_numbers,
            ),
            _of_texts(words["numbers"]),
        ),
        "days in words": Reader(
            _each(
                suggest_dates, guess_edtf, has_relative_day, is_counted_day, suggest_other_dates, find_dates,
                read_written_date, lambda text: name_relative_days(text, TOLD),
                lambda text: read_written_date(text, WEEK), lambda text: read_written_date(text, Window(TOLD, TOLD)),
            ),
            _of_texts(words["days"]),
        ),
        "Cypher": Reader(_each(check_query, read_header, find_parameters), _of_texts(words["Cypher"])),
    }  # fmt: skip
    for source, rows in samples.DATA_SETS.items():
        found[source] = Reader(_read_data_set(source), [rows])
    return found
