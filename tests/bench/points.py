"""Point questions: one query file, on an engine that holds little or much, against the least that a query can cost."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from graph.dates.windows import MAX
from graph.evidence.hierarchy import find_parts
from graph.store.reading.reader import Reader
from graph.store.store import Row, Store
from graph.vocabulary import vocabulary
from ingest.loading import load_source
from tests.bench.measure import Result, in_turn
from tests.bench.networks import Network, hubs

BAR = "2 x RETURN 1 + 1 ms + 0.05 ms a row"
QUERY = "read/statements_of_entities"


def first_report(store: Store, rounds: int) -> Result:
    """What the custody answer asks of the store about ISIS suspects, with the first report loaded."""
    load_source(store, "isis-detainee-transfer")
    view = Reader(store).view()
    day = date(2026, 2, 5)
    groups = sorted(find_parts("isis-suspects", [*view.parts, *view.locations], day, day))
    return _asked(store, "custody of isis-suspects by Cypher", groups, rounds)


def hub_entities(store: Store, network: Network, rounds: int, size: str) -> Iterator[Result]:
    """The same for the groups and actors of a loaded network that are in the most statements."""
    labels = {entity.id: entity.label for entity in network.entities}
    statements = list(network.statements())
    for label in ("Group", "Actor"):
        for place, id_ in enumerate(hubs(statements, labels, label, 2), 1):
            yield _asked(store, f"{label.lower()} hub {place} of {size} by Cypher", [id_], rounds)


def _asked(store: Store, what: str, ids: Sequence[str], rounds: int) -> Result:
    version = Reader(store).version()
    predicates = vocabulary().custody_predicates

    def question() -> list[Row]:
        return store.read(QUERY, entities=list(ids), predicates=predicates, version=version, knownBy=MAX)

    matched = len(question())
    median = in_turn({"question": question, "least": least(store)}, rounds, warm=rounds // 2)
    allowed = 2 * median["least"] + 1 + 0.05 * matched
    return Result(
        what=f"{what}, {matched} rows",
        engine=store.engine.kind,
        value=median["question"],
        unit="ms",
        against="of what the bar allows",
        ratio=median["question"] / allowed,
        bar=f"<= {BAR} = {allowed:.2f} ms",
        met=median["question"] <= allowed,
        details={"rows": matched, "return1Ms": median["least"], "allowedMs": allowed},
    )


def least(store: Store) -> Callable[[], object]:
    """A bare query in a session of its own, as every question has one."""

    def ask() -> object:
        with store.driver.session(database=store.engine.database, default_access_mode="READ") as session:
            return session.run("RETURN 1").data()

    return ask
