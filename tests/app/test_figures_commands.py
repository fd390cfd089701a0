"""`whoholds check` and `whoholds load` of a table of figures, without a folder."""

from pathlib import Path

import pytest

from tests.app.commands import run

ROWS = (
    "Date;Held by;Whom;Where;How many;Counted;According to;Reported on;URL\n"
    "5 February 2026;Iraq;ISIS suspects;Baghdad;about 2,000;moved in total so far;a judge;6 Feb 2026;https://a.example/\n"
    "05/02/2026;Iraq;ISIS suspects;;12;;a judge;;\n"
)


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("figures") / "figures.csv"
    file.write_bytes(ROWS.encode("utf-8-sig"))
    return str(file)


def test_a_table_is_checked_without_a_store_and_loaded_with_what_was_said(
    table: str, lent: Path, tmp_path: Path
) -> None:
    checked = run(tmp_path / "new", "check", table, "--as", "my-figures")
    assert checked.returncode == 3
    assert "my-figures: 4 entities and 1 statements can be read; 2 ids of other sources\n" in checked.stdout
    assert "figures.csv:3: " in checked.stderr
    assert (
        "Date: '05/02/2026' may mean several days; write 2026-02-05 (5 February 2026) or 2026-05-02" in checked.stderr
    )
    assert not (tmp_path / "new").exists()  # nothing is started for a check
    loaded = run(lent, "load", table, "--as", "my-figures")
    assert (loaded.returncode, loaded.stderr) == (3, checked.stderr)
    assert "reference: loaded first" in loaded.stdout
    assert run(lent, "check", table, "--as", "my-figures").stdout == checked.stdout
    told = run(lent, "custody", "--held", "ISIS suspects", "--as-of", "2026-02-06")
    assert "By 6 February 2026 Iraq had received about 2,000 ISIS suspects, according to a judge." in " ".join(
        told.stdout.split()
    )


def test_what_belongs_to_a_table_alone_is_refused_elsewhere(table: str, lent: Path) -> None:
    for words, says in (
        (("load", "reference", "--as", "x"), "it goes with a table of figures"),
        (("check", "reference", "--title", "x"), "it goes with a table of figures"),
        (("load", table, "--as", "My Figures"), "write small letters, digits and hyphens"),
        (("load", table, "--file", table), "it goes with the folder of a source"),
    ):
        done = run(lent, *words)
        assert done.returncode == 2
        assert says in done.stderr
