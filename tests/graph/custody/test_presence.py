"""Where a holder may have been day by day: just what support gives for each day."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.custody.presence import Presence
from graph.dates.windows import Window
from graph.evidence.support import find_support, make_gain_evidence, make_state_evidence
from graph.model.statement import StoredStatement
from tests.world.builder import said
from tests.world.worlds import some

FIRST = date(2026, 1, 1)
PLACES = ("fort", "lake", "")


@st.composite
def sighting(draw: st.DrawFn) -> StoredStatement:
    one, two = sorted((draw(st.integers(0, 12)), draw(st.integers(0, 12))))
    day, last = FIRST + timedelta(one), FIRST + timedelta(two)
    place = draw(some(PLACES))
    at = {"at": place} if place else {}
    form = draw(some(("observed", "lasted", "ended", "over", "came")))
    if form == "observed":
        return said("crow", "holds", "ash", observed=f"{day}/{last}", **at)
    if form == "came":
        to = {"to_place": place} if place else {}
        return said("crow", "transfers", on=f"{day}/{last}", to_holder="ash", **to)
    valid = {"lasted": f"{day}/{last}", "ended": f"/{last}", "over": "/"}[form]
    return said("crow", "holds", "ash", valid=valid, said_on=str(last), **at)


@settings(deadline=None, derandomize=True, max_examples=400)
@given(st.lists(sighting(), max_size=7), st.sampled_from([None, 0, 3, 400]))
def test_each_day_is_as_support_tells_it(told: list[StoredStatement], max_gap_days: int | None) -> None:
    evidence = [make_gain_evidence(s) if s.predicate == "transfers" else make_state_evidence(s) for s in told]
    presence = Presence(evidence, (), max_gap_days)
    for number in range(-2, 16):
        day = FIRST + timedelta(number)
        found = find_support(evidence, day, day, (), max_gap_days)
        shown = [item.statement for item in found.evidence] if found else []
        where = {place for s in shown for place in (*s.role("at"), *s.role("to_place")) or ("",)}
        on_day = Window(day, day)
        assert presence.can_be_at((), on_day) == bool(shown), day
        assert {place for place in ("fort", "lake") if presence.is_placed_at(place, on_day)} == where - {""}, day
        assert presence.can_be_at(("elsewhere",), on_day) == ("" in where), day
