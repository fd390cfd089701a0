"""Names that a sheet may use beside those that are loaded."""

from pathlib import Path

from graph.store.store import Store
from ingest.sheets.names import list_known_names, list_reference_names
from tests.app.conftest import settings_for


def test_the_reference_tables_are_known_though_only_some_of_their_ids_are_used(data: Path) -> None:
    with Store(settings_for(data)) as store:
        known = list_known_names(store).by_id
    assert "isis-suspects" in known
    assert list_reference_names().by_id.keys() <= known.keys()
