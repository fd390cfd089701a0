"""Plain worlds of a few statements, one line each: `world(holds(12, "2026-03-01", "annex"))`."""

from typing import Any

from tests.world.plain_worlds import OPEN, World

GROUP = "men"


def world(*statements: World, **more: Any) -> World:
    """A world of a few statements, with keys s0, s1, .."""
    return {
        "labels": {
            **dict.fromkeys(("north", "south", "state", "desk", "other-desk", "crow"), "Actor"),
            **dict.fromkeys((GROUP, "boys"), "Group"),
            **dict.fromkeys(("annex", "house", "centre", "town"), "Place"),
        },
        "anonymous": [],
        "publishers": {"roll": "desk", "paper": "other-desk", "crow-post": "crow"},
        "judgements": [],
        "statements": [one | {"key": f"s{number}"} for number, one in enumerate(statements)],
        **more,
    }


def told(
    predicate: str, roles: dict[str, str], when: World, number: Any = None, kind: str = "flow", **more: Any
) -> World:
    """One statement; `number` is a number or a range."""
    low, high = number if isinstance(number, tuple) else (number, number)
    wording = f"{low}" if low == high else f"at least {low}" if high is None else f"{low} to {high}"
    count = {"min": low, "max": high, "kind": kind, "unit": "people", "of": None, "since": more.pop("since", None)}
    return {
        "predicate": predicate, "polarity": "asserts", "mode": "occurred", "reading": "stated",
        "roles": {role: [id_] for role, id_ in roles.items()}, "terms": [], "about": [], "whole": False, "parts": None,
        "count": None if number is None else count | {"wording": wording}, "responds_to": [],
        "said": "2027-01-01", "known": "2027-01-01", "said_by": "desk", "source": "roll", "opened_in": 1,
        "closed_in": OPEN, "spread": False, **when, **more,
    }  # fmt: skip


def holds(number: Any, day: str, place: str | None = None, **more: Any) -> World:
    """north was seen holding so many."""
    roles = {"subject": "north", "object": GROUP} | ({"at": place} if place else {})
    return told("holds", roles, {"observed": day}, number, "stock", **more)


def comes(number: Any, day: str, **more: Any) -> World:
    """So many went from south to north."""
    roles = {"from_holder": "south", "to_holder": "north", "object": GROUP}
    return told("transfers", roles, {"on": day, "spread": more.pop("spread", False)}, number, **more)
