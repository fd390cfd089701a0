"""All statements as files: what other programs read in them is what a backup of the same store says, form by form.

The backup's lines are plain JSON of the store, and share no code with the writers of these files.
"""

import csv
import gzip
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pyarrow.parquet as pq
import pytest
import rdflib
from frictionless import Package

from tests.app.commands import run

OPEN, UNBOUNDED, WRONG_INPUT = 2_147_483_647, ("0001-01-01", "9999-12-31"), 2
FORMS = {"xlsx": "all.xlsx", "geojson": "all.geojson", "jsonld": "all.jsonld", "ftm": "all.ftm.json",
         "ftm-csv": "all.ftm.csv", "csv": "csv", "parquet": "parquet"}  # fmt: skip
PLACE_ROLES = {"AT", "FROM_PLACE", "TO_PLACE"}
BOUNDS = ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
# what must come back of each statement: its name in a file, and in a line of a backup
SAME = {
    **{name: name for name in ("id", "key", "predicate", "polarity", "mode", "reading", *BOUNDS, "countMin", "countMax",
       "countKind", "countUnit", "countWording", "saidOn", "knownFrom", "note", "openedIn", "plannedEnd")},
    "timeWritten": "validityWritten", "timeKind": "validityKind",
}  # fmt: skip
CITED = ("locator", "start", "end", "sha256")
URN = "urn:whoholds:"

Line = dict[str, Any]


@pytest.fixture(scope="session")
def files(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    for form, name in FORMS.items():
        done = run(data, "export", "statements", "--format", form, "--output", str(folder / name))
        assert done.returncode == 0, done.stderr
    assert run(data, "backup", str(folder / "backup")).returncode == 0
    return folder


def lines_of(files: Path, name: str) -> list[Line]:
    with gzip.open(files / "backup" / f"{name}.ndjson.gz") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="session")
def told(files: Path) -> dict[str, Line]:
    """Of each open statement what must come back, by its id."""
    found = {}
    for line in lines_of(files, "statements"):
        properties = line["properties"]
        if properties["closedIn"] == OPEN:
            days = {name: None for name in BOUNDS if properties[name] in UNBOUNDED}
            content = {name: (properties | days).get(own) for name, own in SAME.items()}
            found[properties["id"]] = {**content, "saidBy": line["saidBy"], "source": line["source"],
                                       **{name: line["cites"].get(name) for name in CITED}}  # fmt: skip
    assert len(found) > 150
    return found


@pytest.fixture(scope="session")
def roles(files: Path) -> set[tuple[str, str, str]]:
    """Statement, role and entity."""
    return {
        (line["properties"]["id"], role.lower(), entity)
        for line in lines_of(files, "statements")
        for role, entity in line["roles"]
    }


@pytest.fixture(scope="session")
def responses(files: Path) -> set[tuple[str, str, str, str]]:
    """Who responds, to what, how, and how far."""
    found = {
        (line["from"].partition(".")[0], line["to"].partition(".")[0], line["properties"]["stance"],
         line["properties"]["scope"])
        for line in lines_of(files, "links") if line["type"] == "RESPONDS_TO"
    }  # fmt: skip
    assert found
    return found


def plain(value: Any) -> Any:
    """A day as ISO text, whichever way a program gives it."""
    if isinstance(value, datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else None if value == "" else value


def read_csv(files: Path, table: str) -> list[Line]:
    return list(Package(str(files / "csv/datapackage.json")).get_resource(table).read_rows())


def read_parquet(files: Path, table: str) -> list[Line]:
    found: list[Line] = pq.read_table(files / "parquet" / f"{table}.parquet").to_pylist()
    return found


def read_workbook(files: Path, table: str) -> list[Line]:
    header, *rows = openpyxl.load_workbook(files / "all.xlsx", read_only=True)[table].iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


READERS = {"csv": read_csv, "parquet": read_parquet, "xlsx": read_workbook}


@pytest.mark.parametrize("read", READERS.values(), ids=list(READERS))
def test_tables_have_every_date_number_speaker_and_source(
    files: Path, told: dict[str, Line], read: Callable[[Path, str], list[Line]]
) -> None:
    rows = {row["id"]: row for row in read(files, "statements")}
    assert {id_: {name: plain(row[name]) for name in told[id_]} for id_, row in rows.items()} == told


@pytest.mark.parametrize("read", READERS.values(), ids=list(READERS))
def test_tables_have_every_role_response_entity_and_judgement(
    files: Path,
    roles: set[tuple[str, str, str]],
    responses: set[tuple[str, str, str, str]],
    read: Callable[[Path, str], list[Line]],
) -> None:
    assert {(row["statement"], row["role"], row["entity"]) for row in read(files, "roles")} == roles
    links = [row for row in read(files, "links") if row["link"] == "responds_to"]
    assert {(row["statement"], row["other"], row["stance"], row["scope"]) for row in links} == responses
    entities = {line["properties"]["id"]: line["properties"] for line in lines_of(files, "entities")}
    assert {row["id"]: row["name"] for row in read(files, "entities")} == {
        id_: one["name"] for id_, one in entities.items()
    }
    aliases = {(id_, alias) for id_, one in entities.items() for alias in one.get("aliases", ())}
    assert aliases == {(row["entity"], row["name"]) for row in read(files, "names") if not row["language"]}
    judged = {
        (line["properties"]["id"], id_) for line in lines_of(files, "judgements") for id_ in line["properties"]["ids"]
    }
    assert {(row["judgement"], row["judged"]) for row in read(files, "judgements")} == judged


def test_the_data_package_is_valid_and_its_ids_lead_somewhere(files: Path) -> None:
    report = Package(str(files / "csv/datapackage.json")).validate()  # types, keys, references, hashes and sizes
    assert report.valid, report.flatten(["title", "note"])
    described = json.loads((files / "parquet/datapackage.json").read_bytes())
    assert Package.metadata_validate(described) is None or not list(Package.metadata_validate(described))
    for resource in described["resources"]:
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert pq.read_schema(files / "parquet" / resource["path"]).names == names


def test_a_changed_byte_of_a_package_is_found(files: Path, tmp_path: Path) -> None:
    for path in (files / "csv").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    changed = (tmp_path / "statements.csv").read_bytes().replace(b"asserts", b"denies_", 1)
    (tmp_path / "statements.csv").write_bytes(changed)
    assert not Package(str(tmp_path / "datapackage.json")).validate().valid


def test_geojson_has_each_place_and_each_statement_that_names_one(files: Path, told: dict[str, Line]) -> None:
    found = json.loads((files / "all.geojson").read_bytes())
    assert found["type"] == "FeatureCollection"
    features = {feature["id"]: feature for feature in found["features"]}
    places = {
        line["properties"]["id"]: line["properties"] for line in lines_of(files, "entities") if line["label"] == "Place"
    }
    positions = {}
    for id_, one in places.items():
        geo = [item[4:].partition(";")[0] for item in one.get("externalIds", ()) if item.startswith("geo:")]
        if geo:
            latitude, longitude = map(float, geo[0].split(","))
            positions[id_] = [longitude, latitude]
    assert positions
    for id_ in places:
        geometry = {"type": "Point", "coordinates": positions[id_]} if id_ in positions else None
        assert features[f"place/{id_}"]["geometry"] == geometry
    for line in lines_of(files, "statements"):
        id_, named = line["properties"]["id"], [id_ for _, id_ in line["roles"] if id_ in places]
        assert (f"statement/{id_}" in features) == bool(named)
        if named:
            feature = features[f"statement/{id_}"]
            properties = feature["properties"]
            assert {name: properties.get(name) for name in told[id_]} == told[id_]
            is_move = any(role in ("FROM_PLACE", "TO_PLACE") for role, _ in line["roles"])
            assert properties["feature"] == ("move" if is_move else "statement")
            assert (feature["geometry"] is None) == (not any(id_ in positions for id_ in named))


def test_json_ld_is_read_by_rdflib_with_its_times_claims_and_speakers(
    files: Path, told: dict[str, Line], responses: set[tuple[str, str, str, str]]
) -> None:
    graph = rdflib.Graph().parse(files / "all.jsonld", format="json-ld")
    names = {"wh": URN, "prov": "http://www.w3.org/ns/prov#", "time": "http://www.w3.org/2006/time#",
             "schema": "https://schema.org/"}  # fmt: skip
    rows = graph.query(
        """SELECT ?id ?speaker ?source ?edtf ?as ?ls ?ae ?le ?polarity ?min ?max ?sha WHERE {
        ?id a schema:Claim; prov:wasAttributedTo ?speaker; prov:wasQuotedFrom ?source; wh:polarity ?polarity;
            time:hasTime ?t . ?t wh:edtf ?edtf .
        OPTIONAL { ?t wh:startsIn/time:hasBeginning/time:inXSDDate ?as }
        OPTIONAL { ?t wh:startsIn/time:hasEnd/time:inXSDDate ?ls }
        OPTIONAL { ?t wh:endsIn/time:hasBeginning/time:inXSDDate ?ae }
        OPTIONAL { ?t wh:endsIn/time:hasEnd/time:inXSDDate ?le }
        OPTIONAL { ?id wh:countMin ?min } OPTIONAL { ?id wh:countMax ?max } OPTIONAL { ?id wh:citedSha256 ?sha } }""",
        initNs=names,
    )
    found = {}
    for row in rows:
        id_, speaker, source, *values = row
        _, *rest = (None if value is None else plain(value.toPython()) for value in values)
        assert values[0].datatype == rdflib.URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
        found[str(id_).removeprefix(f"{URN}statement:")] = [
            str(speaker).removeprefix(f"{URN}entity:"), str(source).removeprefix(f"{URN}source:"), str(values[0]), *rest
        ]  # fmt: skip
    names_told = ("saidBy", "source", "timeWritten", *BOUNDS, "polarity", "countMin", "countMax", "sha256")
    assert found == {id_: [one[name] for name in names_told] for id_, one in told.items()}
    for statement, other, stance, _ in responses:
        ends = [rdflib.URIRef(f"{URN}statement:{id_}") for id_ in (statement, other)]
        assert (ends[0], rdflib.URIRef(URN + stance), ends[1]) in graph


def test_follow_the_money_takes_every_entity_value_and_statement(
    files: Path, told: dict[str, Line], roles: set[tuple[str, str, str]], responses: set[tuple[str, str, str, str]]
) -> None:
    ftm = pytest.importorskip("followthemoney", reason="pip install '.[followthemoney]'")
    from followthemoney.statement.serialize import CSV, read_path_statements

    written = [json.loads(line) for line in (files / "all.ftm.json").read_text(encoding="utf-8").splitlines()]
    proxies = {one["id"]: ftm.model.get_proxy(one, cleaned=False) for one in written}
    for one in written:
        ftm.model.get(one["schema"]).validate(one)
        kept = {name: len(values) for name, values in proxies[one["id"]].to_dict()["properties"].items()}
        # what it does not take of dates written in EDTF, and so on, it drops in silence
        assert kept == {name: len(values) for name, values in one["properties"].items()}, one
    values = {(s.entity_id, s.prop, s.value) for s in read_path_statements(files / "all.ftm.csv", CSV)}
    assert values >= {
        (one["id"], name, value) for one in written for name, some in one["properties"].items() for value in some
    }
    for statement in read_path_statements(files / "all.ftm.csv", CSV):
        assert statement.id == statement.generate_key()
    with (files / "all.ftm.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, dialect=csv.unix_dialect):
            kind = "id" if row["prop"] == "id" else ftm.model.get(row["schema"]).properties[row["prop"]].type.name
            assert row["prop_type"] == kind
    links = {
        (p.first("subject"), p.first("role"), p.first("object"))
        for p in proxies.values()
        if p.schema.name == "UnknownLink"
    }
    assert links >= {(f"statement-{id_}", "said by", f"entity-{one['saidBy']}") for id_, one in told.items()}
    assert links >= {(f"statement-{id_}", role, f"entity-{entity}") for id_, role, entity in roles}
    assert links >= {(f"statement-{id_}", stance, f"statement-{other}") for id_, other, stance, _ in responses}
    for id_, one in told.items():
        notes = proxies[f"statement-{id_}"].get("notes")
        for name in (*BOUNDS, "polarity", "mode", "countMin", "countMax", "timeWritten", "sha256"):
            assert one[name] is None or f"{name}: {one[name]}" in notes


def test_statements_of_follow_the_money_are_the_values_of_its_entities(files: Path) -> None:
    with (files / "all.ftm.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, dialect=csv.unix_dialect) if row["prop"] != "id"]
    written = [json.loads(line) for line in (files / "all.ftm.json").read_text(encoding="utf-8").splitlines()]
    told = sorted(
        (one["id"], name, value) for one in written for name, some in one["properties"].items() for value in some
    )
    assert sorted((row["entity_id"], row["prop"], row["value"]) for row in rows) == told
    assert len({row["id"] for row in rows}) == len(rows)


def test_the_form_follows_from_the_suffix_and_a_wrong_target_is_told(data: Path, files: Path, tmp_path: Path) -> None:
    done = run(data, "export", "statements", "--output", str(tmp_path / "again.geojson"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "again.geojson").read_bytes() == (files / "all.geojson").read_bytes()
    for words, why in (
        (("--output", str(tmp_path / "all.doc")), "give --format"),
        (("--format", "csv", "--output", str(tmp_path)), "is there already"),
    ):
        done = run(data, "export", "statements", *words)
        assert (done.returncode, why in done.stderr) == (WRONG_INPUT, True), done.stderr


def test_changes_are_a_feed(base: str) -> None:
    import feedparser

    answer = httpx.get(f"{base}/v1/changes.atom?since=0", timeout=60)
    assert answer.headers["content-type"] == "application/atom+xml"
    versions = httpx.get(f"{base}/v1/changes?since=0", timeout=60).json()["versions"]
    feed = feedparser.parse(answer.content)
    assert (feed.bozo, feed.version) == (False, "atom10")
    assert [entry.id for entry in feed.entries] == [f"{URN}version:{one['version']}" for one in reversed(versions)]
    assert [entry.updated[:19] for entry in feed.entries] == [one["at"][:19] for one in reversed(versions)]
    assert "isis-detainee-transfer" in feed.entries[-1].title
    assert httpx.get(f"{base}/v1/custody.atom", timeout=60).status_code == 406
