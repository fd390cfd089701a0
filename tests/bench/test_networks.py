"""The invented networks are the same each time, allowed by the vocabulary, and have what makes real ones hard."""

from graph.dates.windows import MAX, MIN
from graph.model.statement import check_roles
from tests.bench.networks import hubs, network

SMALL = network(300, 2_000)
STATEMENTS = list(SMALL.statements())


def test_a_network_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    ids = [statement.id for statement in STATEMENTS]
    assert ids == [statement.id for statement in network(300, 2_000).statements()]
    assert ids != [statement.id for statement in network(300, 2_000, seed=2).statements()]


def test_it_has_the_size_that_was_asked_for() -> None:
    assert len({entity.id for entity in SMALL.entities}) == 300
    assert len({statement.key for statement in STATEMENTS}) == 2_000


def test_everybody_in_it_may_take_their_role() -> None:
    labels = {entity.id: entity.label for entity in SMALL.entities}
    for statement in STATEMENTS:
        check_roles(statement, labels)


def test_it_has_hubs_open_ends_sightings_denials_and_responses() -> None:
    labels = {entity.id: entity.label for entity in SMALL.entities}
    hub = hubs(STATEMENTS, labels, "Actor", 1)[0]
    mean = sum(len(ids) for s in STATEMENTS for ids in s.roles.values()) / len(SMALL.entities)
    assert sum(hub in ids for s in STATEMENTS for ids in s.roles.values()) > 5 * mean
    assert any(s.validity.bounds.latest_end == MAX and s.validity.kind == "valid" for s in STATEMENTS)
    assert any(s.validity.bounds.earliest_start == MIN and s.validity.kind == "observed" for s in STATEMENTS)
    assert any(s.polarity == "denies" for s in STATEMENTS)
    assert any(s.responds_to for s in STATEMENTS)
    assert any(len(s.roles.get("subject", ())) > 1 for s in STATEMENTS)


def test_statements_about_a_pair_overlap() -> None:
    days: dict[tuple[str, ...], list[tuple[object, object]]] = {}
    for s in STATEMENTS:
        if "subject" in s.roles and "object" in s.roles and s.validity.kind == "valid":
            pair = (s.predicate, s.roles["subject"][0], s.roles["object"][0])
            days.setdefault(pair, []).append((s.validity.bounds.earliest_start, s.validity.bounds.latest_end))
    pairs = [(a, b) for found in days.values() for i, a in enumerate(found) for b in found[:i]]
    assert any(a[0] <= b[1] and b[0] <= a[1] for a, b in pairs)  # type: ignore[operator]
