"""The frustration index of the years of a data set: UCDP's as shipped, or of another file of its form."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from app.answers.question import read_common
from graph.alliances.balance.edges import list_all_edges
from graph.alliances.balance.frustration import SECONDS
from graph.alliances.evidence import find_evidence
from graph.alliances.network import find_day
from graph.selection.selection import Selection
from graph.store.reading.reader import Reader
from graph.store.store import Store
from ingest.loading import load_source
from tests.bench.balance import proved
from tests.bench.engines import empty_engine
from tests.bench.measure import Result

YEARS = {"ucdp-dyadic": range(1946, 2024), "gml-mid": range(1816, 2011)}


def years(source: str, file: Path | None = None, every: int = 1, seconds: float = SECONDS) -> Iterator[Result]:
    """The share of its years whose index is proved: of all pairs that have a row on some day of a year."""
    with empty_engine("embedded") as engine, Store(engine=engine) as store:
        load_source(store, source, file)
        evidence = find_evidence(Selection(Reader(store).view(), read_common()))
    networks = []
    for year in YEARS[source][::every]:
        found = find_day(evidence, date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
        if len(found):
            networks.append(list_all_edges(found.network))
    most = max(len(edges.sign) for edges in networks)
    yield proved(f"{len(networks)} years of {source}, up to {most:,} pairs", networks, seconds)
