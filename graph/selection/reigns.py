"""Who governed which state when: sources then name the state, and not the group that became its government."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from graph.dates.windows import MAX, MIN, Window
from graph.model.directory import Directory

YEAR = 366  # days


class Reign(NamedTuple):
    """A group, the state that it governed, and from which day to which: in `reigns.csv` codes of lists, here ids."""

    ruler: str
    state: str
    days: Window

    def covers(self, days: Window) -> bool:
        """Whether what is said of the state on some days is said of this government.

        Of up to a year where it began under it, and its middle was under it too: sources name years, and one in which a
        group still fought to be the government is none of its own. Of a longer time only where all of it was.
        """
        if (days.latest - days.earliest).days > YEAR:
            return self.days.earliest <= days.earliest and days.latest <= self.days.latest
        middle = days.earliest + (days.latest - days.earliest) / 2
        return self.days.earliest <= days.earliest and middle <= self.days.latest


@cache
def read_reigns() -> Sequence[Reign]:
    """The reigns of `reigns.csv`, by the codes of groups and states."""
    with Path(__file__).with_name("reigns.csv").open(encoding="utf-8", newline="") as rows:
        return [
            Reign(
                row["ruler"],
                row["state"],
                Window(
                    date.fromisoformat(row["from"]) if row["from"] else MIN,
                    date.fromisoformat(row["until"]) if row["until"] else MAX,
                ),
            )
            for row in csv.DictReader(rows)
        ]


def list_reigns(directory: Directory, ids: Iterable[str]) -> tuple[Reign, ...]:
    """The reigns of some actors over states that are known here, by their ids."""
    wanted = set(map(directory.find_canonical, ids))
    return tuple(one for one in _list_known(directory) if one.ruler in wanted)


def list_reigns_over(directory: Directory, ids: Iterable[str]) -> tuple[Reign, ...]:
    """The reigns over some states, by groups that are known here."""
    wanted = set(map(directory.find_canonical, ids))
    return tuple(one for one in _list_known(directory) if one.state in wanted)


def list_takeovers(directory: Directory, ids: Iterable[str], days: Window) -> tuple[Reign, ...]:
    """The reigns of some actors, or over some states, that began on one of some days after the first."""
    wanted = set(map(directory.find_canonical, ids))
    return tuple(
        one
        for one in _list_known(directory)
        if {one.ruler, one.state} & wanted and days.earliest < one.days.earliest <= days.latest
    )


def list_changes_of_government(
    directory: Directory, ids: Iterable[str], first: Window, last: Window
) -> tuple[Reign, ...]:
    """The reigns of some actors, or over some states, that were on either of two days or periods, and not on both."""
    wanted = set(map(directory.find_canonical, ids))
    return tuple(
        one
        for one in _list_known(directory)
        if {one.ruler, one.state} & wanted and one.covers(first) != one.covers(last)
    )


def _list_known(directory: Directory) -> list[Reign]:
    """All reigns of which both ends are known here, by their ids."""
    ids = directory.actors_by_code
    return [
        one._replace(ruler=ids[one.ruler], state=ids[one.state])
        for one in read_reigns()
        if one.ruler in ids and one.state in ids
    ]
