"""No summary holds a number that its data does not hold with the same meaning: its day, its range, its speaker.

Of small worlds in the commonest shapes, of random worlds, and of the data that is shipped. What a number may mean is
worked out from the statements (sentence_checks.py), and read out of sentences by a plain reader (sentence_reader.py).
"""

import gzip
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.answers.question import read_common
from app.answers.status import status
from app.judgements import shipped_judgements
from app.questions.alliances import alliances
from app.questions.alliances_diff import alliances_diff
from app.questions.alliances_series import alliances_series
from app.questions.balance import balance
from app.questions.chain import chain
from app.questions.changes import changes
from app.questions.contested import contested
from app.questions.custody import custody
from app.questions.entities import entities
from app.questions.events import events
from app.questions.ledger import ledger
from app.questions.network import network
from app.questions.paths import paths
from app.questions.plans import plans
from app.questions.search import search
from app.questions.series import series
from app.questions.silences import silences
from app.questions.sources import sources
from app.sentences.names import PrintedNames
from graph.dates.windows import MAX
from graph.model.entities import NamedEntity
from graph.model.statement import StoredStatement
from graph.selection.selection import Selection
from graph.store.engine.connection import Engine
from graph.store.reading import view as view_module
from graph.store.reading.reader import Reader
from graph.store.reading.view import View
from graph.store.store import Store
from graph.store.writing.judgements import apply_judgements
from graph.vocabulary import vocabulary
from ingest.loading import load_source
from ingest.source import find_folder
from tests.app import record_checks as records
from tests.app import sentence_checks as checks
from tests.app import sentence_counts as counts
from tests.conftest import wipe
from tests.engines.loaded_database import load_once
from tests.ingest.tables import table
from tests.ingest.test_gml_mid import ENEMY, USUAL
from tests.world import plain_store
from tests.world.plain_builder import GROUP, comes, holds, told, world
from tests.world.plain_store import filled
from tests.world.plain_worlds import World, drawn

RANDOM_WORLDS = 6


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Statements come from memory, also few: the database is asked for the same by test_oracle.py."""
    monkeypatch.setattr(view_module, "MANY", -1)


def remember(view: View) -> View:
    """A view whose statements were read into memory."""
    view.load_statements()
    return view


def moves_in(view: View) -> list[StoredStatement]:
    predicates = vocabulary().predicates
    moving = [name for name, one in predicates.items() if one.custody and not one.is_state]
    return list(view.select_by_predicates(moving))


def faults_of_custody(view: View, held: str | None, day: str, holder: str | None = None) -> list[str]:
    asked = read_common(as_of=day, limit=10_000)
    days = asked.as_of.earliest, asked.as_of.latest
    answer = as_checked(view, custody(Selection(view, asked), held, holder))
    moves = moves_in(view)
    places = view.select_by_predicates(vocabulary().predicates_over_places)  # who took over one is said too
    found = [
        *checks.of_custody(answer, days, moves),
        *checks.of_days(answer, days, [*places, *moves]),  # who left is said with its day
        *checks.of_open_days(answer),
    ]
    found += [fault for row in answer["rows"] for fault in checks.of_wordings(row, moves)]
    return [f"{day}: {fault}: {answer['summary']}" for fault in found]


def as_checked(view: View, answer: Any) -> Any:
    """An answer whose sentence has the names that its rows have, instead of those that the language prints."""
    printed, text = list_printed(view), answer["summary"]
    found = sorted((name for name in printed if name in text), key=len, reverse=True)
    marks = {name: f"\0{number}\0" for number, name in enumerate(found)}
    for name in found:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", marks[name], text)
        begun = rf"(?<!\w){re.escape(name[:1].upper() + name[1:])}(?!\w)"  # a sentence begins with it
        text = re.sub(begun, f"\x01{marks[name]}", text)
    for name in found:
        own = printed[name]
        text = text.replace(f"\x01{marks[name]}", own[:1].upper() + own[1:]).replace(marks[name], own)
    return {**answer, "summary": text}


PRINTED: dict[int, tuple[View, dict[str, str]]] = {}  # of the last view: it takes longer than most questions


def list_printed(view: View) -> dict[str, str]:
    """The names of a view as they are printed, and the names that those who bear them have in rows."""
    if PRINTED.get(id(view), (None,))[0] is view:
        return PRINTED[id(view)][1]
    names = PrintedNames(view, "en")
    owners: dict[str, list[str]] = {}
    for entity in view.directory:
        forms = names.find_forms(entity.id)
        own = view.directory.get(entity.id).name
        bare = names.find_name(entity.id)
        for form in {own, bare, forms.get("speaker") or own, forms.get("name") or own}:
            owners.setdefault(form, []).append(own)
    # names that hold others are read as a whole, and one that several share stands for all of them
    printed = {form: " and ".join(dict.fromkeys(owned)) for form, owned in owners.items()}
    PRINTED.clear()
    PRINTED[id(view)] = view, printed
    return printed


def convoys() -> World:
    return world(
        comes(150, "2026-01-21"),
        comes((1800, 2200), "2026-01-30", kind="cumulative"),
        comes(5704, "2026-01-21/2026-02-12", spread=True),
    )


SHAPES: dict[str, tuple[World, tuple[str, ...]]] = {
    "three prisons on one day": (
        world(holds(12, "2026-03-01", "annex"), holds(1450, "2026-03-01", "house"), holds(230, "2026-03-01", "centre")),
        ("2026-03-01", "2026-03-09", "2026-02-28"),
    ),
    "places on different days": (
        world(holds(12, "2026-03-01", "annex"), holds(30, "2026-03-04", "house"), holds(31, "2026-03-04", "annex")),
        ("2026-03-01", "2026-03-03", "2026-03-04", "2026-03-20"),
    ),
    "a count of another day": (world(holds(40, "2026-02-13"), holds(None, "2026-02-05")), ("2026-02-05", "2026-02-20")),
    "counts of two speakers": (
        world(holds(0, "2026-03-01"), holds(55999, "2026-03-01", said_by="other-desk")),
        ("2026-03-01", "2026-03-02"),
    ),
    "counts of one place that disagree": (
        world(
            holds(30, "2026-02-10", "annex"),
            holds(9, "2026-02-10", "annex", said_by="other-desk"),
            holds(100, "2026-01-10", "house"),
        ),
        ("2026-02-10", "2026-02-12"),
    ),
    "a newer total beside an older one": (convoys(), ("2026-01-25", "2026-02-05", "2026-02-14")),
    "moves both ways": (
        world(
            comes(5, "2026-01-01"),
            comes(7, "2026-02-01"),
            told("transfers", {"from_holder": "north", "to_holder": "south", "object": GROUP}, {"on": "2026-03-01"}, 3),
        ),
        ("2026-04-01", "2026-01-15"),
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_number_of_custody_is_that_of_its_holder_and_day(store: Store, shape: str) -> None:
    of, days = SHAPES[shape]
    view = remember(filled(store, of))
    assert not [fault for day in days for fault in faults_of_custody(view, GROUP, day)]


def test_figures_that_disagree_say_of_which_place_they_are(store: Store) -> None:
    of, _ = SHAPES["counts of one place that disagree"]
    assert custody(Selection(remember(filled(store, of)), read_common(as_of="2026-02-12")), GROUP)["summary"] == (
        "On 12 February 2026 north probably still held 30 men in annex, counted on 10 February 2026, according to "
        "desk, or nine, counted on 10 February 2026, according to other-desk."
    )


@pytest.mark.timeout(0)
@pytest.mark.parametrize("seed", range(RANDOM_WORLDS))
def test_every_number_of_random_worlds_is_in_its_rows(store: Store, seed: int) -> None:
    of, questions = drawn(seed)
    view = remember(filled(store, of))
    for one in questions:
        day = plain_store._written(one["as_of"])
        if one["kind"] == "custody":
            assert not faults_of_custody(view, one["held"], day, one["holder"])
        else:
            assert not faults(view, day, one.get("held") or "group-0", one.get("actor"), one["kind"])


LATER = "2026-06-01"


def faults(view: View, day: str, held: str, actor: str | None = None, kind: str = "all") -> list[str]:
    """What is wrong in the answers to all questions but that for custody, on a day; or to those of one kind."""
    stored = {one.id: one for one in view.select_by_predicates(vocabulary().predicates)}
    moves = faults_of_moves(view, day, held, stored) if kind != "alliances" else []
    return moves + (
        faults_of_alliances(view, day, actor, stored) + faults_of_lists(view, day, stored) if kind != "ledger" else []
    )


def faults_of_lists(view: View, day: str, stored: dict[str, StoredStatement]) -> list[str]:
    """What is wrong in the answers on what is there, loaded and changed."""
    asked, reader = read_common(as_of=day, limit=10_000), Reader(view.store)
    found: list[str] = []
    lists = {
        "entities": (
            entities(Selection(view, asked), "Actor"),
            "(entity|entities)",
            sum(is_own(view, one, "Actor") for one in view.directory),
        ),
    }
    for name, (answer, word, number) in lists.items():
        found += [f"{name}: {fault}: {answer['summary']}" for fault in counts.of_list(answer, word, number)]
    answers = {
        "events": records.of_statements(view, {"question": {"day": day}, **events(Selection(view, asked))}),
        "sources": records.of_titles(sources(Selection(view, asked))),
        "changes": records.of_statements(view, changes(Selection(view, asked), 0)),
        "status": counts.of_status(status(reader), len(stored)),
    }
    return found + [f"{name}: {fault}" for name, some in answers.items() for fault in some]


def is_own(view: View, entity: NamedEntity, label: str) -> bool:
    return entity.label == label and view.directory.find_canonical(entity.id) == entity.id


def faults_of_moves(view: View, day: str, held: str, stored: dict[str, StoredStatement]) -> list[str]:
    """What is wrong in the answers on who was moved, counted, planned for and disputed."""
    asked, whole = (read_common(as_of=day, limit=10_000, include=include) for include in (None, "statements"))
    days = asked.as_of.earliest, asked.as_of.latest
    names = {one.id: view.directory.get(one.id).name for one in view.directory}
    one_group = view.directory.find_canonical(held)  # ids that a judgement joins are asked for as one
    silent = partial(counts.of_silent_ledger, asked=days, held=one_group, moves=moves_in(view), names=names)
    answers: dict[str, tuple[dict[str, Any], Any]] = {
        "ledger": (
            ledger(Selection(view, asked), held),
            lambda one: checks.of_ledger(one) if one["rows"] else silent(one),
        ),
        "plans": (
            plans(Selection(view, asked)),
            lambda one: [*checks.of_plans(one), *counts.of_doers(one, stored, names)] if one["rows"] else (),
        ),
        "contested": (contested(Selection(view, asked)), partial(records.of_statements, view)),
        "silences": (silences(Selection(view, asked)), partial(records.of_statements, view)),
        "series": (series(Selection(view, whole), held), partial(counts.of_series, asked=days, stored=stored)),
        "chain": (chain(Selection(view, whole), held), partial(counts.of_chain, asked=days, stored=stored)),
    }
    return [
        fault
        for name, (answer, check) in answers.items()
        for fault in told_of(view, name, day, answer, check, reports=counts.deeds_of(answer, stored))
    ]


def faults_of_alliances(view: View, day: str, actor: str | None, stored: dict[str, StoredStatement]) -> list[str]:
    """What is wrong in the answers on who was friendly or hostile to whom, and on how actors are tied together."""
    asked, last = read_common(as_of=day, limit=10_000), max(day[-10:], LATER)
    days = asked.as_of.earliest, asked.as_of.latest
    pairs = alliances(Selection(view, asked))
    answers: dict[str, tuple[dict[str, Any], Any]] = {
        "alliances": (pairs, partial(counts.of_pairs, pairs=pairs, stored=stored)),
        "balance": (balance(Selection(view, asked)), partial(counts.of_balance, pairs=pairs)),
        "network": (network(Selection(view, asked)), partial(counts.of_pairs, pairs=pairs, stored=stored)),
        "diff": (
            without_last_year(alliances_diff(Selection(view, read_common(limit=10_000)), day, last), stored),
            partial(
                counts.of_diff, first=pairs, last=alliances(Selection(view, read_common(as_of=last, limit=10_000)))
            ),
        ),
        "steps": (
            alliances_series(Selection(view, read_common()), "2026-01-01", "2026-03-31", "P1M"),
            partial(of_steps, view, stored),
        ),
    }
    actors = sorted({end["id"] for row in pairs["rows"] for end in (row["a"], row["b"])})
    for one in [view.directory.find_canonical(actor)] if actor else actors[:2]:
        around = Selection(view, asked).find_parts(one)
        check = partial(counts.of_actor, actor=one, parts=around)
        answers[f"alliances of {one}"] = alliances(Selection(view, asked), one), check
    for one, other in ((actors[0], actors[-1]), (actors[0], actors[1])) if len(actors) > 1 else ():
        for in_turn in (False, True):
            few = read_common(as_of=day, limit=25)
            answers[f"paths {one} {other} {in_turn}"] = (
                paths(Selection(view, few), one, other, max_hops=3, time_respecting=in_turn),
                partial(records.of_statements, view),
            )
    return [
        fault
        for name, (answer, check) in answers.items()
        for fault in told_of(view, name, day, answer, check, days, reports=counts.hops_of(answer, stored))
    ]


def without_last_year(answer: Any, stored: dict[str, StoredStatement]) -> Any:
    """An answer whose sentence does not say in which year the data of its speakers end, once that year is theirs."""
    found = re.search(r", whose data end in (\d{4})", answer["summary"])
    if found is None:
        return answer
    ends: dict[str, int] = {}
    for one in stored.values():
        if one.validity.window.latest < MAX:
            ends[one.said_by] = max(ends.get(one.said_by, 0), one.validity.window.latest.year)
    assert int(found[1]) in ends.values(), answer["summary"]
    return {**answer, "summary": answer["summary"].replace(found[0], "")}


def of_steps(view: View, stored: dict[str, StoredStatement], answer: dict[str, Any]) -> Iterator[str]:
    steps = [f"{row['start']}/{row['end']}" for row in answer["rows"]]
    return counts.of_steps(
        answer, [alliances(Selection(view, read_common(as_of=step, limit=10_000))) for step in steps], stored
    )


def told_of(
    view: View,
    name: str,
    day: str,
    answer: dict[str, Any],
    check: Any,
    days: checks.Days | None = None,
    reports: Iterable[StoredStatement] = (),
) -> list[str]:
    """The faults of one answer, with its sentence."""
    asked = read_common(as_of=day).as_of
    if name in ("ledger", "plans", "series", "chain"):
        answer = as_checked(view, answer)
    wrong = [*check(answer), *checks.of_days(answer, days or (asked.earliest, asked.latest), reports)]
    wrong += checks.of_open_days(answer)
    return [f"{name}, {day}: {fault}: {answer['summary']}" for fault in wrong]


@pytest.fixture(scope="module")
def shipped(embedded_engine: Engine, tmp_path_factory: pytest.TempPathFactory, kept: Path) -> Iterator[View]:
    wipe(embedded_engine)
    folder = tmp_path_factory.mktemp("shipped")
    load_once(embedded_engine, "samples", kept, lambda store: load_samples(store, folder))
    with Store(engine=embedded_engine) as store:
        yield remember(Reader(store).view())


def load_samples(found: Store, folder: Path) -> None:
    """All sources; of the two largest every 40th and 90th row. None of gml-mid lies here: two rows are invented."""
    for source in ("isis-detainee-transfer", "reported-figures", "ucdp-actor"):
        load_source(found, source)
    for source, step in (("ucdp-dyadic", 40), ("nz-prison-transfers", 90)):
        (sample,) = (find_folder(source) / "sample").iterdir()
        header, *rows = gzip.decompress(sample.read_bytes()).splitlines(keepends=True)
        file = folder / f"{source}.csv"
        file.write_bytes(b"".join([header, *rows[::step]]))
        load_source(found, source, file)
    load_source(found, "gml-mid", table(folder / "gml_part.csv", USUAL, {}, ENEMY))
    apply_judgements(found, shipped_judgements())


PRISONERS = "nz-prison-transfers-prisoners"
ASKED = (
    ("2019-03-25", ("rf-residents-of-al-hol", PRISONERS), "iraq"),
    ("2026-02-05", ("isis-suspects", "rf-residents-of-al-hol", None), "us"),
)
MORE_ASKED = (
    ("1950-06-01", ("isis-suspects",), None),
    ("2016-06-01", ("isis-suspects", None), "isis"),
    ("2021-08-01", (PRISONERS,), None),
    ("2026-01-25", ("isis-suspects", "foreign-isis-suspects"), "us-led-coalition"),
    ("2026-02-14", ("isis-suspects", None), "sdf"),
    ("2026-03-01", ("foreign-isis-suspects",), "damascus"),
)


@pytest.mark.timeout(0)
@pytest.mark.parametrize(
    ("day", "groups", "actor"),
    [
        *(pytest.param(*asked, id=asked[0]) for asked in ASKED),
        *(pytest.param(*asked, id=asked[0], marks=pytest.mark.long) for asked in MORE_ASKED),
    ],
)
def test_every_number_of_what_is_shipped_is_in_its_rows(
    shipped: View, day: str, groups: Sequence[str | None], actor: str | None
) -> None:
    assert not [fault for held in groups for fault in faults_of_custody(shipped, held, day)]
    assert not faults(shipped, day, groups[0] or "", actor)


def test_a_ledger_of_moves_inside_one_holder_says_that_nobody_came_or_went(shipped: View) -> None:
    """In New Zealand's prisons people were moved from prison to prison; nobody counted them."""
    assert ledger(Selection(shipped, read_common(as_of="2021-08-01")), PRISONERS)["summary"] == (
        "There are not enough figures to check: no source here counts people in New Zealand's prisons up to 1 August "
        "2021. The only moves that are reported are inside the Department of Corrections, from place to place."
    )


def test_what_is_done_of_a_plan_has_its_day_and_speaker(shipped: View) -> None:
    said = plans(Selection(shipped, read_common(as_of="2026-02-05")))["summary"]
    assert (
        "bout 2,000 had been moved in all by a Thursday on or after 29 January 2026, according to an anonymous" in said
    )


def test_a_search_says_what_the_best_match_is(shipped: View) -> None:
    answer = search(Selection(shipped, read_common(limit=10_000)), "iraq")
    assert answer["summary"].startswith("Iraq is a state.")
    assert answer["rows"][0]["id"] == "iraq"


def test_a_page_of_steps_says_which_years_it_tells_of(shipped: View) -> None:
    told = alliances_series(Selection(shipped, read_common(limit=2)), "2012", "2016")["summary"]
    assert told.startswith("The number of pairs that fought was three in 2012 and three in 2013, according to ")
    assert "2016" not in told
