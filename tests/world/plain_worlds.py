"""Random worlds as plain dicts, for the oracle and for both engines. See tests/README.md for the form.

A statement is drawn as one whole number, whose digits in mixed bases choose its parts; nought is the plainest
statement. So hypothesis can make worlds of some hundred statements, and make those that fail small again.
"""

from collections.abc import Sequence
from copy import deepcopy
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

from tests.world.oracle import Contradiction, bounds

World = dict[str, Any]
Question = dict[str, Any]
T = TypeVar("T")

OPEN = 2_147_483_647
LAST_LOAD = 3  # data versions 1 to 3 are loads, 4 is that of the judgements
LAST = LAST_LOAD + 1
FIRST = date(2026, 1, 1)
# near one another, and so far apart that evidence gets stale on the way
OFFSETS = (0, 1, 1, 2, 2, 3, 5, 8, 40, 41, 95, 180, 366, 367, 400, 501, 800)
PLACES = ("fort", "lake", "cell")
STATES = ("holds", "holds", "holds", "guards", "administers")
MOVES = (
    "transfers", "transfers", "captures", "releases", "escapes", "repatriates", "arrests", "exchanges",
    "dies_in_custody", "disappears", "kills_in_custody", "rescues", "surrenders_to",
)  # fmt: skip
OF_PEOPLE = ("escapes", "dies_in_custody", "disappears")  # whose subject are the people
SIGNS = ("allied_with", "supports", "hostile_to", "fights", "distrusts", "ceasefire_with", "fights_beside", "attacks")
WHOLES = ("part_of", "part_of", "speaks_for")
KINDS = ("custody", "custody", "custody", "custody", "ledger", "ledger", "alliances", "plans", "larger_parts", "series")
NUMBERS = ((100, 100), (100, 100), (150, 150), (90, 110), (0, 120), (101, None), (30, 40), (0, 9))
SPEAKERS = ("crow", "daw", "jay", "owl", "wren")
ANONYMOUS = ("owl", "wren")
REVIEWS = (None, "agreed", "checked", "draft", None, "agreed")
PUBLISHERS = {"crow-post": "crow", "daw-herald": "daw"}


class Picks:
    """Choices out of one number."""

    def __init__(self, number: int) -> None:
        self.number = number

    def of(self, choices: Sequence[T]) -> T:
        self.number, chosen = divmod(self.number, len(choices))
        return choices[chosen]

    def one_in(self, times: int) -> bool:
        """False for nought, so that worlds made small are plain."""
        self.number, chosen = divmod(self.number, times)
        return chosen == times - 1

    def some_of(self, choices: Sequence[str]) -> list[str]:
        first = self.of(choices)
        return sorted({first, self.of(choices)}) if self.one_in(4) else [first]

    def day(self) -> date:
        return FIRST + timedelta(self.of(OFFSETS))


@st.composite
def worlds(draw: st.DrawFn, most: int = 300, *, manifold: bool = False) -> tuple[World, list[Question]]:
    """A world and questions about it. Hypothesis draws plain statements most of the time; in half of the worlds that
    are to be `manifold` all choices are equally likely instead, so that rare shapes meet one another."""
    size = draw(st.sampled_from([n for n in (6, 6, 12, 12, 25, 60, 150, 300) if n <= most]))
    if manifold and draw(st.booleans()):
        chance = Random(draw(st.integers(0, 2**32 - 1)))
        world = made([chance.randrange(2**140) for _ in range(chance.randint(2, min(size, 40)))],
                     [chance.randrange(2**40) for _ in range(chance.randrange(5))])  # fmt: skip
        return world, [question(chance.randrange(2**80), world) for _ in range(20)]
    codes = draw(st.lists(st.integers(0, 2**140 - 1), min_size=1, max_size=size))
    judged = draw(st.lists(st.integers(0, 2**40 - 1), max_size=4))
    asked = draw(st.lists(st.integers(0, 2**80 - 1), min_size=20, max_size=20))
    world = made(codes, judged)
    return world, [question(code, world) for code in asked]


def drawn(seed: int, most: int = 25) -> tuple[World, list[Question]]:
    """A world of some `most` statements, and questions about it: the same for a seed, whatever else is imported, which
    decides what Hypothesis draws. Small numbers, and so plain statements, come as often as manifold ones."""
    chance = Random(seed)

    def code(bits: int) -> int:
        return chance.randrange(2 ** min(bits, chance.choice((8, 16, 32, 64, 140))))

    size = chance.randint(1, most)
    world = made([code(140) for _ in range(size)], [code(40) for _ in range(chance.randrange(5))])
    return world, [question(code(80), world) for _ in range(20)]


def made(codes: Sequence[int], judged: Sequence[int] = ()) -> World:
    """The world of some numbers. Larger ones have more holders and groups, so that they stay manifold."""
    actors = [f"actor-{n}" for n in range(3 + len(codes) // 25)]
    groups = [f"group-{n}" for n in range(2 + len(codes) // 12)]
    labels = dict.fromkeys([*actors, *SPEAKERS], "Actor") | dict.fromkeys(groups, "Group")
    labels |= dict.fromkeys(PLACES, "Place") | dict.fromkeys(("march-1", "march-2", "march-3"), "Event")
    world: World = {
        "labels": labels,
        "anonymous": list(ANONYMOUS),
        "publishers": dict(PUBLISHERS),
        "judgements": [],
        "statements": _cell_in_fort() if len(codes) % 2 else [],
        "distinct": ["world"] if len(codes) % 3 == 2 else [],
        "covers": [_claim(Picks(code)) for code in judged[:1]],
    }
    for number, code in enumerate(codes):
        key, (kind, rest) = f"s{number:03}", (code % 10, code // 10)
        if kind in SHAPES:
            added = SHAPES[kind](key, Picks(rest), world["statements"])
        else:
            added = _statement(key, Picks(code), actors, groups, world["statements"])
        # of the key: another state is put in place, also in the versions of before
        world["statements"] += [one | {"state": REVIEWS[code // 1_009 % len(REVIEWS)]} for one in added]
    _make_possible(world)
    for code in judged:
        if (judgement := _judgement(Picks(code), world)) and _agrees(judgement, world["judgements"]):
            world["judgements"].append(judgement)
    return world


def _make_possible(world: World) -> None:
    """Write the last linked dates as plain ones until no data version has dates that contradict each other."""
    linked = [s for s in world["statements"] for name in ("on", "observed") if isinstance(s.get(name), dict)]
    for version in range(1, LAST_LOAD + 1):
        while linked and not _possible(world, version):
            key = linked[-1]["key"]
            for statement in [s for s in linked if s["key"] == key]:
                statement["on" if "on" in statement else "observed"] = str(FIRST)
            linked = [s for s in linked if s["key"] != key]


def _possible(world: World, version: int) -> bool:
    try:
        bounds(world | {"statements": [s | {"responds_to": []} for s in world["statements"]]}, None, version)
    except Contradiction:
        return False
    return True


def question(code: int, world: World) -> Question:
    picks = Picks(code)
    actors = [id_ for id_, label in world["labels"].items() if label == "Actor" and id_ not in SPEAKERS]
    groups = [id_ for id_, label in world["labels"].items() if label == "Group"]
    kind = picks.of(KINDS)
    a = picks.day() + timedelta(picks.of((0, 0, 1, -30, 1500)))
    b = a + timedelta(picks.of((0, 0, 0, 1, 30)))
    known = picks.day() + timedelta(picks.of((0, 1, 30))) if picks.one_in(2) else None
    asked: Question = {
        "kind": kind,
        "as_of": (a, b),
        "known_at": (known, known + timedelta(picks.of((0, 0, 10)))) if known else None,
        "version": picks.of((LAST, LAST, LAST, 1, 2, 3)),
    }
    if picks.one_in(3):
        asked["lens"] = {picks.of(("trust", "exclude")): picks.some_of((*SPEAKERS, "actor-0", "actor-1"))}
    if code // 1_000_003 % 5 == 4:
        asked["lens"] = asked.get("lens", {}) | {"reviewed": [("checked", "agreed")[code // 5_000_017 % 2]]}
    if kind in ("plans", "larger_parts"):
        return asked
    if kind == "series":
        return asked | {"held": picks.of(groups)}
    if kind != "ledger":
        asked |= {
            "certainty": "certain" if picks.one_in(4) else "possible",
            "max_gap_days": picks.of((None, None, None, 1, 60)),
            "min_independent": picks.of((0, 0, 0, 0, 1, 2)),
        }
    elif picks.one_in(2):
        asked["start"] = min(a, picks.day())
    if kind == "alliances":
        return asked | {"actor": picks.of(actors) if picks.one_in(2) else None}
    held = picks.of(groups) if kind == "ledger" or not picks.one_in(4) else None
    return asked | {"held": held, "holder": picks.of(actors) if picks.one_in(3) else None}


def _statement(key: str, picks: Picks, actors: list[str], groups: list[str], before: list[World]) -> list[World]:
    """All versions of one statement."""
    predicate = picks.of((*STATES, *MOVES, *STATES, *SIGNS[: picks.of((2, 8))], *WHOLES))
    statement: World = {
        "key": key,
        "predicate": predicate,
        "polarity": "denies" if picks.one_in(9) else "asserts",
        "mode": picks.of(("occurred",) * 7 + ("under_way", "intended")),
        "reading": "inferred" if picks.one_in(7) else "stated",
        "roles": _roles(predicate, picks, actors, groups),
        "terms": ["convicted"] if predicate == "holds" and picks.one_in(5) else [],
        "about": [picks.of(("march-1", "march-2", "march-3"))] if predicate in MOVES and picks.one_in(2) else [],
        "whole": predicate in MOVES and picks.one_in(6),
        "parts": picks.of((None, "disjoint", "exhaustive")) if predicate == "part_of" else None,
        "count": _count(predicate, picks),
        "responds_to": [],
    }
    if not statement["roles"]["object" if predicate not in OF_PEOPLE else "subject"]:
        return []
    last = _time(statement, picks, before)
    said = last + timedelta(picks.of((0, 0, 1, 4, 50)))
    statement["said"] = f"{said}/{said + timedelta(3)}" if picks.one_in(6) else str(said)
    known = said + timedelta(3) * ("/" in statement["said"]) + timedelta(picks.of((0, 0, 2, 60, 300)))
    statement["known"] = f"{known}/{known + timedelta(5)}" if picks.one_in(6) else str(known)
    statement["said_by"], statement["source"] = picks.of(SPEAKERS), picks.of(tuple(PUBLISHERS))
    answered = [s for s in before if s["opened_in"] == 1 and s["key"] != key]
    if answered and picks.one_in(6):
        reply = {"key": answered[picks.of(range(len(answered)))]["key"]}
        reply |= {"stance": picks.of(("denies", "corrects", "confirms")), "scope": picks.of(("specific", "general"))}
        statement["responds_to"] = [reply]
    return _versions(statement, picks)


def _headcount(key: str, picks: Picks, before: list[World]) -> list[World]:
    """How many one holder has of one group, in one of few places or in all, on one of few days."""
    day = FIRST + timedelta(picks.of((0, 0, 1, 2, 40)))
    place = picks.of(("fort", "lake", "cell", "fort", "lake", None))
    said = _plain(key, "holds", {"subject": ["actor-0"], "object": ["group-0"], "at": [place] if place else []})
    when = {"observed": f"{day}/{day + timedelta(2)}" if picks.one_in(6) else str(day)}
    return [said | when | _number(picks, "stock") | _voice(picks)]


def _part_count(key: str, picks: Picks, before: list[World]) -> list[World]:
    """How many of a part one holder, or somebody of it, has, where others count the whole; or that it is a part."""
    if picks.one_in(4):
        link = _plain(key, "part_of", {"subject": ["group-1"], "object": ["group-0"]}) | _voice(picks)
        return [link | {"valid": "2025-01-01/..", "parts": picks.of((None, "exhaustive", "disjoint"))}]
    place = picks.of((None, "fort", "cell"))
    day = FIRST + timedelta(picks.of((0, 0, 1, 2, 40)))
    whom = picks.of(("group-1", "group-1", "group-0"))
    said = _plain(key, "holds", {"subject": ["actor-0"], "object": [whom], "at": [place] if place else []})
    return [said | {"observed": str(day)} | _number(picks, "stock") | _voice(picks)]


def _total(key: str, picks: Picks, before: list[World]) -> list[World]:
    """How many came to one holder (or left it): so far, over a period, or on a day."""
    one, two = sorted((FIRST + timedelta(picks.of((0, 1, 2, 3, 5, 8))), FIRST + timedelta(picks.of((3, 8, 9, 12, 40)))))
    kind = picks.of(("cumulative", "spread", "flow", "flow"))
    whose = picks.of((["actor-0"], ["actor-0"], ["actor-0"], ["actor-0", "actor-1"]))
    place = picks.of((None, None, "fort", "cell"))
    side, at = picks.of((("to_holder", "to_place"), ("to_holder", "to_place"), ("from_holder", "from_place")))
    said = _plain(key, "transfers", {side: whose, "object": ["group-0"], at: [place] if place else []})
    number = _number(picks, "cumulative" if kind == "cumulative" else "flow")
    number["count"]["since"] = str(one) if kind == "cumulative" and picks.one_in(2) else None
    when = f"{one}/{two}" if kind == "spread" else str(two if kind == "cumulative" else one)
    return [said | {"on": when, "spread": kind == "spread" and one < two} | number | _voice(picks)]


def _freed(key: str, picks: Picks, before: list[World]) -> list[World]:
    """One holder is said to have some people, and to have lost as many, or all, by some day or on it."""
    first, day = FIRST + timedelta(picks.of((0, 1, 2, 5))), FIRST + timedelta(picks.of((1, 2, 3, 8, 40)))
    who = {"subject": ["actor-0"], "object": ["group-0"]}
    has = _plain(key, "holds", who) | {"observed": str(first)} | _number(picks, "stock") | _voice(picks)
    on = picks.of((f"../{day}", f"../{day}", f"{FIRST}/{day}", str(day)))
    lost = _plain(f"{key}-lost", "releases", who) | {"on": on, "spread": False, "whole": picks.one_in(3)}
    return [has, lost | _number(picks, "flow") | _voice(picks)]


def _taken(key: str, picks: Picks, before: list[World]) -> list[World]:
    """Some left a place with whom nobody names as the loser; or somebody is said to hold people just there."""
    place = picks.of(("fort", "fort", "lake"))
    day = FIRST + timedelta(picks.of((0, 1, 2, 3, 5)))
    if picks.one_in(3):
        roles = {"subject": [picks.of(("actor-0", "actor-0", "actor-1"))], "object": ["group-0"], "at": [place]}
        return [_plain(key, "holds", roles) | {"observed": str(FIRST)} | _number(picks, "stock") | _voice(picks)]
    said = _plain(key, "transfers", {"agent": ["actor-0"], "object": ["group-0"], "from_place": [place]})
    return [said | {"on": str(day), "spread": False} | _number(picks, "flow") | _voice(picks)]


def _planned(key: str, picks: Picks, before: list[World]) -> list[World]:
    """So many are to come to one holder; or a move that somebody says is of a plan before it."""
    roles = {"to_holder": ["actor-0"], "object": [picks.of(("group-0", "group-0", "group-1"))]}
    said = _plain(key, "transfers", roles) | {"about": picks.of(([], [], ["march-1"]))}
    day = FIRST + timedelta(picks.of((0, 1, 2, 3, 5)))
    plans = [one["key"] for one in before if one["mode"] == "intended" and one["opened_in"] == 1]
    if plans and picks.one_in(2):
        kind = picks.of(("flow", "cumulative"))
        said |= {"fulfils": [plans[picks.of(range(len(plans)))]]}
        return [said | {"on": str(day), "spread": False} | _number(picks, kind) | _voice(picks)]
    when = {"on": str(FIRST), "spread": False, "said": str(day)}
    return [said | {"mode": "intended"} | when | _number(picks, picks.of(("cap", "flow"))) | _voice(picks)]


def _over(key: str, picks: Picks, before: list[World]) -> list[World]:
    """A state of unknown beginning that had ended when it was told; or one that a coder infers."""
    who = [picks.of(("actor-0", "actor-1", "actor-2"))]
    said = _plain(key, "holds", {"subject": who, "object": [picks.of(("group-0", "group-1"))]})
    day = FIRST + timedelta(picks.of((0, 1, 2, 3, 40)))
    if picks.one_in(2):
        valid = {"valid": f"{FIRST}/{day + timedelta(3)}", "reading": "inferred", "said": str(day + timedelta(5))}
        return [said | valid | _voice(picks)]
    return [said | {"valid": picks.of(("/", "../")), "said": str(day)} | _voice(picks)]


# which kind of statement the last digit of a code makes; all others are of any kind
def _reprinted(key: str, picks: Picks, before: list[World]) -> list[World]:
    """What a source has of the figure of another: the same, or but for one thing."""
    moves = [s for s in before if s["predicate"] in MOVES and s["count"] and s["closed_in"] == OPEN]
    if not moves:
        return []
    first = moves[-1 - picks.of(range(min(3, len(moves))))]
    other = next(source for source in PUBLISHERS if source != first["source"])
    later = {"key": key, "source": other, "known": "2026-06-01", "responds_to": [], "opened_in": 1}
    changed = picks.of(({}, {}, {"said_by": picks.of(SPEAKERS)}, {"about": []}, {"source": first["source"]}))
    return [first | later | changed]


def _planned_or_over(key: str, picks: Picks, before: list[World]) -> list[World]:
    return (_planned if picks.one_in(2) else _over)(key, picks, before)


def _denied(key: str, picks: Picks, before: list[World]) -> list[World]:
    """That a holder had people in some way, and that it held them, guarded them or took them is denied."""
    had, near = picks.of(("captures", "arrests", "holds", "guards")), FIRST + timedelta(picks.of((0, 1, 2)))
    roles = {"subject": [picks.of(("actor-0", "actor-0", "actor-1"))], "object": ["group-0"]}
    place = {"at": [picks.of(("fort", "lake"))]} if picks.one_in(3) else {}
    event, seen = {"on": str(near), "spread": False}, {"observed": str(near)}
    said = _plain(key, had, roles | place) | (event if had in MOVES else seen) | _voice(picks)
    denied = picks.of(("holds", "holds", "guards", had))
    day = picks.day()
    when = event if denied in MOVES else {"observed": f"{FIRST}/{day}" if picks.one_in(3) else str(day)}
    no = _plain(f"{key}-no", denied, roles | (place if picks.one_in(2) else {})) | when | _voice(picks)
    return [said, no | {"polarity": "denies", "said": str(FIRST + timedelta(2000))}]


def _taken_or_freed(key: str, picks: Picks, before: list[World]) -> list[World]:
    return (_freed if picks.one_in(2) else _taken)(key, picks, before)


def _denied_or_reprinted(key: str, picks: Picks, before: list[World]) -> list[World]:
    return (_denied if picks.one_in(2) else _reprinted)(key, picks, before)


SHAPES = {
    5: _denied_or_reprinted,
    9: _headcount,
    4: _headcount,
    8: _total,
    7: _part_count,
    6: _taken_or_freed,
    3: _planned_or_over,
}


def _number(picks: Picks, kind: str) -> World:
    low, high = picks.of(NUMBERS)
    return {"count": _counted(low, high, kind, "people")}


def _voice(picks: Picks) -> World:
    known = picks.of(("2026-02-20", "2026-01-10", "2026-06-01"))
    return {"known": known, "said_by": picks.of(SPEAKERS), "source": picks.of(tuple(PUBLISHERS))}


def _cell_in_fort() -> list[World]:
    link = _plain("cell-in-fort", "located_in", {"subject": ["cell"], "object": ["fort"]})
    return [link | {"valid": "2025-01-01/..", "known": "2027-01-01"}]  # where a place lies is no news


def _plain(key: str, predicate: str, roles: dict[str, list[str]]) -> World:
    return {
        "key": key, "predicate": predicate, "polarity": "asserts", "mode": "occurred", "reading": "stated",
        "roles": roles, "terms": [], "about": [], "whole": False, "parts": None, "count": None, "responds_to": [],
        "said": "2026-02-20", "known": "2026-02-20", "said_by": "crow", "source": "crow-post", "opened_in": 1,
        "closed_in": OPEN,
    }  # fmt: skip


def _claim(picks: Picks) -> World:
    """That a source tells of all moves of a group on some days."""
    first = FIRST + timedelta(picks.of((-30, -30, 1)))
    last = first + timedelta(picks.of((2000, 2000, 60)))
    holders = ["actor-0", "actor-1"] if picks.one_in(2) else ["actor-0"]
    places = ["fort"] if picks.one_in(3) else []
    published = picks.of(("2040-12-31", "2026-01-20"))
    claimed = {"group": "group-0", "holders": holders, "places": places, "from": str(first), "to": str(last)}
    return claimed | {"published": published}


def _roles(predicate: str, picks: Picks, actors: list[str], groups: list[str]) -> dict[str, list[str]]:
    place = picks.of(PLACES)
    some_place = [place] if picks.one_in(3) else []
    people, who = picks.some_of(groups), picks.some_of(actors)
    other = [picks.of(actors)]
    if predicate in STATES:
        roles = {"subject": who, "object": people, "at": some_place}
    elif predicate in ("transfers", "repatriates", "exchanges"):
        agent = [picks.of(actors)] if picks.one_in(3) else []
        loser = who if not picks.one_in(3) else []
        gainer = other if not picks.one_in(3) else []
        roles = {"agent": agent, "object": people, "from_holder": loser, "to_holder": gainer}
        roles["from_place"] = [place] if not loser else some_place
    elif predicate in ("captures", "arrests"):
        roles = {"subject": who, "object": people, "at": some_place}
    elif predicate == "kills_in_custody":
        roles = {"subject": who if not picks.one_in(3) else [], "object": people, "at": some_place}
    elif predicate == "rescues":
        loser = who if not picks.one_in(3) else []
        roles = {"subject": other, "object": people, "from_holder": loser}
        roles["from_place"] = [place] if not loser else some_place
    elif predicate == "surrenders_to":
        roles = {"subject": people, "object": other, "at": some_place}
    elif predicate == "releases":
        loser = who if not picks.one_in(3) else []
        roles = {"subject": loser, "object": people, "from_place": [place] if not loser else some_place}
    elif predicate in OF_PEOPLE:
        loser = who if not picks.one_in(3) else []
        where = "from_place" if predicate == "escapes" else "at"
        roles = {"subject": people, "from_holder": loser, where: [place] if not loser else some_place}
    elif predicate == "part_of" and picks.one_in(2):
        roles = {"subject": [groups[-1]], "object": [groups[0]]}
    elif predicate in WHOLES:
        roles = {"subject": [picks.of(SPEAKERS)], "object": other}
    else:
        roles = {"subject": who, "object": [actor for actor in other if actor not in who]}
    return roles


def _count(predicate: str, picks: Picks) -> World | None:
    low, high = picks.of(NUMBERS)
    if predicate in STATES:
        kind = picks.of(("stock",) * 6 + ("peak",))
    elif predicate in MOVES:
        kind = picks.of(("flow", "flow", "flow", "cumulative"))
    else:
        return None
    unit = picks.of(("people",) * 6 + ("families",))
    if picks.one_in(3):
        return None
    since = str(picks.day()) if kind == "cumulative" and picks.one_in(4) else None
    return _counted(low, high, kind, unit) | {"since": since}


def _counted(low: int, high: int | None, kind: str, unit: str) -> World:
    wording = f"{low} to {high}" if high is not None else f"more than {low - 1}"
    return {"min": low, "max": high, "kind": kind, "unit": unit, "of": None, "since": None, "wording": wording}


def _time(statement: World, picks: Picks, before: list[World]) -> date:
    """Write when it was; gives the last day that it names."""
    one, two = sorted((picks.day(), picks.day()))
    window = f"{one}/{two}" if picks.one_in(3) else str(one)
    last = two if "/" in window else one
    if statement["predicate"] in (*MOVES, "attacks"):
        is_open = "/" in window and picks.one_in(4)  # by some day, and nobody says since when it may have been
        statement["on"] = f"../{two}" if is_open else window
        statement["spread"] = "/" in window and not is_open and picks.one_in(3)
    elif picks.one_in(2):
        statement["valid"] = picks.of((f"{one}/{two}", f"{one}/..", f"/{two}", f"../{two}", f"{one}/", "/..", "/"))
        return one if statement["valid"].endswith(("..", "/")) else two
    else:
        statement["observed"] = window
    dated = [s for s in before if ("on" in s or "observed" in s) and s["opened_in"] == 1]
    if dated and not statement.get("spread") and picks.one_in(5):
        bound = {"relation": picks.of(("after", "before", "same_day")), "of": dated[picks.of(range(len(dated)))]["key"]}
        if bound["relation"] == "same_day":
            bound |= {"min_days": None, "max_days": None}
        else:
            bound |= {"min_days": picks.of((None, 0, 2)), "max_days": picks.of((None, None, 7, 30))}
        name = "on" if "on" in statement else "observed"
        within = picks.of((None, f"{one}/{two + timedelta(60)}"))
        weekday = ["monday", "thursday"] if picks.one_in(4) else None
        statement[name] = {"within": within, "weekday": weekday, "bounds": [bound]}
        return FIRST + timedelta(900)
    return last


def _versions(statement: World, picks: Picks) -> list[World]:
    """Open from the first load in most cases; or closed, changed, opened later, or opened again."""
    spans = picks.of((((1, OPEN),),) * 6 + (((1, 2),), ((2, OPEN),), ((1, 2), (2, OPEN)), ((1, 2), (3, OPEN))))
    found = []
    for number, (opened, closed) in enumerate(spans):
        version = deepcopy(statement) | {"opened_in": opened, "closed_in": closed}
        if number and version["count"] and version["count"]["max"] is not None:
            count = version["count"]
            count |= {"min": count["min"] + 7, "max": count["max"] + 7}
            count["wording"] = f"{count['min']} to {count['max']}"
        elif number and version["said_by"] != "crow":
            version["said_by"] = "crow"
        found.append(version)
    return found if len(found) < 2 or _differ(found) else found[:1]


def _differ(versions: list[World]) -> bool:
    one, two = ({name: value for name, value in v.items() if name not in ("opened_in", "closed_in")} for v in versions)
    return one != two or versions[0]["closed_in"] < versions[1]["opened_in"]


def _agrees(judgement: World, others: list[World]) -> bool:
    """Whether no chain of positive judgements meets a negative one: such are refused."""
    judgements = [*others, judgement]
    families: list[set[str]] = []
    for ids in [set(j["ids"]) for j in judgements if j["verdict"] == "positive"]:
        met = [family for family in families if family & ids]
        families = [family for family in families if family not in met] + [ids.union(*met)]
    return not any(set(j["ids"]) <= family for j in judgements if j["verdict"] == "negative" for family in families)


def _judgement(picks: Picks, world: World) -> World | None:
    moves = sorted({s["key"] for s in world["statements"] if s["predicate"] in MOVES})
    actors = [id_ for id_, label in world["labels"].items() if label == "Actor" and id_ not in SPEAKERS]
    groups = [id_ for id_, label in world["labels"].items() if label == "Group"]
    choices = picks.of((moves, ["march-1", "march-2", "march-3"], actors, groups))
    if len(choices) < 2:
        return None
    first = picks.of(choices)
    second = picks.of([id_ for id_ in choices if id_ != first])
    ids = sorted((first, second))
    verdict = picks.of(("positive", "negative", "unsure"))
    return {"ids": ids, "verdict": verdict}
