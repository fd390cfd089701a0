"""Columns and evidence that were brought up to date are those that would be made anew."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.columns import file
from graph.columns.evidence import EvidenceColumns
from graph.columns.preparing import prepare_evidence
from graph.columns.renewing import renew_evidence
from graph.columns.table import FACT, Columns, append_rows, make_blocks, replace_values
from graph.model.statement import StoredStatement
from tests.graph.columns.plain import columns, hashed, told
from tests.world.worlds import relation

quick = settings(deadline=None, derandomize=True, max_examples=300, suppress_health_check=list(HealthCheck))


def identity(of: Columns) -> np.ndarray:
    return np.arange(len(of.names.entities), dtype=np.int32)


def facts(of: Columns) -> EvidenceColumns:
    rows = of.find_open_rows(of.version)
    return prepare_evidence(of, rows[(of["flags"][rows] & FACT) != 0], identity(of))


def closed(some: Columns, statements: list[StoredStatement], version: int) -> Columns:
    places = [some.find_row_range(hashed(s.id), s.opened_in) for s in statements]
    rows = np.array([row for place in places for row in range(place.start, place.stop)], np.int64)
    return replace_values(some, {"closed": (rows, np.full(len(rows), version, np.int32))})


def alike(one: EvidenceColumns, other: EvidenceColumns) -> bool:
    arrays = ("rows", "pair", "sign", "plain", "ended", "until")
    return one.pairs == other.pairs and all(
        np.array_equal(mine, theirs)
        for mine, theirs in [
            *((getattr(one, name), getattr(other, name)) for name in arrays),
            *zip(one.stretches, other.stretches, strict=True),
            *zip(one.wide, other.wide, strict=True),
        ]
    )


@quick
@given(st.lists(relation(), max_size=10), st.lists(relation(), max_size=5), st.lists(st.booleans(), min_size=10))
def test_what_a_load_opens_and_closes_gives_the_evidence_that_all_of_it_gives(
    first: list[StoredStatement], second: list[StoredStatement], gone: list[bool]
) -> None:
    before = columns(first)
    later = [replace(s, opened_in=2) for s in second]
    now = closed(before, [s for s, out in zip(first, gone, strict=False) if out], 2)
    now = append_rows(now, 2, make_blocks(map(told, later), now.names))
    assert alike(renew_evidence(facts(before), now, identity(now)), facts(now))


@quick
@given(st.lists(relation(), max_size=10), st.lists(relation(), min_size=1, max_size=5))
def test_a_snapshot_stays_as_it_was_when_a_later_load_is_appended(
    first: list[StoredStatement], second: list[StoredStatement]
) -> None:
    one = append_rows(columns(first), 1, [])
    two = append_rows(one, 2, make_blocks([told(replace(s, opened_in=2)) for s in second], one.names))
    three = append_rows(two, 3, make_blocks([told(replace(s, opened_in=3)) for s in second], two.names))
    four = closed(three, [replace(s, opened_in=2) for s in second], 4)
    kept = {name: array.copy() for name, array in two.arrays.items()}
    append_rows(two, 3, make_blocks([told(replace(s, opened_in=3)) for s in first or second], two.names))
    assert all(np.array_equal(two[name], array) for name, array in kept.items())
    assert len(one.find_open_rows(1)) == len(one)
    assert set(four["closed"][four.count_opened_by(1) : four.count_opened_by(2)]) <= {4}


@quick
@given(st.lists(relation(), max_size=10))
def test_a_file_gives_back_what_was_written_and_nothing_of_another_state(
    tmp_path_factory: object, statements: list[StoredStatement]
) -> None:
    path = Path(tmp_path_factory.mktemp("columns")) / "embedded-1.arrow"  # type: ignore[attr-defined]
    written = columns(statements)
    file.write_columns(written, path, "this state")
    found = file.read_columns(path, "this state")
    assert found is not None
    assert (found.version, list(found.versions), list(found.starts)) == (
        1,
        list(written.versions),
        list(written.starts),
    )
    assert found.names.entities.texts == written.names.entities.texts
    assert all(np.array_equal(found[name], array) for name, array in written.arrays.items())
    assert file.read_columns(path, "another state") is None
    path.write_bytes(path.read_bytes()[:-9])
    assert file.read_columns(path, "this state") is None
    assert file.read_columns(path.with_name("none.arrow"), "this state") is None


@settings(quick, max_examples=3)
@given(st.lists(relation(), min_size=3, max_size=10))
def test_a_file_with_one_other_byte_gives_what_was_written_or_nothing(
    tmp_path_factory: object, statements: list[StoredStatement]
) -> None:
    """Padding means nothing; every other byte does."""
    path = Path(tmp_path_factory.mktemp("columns")) / "embedded-1.arrow"  # type: ignore[attr-defined]
    written = columns(statements)
    file.write_columns(written, path, "this state")
    before = path.read_bytes()
    for place in range(0, len(before), 7):
        path.unlink()  # what is mapped into memory stays as it is
        path.write_bytes(before[:place] + bytes([before[place] ^ 0x55]) + before[place + 1 :])
        found = file.read_columns(path, "this state")
        if found is not None:
            assert found.names.entities.texts == written.names.entities.texts
            assert all(np.array_equal(found[name], array) for name, array in written.arrays.items())
