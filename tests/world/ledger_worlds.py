"""Random worlds of one group, its parts and few holders, in which counts and moves lie close together.

The form is that of the plain worlds; a statement is drawn as one whole number, nought the plainest. `recorded` gives
its statements as the store would, without one.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from graph.dates.validity import read_event, read_sighting, read_state
from graph.dates.windows import read_window
from graph.model.counts import ReportedCount
from graph.model.judgements import Judgement
from graph.model.sources import MovesClaim
from graph.model.statement import Citation, StoredStatement
from tests.world.plain_worlds import OPEN, Picks, World

FIRST = date(2026, 1, 1)
HOLDERS = ("ash", "birch", "cedar")
PLACES = ("fort", "cell", "lake")
NUMBERS = ((100, 100), (150, 150), (20, 20), (140, 160), (0, 40), (90, None), (300, 300), (30, 35))
KINDS = (
    "holds", "holds", "transfers", "transfers", "transfers", "captures", "releases", "escapes", "dies_in_custody",
    "kills_in_custody", "rescues", "surrenders_to",
)  # fmt: skip


def made(codes: Sequence[int], judged: Sequence[int] = ()) -> World:
    """The world of some numbers."""
    statements = [_said(f"s{number:03}", Picks(code)) for number, code in enumerate(codes)]
    moves = [s["key"] for s in statements if "on" in s]
    judgements = [_judged(Picks(code), [*moves, "march-1", "march-2"]) for code in judged] if len(moves) > 1 else []
    links = [
        _link("cell", "located_in", "fort"),
        _link("men", "part_of", "all", (None, "disjoint", "exhaustive")[len(codes) % 3]),
        _link("boys", "part_of", "all", (None, "disjoint", "exhaustive")[len(codes) % 3]),
    ]
    labels = {
        **dict.fromkeys((*HOLDERS, "crow", "daw"), "Actor"),
        **dict.fromkeys(("all", "men", "boys", "others"), "Group"),
        **dict.fromkeys(PLACES, "Place"),
        **dict.fromkeys(("march-1", "march-2"), "Event"),
    }
    return {
        "labels": labels,
        "anonymous": [],
        "publishers": {"post": "crow", "herald": "daw"},
        "distinct": ["roll"] if len(codes) % 2 else [],
        "covers": [_claim(Picks(code)) for code in judged[:2]],
        "judgements": judgements,
        "statements": [*statements, *links],
    }


def _said(key: str, picks: Picks) -> World:
    predicate = picks.of(KINDS)
    day = FIRST + timedelta(picks.of(range(12)))
    last = day + timedelta(picks.of((0, 0, 0, 0, 1, 3, 8)))
    low, high = picks.of(NUMBERS)
    whom = [picks.of(("all",) * 4 + ("men", "boys"))] + (["others"] if picks.one_in(12) else [])
    who, other = [picks.of(("ash", "ash", "birch"))], [picks.of(("birch", "birch", "cedar", "ash"))]
    if predicate == "holds" and not picks.one_in(6):  # counts alike, so that some follow one another
        whom, who, place, unit = ["all"], ["ash"], [], "people"
        last = min(last, day + timedelta(1))
    elif picks.one_in(8):
        who = sorted({*who, picks.of(HOLDERS)})
    place = [picks.of(PLACES)] if picks.one_in(8) else []
    unit = "families" if picks.one_in(9) else "people"
    agent_only = predicate == "transfers" and picks.one_in(4)  # carried out by whoever holds them, named as agent alone
    if agent_only:
        who, place = [], [picks.of(PLACES)]
    roles = {
        "holds": {"subject": who, "object": whom, "at": place},
        "captures": {"subject": other, "object": whom, "at": place},
        "releases": {"subject": who, "object": whom, "from_place": place},
        "escapes": {"subject": whom, "from_holder": [] if picks.one_in(2) else who, "from_place": place},
        "dies_in_custody": {"subject": whom, "from_holder": [] if picks.one_in(2) else who, "at": place},
        "kills_in_custody": {"subject": [] if picks.one_in(2) else who, "object": whom, "at": place},
        "rescues": {
            "subject": ["cedar"],
            "object": whom,
            "from_holder": [] if picks.one_in(2) else who,
            "from_place": place,
        },
        "surrenders_to": {"subject": whom, "object": other, "at": place},
        "transfers": {
            "agent": ["ash"] if agent_only else [],
            "object": whom,
            "from_holder": [] if agent_only or picks.one_in(5) else who,
            "to_holder": [] if picks.one_in(5) else other,
            "from_place": place,
        },
    }[predicate]
    statement = _base(key, predicate, roles)
    kind = "stock" if predicate == "holds" else picks.of(("flow", "flow", "cumulative"))
    of, since = ("women" if picks.one_in(20) else None), None
    if kind == "cumulative" and picks.one_in(3):
        since = str(FIRST + timedelta(picks.of(range(8))))
    if not picks.one_in(10):
        statement["count"] = {
            "min": low, "max": high, "kind": kind, "unit": unit, "of": of, "since": since, "wording": "so many",
        }  # fmt: skip
    statement |= {"dataset": picks.of(("world", "world", "roll"))}
    statement |= {"said_by": picks.of(("crow", "crow", "daw")), "source": picks.of(("post", "post", "herald"))}
    if predicate == "holds":
        if picks.one_in(3):
            statement["roles"]["at"] = [picks.of(PLACES)]
        return statement | {"observed": f"{day}/{last}"}
    about = [picks.of(("march-1", "march-2"))] if picks.one_in(4) else []
    return statement | {"on": f"{day}/{last}", "spread": last > day and picks.one_in(2), "about": about}


def _claim(picks: Picks) -> World:
    """That a source tells of all moves of the group on some days."""
    first = FIRST + timedelta(picks.of((0, 0, 2, -300)))
    holders = ["ash", "birch"] if picks.one_in(2) else ["ash"]
    places = [picks.of(PLACES)] if picks.one_in(3) else []
    last = first + timedelta(picks.of((400, 8, 3)))
    return {"group": "all", "holders": holders, "places": places, "from": str(first), "to": str(last)}


def claimed(world: World) -> list[MovesClaim]:
    """The claims of a world."""
    return [
        MovesClaim(
            group=one["group"],
            holders=tuple(one["holders"]),
            places=tuple(one["places"]),
            first=date.fromisoformat(one["from"]),
            last=date.fromisoformat(one["to"]),
        )
        for one in world["covers"]
    ]


def _link(part: str, predicate: str, whole: str, parts: str | None = None) -> World:
    found = _base(f"{part}-{whole}", predicate, {"subject": [part], "object": [whole]})
    return found | {"valid": "2025-01-01/..", "parts": parts}


def _base(key: str, predicate: str, roles: dict[str, list[str]]) -> World:
    return {
        "key": key, "predicate": predicate, "polarity": "asserts", "mode": "occurred", "reading": "stated",
        "roles": {role: ids for role, ids in roles.items() if ids}, "terms": [], "about": [], "whole": False,
        "parts": None, "count": None, "responds_to": [], "said": "2026-03-01", "known": "2026-03-01",
        "said_by": "crow", "source": "post", "opened_in": 1, "closed_in": OPEN,
    }  # fmt: skip


def _judged(picks: Picks, names: Sequence[str]) -> World:
    first = picks.of(names)
    ids = sorted((first, picks.of([name for name in names if name != first])))
    return {"ids": ids, "verdict": picks.of(("negative", "negative", "positive", "unsure"))}


def recorded(world: World) -> list[StoredStatement]:
    """The statements of a world as the store gives them back."""
    return [_recorded(said) for said in world["statements"]]


def _recorded(said: World) -> StoredStatement:
    told = read_window(said["said"])
    if "valid" in said:
        validity = read_state(said["valid"], told)
    else:
        validity = read_sighting(said["observed"]) if "observed" in said else read_event(said["on"], said["spread"])
    return StoredStatement(
        id=f"{said['key']}#1",
        key=said["key"],
        dataset=said.get("dataset", "world"),
        predicate=said["predicate"],
        polarity=said["polarity"],
        mode=said["mode"],
        reading=said["reading"],
        roles={role: tuple(ids) for role, ids in said["roles"].items()},
        about=tuple(said["about"]),
        said_by=said["said_by"],
        said_on=said["said"],
        said=told,
        known_from=said["known"],
        known=read_window(said["known"]),
        validity=validity,
        count=ReportedCount(**said["count"], given=True) if said["count"] else None,
        whole=said["whole"],
        terms=(),
        parts=said["parts"],
        cites=Citation(source=said["source"], locator=said["key"]),
        note=None,
        opened_in=1,
    )


def judged(world: World) -> list[Judgement]:
    """The judgements of a world."""
    return [
        Judgement(
            id=str(number), ids=tuple(j["ids"]), verdict=j["verdict"], by="a judge", on="2026-03-01", why="a test"
        )
        for number, j in enumerate(world["judgements"])
    ]


def links(statements: Iterable[StoredStatement]) -> list[StoredStatement]:
    """What is part of what, and lies where."""
    return [statement for statement in statements if statement.predicate in ("part_of", "located_in")]
