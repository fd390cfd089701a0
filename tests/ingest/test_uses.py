"""Ids of other sources in what people write: `use`, names in languages, and sources that are loaded first."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.errors import InvalidSource
from graph.model.names import UsedEntity
from graph.store.reading.reader import Reader
from graph.store.store import Store
from graph.store.writing.unloading import unload_dataset
from ingest import shipped
from ingest.dossier import ParsedSource, read_dossier
from ingest.loading import load_source
from ingest.reading import read_source
from tests.conftest import wipe
from tests.ingest.ministry import DOSSIER, SOURCE, changed, write

NAMES = "names: {ar: [وزارة الأمثلة, الوزارة], fr: Ministère des Exemples}"
NAMED = changed("name: Ministry of Examples}", f"name: Ministry of Examples, {NAMES}}}")
LANGUAGES = (("ar", "وزارة الأمثلة"), ("ar", "الوزارة"), ("fr", "Ministère des Exemples"))

# another report, which uses the ministry's ids and has a publisher of its own
POST = SOURCE.replace("ministry-roll", "crow-post").replace("publisher: ministry", "publisher: post")
USING = """\
use:
  - ministry
  - {id: strangers, aliases: [Foreigners], names: {ar: [غرباء]}}
entities:
  - {id: post, label: Actor, kind: media, name: Crow Post}
statements:
  - key: seen
    predicate: holds
    roles: {subject: [ministry], object: [strangers]}
    observed: 2019-06
    cite: {locator: page 1}
"""
LABELS = {"ministry": "Actor", "strangers": "Group", "old-mill": "Place"}


def read(folder: Path, dossier: str = USING, held: dict[str, str] | None = None) -> ParsedSource:
    look_up = None if held is None else lambda ids: {i: held[i] for i in ids if i in held}
    return read_dossier(write(folder, dossier, source=POST), held=look_up)


def test_names_are_read_by_language_the_first_to_be_printed(tmp_path: Path) -> None:
    parsed = read_dossier(write(tmp_path, NAMED))
    assert not list(parsed.quarantine)
    assert parsed.entities[0].languages == LANGUAGES


@pytest.mark.parametrize(
    ("names", "field"), [("{Arabic: x}", "names.Arabic"), ("{ar: []}", "names.ar"), ("{ar: ''}", "names.ar")]
)
def test_names_of_no_language_and_languages_of_no_name_are_set_aside(tmp_path: Path, names: str, field: str) -> None:
    dossier = changed("kind: facility, name: Old Mill}", f"kind: facility, name: Old Mill, names: {names}}}")
    rows = list(read_dossier(write(tmp_path, dossier)).quarantine)
    assert (rows[0].key, rows[0].line) == ("old-mill", 5)
    assert rows[0].field.startswith(field)


def test_a_used_id_may_be_named_and_be_called_something_else(tmp_path: Path) -> None:
    parsed = read(tmp_path, held=LABELS)
    assert not list(parsed.quarantine)
    assert [entity.id for entity in parsed.entities] == ["post"]
    strangers = UsedEntity(id="strangers", aliases=("Foreigners",), languages=(("ar", "غرباء"),))
    assert parsed.used == [UsedEntity(id="ministry"), strangers]
    assert [statement.key for statement in parsed.statements] == ["crow-post:seen"]


def test_without_a_store_a_used_id_is_taken_for_what_it_is_used_as(tmp_path: Path) -> None:
    assert len(read(tmp_path).statements) == 1


def test_a_used_id_keeps_the_label_that_its_source_gives_it(tmp_path: Path) -> None:
    rows = list(read(tmp_path, held=LABELS | {"ministry": "Place"}).quarantine)
    assert [(row.key, row.field) for row in rows] == [("seen", "roles.subject")]


def test_a_publisher_may_be_used(tmp_path: Path) -> None:
    source = POST.replace("publisher: post", "publisher: ministry")
    parsed = read_dossier(write(tmp_path, USING, source=source), held=lambda ids: {i: LABELS[i] for i in ids})
    assert parsed.source.publisher == "ministry"
    write(tmp_path, USING, source=POST.replace("publisher: post", "publisher: strangers"))
    with pytest.raises(InvalidSource, match="publisher 'strangers'"):
        read_dossier(tmp_path, held=lambda ids: {i: LABELS[i] for i in ids})


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("  - ministry\n", "  - post\n", "crow-post: use names 'post', an id of crow-post itself"),
        ("  - ministry\n", "  - ghosts\n", "crow-post: use: no source that is loaded has the id 'ghosts'"),
        ("use:\n", "use: ministry\nother:\n", "unknown part 'other'"),
    ],
)
def test_a_use_that_cannot_be_refuses_the_source(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(InvalidSource, match=says):
        read(tmp_path, changed(old, new, USING), LABELS)


def test_a_use_that_cannot_be_read_is_set_aside_with_what_names_it(tmp_path: Path) -> None:
    dossier = changed("{id: strangers, aliases: [Foreigners]", "{id: strangers, label: Group", USING)
    rows = list(read(tmp_path, dossier, LABELS).quarantine)
    assert [row.key for row in rows] == ["strangers", "seen"]
    assert "of, label, kind and name come together" in rows[0].reason


def test_csv_says_the_same(tmp_path: Path) -> None:
    (tmp_path / "yaml").mkdir()
    expected = read(tmp_path / "yaml", held=LABELS)
    table = """\
row,id,label,kind,name,aliases,names,key,predicate,subject,object,observed,locator
use,ministry
use,strangers,,,,Foreigners,ar=غرباء
entity,post,Actor,media,Crow Post
statement,,,,,,,seen,holds,ministry,strangers,2019-06,page 1
"""
    write(tmp_path, table, source=POST, name="dossier.csv")
    parsed = read_dossier(tmp_path, held=lambda ids: {i: LABELS[i] for i in ids})
    assert (parsed.used, parsed.entities, parsed.statements) == (expected.used, expected.entities, expected.statements)
    named = 'row,id,label,kind,name,names\nentity,ministry,Actor,ministry,M,"ar=وزارة الأمثلة; ar=الوزارة; fr=M"\n'
    write(tmp_path, named, name="dossier.csv")
    assert read_dossier(tmp_path).entities[0].languages == (*LANGUAGES[:2], ("fr", "M"))


def test_a_source_may_be_of_entities_alone(tmp_path: Path) -> None:
    parsed = read_dossier(write(tmp_path, NAMED.partition("statements:")[0]))
    assert (len(parsed.entities), parsed.statements, list(parsed.quarantine)) == (4, [], [])


ADAPTER = """\
from graph.dates.validity import read_sighting
from graph.model.entities import WrittenEntity
from ingest.table import read_table


def parse(path):
    return read_table(path, ("who", "day"))


def transform(context, row):
    crew = WrittenEntity(id="crew-" + row["who"], label="Group", name=row.pop("who"), kind="detainees")
    yield context.statement(
        key=context.key("1"), predicate="holds", cites=context.cite("row"), validity=read_sighting(row.pop("day")),
        roles={"subject": [context.use("ministry", aliases=["Bureau"])], "object": [context.use_of("navy", crew)]},
    )
"""


def test_an_adapter_uses_ids_of_others_and_ids_of_a_source_that_may_come_later(tmp_path: Path) -> None:
    write(tmp_path, "who,day\nblue,2019-06-01\n", source=POST, name="rows.csv")
    (tmp_path / "adapter.py").write_text(ADAPTER)
    (tmp_path / "names.yml").write_text("entities: [{id: post, label: Actor, kind: media, name: Crow Post}]\n")
    parsed = read_source(tmp_path, tmp_path / "rows.csv", held=lambda ids: {i: LABELS[i] for i in ids})
    assert not list(parsed.quarantine)
    assert [(one.id, one.owner, one.given.aliases) for one in parsed.used] == [
        ("ministry", None, ("Bureau",)), ("crew-blue", "navy", ("blue",))
    ]  # fmt: skip
    aside = read_source(tmp_path, tmp_path / "rows.csv", held=lambda ids: {})
    assert "no source that is loaded has the id 'ministry'" in str(next(iter(aside.quarantine)))


@pytest.fixture
def store(embedded_engine: Any) -> Any:
    wipe(embedded_engine)
    with Store(engine=embedded_engine) as opened:
        yield opened


def folder(path: Path, dossier: str, source: str) -> str:
    path.mkdir(parents=True)
    return str(write(path, dossier, source=source))


def test_two_reports_with_one_id_are_not_made_one(store: Store, tmp_path: Path) -> None:
    gov = "entities:\n  - {{id: gov, label: Actor, kind: government, name: Government of {}}}\nstatements: []\n"
    for name, country in (("varn", "Varn"), ("lake", "the Lake")):
        source = SOURCE.replace("ministry-roll", name).replace("publisher: ministry", "publisher: gov")
        folder(tmp_path / name, gov.format(country), source)
    load_source(store, str(tmp_path / "varn"))
    with pytest.raises(InvalidSource, match=r"lake: 'gov' is an id of varn.*use: \[gov\]"):
        load_source(store, str(tmp_path / "lake"))
    assert [(e.id, e.name) for e in Reader(store).view().directory] == [("gov", "Government of Varn")]


def test_sources_that_come_along_are_loaded_first_where_source_yml_says_so(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shipped, "FOLDER", tmp_path / "shipped")
    folder(tmp_path / "shipped" / "ministry-roll", NAMED, SOURCE)
    post = folder(tmp_path / "post", USING, POST)
    with pytest.raises(InvalidSource, match=r"no source that is loaded has the id 'ministry', 'strangers'.*uses:"):
        load_source(store, post)
    (tmp_path / "post" / "source.yml").write_text(POST + "uses: [ministry-roll]\n")
    loaded = load_source(store, post)
    assert [each.parsed.form.id for each in loaded.first] == ["ministry-roll"]
    assert loaded.report.version == 2
    assert load_source(store, post).first == []
    assert load_source(store, post).report.version is None
    ministry = Reader(store).view().directory.by_id["ministry"]
    assert ministry.languages == LANGUAGES
    strangers = Reader(store).view().directory.by_id["strangers"]
    assert strangers.aliases == ("Outsiders", "Guests", "Foreigners")
    unload_dataset(store, "crow-post")
    assert Reader(store).view().directory.by_id["strangers"].aliases == ("Outsiders", "Guests")


@pytest.mark.parametrize(
    ("uses", "says"),
    [("elsewhere", "'elsewhere' is not loaded, and does not come with whoholds"), ("other", "expected no circle")],
)
def test_uses_that_cannot_be_loaded_are_refused(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, uses: str, says: str
) -> None:
    monkeypatch.setattr(shipped, "FOLDER", tmp_path / "shipped")
    for name, others in (("crow-post", [uses]), ("other", ["crow-post"])):
        source = POST.replace("crow-post", name) + yaml.safe_dump({"uses": others})
        folder(tmp_path / "shipped" / name, USING, source)
    with pytest.raises(InvalidSource, match=says):
        load_source(store, "crow-post")
    assert Reader(store).version() == 0


def test_another_folder_with_the_id_of_a_loaded_source_replaces_it_only_when_told(store: Store, tmp_path: Path) -> None:
    load_source(store, folder(tmp_path / "one", DOSSIER, SOURCE))
    other = folder(tmp_path / "two", NAMED, SOURCE.replace("Daily roll", "Nightly roll"))
    with pytest.raises(InvalidSource, match=r"title 'Daily roll .*', this one 'Nightly roll .*--replace"):
        load_source(store, other)
    assert load_source(store, other, replace=True).report.version == 2
