"""`whoholds same`, `different`, `undo` and `judgements` on the first report, seen over HTTP meanwhile."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.main import create_app
from graph.model.judgement_file import HEADER
from graph.store.engine.connection import Engine
from graph.store.store import Store
from tests.app.commands import run
from tests.app.conftest import caught_up, served, settings_for
from tests.engines.loaded_database import load_sources

# three actors of the first report, and two of its statements
A, B, C = "sdf", "iraq", "us-led-coalition"
ONE, OTHER = "isis-detainee-transfer:iraq-received", "isis-detainee-transfer:headline-transfer"


@pytest.fixture(scope="module")
def own(lent: Path, embedded_engine: Engine, kept: Path) -> Path:
    load_sources(embedded_engine, ("isis-detainee-transfer",), kept)
    return lent


@pytest.fixture(scope="module")
def asked(own: Path) -> Iterator[str]:
    with served(create_app(settings_for(own))) as address:
        yield f"{address}/v1"


@pytest.fixture
def own_file(own: Path) -> Iterator[Path]:
    """The user's file, removed again, and the store as it was."""
    yield own / "judgements.yml"
    (own / "judgements.yml").unlink(missing_ok=True)
    assert run(own, "judgements", "--apply").returncode == 0


def said(data: Path, *words: str, code: int = 0) -> str:
    done = run(data, *words)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout if code == 0 else done.stderr


def now(base: str, path: str) -> Any:
    """What the service answers of the newest data version."""
    caught_up(base.removesuffix("/v1"))
    return httpx.get(f"{base}/{path}", timeout=60).json()


def answers(base: str) -> list[object]:
    """What the service answers, but for the number of the data version, and the pin that holds it."""
    paths = ("custody?held=isis-suspects&as_of=2026-02-05", "alliances?as_of=2026-01-25", f"entities/{A}", "entities")
    found = [now(base, path) for path in paths]
    return [{name: value for name, value in answer.items() if name not in ("dataVersion", "pin")} for answer in found]


def test_status_says_that_judgements_are_not_applied(own: Path, own_file: Path) -> None:
    pending = "Judgements are not applied"
    said(own, "judgements", "--apply")
    assert pending not in said(own, "status")
    judgement = f"- {{id: mine, ids: [{A}, {B}], verdict: negative, by: me, on: 2026-02-05, why: two governments}}\n"
    own_file.write_text(judgement, encoding="utf-8")  # as after a load that a full disk ended
    assert pending in said(own, "status")
    said(own, "judgements", "--apply")
    assert pending not in said(own, "status")
    own_file.write_text("- id: mine\n", encoding="utf-8")
    assert "judgements.yml" in said(own, "status")


def test_joined_and_taken_back_all_answers_are_as_before(own: Path, asked: str, own_file: Path) -> None:
    before = answers(asked)
    assert "recorded: same-sdf-iraq" in said(own, "same", A, B, "--why", "to try it: a colon", "--by", "a tester")
    entity = now(asked, f"entities/{A}")["entity"]
    assert (entity["sameAs"], entity["notSameAs"], entity["unsure"]) == ([B], [], [])
    assert now(asked, f"entities/{B}")["entity"]["id"] == A
    assert answers(asked) != before
    assert "why: 'to try it: a colon'" in own_file.read_text(encoding="utf-8")
    assert "taken back: same-sdf-iraq" in said(own, "undo", "same-sdf-iraq")
    assert answers(asked) == before
    assert own_file.read_text(encoding="utf-8") == HEADER


def test_a_chain_that_meets_a_negative_is_refused_and_nothing_is_written(own: Path, asked: str, own_file: Path) -> None:
    said(own, "same", A, B)
    said(own, "same", B, C)
    written, before = own_file.read_bytes(), answers(asked)
    told = said(own, "different", A, C, code=2)
    expected = f"{A} ~ {B} ~ {C} by judgements same-{A}-{B}, same-{B}-{C}; but different-{A}-{C} keeps {A} and {C}"
    assert expected in told
    assert own_file.read_bytes() == written
    assert answers(asked) == before
    assert "whoholds undo" in said(own, "different", A, B, code=2)
    said(own, "undo", f"same-{A}-{B}")
    said(own, "different", C, A)
    told = said(own, "same", B, A, code=2)
    assert f"{C} ~ {B} ~ {A} by judgements same-{B}-{C}, same-{B}-{A}; but different-{C}-{A} keeps" in told


def test_unsure_joins_nothing_and_gives_way_to_a_verdict(own: Path, asked: str, own_file: Path) -> None:
    before = answers(asked)
    assert "joins nothing" in said(own, "same", A, B, "--unsure")
    assert now(asked, f"entities/{B}")["entity"]["unsure"] == [A]
    assert answers(asked)[:2] == before[:2]
    said(own, "different", B, A)
    entity = now(asked, f"entities/{A}")["entity"]
    assert (entity["notSameAs"], entity["unsure"]) == ([B], [])
    assert own_file.read_text(encoding="utf-8").count("- id:") == 1
    assert "you judged so before: different-iraq-sdf" in said(own, "different", A, B)


def test_statements_are_joined_by_key_or_id_and_shown(own: Path, asked: str, own_file: Path) -> None:
    id_ = now(asked, f"statements/{OTHER}")["statement"]["id"]
    before = answers(asked)
    said(own, "same", ONE, id_)
    for key, other in ((ONE, OTHER), (OTHER, ONE)):
        statement = now(asked, f"statements/{key}")["statement"]
        assert statement["sameOccurrence"] == [other]
        assert (statement["differentOccurrence"], statement["unsureOccurrence"]) == ([], [])
    assert answers(asked)[1:] == before[1:]
    said(own, "undo", f"same-{ONE}-{OTHER}")
    said(own, "different", ONE, OTHER)
    assert now(asked, f"statements/{ONE}")["statement"]["differentOccurrence"] == [OTHER]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["same", A], 2, "two or more"),
        (["same", A, "SDF"], 2, "alone"),
        (["same", A, "nobody-at-all"], 4, "nobody-at-all"),
        (["same", "Iraq", A], 2, "place-iraq"),
        (["same", "iraq", "place-iraq"], 2, "iraq (Actor), place-iraq (Place)"),
        (["same", ONE, A], 2, "not both"),
        (["different", ONE, "no-such:key"], 4, "no-such:key"),
        (["undo", "no-such-judgement"], 4, "no-such-judgement"),
    ],
)
def test_what_cannot_be_judged_is_told_and_nothing_is_written(
    own: Path, words: list[str], code: int, told: str, own_file: Path
) -> None:
    assert told in said(own, *words, code=code)
    assert not own_file.exists()


def test_ones_own_word_against_shipped_ones_wins_and_is_told(
    own: Path, asked: str, own_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app import judgements as files
    from app.cli.judging import list_judgements
    from app.judgements import judge, take_back
    from graph.model.judgements import Judgement
    from graph.store.reading.reader import Reader

    shipped = [
        Judgement(id=f"{one}-is-{other}", ids=(one, other), verdict="positive", by="us", on="2026-01-01", why="so")
        for one, other in ((A, B), (B, C))
    ]
    settings = settings_for(own)
    with Store(settings) as store:
        before = answers(asked)
        monkeypatch.setattr("app.judgements.shipped_judgements", lambda: shipped)
        files.follow_judgements(store, settings)
        joined = answers(asked)
        assert joined != before
        done = judge(store, settings, [A, C], "negative", by="a tester")
        assert [judgement.id for judgement, _ in done.aside] == [f"{A}-is-{B}", f"{B}-is-{C}"]
        rows = list_judgements(Reader(store).view(), settings)["rows"]
        assert [row["from"] for row in rows] == ["you", "whoholds", "whoholds"]
        assert [row["inForce"] for row in rows] == [True, False, False]
        assert f"your different-{A}-{C} keeps {A} and {C} apart" in rows[1]["note"]
        take_back(store, settings, done.judgement.id)
        assert answers(asked) == joined
        # a shipped one is taken back by an own `unsure` in its place, and that can be taken back too
        done = take_back(store, settings, f"{A}-is-{B}", by="a tester")
        assert (done.judgement.verdict, done.judgement.ids) == ("unsure", (A, B))
        assert now(asked, f"entities/{B}")["entity"]["sameAs"] == [C]
        take_back(store, settings, done.judgement.id)
        assert answers(asked) == joined
        monkeypatch.undo()
        files.follow_judgements(store, settings)
        assert answers(asked) == before


def test_while_a_load_writes_nothing_is_recorded(own: Path, own_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.judgements import judge
    from graph.errors import Busy

    def busy(*_: object) -> None:
        raise Busy("a load is writing")

    said(own, "same", A, B)
    written = own_file.read_bytes()
    monkeypatch.setattr("app.judgements.apply_judgements", busy)
    with Store(settings_for(own)) as store, pytest.raises(Busy):
        judge(store, settings_for(own), [B, C], "positive")
    assert own_file.read_bytes() == written


def test_the_list_says_whose_a_judgement_is_and_whether_it_holds(own: Path, own_file: Path) -> None:
    own_file.write_text(
        "- {id: by-hand, ids: [sdf, ghosts], verdict: positive, by: anna, on: 2026-02-05, why: one force}\n",
        encoding="utf-8",
    )
    told = said(own, "judgements", "--apply")
    for word in (
        "by-hand (positive): sdf, ghosts",
        "by anna on 2026-02-05, from you, not yet in force: waits until ghosts",
    ):
        assert word in " ".join(told.split())
    assert max(map(len, told.splitlines())) <= 80
    own_file.write_text("- {id: by-hand}\n", encoding="utf-8")
    assert "judgements.yml, entry 1" in said(own, "judgements", code=2)
    own_file.write_text("", encoding="utf-8")
