"""What is wrong with the numbers of a sentence that says how many there are of what: pairs, moves, paths, versions.

For each question stand here the words that may go with a number, and the number, worked out from rows or statements.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import product
from typing import Any

from graph.evidence.hierarchy import is_plan
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary
from tests.app.sentence_checks import Days, Json, names_in, refs_in, texts_in
from tests.app.sentence_reader import Range, figures, pieces

Expected = tuple[str, int | Range]  # words around the number, which is written #, and what it must be
KINDS = {1: "friendly", -1: "hostile", 0: "neutral"}
CLAUSES = {
    "friendly with ": "friendly",
    "hostile to ": "hostile",
    "neutral to ": "neutral",
    "both friendly and hostile with ": "mixed",
}

# how it is said that two camps are possible, or that too little is said of them
NO_CONTRADICTION = ("can be split into two camps", "separate parts", "only stood together", "report only one pair")


def of_words(answer: Json, expected: Sequence[Expected], names: Collection[str] = ()) -> Iterator[str]:
    """The faults of all numbers of a summary: none may go with words that are not expected."""
    for figure in figures(answer["summary"], names_in(answer) | texts_in(answer) | set(names), ()):
        text = f"{figure.before}#{figure.after}"
        right = next((number for words, number in expected if re.search(words, text)), None)
        if right is None:
            yield f"{figure.number} goes with words that no check knows"
        elif figure.number != (right if isinstance(right, tuple) else (right, right)):
            yield f"{figure.number}, where {right} is right"


# Alliances


def sign_of(row: Json) -> str:
    return "mixed" if row["mixed"] else KINDS[row["sign"]]


def of_actor(answer: Json, actor: str, parts: Collection[str]) -> Iterator[str]:
    """Around one actor: whoever is named is the other end of a row, and no more are counted than there are rows."""
    rows, summary = answer["rows"], answer["summary"]
    others = [row["b"] if row["a"]["id"] == actor or row["a"]["id"] in parts else row["a"] for row in rows]
    told = [figure.number[0] for figure in figures(summary, names_in(answer), ()) if figure.after.startswith(" more")]
    for number in told:
        if not 0 < number <= len(rows) - MOST_NAMED:
            yield f"{number} more than {MOST_NAMED}, where there are {len(rows)} rows"
    signed = [row for row in rows if row["sign"]]
    if signed and summary.startswith("No source here") and not answer["question"].get("sign"):
        yield f"{len(signed)} rows are friendly or hostile"
    if rows and not any(other["name"].split(" (")[0].removeprefix("Government of ") in summary for other in others):
        yield "nobody of the rows is named"


def of_pairs(answer: Json, pairs: Json, stored: dict[str, StoredStatement]) -> Iterator[str]:
    """Everyone: of the pairs of which somebody states that they fought or stood together as many as are counted."""
    numbers, relations = stated_pairs(pairs, stored), stated_relations(pairs, stored)
    for figure in figures(answer["summary"], names_in(answer), ()):
        after = re.match(
            r" (more )?(?:pairs? )?(fought|stood|were in an armed dispute|was in an armed dispute)", figure.after
        )
        if not after:
            continue
        right = {"fought": relations["fights"], "stood": relations["together"]}.get(
            after[2], relations["disputes_with"]
        )
        shown = range(MOST_NAMED + 1) if after[1] else (0,)  # how many of them are named
        if figure.number not in {(right - named, right - named) for named in shown}:
            yield f"{figure.number}{figure.after[:25]}, where it is {right} by what is stated"
    if numbers[-1] and not re.search(r" (fought|armed dispute|hostile|distrusted|threatened)", answer["summary"]):
        yield f"{numbers[-1]} pairs fought"


def stated_relations(pairs: Json, stored: dict[str, StoredStatement]) -> Counter[str]:
    """How many pairs there are of each relation by what somebody states; of several the one that is first here."""
    order = (
        ("fights", "besieges", "attacks", "disputes_with", "threatens", "hostile_to", "distrusts"),
        ("together", "supports"),
    )
    found: Counter[str] = Counter()
    predicates = vocabulary().predicates
    for row in pairs["rows"]:
        told = {stored[id_].predicate for id_ in row["statements"] if stored[id_].reading == "stated"}
        friendly = {name for name in told if predicates[name].sign == 1}
        said = told - friendly | {"together" if predicates[name].symmetric else name for name in friendly}
        for names in order:
            if first := next((name for name in names if name in said), None):
                found[first] += 1
    return found


def stated_pairs(pairs: Json, stored: dict[str, StoredStatement]) -> dict[int, int]:
    """How many pairs there are of each sign, by what somebody states; statements of both signs count for both."""
    predicates = vocabulary().predicates
    return {
        sign: sum(
            any(
                stored[id_].reading == "stated" and predicates[stored[id_].predicate].sign == sign
                for id_ in row["statements"]
            )
            for row in pairs["rows"]
        )
        for sign in (-1, 1)
    }


MOST_NAMED = 5  # pairs, or others, of which more are counted


def signs(answer: Json) -> dict[frozenset[str], str]:
    """The sign of each pair of an answer on alliances."""
    return {frozenset((row["a"]["id"], row["b"]["id"])): sign_of(row) for row in answer["rows"]}


def of_diff(answer: Json, first: Json, last: Json) -> Iterator[str]:
    """Between two days: what the answers on the days themselves differ in; no more are counted than differ."""
    before, after = signs(first), signs(last)
    rows = answer["rows"]
    gone = sum(row["change"] in ("ended", "faded") for row in rows)
    if gone != len(before.keys() - after.keys()):
        yield f"{gone} are over, where {len(before.keys() - after.keys())} pairs are no more"
    came = sum(row["change"] == "began" for row in rows)
    if came != len(after.keys() - before.keys()):
        yield f"{came} began, where {len(after.keys() - before.keys())} pairs are new"
    for figure in figures(answer["summary"], names_in(answer), ()):
        if figure.after.startswith(" more") and not 0 < figure.number[0] < max(gone, came, len(rows)):
            yield f"{figure.number} more, where {gone} are over and {came} new"
    if not rows and "Nothing changed" not in answer["summary"] and "othing changed" not in answer["summary"]:
        yield "nothing differs"


def of_steps(answer: Json, days: Sequence[Json], stored: dict[str, StoredStatement]) -> Iterator[str]:
    """Step by step: how many pairs fought in the first, the last, the fewest and the most, by what is stated."""
    fought = [stated_pairs(one, stored)[-1] for one in days]
    if not any(fought):
        return
    right = {fought[0], fought[-1], min(fought), max(fought)}
    for figure in figures(answer["summary"], names_in(answer), ()):
        if figure.number[0] not in right:
            yield f"{figure.number} is the number of no step that is told of: {fought}"
    starts = {(_day(row["start"]), _day(row["end"])) for row in answer["rows"]}
    for piece in pieces(answer["summary"], ()):
        if piece.days and piece.days not in starts:
            yield f"{piece.days} are the days of no step"


def of_balance(answer: Json, pairs: Json) -> Iterator[str]:
    """Balance: pairs counted from the answer on alliances; the index by trying all divisions, if few."""
    possible = [
        (frozenset((row["a"]["id"], row["b"]["id"])), row) for row in pairs["rows"] if sign_of(row) != "neutral"
    ]
    certain = [
        (pair, row)
        for pair, row in possible
        if not row["mixed"] and row["certainty"] == row["knownCertainty"] == "certain"
    ]
    index = answer["frustration"]["min"]["lower"], answer["frustration"]["max"]["upper"]
    actors = sorted({actor for pair, _ in possible for actor in pair})
    if len(actors) <= 10:
        index = _fewest(certain, actors), _fewest(possible, actors)
    summary = answer["summary"]
    found = [figure.number for figure in figures(summary, names_in(answer), ()) if "parts" not in figure.after[:20]]
    if index == (0, 0):
        if possible and not any(words in summary for words in NO_CONTRADICTION):
            yield "no pair goes against two camps"
        if possible and "can be split" in summary and "separate parts" not in summary and len(answer["camps"]) > 1:
            yield "one division of what falls into several parts"
        if possible and len(possible) > 9 and (len(possible), len(possible)) not in found:
            yield f"there are {len(possible)} pairs"
    elif any(words in summary for words in NO_CONTRADICTION):
        yield f"{index} go against any division"
    elif "camps allows" in summary and index[0] == 0:
        yield "it may be that none goes against two camps"
    for low, high in found:
        if not {low, high} <= {*index, len(possible), len(answer["camps"])}:
            yield f"{(low, high)}, where {index} of {len(possible)} go against"


def _fewest(pairs: Sequence[tuple[frozenset[str], Json]], actors: Sequence[str]) -> int:
    """How many pairs must go against any division into two camps. A mixed one always does."""
    found = []
    for sides in product((0, 1), repeat=len(actors)):
        camp = dict(zip(actors, sides, strict=True))
        against = 0
        for pair, row in pairs:
            is_split = len({camp[actor] for actor in pair}) == 2
            against += row["mixed"] or is_split == (sign_of(row) == "friendly")
        found.append(against)
    return min(found)


def _range(found: Json) -> Range:
    return found["min"], found["max"]


# Moves


def of_chain(answer: Json, asked: Days, stored: dict[str, StoredStatement]) -> Iterator[str]:
    """Moves: each hop goes from whom its statements say to whom they say, by then; and chains are made of hops."""
    rows = answer["rows"]
    told = [stored[one["id"]] for row in rows for one in row["statements"]]
    yield from of_said_numbers(answer, [one for one in told if one.count], {r" more moves?\b": len(rows)})
    for row in rows:
        told = [stored[one["id"]] for one in row["statements"]]
        for name, effect in (("fromHolders", "loses"), ("toHolders", "gains")):
            if not {ref["id"] for ref in row[name]} <= {id_ for one in told for id_ in in_role(one, effect)}:
                yield f"{row['occurrence']}: {name} is said by no statement of it"
        if min(one.bounds.earliest_start for one in told) > asked[1]:
            yield f"{row['occurrence']} is after {asked[1]}"


def of_said_numbers(answer: Json, told: Sequence[StoredStatement], most: dict[str, int]) -> Iterator[str]:
    """Each number of a summary is that of a statement, by a speaker who is named with it, on its days. `most`: by the
    words after it, how large a number may be that says how many more there are."""
    names = {ref["id"]: ref["name"] for ref in refs_in(answer)}
    for figure in figures(answer["summary"], names_in(answer) | {"people"}, ()):
        limit = next((number for words, number in most.items() if re.match(words, figure.after)), None)
        if limit is not None:
            if not 0 < figure.number[0] < limit:
                yield f"{figure.number} more, where there are {limit} in all"
            continue
        theirs = [one for one in told if one.count and (one.count.min, one.count.max) == figure.number]
        if not theirs:
            yield f"{figure.number} is said by no statement"
        elif "according to" in figure.after and not {names.get(one.said_by) for one in theirs} & set(figure.names):
            yield f"{figure.number} is said by none of {figure.names}"
        if (
            theirs
            and figure.days
            and not any(
                one.bounds.earliest_start <= figure.days[1] and figure.days[0] <= one.bounds.latest_end
                for one in theirs
            )
        ):
            yield f"{figure.number} is of none of the days {figure.days}"


def of_series(answer: Json, asked: Days, stored: dict[str, StoredStatement]) -> Iterator[str]:
    """Counts and moves over time: each is that of a statement, of its holder, day, range and direction."""
    rows = answer["rows"]
    numbers = [one for row in rows for kind in ("points", "segments", "flows") for one in row[kind]]
    told = [stored[one["statement"]] for one in numbers if one["min"] is not None]
    yield from of_said_numbers(answer, told, {r" more figures are given": len(told)})
    for row in rows:
        holders = {ref["id"] for ref in row["holders"]}
        shown = {one["id"]: one["validity"] for one in row["statements"]}
        for kind in ("points", "segments", "flows"):
            for one in row[kind]:
                yield from _of_item(one, stored[one["statement"]], holders, asked, shown[one["statement"]])


def _of_item(one: Json, said: StoredStatement, holders: set[str], asked: Days, shown: Json) -> Iterator[str]:
    """What is wrong in a count or a move; `shown` are the days of its statement in this answer: those that others bound
    may be wider than what is stored, as where one that bounds them is taken back."""
    where = f"{said.key}: "
    effects = {"came": ("gains",), "went": ("loses",)}.get(one.get("direction", ""), ("holds", "gains"))
    if not holders <= {id_ for effect in effects for id_ in in_role(said, effect)}:
        yield f"{where}{sorted(holders)} do not stand there ({effects})"
    if one["saidBy"]["id"] != said.said_by:
        yield f"{where}said by {one['saidBy']['id']}"
    met = (one["min"], one["max"], one["wording"])
    if met != ((said.count.min, said.count.max, said.count.wording) if said.count else (None, None, None)):
        yield f"{where}{met} is not its count"
    if "start" not in one:
        days = _day(one["earliest"]) or date.min, _day(one["latest"]) or date.max
        first, last = said.bounds.earliest_start, said.bounds.latest_end
        if said.linked:
            first, last = _day(shown["earliestStart"]) or date.min, _day(shown["latestEnd"]) or date.max
        if days[0] < first or days[1] > last:
            yield f"{where}{days} is not when it was"
        if days[0] > asked[1]:
            yield f"{where}{days} is after {asked[1]}"


def in_role(said: StoredStatement, effect: str) -> Iterable[str]:
    custody = vocabulary().predicates[said.predicate].custody or {}
    return (id_ for role, of in custody.items() if of == effect for id_ in said.roles.get(role, ()))


def of_silent_ledger(
    answer: Json, asked: Days, held: str, moves: Sequence[StoredStatement], names: dict[str, str]
) -> Iterator[str]:
    """A ledger without rows: how many moves there are, and that all go from a holder to itself, is so.

    It names holders of which it has no row: `names` are those of all entities, by id."""
    told = [one for one in moves if held in in_role(one, "held") and one.bounds.earliest_start <= asked[1]]
    words = vocabulary()
    told = [one for one in told if one.polarity == "asserts" and not is_plan(one) and not words.modes[one.mode].whole]
    inside = [one for one in told if set(in_role(one, "gains")) == set(in_role(one, "loses")) != set()]
    holders = {names[id_] for one in inside for id_ in in_role(one, "gains")}
    yield from of_words(answer, [], holders)
    if inside and len(inside) == len(told) and "place to place" not in answer["summary"]:
        yield "all moves lie inside one holder, which the sentence does not say"


# Plans


def deeds_of(answer: Json, stored: dict[str, StoredStatement]) -> list[StoredStatement]:
    """The reports that make up what is done of plans; rows give only their ids."""
    return [
        stored[one["statement"]]
        for row in answer["rows"]
        for one in row.get("doneBy", ())
        if one["counted"] and not one["inTotal"]
    ]


def hops_of(answer: Json, stored: dict[str, StoredStatement]) -> list[StoredStatement]:
    """The statements of the hops of paths, and of steps that rows give by their ids alone."""
    return [stored[id_] for row in answer.get("rows", ()) for hop in row.get("hops", ()) for id_ in hop["statements"]]


def of_doers(answer: Json, stored: dict[str, StoredStatement], names: dict[str, str]) -> Iterator[str]:
    """What is done of a plan has the speakers and the days of the deeds that make it up."""
    deeds = deeds_of(answer, stored)
    voices = {names[one.said_by] for one in deeds}
    for figure in figures(answer["summary"], names_in(answer) | voices, ()):
        if not re.search(r"(had|may have) been", figure.after):
            continue
        if "according to" not in figure.after or not set(figure.names) & voices:
            yield f"{figure.number} is according to {voices}"
        if figure.days:
            first = min(one.bounds.earliest_start for one in deeds)
            last = max(one.bounds.latest_end for one in deeds)
            if figure.days[0] < first or figure.days[1] > last:
                yield f"{figure.number} is done between {first} and {last}"


# Lists, paths, versions


def of_status(answer: Json, statements: int) -> Iterator[str]:
    expected: list[Expected] = [
        (r"# statements?\b", statements),
        (r"# datasets?\b", len({row["id"] for row in answer["rows"]})),
        (r"data version #", answer["dataVersion"]),
    ]
    yield from of_words(answer, expected)


def of_list(answer: Json, word: str, number: int) -> Iterator[str]:
    """`3 events.`: as many as there are."""
    yield from of_words(answer, [(rf"^# {word}\b", number)])
    if len(answer["rows"]) != number:
        yield f"{len(answer['rows'])} rows, where {number} is right"


def _day(found: Any) -> Any:
    return date.fromisoformat(found) if isinstance(found, str) else found
