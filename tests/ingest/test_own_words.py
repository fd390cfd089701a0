"""Words that a source has as its own: read, refused, loaded, asked, taken away; on both engines."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.answers.question import read_common
from app.questions.alliances import alliances
from app.questions.custody import custody
from app.questions.words import words
from graph.cypher.model import read_model
from graph.errors import InvalidSource, InvalidVocabulary, WhoholdsError
from graph.selection.selection import Selection
from graph.store.engine.connection import Engine
from graph.store.reading.reader import Reader, open_view_at
from graph.store.store import Store
from graph.store.writing.shortcuts import compare_shortcuts
from graph.store.writing.unloading import unload_dataset
from graph.vocabulary import vocabulary
from ingest.loading import load_source
from ingest.reading import read_source
from tests.conftest import wipe
from tests.ingest.ministry import OWN_WORDS as OWN

DOSSIER = """
entities:
  - {id: ID-desk, label: Actor, kind: agency, name: Desk of ID}
  - {id: ID-army, label: Actor, kind: armed_force, name: Army of ID}
  - {id: ID-men, label: Group, kind: recruits, name: men of ID}
statements:
  - key: drafted
    predicate: drafts
    roles: {subject: [ID-army], object: [ID-men]}
    on: 2026-01-10
    count: {wording: '60', kind: flow}
    cite: {locator: 1}
  - key: shuns
    predicate: shuns
    roles: {subject: [ID-desk], object: [ID-army]}
    observed: 2026-01-12
    cite: {locator: 2}
  - key: held
    predicate: holds
    roles: {subject: [ID-army], object: [ID-men]}
    observed: 2026-01-12
    terms: [drafted]
    count: {wording: '5', kind: stock, unit: boats}
    cite: {locator: 3}
"""
AT = "2026-01-12"


def write(folder: Path, id_: str = "lake", own: str | None = OWN, dossier: str = DOSSIER) -> Path:
    source = folder / id_
    source.mkdir(parents=True, exist_ok=True)
    (source / "source.yml").write_text(
        f"id: {id_}\ntitle: Of {id_}\npublisher: {id_}-desk\nlicence: CC0-1.0\n"
        "published: {on: 2026-02-01, reason: test}\n"
    )
    (source / "dossier.yml").write_text(dossier.replace("ID", id_))
    (source / "vocabulary.yml").unlink(missing_ok=True)
    if own is not None:
        (source / "vocabulary.yml").write_text(own)
    return source


@pytest.fixture(params=["embedded", "neo4j"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    engine: Engine = request.getfixturevalue(f"{request.param}_engine")
    wipe(engine)
    with Store(engine=engine) as opened:
        yield opened
        wipe(engine)
        Reader(opened).view()  # puts the words of an empty store in force


def ask(store: Store, question: Any, version: int | None = None, **parameters: Any) -> Any:
    day = {} if question is words else {"as_of": AT}
    return question(Selection(open_view_at(Reader(store), version), read_common(**day)), **parameters)


def edges(store: Store, type_: str) -> int:
    return sum(row["type"] == type_ for row in store.read("read/shortcuts"))


def test_a_source_is_checked_by_its_own_words_and_others_do_not_have_them(tmp_path: Path) -> None:
    parsed = read_source(write(tmp_path))
    assert (parsed.quarantine.rows, len(parsed.statements)) == ([], 3)
    assert "drafts" not in vocabulary().predicates
    without = read_source(write(tmp_path, "hill", own=None))
    reasons = " ".join(str(row) for row in without.quarantine)
    assert "unknown predicate 'drafts'" in reasons
    assert "kind 'recruits' of Group" in reasons


def test_its_words_are_known_after_a_load_and_marked_as_its_own(store: Store, tmp_path: Path) -> None:
    assert not load_source(store, str(write(tmp_path))).parsed.quarantine.rows
    rows = ask(store, custody, held="lake-men")["rows"]
    (row,) = rows
    assert (row["holder"]["id"], row["gained"]["min"], row["gained"]["max"]) == ("lake-army", 60, 60)
    pairs = ask(store, alliances, actor="lake-army")["rows"]
    assert [(row["sign"], row["relations"], row["certainty"]) for row in pairs] == [(-1, ["shuns"], "certain")]
    assert (edges(store, "DRAFTS"), edges(store, "GAINED"), edges(store, "SHUNS")) == (1, 1, 1)
    assert compare_shortcuts(store) == ([], [])
    assert {"DRAFTS", "SHUNS"} <= read_model().edges.keys()
    found = {row["name"]: row for row in ask(store, words)["rows"] if row["sources"]}
    assert {name: row["sources"] for name, row in found.items()} == {
        name: ["lake"] for name in ("drafts", "shuns", "recruits", "drafted", "boats")
    }
    assert found["drafts"]["notFor"].startswith("People who join")
    assert load_source(store, str(tmp_path / "lake")).report.version is None  # nothing changed


def test_unloading_takes_its_words_away_and_earlier_versions_keep_them(store: Store, tmp_path: Path) -> None:
    before = load_source(store, str(write(tmp_path))).report.version
    unload_dataset(store, "lake")
    assert [row for row in ask(store, words)["rows"] if row["sources"]] == []
    assert not {"DRAFTS", "SHUNS"} & read_model().edges.keys()
    assert (edges(store, "DRAFTS"), edges(store, "SHUNS")) == (0, 0)
    assert [row["holder"]["id"] for row in ask(store, custody, version=before, held="lake-men")["rows"]] == [
        "lake-army"
    ]
    assert [row["relations"] for row in ask(store, alliances, version=before, actor="lake-army")["rows"]] == [["shuns"]]
    other = load_source(store, str(write(tmp_path, "hill", own=None)))
    assert any("unknown predicate 'drafts'" in str(row) for row in other.parsed.quarantine)
    again = load_source(store, str(tmp_path / "lake"))
    assert not again.parsed.quarantine.rows
    assert edges(store, "DRAFTS") == 1


def test_a_word_that_is_changed_or_taken_out_changes_what_is_said_with_it(store: Store, tmp_path: Path) -> None:
    first = load_source(store, str(write(tmp_path))).report.version
    load_source(
        store, str(write(tmp_path, own=OWN.replace("sign: -1", "sign: 1\n  edges: {AVOIDS: [subject, object]}")))
    )
    assert [row["sign"] for row in ask(store, alliances, actor="lake-army")["rows"]] == [1]
    assert (edges(store, "SHUNS"), edges(store, "AVOIDS")) == (0, 1)
    assert compare_shortcuts(store) == ([], [])
    gone = load_source(store, str(write(tmp_path, own=None)))
    assert {row.key for row in gone.parsed.quarantine if row.key} >= {"drafted", "shuns"}
    assert [row["relations"] for row in ask(store, alliances, version=first, actor="lake-army")["rows"]] == [["shuns"]]
    assert [row for row in ask(store, words)["rows"] if row["sources"]] == []


def test_two_sources_may_have_one_word_in_one_form_and_not_in_two(store: Store, tmp_path: Path) -> None:
    load_source(store, str(write(tmp_path)))
    load_source(store, str(write(tmp_path, "hill")))
    owners = {row["name"]: row["sources"] for row in ask(store, words)["rows"] if row["sources"]}
    assert owners["drafts"] == ["hill", "lake"]
    unload_dataset(store, "lake")
    assert [row["holder"]["id"] for row in ask(store, custody, held="hill-men")["rows"]] == ["hill-army"]
    with pytest.raises(InvalidVocabulary, match=r"hill has the predicate 'shuns' in another form") as refused:
        load_source(store, str(write(tmp_path, "lake", own=OWN.replace("sign: -1", "sign: 1"))))
    assert "lake: vocabulary.yml" in str(refused.value)
    borrowed = load_source(store, str(write(tmp_path, "ford", own=None)))
    assert any("drafts is a word of hill" in str(row) for row in borrowed.parsed.quarantine)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("shuns:\n", "distrusts:\n", "whoholds has the predicate 'distrusts' itself, so lake cannot have it too"),
        ("recruits:", "detainees:", "whoholds has the kind 'detainees' of Group itself"),
        ("drafted:", "pretrial:", "whoholds has the term 'pretrial' of custody itself"),
        ("boats:", "people:", "whoholds has the unit 'people' itself"),
        ("sign: -1", "sign: 2", "shuns: sign has 2; expected one of -1, 0, 1"),
        ("sign: -1", "sgin: -1", "'sgin'"),
        ("time: state", "time: always", "'always'"),
        ("object: [Actor], at", "object: [Person], at", "'Person'"),
        ("DRAFTS:", "HOLDS:", "edges has 'HOLDS', that of holds"),
        ("DRAFTS:", "SUBJECT:", "edges has 'SUBJECT', one of the model itself"),
        ("DRAFTS:", '"DRAFTS]->(x) DETACH DELETE x//":', "expected capital letters"),
        ("{subject} shuns", "{whom} shuns", "says has 'whom'"),
        ("  definition: An actor has nothing to do with another one.\n", "", "shuns lacks its definition"),
        ("object: held", "object: holds", "expected one role that is held"),
        ("units:\n", "modes:\n  hoped: {actual: false}\nunits:\n", "modes are those of whoholds"),
        ("stale_after_days: 365", "stale_after_days: long", "expected a number of days"),
        ("shuns:\n", "Shuns Them:\n", "small letters"),
    ],
)
def test_a_mistake_is_refused_and_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in OWN
    with pytest.raises(InvalidVocabulary) as refused:
        read_source(write(tmp_path, own=OWN.replace(old, new)))
    assert says in str(refused.value)
    assert "lake" in str(refused.value)


@pytest.mark.parametrize("text", ["- drafts\n", "drafts: yes\n", "drafts: [\n"])
def test_a_file_that_is_no_vocabulary_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InvalidSource, match=r"vocabulary\.yml"):
        read_source(write(tmp_path, own=text))


def test_nothing_of_a_refused_vocabulary_stays_in_force(store: Store, tmp_path: Path) -> None:
    with pytest.raises(WhoholdsError):
        load_source(store, str(write(tmp_path, own=OWN.replace("sign: -1", "sign: 2"))))
    assert "drafts" not in vocabulary().predicates
    assert store.read("read/own_words") == []
