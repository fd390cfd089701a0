"""What the plain oracle reads: vocabulary, statements, identity, parts, denials and occurrences."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
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
UNCOUNTED_MOVES_COUNT = True  # a movement without a number is an unknown number, not none

Count = tuple[int, int | None]
Ids = frozenset[str]
USED: set[str] = set()  # which rules the answers since it was last emptied rest on


def note(rule: str, *, used: bool = True) -> None:
    """Remember that an answer rests on a rule, so that it can be counted how often random worlds try each."""
    if used:
        USED.add(rule)


@cache
def vocabulary() -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """All predicates, and all modes."""
    read = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(VOCABULARY.glob("*.yml"))}
    predicates = {
        name: entries.get("defaults", {}) | entry
        for stem, entries in read.items()
        if stem not in ("modes", "entities", "terms", "units")
        for name, entry in entries.items()
        if name != "defaults"
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
    linking: list[Told] = field(default_factory=list)  # what tells of parts and places: the lens is not on these
    speaking: list[Told] = field(default_factory=list)  # who belongs to whom, as is known today
    links: dict[Any, list[tuple[str, str, Told]]] = field(default_factory=dict)
    denials: dict[str, list[Told]] = field(default_factory=dict)
    copied: list[list[str]] = field(default_factory=list)  # keys of a report and of one that repeats its figure

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


def read(
    world: dict[str, Any], known_at: Span | None, version: int, lens: dict[str, list[str]] | None = None
) -> Reading:
    """What was open in a data version, public by `known_at`, not taken back, and said by whom the lens lets through.

    `lens` has `trust` and `exclude`, each some speakers; who belongs to one of these is meant with it. Its `reviewed`
    is how far statements, also those that respond, must be reviewed.
    """
    if lens:
        return under_lens(world, known_at, version, lens)
    return read_all(world, known_at, version)


def under_lens(world: dict[str, Any], known_at: Span | None, version: int, lens: dict[str, list[str]]) -> Reading:
    """Only what the lens lets through; what is part of what stays as without it."""
    whole = read_all(world, known_at, version)
    above = [(part, upper) for part, upper, _ in followed(whole, None, {"organisation"})]

    def is_heard(speaker: str) -> bool:
        mine = reach({whole.stands_for(speaker)}, above)
        trusted = {whole.stands_for(one) for one in lens.get("trust", ())}
        return (not trusted or bool(mine & trusted)) and not mine & {
            whole.stands_for(one) for one in lens.get("exclude", ())
        }

    def is_reviewed(s: dict[str, Any]) -> bool:
        if "reviewed" not in lens:
            return True
        return s.get("state") == "agreed" or (lens["reviewed"] == ["checked"] and s.get("state") == "checked")

    heard = [s for s in world["statements"] if is_heard(s["said_by"]) and is_reviewed(s)]
    claims = [one for one in world.get("covers", ()) if is_heard(world["publishers"]["crow-post"])]
    named = {one for name in ("trust", "exclude") for one in lens.get(name, ())}
    note("lens: leaves out what nobody reviewed", used=not all(map(is_reviewed, world["statements"])))
    note("lens: leaves some statements out", used=0 < len(heard) < len(world["statements"]))
    note(
        "lens: somebody of a named organisation",
        used=any(part not in named and upper in named for part, upper in above),
    )
    note("lens: leaves out the source of a claim", used=len(claims) < len(world.get("covers", ())))
    found = read_all(world | {"statements": heard, "covers": claims}, known_at, version)
    return replace(found, linking=whole.linking, speaking=whole.speaking)


def read_all(world: dict[str, Any], known_at: Span | None, version: int) -> Reading:
    """The same, whoever said it."""
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
    if known_at:
        note("known_at: some not public yet", used=len(statements) < len(world["statements"]))
        note("known_at: perhaps public", used="possible" in public.values())
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
    copied = []
    doubts = [list(map(canonical, j["ids"])) for j in judgements if j["verdict"] != "positive"]
    for original, copy in copies(list(told.values()), world.get("distinct", ()), canonical):
        ends = {occurrence.get(one.key, one.key) for one in (original, copy)}
        if not any(ends <= {occurrence.get(one, one) for one in ids} for ids in doubts):
            copied.append([original.key, copy.key])
            links.append(copied[-1])
            occurrence = joined(links)
            note("copies: a figure that a second source repeats", used=len(ends) > 1)
    distinct = set()
    for j in judgements:
        roots = [occurrence.get(one, one) for one in map(canonical, j["ids"])]
        if j["verdict"] == "negative":
            distinct |= {frozenset((a, b)) for a in roots for b in roots if a != b}
    anonymous = {canonical(one) for one in world["anonymous"]} - named
    everything = list(told.values())
    today = everything if known_at is None else read_all(world, None, version).told
    return Reading(world, everything, same, anonymous, occurrence, distinct, everything, today, copied=copied)


def copies(told: list[Told], registers: Collection[str], canonical: Callable[[str], str]) -> list[tuple[Told, Told]]:
    """Reports of another source with the same speaker, days, places and figure, each with the first that it repeats.

    A source repeats a report once. In a register no row repeats another; all of a world are rows of one dataset.
    """

    def may_be(one: Told, other: Told) -> bool:
        mine, theirs = one.raw, other.raw
        events = [{canonical(event) for event in raw["about"]} for raw in (mine, theirs)]
        both = set(one.roles) & set(other.roles) | {"at", "from_place", "to_place"}
        words = ("predicate", "polarity", "mode", "reading")
        numbers = ("min", "max", "kind", "unit", "of", "since")
        return (
            one.said_by == other.said_by
            and one.bounds == other.bounds
            and all(mine[word] == theirs[word] for word in words)
            and all((word in mine) == (word in theirs) for word in ("valid", "observed", "on"))
            and mine.get("spread", False) == theirs.get("spread", False)
            and all(mine["count"][word] == theirs["count"][word] for word in numbers)
            and all(one.roles.get(role, frozenset()) == other.roles.get(role, frozenset()) for role in both)
            and (not events[0] or not events[1] or events[0] == events[1])
            and not registers
        )

    found: list[tuple[Told, Told]] = []
    firsts: list[Told] = []
    counted = [one for one in told if one.raw["count"]]
    for one in sorted(counted, key=lambda one: (*reversed(span(one.raw["known"])), one.key)):
        source = one.raw["source"]
        for first in firsts:
            sources = {first.raw["source"], *(copy.raw["source"] for original, copy in found if original is first)}
            if source not in sources and may_be(first, one):
                found.append((first, one))
                break
        else:
            firsts.append(one)
    return found


def followed(reading: Reading, asked: Span | None, uses: set[str]) -> list[tuple[str, str, Told]]:
    """(subject, object) of each statement that a question may follow on these days, or (None) at whatever time.

    Who belongs to which organisation, and where a place lies, is always judged by what is known today.
    """
    labels = reading.world["labels"]

    def is_no_news(one: Told) -> bool:
        return all(labels.get(each) == "Place" for ids in one.roles.values() for each in ids)

    name = asked, frozenset(uses)
    if name not in reading.links:
        reading.links[name] = [
            (subject, whole, one)
            for one in (
                reading.speaking
                if uses == {"organisation"}
                else [each for each in reading.speaking if is_no_news(each)]
                + [each for each in reading.linking if not is_no_news(each)]
            )
            if one.asserted
            and uses & set(one.predicate.get("follows") or ())
            and (asked is None or holds_on(one.bounds, asked))
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
    return deniers(replies(told), contradicting(reading, told))


def replies(told: Told) -> list[tuple[Told, str]]:
    """The responses that deny a statement, with their scope."""
    return [(other, scope) for other, stance, scope in told.responses if stance == "denies"]


def deniers(replied: list[tuple[Told, str]], others: list[Told]) -> set[tuple[str, str]]:
    """Who denies, and whether this or in general; whoever responds does not count once more."""
    keys = {other.key for other, _ in replied}
    found = {(other.said_by, scope) for other, scope in replied}
    return found | {(other.said_by, "specific") for other in others if other.key not in keys}


def contradicting(reading: Reading, told: Told) -> list[Told]:
    """The statements that deny another one, at an overlapping time."""
    if told.key in reading.denials:
        return reading.denials[told.key]
    found = []
    whose, whom = told.filling("holds") | told.filling("gains"), told.filling("held")
    for other in reading.told:
        if other.raw["polarity"] == "asserts" or not other.actual or not overlap(other.window, told.window):
            continue
        same = other.raw["predicate"] == told.raw["predicate"]
        same = same and any(all(ids == told.roles.get(role) for role, ids in way.items()) for way in _ways(other))
        same = same and set(other.raw["terms"]) <= set(told.raw["terms"])  # "not as convicts" does not deny the rest
        if same and of_number(other):  # "not 40" denies those who say 40, or 30 to 50
            mine, its = other.raw["count"], told.raw["count"]
            same = its is not None and (mine["unit"], mine["of"]) == (its["unit"], its["of"])
            same = same and all(
                one["max"] is None or two["min"] <= one["max"] for one, two in ((mine, its), (its, mine))
            )
            note("denied: a number, where another may be meant", used=not same)
        if same or (told.asserted and denies_having(other, told, whose, whom)):
            note("denied: by a denial of holding, what another predicate says", used=not same)
            found.append(other)
    reading.denials[told.key] = found
    return found


def of_number(denial: Told) -> bool:
    """Does one deny how many people were held or moved, and not that they were?"""
    return bool(denial.raw["count"] and denial.predicate.get("custody"))


def denies_having(other: Told, told: Told, whose: Ids, whom: Ids) -> bool:
    """Does one deny that these had these people, in the capacity of another statement or in any, where it is of its
    places and terms? The days are left to the caller."""
    if other.raw["polarity"] != "denies" or not other.actual or not other.filling("holds") or "on" in other.raw:
        return False
    if of_number(other):
        return False
    if not whose or other.filling("holds") != whose or other.filling("held") != whom:
        return False
    if other.predicate["capacity"] not in ("authority", told.predicate.get("capacity")):
        return False
    at_all = not other.at("at") or other.at("at") == told.holding_places
    return at_all and set(other.raw["terms"]) <= set(told.raw["terms"])


def _ways(told: Told) -> list[dict[str, Ids]]:
    """The roles, and for a symmetric predicate also with subject and object swapped."""
    roles = told.roles
    if told.predicate.get("symmetric") and "subject" in roles and "object" in roles:
        return [roles, {**roles, "subject": roles["object"], "object": roles["subject"]}]
    return [roles]


@dataclass
class Entry:
    """One movement as all its reports tell it: at least how many, on which days, by whom."""

    name: str  # what stands for the occurrence
    days: Span
    least: int
    voices: set[tuple[str, str]]  # speaker and source
    datasets: set[str]


def dataset_of(one: Told) -> str:
    """The dataset of a statement."""
    return str(one.raw.get("dataset", "world"))


def entry(name: str, reports: list[Told], count: Count) -> Entry:
    """Reports of one occurrence as an entry of a sum."""
    days = min(one.window[0] for one in reports), max(one.window[1] for one in reports)
    voices = {(one.said_by, one.raw["source"]) for one in reports}
    return Entry(name, days, count[0], voices, {dataset_of(one) for one in reports})


def largest_sum(reading: Reading, entries: list[Entry]) -> int:
    """The fewest people that several reports make together.

    The largest sum over reports of one speaker in one source no two of which share a day; over reports that judgements
    keep apart, each from each; or over all of one dataset whose rows are each a move of its own. One report is such a
    set too.
    """
    sums = [max((one.least for one in entries), default=0)]
    for voice in {voice for one in entries for voice in one.voices}:
        sums.append(_on_days_of_their_own([one for one in entries if voice in one.voices]))
    note("sums: one speaker, days of their own", used=max(sums) > sums[0])
    for dataset in reading.world.get("distinct", ()):
        sums.append(sum(one.least for one in entries if dataset in one.datasets))
        note("sums: rows: distinct makes more", used=sums[-1] > max(sums[:-1]))
    apart = _judged_apart(reading, entries)
    note("sums: judged apart makes more", used=apart > max(sums))
    return max(*sums, apart)


def _on_days_of_their_own(entries: list[Entry]) -> int:
    """The most that entries make of which no two share a day."""
    ordered = sorted(entries, key=lambda one: one.days[1])
    best: list[int] = []  # of the first ones, up to and with this one
    for index, one in enumerate(ordered):
        earlier = [other for other in range(index) if ordered[other].days[1] < one.days[0]]
        with_it = one.least + (best[earlier[-1]] if earlier else 0)
        best.append(max(with_it, best[-1] if best else 0))
    return best[-1] if best else 0


def _judged_apart(reading: Reading, entries: list[Entry]) -> int:
    """The most that entries make that judgements keep apart, each from each."""

    def most(chosen: list[Entry], rest: list[Entry]) -> int:
        found = sum(one.least for one in chosen)
        for index, one in enumerate(rest):
            if all(frozenset((one.name, other.name)) in reading.distinct for other in chosen):
                found = max(found, most([*chosen, one], rest[index + 1 :]))
        return found

    return most([], entries)


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


def supported(
    evidence: list[Told], asked: Span, max_gap_days: int | None, endings: list[Span] | None = None
) -> list[tuple[int, Told]]:
    """Each statement that supports a row on these days, with its place in SUPPORTS."""
    first, last = asked
    evidence = [one for one in evidence if not ended_by(one)]
    told_ends = [(one.raw["predicate"], one.bounds[2:]) for one in evidence if ends_by_its_words(one)]

    def follows(ending: Span, one: Told) -> bool:
        """Does an end surely come after this evidence?"""
        return ending[0] > one.window[1] or (ending[0] == one.window[1] and not one.filling("gains"))

    def ended(one: Told, until: date) -> bool:
        ends = [end for of, end in told_ends if of == one.raw["predicate"]] + (endings or [])
        return any(follows(ending, one) and ending[1] < until for ending in ends)

    may = [one for one in evidence if one.filling("gains") or holds_on(lasting_bounds(one), asked)]
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
        stated = one.raw["reading"] == "stated"  # what is only inferred makes nothing certain
        note("support: inferred, so not certain", used=not stated and holds_on(one.bounds, asked) == "certain")
        if stated and holds_on(one.bounds, asked) == "certain" and not one.filling("gains"):
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


def lasting_bounds(one: Told) -> Bounds:
    """The bounds of what a statement is evidence of: of an act that makes two friends or foes, no end is named."""
    is_act = "on" in one.raw and one.predicate.get("sign") is not None
    return (*one.bounds[:3], date.max) if is_act else one.bounds


def ended_by(one: Told) -> date | None:
    """The day by which a state of unknown beginning had ended at an unknown time; None for all others."""
    first, _, end, last = one.bounds
    return last if "valid" in one.raw and first == end == date.min and last < date.max else None


def is_earlier(one: Told, asked: Span) -> bool:
    """Is evidence only of days before?"""
    by = ended_by(one)
    return by <= asked[1] if by else one.window[1] < asked[0]


def is_later(one: Told, asked: Span) -> bool:
    """Is evidence only of days after?"""
    by = ended_by(one)
    return by > asked[1] if by else one.window[0] > asked[1]


def known_days(one: Told) -> Span:
    """The days by which what is known before or after is nearest."""
    by = ended_by(one)
    return (by, by) if by else one.window


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
