"""The lens over columns lets through what it lets through one by one."""

from datetime import date

import numpy as np
import pytest

from graph.columns.column_view import ColumnView
from graph.columns.table import FACT
from graph.evidence.hierarchy import Hierarchy
from graph.evidence.speakers import EvidenceLens, filter_speakers
from graph.model.statement import StoredStatement
from tests.graph.columns.plain import columns, hashed
from tests.world.builder import said

STATEMENTS = [
    said("ash", "allied_with", ("ash", "birch"), "cedar", observed="2026-01-01", key="of-itself-and-another"),
    said("birch", "allied_with", "ash", "cedar", observed="2026-01-01", key="of-others"),
    said("ash", "transfers", (), "men", agent="birch", from_holder="ash", on="2026-01-01", key="of-what-it-lost"),
    said("cedar", "transfers", (), "men", agent="birch", from_holder="ash", on="2026-01-01", key="of-a-move"),
    said("daw", "allied_with", "ash", "cedar", observed="2026-01-01", key="of-another-office"),
]
OFFICES = [said("cedar", "part_of", part, "state", observed="2026-01-01") for part in ("ash", "daw")]


@pytest.mark.parametrize(
    "lens",
    [
        EvidenceLens(no_parties=True),
        EvidenceLens(trusted=frozenset({"ash"})),
        EvidenceLens(excluded=frozenset({"birch"})),
    ],
)
def test_a_statement_is_heard_whole_or_not_at_all(lens: EvidenceLens) -> None:
    def ids(statements: list[StoredStatement]) -> set[str]:
        return {hashed(statement.id) for statement in statements}

    made = columns(STATEMENTS)
    column_view = ColumnView(made, made.version, lambda id_: id_)
    rows = column_view.filter_rows(column_view.select_flagged(FACT, date.max.toordinal()), lens, Hierarchy(OFFICES))
    assert set(made.list_statement_ids(np.asarray(rows))) == ids(filter_speakers(STATEMENTS, lens, OFFICES))


def test_another_office_of_a_party_is_party_too() -> None:
    heard = filter_speakers(STATEMENTS, EvidenceLens(no_parties=True), OFFICES)
    assert [statement.key for statement in heard] == ["of-others", "of-a-move"]
    apart = filter_speakers(STATEMENTS, EvidenceLens(no_parties=True), ())
    assert [statement.key for statement in apart] == ["of-others", "of-a-move", "of-another-office"]
