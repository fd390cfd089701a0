"""`whoholds check` and `whoholds load` of a table of figures, without a folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store.engine import embedded
from tests.app.commands import run

ROWS = (
    "Date;Held by;Whom;Where;How many;Counted;According to;Reported on;URL\n"
    "5 February 2026;Iraq;ISIS suspects;Baghdad;about 2,000;moved in total so far;a judge;6 Feb 2026;https://a.example/\n"
    "05/02/2026;Iraq;ISIS suspects;;12;;a judge;;\n"
)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("figures")
    (folder / "figures.csv").write_bytes(ROWS.encode("utf-8-sig"))
    yield folder
    embedded.stop_engine(folder)


def test_a_table_is_checked_without_a_store_and_loaded_with_what_was_said(own: Path) -> None:
    path = str(own / "figures.csv")
    checked = run(own, "check", path, "--as", "my-figures")
    assert checked.returncode == 3
    assert "my-figures: 4 entities and 1 statements can be read; 2 ids of other sources\n" in checked.stdout
    assert "figures.csv:3: " in checked.stderr
    assert (
        "Date: '05/02/2026' may mean several days; write 2026-02-05 (5 February 2026) or 2026-05-02" in checked.stderr
    )
    assert not (own / "db").exists()  # nothing is started for a check
    loaded = run(own, "load", path, "--as", "my-figures")
    assert (loaded.returncode, loaded.stderr) == (3, checked.stderr)
    assert "reference: loaded first" in loaded.stdout
    assert run(own, "check", path, "--as", "my-figures").stdout == checked.stdout
    told = run(own, "custody", "--held", "ISIS suspects", "--as-of", "2026-02-06")
    assert "By 6 February 2026 Iraq had received about 2,000 ISIS suspects, according to a judge." in " ".join(
        told.stdout.split()
    )


def test_what_belongs_to_a_table_alone_is_refused_elsewhere(own: Path) -> None:
    for words, says in (
        (("load", "reference", "--as", "x"), "it goes with a table of figures"),
        (("check", "reference", "--title", "x"), "it goes with a table of figures"),
        (("load", str(own / "figures.csv"), "--as", "My Figures"), "write small letters, digits and hyphens"),
        (("load", str(own / "figures.csv"), "--file", str(own / "figures.csv")), "it goes with the folder of a source"),
    ):
        done = run(own, *words)
        assert done.returncode == 2
        assert says in done.stderr
