"""Invented networks of any size, the same for the same seed: who held, moved, backed or fought whom, according to whom.

S has 10,000 entities and 100,000 statements, L ten times as many. A few entities are in very many statements (seven in
ten roles go to somebody who already has one), intervals overlap, ends are open, things are only seen once, some
statements deny, some deny others.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from graph.dates.validity import Bounds, ValidTime
from graph.dates.windows import MAX, MIN, Window
from graph.model.counts import ReportedCount, read_count
from graph.model.entities import WrittenEntity
from graph.model.sources import WrittenSource
from graph.model.statement import Citation, Response, WrittenStatement
from graph.store.writing.content import Content

SIZES = {"S": (10_000, 100_000), "L": (100_000, 1_000_000)}
FIRST, DAYS = date(2004, 1, 1), 8_000
LABELS = {"Actor": ("armed_group", 0.6), "Group": ("detainees", 0.25), "Place": ("facility", 0.1)}
KINDS = {"Nationality": "country"}
# predicate: how often, and its roles with the label of who takes them
CUSTODY = {
    "holds": (30, {"subject": "Actor", "object": "Group", "at": "Place"}),
    "guards": (8, {"subject": "Actor", "object": "Group"}),
    "transfers": (8, {"object": "Group", "from_holder": "Actor", "to_holder": "Actor"}),
    "captures": (4, {"subject": "Actor", "object": "Group"}),
}
RELATIONS = {
    "allied_with": (12, {"subject": "Actor", "object": "Actor"}),
    "supports": (10, {"subject": "Actor", "object": "Actor"}),
    "fights": (12, {"subject": "Actor", "object": "Actor"}),
    "hostile_to": (6, {"subject": "Actor", "object": "Actor"}),
    "ceasefire_with": (3, {"subject": "Actor", "object": "Actor"}),
    "composed_of": (4, {"subject": "Group", "object": "Nationality"}),
    "located_in": (3, {"subject": "Place", "object": "Place"}),
}
PREDICATES = CUSTODY | RELATIONS
EVENTS = {"transfers", "captures"}
WORDINGS = ("about 2,000", "nearly 300", "more than 40", "dozens", "12")
DATASET = "network"


@dataclass(frozen=True)
class Network:
    """Sources and entities; `statements()` makes its statements anew each time, the same ones."""

    sources: list[WrittenSource]
    entities: list[WrittenEntity]
    statements: Callable[[], Iterator[WrittenStatement]]

    def content(self) -> Content:
        """All of it, as a load takes it."""
        return Content(
            dataset=DATASET,
            title="An invented network",
            sources=self.sources,
            entities=self.entities,
            statements=list(self.statements()),
        )


def network(entities: int, statements: int, seed: int = 1) -> Network:
    """A network with so many entities and statements."""
    members = _entities(entities)
    sources = [_source(number, members[0].id) for number in range(max(1, entities // 100))]
    return Network(sources, members, lambda: _statements(members, sources, statements, random.Random(seed)))


def hubs(statements: list[WrittenStatement], label_of: dict[str, str], label: str, number: int) -> list[str]:
    """The entities of a label that have a role in the most statements, with the most first."""
    degrees: dict[str, int] = {}
    for statement in statements:
        for ids in statement.roles.values():
            for id_ in ids:
                degrees[id_] = degrees.get(id_, 0) + 1
    named = [id_ for id_ in degrees if label_of[id_] == label]
    return sorted(named, key=lambda id_: (-degrees[id_], id_))[:number]


def _entities(number: int) -> list[WrittenEntity]:
    wanted = {label: max(2, int(number * share)) for label, (_, share) in LABELS.items()}
    wanted["Nationality"] = max(2, number - sum(wanted.values()))
    kinds = {label: kind for label, (kind, _) in LABELS.items()} | KINDS
    return [
        WrittenEntity(
            id=f"{label.lower()}-{i}", label=label, name=f"{label} {i}", kind=kinds[label], aliases=(f"{label[0]}{i}",)
        )
        for label, count in wanted.items()
        for i in range(count)
    ]


def _source(number: int, publisher: str) -> WrittenSource:
    day = FIRST + timedelta(days=DAYS)
    return WrittenSource(
        id=f"report-{number}", title=f"Report {number}", publisher=publisher, published_on=day.isoformat(),
        published=Window(day, day),
    )  # fmt: skip


class _Picker:
    """Draws entities so that who has been drawn before is drawn more often: a few become hubs."""

    def __init__(self, members: list[WrittenEntity], chance: random.Random) -> None:
        self._chance = chance
        self._all: dict[str, list[str]] = {}
        for entity in members:
            self._all.setdefault(entity.label, []).append(entity.id)
        self._drawn: dict[str, list[str]] = {label: [] for label in self._all}

    def __call__(self, label: str) -> str:
        drawn = self._drawn[label]
        again = drawn and self._chance.random() < 0.7
        found = self._chance.choice(drawn if again else self._all[label])
        drawn.append(found)
        return found


def _statements(
    members: list[WrittenEntity], sources: list[WrittenSource], number: int, chance: random.Random
) -> Iterator[WrittenStatement]:
    pick = _Picker(members, chance)
    speakers = [entity.id for entity in members if entity.label == "Actor"][: max(2, len(members) // 50)]
    names, weights = list(PREDICATES), [often for often, _ in PREDICATES.values()]
    for i in range(number):
        predicate = chance.choices(names, weights)[0]
        validity, said = _when(chance, predicate in EVENTS)
        denies_other = i > 100 and chance.random() < 0.02
        yield WrittenStatement(
            key=f"s{i}",
            dataset=DATASET,
            predicate=predicate,
            roles=_roles(pick, predicate, chance),
            said_by=chance.choice(speakers),
            cites=Citation(source=chance.choice(sources).id, locator=f"row {i}"),
            validity=validity,
            said=Window(said, said),
            said_on=said.isoformat(),
            known=Window(said, said),
            known_from=said.isoformat(),
            polarity="denies" if chance.random() < 0.05 else "asserts",
            mode="intended" if chance.random() < 0.05 else "occurred",
            count=_count(chance, predicate),
            responds_to=(Response(f"s{chance.randrange(i)}", "denies"),) if denies_other else (),
        )


def _roles(pick: _Picker, predicate: str, chance: random.Random) -> dict[str, tuple[str, ...]]:
    roles: dict[str, tuple[str, ...]] = {}
    for role, label in PREDICATES[predicate][1].items():
        if role in ("at", "from_holder") and chance.random() < 0.5:
            continue
        joint = role == "subject" and predicate in CUSTODY and chance.random() < 0.05
        roles[role] = tuple(dict.fromkeys(pick(label) for _ in range(2 if joint else 1)))
    return roles


def _when(chance: random.Random, event: bool) -> tuple[ValidTime, date]:
    """When it was so, and the day on which somebody said it."""
    start = FIRST + timedelta(days=chance.randrange(DAYS - 400))
    end = start + timedelta(days=chance.randrange(1, 400))
    said = end + timedelta(days=chance.randrange(30))
    if event:
        return ValidTime("on", f"{start}/{end}", False, Bounds(start, end, start, end)), said
    drawn = chance.random()
    if drawn < 0.25:
        return ValidTime("observed", f"{start}/{end}", False, Bounds(MIN, end, start, MAX)), said
    if drawn < 0.5:
        return ValidTime("valid", f"{start}/..", False, Bounds(start, start, said, MAX)), said
    return ValidTime("valid", f"{start}/{end}", False, Bounds(start, start, end, end)), said


def _count(chance: random.Random, predicate: str) -> ReportedCount | None:
    if predicate not in CUSTODY or chance.random() > 0.4:
        return None
    wording = chance.choice(WORDINGS)
    least, most = read_count(wording)
    return ReportedCount(min=least, max=most, kind="flow" if predicate in EVENTS else "stock", wording=wording)
