"""The facts of sentences on the record: an entity, what a search found, events, a statement, changes, sources."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.answers.question import Asked
from app.sentences.asked import find_asked_days
from app.sentences.disputes import ALLEGED, ObjectionFact, make_objection_of_replies
from app.sentences.facts import SENT_TROOPS, AskedDays, has_own_bounds
from app.sentences.missions import Missions
from app.sentences.names import PrintedNames
from app.sentences.readings import TypedFacts
from app.sentences.statements import (
    StatementFact,
    find_offices,
    list_speakers,
    make_rivalled_fact,
    make_statement_fact,
)
from graph.dates.windows import MAX, MIN, Window
from graph.evidence.custody_roles import find_fate
from graph.evidence.hierarchy import is_fact
from graph.evidence.speakers import drop_retracted
from graph.evidence.support import find_known_certainty, find_named_window
from graph.model.entities import NamedEntity
from graph.model.statement import StoredStatement
from graph.model.wordings import Amount, read_amount
from graph.selection.snapshot import Snapshot
from graph.spelling import fold_name
from graph.vocabulary import vocabulary

# the relations that say best who or what an entity is, the strongest first; as subject, then as object
WHO = ("leads", "speaks_for", "takes_over", "part_of", "member_of", "located_in")
OF_THEM = ("leads",)  # says who somebody is, whoever is its subject
OF_ITSELF = ("part_of", "member_of", "located_in")  # says who somebody is only as subject
WHAT = (
    "allied_with", "holds", "guards", "administers", "fights", "transfers", "captures", "prosecutes", "sentences",
    "mistreats", "abandons", "controls", "operates", "cooperates_with", "fights_beside", "supports", "ceasefire_with",
    "arrests", "takes_hostage", "interns", "surrenders_to", "kills_in_custody", "dies_in_custody", "rescues",
    "exchanges", "repatriates", "escapes", "deports", "releases", "detained_at", "composed_of", "of_nationality",
)  # fmt: skip
NUMBERED_NAME = re.compile(r"\b\d")  # of a coalition that has no name
STATES = ("state", "self_declared_state")  # said of whom one source has as a state, and another as its army
ACTING = ("agent", "subject", "to_holder", "object")
MOST_RELATIONS = 3
MOST_TOLD = 5  # events that a sentence names
MOST_STATEMENTS = 2_000  # of a large entity; what is said of it first is enough


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityFacts:
    """Who or what an entity is. `who` are its standing relations, `what` it did or what was done to it.

    `other_name` is another spelling, where the entity is a person, or the full name of an abbreviation. `period`: the
    facts are of this time alone.
    """

    id: str
    kind: str
    other_name: str | None
    who: tuple[StatementFact, ...]
    what: tuple[StatementFact, ...]
    says: tuple[StatementFact, ...]
    offices: Mapping[str, str] = field(default_factory=dict)
    period: Window | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFacts:
    """What a search found: entities by their names, and titles of sources.

    `first` is said of the best entity, which is called so if `is_named`; `alleged` is what somebody says is so, where
    the words are of no name, `typed` what they ask, where they are a question. `succeeding`: of those who bear the name
    and came one after another, the one of today, the day on which it came, and the others.
    """

    words: str
    found: tuple[str, ...]
    near: tuple[str, ...]
    titles: tuple[str, ...]
    first: EntityFacts | None
    is_named: bool = False
    alleged: ObjectionFact | None = None
    typed: TypedFacts | None = None
    succeeding: tuple[str, date, tuple[str, ...]] | None = None
    offices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsFacts:
    """Events that lie in the days asked about, the deadliest first, then those of most speakers; `possible` may lie in
    them.

    `reports` has what is said of an event whose name is itself a sentence. Of events of `entities`, `figures` are the
    least and the greatest number of people in each, where the reports of it count people.
    """

    asked: AskedDays
    certain: tuple[str, ...]
    possible: tuple[str, ...]
    speakers: tuple[str, ...]
    reports: Mapping[str, StatementFact] = field(default_factory=dict)
    entities: tuple[str, ...] = ()
    figures: Mapping[str, tuple[Amount, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class OneStatementFacts:
    """One statement, who says the same, and who denies, questions or confirms it."""

    fact: StatementFact
    agreeing: tuple[str, ...]
    answers: tuple[tuple[str, tuple[str, ...]], ...]  # a stance, and those who take it
    is_open: bool
    offices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesFacts:
    """Titles of the data that were added, changed or taken back after one data version and up to another."""

    since: int
    until: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    closed: tuple[str, ...]
    is_judged: bool


def find_entity_facts(selection: Asked, id_: str, period: Window | None = None) -> EntityFacts:
    """Who or what an entity is, by the relations that sources state; asserted facts alone, and those of a period if it
    is given."""
    view = selection.view
    named = view.directory.get(id_)
    joint = _list_joint(selection, named)
    mentions = view.select_mentions([named.id, *sorted(joint)], selection.question.known_by)
    statements = [
        one
        for one in drop_retracted(selection.select_statements(mentions[:MOST_STATEMENTS]), view.publishers)
        if is_fact(one) and one.polarity == "asserts"
        if one.reading == "stated"
        or one.validity.window.earliest > MIN
        or vocabulary().predicates[one.predicate].is_state
    ]
    members = set(view.directory.list_members(named.id)) | {named.id}
    kinds = {one.kind for one in map(view.directory.by_id.get, members) if one}
    is_state = "state" in kinds
    statements = [one for one in statements if not _says_nothing(view, one, is_state=is_state)]
    if period:
        statements = [one for one in statements if _is_within(find_named_window(one), period)]
    missions = Missions(selection)
    who = _choose_relations(statements, members, WHO, missions, as_subject=named.label != "Place" or None)
    what = _choose_relations(statements, members, WHAT, missions, as_subject=None)
    if named.label == "Place" and not what:
        what = _choose_relations(statements, joint, WHAT, missions, as_subject=None)
    if named.label == "Place" and not what:
        others = [name for name in vocabulary().predicates if name not in (*WHO, *WHAT)]
        what = _choose_relations(statements, members, others, missions, as_subject=None)
    said = {one.id for one in (*who, *what)}
    says = [
        one for one in statements if one.said_by in members and one.id not in said and one.predicate not in OF_ITSELF
    ]
    says.sort(key=lambda one: (one.count is None, one.reading == "inferred", one.key))
    facts = [
        [_make_fact(view, one, statements, missions) for one in group[:MOST_RELATIONS]] for group in (who, what, says)
    ]
    return EntityFacts(
        id=named.id,
        kind=next((kind for kind in STATES if kind in kinds), named.kind),
        other_name=_find_other_name(named.name, named.aliases) if named.kind == "person" else None,
        who=tuple(facts[0]),
        what=tuple(facts[1]),
        says=tuple(facts[2]),
        offices=find_offices(view, list_speakers(fact for group in facts for fact in group)),
        period=period,
    )


def _list_joint(selection: Asked, named: NamedEntity) -> set[str]:
    """Of a place those that are it and others as one, such as two camps."""
    if named.label != "Place":
        return set()
    get = selection.view.directory.get
    return {id_ for id_ in selection.list_places_around(named.id) if get(id_).kind == "facilities"}


def _make_fact(
    view: Snapshot, one: StoredStatement, statements: Sequence[StoredStatement], missions: Missions
) -> StatementFact:
    """The fact of a statement; of members of a mission that they sent troops: it is not said that they fought."""
    fact = make_rivalled_fact(view, one, statements)
    return replace(fact, predicate=SENT_TROOPS) if fact.predicate == "fights_beside" and missions.has(one) else fact


def _is_within(days: Window, period: Window) -> bool:
    return period.earliest <= days.earliest and days.latest <= period.latest


def _says_nothing(view: Snapshot, one: StoredStatement, *, is_state: bool) -> bool:
    """Whether a reader learns nothing of it: in which city a state is, of whom a source has only a number, or that
    somebody is tied to itself, as two are one by a judgement."""
    find = view.directory.find_canonical
    if one.role("subject") and set(map(find, one.role("subject"))) == set(map(find, one.role("object"))):
        return True
    names = (view.directory.by_id.get(id_) for ids in one.roles.values() for id_ in ids)
    return (is_state and one.predicate == "located_in") or any(
        NUMBERED_NAME.search(named.name) for named in names if named and named.kind == "coalition"
    )


def _choose_relations(
    statements: Sequence[StoredStatement],
    members: set[str],
    predicates: Sequence[str],
    missions: Missions,
    *,
    as_subject: bool | None,
) -> list[StoredStatement]:
    """One statement per predicate: stated before inferred, wars of its own before missions of many states, the latest
    first, those of a year with most dead first, then of whom it is said of most years; of fights that are only inferred
    none, where it is stated whom the entity fought beside."""
    best: dict[str, StoredStatement] = {}
    years = {(_read_ends(one), find_named_window(one).latest.year) for one in statements}
    times = Counter(ends for ends, _ in years)
    own = [one for one in statements if one.predicate in predicates]
    for one in sorted(own, key=lambda one: (missions.has(one), *_rate_relation(one), -times[_read_ends(one)], one.key)):
        is_subject = any(not members.isdisjoint(one.role(role)) for role in ("subject", "agent", "from_holder"))
        is_named = any(not members.isdisjoint(ids) for ids in one.roles.values())
        is_free = as_subject is None and one.predicate not in OF_ITSELF
        if is_named and (is_subject or is_free or one.predicate in OF_THEM):
            best.setdefault(one.predicate, one)
    if "fights" in best and "fights_beside" in best and best["fights"].reading == "inferred":
        del best["fights"]  # what those fought whom it joined is not said of it
    return sorted(best.values(), key=lambda one: predicates.index(one.predicate))


def _read_ends(one: StoredStatement) -> tuple[str, frozenset[str], frozenset[str]]:
    return one.predicate, frozenset(one.role("subject")), frozenset(one.role("object"))


def _rate_relation(one: StoredStatement) -> tuple[object, ...]:
    window = one.validity.window
    dead = one.count.min if one.count and one.count.unit == "deaths" else 0
    return one.reading == "inferred", one.count is None, -window.latest.toordinal(), -(dead or 0)


def _find_other_name(name: str, aliases: Sequence[str]) -> str | None:
    """Another spelling of the last word of a person's name."""
    last = name.split()[-1].casefold() if name.split() else ""
    return next((alias for alias in aliases if " " not in alias and alias.casefold() != last), None)


def sort_by_interest(statements: Sequence[StoredStatement], id_: str) -> list[StoredStatement]:
    """What an entity says first, then what has a number, then the rest; each by its latest day."""
    return sorted(
        statements,
        key=lambda one: (
            one.said_by != id_,
            one.polarity == "denies",
            one.count is None,
            one.predicate in WHO,
            -one.validity.window.latest.toordinal(),
            one.key,
        ),
    )


def find_search_facts(
    selection: Asked,
    words: str,
    *,
    named: Sequence[str],
    found: Sequence[str],
    near: Sequence[str],
    titles: Sequence[str],
    typed: TypedFacts | None = None,
) -> SearchFacts:
    """What was found for some words: entities `named` so, `found` by them, and those whose names are only `near`."""
    if typed:  # what is called so is of no interest
        return SearchFacts(words=words, found=(), near=(), titles=(), first=None, typed=typed)
    alleged = None if named else _find_alleged(selection, words)
    actors = [id_ for id_ in named if selection.view.directory.get(id_).label == "Actor"]
    best = actors if len(actors) == 1 else named or found  # a state before its people and its territory
    first = None
    if len(best) == 1 and not alleged:
        names = PrintedNames(selection.view, selection.question.language)
        first = find_entity_facts(selection, best[0], names.find_past(best[0], words))
    return SearchFacts(
        words=words,
        found=tuple(best),
        near=tuple(near),
        titles=tuple(titles),
        first=first,
        is_named=bool(named),
        alleged=alleged,
        succeeding=_find_succeeding(selection, words, best) if named and len(best) > 1 else None,
        offices=find_offices(selection.view, [*alleged.claimants, *alleged.objectors]) if alleged else {},
    )


def _find_succeeding(selection: Asked, words: str, ids: Sequence[str]) -> tuple[str, date, tuple[str, ...]] | None:
    """Of those who bear one name and came one after another the one of today, since when it is so, and the others."""
    today = selection.succession.choose_bearers(words, tuple(ids), selection.question.as_of)
    before = selection.succession.describe_predecessors(today[0], Window(MIN, MIN)) if len(today) == 1 else None
    others = tuple(id_ for id_ in ids if id_ not in today)
    return (today[0], before.day, others) if before and set(others) <= set(before.others) else None


def _find_alleged(selection: Asked, words: str) -> ObjectionFact | None:
    """What is alleged by these words, such as torture, and who denies it."""
    terms = {term for term in ALLEGED if fold_name(words) == fold_name(term.replace("_", " "))}
    if not terms:
        return None
    view = selection.view
    predicates = [name for name, one in vocabulary().predicates.items() if one.terms & terms]
    found = [
        one
        for one in drop_retracted(selection.select_statements(view.select_by_predicates(predicates)), view.publishers)
        if terms.intersection(one.terms) and one.polarity == "asserts"
    ]
    claims = [one for one in found if any(reply.stance == "denies" for reply in one.responses)] or [
        one for one in found if one.predicate not in ("forbids", "rejects", "guarantees")
    ]
    return make_objection_of_replies(selection, claims) if claims else None


def find_events_facts(
    selection: Asked,
    events: Sequence[tuple[str, Window | None, Sequence[StoredStatement]]],
    entities: Sequence[str] = (),
) -> EventsFacts:
    """The facts on events, each with the days on which it may have been, None if no source dates it, and reports;
    `entities`: that these events are of, where those without a date are named too if no day is asked about."""
    has_day, known_at = selection.question.as_of_given, selection.question.known_at
    asked = find_asked_days(selection, has_day=has_day)
    certain: list[tuple[str, Window | None, Sequence[StoredStatement]]] = []
    possible: list[tuple[str, Window | None, Sequence[StoredStatement]]] = []
    for id_, window, statements in events:
        if window is None:
            certain += [(id_, None, statements)] if entities and statements and asked.day is None else []
        elif asked.day is None or (asked.day.earliest <= window.earliest and window.latest <= asked.day.latest):
            certain.append((id_, window, statements))
        elif window.earliest <= asked.day.latest and asked.day.earliest <= window.latest and _is_dated(statements):
            possible.append((id_, window, statements))
    for found in (certain, possible):
        found.sort(
            key=lambda one: (
                find_known_certainty(one[2], known_at) != "certain",
                one[1] is None,
                -_count_dead(one[2]),
                -len({s.said_by for s in one[2]}),
                one[1].earliest if one[1] else MAX,
                one[0],
            )
        )
    numbers: dict[str, int] = {}
    for _, _, statements in certain or possible:
        for statement in statements:
            numbers[statement.said_by] = numbers.get(statement.said_by, 0) + 1
    speakers = sorted(numbers, key=lambda id_: (-numbers[id_], id_))
    told = [statements for _, _, statements in certain[:MOST_TOLD] if statements]
    figures = {id_: _list_figures(id_, statements) for id_, _, statements in events} if entities else {}
    return EventsFacts(
        asked=find_asked_days(selection, has_day=has_day, findings=told),
        certain=tuple(id_ for id_, _, _ in certain),
        possible=tuple(id_ for id_, _, _ in possible),
        speakers=tuple(speakers),
        reports={
            id_: make_statement_fact(selection.view, statements[0])
            for id_, _, statements in (*certain, *possible)
            if figures.get(id_) or _is_sentence(selection, id_, statements)
        },
        entities=tuple(entities),
        figures=figures,
    )


def _is_dated(statements: Sequence[StoredStatement]) -> bool:
    """Whether more is said of its time, in each report of it, than that it was before it was reported."""
    return all(not has_own_bounds(one) for one in statements)


def _count_dead(statements: Sequence[StoredStatement]) -> int:
    """At least how many died in an event, by the report that counts most."""
    return max(
        (
            s.count.min
            for s in statements
            if s.count and is_fact(s) and s.polarity == "asserts"
            if s.count.unit == "deaths" or (find_fate([s]) == "dead" and s.count.unit == "people")
        ),
        default=0,
    )


def _list_figures(id_: str, statements: Sequence[StoredStatement]) -> tuple[Amount, ...]:
    """The least and the greatest number of people of an event, of those that its reports of one kind give."""
    counted = [
        (s.count.min, s.count.max, s.count.wording)
        for s in statements
        if s.count and s.count.unit == "people" and s.count.kind == "flow" and id_ in s.about
        if is_fact(s) and not vocabulary().modes[s.mode].whole and s.predicate == statements[0].predicate
    ]
    found = sorted({(low, high): wording for low, high, wording in counted}.items(), key=lambda one: one[0][0])
    ends = found if len(found) < 2 else (found[0], found[-1])
    return tuple(amount for range_, wording in ends if (amount := read_amount(range_, (wording,))))


def _is_sentence(selection: Asked, id_: str, statements: Sequence[StoredStatement]) -> bool:
    """Whether the name of an event begins with who acts in it."""
    directory = selection.view.directory
    name = directory.get(id_).name
    acting = [id_ for role in ACTING for one in statements[:1] for id_ in one.role(role)]
    acting = [id_ for id_ in acting if id_ in directory.by_id and directory.get(id_).label != "Event"]
    names = [one for id_ in acting for one in (directory.get(id_).name, *directory.get(id_).aliases)]
    return any(name.startswith(f"{one} ") for one in names) and not name.startswith("the ")


def find_one_statement_facts(selection: Asked, statement: StoredStatement, *, is_open: bool) -> OneStatementFacts:
    """One statement with those who say the same of the same, and with its answers."""
    view = selection.view
    groups = tuple(id_ for ids in statement.roles.values() for id_ in ids)
    others = view.select_by_entities(groups, [statement.predicate], selection.question.known_by) if groups else []
    agreeing = [
        one.said_by
        for one in drop_retracted(others, view.publishers)
        if one.said_by != statement.said_by
        and (one.predicate, one.roles, one.mode, one.polarity) == _read_form(statement)
        and _read_count(one) == _read_count(statement)
    ]
    answers: dict[str, dict[str, None]] = {}
    for reply in statement.responses:
        answers.setdefault(reply.stance, {})[reply.said_by] = None
    fact = make_statement_fact(view, statement)
    return OneStatementFacts(
        fact=fact,
        agreeing=tuple(dict.fromkeys(agreeing)),
        answers=tuple((stance, tuple(ids)) for stance, ids in answers.items()),
        is_open=is_open,
        offices=find_offices(view, [*fact.speakers, *agreeing, *(id_ for ids in answers.values() for id_ in ids)]),
    )


def _read_form(one: StoredStatement) -> tuple[object, ...]:
    return one.predicate, one.roles, one.mode, one.polarity


def _read_count(one: StoredStatement) -> tuple[int, int | None] | None:
    return (one.count.min, one.count.max) if one.count else None
