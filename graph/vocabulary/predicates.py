"""What a word of the vocabulary is: its meaning for people, and what a predicate or mode means for answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

ROLES = ("subject", "object", "agent", "from_holder", "to_holder", "from_place", "to_place", "at")
PLACE_ROLES = ("at", "from_place", "to_place")
CAPACITIES = ("authority", "administers", "guards")  # the strongest first
EFFECTS = frozenset({"held", "holds", "gains", "loses", "last_held"})
FATES = ("dead", "missing")
TEXTS = ("definition", "use_when", "not_for", "example")  # what the codebook says of each word
# uses for which questions follow a predicate from its object to its subjects
FOLLOWED = ("part", "place", "organisation", "nationality", "some_nationality", "succession")


@dataclass(frozen=True, slots=True)
class WordMeaning:
    """What the codebook says of a word. `codes` are those of other codebooks for the same, by the name of the book."""

    definition: str = ""
    use_when: str = ""
    not_for: str = ""
    example: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mode:
    """How a statement puts it. `whole`: its count is that of the whole undertaking, not of what is done."""

    name: str
    actual: bool
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """What a statement can say, and what that means for custody and alliances.

    `owners` are the sources that have it in a vocabulary of their own: None for a word of the package, empty where
    they were all unloaded, so that only earlier data versions have statements with it.
    """

    name: str
    says: str
    is_state: bool
    roles: Mapping[str, frozenset[str]]
    required: tuple[str, ...]
    edges: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    custody: Mapping[str, str] = field(default_factory=dict)
    capacity: str | None = None
    fate: str | None = None  # what became of the people: dead, or missing; None where they live on
    term_groups: tuple[str, ...] = ()
    terms: frozenset[str] = frozenset()
    sign: int | None = None
    symmetric: bool = False
    truce: bool = False  # an agreement not to fight, which may stand beside hostility
    same_label: bool = False
    stale_after_days: int | None = None
    follows: frozenset[str] = frozenset()
    over_place: str | None = None
    owners: frozenset[str] | None = None

    def find_role(self, effect: str) -> str | None:
        """The role with an effect on custody (holds, gains, loses, held, last_held), if there is one."""
        return next((role for role, has in self.custody.items() if has == effect), None)

    @property
    def is_in_use(self) -> bool:
        """Whether new statements may have it: it is of the package, or of a source that is loaded."""
        return self.owners is None or bool(self.owners)


Key = tuple[str, str, str]  # of a word: its type, its group (the label of a kind, the group of a term), its name


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A word of sources' own: the entry as they have it, and the sources."""

    entry: str
    owners: frozenset[str]


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Everything that a statement may use. `kinds` is by label, `terms` by group of terms.

    `meanings` has every word by its key, whose type is label, kind, mode, predicate, term or unit; `own` those that
    are not of the package.
    """

    kinds: Mapping[str, frozenset[str]]
    modes: Mapping[str, Mode]
    terms: Mapping[str, frozenset[str]]
    predicates: Mapping[str, Predicate]
    units: frozenset[str]
    titles: frozenset[str] = frozenset()  # with which the name of one person may begin
    meanings: Mapping[Key, WordMeaning] = field(default_factory=dict)
    own: Mapping[Key, OwnWord] = field(default_factory=dict)

    @cached_property
    def custody_predicates(self) -> list[str]:
        return [name for name, predicate in self.predicates.items() if predicate.custody]

    @cached_property
    def signed_predicates(self) -> list[str]:
        return [name for name, predicate in self.predicates.items() if predicate.sign is not None]

    def select_predicates(self, use: str) -> list[str]:
        """The predicates that questions follow from an object to its subjects, for one use: part, place, organisation,
        nationality; some_nationality, where only some of a group are said to be of one; or succession, by which one
        name is that of several in turn."""
        return [name for name, predicate in self.predicates.items() if use in predicate.follows]

    @cached_property
    def predicates_over_places(self) -> list[str]:
        """Predicates by which an actor has, or takes over, a place. Answers on custody there mention it in a note."""
        return [name for name, predicate in self.predicates.items() if predicate.over_place]

    @cached_property
    def predicates_of_missing(self) -> list[str]:
        """Predicates by which nobody says any more that they hold people. Answers on custody mention it in a note."""
        return [name for name, predicate in self.predicates.items() if predicate.fate == "missing"]

    @property
    def predicates_in_use(self) -> list[Predicate]:
        """Those that new statements may have."""
        return [predicate for predicate in self.predicates.values() if predicate.is_in_use]

    @cached_property
    def edge_types(self) -> list[str]:
        return sorted({edge for predicate in self.predicates_in_use for edge in predicate.edges})
