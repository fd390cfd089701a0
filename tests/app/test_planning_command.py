"""`whoholds import-plan`, as one types it: it needs no engine for sources, and says what it left out."""

import stat
from pathlib import Path

from tests.app.commands import run
from tests.app.test_publishing import write_lake

QUARANTINED, WRONG_INPUT = 3, 2


def test_files_of_a_source_are_written_without_an_engine(tmp_path: Path) -> None:
    done = run(tmp_path / "data", "import-plan", str(tmp_path / "plan"), "isis-detainee-transfer", "reported-figures")
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "plan").iterdir()}
    assert {"README.md", "import.sh", "afterwards.cypher", "nodes-statement.csv", "edges-holds.csv"} <= names
    assert not any(path.is_dir() for path in (tmp_path / "plan").iterdir())
    assert not (tmp_path / "data").exists()  # nothing was done to the store of this folder, so its log has no line
    assert "isis-detainee-transfer: " in done.stdout
    assert "README.md says how to go on" in done.stdout
    said = (tmp_path / "plan" / "nodes-statement.csv").read_text(encoding="utf-8").splitlines()
    assert f"{len(said) - 1} versions of statements" in done.stdout


def test_a_plan_of_sources_says_that_it_has_what_is_internal(tmp_path: Path) -> None:
    entity = "  - {id: guard, label: Actor, kind: armed_force, name: Guard, MARK}\n"
    marks = ["internal: true", "internal_aliases: [Gate Guard]"]
    marked = [("    internal: true\n", ""), *(("", entity.replace("MARK", mark)) for mark in marks)]
    for number, (statement, entities) in enumerate([("", ""), *marked]):
        lake = write_lake(tmp_path / str(number), statement, entities)
        done = run(tmp_path / "data", "import-plan", str(tmp_path / f"plan-{number}"), str(lake))
        assert done.returncode == 0, done.stderr
        assert ("Something in it is internal" in done.stdout) == (number > 0)


def test_a_plan_of_the_present_store_says_that_it_has_what_is_internal_and_takes_no_drafts(
    lent_once: Path, tmp_path: Path
) -> None:
    data, plan = lent_once, tmp_path / "plan"
    assert run(data, "load", str(write_lake(tmp_path / "lake", "    internal: true\n"))).returncode == 0
    done = run(data, "import-plan", str(plan), "--drafts")
    assert (done.returncode, plan.exists()) == (WRONG_INPUT, False)
    assert "--drafts: it goes with sources" in done.stderr
    done = run(data, "import-plan", str(plan))
    assert done.returncode == 0, done.stderr
    assert "Something in it is internal" in done.stdout
    assert "lake:told" in (plan / "nodes-statement.csv").read_text(encoding="utf-8")
    assert stat.S_IMODE(plan.stat().st_mode) == 0o700  # so nobody else reads the files in it


def test_a_folder_that_is_there_and_a_source_that_is_not_are_refused(tmp_path: Path) -> None:
    done = run(tmp_path / "data", "import-plan", str(tmp_path), "reference")
    assert done.returncode == WRONG_INPUT
    assert "is there already" in done.stderr
    done = run(tmp_path / "data", "import-plan", str(tmp_path / "plan"), "no-such-source")
    assert done.returncode == 4
    assert not (tmp_path / "plan").exists()
    assert not (tmp_path / "plan.part").exists()
