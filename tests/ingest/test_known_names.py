"""Whom a name means among the entities of other sources: one rule for sheets and for tables of figures."""

from pathlib import Path

import pytest

from graph.errors import InvalidInput
from graph.model.entities import NamedEntity
from ingest.figures.names import KnownNames
from ingest.known_names import NamesOfOthers, OwnedEntity
from ingest.sheets.names import SheetNames


def make(id_: str, name: str, *aliases: str) -> OwnedEntity:
    return OwnedEntity(NamedEntity(id=id_, label="Actor", name=name, kind="organisation", aliases=aliases), "other")


KNOWN = [
    make("navy", "Lake Navy", "Fleet"),
    make("fleet", "The Ferries"),
    make("guard", "Fleet Guard", "Lake Navy"),
    make("alpha", "Hill Watch", "Watchers"),
    make("beta", "Watchers of the Hill", "Watchers"),
    make("hasakah", "Hasakah Council"),
]


@pytest.mark.parametrize(
    ("written", "id_"),
    [
        ("fleet", "fleet"),  # an id comes before an alias of that text
        ("Fleet", "navy"),  # which is written otherwise
        ("lake navy", "navy"),  # a name comes before an alias
        ("LAKE-NAVY", "navy"),
        ("the Lake Navy", "navy"),  # without its article
        ("Ferries", "fleet"),
        ("Hasaka Council", None),  # only spelt alike: a person decides
        ("Sea Guard", None),
        ("Watchers", "several"),
    ],
)
def test_an_id_then_a_name_then_an_alias_then_one_without_its_article(written: str, id_: str | None) -> None:
    sheet, table = SheetNames(NamesOfOthers(KNOWN)), KnownNames(KNOWN)
    if id_ == "several":
        with pytest.raises(InvalidInput, match=r"may be"):
            sheet.resolve(written, ["Actor"])
        with pytest.raises(InvalidInput, match=r"several are called"):
            table.find("Actor", written)
    elif id_ is None:
        with pytest.raises(InvalidInput, match=r"is in no row of Who"):
            sheet.resolve(written, ["Actor"])
        assert table.find("Actor", written) is None
    else:
        assert (sheet.resolve(written, ["Actor"]), table.find("Actor", written)) == (id_, id_)


def test_no_other_file_of_ingest_resolves_names() -> None:
    folder = Path(__file__).parents[2] / "ingest"
    found = {file.name for file in folder.rglob("*.py") if "find_as_written" in file.read_text(encoding="utf-8")}
    assert found == {"known_names.py"}
