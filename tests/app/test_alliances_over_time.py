"""Alliances over time in a store: an invented dispute by hand, and random worlds against the point answer."""

import os
import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.answers.question import Common, read_common
from app.questions.alliances import alliances
from app.questions.alliances_diff import alliances_diff
from app.questions.alliances_series import alliances_series
from app.questions.network import network
from graph.alliances.pairs import list_pairs
from graph.errors import InvalidInput
from graph.evidence.hierarchy import is_fact
from graph.evidence.speakers import drop_retracted
from graph.evidence.support import make_state_evidence
from graph.selection.selection import Selection
from graph.store.reading.reader import Reader
from graph.store.reading.view import View
from graph.store.store import Store
from graph.vocabulary import vocabulary
from tests.conftest import wipe
from tests.world import plain_store
from tests.world.plain_worlds import OFFSETS, OPEN, SIGNS, World

Json = dict[str, Any]
WORLDS = int(os.environ.get("WHOHOLDS_ORACLE_WORLDS", "15"))
ACTORS = ("ash", "birch", "cedar", "dogwood")


def told(key: str, predicate: str, who: str, whom: str, **rest: Any) -> World:
    """One statement of a plain world, said and known at the end of 2026 unless it is told otherwise."""
    said = {"said": "2026-12-01", "known": "2026-12-01", "said_by": "crow", "source": "crow-post", "responds_to": []}
    roles = {"subject": [who], "object": [whom]}
    versions = {"opened_in": 1, "closed_in": OPEN}
    return said | {"key": key, "predicate": predicate, "roles": roles} | versions | rest


DISPUTE = [
    told("pact", "allied_with", "ash", "birch", valid="2020/2026-01-31"),
    told("quarrel", "fights", "ash", "birch", valid="2026-02-10/2026-06-30"),
    told("aid", "supports", "cedar", "ash", valid="2019/2026-12-31", said="2026-12-31", known="2026-12-31"),
    told("seen", "fights", "birch", "cedar", observed="2026-01-10", known="2026-03-01"),
    told("early", "supports", "birch", "dogwood", observed="2026-01-05", said="2026-01-06", known="2026-01-06"),
    told("back", "supports", "birch", "dogwood", observed="2026-01-05", said="2026-02-01", known="2026-02-01",
         polarity="denies", responds_to=[{"key": "early", "stance": "corrects", "scope": "specific"}]),
]  # fmt: skip


def world_of(statements: list[World]) -> World:
    labels = dict.fromkeys([*ACTORS, "crow", "daw"], "Actor")
    found = {
        "anonymous": [],
        "publishers": {"crow-post": "crow", "daw-herald": "daw"},
        "judgements": [],
        "statements": statements,
    }
    return {"labels": labels} | found


@pytest.fixture(scope="module")
def dispute(store: Store) -> View:
    wipe(store.engine)
    return plain_store.fill(store, world_of(DISPUTE)).view()


def changes(answer: Json) -> dict[str, str]:
    return {f"{row['a']['id']} {row['b']['id']}": row["change"] for row in answer["rows"]}


def counts(row: Json) -> list[int]:
    return [row[name] for name in ("pairs", "friendly", "hostile", "neutral", "mixed", "certain", "actors")]


# the dispute


def test_a_year_of_the_dispute_in_quarters(dispute: View) -> None:
    rows = alliances_series(Selection(dispute, read_common()), "2026", "2026", "quarter")["rows"]
    assert (rows[0]["start"], rows[0]["end"]) == (date(2026, 1, 1), date(2026, 3, 31))
    # in the first quarter ash and birch were both friends and foes; birch and cedar fought, for certain at some time
    assert [counts(row) for row in rows] == [
        [3, 1, 1, 0, 1, 3, 3], [3, 1, 2, 0, 0, 2, 3], [2, 1, 1, 0, 0, 1, 3], [1, 1, 0, 0, 0, 1, 2],
    ]  # fmt: skip
    assert [row["density"] for row in rows] == [1.0, 1.0, round(2 / 3, 9), 1.0]
    assert [(row["components"], row["friendlyComponents"]) for row in rows] == [(1, 1)] * 4


def test_on_single_days_friends_who_fell_out_are_never_both(dispute: View) -> None:
    rows = alliances_series(Selection(dispute, read_common()), "2026", "2026", "P1M", "day", actor="ash")["rows"]
    assert not any(row["mixed"] for row in rows)
    assert [row["hostile"] for row in rows[:7]] == [0, 0, 1, 1, 1, 1, 0]  # from 10 February to 30 June
    assert rows[0]["start"] == rows[0]["end"] == date(2026, 1, 1)
    assert rows[0]["density"] is None


def test_the_series_of_two_has_their_row_with_its_statements(dispute: View) -> None:
    rows = alliances_series(
        Selection(dispute, read_common()), "2026-01-01", "2026-03-01", "month", "day", "birch", "ash"
    )["rows"]
    pairs = [row["pair"] for row in rows]
    assert [pair and (pair["sign"], pair["certainty"], len(pair["statements"])) for pair in pairs] == [
        (1, "certain", 1), None, (-1, "certain", 1),
    ]  # fmt: skip
    nobody = alliances_series(Selection(dispute, read_common()), "2026", "2026", "P1Y", actor="birch", other="dogwood")[
        "rows"
    ]
    assert [(row["pairs"], row["pair"]) for row in nobody] == [(0, None)]


def test_each_step_tells_how_many_statements_tell_of_a_beginning_in_it(dispute: View) -> None:
    def begun(asked: Common = read_common(), **more: Any) -> list[list[int]]:  # noqa: B008
        rows = alliances_series(Selection(dispute, asked), "2026", "2026", "quarter", **more)["rows"]
        return [[row["starts"]["certain"], row["starts"]["possible"]] for row in rows]

    # the quarrel, and that birch fought cedar; the pact and the aid began years before
    assert begun() == [[2, 0], [0, 0], [0, 0], [0, 0]]
    assert begun(sign="hostile") == [[1, 0], [0, 0], [0, 0], [0, 0]]  # ash and birch were mixed then
    assert begun(actor="cedar") == [[1, 0], [0, 0], [0, 0], [0, 0]]
    assert begun(read_common(known_at="2026-06-01"))[0] == [1, 0]  # the quarrel was told of in December


def test_without_days_a_series_runs_from_the_first_evidence_to_the_last(dispute: View) -> None:
    answer = alliances_series(Selection(dispute, read_common()))
    assert (str(answer["question"]["from"]), str(answer["question"]["to"])) == ("2019-01-01", "2026-12-31")
    assert len(answer["rows"]) == 8


def test_what_began_ended_changed_and_faded_in_the_dispute(dispute: View) -> None:
    answer = alliances_diff(Selection(dispute, read_common()), "2026-01-15", "2026-03-15")
    assert changes(answer) == {"ash birch": "changed"}
    (row,) = answer["rows"]
    assert (row["before"]["sign"], row["after"]["sign"]) == (1, -1)
    keys = {s.id: s.key for s in dispute.select_by_ids(row["because"])}
    assert set(keys.values()) == {"pact", "quarrel"}
    assert changes(alliances_diff(Selection(dispute, read_common()), "2026-03-15", "2027-06-01")) == {
        "ash birch": "ended",  # the quarrel until the end of June
        "ash cedar": "ended",
        "birch cedar": "faded",
    }
    assert changes(alliances_diff(Selection(dispute, read_common()), "2018-06-01", "2019-06-01")) == {
        "ash cedar": "began"
    }


def test_what_was_learnt_of_a_day_stands_apart_from_what_happened(dispute: View) -> None:
    answer = alliances_diff(
        Selection(dispute, read_common(known_at="2026-06-01")), "2026-01-20", "2026-01-20", "2026-01-10"
    )
    assert changes(answer) == {"birch cedar": "newlyReported", "birch dogwood": "withdrawn"}
    assert answer["counts"]["began"] == answer["counts"]["ended"] == 0
    withdrawn = answer["rows"][1]
    assert withdrawn["after"] is None
    assert [s.key for s in dispute.select_by_ids(withdrawn["because"])] == ["early"]


@pytest.mark.parametrize("day", ["2026-01-20", "2026", "1900"])
def test_a_day_does_not_differ_from_itself(dispute: View, day: str) -> None:
    for known in (None, "2026-03-15"):
        answer = alliances_diff(Selection(dispute, read_common(known_at=known)), day, day, known)
        assert answer["rows"] == []


def test_certain_changes_are_those_whose_rows_are_certain_and_no_possible_row_counts_as_gone(dispute: View) -> None:
    asked = read_common(certainty="certain")
    assert (
        changes(alliances_diff(Selection(dispute, asked), "2026-01-10", "2026-01-20")) == {}
    )  # then possible, but not gone
    assert changes(alliances_diff(Selection(dispute, asked), "2026-03-15", "2027-06-01")) == {
        "ash birch": "ended", "ash cedar": "ended",
    }  # fmt: skip


def test_a_place_in_the_picture_is_the_same_whatever_is_asked(dispute: View) -> None:
    places: dict[str, set[Any]] = {}
    for asked in (
        read_common(as_of="2026-01-20"),
        read_common(as_of="2026-03-15", known_at="2026-02-20"),
        read_common(as_of="2020"),
    ):
        for sign in (None, "friendly", "hostile"):
            for node in network(Selection(dispute, asked), sign=sign)["nodes"]:
                places.setdefault(node["id"], set()).add((node["x"], node["y"]))
    # withdrawn since, but seen at the time
    early = network(Selection(dispute, read_common(as_of="2026-01-20", known_at="2026-01-20")))
    assert [node["id"] for node in early["nodes"]] == ["birch", "dogwood"]
    for node in early["nodes"]:
        places.setdefault(node["id"], set()).add((node["x"], node["y"]))
    assert set(places) == set(ACTORS)
    assert all(len(found) == 1 for found in places.values())


def test_at_most_so_many_actors_are_sent_and_the_answer_says_so(dispute: View) -> None:
    answer = network(Selection(dispute, read_common(as_of="2026-01-20", limit=2)))
    assert answer["truncated"]
    assert len(answer["nodes"]) == 2
    assert len(answer["edges"]) == 1
    assert "2 of 3 actors" in answer["notes"][0]
    near = network(Selection(dispute, read_common(as_of="2026-01-20", limit=2)), actor="cedar")
    assert "cedar" in {node["id"] for node in near["nodes"]}


def test_an_actor_without_a_pair_stands_alone(dispute: View) -> None:
    answer = network(Selection(dispute, read_common(as_of="2026-01-20")), actor="crow")
    (crow,) = answer["nodes"]
    assert (crow["x"], crow["y"], answer["edges"]) == (None, None, [])
    assert "crow" in answer["notes"][0]


# what cannot be answered


@pytest.mark.parametrize("day", ["1900-01-01", "2101"])
def test_a_day_outside_of_all_evidence_is_answered_with_the_days_that_there_are(dispute: View, day: str) -> None:
    found = "What sources say here runs from 1 January 2019 to 31 December 2026"
    assert found in alliances_series(Selection(dispute, read_common()), day, day)["notes"]
    assert found in alliances_diff(Selection(dispute, read_common()), day, day)["notes"]
    assert found in network(Selection(dispute, read_common(as_of=day)))["notes"]
    assert found in alliances(Selection(dispute, read_common(as_of=day)))["notes"]


@pytest.mark.parametrize(
    ("given", "parameter"),
    [
        ({"start": "2026", "end": "2019"}, "to"),
        ({"step": "P0D"}, "step"),
        ({"step": "often"}, "step"),
        ({"start": "1000", "step": "day"}, "step"),
        ({"start": "soon"}, "from"),
        ({"at": "noon"}, "at"),
        ({"sign": "warm"}, "sign"),
        ({"other": "ash"}, "other"),
        ({"actor": "ash", "other": "ash"}, "other"),
    ],
)
def test_a_series_that_makes_no_sense_is_refused_by_parameter(dispute: View, given: Json, parameter: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        alliances_series(Selection(dispute, read_common()), **given)
    assert refused.value.parameter == parameter
    assert refused.value.value == given.get({"from": "start", "to": "end"}.get(parameter, parameter))


def test_days_and_knowledge_in_reverse_are_refused(dispute: View) -> None:
    with pytest.raises(InvalidInput) as refused:
        alliances_diff(Selection(dispute, read_common()), "2026-02-01", "2026-01-01")
    assert (refused.value.parameter, refused.value.value) == ("to", "2026-01-01")
    with pytest.raises(InvalidInput) as refused:
        alliances_diff(Selection(dispute, read_common(known_at="2026-01-01")), "2026-01-01", "2026-02-01", "2026-03-01")
    assert refused.value.parameter == "from_known_at"


def test_an_empty_store_answers_with_nothing_and_says_so(dispute: View) -> None:
    empty = Reader(dispute.store).view(0)
    says = "No source here says who is friendly or hostile to whom"
    series = alliances_series(Selection(empty, read_common()))
    assert (series["rows"], series["question"]["from"]) == ([], None)
    assert counts(alliances_series(Selection(empty, read_common()), "2020", "2020")["rows"][0]) == [0] * 7
    assert all(
        says in answer["notes"]
        for answer in (
            series,
            alliances_diff(Selection(empty, read_common()), "2020", "2021"),
            network(Selection(empty, read_common())),
        )
    )


# random worlds, by the columns here and by the store there


def by_store(view: View, asked: Common) -> Json:
    """The point answer, by the way that reads every statement from the store."""
    return alliances(Selection(view, replace(asked, explain=True)))


def pair_of(row: Json) -> tuple[str, str]:
    one, other = (end if isinstance(end, str) else end["id"] for end in (row["a"], row["b"]))
    return min(one, other), max(one, other)


def begun_in(view: View, rows: list[Json], days: tuple[date, date]) -> Json:
    """How many statements of some rows tell of a beginning in these days, counted one by one."""
    found = {"certain": 0, "possible": 0}
    for one in {s.id: s for row in rows for s in view.select_by_ids(row["statements"])}.values():
        first = one.bounds.earliest_end if one.validity.kind == "observed" else one.bounds.earliest_start
        last = one.bounds.latest_start
        if date.min < first and first <= days[1] and days[0] <= last:
            found["certain" if days[0] <= first and last <= days[1] else "possible"] += 1
    return found


def tallied(rows: list[Json]) -> list[int]:
    signs = [sum(row["sign"] == sign for row in rows) for sign in (1, -1, 0)]
    sure = sum(row["certainty"] == row["knownCertainty"] == "certain" for row in rows)
    return [len(rows), *signs, sum(row["mixed"] for row in rows), sure, len({id_ for r in rows for id_ in pair_of(r)})]


def ended(view: View, asked: Common, days: tuple[date, date], pair: tuple[str, str], signs: set[Any]) -> bool:
    """Whether a statement on the pair tells of an end, perhaps in these days, of something with such a sign."""
    predicates = vocabulary().predicates
    said = Selection(view, asked).select_statements(
        view.select_by_predicates(vocabulary().signed_predicates, asked.known_by)
    )
    return any(
        is_fact(s) and pair in list_pairs(s) and predicates[s.predicate].sign in signs
        and (end := make_state_evidence(s).end) and end.earliest <= days[1] and days[0] <= end.latest
        for s in drop_retracted(said, view.publishers)
    )  # fmt: skip


def rows_on(view: View, asked: Common, day: date) -> dict[tuple[str, str], Json]:
    days = read_common(as_of=str(day)).as_of
    return {pair_of(row): row for row in by_store(view, replace(asked, as_of=days))["rows"]}


def describe_sign(view: View, row: Json) -> tuple[Any, ...]:
    """The sign of a row, and whether some of its statements state what is friendly, and what is hostile."""
    predicates = vocabulary().predicates
    found = {predicates[s.predicate].sign for s in view.select_by_ids(row["statements"]) if s.reading == "stated"}
    return row["sign"], row["mixed"], 1 in found, -1 in found


def expected_changes(view: View, asked: Common, a: date, b: date) -> dict[tuple[str, str], str]:
    everything = replace(asked, certainty="possible", min_independent=0)
    before, after = (rows_on(view, everything, day) for day in (a, b))
    wanted = [rows_on(view, asked, day) for day in (a, b)]
    found = {}
    for pair in before.keys() | after.keys():
        was, becomes = before.get(pair), after.get(pair)
        if (was and pair not in wanted[0]) or (becomes and pair not in wanted[1]):
            continue
        if was and becomes:
            if describe_sign(view, was) != describe_sign(view, becomes):
                found[pair] = "changed"
        elif becomes:
            found[pair] = "began"
        elif was:
            signs = {sign for sign, name in ((1, "friendly"), (-1, "hostile"), (0, "neutral")) if was["signs"][name]}
            found[pair] = "ended" if ended(view, asked, (a, b), pair, signs) else "faded"
    return found


NARROWED = (
    {}, {}, {"certainty": "certain"}, {"exclude": "crow"}, {"exclude": "daw"}, {"trust": "daw"},
    {"min_independent": 1}, {"max_gap_days": 60}, {"exclude": "daw", "certainty": "certain", "max_gap_days": 400},
)  # fmt: skip


def taking_sides(chance: random.Random, size: int) -> World:
    """A world of so many statements on who sides with whom, some taken back, told and known at various times."""
    statements: list[World] = []
    for number in range(size):
        who, whom = chance.sample(ACTORS, 2)
        one, two = sorted(date(2026, 1, 1) + timedelta(chance.choice(OFFSETS)) for _ in range(2))
        said = two + timedelta(chance.choice((0, 1, 50)))
        window = chance.choice(({"observed": f"{one}"}, {"observed": f"{one}/{two}"}, {"valid": f"{one}/{two}"},
                                {"valid": f"{one}/.."}, {"valid": f"/{two}"}, {"valid": f"{one}/"}))  # fmt: skip
        sign = chance.choice(SIGNS)
        if not vocabulary().predicates[sign].is_state:
            window = {"on": window.get("observed", f"{one}"), "spread": chance.random() < 0.5}
        before = [statement["key"] for statement in statements]
        reply = {"key": chance.choice(before), "stance": "corrects", "scope": "specific"} if before else None
        statements.append(
            told(
                f"s{number}", sign, who, whom, **window, said=str(said),
                known=str(said + timedelta(chance.choice((0, 2, 60, 300)))),
                said_by=chance.choice(("crow", "crow", "daw")), source=chance.choice(("crow-post", "daw-herald")),
                polarity="denies" if chance.random() < 0.15 else "asserts",
                reading="inferred" if chance.random() < 0.2 else "stated",
                mode="intended" if chance.random() < 0.1 else "occurred",
                responds_to=[reply] if reply and chance.random() < 0.2 else [],
            )
        )  # fmt: skip
    return world_of(statements)


@pytest.mark.timeout(0)
@given(
    st.integers(0, 2**32),
    st.sampled_from([3, 8, 20]),
    st.sampled_from([0, 2, 8, 41, 180, 400]),
    st.sampled_from([0, 1, 30, 400]),
    st.sampled_from([None, "2026-03-01", "2027-01-01/2027-02-01"]),
    st.sampled_from(NARROWED),
)
@settings(
    max_examples=WORLDS, derandomize=WORLDS == 15, deadline=None, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_series_diff_and_network_agree_with_the_point_answer(
    store: Store, seed: int, size: int, first: int, more: int, known_at: str | None, narrowed: Json
) -> None:
    wipe(store.engine)
    world = taking_sides(random.Random(seed), size)
    view = plain_store.fill(store, world).view()
    a = date(2026, 1, 1) + timedelta(first)
    b = a + timedelta(more)
    asked = read_common(known_at=known_at, limit=10_000, **narrowed)
    for days in ((a, a), (a, b)):
        period = f"{days[0]}/{days[1]}"
        asked_then = replace(asked, as_of=read_common(as_of=period).as_of)
        point = by_store(view, asked_then)["rows"]
        (row,) = alliances_series(Selection(view, asked), str(days[0]), str(days[1]), "P9999D")["rows"]
        assert counts(row) == tallied(point)
        assert row["starts"] == begun_in(view, point, days)
        drawn = network(Selection(view, asked_then))
        same = ("sign", "mixed", "certainty", "knownCertainty", "support")
        assert {pair_of(edge): (*(edge[n] for n in same), edge["statements"]) for edge in drawn["edges"]} == {
            pair_of(row): (*(row[n] for n in same), len(row["statements"])) for row in point
        }
    answer = alliances_diff(Selection(view, asked), str(a), str(b))
    assert {pair_of(row): row["change"] for row in answer["rows"]} == expected_changes(view, asked, a, b)
    learnt = alliances_diff(Selection(view, asked), str(a), str(a), "2026-01-20" if known_at else "2026-06-01")
    then = replace(asked, known_at=read_common(known_at=learnt["question"]["fromKnownAt"]).known_at)
    met = {pair_of(row): (row["before"] and row["before"]["sign"], row["after"] and row["after"]["sign"])
           for row in learnt["rows"]}  # fmt: skip
    sides = [rows_on(view, replace(one, certainty="possible", min_independent=0), a) for one in (then, asked)]
    wanted = [rows_on(view, one, a) for one in (then, asked)]
    assert met == {
        pair: tuple(side.get(pair) and side[pair]["sign"] for side in sides)
        for pair in sides[0].keys() | sides[1].keys()
        if all(pair not in side or pair in some for side, some in zip(sides, wanted, strict=True))
        and len({pair in side and describe_sign(view, side[pair]) for side in sides}) > 1
    }


def test_a_network_tells_who_is_in_the_middle_where_that_is_asked_for(dispute: View) -> None:
    nodes = network(Selection(dispute, read_common(as_of="2026-03-01")), measures="degree, pagerank")["nodes"]
    assert all(set(node["measures"]) == {"degree", "pagerank"} for node in nodes)
    assert all(node["measures"]["degree"] == sum(node["degree"].values()) for node in nodes)
    assert sum(node["measures"]["pagerank"] for node in nodes) == pytest.approx(1)
    assert not any("measures" in node for node in network(Selection(dispute, read_common(as_of="2026-03-01")))["nodes"])


def test_an_actor_has_its_measures_step_by_step_among_all_pairs(dispute: View) -> None:
    rows = alliances_series(
        Selection(dispute, read_common()), "2026", "2026", "quarter", actor="ash", measures="degree,component"
    )["rows"]
    assert [row["measures"] and row["measures"]["degree"] for row in rows] == [row["pairs"] or None for row in rows]
    with pytest.raises(InvalidInput, match="of an actor"):
        alliances_series(Selection(dispute, read_common()), "2026", "2026", measures="degree")
    with pytest.raises(InvalidInput, match="expected some of degree"):
        network(Selection(dispute, read_common(as_of="2026-03-01")), measures="fame")


def test_what_only_followed_from_sides_and_is_then_stated_has_changed(store: Store) -> None:
    """Ash stood with cedar, which fought birch, in 2021, and fought birch itself in 2022; in 2023 it is as in 2021."""
    wipe(store.engine)
    years = ("2021", "2023")
    statements = [told(f"cedar {year}", "fights", "cedar", "birch", valid=f"{year}/{year}") for year in years]
    statements += [told(f"joined {year}", "fights_beside", "ash", "cedar", valid=f"{year}/{year}") for year in years]
    statements += [
        told(f"against {year}", "fights", "ash", "birch", valid=f"{year}/{year}", reading="inferred") for year in years
    ]
    statements.append(told("war", "fights", "ash", "birch", valid="2022/2022"))
    view = plain_store.fill(store, world_of(statements)).view()

    def changed(first: str, last: str, **more: Any) -> list[tuple[Any, ...]]:
        answer = alliances_diff(Selection(view, read_common(**more)), first, last, actor="ash")
        return [
            (row["b"]["id"], row["change"], *(row[side] and row[side]["certainty"] for side in ("before", "after")))
            for row in answer["rows"]
        ]

    assert changed("2021", "2022") == [("cedar", "ended", "certain", None), ("birch", "changed", "possible", "certain")]
    assert changed("2022", "2023") == [("cedar", "began", None, "certain"), ("birch", "changed", "certain", "possible")]
    assert changed("2021", "2023") == []
    summary = alliances_diff(Selection(view, read_common()), "2021", "2022", actor="ash")["summary"]
    assert summary.casefold().startswith("birch fought ash in 2022 and not in 2021")
    series = alliances_series(Selection(view, read_common()), "2021", "2023", actor="birch", other="ash")
    assert series["summary"].casefold() == (
        "birch and ash fought each other in 2022, according to crow. "
        "ash stood with opponents of birch in 2021 and in 2023, by the same account."
    )
