"""Sentences on ties between parties: each by its relation and by who does it; what ended as what began; honest camps.

The sentences are written by hand; the parties are invented.
"""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from app.sentences.alliances import AlliancesFacts, NearestSideFact, SideFact
from app.sentences.facts import AskedDays, Doubt
from app.sentences.languages.ar.alliances import _join_alike
from app.sentences.languages.ar.writer import ArabicWriter
from app.sentences.languages.en.relations import find_relation_verb
from app.sentences.languages.en.writer import EnglishWriter
from app.sentences.ledger import _find_unit, round_outward
from app.sentences.names import PrintedNames
from app.sentences.networks import (
    TOGETHER,
    BalanceFacts,
    ChangeFact,
    DiffFacts,
    NetworkFacts,
    NetworkSeriesFacts,
    RelationFact,
    StepFact,
)
from app.sentences.paths import PathsFacts
from app.sentences.statements import StatementFact
from graph.dates.windows import read_window
from graph.model.directory import Directory
from graph.model.entities import NamedEntity
from graph.model.wordings import read_amount
from tests.app.sentences.conftest import ENTITIES, GAZETTE

IN_2016 = AskedDays(day=read_window("2016"))


def tie(relation: str, sign: int, *pairs: tuple[str, str], **more: Any) -> RelationFact:
    return RelationFact(relation=relation, sign=sign, pairs=pairs, count=len(pairs), speakers=GAZETTE, **more)


def network(*relations: RelationFact) -> NetworkFacts:
    return NetworkFacts(asked=IN_2016, relations=relations)


def test_of_a_tie_of_one_side_is_told_who_does_it(english: Any, arabic: Any) -> None:
    facts = network(tie("supports", 1, ("ash", "elder"), ("birch", "elder"), ("elder", "cedar")))
    assert english.write_network(facts) == (
        "In 2016 Elder supported Cedar, and Ash and Birch supported Elder, according to Gazette."
    )
    assert "Ash وBirch Elder" in arabic.write_network(facts)


@pytest.mark.parametrize(
    ("relation", "sentence"),
    [
        ("threatens", "In 2016 Ash threatened Birch, according to Gazette."),
        ("hostile_to", "In 2016 Ash was hostile to Birch, according to Gazette."),
        ("disputes_with", "In 2016 Birch was in an armed dispute with Ash, according to Gazette."),
        ("fights", "In 2016 Birch fought Ash, according to Gazette."),
    ],
)
def test_a_hostile_tie_is_told_with_its_relation(english: Any, relation: str, sentence: str) -> None:
    assert english.write_network(network(tie(relation, -1, ("ash", "birch")))) == sentence


def test_what_is_only_possible_has_a_word_of_doubt(english: Any) -> None:
    facts = network(tie("fights", -1, ("ash", "birch"), is_sure=False), tie(TOGETHER, 1, ("cedar", "dogwood")))
    assert english.write_network(facts) == (
        "In 2016 Birch probably fought Ash, according to Gazette. Cedar stood with Dogwood, by the same account."
    )


def test_a_word_that_a_source_brings_is_quoted() -> None:
    assert find_relation_verb("covers_for").past == "had the tie “covers for” with"


def test_what_ended_is_told_as_what_began(english: Any, arabic: Any) -> None:
    def change(kind: str, *pair: str) -> ChangeFact:
        return ChangeFact(kind=kind, sign=-1, pairs=((pair[0], pair[1]),), count=1, relation="fights", speakers=GAZETTE)

    facts = DiffFacts(
        asked=AskedDays(),
        actors=(),
        first=read_window("2016"),
        last=read_window("2019"),
        changes=(change("began", "ash", "birch"), change("ended", "cedar", "dogwood")),
    )
    assert english.write_alliances_diff(facts) == (
        "Birch fought Ash in 2019 and not in 2016, by what Gazette reports. "
        "By the same account, Dogwood fought Cedar in 2016 and not in 2019."
    )
    written = arabic.write_alliances_diff(facts)
    assert "في عام 2019 لا في عام 2016" in written
    assert "في عام 2016 لا في عام 2019" in written


@pytest.mark.parametrize(
    ("more", "start"),
    [
        (
            {"signed": 3, "parts": 1},
            "In 2016 the three pairs that fought or stood together, according to Gazette, can be split",
        ),
        ({"signed": 3, "parts": 1, "has_ring": False}, "In 2016 the three pairs"),
        (
            {"signed": 9, "parts": 4},
            "In 2016 the nine pairs that fought or stood together, according to Gazette, fall into",
        ),
        ({"signed": 4, "parts": 1, "has_foes": False}, "In 2016 the four pairs"),
        ({"signed": 1, "parts": 1}, "In 2016 sources here report only one pair"),
    ],
)
def test_two_camps_are_told_only_where_there_are_two(english: Any, more: Any, start: str) -> None:
    written = english.write_balance(BalanceFacts(asked=IN_2016, least=0, most=0, speakers=GAZETTE, **more))
    assert written.startswith(start)
    assert ("too few ties" in written) == (not more.get("has_ring", True))
    has_none = more["signed"] == 1 or not more.get("has_foes", True)
    assert ("No camps can be made out" in written) == has_none
    assert ("can be split into two camps" in written) == (not has_none)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ("2015-07-23/2015-12-31", "from 23 July 2015 until later that year"),
        ("2015-01-01/2015-03-20", "in 2015 until 20 March 2015"),
        ("2015-01-01/2015-12-31", "in 2015"),
        ("2014-01-01/2016-12-31", "from 2014 to 2016"),
    ],
)
def test_a_period_of_two_precisions_is_no_nonsense(english: Any, days: str, words: str) -> None:
    roles = {"subject": ("ash",), "object": ("birch",)}
    fact = StatementFact(predicate="fights", roles=roles, speakers=GAZETTE, days=read_window(days), lasts=True)
    assert english.records.clauses({}).clause(fact) == f"Ash fought Birch {words}"


@pytest.mark.parametrize(
    ("low", "high", "unit", "expected"),
    [(28_012, 28_511, 1_000, (28_000, 29_000)), (501, None, 1_000, (500, None)), (112, 137, 1, (112, 137))],
)
def test_a_difference_is_as_exact_as_its_figures(low: int, high: int | None, unit: int, expected: Any) -> None:
    found = round_outward((low, high), unit)
    assert found
    assert (found.low, found.high) == expected


def test_how_exact_a_figure_is() -> None:
    assert _find_unit(read_amount((55_500, 55_999), ("nearly 56,000",))) == 1_000
    assert _find_unit(read_amount((27_488, 27_488), ("27,488",))) == 1
    assert _find_unit(read_amount((10_001, None), ("more than 10,000",))) == 1_000


def test_who_is_left_out_and_named_is_left_out_by_what_they_say(english: Any) -> None:
    facts = NetworkFacts(
        asked=AskedDays(day=read_window("2016"), excluded=("ash",)), relations=(tie("fights", -1, ("ash", "birch")),)
    )
    assert english.write_network(facts) == (
        "Leaving out what Ash says, in 2016 Birch fought Ash, according to Gazette."
    )


def compare(*changes: ChangeFact, actors: tuple[str, ...] = ("ash",), foes: tuple[ChangeFact, ...] = ()) -> DiffFacts:
    first, last = read_window("2001"), read_window("2022")
    return DiffFacts(asked=AskedDays(), actors=actors, first=first, last=last, changes=changes, foes=foes)


def test_what_ended_with_the_data_of_a_source_is_said_with_its_last_year(english: Any) -> None:
    over = ChangeFact(
        kind="ended",
        sign=-1,
        pairs=(("ash", "birch"),),
        count=1,
        relation="disputes_with",
        speakers=GAZETTE,
        ended_in=2010,
    )
    assert english.write_alliances_diff(compare(over)) == (
        "Birch was in an armed dispute with Ash in 2001 and not in 2022, by what Gazette reports, whose data end in "
        "2010. No source here reports anything of Ash in 2022 that was not so in 2001."
    )


def test_whose_enmity_only_follows_from_alliances_is_named_too(english: Any, arabic: Any) -> None:
    def change(kind: str, *others: str) -> ChangeFact:
        pairs = tuple(("ash", other) for other in others)
        return ChangeFact(
            kind=kind, sign=-1, pairs=pairs, count=len(others), relation="fights", speakers=GAZETTE, actors=("ash",)
        )

    assert english.write_alliances_diff(compare(change("began", "birch"), foes=(change("began", "cedar"),))) == (
        "Birch fought Ash in 2022 and not in 2001, by what Gazette reports. Nothing that sources here report of Ash in "
        "2001 is missing in 2022; Cedar was probably against Ash in 2022 and not in 2001, as inferred from who stood "
        "with whom."
    )
    assert "على الأرجح ضد Ash في عام 2022 لا في عام 2001، وفق ما يُستنتج" in arabic.write_alliances_diff(
        compare(change("began", "birch"), foes=(change("began", "cedar"),))
    )


def test_in_what_differs_too_who_came_is_told_first(english: Any, arabic: Any) -> None:
    began = ChangeFact(
        kind="began", sign=1, pairs=(("ash", "birch"),), count=1, relation=TOGETHER, speakers=GAZETTE, actors=("ash",)
    )
    assert english.write_alliances_diff(compare(began)).startswith("Ash stood with Birch in 2022 and not in 2001, ")
    assert arabic.write_alliances_diff(compare(began)).startswith("وقفت Ash إلى جانب Birch ")
    by_other = replace(began, pairs=(("birch", "ash"),))
    assert english.write_alliances_diff(compare(by_other)).startswith("Birch stood with Ash in 2022 ")


@pytest.mark.parametrize(
    ("relation", "signs", "why"),
    [
        ("fights", (-1, -1, -1), "Ash, Birch and Cedar each fought the other two"),
        ("disputes_with", (-1, -1, -1), "Ash, Birch and Cedar were each in an armed dispute with the other two"),
        ("", (-1, -1, -1), "Ash, Birch and Cedar were each against the other two"),
        ("fights", (-1, 1, 1), "Cedar stood with both Ash and Birch, who fought each other"),
        (
            "disputes_with",
            (-1, 1, 1),
            "Cedar stood with both Ash and Birch, who were in an armed dispute with each other",
        ),
    ],
)
def test_why_there_are_no_camps_is_told_with_what_is_stated(
    english: Any, relation: str, signs: tuple[int, int, int], why: str
) -> None:
    facts = BalanceFacts(
        asked=IN_2016,
        signed=9,
        least=1,
        most=1,
        triad=("ash", "birch", "cedar"),
        signs=signs,
        relation=relation,
        speakers=GAZETTE,
    )
    assert english.write_balance(facts) == (
        f"In 2016 {why}, Gazette says, which no division into two camps allows. "
        "Whichever way they are divided into two camps, at least one of nine ties does not fit."
    )


def test_two_camps_are_named_where_they_are_few(english: Any, arabic: Any) -> None:
    camps = (("ash", "birch", "cedar"), ("dogwood", "elder"))
    facts = BalanceFacts(asked=IN_2016, signed=4, least=0, most=0, speakers=GAZETTE, parts=1, camps=camps)
    assert english.write_balance(facts) == (
        "In 2016 the four pairs that fought or stood together, according to Gazette, can be split into two camps. "
        "By our reckoning Ash, Birch and Cedar would face Dogwood and Elder."
    )
    assert "وفي تقسيمنا Ash وBirch وCedar في مواجهة Dogwood وElder" in arabic.write_balance(facts)


def test_pairs_that_have_no_room_stood_together(english: Any) -> None:
    friends = replace(tie(TOGETHER, 1, ("ash", "birch")), count=58)
    assert english.write_network(network(friends)) == (
        "In 2016 Ash stood with Birch, and 57 more pairs stood together, according to Gazette."
    )


def test_who_came_to_the_side_of_another_is_told_first(english: Any, arabic: Any) -> None:
    facts = network(tie(TOGETHER, 1, ("ash", "birch"), ("cedar", "birch"), ("birch", "elder")))
    assert english.write_network(facts) == (
        "In 2016 Birch stood with Elder, and Ash and Cedar stood with Birch, according to Gazette."
    )
    assert "ساندت Ash وCedar Birch" in arabic.write_network(facts)


def test_many_with_one_party_in_common_are_not_said_to_fight_each_other(english: Any, arabic: Any) -> None:
    fights = replace(tie("fights", -1, ("ash", "birch"), ("cedar", "birch")), count=14, common="birch")
    friends = replace(tie(TOGETHER, 1, ("ash", "birch")), count=9, common="birch")
    assert english.write_network(network(fights, friends)) == (
        "In 2016 Ash, Cedar and 12 more fought Birch, according to Gazette. "
        "Birch stood together with Ash and 8 more, by the same account."
    )
    joined = replace(friends, is_joined=True)
    assert "Ash and 8 more stood with Birch, by" in english.write_network(network(fights, joined))
    assert "قاتلت Ash وCedar و12 طرفًا آخر Birch" in arabic.write_network(network(fights))


def count_steps(*pairs: int, **more: Any) -> NetworkSeriesFacts:
    days = [read_window(str(year)) for year in (2010, 2023)]
    first, last = (
        StepFact(days=day, pairs=number, speakers=GAZETTE if number else ())
        for day, number in zip(days, pairs, strict=True)
    )
    most = max(first, last, key=lambda step: step.pairs)
    given: dict[str, Any] = {"actors": ("ash",), "other": None, "sign": "friendly", "speakers": GAZETTE} | more
    return NetworkSeriesFacts(
        first=first, last=last, fewest=min(first, last, key=lambda s: s.pairs), most=most, **given
    )


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        ((0, 55), "No source here names an ally of Ash in 2010; 55 are named in 2023, according to Gazette."),
        ((1, 0), "Ash had one ally in 2010, according to Gazette; no source here names one in 2023."),
        ((0, 0), "No source here names an ally of Ash in 2010 or in 2023."),
        ((2, 55), "Ash had two allies in 2010 and 55 in 2023, according to Gazette."),
    ],
)
def test_that_nobody_names_an_ally_is_not_told_as_having_none(english: Any, pairs: tuple[int, int], told: str) -> None:
    assert english.write_alliances_series(count_steps(*pairs)) == told


def test_numbers_of_pairs_are_said_by_those_who_speak_of_that_step(english: Any, arabic: Any) -> None:
    facts = count_steps(61, 68, actors=(), sign=None, found=("fights",), is_part=True)
    assert facts.last
    last = replace(facts.last, speakers=("gazette", "elder"))
    facts = replace(facts, last=last, most=last)
    assert english.write_alliances_series(facts) == (
        "The number of pairs that fought was 61 in 2010, according to Gazette, and 68 in 2023, according to Gazette "
        "and Elder. Pairs that only follow from who stood with whom are not counted."
    )
    assert "في عام 2010 تقاتل 61 زوجًا من الأطراف، بحسب Gazette، و68 زوجًا في عام 2023" in arabic.write_alliances_series(
        facts
    )


def test_sides_that_have_no_room_are_counted_and_those_told_keep_their_names(english: Any) -> None:
    """Sides of many with long names: some are told by name, and the others counted together."""
    names = [NamedEntity(id=f"n{n}", label="Actor", name=f"Great Northern Isle {n}", kind="state") for n in range(60)]
    view: Any = SimpleNamespace(directory=Directory([*ENTITIES, *names]))
    side: Any = {"speakers": GAZETTE, "doubt": Doubt.NONE, "count": 6}
    foes = SideFact(others=tuple(f"n{n}" for n in range(6)), relation="fights", **side)
    friends = SideFact(others=tuple(f"n{n}" for n in range(10, 16)), relation=TOGETHER, **side)
    joined = [
        SideFact(
            others=tuple(f"n{n}" for n in range(start, start + 6)), is_by_others=True, through=(f"n{start}",), **side
        )
        for start in (20, 30, 40)
    ]
    facts = AlliancesFacts(
        asked=IN_2016, actors=("ash",), sign=None, hostile=(foes,), friendly=(friends,), opposed=tuple(joined)
    )
    written = EnglishWriter(PrintedNames(view, "en")).write_alliances(facts)
    assert "Great Northern Isle 10" in written
    assert "18 more stood with it or with its opponents" in written
    assert len(written.split()) <= 55


def test_numbers_of_sides_that_are_alike_are_added_and_not_those_of_other_days() -> None:
    def side(*others: str, **more: Any) -> SideFact:
        return SideFact(others=others, count=len(others), speakers=GAZETTE, doubt=Doubt.NONE, relation=TOGETHER, **more)

    sides = side("birch", "cedar"), side("dogwood", is_inferred=True), side("elder", days=read_window("2017"))
    assert [(one.others, one.count, one.days) for one in _join_alike(sides)] == [
        (("birch", "cedar", "dogwood"), 3, None),
        (("elder",), 1, read_window("2017")),
    ]


def test_that_a_source_names_years_only_is_said_behind_its_name(english: Any, arabic: Any) -> None:
    foe = SideFact(others=("birch",), count=1, speakers=GAZETTE, doubt=Doubt.NONE, relation="fights", only_years=True)
    day = AskedDays(day=read_window("2016-05-01"))
    facts = AlliancesFacts(asked=day, actors=("ash",), sign=None, hostile=(foe,))
    assert english.write_alliances(facts) == (
        "On 1 May 2016 Ash was fighting Birch, according to Gazette, which names years only."
    )
    assert arabic.write_alliances(facts) == (
        "في 1 مايو/أيار 2016 كانت Ash تقاتل Birch، بحسب Gazette التي لا تذكر سوى السنوات."
    )


def test_a_point_within_a_name_ends_no_sentence() -> None:
    """What is told behind that nothing is said of the days is told up to its last point."""
    island = NamedEntity(id="st-birch", label="Actor", name="St. Birch", kind="state")
    view: Any = SimpleNamespace(directory=Directory([*ENTITIES, island]))
    foes = SideFact(others=("st-birch",), count=1, speakers=GAZETTE, doubt=Doubt.NONE, relation="fights")
    friends = replace(foes, others=("elder",), relation=TOGETHER)
    facts = AlliancesFacts(asked=IN_2016, actors=("ash",), sign=None, hostile=(foes,), friendly=(friends,))
    english, arabic = EnglishWriter(PrintedNames(view, "en")), ArabicWriter(PrintedNames(view, "ar"))
    assert english.write_alliances(facts) == (
        "In 2016 Ash fought St. Birch, according to Gazette. Elder stood with it, by the same account."
    )
    assert arabic.write_alliances(facts).startswith("في عام 2016 قاتلت Ash St. Birch، بحسب Gazette. ")
    fought = StatementFact(
        predicate="fights", roles={"subject": ("ash",), "object": ("st-birch",)}, speakers=GAZETTE,
        days=read_window("2013"),
    )  # fmt: skip
    linked = PathsFacts(asked=AskedDays(), source="ash", target="st-birch", hops=(fought,), most_hops=4)
    today = replace(linked, hops=(), is_of_today=True, earlier=linked)
    assert english.records.write_paths(today) == (
        "No source here links Ash and St. Birch today within four steps. Ash fought St. Birch in 2013, according to "
        "Gazette."
    )


def test_what_is_last_reported_is_told_also_of_many_with_long_names(english: Any) -> None:
    long = "Great Northern Isle Liberation Army and National Council of the People"
    names = [NamedEntity(id=f"n{n}", label="Actor", name=f"{long} {n}", kind="state") for n in range(8)]
    view: Any = SimpleNamespace(directory=Directory([*ENTITIES, *names]))
    foes = SideFact(
        others=tuple(f"n{n}" for n in range(6)), count=8, speakers=GAZETTE, doubt=Doubt.NONE, relation="fights"
    )
    facts = AlliancesFacts(
        asked=IN_2016, actors=("ash",), sign=None, before=NearestSideFact(side=foes, days=read_window("2006"))
    )
    assert EnglishWriter(PrintedNames(view, "en")).write_alliances(facts) == (
        "No source here says who stood with or against Ash in 2016. "
        f"It is last reported before that in 2006, fighting the {long} 0 and 7 more, according to Gazette."
    )


def test_each_whom_an_actor_joined_is_told_with_its_own_foes(english: Any, arabic: Any) -> None:
    side: Any = {"speakers": GAZETTE, "doubt": Doubt.NONE}
    friends = SideFact(others=("birch", "cedar"), count=2, relation=TOGETHER, is_by_actor=True, **side)
    foes = SideFact(others=("dogwood", "elder"), count=2, relation="fights", through=("birch", "cedar"), **side)
    facts = AlliancesFacts(
        asked=IN_2016,
        actors=("ash",),
        sign=None,
        friendly=(friends,),
        opposed=(foes,),
        foes=(("birch", ("dogwood",)), ("cedar", ("elder", "dogwood"))),
    )
    assert english.write_alliances(facts) == (
        "In 2016 Ash stood with Birch against Dogwood and with Cedar against Elder and Dogwood, according to Gazette."
    )
    assert "إلى جانب Birch ضد Dogwood، وإلى جانب Cedar ضد Elder وDogwood" in arabic.write_alliances(facts)
    alike = replace(facts, foes=(("birch", ("elder",)), ("cedar", ("elder",))))
    assert "stood with Birch and Cedar against Elder, according" in english.write_alliances(alike)
    more = replace(facts, friendly=(replace(friends, count=9),))
    assert "with Cedar against Elder and Dogwood, and with 7 more against their opponents" in english.write_alliances(
        more
    )
    unknown = replace(facts, foes=())
    assert "with Birch and Cedar, which between them fought Dogwood and Elder" in english.write_alliances(unknown)


def test_who_came_against_which_foe_is_told_where_they_differ(english: Any, arabic: Any) -> None:
    side: Any = {"speakers": GAZETTE, "doubt": Doubt.NONE}
    facts = AlliancesFacts(
        asked=IN_2016,
        actors=("ash",),
        sign=None,
        hostile=(SideFact(others=("birch", "cedar"), count=2, relation="fights", **side),),
        friendly=(SideFact(others=("dogwood", "elder"), count=2, relation=TOGETHER, **side),),
        shared=(("dogwood", ("birch", "cedar")), ("elder", ("cedar",))),
    )
    assert english.write_alliances(facts) == (
        "In 2016 Ash fought Birch and Cedar, according to Gazette. Dogwood stood with it against Birch, and Dogwood "
        "and Elder against Cedar, by the same account."
    )
    assert "Dogwood ضد Birch، وDogwood وElder ضد Cedar، بحسب المصدر نفسه" in arabic.write_alliances(facts)
    all_ = replace(facts, shared=tuple((id_, ("birch", "cedar")) for id_ in ("dogwood", "elder")))
    unknown = replace(facts, shared=(("elder", ("cedar",)),))
    for one in (all_, unknown):
        assert english.write_alliances(one).endswith("Gazette. Dogwood and Elder stood with it, by the same account.")


def test_who_is_said_to_have_stood_with_another_long_ago_is_told_of_that_time(english: Any, arabic: Any) -> None:
    friends = SideFact(others=("elder",), count=1, relation=TOGETHER, speakers=GAZETTE, doubt=Doubt.NONE)
    facts = AlliancesFacts(
        asked=AskedDays(day=read_window("2016-12-01"), is_today=True),
        actors=("ash",),
        sign=None,
        friendly=(friends,),
        last_reported=read_window("2016-01"),
    )
    assert english.write_alliances(facts) == (
        "When last reported, in January 2016, Ash stood with Elder, according to Gazette."
    )
    assert arabic.write_alliances(facts).startswith("آخر ما ذُكر أنه في يناير/كانون الثاني 2016 وقفت Ash")


def test_a_group_that_governed_is_last_reported_as_the_government(english: Any, arabic: Any) -> None:
    foes = SideFact(others=("birch",), count=1, relation="fights", speakers=GAZETTE, doubt=Doubt.NONE)
    nearest = NearestSideFact(side=foes, days=read_window("2014"), state="cedar")
    facts = AlliancesFacts(asked=IN_2016, actors=("ash",), sign=None, before=nearest)
    assert english.write_alliances(facts).endswith(
        "It is last reported before that as Cedar, in 2014, fighting Birch, according to Gazette."
    )
    assert "في عام 2014 قاتلت Cedar Birch" in arabic.write_alliances(facts)


def test_an_event_is_told_of_its_own_days_and_not_of_the_day_asked_about(english: Any, arabic: Any) -> None:
    days = read_window("2013-04-01/2013-10-12")
    attack = SideFact(others=("birch",), count=1, relation="attacks", speakers=GAZETTE, doubt=Doubt.NONE, days=days)
    asked = AskedDays(day=read_window("2013-10-10"))
    facts = AlliancesFacts(asked=asked, actors=("ash",), sign=None, hostile=(attack,))
    assert english.write_alliances(facts) == (
        "Ash attacked Birch between 1 April and 12 October 2013, according to Gazette."
    )
    assert "10 أكتوبر" not in arabic.write_alliances(facts)
    assert "12 أكتوبر" in arabic.write_alliances(facts)
    fights = replace(attack, others=("cedar",), relation="fights", days=None)
    assert english.write_alliances(replace(facts, hostile=(fights, attack))) == (
        "On 10 October 2013 Ash was fighting Cedar, and attacked Birch between 1 April and 12 October 2013, "
        "according to Gazette."
    )


def test_what_is_reported_before_and_after_the_days_is_told_together(english: Any) -> None:
    side = SideFact(others=("birch",), count=1, relation="fights", speakers=GAZETTE, doubt=Doubt.NONE)
    before, after = (NearestSideFact(side=side, days=read_window(year)) for year in ("2006", "2023"))
    facts = AlliancesFacts(asked=IN_2016, actors=("ash",), sign=None, before=before, after=after)
    assert english.write_alliances(facts) == (
        "No source here says who stood with or against Ash in 2016. It is last reported before that in 2006, fighting "
        "Birch; it is first reported after that in 2023, fighting Birch, according to Gazette."
    )


def test_a_government_and_that_of_the_time_are_one_in_a_sentence(english: Any) -> None:
    view: Any = SimpleNamespace(
        directory=Directory(
            [
                *ENTITIES,
                NamedEntity(id="now", label="Actor", name="Ruritanian government", kind="government"),
                NamedEntity(id="then", label="Actor", name="the Ruritanian government of the time", kind="government"),
            ]
        )
    )
    facts = AlliancesFacts(
        asked=IN_2016,
        actors=("now", "then"),
        sign=None,
        hostile=(SideFact(others=("ash",), relation="fights", count=1, speakers=GAZETTE, doubt=Doubt.NONE),),
        friendly=(SideFact(others=("elder",), relation=TOGETHER, count=1, speakers=GAZETTE, doubt=Doubt.NONE),),
    )
    assert EnglishWriter(PrintedNames(view, "en")).write_alliances(facts) == (
        "In 2016 the Ruritanian government of the time fought Ash, according to Gazette. "
        "Elder stood with it, by the same account."
    )


# who disputes what


@pytest.mark.parametrize(
    ("disputed", "deniers", "said"),
    [
        (("birch",), ("birch",), "Birch disputes this, and "),
        (("cedar",), ("cedar",), "Cedar disputes what is said of it, and "),
        (("cedar",), ("elder",), "Elder disputes what is said of Cedar, and "),
        (("cedar",), ("birch", "elder"), "Birch and Elder dispute what is said of Cedar, and "),
    ],
)
def test_a_denial_is_told_of_the_tie_that_it_is_of(
    english: Any, arabic: Any, disputed: tuple[str, ...], deniers: tuple[str, ...], said: str
) -> None:
    side = {"count": 1, "speakers": GAZETTE, "doubt": Doubt.NONE}
    facts = AlliancesFacts(
        asked=IN_2016,
        actors=("ash",),
        sign=None,
        hostile=(SideFact(others=("birch",), relation="fights", **side),),
        friendly=(SideFact(others=("cedar",), relation="supports", is_by_others=True, **side),),
        deniers=deniers,
        disputed=disputed,
    )
    text = english.write_alliances(facts)
    assert text.startswith("In 2016 Ash fought Birch, according to Gazette. ")
    assert text.split(". ")[1].startswith(said)
    assert ("ما قيل عن Cedar" in arabic.write_alliances(facts)) == (disputed == ("cedar",))
