"""`whoholds import-plan`, as one types it: it needs no engine for sources, and says what it left out."""

from pathlib import Path

from tests.app.commands import run

QUARANTINED, WRONG_INPUT = 3, 2


def test_files_of_a_source_are_written_without_an_engine(tmp_path: Path) -> None:
    done = run(tmp_path / "data", "import-plan", str(tmp_path / "plan"), "isis-detainee-transfer", "reported-figures")
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "plan").iterdir()}
    assert {"README.md", "import.sh", "afterwards.cypher", "nodes-statement.csv", "edges-holds.csv"} <= names
    assert not any(path.is_dir() for path in (tmp_path / "plan").iterdir())
    assert not (tmp_path / "data" / "db").exists()
    assert "isis-detainee-transfer: " in done.stdout
    assert "README.md says how to go on" in done.stdout
    said = (tmp_path / "plan" / "nodes-statement.csv").read_text(encoding="utf-8").splitlines()
    assert f"{len(said) - 1} versions of statements" in done.stdout


def test_a_folder_that_is_there_and_a_source_that_is_not_are_refused(tmp_path: Path) -> None:
    done = run(tmp_path / "data", "import-plan", str(tmp_path), "reference")
    assert done.returncode == WRONG_INPUT
    assert "is there already" in done.stderr
    done = run(tmp_path / "data", "import-plan", str(tmp_path / "plan"), "no-such-source")
    assert done.returncode == 4
    assert not (tmp_path / "plan").exists()
    assert not (tmp_path / "plan.part").exists()
