"""Each form of others: a sample is read as the golden statements say, and loads, changes and goes as its rows do."""

from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from graph.store.engine.connection import Engine
from graph.store.store import Store
from graph.store.writing.changes import is_loaded
from ingest.dossier import ParsedSource
from ingest.others.forms import SHIPPED, find_form, list_forms
from ingest.others.reading import load_file
from tests.conftest import wipe
from tests.ingest.others.golden import Case, fits, list_cases, show
from tests.ingest.tables import entities

CASES = list(list_cases())
every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.folder.name} {case.golden['file']}")


def test_each_form_that_is_not_shipped_has_a_sample_with_its_credit() -> None:
    assert {*list_forms()} - {*SHIPPED} <= {case.golden["form"] for case in CASES}
    for case in CASES:
        credit = (case.folder / "SOURCE.txt").read_text(encoding="utf-8")
        assert case.file.name in credit
        assert "Licence: " in credit


@every_case
def test_a_sample_says_what_its_golden_statements_say(case: Case) -> None:
    parsed = case.read()
    shown = [show(parsed, said) for said in parsed.statements]
    for wanted in case.golden["statements"]:
        met = [one for one in shown if fits(one, wanted)]
        near = [one for one in shown if one["key"].startswith(str(wanted.get("key", wanted.get("key_begins", "?"))))]
        assert met, (wanted, near[:3])
        if "key" in wanted:
            assert len(met) == 1
    if number := case.golden.get("number"):
        assert len(shown) == number
    for wanted in case.golden.get("sources", ()):
        assert any(
            all(_field(source, name) == value for name, value in wanted.items()) for source in parsed.more_sources
        ), wanted
    for wanted in case.golden.get("entities", ()):
        assert any(
            all(_field(entity, name) == value for name, value in wanted.items()) for entity in entities(parsed)
        ), wanted


def _field(entity: Any, name: str) -> Any:
    value = reduce(getattr, name.split("."), entity)
    return list(value) if isinstance(value, tuple) else value


@every_case
def test_every_row_is_read_or_set_aside_with_a_reason_or_counted_as_left_out(case: Case) -> None:
    parsed = case.read()
    assert parsed.rows == case.golden["rows"]
    wanted = case.golden.get("set_aside", [])
    assert len(parsed.quarantine.rows) == len(wanted), [str(row) for row in parsed.quarantine]
    for row, says in zip(parsed.quarantine, wanted, strict=True):
        assert says in str(row)
    for note in case.golden.get("notes", ()):
        assert note in parsed.notes
    assert parsed.warnings == case.golden.get("warnings", [])


@every_case
def test_loading_twice_changes_nothing_and_rows_change_and_go(
    case: Case, embedded_engine: Engine, tmp_path: Path
) -> None:
    wipe(embedded_engine)
    form = find_form(case.golden["form"])
    with Store(engine=embedded_engine) as store:
        before = keep(case.read())
        assert load_file(store, form, case.file, case.words).report.version is not None
        assert load_file(store, form, case.file, case.words).report.version is None
        assert is_loaded(store, case.read().form.id)
        for number, step in enumerate(case.golden["steps"]):
            folder = tmp_path / str(number)
            folder.mkdir()
            path = case.edit(folder, step["edits"])
            after = keep(case.read(path))
            closes = {key for key, id_ in before.items() if after.get(key) != id_}
            opens = {key for key, id_ in after.items() if before.get(key) != id_}
            assert_begin(closes, step["closes"])
            assert_begin(opens, step["opens"])
            assert len(closes) == step.get("number", len(closes))
            counts = load_file(store, form, path, case.words).report.counts
            assert (counts["opened"], counts["closed"]) == (len(opens), len(closes))
            load_file(store, form, case.file, case.words)


def keep(parsed: ParsedSource) -> dict[str, str]:
    return {said.key.partition(":")[2]: said.id for said in parsed.statements}


def assert_begin(keys: set[str], beginnings: list[str]) -> None:
    """Each key begins so, and each beginning has a key."""
    beginnings = [str(one) for one in beginnings]
    assert {key for key in keys if not any(key.startswith(one) for one in beginnings)} == set()
    assert [one for one in beginnings if not any(key.startswith(one) for key in keys)] == []
