"""How soon a service's view has a load of 1,000 statements: names, links, columns and everyone's evidence renewed."""

import time
from collections.abc import Iterator
from dataclasses import replace
from statistics import median

from graph.alliances.evidence import prepare_evidence
from graph.model.names import use_for
from graph.store.reading.reader import Reader
from graph.store.store import Store
from graph.store.writing.content import Content
from graph.store.writing.writer import load_content
from tests.bench.engines import empty_engine
from tests.bench.measure import Result
from tests.bench.networks import Network, network

NEW = 1_000
BAR = 2.0  # s, at a million statements


def renewing(name: str, size: str, made: Network, loads: int = 3) -> Iterator[Result]:
    """The median of some loads, each after the other, on one engine; nobody asks meanwhile."""
    with empty_engine(name) as engine, Store(engine=engine) as store:
        content = made.content()
        load_content(store, content)
        reader = Reader(store)
        view = reader.view()
        prepare_evidence(view)
        view.prepare()
        spent = []
        for number in range(1, loads + 1):
            load_content(store, _more(made, number))
            begun = time.monotonic()
            newer = reader.view()
            prepare_evidence(newer, view)
            newer.prepare()
            spent.append(time.monotonic() - begun)
            view = newer
    yield Result(
        what=f"{NEW:,} new statements among {len(content.statements):,} are in the view",
        engine=name,
        value=median(spent),
        unit="s",
        against="of what the bar allows",
        ratio=median(spent) / BAR,
        bar=f"<= {BAR} s",
        met=median(spent) <= BAR,
        details={"seconds": spent, "size": size},
    )


def _more(made: Network, number: int) -> Content:
    """Statements of another dataset about the same entities."""
    dataset = f"more-{number}"
    source = replace(made.sources[0], id=dataset)
    drawn = network(len(made.entities), NEW, seed=100 + number)
    statements = [
        replace(s, dataset=dataset, key=f"{dataset}:{place}", responds_to=(), cites=replace(s.cites, source=dataset))
        for place, s in enumerate(drawn.statements())
    ]
    named = {id_ for s in statements for ids in s.roles.values() for id_ in ids}
    named |= {s.said_by for s in statements} | {source.publisher}
    used = [use_for("network", entity) for entity in made.entities if entity.id in named]
    return Content(dataset=dataset, title=dataset, sources=[source], entities=[], statements=statements, used=used)
