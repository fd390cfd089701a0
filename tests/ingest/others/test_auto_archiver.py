"""The sheet of an auto-archiver: its sources are loaded without statements, change, stay, and are found by address."""

from pathlib import Path

from app.answers.question import read_common
from app.questions.source import source
from graph.selection.selection import Selection
from graph.store.engine.connection import Engine
from graph.store.reading.reader import Reader
from graph.store.reading.view import View
from graph.store.store import Store
from graph.store.writing.unloading import unload_dataset
from ingest.figures.loading import load_figures
from ingest.others.forms import recognise
from ingest.others.reading import FileWords, load_file
from tests.conftest import wipe
from tests.ingest.others.golden import FOLDER

SHEET = FOLDER / "auto_archiver" / "archived.csv"
WORDS = FileWords("lake", None, "Lake Desk", "2026-02-05")
FIGURES = """date,holder,held,count,said by,published by,address
2026-02-01,Lake Guard,prisoners of the lake,40,Lake Post,Lake Post,https://lake-post.example/2026/ferry
"""


def load(store: Store, path: Path) -> dict[str, int]:
    form = recognise(path)
    assert form is not None
    return dict(load_file(store, form, path, WORDS).report.counts)


def of_the_sheet(view: View) -> dict[str | None, str | None]:
    """The archived copy of each page, by its address."""
    return {one.url: one.archive.url for one in view.loaded_sources if one.archive}


def test_sources_are_loaded_and_change_and_one_whose_row_is_gone_stays_until_it_is_unloaded(
    embedded_engine: Engine, tmp_path: Path
) -> None:
    wipe(embedded_engine)
    ferry, clip = "https://lake-post.example/2026/ferry", "https://www.clips.example/watch?v=1"
    with Store(engine=embedded_engine) as store:
        assert load(store, SHEET)["sources"] == 3  # with the sheet itself
        assert of_the_sheet(Reader(store).view()) == {
            ferry: "https://copies.example/lake/ferry.wacz",
            clip: "https://copies.example/lake/clip.wacz",
        }
        rows = SHEET.read_text(encoding="utf-8").replace("copies.example/lake/ferry", "copies.example/other/ferry")
        changed = tmp_path / "archived.csv"
        changed.write_text(rows, encoding="utf-8")
        load(store, changed)
        assert of_the_sheet(Reader(store).view())[ferry] == "https://copies.example/other/ferry.wacz"
        changed.write_text("".join(line for line in rows.splitlines(keepends=True) if "ferry" not in line), "utf-8")
        load(store, changed)
        assert set(of_the_sheet(Reader(store).view())) == {ferry, clip}
        unload_dataset(store, "lake")
        assert of_the_sheet(Reader(store).view()) == {}


def test_a_figure_with_the_address_of_an_archived_page_leads_to_its_copy(
    embedded_engine: Engine, tmp_path: Path
) -> None:
    wipe(embedded_engine)
    figures = tmp_path / "figures.csv"
    figures.write_text(FIGURES, encoding="utf-8")
    with Store(engine=embedded_engine) as store:
        load(store, SHEET)
        load_figures(store, figures, "my-figures")
        view = Reader(store).view()
        (said,) = (one for one in view.loaded_sources if one.url and "ferry" in one.url and not one.archive)
        answer = source(Selection(view, read_common()), said.id)
    (copy,) = answer["sameAddress"]
    assert copy["archive"] is not None
    assert copy["archive"]["url"] == "https://copies.example/lake/ferry.wacz"
