"""What an answer rests on: the single statements and single speakers without which it would be another."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from graph.date_constraints.resolution import replace_times, resolve_dates, select_connected
from graph.evidence.hierarchy import find_ancestors
from graph.evidence.speakers import EvidenceLens, collect_utterances, filter_speakers
from graph.model.sources import WrittenSource
from graph.model.statement import StoredStatement

InfluenceKind = Literal["statement", "speaker"]
T = TypeVar("T")
Fields = Mapping[str, object]
MAX_CANDIDATES = 300  # candidates tried
MAX_ROWS_READ = 30_000  # statements and rows read again for them, all in all


def summarise_nothing(rows: object) -> Fields:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRecipe(Generic[T]):
    """How an answer is made, so that it can be made again without some statements.

    Statements fall into topics, of one or several each; the rows of a topic come from its statements alone.
    `find_facts` gives what a row is about and what it says; `summarise` what the answer says of all rows together.
    """

    find_topics: Callable[[StoredStatement], Iterable[Hashable]]
    find_rows: Callable[[Hashable, Sequence[StoredStatement]], Sequence[T]]
    find_facts: Callable[[T], tuple[Hashable, Fields]]
    summarise: Callable[[Sequence[T]], Fields] = summarise_nothing


@dataclass(frozen=True, slots=True)
class BoundDates:
    """Linked statements and those that bound their dates, by key. What a lens leaves out no longer bounds others."""

    statements: Mapping[str, StoredStatement] = field(default_factory=dict)
    sources: Mapping[str, WrittenSource] = field(default_factory=dict)

    def apply_lens(self, some: Iterable[StoredStatement], lens: EvidenceLens) -> list[StoredStatement]:
        """The statements that the lens lets through, with the dates that then follow."""
        left = filter_speakers(some, lens, ())
        linked = [statement.key for statement in left if statement.linked]
        if not linked:
            return left
        binding = {statement.key: statement for statement in filter_speakers(self.statements.values(), lens, ())}
        times = resolve_dates(select_connected(linked, binding), self.sources).times
        return [replace_times(s, times[s.key]) if s.linked and s.key in times else s for s in left]


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """A value that changes. `of` is what its row is about, None the whole answer; field "row": a row comes or goes."""

    of: Hashable
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Influence:
    """Without this statement, or speaker and all that it says (`removed` statements), the answer changes."""

    kind: InfluenceKind
    id: str
    removed: int
    changes: tuple[AnswerChange, ...]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The smallest removal first. `tried` of `candidates`: where they differ, there may be more."""

    found: tuple[Influence, ...]
    tried: int
    candidates: int


def measure_sensitivity(
    statements: Sequence[StoredStatement],
    recipe: AnswerRecipe[T],
    organisations: Sequence[StoredStatement] = (),
    near: Collection[str] = frozenset(),
    bound_dates: BoundDates | None = None,
    most: int = MAX_CANDIDATES,
    work: int = MAX_ROWS_READ,
) -> Sensitivity:
    """What changes in an answer without one statement, or without one speaker, each left out in turn.

    Responses are statements too. `near` are ids of statements to try first, with their speakers; then come all others,
    since a statement in no row may be what keeps a row away, or what dates another one (`bound_dates`). At most `most`
    are tried, and `work` statements read again.
    """
    bound_dates = bound_dates or BoundDates()
    answer = _Answer(statements, recipe, bound_dates)
    binding = select_connected([statement.key for statement in statements if statement.linked], bound_dates.statements)
    candidates = _list_candidates([*binding, *statements], organisations, near)
    found, tried = [], 0
    for kind, id_, lens in candidates[:most]:
        topics = answer.find_topics(lens)
        work -= answer.count_work(topics)
        if tried and work < 0:
            break
        tried += 1
        if changes := answer.find_changes(lens, topics):
            found.append(Influence(kind, id_, answer.count_removed(lens), changes))
    found.sort(key=lambda flip: (flip.removed, flip.kind != "statement", flip.id))
    return Sensitivity(tuple(found), tried, len(candidates))


class _Answer(Generic[T]):
    """The answer, ready to be made again topic by topic."""

    def __init__(self, statements: Iterable[StoredStatement], recipe: AnswerRecipe[T], bound_dates: BoundDates) -> None:
        self.recipe, self.bound_dates = recipe, bound_dates
        self.said: dict[Hashable, list[StoredStatement]] = defaultdict(list)
        self.by_id: dict[str, set[Hashable]] = defaultdict(set)
        self.by_speaker: dict[str, set[Hashable]] = defaultdict(set)
        self.said_by: dict[str, str] = {}
        for statement in statements:
            for topic in set(recipe.find_topics(statement)):
                self.said[topic].append(statement)
                binding = select_connected([statement.key], bound_dates.statements) if statement.linked else []
                for id_, voice in collect_utterances([*binding, statement]).items():
                    self.by_id[id_].add(topic)
                    self.by_speaker[voice.said_by].add(topic)
                    self.said_by[id_] = voice.said_by
        self.rows = {topic: recipe.find_rows(topic, said) for topic, said in self.said.items()}
        self.whole = recipe.summarise(self._join_rows(self.rows))
        self.has_whole = recipe.summarise is not summarise_nothing

    def find_topics(self, lens: EvidenceLens) -> set[Hashable]:
        """The topics in which the lens leaves something out."""
        return {topic for id_ in lens.statements for topic in self.by_id[id_]} | {
            topic for speaker in lens.excluded for topic in self.by_speaker[speaker]
        }

    def count_work(self, topics: Iterable[Hashable]) -> int:
        return sum(len(self.said[topic]) for topic in topics) + len(self.rows) * self.has_whole

    def find_changes(self, lens: EvidenceLens, topics: Collection[Hashable]) -> tuple[AnswerChange, ...]:
        made = {
            topic: self.recipe.find_rows(topic, self.bound_dates.apply_lens(self.said[topic], lens)) for topic in topics
        }
        found: list[AnswerChange] = []
        for topic, rows in made.items():
            found += _compare(self._list_facts(self.rows[topic]), self._list_facts(rows))
        if self.has_whole:
            whole = self.recipe.summarise(self._join_rows({**self.rows, **made}))
            found += _compare({None: self.whole}, {None: whole})
        return tuple(sorted(found, key=lambda change: (change.of is None, str(change.of), change.field)))

    def count_removed(self, lens: EvidenceLens) -> int:
        """How many statements and responses the lens leaves out."""
        return sum(id_ in lens.statements or speaker in lens.excluded for id_, speaker in self.said_by.items())

    def _list_facts(self, rows: Iterable[T]) -> dict[Hashable, Fields]:
        return dict(map(self.recipe.find_facts, rows))

    @staticmethod
    def _join_rows(rows: Mapping[Hashable, Sequence[T]]) -> list[T]:
        return [row for some in rows.values() for row in some]


def _list_candidates(
    statements: Sequence[StoredStatement], organisations: Sequence[StoredStatement], near: Collection[str]
) -> list[tuple[InfluenceKind, str, EvidenceLens]]:
    """Each speaker and each statement with the lens that leaves it out: first those near the rows, and of these first
    the speakers, who are few and change most."""
    said_by = {id_: voice.said_by for id_, voice in collect_utterances(statements).items()}
    belongs = {speaker: find_ancestors(speaker, organisations) for speaker in set(said_by.values())}
    near_speakers = {said_by[id_] for id_ in near if id_ in said_by}
    found: list[tuple[bool, InfluenceKind, str, EvidenceLens]] = [
        (id_ not in near, "statement", id_, EvidenceLens(statements=frozenset({id_}))) for id_ in said_by
    ]
    for speaker in belongs:
        without = frozenset(other for other, uppers in belongs.items() if speaker in uppers)
        found.append((speaker not in near_speakers, "speaker", speaker, EvidenceLens(excluded=without)))
    found.sort(key=lambda candidate: (candidate[0], candidate[1] != "speaker", candidate[2]))
    return [(kind, id_, lens) for _, kind, id_, lens in found]


def _compare(before: Mapping[Hashable, Fields], after: Mapping[Hashable, Fields]) -> list[AnswerChange]:
    found = []
    for of in before.keys() | after.keys():
        if (of in before) != (of in after):
            found.append(AnswerChange(of, "row", of in before, of in after))
            continue
        fields = before[of].keys() | after[of].keys()
        values = [(name, before[of].get(name), after[of].get(name)) for name in fields]
        found += [AnswerChange(of, name, was, becomes) for name, was, becomes in values if was != becomes]
    return found
