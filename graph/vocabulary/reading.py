"""Vocabulary files read and checked: those of the package, and the `vocabulary.yml` of a source."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from graph.errors import InvalidVocabulary
from graph.vocabulary.predicates import (
    CAPACITIES,
    EFFECTS,
    FATES,
    FOLLOWED,
    ROLES,
    TEXTS,
    Key,
    Mode,
    OwnWord,
    Predicate,
    Vocabulary,
    WordMeaning,
)

Entry = Mapping[str, Any]
NOT_PREDICATES = ("entities", "modes", "terms", "units")
EDGE_TYPE = re.compile(r"[A-Z][A-Z_]{0,40}")
PLACEHOLDER = re.compile(r"\{(\w++)\}")
NAME = re.compile(r"[a-z][a-z_]{0,40}")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # an eighth of the work, of which each command has its share
WITH_MEANING = frozenset({*TEXTS, "codes"})
BOOKS = ("CAMEO", "PLOVER", "Wikidata")
NO_ROLE = "none"  # what an entry says of a role that it lacks and that others of its file have
FIELDS = frozenset(Predicate.__dataclass_fields__) - {"name", "is_state", "term_groups", "owners"} | {"time"}
BROKEN = (KeyError, TypeError, AttributeError, IndexError, ValueError)


def read_package(folder: Path) -> Vocabulary:
    """The vocabulary in the files of a folder. Raises InvalidVocabulary that names file, entry and value."""
    raw = {path.stem: _read_mapping(path) for path in sorted(folder.glob("*.yml"))}
    for needed in NOT_PREDICATES:
        if needed not in raw:
            raise InvalidVocabulary(f"{folder.name}/{needed}.yml is missing")
    found = _Words()
    for part in NOT_PREDICATES:
        found.add_part(part, raw.pop(part), f"{part}.yml")
    for stem, entries in raw.items():
        found.add_predicates(entries, f"{stem}.yml")
    return found.freeze()


def add_own_words(words: Vocabulary, dataset: str, content: Entry) -> Vocabulary:
    """Another vocabulary, with the words of a source's `vocabulary.yml` besides.

    Raises InvalidVocabulary for a word that the package has, for one that another source has in another form, and for
    what cannot be read; it names the source, the entry and the value.
    """
    found = _Words(words, dataset)
    where = f"{dataset}: vocabulary.yml"
    if "modes" in content:
        raise InvalidVocabulary(f"{where}: modes are those of whoholds; write predicates, entities, terms or units")
    for part in NOT_PREDICATES:
        if part in content:
            found.add_part(part, content[part], f"{where}: {part}")
    found.add_predicates(_drop_parts(content), where)
    return found.freeze()


def add_former_words(words: Vocabulary, dataset: str, entries: Entry) -> Vocabulary:
    """Another vocabulary, that still knows predicates which a source had, for its old statements; unless another
    source has them."""
    found = _Words(words, dataset, is_loaded=False)
    found.add_predicates({name: one for name, one in entries.items() if name not in words.predicates}, dataset)
    return found.freeze()


def list_entries(content: Entry) -> dict[str, Entry]:
    """The entries of the predicates in a `vocabulary.yml`, each with the defaults of the file, by name."""
    entries = _drop_parts(content)
    defaults = entries.pop("defaults", {})
    return {name: _fill(entry, defaults) for name, entry in entries.items()}


def _drop_parts(content: Entry) -> dict[str, Any]:
    return {name: entry for name, entry in content.items() if name not in NOT_PREDICATES}


def _read_mapping(path: Path) -> dict[str, Any]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 (a safe one)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InvalidVocabulary(f"{path.name} cannot be read: {error}") from error
    if not isinstance(content, dict):
        raise InvalidVocabulary(f"{path.name}: expected names with entries, met {type(content).__name__}")
    return content


class _Words:
    """Words as they are collected: of the package where no dataset is named, else of that one."""

    def __init__(self, words: Vocabulary | None = None, dataset: str | None = None, is_loaded: bool = True) -> None:
        words = words or Vocabulary({}, {}, {}, {}, frozenset())
        self.dataset, self.is_loaded = dataset, is_loaded
        self.kinds, self.modes, self.terms = dict(words.kinds), dict(words.modes), dict(words.terms)
        self.predicates, self.units, self.titles = dict(words.predicates), words.units, words.titles
        self.meanings, self.own = dict(words.meanings), dict(words.own)

    def freeze(self) -> Vocabulary:
        predicates = {
            name: replace(one, terms=self._list_terms(one.term_groups)) if one.term_groups else one
            for name, one in self.predicates.items()
        }
        return Vocabulary(
            self.kinds, self.modes, self.terms, predicates, self.units, self.titles, self.meanings, self.own
        )

    def add_part(self, part: str, entries: Entry, where: str) -> None:
        """Add what a file that has no predicates holds, or the part of that name in a source's own file."""
        add = {
            "entities": self._add_kinds, "modes": self._add_modes, "terms": self._add_terms, "units": self._add_units,
        }[part]  # fmt: skip
        try:
            add(entries, where)
        except BROKEN as error:
            raise InvalidVocabulary(f"{where}: an entry lacks something or is no entry: {error}") from error

    def add_predicates(self, entries: Entry, where: str) -> None:
        entries = dict(entries)
        defaults = entries.pop("defaults", {})
        try:
            _check(defaults, FIELDS - {"says", "edges", "fate"}, f"{where}: defaults", "entry")
        except BROKEN as error:
            raise InvalidVocabulary(f"{where}: defaults: expected fields of predicates, met {defaults!r}") from error
        for name, entry in entries.items():
            place = f"{where}: {name}"
            try:
                self._add_predicate(place, name, _fill(entry, defaults))
            except BROKEN as error:
                raise InvalidVocabulary(f"{place} lacks something or is no entry: {error}") from error

    def _add_predicate(self, where: str, name: str, entry: Entry) -> None:
        there = self.predicates.get(name)
        if self.dataset is None and there:
            raise InvalidVocabulary(f"{where}: the predicate {name!r} stands in two files")
        predicate = self._read_predicate(where, name, entry)
        self._add(("predicate", "", name), entry, where)
        if self.dataset is not None:
            self._check_edges(predicate, where)
            predicate = replace(predicate, owners=self.own["predicate", "", name].owners)
        self.predicates[name] = predicate

    def _add(self, key: Key, entry: Entry, where: str) -> None:
        """Add what the codebook says of a word. Refuse it where the package or another source has the word."""
        type_, group, name = key
        if self.dataset is not None:
            text = json.dumps(entry, sort_keys=True, ensure_ascii=False, default=str)
            there = self.own.get(key)
            if there is None and key in self.meanings:
                of = f" of {group}" if group else ""
                raise InvalidVocabulary(
                    f"{where}: whoholds has the {type_} {name!r}{of} itself, so {self.dataset} cannot have it too; "
                    "use that one, or give this one another name",
                    parameter="vocabulary",
                    value=name,
                )
            if there and there.owners - {self.dataset} and there.entry != text:
                others = " and ".join(sorted(there.owners - {self.dataset}))
                raise InvalidVocabulary(
                    f"{where}: {others} has the {type_} {name!r} in another form; write the same entry in both, or "
                    "give this one another name",
                    parameter="vocabulary",
                    value=name,
                )
            if not isinstance(name, str) or not NAME.fullmatch(name):
                raise InvalidVocabulary(f"{where}: {name!r}; expected a name of small letters and underscores")
            owners = (there.owners if there else frozenset()) | {self.dataset}
            self.own[key] = OwnWord(text, owners if self.is_loaded else frozenset())
        self.meanings[key] = self._read_meaning(entry, where)

    def _add_kinds(self, entries: Entry, where: str) -> None:
        for label, entry in entries.items():
            place = f"{where}: {label}"
            if self.dataset is None:
                _check(entry, {"kinds", "titles", *WITH_MEANING}, place, "entry")
                self.meanings["label", "", label] = self._read_meaning(entry, place)
                self.titles |= frozenset(entry.get("titles", ()))
            else:
                _check([label], self.kinds, where, "label")
                _check(entry, {"kinds"}, place, "entry")
            for kind, meaning in entry["kinds"].items():
                _check(meaning, WITH_MEANING, f"{place}: {kind}", "entry")
                self._add(("kind", label, kind), meaning, f"{place}: {kind}")
                self.kinds[label] = self.kinds.get(label, frozenset()) | {kind}

    def _add_modes(self, entries: Entry, where: str) -> None:
        for name, entry in entries.items():
            _check(entry, {"actual", "whole", *WITH_MEANING}, f"{where}: {name}", "entry")
            self._add(("mode", "", name), entry, f"{where}: {name}")
            self.modes[name] = Mode(name, bool(entry["actual"]), bool(entry.get("whole", False)))

    def _add_terms(self, entries: Entry, where: str) -> None:
        for group, members in entries.items():
            for name, meaning in members.items():
                _check(meaning, WITH_MEANING, f"{where}: {group}: {name}", "entry")
                self._add(("term", group, name), meaning, f"{where}: {group}: {name}")
                self.terms[group] = self.terms.get(group, frozenset()) | {name}

    def _add_units(self, entries: Entry, where: str) -> None:
        for name, says in entries.items():
            if not isinstance(says, str):
                raise InvalidVocabulary(f"{where}: {name}: expected what it counts, in words; met {says!r}")
            self._add(("unit", "", name), {"definition": says}, f"{where}: {name}")
            self.units |= {name}

    def _list_terms(self, groups: Iterable[str]) -> frozenset[str]:
        return frozenset(term for group in groups for term in self.terms[group])

    def _read_meaning(self, entry: Entry, where: str) -> WordMeaning:
        """The texts of an entry. A unit has its definition alone; words of a source's own need no more than that."""
        is_unit = set(entry) == {"definition"}
        for name in TEXTS if self.dataset is None and not is_unit else ("definition",):
            if not entry.get(name):
                raise InvalidVocabulary(f"{where} lacks its {name}; write it in words")
        for name in TEXTS:
            if not isinstance(entry.get(name, ""), str):
                raise InvalidVocabulary(f"{where}: {name} has {entry[name]!r}; expected a text")
        codes = entry.get("codes", {})
        _check(codes, BOOKS, where, "codes")
        _check(
            [str(code) for code in codes.values() if not isinstance(code, str)], (), where, "codes (texts in quotes)"
        )
        texts = {name: entry.get(name, "") for name in TEXTS}
        return WordMeaning(**texts, codes=codes)

    def _read_predicate(self, where: str, name: str, entry: Entry) -> Predicate:
        _check(entry, FIELDS | WITH_MEANING, where, "entry")
        if not isinstance(name, str) or not NAME.fullmatch(name):
            raise InvalidVocabulary(f"{where}: {name!r}; expected a name of small letters and underscores")
        if "object" not in entry["roles"]:
            raise InvalidVocabulary(f"{where}: roles say nothing of object; write its labels, or `object: {NO_ROLE}`")
        roles = {role: frozenset(allowed) for role, allowed in entry["roles"].items() if allowed != NO_ROLE}
        _check(entry["roles"], ROLES, where, "roles")
        for role, allowed in roles.items():
            if isinstance(entry["roles"][role], str):
                raise InvalidVocabulary(
                    f"{where}: roles.{role} has {entry['roles'][role]!r}; expected a list of labels"
                )
            _check(allowed, self.kinds, where, f"roles.{role}")
        _check([entry["time"]], ("state", "event"), where, "time")
        _check(entry["required"], roles, where, "required")
        usual = {name.upper(): ("subject", "object")} if {"subject", "object"} <= roles.keys() else {}
        edges = {edge: (ends[0], ends[1]) for edge, ends in entry.get("edges", usual).items()}
        for edge in edges:
            if not EDGE_TYPE.fullmatch(edge):
                raise InvalidVocabulary(f"{where}: edges has {edge!r}; expected capital letters and underscores")
        _check([role for ends in edges.values() for role in ends], roles, where, "edges")
        custody, sign = dict(entry.get("custody", {})), entry.get("sign")
        _check(custody, roles, where, "custody")
        _check(custody.values(), EFFECTS, where, "custody")
        self._check_held(custody, entry, roles, where)
        _check([entry["capacity"]] if custody else [], CAPACITIES, where, "capacity")
        _check([entry["fate"]] if "fate" in entry else [], FATES, where, "fate")
        _check(entry.get("terms", []), self.terms, where, "terms")
        _check(entry.get("follows", []), FOLLOWED, where, "follows")
        _check(PLACEHOLDER.findall(entry["says"]), roles, where, "says")
        _check(PLACEHOLDER.findall(entry.get("over_place", "")), roles, where, "over_place")
        _check([] if sign is None else [sign], (-1, 0, 1), where, "sign")
        for flag in ("symmetric", "truce", "same_label"):
            _check([entry.get(flag, False)], (True, False), where, flag)
        is_state = entry["time"] == "state"
        lasts = is_state or custody or sign is not None  # nothing else is evidence of what is so on a later day
        days = entry.get("stale_after_days") if lasts else None
        if lasts and (not isinstance(days, int) or isinstance(days, bool) or days < 0):
            raise InvalidVocabulary(f"{where}: stale_after_days has {days!r}; expected a number of days")
        groups = tuple(entry.get("terms", []))
        return Predicate(
            name=name,
            says=entry["says"],
            is_state=is_state,
            roles=roles,
            required=tuple(entry["required"]),
            edges=edges,
            custody=custody,
            capacity=entry["capacity"] if custody else None,
            fate=entry.get("fate"),
            term_groups=groups,
            terms=self._list_terms(groups),
            sign=sign,
            symmetric=entry.get("symmetric", False),
            truce=entry.get("truce", False),
            same_label=entry.get("same_label", False),
            stale_after_days=days,
            follows=frozenset(entry.get("follows", [])),
            over_place=entry.get("over_place"),
        )

    def _check_held(self, custody: Entry, entry: Entry, roles: Entry, where: str) -> None:
        """What bears on custody says of whom, and these are people."""
        held = [role for role, effect in custody.items() if effect == "held"]
        if custody and (len(held) != 1 or held[0] not in entry["required"] or roles[held[0]] != {"Group"}):
            raise InvalidVocabulary(
                f"{where}: custody has {dict(custody)!r}; expected one role that is held, required, and of Group alone"
            )

    def _check_edges(self, predicate: Predicate, where: str) -> None:
        """Refuse a type of edge that means something else: another word's own, unless several words share it; or a
        role's."""
        by_type: dict[str, list[Predicate]] = {}
        for one in self.predicates.values():
            for edge in one.edges:
                by_type.setdefault(edge, []).append(one)
        for edge in predicate.edges:
            having = [one.name for one in by_type.get(edge, []) if one.name != predicate.name]
            if len(having) == 1 or edge.lower() in ROLES or edge in LINKS:
                whose = f"that of {having[0]}" if having else "one of the model itself"
                raise InvalidVocabulary(f"{where}: edges has {edge!r}, {whose}; write another one")


# types of edges between records, in graph/cypher/model.yml
LINKS = frozenset(
    {"SAID_BY", "CITES", "ABOUT", "RESPONDS_TO", "FULFILS", "IN", "NAMES", "PUBLISHED_BY", "TRANSLATION_OF", "COPY_OF",
     "QUOTES"}
)  # fmt: skip


def _fill(entry: Entry, defaults: Entry) -> dict[str, Any]:
    """An entry with the defaults of its file, role by role."""
    roles = {**defaults.get("roles", {}), **entry.get("roles", {})}
    return {**defaults, **entry, "roles": roles}


def _check(met: Iterable[Any], allowed: Iterable[Any], where: str, field: str) -> None:
    known = list(allowed)
    for value in met:
        if value not in known:
            expected = ", ".join(sorted(map(str, known)))
            raise InvalidVocabulary(f"{where}: {field} has {value!r}; expected one of {expected}", value=value)
