"""How near friends and foes are drawn: the layout of everyone's network, on the years of UCDP's dyads as shipped."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from app.answers.question import read_common
from graph.alliances.evidence import find_evidence
from graph.alliances.network import find_day
from graph.alliances.pairs import SignName, has_sign
from graph.selection.selection import Selection
from graph.selection.snapshot import Snapshot
from graph.store.reading.reader import Reader
from graph.store.store import Store
from ingest.loading import load_source
from tests.bench.engines import empty_engine
from tests.bench.measure import Result

SIGNS: tuple[SignName, SignName] = ("friendly", "hostile")
YEARS = (1990, 2003, 2016)
BAR = 2.0


def find_distances(view: Snapshot, year: int) -> tuple[float, float]:
    """The median distance in drawings of the pairs that are friendly in a year, and of those that are hostile."""
    column_view = view.column_view
    evidence = find_evidence(Selection(view, read_common()))
    network = find_day(evidence, date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()).network
    number = column_view.columns.names.entities.number
    places = column_view.places[[number(id_) for id_ in network.nodes]]
    away = np.hypot(*(places[network.a] - places[network.b]).T)
    friendly, hostile = (float(np.median(away[has_sign(network, name)])) for name in SIGNS)
    return friendly, hostile


def distances() -> Iterator[Result]:
    """How many times as far from one another foes stand as friends."""
    with empty_engine("embedded") as engine, Store(engine=engine) as store:
        load_source(store, "ucdp-dyadic")
        view = Reader(store).view()
        for year in YEARS:
            friendly, hostile = find_distances(view, year)
            yield Result(
                what=f"distance of foes in the network of {year}",
                engine="embedded",
                value=hostile,
                unit="of half the picture's width",
                against="distance of friends",
                ratio=hostile / friendly,
                bar=f">= {BAR:g}",
                met=hostile >= BAR * friendly,
                details={"friends": friendly},
            )
