"""The words of the cells: what people write for predicates, kinds, counts and the like, and what is meant."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter
from typing import Any, get_args

import yaml

from graph.errors import InvalidInput
from graph.model.counts import CountKind
from graph.spelling import fold_name
from graph.vocabulary import Predicate, Vocabulary, vocabulary
from ingest.reports.verbs import inflect, list_verb_forms
from ingest.sheets.layout import list_nearest

FILE = Path(__file__).with_name("words.yml")
VOCABULARIES = 8  # in use at a time: with the words of loaded sources, and of those that are tried
BEFORE = (
    "is", "are", "was", "were", "is being", "are being", "was being", "were being", "has been", "have been", "had been",
    "has", "have", "had", "be",
)  # fmt: skip
LONGEST_FIRST = sorted(BEFORE, key=len, reverse=True)
BEHIND = ("from", "to", "in", "at", "into", "of", "with", "on")
PRONOUN = re.compile(r"(?<=\w) (?:him|her|them|it|us|me|himself|themselves)\b")
PLANNED = re.compile(
    r"(?:will|would|shall|(?:(?:is|are|was|were|plans?|wants?|intends?|hopes?) )?(?:going |ready )?to|سوف) (?:be )?(.+)"
)
REFUSED = re.compile(  # what is not to be done
    r"(?:(?:will|would|shall)(?: not|nt| never)|wont|wouldnt|(?:refuse|decline)[sd]? to|(?:is|are) not (?:going )?to|"
    r"لن) (?:be )?(.+)"
)
TRIED = re.compile(  # what was begun, and by these words not done
    r"(?:(?:has|have|had) )?(?:tr(?:y|ies|ied)|attempt(?:s|ed)?|fail(?:s|ed)?|"
    r"unsuccessfully tr(?:ies|ied)|حاول|حاولت|حاولوا)(?: to| ان)? (?:be )?(.+)"
)
UNSURE = re.compile(  # what is not known for sure
    r"(?:(?:(?:is|are|was|were) )?(?:believed|thought|presumed|feared|suspected|likely) to|may|might|could|probably|"
    r"possibly|presumably|perhaps|apparently) (?:have )?(?:be |been )?(.+)"
)
NEGATED = re.compile(  # what was not done
    r"(?:(?:(?:did|do|does|has|have|had|was|were|is|are|could|can)(?: not|nt)|cannot|never)(?: been| be)?|"
    r"(?:has|have|had|was|were|is|are) never(?: been)?|لم|لا|ما) (.+)"
)
MOST_SHOWN = 25  # words that an error lists where none is near
ALIKE = 0.75  # of the letters of two words, where one is perhaps the other misspelt
SHORTEST_PART = 4  # letters of a word that is found inside what is written


class Words:
    """The words of one column: `shown` are those of its drop-down, each of one meaning."""

    def __init__(self, meanings: Mapping[str, Iterable[str]], what: str) -> None:
        """`meanings` has for each meaning the ways to write it; the first is the one to show."""
        self.what = what
        self._by_text: dict[str, str] = {}
        self._written = {meaning: next(iter(texts)) for meaning, texts in meanings.items()}
        for meaning, texts in meanings.items():
            for text in texts:
                self._by_text.setdefault(_fold(text), meaning)
        for meaning in meanings:
            self._by_text[_fold(meaning)] = meaning
        self.shown = list(self._written.values())

    def find(self, written: str) -> str | None:
        """The meaning of a word, in any case, with or without `is` before it; None if it has none."""
        return next((self._by_text[form] for form in _list_forms(written) if form in self._by_text), None)

    def read(self, written: str, parameter: str) -> str:
        """The meaning of a word. Raises InvalidInput with the nearest words, or with all that there are."""
        if (found := self.find(written)) is not None:
            return found
        near = list(
            dict.fromkeys(self.write(self._by_text.get(_fold(word), word)) for word in self._list_near(written))
        )
        hint = f"did you mean {' or '.join(near)}?" if near else f"write one of {', '.join(self.shown)}"
        if not near and len(self.shown) > MOST_SHOWN:
            hint = "write one from the list of this cell; whoholds words says what each means"
        raise UnclearWord(f"{written[:80]!r} is no {self.what}", near, parameter=parameter, value=written, hint=hint)

    def _list_near(self, written: str) -> list[str]:
        return list_nearest(written, [*self.shown, *self._by_text])

    def write(self, meaning: str) -> str:
        """The word to show for a meaning."""
        return self._written.get(meaning, meaning.replace("_", " "))


class PredicateWords(Words):
    """The words for predicates. A word of several predicates, or of none, is refused with what to write."""

    def __init__(self, words: Vocabulary) -> None:
        content: dict[str, Any] = _read_file()
        verbs = list_verb_forms()
        ordered = sorted(words.predicates.items(), key=_rank_predicate)
        also: Mapping[str, list[str]] = content["predicates"]
        super().__init__(
            {
                name: [name.replace("_", " "), *also.get(name, ()), *_list_phrases(predicate.says)]
                for name, predicate in ordered
            },
            "word of the vocabulary",
        )
        self._definitions = {name: words.meanings["predicate", "", name].definition for name in words.predicates}
        self._names = {_fold(name) for name in words.predicates}
        for name, _ in ordered:
            forms = [form for phrase in also.get(name, ()) for form in inflect(phrase)]
            for form in (*verbs.get(name, ()), *forms):
                self._by_text.setdefault(_fold(form), name)
        self._choices = {_fold(word): one for one in content["choices"] for word in one["words"]}
        self._instead = {_fold(word): one["write"] for one in content["instead"] for word in one["words"]}

    def read(self, written: str, parameter: str) -> str:
        """The predicate of a word. Raises UnclearWord with those that it may be, or with what to write in its place."""
        for form in _list_forms(written):
            if form in self._names:
                break
            if form in self._choices:
                raise self._make_choice_error(written, parameter, self._choices[form])
            if form in self._instead:
                hint = f"write {self._instead[form]}"
                message = f"{written[:80]!r} is no word of the vocabulary"
                raise UnclearWord(message, [], parameter=parameter, value=written, hint=hint)
            if form in self._by_text:
                break
        else:
            folded = _fold(written)
            for said, manner in ((REFUSED.fullmatch(folded), "planned; denied"), (NEGATED.fullmatch(folded), "denied")):
                if said and (found := self.list_meant(said[1])):
                    raise self._make_manner_error(written, parameter, found, manner)
            if (believed := UNSURE.fullmatch(folded)) and (found := self.list_meant(believed[1])):
                raise self._make_manner_error(written, parameter, found, "believed")
            if (tried := TRIED.fullmatch(folded)) and (found := self.list_meant(tried[1])):
                raise self._make_manner_error(written, parameter, found, "tried")
            if (planned := PLANNED.fullmatch(_fold(written))) and (found := self.list_meant(planned[1])):
                raise self._make_manner_error(written, parameter, found, "planned")
        return super().read(written, parameter)

    def narrow(self, error: "UnclearWord", written: str, fitting: list[str]) -> "UnclearWord":
        """The error for a word of several predicates with only those that fit the row; any other as it is."""
        for form in _list_forms(written):
            if form in self._choices and form not in self._names:
                choice = {**self._choices[form], "may_be": fitting}
                return self._make_choice_error(written, error.parameter or "", choice)
        return error

    def _make_manner_error(self, written: str, parameter: str, found: list[str], manner: str) -> "UnclearWord":
        """The error for a plan, or for what did not happen or was only tried or believed, with its predicates and what
        else to write."""
        shown = [self.write(name) for name in found]
        if manner == "tried":
            message = f"{written[:80]!r} is an attempt, by which nobody is held, moved or freed yet"
            hint = (
                f"write {' or '.join(shown)}, and planned under happened, planned, denied, or inferred by me; where it "
                f"failed, planned; denied. That it was tried goes into the note"
            )
            return UnclearWord(message, shown, parameter=parameter, value=written, hint=hint)
        if manner == "believed":
            message = f"{written[:80]!r} is believed, and not known for sure"
            hint = (
                f"write {' or '.join(shown)}, and inferred by me under happened, planned, denied, or inferred by me: "
                f"it is then told as probable; who believes it stands under who says it"
            )
            return UnclearWord(message, shown, parameter=parameter, value=written, hint=hint)
        message = f"{written[:80]!r} {'is a plan' if manner == 'planned' else 'says what is not so'}"
        hint = f"write {' or '.join(shown)}, and {manner} under happened, planned, denied, or inferred by me"
        return UnclearWord(message, shown, parameter=parameter, value=written, hint=hint)

    def _list_near(self, written: str) -> list[str]:
        """Words that are spelt nearly so, the nearest first; else those that stand inside what is written."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        known = [*dict.fromkeys(map(_fold, self.shown)), *self._by_text]
        folded = _fold(written)
        near = process.extract(folded, known, scorer=OSA.normalized_similarity, limit=3, score_cutoff=ALIKE)
        if near:
            return [word for word, _, _ in near]
        inside = [word for word in known if len(word) >= SHORTEST_PART and f" {word} " in f" {folded} "]
        return sorted(inside, key=lambda word: -len(word))[:3]

    def list_meant(self, written: str) -> list[str]:
        """The predicates that a word may be; none for a word that leads to no predicate."""
        for form in _list_forms(written):
            if form in self._choices and form not in self._names:
                return list(self._choices[form]["may_be"])
            if form in self._by_text:
                return [self._by_text[form]]
        return []

    def _make_choice_error(self, written: str, parameter: str, choice: Mapping[str, Any]) -> "UnclearWord":
        """The error for a word of several predicates, with a sentence on each."""
        may_be = [name for name in choice["may_be"] if name in self._definitions]
        shown = [self.write(name) for name in may_be]
        meant = [self._definitions[name].rstrip(".") for name in may_be]
        said = [f"“{word}” where {text[0].lower()}{text[1:]}" for word, text in zip(shown, meant, strict=True)]
        hint = f"write {', or '.join(said)}" + (f"; {choice['else']}" if "else" in choice else "")
        message = f"{written[:80]!r} may be {' or '.join(shown)}"
        if len(shown) == 1:
            message = f"{written[:80]!r} is not always {shown[0]}"
        return UnclearWord(message, shown, parameter=parameter, value=written, hint=hint)


class UnclearWord(InvalidInput):
    """A word that a column does not have, or that may be several of its own; `nearest` are those to choose from."""

    def __init__(self, message: str, nearest: list[str], **named: Any) -> None:
        super().__init__(message, **named)
        self.nearest = nearest


def _fold(text: str) -> str:
    return fold_name(text.replace("_", " ")) or text.strip()


def _list_forms(written: str) -> Iterator[str]:
    """A word as it is written, folded; without `was` and the like before it, and without a word such as from behind."""
    folded = _fold(written)
    yield folded
    if (plain := PRONOUN.sub("", folded)) != folded:  # handed him over
        yield from _list_forms(plain)
    bare = next((folded.removeprefix(f"{word} ") for word in LONGEST_FIRST if folded.startswith(f"{word} ")), folded)
    if bare != folded:
        yield bare
    head, _, last = bare.rpartition(" ")
    if head and last in BEHIND:
        yield head


@cache
def _read_file() -> dict[str, dict[str, Any]]:
    content: dict[str, dict[str, Any]] = yaml.load(
        FILE.read_text(encoding="utf-8"),
        Loader=yaml.BaseLoader,  # noqa: S506 (makes texts alone)
    )
    return content


@cache
def list_words(name: str) -> Words:
    """The words of a list of `words.yml`: count_kinds, manners, stances, truth, states, parts."""
    content = _read_file()
    also = content.get(f"{name}_also", {})
    meanings = {
        meaning: [meaning, *(also.get(meaning, ()) if also else texts)] for meaning, texts in content[name].items()
    }
    if name == "count_kinds":
        meanings = {kind: content[name][kind] for kind in get_args(CountKind)}
    called = {"count_kinds": "way to count", "truth": "yes or no", "manners": "way to say it"}
    return Words(meanings, called.get(name, name.removesuffix("s")))


def find_manner(meaning: str) -> Mapping[str, str]:
    """The fields of the form that a manner fills: `planned` fills the mode."""
    fields: Mapping[str, str] = _read_file()["manners"][meaning]
    return fields


def find_unnamed(predicate: str) -> str | None:
    """What to write where a report names nobody who does what a predicate says; None if nothing is known."""
    return _read_file()["unnamed"].get(predicate)


def find_own_people(predicate: str) -> str | None:
    """What to remark where people come to a holder whose own they seem to be, with {holder} and {people}; None if that
    is no surprise."""
    return _read_file()["own_people"].get(predicate)


def list_predicates(words: Vocabulary | None = None) -> PredicateWords:
    """The predicates of a vocabulary, by name, by what they say, and by other words for them."""
    return _list_predicates(words or vocabulary())


@lru_cache(VOCABULARIES)
def _list_predicates(words: Vocabulary) -> PredicateWords:
    return PredicateWords(words)


def _rank_predicate(entry: tuple[str, Predicate]) -> tuple[bool, bool]:
    """Custody first, then who stands with whom."""
    return not entry[1].custody, entry[1].sign is None


def _list_phrases(says: str) -> list[str]:
    """What stands between the first two roles of what a predicate says: `holds` of `{subject} holds {object}`."""
    if not says.startswith("{"):
        return []
    parts = [words.strip() for words, *_ in Formatter().parse(says)]
    return [parts[1]] if len(parts) > 1 and parts[1] and not says.startswith("{object}") else []


def list_kinds() -> Words:
    """Kinds of entities, each meaning `Label.kind`. A kind of several labels has its label in brackets."""
    return _list_kinds(vocabulary())


@lru_cache(VOCABULARIES)
def _list_kinds(words: Vocabulary) -> Words:
    content, kinds = _read_file(), words.kinds
    labels: dict[str, list[str]] = {}
    for label, names in kinds.items():
        for kind in sorted(names):
            labels.setdefault(kind, []).append(label)
    meanings: dict[str, list[str]] = {}
    for label, names in kinds.items():
        for kind in sorted(names):
            plain, shared = kind.replace("_", " "), len(labels[kind]) > 1
            texts = [f"{plain} ({label.lower()})"] if shared else [plain]
            for word in [label.lower(), *content["labels"].get(label, ())]:
                texts += [f"{plain} ({word})", f"{word}: {plain}"]
            meanings[f"{label}.{kind}"] = texts + ([] if shared else content["kinds"].get(kind, []))
    return Words(meanings, "kind")


def read_kind(written: str) -> tuple[str, str]:
    """Label and kind of what people write of what something is. Raises InvalidInput with what to write."""
    found = list_kinds().find(written)
    folded = _fold(written).replace(" ", "_")
    labels = [label for label, names in vocabulary().kinds.items() if folded in names]
    if found is None and len(labels) > 1:
        near = [f"{written.strip()} ({label.lower()})" for label in labels]
        raise UnclearWord(
            f"{written!r} may be {' or '.join(near)}", near, parameter="kind", value=written,
            hint=f"write one of these{'; for what acts and speaks write state' if folded == 'country' else ''}",
        )  # fmt: skip
    label, _, kind = (found or list_kinds().read(written, "kind")).partition(".")
    return label, kind


def list_people() -> frozenset[str]:
    """Words for people who are counted: the kinds of groups, and others that are read as such."""
    return _list_people(vocabulary())


@lru_cache(VOCABULARIES)
def _list_people(words: Vocabulary) -> frozenset[str]:
    kinds = words.kinds["Group"]
    return frozenset(
        {*kinds, *_read_file()["people"], *(one for kind in kinds for one in _read_file()["kinds"].get(kind, ()))}
    )


@cache
def list_foreign_units() -> Mapping[str, str]:
    """The unit of each word of other languages for people or families who are counted."""
    counted: Mapping[str, list[str]] = _read_file()["counted"]
    return {_fold(word): unit for unit, words in counted.items() for word in words}


def check_doubt(written: str, parameter: str) -> None:
    """Raises UnclearWord for a word by which a report is unsure of itself, such as reportedly: it is no mode."""
    if _fold(written) in map(_fold, _read_file()["doubts"]):
        raise UnclearWord(
            f"{written[:80]!r} is no way to say it: it is a doubt of the report", [], parameter=parameter,
            value=written,
            hint="write from whom it comes under who says it, such as unnamed sources, which are anonymous in Who; "
            "write inferred by me here where the report itself takes it for likely only; the word itself goes into the "
            "note",
        )  # fmt: skip


def find_label(written: str) -> str | None:
    """The label of a word such as place, holder or nationality; None if it is none."""
    folded = _fold(written)
    labels: Mapping[str, list[str]] = _read_file()["labels"]
    return next((label for label, words in labels.items() if folded in (label.lower(), *words)), None)


def write_kind(label: str, kind: str) -> str:
    """A kind as the sheet shows it."""
    return list_kinds().write(f"{label}.{kind}")
