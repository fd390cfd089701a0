"""What the plain oracle reads: vocabulary, statements, identity, parts, denials and occurrences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from tests.world.oracle_time import (
    Bounds,
    Span,
    all_bounds,
    days_apart,
    gap_days,
    holds_on,
    overlap,
    span,
    window,
)

VOCABULARY = Path(__file__).resolve().parents[2] / "graph" / "vocabulary"
DEEP = 8
SUPPORTS = ("certain", "within", "between", "after")
DISJOINT_DAYS_ARE_DISTINCT = False  # only a judgement says that two reports are of two events
UNCOUNTED_MOVES_COUNT = True  # a movement without a number is an unknown number, not none

Count = tuple[int, int | None]
Ids = frozenset[str]


@cache
def vocabulary() -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """All predicates, and all modes."""
    read = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(VOCABULARY.glob("*.yml"))}
    predicates = {
        name: entry
        for stem, entries in read.items()
        if stem not in ("modes", "entities", "terms", "units")
        for name, entry in entries.items()
    }
    return predicates, read["modes"]


@dataclass(eq=False)
class Told:
    """One statement as read: canonical ids, bounds, and whether it surely stands."""

    raw: dict[str, Any]
    roles: dict[str, Ids]
    said_by: str
    bounds: Bounds
    window: Span
    surely: bool
    predicate: dict[str, Any]
    responses: list[tuple[Told, str, str]] = field(default_factory=list)  # who responds, stance, scope

    @property
    def key(self) -> str:
        """Its key."""
        return self.raw["key"]

    @property
    def actual(self) -> bool:
        """Is it about the world, not about a plan?"""
        return bool(vocabulary()[1][self.raw["mode"]]["actual"])

    @property
    def asserted(self) -> bool:
        """Does it assert something about the world?"""
        return self.actual and self.raw["polarity"] == "asserts"

    @property
    def over(self) -> bool:
        """Not a whole undertaking that is still going on."""
        return not vocabulary()[1][self.raw["mode"]].get("whole")

    @property
    def count(self) -> dict[str, Any] | None:
        """Its count, if it counts anybody as moved or held."""
        return self.raw.get("count") if self.over else None

    def filling(self, effect: str) -> Ids:
        """Whoever fills the roles with this custody effect."""
        effects = self.predicate.get("custody") or {}
        return frozenset(one for role, name in effects.items() if name == effect for one in self.roles.get(role, ()))

    def at(self, *roles: str) -> Ids:
        """The places in these roles."""
        return frozenset(one for role in roles for one in self.roles.get(role, ()))

    @property
    def holding_places(self) -> Ids:
        """Where people are held, or where they arrive."""
        return self.at("at", "to_place")

    @property
    def leaving_places(self) -> Ids:
        """Where people are lost from."""
        return self.at("from_place") or self.at("at")


@dataclass
class Reading:
    """The statements that stand in a data version, as far as they were public."""

    world: dict[str, Any]
    told: list[Told]
    same: dict[str, str]
    anonymous: set[str]
    occurrence: dict[str, str]
    distinct: set[frozenset[str]]
    links: dict[Any, list[tuple[str, str, Told]]] = field(default_factory=dict)
    denials: dict[str, set[tuple[str, str]]] = field(default_factory=dict)

    def stands_for(self, one: str) -> str:
        """The id that answers use."""
        return self.same.get(one, one)


def joined(lists: list[list[str]]) -> dict[str, str]:
    """Ids joined by lists; in each list the first id stands for the others, and for whom they stood."""
    same: dict[str, str] = {}
    for ids in lists:
        first = same.get(ids[0], ids[0])
        others = {same.get(one, one) for one in ids} | set(ids)
        for one in others | {key for key, stands in same.items() if stands in others}:
            same[one] = first
    return same


def standing(
    statements: list[dict[str, Any]],
    speaker: dict[str, str],
    publisher: dict[str, str | None],
    public: dict[str, str],
) -> dict[str, str]:
    """Keys that stand, surely ("certain") or possibly: what its own speaker or publisher takes back does not."""
    takes_back: dict[str, set[str]] = {s["key"]: set() for s in statements}
    for s in statements:
        for response in s["responds_to"]:
            other = response["key"]
            if other in takes_back and other != s["key"] and response["scope"] == "specific":
                own = speaker[s["key"]] in (speaker[other], publisher[other])
                if own and response["stance"] in ("corrects", "denies"):
                    takes_back[other].add(s["key"])
    may, must = set(takes_back), set()
    while True:
        now_may = {key for key, by in takes_back.items() if not by & must}
        now_must = {key for key, by in takes_back.items() if public[key] == "certain" and not by & may}
        if (now_may, now_must) == (may, must):
            return {key: "certain" if key in must else "possible" for key in may}
        may, must = now_may, now_must


def read(world: dict[str, Any], known_at: Span | None, version: int) -> Reading:
    """What was open in a data version, public by `known_at`, and not taken back."""
    labels, judgements = world["labels"], world["judgements"]
    positive = [j["ids"] for j in judgements if j["verdict"] == "positive"]
    same = joined([ids for ids in positive if all(one in labels for one in ids)])

    def canonical(one: str) -> str:
        return same.get(one, one)

    statements, public = [], {}
    for s in world["statements"]:
        known = span(s["known"])
        on = holds_on((known[0], known[1], date.max, date.max), known_at) if known_at else "certain"
        if s["opened_in"] <= version < s["closed_in"] and on:
            statements.append(s)
            public[s["key"]] = on
    speaker = {s["key"]: canonical(s["said_by"]) for s in statements}
    publishers = {source: canonical(actor) for source, actor in world["publishers"].items()}
    stands = standing(statements, speaker, {s["key"]: publishers.get(s["source"]) for s in statements}, public)
    statements = [s for s in statements if s["key"] in stands]
    modes = vocabulary()[1]
    capped = [s | {"cap": s["polarity"] == "asserts" and modes[s["mode"]]["actual"]} for s in statements]
    bounds = all_bounds(capped)
    told = {}
    for s in statements:
        key = s["key"]
        told[key] = Told(
            raw=s,
            roles={role: frozenset(map(canonical, ids)) for role, ids in s["roles"].items() if ids},
            said_by=speaker[key],
            bounds=bounds[key],
            window=window(bounds[key]),
            surely=known_at is None or stands[key] == "certain",
            predicate=vocabulary()[0][s["predicate"]],
        )
    for one in told.values():
        for response in one.raw["responds_to"]:
            if response["key"] in told and response["key"] != one.key:
                told[response["key"]].responses.append((one, response["stance"], response["scope"]))
    named = {canonical(one) for one in labels if one not in world["anonymous"]}
    links = [list(map(canonical, ids)) for ids in positive]
    links += [[one.key, *map(canonical, one.raw["about"])] for one in told.values()]
    occurrence = joined(links)
    distinct = set()
    for j in judgements:
        roots = [occurrence.get(one, one) for one in map(canonical, j["ids"])]
        if j["verdict"] == "negative":
            distinct |= {frozenset((a, b)) for a in roots for b in roots if a != b}
    anonymous = {canonical(one) for one in world["anonymous"]} - named
    return Reading(world, list(told.values()), same, anonymous, occurrence, distinct)


def followed(reading: Reading, asked: Span, uses: set[str]) -> list[tuple[str, str, Told]]:
    """(subject, object) of each statement that a question may follow on these days."""
    name = asked, frozenset(uses)
    if name not in reading.links:
        reading.links[name] = [
            (subject, whole, one)
            for one in reading.told
            if one.asserted and uses & set(one.predicate.get("follows") or ()) and holds_on(one.bounds, asked)
            for subject in one.roles["subject"]
            for whole in one.roles["object"]
        ]
    return reading.links[name]


def reach(start: Ids | set[str], steps: list[tuple[str, str]]) -> set[str]:
    """Everything at most DEEP steps away, and the start itself."""
    found = set(start)
    for _ in range(DEEP):
        found |= {there for here, there in steps if here in found}
    return found


def parts_of(reading: Reading, asked: Span, ids: Ids | set[str], uses: tuple[str, ...] = ("part",)) -> set[str]:
    """Some ids with all their parts."""
    return reach(ids, [(whole, part) for part, whole, _ in followed(reading, asked, set(uses))])


def are_disjoint(reading: Reading, asked: Span, one: str, other: str) -> bool:
    """Do two groups lie in two disjoint parts of one group?"""
    links = followed(reading, asked, {"part"})
    up = [(part, whole) for part, whole, _ in links]
    above, above_other = reach({one}, up), reach({other}, up)
    if one in above_other or other in above:
        return False
    disjoint = [(part, whole) for part, whole, told in links if told.raw["parts"] == "disjoint"]
    return any(
        whole == other_whole and part != other_part
        for part, whole in disjoint
        if part in above
        for other_part, other_whole in disjoint
        if other_part in above_other
    )


def independent(reading: Reading, asked: Span, told: list[Told]) -> tuple[int, int]:
    """The most named speakers of whom no two have anybody above them in common; anonymous ones raise only the max."""
    above: dict[str, set[str]] = {}
    for one in told:
        links = followed(reading, span(one.raw["said"]), {"organisation"})
        above.setdefault(one.said_by, {one.said_by})
        above[one.said_by] |= reach({one.said_by}, [(part, whole) for part, whole, _ in links])
    named = [above[speaker] for speaker in above if speaker not in reading.anonymous]
    least = max(
        number
        for number in range(len(named) + 1)
        for some in combinations(named, number)
        if not any(one & other for one, other in combinations(some, 2))
    )
    return least, least + len(above.keys() & reading.anonymous)


def denied_by(reading: Reading, told: Told) -> set[tuple[str, str]]:
    """Who denies a statement, and whether they deny this or deny in general."""
    if told.key in reading.denials:
        return reading.denials[told.key]
    found = {(other.said_by, scope) for other, stance, scope in told.responses if stance == "denies"}
    for other in reading.told:
        if other.raw["polarity"] == "asserts" or not other.actual or other.raw["predicate"] != told.raw["predicate"]:
            continue
        same = any(all(ids == told.roles.get(role) for role, ids in way.items()) for way in _ways(other))
        same = same and set(other.raw["terms"]) <= set(told.raw["terms"])  # "not as convicts" does not deny the rest
        if same and overlap(other.window, told.window):
            found.add((other.said_by, "specific"))
    reading.denials[told.key] = found
    return found


def _ways(told: Told) -> list[dict[str, Ids]]:
    """The roles, and for a symmetric predicate also with subject and object swapped."""
    roles = told.roles
    if told.predicate.get("symmetric") and "subject" in roles and "object" in roles:
        return [roles, {**roles, "subject": roles["object"], "object": roles["subject"]}]
    return [roles]


@dataclass
class Report:
    """One number of people who came or went, as one statement (or a difference of two) gives it."""

    occurrence: str
    window: Span
    count: Count | None  # None: no number


def least_and_most(reading: Reading, reports: list[Report], sure: Callable[[Span], bool | None]) -> Count | None:
    """The people in all reports: one event counts once, and the range runs from all-same to all-distinct.

    `sure(window)` says of an event's days whether it surely belongs here (True), perhaps (False), or not (None).
    """
    events: dict[str, list[Report]] = {}
    for one in reports:
        events.setdefault(one.occurrence, []).append(one)
    counted: list[tuple[int, int | None, str, Span]] = []
    uncounted = False
    for name, those in events.items():
        days = min(one.window[0] for one in those), max(one.window[1] for one in those)
        counts = [one.count for one in those if one.count is not None]
        here = sure(days)
        if here is None:
            continue
        if not counts:
            uncounted = uncounted or UNCOUNTED_MOVES_COUNT
            continue
        least, most = hull(counts)
        counted.append((least if here else 0, most, name, days))
    if not counted and not uncounted:
        return None
    most_of_all = None if uncounted else sum_or_none([most for _, most, _, _ in counted])
    return _cheapest(reading, sorted(counted, key=lambda one: (one[0], one[2]))), most_of_all


def _cheapest(reading: Reading, events: list[tuple[int, int | None, str, Span]]) -> int:
    """The fewest people there can be, where reports that may be of one event are: each class costs its least member."""

    def apart(left: tuple[int, int | None, str, Span], right: tuple[int, int | None, str, Span]) -> bool:
        days = DISJOINT_DAYS_ARE_DISTINCT and not overlap(left[3], right[3])
        return days or frozenset((left[2], right[2])) in reading.distinct

    judged = [one for one in events if any(apart(one, other) for other in events)]
    # one that is told apart from none may be one with any: as many as are judged may each save one of those, the
    # cheapest do; all others cost nothing beside them
    others = [one for one in events if one not in judged][: max(1, len(judged))]
    events = sorted([*judged, *others], key=lambda one: (one[0], one[2]))
    best = sum(one[0] for one in events)

    def place(index: int, classes: list[list[int]], cost: int) -> None:
        nonlocal best
        if cost >= best and index < len(events):
            return
        if index == len(events):
            best = min(best, cost)
            return
        for members in classes:
            if all(not apart(events[index], events[other]) for other in members):
                members.append(index)
                place(index + 1, classes, cost)
                members.pop()
        place(index + 1, [*classes, [index]], cost + events[index][0])

    place(0, [], 0)
    return best


def hull(counts: list[Count]) -> Count:
    """The range that holds all ranges."""
    tops = [most for _, most in counts]
    return min(least for least, _ in counts), None if None in tops else max(top for top in tops if top is not None)


def sum_or_none(numbers: list[int | None]) -> int | None:
    """The sum; None if one of them is unbounded."""
    return None if None in numbers else sum(number for number in numbers if number is not None)


def share(some: Ids, asked: Ids | set[str]) -> str | None:
    """Are all of them asked about, some, or none?"""
    if not some & asked:
        return None
    return "all" if some <= asked else "some"


def range_of(one: Told) -> Count:
    """The range of a statement's count."""
    assert one.count is not None
    return one.count["min"], one.count["max"]


def counts(one: Told, kind: str) -> bool:
    """Does a statement give a count of this kind?"""
    return one.count is not None and one.count["kind"] == kind


def at_most(count: Count, sure: bool) -> Count:
    """A count as it is if it is sure, else from nobody to its max."""
    return count if sure else (0, count[1])


def as_report(reading: Reading, one: Told, count: Count | None) -> Report:
    """A movement as a report of an occurrence."""
    return Report(reading.occurrence.get(one.key, one.key), one.window, count)


def supported(
    evidence: list[Told], asked: Span, max_gap_days: int | None, endings: list[Span] | None = None
) -> list[tuple[int, Told]]:
    """Each statement that supports a row on these days, with its place in SUPPORTS."""
    first, last = asked
    told_ends = [(one.raw["predicate"], one.bounds[2:]) for one in evidence if ends_by_its_words(one)]

    def follows(ending: Span, one: Told) -> bool:
        """Does an end surely come after this evidence?"""
        return ending[0] > one.window[1] or (ending[0] == one.window[1] and not one.filling("gains"))

    def ended(one: Told, until: date) -> bool:
        ends = [end for of, end in told_ends if of == one.raw["predicate"]] + (endings or [])
        return any(follows(ending, one) and ending[1] < until for ending in ends)

    may = [one for one in evidence if one.filling("gains") or holds_on(one.bounds, asked)]
    before = [one for one in may if one.window[1] < first]
    later = [one for one in may if one.window[0] > last and one.bounds[0] <= last]
    next_day = min((one.window[0] for one in later), default=None)
    lasting = [one for one in before if next_day and not ended(one, next_day)]
    last_day = max((one.window[1] for one in lasting), default=None)
    between = set()
    if next_day and last_day and (max_gap_days is None or (next_day - last_day).days <= max_gap_days):
        between = {one.key for one in lasting if one.window[1] == last_day}
        between |= {one.key for one in later if one.window[0] == next_day}
    found = []
    for one in may:
        if holds_on(one.bounds, asked) == "certain" and not one.filling("gains"):
            found.append((0, one))
        elif overlap(one.window, asked):
            found.append((1, one))
        elif one.key in between:
            found.append((2, one))
        elif one in before and not ended(one, first):
            limit = one.predicate.get("stale_after_days") if max_gap_days is None else max_gap_days
            if limit is None or days_apart(one.window, asked) <= limit:
                found.append((3, one))
    return found


def ends_by_its_words(one: Told) -> bool:
    """Does a statement say that the state ended?"""
    return "valid" in one.raw and one.bounds[3] < date.max


def common(reading: Reading, asked: Span, ranked: list[tuple[int, Told]]) -> dict[str, Any]:
    """The fields that rows of custody and of alliances share."""
    told = [one for _, one in ranked]
    gaps = [(rank, gap is None, gap or 0) for rank, one in ranked for gap in [gap_days(one.bounds, asked)]]
    rank, unbounded, gap = min(gaps)
    return {
        "certainty": "certain" if rank == 0 else "possible",
        "support": SUPPORTS[rank],
        "gapDays": None if unbounded else gap,
        "knownCertainty": "certain" if any(one.surely for at, one in ranked if at == rank) else "possible",
        "contested": any(denied_by(reading, one) for one in told),
        "keys": {one.key for one in told},
    }
