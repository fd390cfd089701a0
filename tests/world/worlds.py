"""Random small worlds: statements of three holders, two groups and two places over two years."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from graph.model.statement import StoredStatement
from tests.world.builder import answered, said

FIRST = date(2026, 1, 1)
# near one another, and so far apart that evidence gets stale on the way
DAYS = [FIRST + timedelta(n) for n in (0, 1, 1, 2, 2, 3, 5, 8, 40, 41, 180, 366, 367, 400, 401, 500)]
SAID_ON = "2027-05-20"  # after all of them
HOLDERS = ("ash", "birch", "cedar")
GROUPS = ("boys", "men")
PLACES = ("fort", "lake")
WORDINGS = ("", "100", "100", "150", "at least 100", "up to 120", "about 150")

day_asked = st.sampled_from([*DAYS, *(day + timedelta(1) for day in DAYS), date(2025, 12, 1), date(2029, 1, 1)])


def some(options: Iterable[object]) -> st.SearchStrategy[Any]:
    """One of the options. The strategy is kept: to make one anew for each draw takes longer than the draw."""
    found = tuple(options)
    return st.sampled_from(found) if isinstance(found[0], dict) else _kept(found)


@cache
def _kept(options: tuple[object, ...]) -> st.SearchStrategy[Any]:
    return st.sampled_from(options)


@cache
def _several(ids: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Most often the first one alone, so that statements meet."""
    alone = some((ids[0], ids[0], *ids)).map(lambda one: (one,))
    return st.one_of(alone, alone, st.lists(some(ids), min_size=2, max_size=2, unique=True).map(tuple))


def draw_times(draw: st.DrawFn, is_state: bool) -> dict[str, Any]:
    one, two = sorted((draw(some(DAYS)), draw(some(DAYS))))
    if not is_state:
        return {"on": draw(some(("{one}", "{one}/{two}"))).format(one=one, two=two)}
    if draw(st.booleans()):
        return {"observed": draw(some(("{one}", "{one}/{two}"))).format(one=one, two=two)}
    form = draw(some(("{one}/{two}", "{one}/..", "/{two}", "../{two}", "{one}/", "/..", "/", "over")))
    if form == "over":
        return {"valid": {"start": draw(some(("", "..", "[..{one}]"))).format(one=one), "end": f"[..{two}]"}}
    return {"valid": form.format(one=one, two=two)}


@st.composite
def custody_statement(draw: st.DrawFn) -> StoredStatement:
    name = draw(
        some(
            [
                "holds",
                "holds",
                "holds",
                "guards",
                "administers",
                "captures",
                "transfers",
                "releases",
                "escapes",
                "kills_in_custody",
                "rescues",
            ]
        )
    )
    is_state = name in ("holds", "guards", "administers")
    roles: dict[str, Any] = {}
    who: tuple[str, ...] = ()
    if name == "transfers":
        roles = {role: draw(_several(HOLDERS)) for role in ("from_holder", "to_holder") if draw(st.booleans())}
    elif name == "escapes":
        roles = {"from_holder": draw(some(HOLDERS))} if draw(st.booleans()) else {}
    elif name != "releases" or draw(st.booleans()):
        who = draw(_several(HOLDERS))
    if draw(st.integers(0, 2)) == 0:
        roles["at" if name not in ("transfers", "escapes") else "from_place"] = draw(some(PLACES))
    kinds = ["stock", "stock", "peak"] if is_state else ["flow", "cumulative"]
    statement = said(
        draw(some(["crow", "daw"])),
        f"{name} {draw(some(WORDINGS))}".strip(),
        who,
        draw(_several(GROUPS)),
        kind=draw(some(kinds)),
        unit=draw(some(["people", "people", "people", "families"])),
        polarity=draw(some([*["asserts"] * 6, "denies"])),
        mode=draw(some([*["occurred"] * 6, "under_way", "intended"])),
        whole=not is_state and draw(st.integers(0, 3)) == 0,
        terms=("convicted",) if name == "holds" and draw(st.booleans()) else (),
        about=("march",) if draw(st.integers(0, 2)) == 0 else (),
        said_on=SAID_ON,
        **draw_times(draw, is_state),
        **roles,
    )
    if draw(st.integers(0, 4)) == 0:
        stance, scope = draw(some(["denies", "corrects", "confirms"])), draw(some(["specific", "general"]))
        return answered(statement, draw(some(["crow", "daw"])), stance, scope, key=f"reply-to-{statement.key}")
    return statement


@st.composite
def counted(draw: st.DrawFn) -> StoredStatement:
    """One of many counts of the same people, which may disagree or be of other scopes."""
    return said(
        draw(some(["crow", "daw"])),
        f"holds {draw(some(WORDINGS[1:]))}",
        draw(some([("ash",), ("ash",), ("ash", "birch")])),
        "men",
        at=draw(some([(), (), ("fort",)])),
        kind=draw(some(["stock", "stock", "stock", "cap"])),
        about=draw(some([(), ("march",)])),
        said_on=SAID_ON,
        observed=draw(some([str(day) for day in DAYS[:6]])),
    )


world_of_custody = st.lists(st.one_of(custody_statement(), custody_statement(), counted()), min_size=3, max_size=8)


@st.composite
def relation(draw: st.DrawFn) -> StoredStatement:
    name = draw(some(["allied_with", "supports", "hostile_to", "fights", "distrusts", "ceasefire_with", "attacks"]))
    who = draw(_several(HOLDERS))
    statement = said(
        draw(some(["crow", "daw"])),
        name,
        who,
        draw(some(HOLDERS)),
        polarity=draw(some([*["asserts"] * 6, "denies"])),
        mode=draw(some([*["occurred"] * 6, "under_way", "intended"])),
        said_on=SAID_ON,
        **draw_times(draw, name != "attacks"),
    )
    return replace(statement, reading=draw(some(["stated", "stated", "inferred"])))
