"""Sensitivity of an answer: the single statements and single speakers without which it would change."""

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
MAX_ROWS_READ = 30_000  # statements and rows read again for all candidates together


def summarise_nothing(rows: object) -> Fields:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRecipe(Generic[T]):
    """The functions that compute an answer, so that it can be computed again without some statements.

    Each statement has one or more topics; the rows of a topic depend only on its statements. `find_facts` gives the
    subject and the fields of a row; `summarise` gives the fields of the answer about all rows together.
    """

    find_topics: Callable[[StoredStatement], Iterable[Hashable]]
    find_rows: Callable[[Hashable, Sequence[StoredStatement]], Sequence[T]]
    find_facts: Callable[[T], tuple[Hashable, Fields]]
    summarise: Callable[[Sequence[T]], Fields] = summarise_nothing


@dataclass(frozen=True, slots=True)
class BoundDates:
    """Linked statements and those that bound their dates, by key. Statements that a lens excludes bound no others."""

    statements: Mapping[str, StoredStatement] = field(default_factory=dict)
    sources: Mapping[str, WrittenSource] = field(default_factory=dict)

    def apply_lens(self, statements: Iterable[StoredStatement], lens: EvidenceLens) -> list[StoredStatement]:
        """The statements that the lens allows, with dates resolved from these alone."""
        allowed = filter_speakers(statements, lens, ())
        linked_keys = [statement.key for statement in allowed if statement.linked]
        if not linked_keys:
            return allowed
        binding = {statement.key: statement for statement in filter_speakers(self.statements.values(), lens, ())}
        times = resolve_dates(select_connected(linked_keys, binding), self.sources).times
        return [replace_times(s, times[s.key]) if s.linked and s.key in times else s for s in allowed]


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """A changed value. `of` is the subject of its row, None for the whole answer. Field "row": a row comes or goes."""

    of: Hashable
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Influence:
    """A statement, or a speaker with all its `removed` statements, without which the answer changes."""

    kind: InfluenceKind
    id: str
    removed: int
    changes: tuple[AnswerChange, ...]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The influences found, the smallest removal first. If `tried` is less than `candidates`, there may be more."""

    found: tuple[Influence, ...]
    tried: int
    candidates: int


def measure_sensitivity(
    statements: Sequence[StoredStatement],
    recipe: AnswerRecipe[T],
    organisations: Sequence[StoredStatement] = (),
    first_ids: Collection[str] = frozenset(),
    bound_dates: BoundDates | None = None,
    most: int = MAX_CANDIDATES,
    work: int = MAX_ROWS_READ,
) -> Sensitivity:
    """The changes in an answer when one statement, or one speaker, is left out, for each in turn.

    Responses are statements too. `first_ids` are ids of statements to try first, with their speakers. Then all others
    are tried, since a statement in no row may prevent a row, or bound the date of another (`bound_dates`). At most
    `most` candidates are tried, and `work` statements read again.
    """
    bound_dates = bound_dates or BoundDates()
    answer = _Answer(statements, recipe, bound_dates)
    binding = select_connected([statement.key for statement in statements if statement.linked], bound_dates.statements)
    candidates = _list_candidates([*binding, *statements], organisations, first_ids)
    influences, tried = [], 0
    for kind, id_, lens in candidates[:most]:
        topics = answer.find_topics(lens)
        work -= answer.count_work(topics)
        if tried and work < 0:
            break
        tried += 1
        if changes := answer.find_changes(lens, topics):
            influences.append(Influence(kind, id_, answer.count_removed(lens), changes))
    influences.sort(key=lambda influence: (influence.removed, influence.kind != "statement", influence.id))
    return Sensitivity(tuple(influences), tried, len(candidates))


class _Answer(Generic[T]):
    """The answer, which can be computed again topic by topic."""

    def __init__(self, statements: Iterable[StoredStatement], recipe: AnswerRecipe[T], bound_dates: BoundDates) -> None:
        self.recipe, self.bound_dates = recipe, bound_dates
        self.statements: dict[Hashable, list[StoredStatement]] = defaultdict(list)
        self.topics_by_id: dict[str, set[Hashable]] = defaultdict(set)
        self.topics_by_speaker: dict[str, set[Hashable]] = defaultdict(set)
        self.speaker_by_id: dict[str, str] = {}
        for statement in statements:
            for topic in set(recipe.find_topics(statement)):
                self.statements[topic].append(statement)
                binding = select_connected([statement.key], bound_dates.statements) if statement.linked else []
                for id_, utterance in collect_utterances([*binding, statement]).items():
                    self.topics_by_id[id_].add(topic)
                    self.topics_by_speaker[utterance.said_by].add(topic)
                    self.speaker_by_id[id_] = utterance.said_by
        self.rows = {topic: recipe.find_rows(topic, said) for topic, said in self.statements.items()}
        self.summary = recipe.summarise(self._join_rows(self.rows))
        self.has_summary = recipe.summarise is not summarise_nothing

    def find_topics(self, lens: EvidenceLens) -> set[Hashable]:
        """The topics in which the lens leaves something out."""
        return {topic for id_ in lens.statements for topic in self.topics_by_id[id_]} | {
            topic for speaker in lens.excluded for topic in self.topics_by_speaker[speaker]
        }

    def count_work(self, topics: Iterable[Hashable]) -> int:
        return sum(len(self.statements[topic]) for topic in topics) + len(self.rows) * self.has_summary

    def find_changes(self, lens: EvidenceLens, topics: Collection[Hashable]) -> tuple[AnswerChange, ...]:
        new_rows = {
            topic: self.recipe.find_rows(topic, self.bound_dates.apply_lens(self.statements[topic], lens))
            for topic in topics
        }
        changes: list[AnswerChange] = []
        for topic, rows in new_rows.items():
            changes += _compare(self._list_facts(self.rows[topic]), self._list_facts(rows))
        if self.has_summary:
            summary = self.recipe.summarise(self._join_rows({**self.rows, **new_rows}))
            changes += _compare({None: self.summary}, {None: summary})
        return tuple(sorted(changes, key=lambda change: (change.of is None, str(change.of), change.field)))

    def count_removed(self, lens: EvidenceLens) -> int:
        """How many statements and responses the lens leaves out."""
        return sum(id_ in lens.statements or speaker in lens.excluded for id_, speaker in self.speaker_by_id.items())

    def _list_facts(self, rows: Iterable[T]) -> dict[Hashable, Fields]:
        return dict(map(self.recipe.find_facts, rows))

    @staticmethod
    def _join_rows(rows: Mapping[Hashable, Sequence[T]]) -> list[T]:
        return [row for topic_rows in rows.values() for row in topic_rows]


def _list_candidates(
    statements: Sequence[StoredStatement], organisations: Sequence[StoredStatement], first_ids: Collection[str]
) -> list[tuple[InfluenceKind, str, EvidenceLens]]:
    """Each speaker and each statement with the lens that leaves it out. Those of `first_ids` come first, and in each
    part the speakers come first: they are few and change most."""
    said_by = {id_: utterance.said_by for id_, utterance in collect_utterances(statements).items()}
    belongs = {speaker: find_ancestors(speaker, organisations) for speaker in set(said_by.values())}
    first_speakers = {said_by[id_] for id_ in first_ids if id_ in said_by}
    candidates: list[tuple[bool, InfluenceKind, str, EvidenceLens]] = [
        (id_ not in first_ids, "statement", id_, EvidenceLens(statements=frozenset({id_}))) for id_ in said_by
    ]
    for speaker in belongs:
        excluded = frozenset(other for other, uppers in belongs.items() if speaker in uppers)
        candidates.append((speaker not in first_speakers, "speaker", speaker, EvidenceLens(excluded=excluded)))
    candidates.sort(key=lambda candidate: (candidate[0], candidate[1] != "speaker", candidate[2]))
    return [(kind, id_, lens) for _, kind, id_, lens in candidates]


def _compare(before: Mapping[Hashable, Fields], after: Mapping[Hashable, Fields]) -> list[AnswerChange]:
    changes = []
    for subject in before.keys() | after.keys():
        if (subject in before) != (subject in after):
            changes.append(AnswerChange(subject, "row", subject in before, subject in after))
            continue
        fields = before[subject].keys() | after[subject].keys()
        values = [(name, before[subject].get(name), after[subject].get(name)) for name in fields]
        changes += [AnswerChange(subject, name, was, becomes) for name, was, becomes in values if was != becomes]
    return changes
