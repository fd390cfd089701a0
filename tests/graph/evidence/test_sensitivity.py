"""What an answer rests on: tried against leaving out everything, one by one, on random worlds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.alliances.pairs import PairRow as Pair
from graph.alliances.pairs import find_pair_rows, list_pairs
from graph.custody.day import HolderRow, build_custody, sum_holders
from graph.date_constraints.resolution import replace_times, resolve_dates
from graph.dates.linked_dates import DateTie, LinkedDate, LinkedTimes
from graph.evidence.custody_roles import find_held_groups
from graph.evidence.sensitivity import AnswerChange, AnswerRecipe, BoundDates, Fields, Influence, measure_sensitivity
from graph.evidence.speakers import EvidenceLens, collect_utterances, filter_speakers
from graph.model.statement import StoredStatement
from tests.world.builder import answered, said
from tests.world.worlds import day_asked, relation, world_of_custody

DAY = date(2026, 2, 5)
quick = settings(deadline=None, derandomize=True, max_examples=150, suppress_health_check=list(HealthCheck))


def row_facts(row: HolderRow) -> tuple[tuple[str, str], Fields]:
    sure = row.support is not None and row.support.kind == "certain"
    return (row.holder, row.held), {
        "certain": sure, "contested": bool(row.denials), "count": row.count and row.count[0],
        "gained": row.gained and row.gained[:2], "lost": row.lost and row.lost[:2],
    }  # fmt: skip


def of_custody(day: date) -> AnswerRecipe[HolderRow]:
    return AnswerRecipe(
        find_topics=find_held_groups,
        find_rows=lambda group, some: build_custody(some, day, day, wanted=lambda by, of: of == group).rows,
        find_facts=row_facts,
        summarise=lambda rows: {"total": sum_holders(rows)[0]},
    )


def whole_answer(statements: Sequence[StoredStatement], day: date) -> object:
    """The same answer made at once, of all topics together."""
    rows = build_custody(statements, day, day).rows
    return dict(map(row_facts, rows)), sum_holders(rows)[0]


def named(
    statements: Sequence[StoredStatement], day: date, links: Sequence[StoredStatement] = ()
) -> dict[tuple[str, str], Influence]:
    return {(flip.kind, flip.id): flip for flip in measure_sensitivity(statements, of_custody(day), links).found}


@quick
@given(world_of_custody, day_asked)
def test_without_what_is_named_the_answer_is_another_and_without_anything_else_it_is_not(
    statements: list[StoredStatement], day: date
) -> None:
    now, found = whole_answer(statements, day), named(statements, day)
    told = collect_utterances(statements)
    lenses = {("statement", id_): EvidenceLens(statements=frozenset({id_})) for id_ in told}
    lenses |= {("speaker", v.said_by): EvidenceLens(excluded=frozenset({v.said_by})) for v in told.values()}
    for one, lens in lenses.items():
        differs = whole_answer(filter_speakers(statements, lens, ()), day) != now
        assert differs == (one in found), one


@quick
@given(st.lists(relation(), min_size=2, max_size=8), day_asked)
def test_so_it_is_for_who_sides_with_whom(statements: list[StoredStatement], day: date) -> None:
    def facts(row: Pair) -> tuple[object, Fields]:
        return (min(row.a, row.b), max(row.a, row.b)), {"sign": row.sign, "mixed": row.mixed}

    def rows(some: Sequence[StoredStatement]) -> dict[object, Fields]:
        return dict(map(facts, find_pair_rows(some, day, day).rows))

    workings: AnswerRecipe[Pair] = AnswerRecipe(
        find_topics=list_pairs,
        find_rows=lambda pair, some: find_pair_rows(some, day, day, wanted=lambda *both: both == pair).rows,
        find_facts=facts,
    )
    found = {flip.id for flip in measure_sensitivity(statements, workings).found if flip.kind == "statement"}
    without = {s.id: rows([other for other in statements if other is not s]) for s in statements}
    assert found == {id_ for id_, answer in without.items() if answer != rows(statements)}


def test_a_row_of_one_statement_rests_on_it_and_on_its_speaker() -> None:
    only = said("crow", "holds 100", "ash", observed="2026-02-05", key="only")
    found = named([only], DAY)
    gone = (AnswerChange(("ash", "lake-men"), "row", True, False), AnswerChange(None, "total", (100, 100), None))
    assert found == {("statement", "only"): Influence("statement", "only", 1, gone),
                     ("speaker", "crow"): Influence("speaker", "crow", 1, gone)}  # fmt: skip


def test_what_two_say_alike_rests_on_neither() -> None:
    twice = [said(speaker, "holds 100", "ash", observed="2026-02-05") for speaker in ("crow", "daw")]
    assert named(twice, DAY) == {}


def test_a_denial_is_what_makes_a_row_contested() -> None:
    pair = [said("crow", "holds", "ash", observed="2026-02-05", key="crow-says"),
            said("daw", "holds", "ash", observed="2026-02-05", key="daw-says")]  # fmt: skip
    found = named([answered(pair[0], "ash", "denies", key="ash-denies"), pair[1]], DAY)
    assert ("statement", "ash-denies") in found
    assert AnswerChange(("ash", "lake-men"), "contested", True, False) in found["speaker", "ash"].changes
    assert ("statement", "daw-says") not in found


def test_a_loss_that_ended_a_holding_is_named_though_no_row_shows_it() -> None:
    statements = [said("crow", "holds", "ash", observed="2026-01-01"),
                  said("daw", "escapes", on="2026-01-02", from_holder="ash", whole=True, key="all-fled")]  # fmt: skip
    found = named(statements, date(2026, 1, 3))
    assert found["statement", "all-fled"].changes[0] == AnswerChange(("ash", "lake-men"), "row", False, True)


def test_without_an_organisation_who_speaks_for_it_is_gone_too() -> None:
    statements = [said("spokesman", "holds", "ash", observed="2026-02-05"),
                  said("ministry", "holds", "ash", observed="2026-02-05")]  # fmt: skip
    assert named(statements, DAY) == {}
    links = [said("crow", "speaks_for", "spokesman", "ministry", valid="2020/..")]
    found = named(statements, DAY, links)
    assert set(found) == {("speaker", "ministry")}
    assert found["speaker", "ministry"].removed == 2


def test_the_smallest_removal_comes_first_and_what_was_not_tried_is_told() -> None:
    statements = [said("crow", "holds 100", "ash", observed="2026-02-05", key=f"crow-{n}") for n in range(3)]
    statements.append(said("crow", "holds 50", "birch", observed="2026-02-05", key="z-birch"))
    answer = measure_sensitivity(statements, of_custody(DAY))
    assert [(flip.kind, flip.removed) for flip in answer.found] == [("statement", 1), ("speaker", 4)]
    assert answer.tried == answer.candidates == 5
    short = measure_sensitivity(statements, of_custody(DAY), first_ids={"z-birch"}, most=2)
    assert ([flip.id for flip in short.found], short.tried) == (["z-birch", "crow"], 2)
    assert (
        measure_sensitivity(statements, of_custody(DAY), work=6).tried == 1
    )  # four statements and the topic's rows each time


def test_what_dates_another_statement_is_named_though_it_is_about_others() -> None:
    flight = said("daw", "escapes", on="2026-01-05", from_holder="birch", whom="others", key="flight")
    bare = said("crow", "holds 100", "ash", observed="2026-01", key="day-after")
    day_after = replace(
        bare, linked=LinkedTimes(observed=LinkedDate(within="2026-01", ties=(DateTie("after", "flight", 1, 1),)))
    )
    there = {"flight": flight, "day-after": day_after}
    settled = replace_times(day_after, resolve_dates(there.values(), {}).times["day-after"])
    day = date(2026, 1, 6)
    answer = measure_sensitivity([settled], of_custody(day), bound_dates=BoundDates(there))
    found = {flip.id: flip for flip in answer.found}
    assert found["flight"] == Influence(
        "statement", "flight", 1, (AnswerChange(("ash", "lake-men"), "certain", True, False),)
    )
    assert set(found) == {"flight", "daw", "day-after", "crow"}
