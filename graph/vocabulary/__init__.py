"""The vocabulary: which labels, kinds, modes, terms, units and predicates there are. Read from `vocabulary/*.yml`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.errors import InvalidVocabulary

# one more with each change of words or rules by which what is stored would be read in another way
RULES_VERSION = 4

FOLDER = Path(__file__).parent
ROLES = ("subject", "object", "agent", "from_holder", "to_holder", "from_place", "to_place", "at")
PLACE_ROLES = ("at", "from_place", "to_place")
CAPACITIES = ("authority", "administers", "guards")  # the strongest first
EFFECTS = frozenset({"held", "holds", "gains", "loses"})
FOLLOWED = ("part", "place", "organisation", "nationality", "some_nationality", "succession")
NOT_PREDICATES = ("entities", "modes", "terms", "units")
EDGE_TYPE = re.compile(r"[A-Z][A-Z_]{0,40}")
PLACEHOLDER = re.compile(r"\{(\w++)\}")
NAME = re.compile(r"[a-z][a-z_]{0,40}")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # an eighth of the work, of which each command has its share


@dataclass(frozen=True, slots=True)
class Mode:
    """How a statement puts it. `whole`: its count is that of the whole undertaking, not of what is done."""

    name: str
    actual: bool
    whole: bool
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """What a statement can say, and what that means for custody and alliances."""

    name: str
    says: str
    is_state: bool
    roles: Mapping[str, frozenset[str]]
    required: tuple[str, ...]
    edges: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    custody: Mapping[str, str] = field(default_factory=dict)
    capacity: str | None = None
    terms: frozenset[str] = frozenset()
    sign: int | None = None
    symmetric: bool = False
    truce: bool = False  # an agreement not to fight, which may stand beside hostility
    same_label: bool = False
    stale_after_days: int | None = None
    follows: frozenset[str] = frozenset()
    over_place: str | None = None

    def find_role(self, effect: str) -> str | None:
        """The role with an effect on custody (holds, gains, loses, held), if there is one."""
        return next((role for role, has in self.custody.items() if has == effect), None)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that a statement may use. `kinds` is by label, `terms` by group of terms."""

    kinds: Mapping[str, frozenset[str]]
    modes: Mapping[str, Mode]
    terms: Mapping[str, frozenset[str]]
    predicates: Mapping[str, Predicate]
    units: frozenset[str]
    titles: frozenset[str] = frozenset()  # with which the name of one person may begin

    @property
    def custody_predicates(self) -> list[str]:
        return [name for name, predicate in self.predicates.items() if predicate.custody]

    @property
    def signed_predicates(self) -> list[str]:
        return [name for name, predicate in self.predicates.items() if predicate.sign is not None]

    def select_predicates(self, use: str) -> list[str]:
        """The predicates that questions follow from an object to its subjects, for one use: part, place, organisation,
        nationality; some_nationality, where only some of a group are said to be of one; or succession, by which one
        name is that of several in turn."""
        return [name for name, predicate in self.predicates.items() if use in predicate.follows]

    @property
    def predicates_over_places(self) -> list[str]:
        """Predicates by which an actor has, or takes over, a place. Answers on custody there mention it in a note."""
        return [name for name, predicate in self.predicates.items() if predicate.over_place]

    @property
    def edge_types(self) -> list[str]:
        return sorted({edge for predicate in self.predicates.values() for edge in predicate.edges})


@cache
def vocabulary(folder: Path = FOLDER) -> Vocabulary:
    """Read and check the files once. Raises InvalidVocabulary that names file, entry and value."""
    raw = {path.stem: _read_mapping(path) for path in sorted(folder.glob("*.yml"))}
    for needed in NOT_PREDICATES:
        if needed not in raw:
            raise InvalidVocabulary(f"{folder.name}/{needed}.yml is missing")
    terms = {group: frozenset(words) for group, words in raw["terms"].items()}
    predicates: dict[str, Predicate] = {}
    for stem, entries in raw.items():
        if stem in NOT_PREDICATES:
            continue
        for name, entry in entries.items():
            if name in predicates:
                raise InvalidVocabulary(f"{stem}.yml: predicate {name!r} stands in two files")
            try:
                predicates[name] = _read_predicate(f"{stem}.yml: {name}", name, entry, raw["entities"], terms)
            except (KeyError, TypeError, AttributeError, IndexError) as error:
                raise InvalidVocabulary(f"{stem}.yml: {name} lacks something or is no entry: {error}") from error
    try:
        kinds = {label: frozenset(entry["kinds"]) for label, entry in raw["entities"].items()}
        titles = frozenset(raw["entities"]["Group"].get("titles", ()))
        modes = {
            name: Mode(name, bool(entry["actual"]), bool(entry.get("whole", False)), entry["says"])
            for name, entry in raw["modes"].items()
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise InvalidVocabulary(f"entities.yml or modes.yml: an entry lacks something: {error}") from error
    return Vocabulary(kinds, modes, terms, predicates, frozenset(raw["units"]), titles)


def _read_mapping(path: Path) -> dict[str, Any]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 (a safe one)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InvalidVocabulary(f"{path.name} cannot be read: {error}") from error
    if not isinstance(content, dict):
        raise InvalidVocabulary(f"{path.name}: expected names with entries, met {type(content).__name__}")
    return content


def _read_predicate(
    where: str, name: str, entry: Mapping[str, Any], labels: Iterable[str], terms: Mapping[str, frozenset[str]]
) -> Predicate:
    def check(met: Iterable[str], allowed: Iterable[str], field_name: str) -> None:
        known = set(allowed)
        for value in met:
            if value not in known:
                raise InvalidVocabulary(f"{where}: {field_name} has {value!r}; expected one of {sorted(known)}")

    fields = set(Predicate.__dataclass_fields__) - {"name", "is_state"} | {"time"}
    check(entry, fields, "entry")
    check([name] if not NAME.fullmatch(name) else [], [], "name")
    roles = {role: frozenset(allowed) for role, allowed in entry["roles"].items()}
    check(roles, ROLES, "roles")
    for role, allowed in roles.items():
        check(allowed, labels, f"roles.{role}")
    check([entry["time"]], ("state", "event"), "time")
    check(entry["required"], roles, "required")
    edges = {edge: (ends[0], ends[1]) for edge, ends in entry.get("edges", {}).items()}
    check([edge for edge in edges if not EDGE_TYPE.fullmatch(edge)], [], "edges")
    check([role for ends in edges.values() for role in ends], roles, "edges")
    custody = dict(entry.get("custody", {}))
    check(custody, roles, "custody")
    check(custody.values(), EFFECTS, "custody")
    check([entry["capacity"]] if custody else [], CAPACITIES, "capacity")
    check(entry.get("terms", []), terms, "terms")
    check(entry.get("follows", []), FOLLOWED, "follows")
    check(PLACEHOLDER.findall(entry.get("over_place", "")), roles, "over_place")
    check([entry["sign"]] if "sign" in entry else [], (-1, 0, 1), "sign")  # type: ignore[arg-type]
    return Predicate(
        name=name,
        says=entry["says"],
        is_state=entry["time"] == "state",
        roles=roles,
        required=tuple(entry["required"]),
        edges=edges,
        custody=custody,
        capacity=entry.get("capacity"),
        terms=frozenset(term for group in entry.get("terms", []) for term in terms[group]),
        sign=entry.get("sign"),
        symmetric=bool(entry.get("symmetric", False)),
        truce=bool(entry.get("truce", False)),
        same_label=bool(entry.get("same_label", False)),
        stale_after_days=entry.get("stale_after_days"),
        follows=frozenset(entry.get("follows", [])),
        over_place=entry.get("over_place"),
    )
