"""Whatever a text holds, suggestions are made of it, each marked as one; no library is loaded for another file."""

import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates.in_text import find_dates
from graph.model.numbers_in_text import find_numbers
from graph.names.in_text import TextNames
from graph.names.text_words import split_text
from ingest.reports.sentences import split_sentences
from ingest.reports.suggesting import make_entity_names, suggest_sheet
from ingest.reports.texts import ReportParagraph, ReportText
from tests.ingest.reports.report_entities import ENTITIES

NAMES = TextNames([make_entity_names(entity) for entity in ENTITIES])
WORDS = (
    "Iraq Iraq's US us SDF ISIS Mr. President Osterby prison held transferred were by to from in of the about 2,000"
    " 2026 5 February said denied will detainees . , ( ) ' ’ - – ٢٠٠٠ نحو العراق وللعراق قسد نقلت معتقلا شباط سجن"
    " \u200c I\u0307 ﷺ ß ²"
)
PIECES = st.sampled_from(WORDS.split(" "))
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=25).map(" ".join) | st.text(max_size=60)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_what_is_found_stands_where_it_is_said_to(text: str) -> None:
    for one in (*NAMES.find(text), *find_dates(text), *find_numbers(text), *split_text(text)):
        assert text[one.start : one.end] == one.written
    sentences = split_sentences(text)
    assert (
        "".join(text[start:end] for start, end in sentences).split()
        == "".join(text[start:end] for start, end in sentences).split()
    )
    assert "".join("".join(text[start:end].split()) for start, end in sentences) == "".join(text.split())


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXTS.filter(lambda text: any(map(str.isalnum, text))), min_size=1, max_size=3))
def test_every_cell_is_a_suggestion(texts: list[str]) -> None:
    paragraphs = [ReportParagraph(number, " ".join(text.split()), None) for number, text in enumerate(texts, 1)]
    content = suggest_sheet(ReportText("a.txt", paragraphs), ENTITIES)
    plain = {"accept", "locator", "reading"}
    for row in (*content.who, *content.what):
        assert all(not value or name in plain or value.startswith("? ") for name, value in row.items())
    assert {row["locator"] for row in content.what} == {str(number) for number in range(1, len(texts) + 1)}


def test_libraries_for_other_files_are_not_loaded() -> None:
    code = (
        "import sys; from pathlib import Path; from ingest.reports.opening import read_report; import app.cli.sheets;"
        "read_report(Path('README.md'));"
        "heavy = ('trafilatura', 'pypdf', 'docx', 'lxml', 'ahocorasick', 'xlsxwriter');"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
