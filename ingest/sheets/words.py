"""The words of the cells: what people write for predicates, kinds, counts and the like, and what is meant."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, get_args

import yaml

from graph.errors import InvalidInput
from graph.model.counts import CountKind
from graph.spelling import fold_name
from graph.vocabulary import Predicate, Vocabulary, vocabulary
from ingest.sheets.layout import list_nearest

FILE = Path(__file__).with_name("words.yml")
BEFORE = ("is", "are", "was", "were", "has been", "have been", "to", "will", "be")


class Words:
    """The words of one column: `shown` are those of its drop-down, each of one meaning."""

    def __init__(self, meanings: Mapping[str, Iterable[str]], what: str, shown: Iterable[str] | None = None) -> None:
        """`meanings` has for each meaning the ways to write it; the first is the one to show."""
        self.what = what
        self._by_text: dict[str, str] = {}
        self._written = {meaning: next(iter(texts)) for meaning, texts in meanings.items()}
        for meaning, texts in meanings.items():
            for text in texts:
                self._by_text.setdefault(_fold(text), meaning)
        for meaning in meanings:
            self._by_text[_fold(meaning)] = meaning
        self.shown = list(shown or self._written.values())

    def find(self, written: str) -> str | None:
        """The meaning of a word, in any case, with or without `is` before it; None if it has none."""
        folded = _fold(written)
        if folded in self._by_text:
            return self._by_text[folded]
        bare = next((folded.removeprefix(f"{word} ") for word in BEFORE if folded.startswith(f"{word} ")), "")
        return self._by_text.get(bare)

    def read(self, written: str, parameter: str) -> str:
        """The meaning of a word. Raises InvalidInput with the nearest words, or with all that there are."""
        if (found := self.find(written)) is not None:
            return found
        near = list_nearest(written, [*self.shown, *self._by_text])
        near = list(dict.fromkeys(self.write(self._by_text.get(_fold(word), word)) for word in near))
        hint = f"did you mean {' or '.join(near)}?" if near else f"write one of {', '.join(self.shown)}"
        raise NotAWord(f"{written[:80]!r} is no {self.what}", near, parameter=parameter, value=written, hint=hint)

    def write(self, meaning: str) -> str:
        """The word to show for a meaning."""
        return self._written.get(meaning, meaning.replace("_", " "))


class NotAWord(InvalidInput):
    """A word that a column does not have, and the nearest that it has."""

    def __init__(self, message: str, nearest: list[str], **named: Any) -> None:
        super().__init__(message, **named)
        self.nearest = nearest


def _fold(text: str) -> str:
    return fold_name(text.replace("_", " ")) or text.strip()


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


def list_predicates(words: Vocabulary | None = None) -> Words:
    """The predicates of a vocabulary, by name, by what they say, and by other words for them."""
    return _list_own_predicates() if words is None else _list_predicates(words)


@cache
def _list_own_predicates() -> Words:
    return _list_predicates(vocabulary())


def _list_predicates(words: Vocabulary) -> Words:
    also: Mapping[str, list[str]] = _read_file()["predicates"]
    return Words(
        {
            name: [name.replace("_", " "), *also.get(name, ()), *_list_phrases(predicate.says)]
            for name, predicate in sorted(words.predicates.items(), key=_find_place)
        },
        "word of the vocabulary",
    )


def _find_place(entry: tuple[str, Predicate]) -> tuple[bool, bool]:
    """Custody first, then who stands with whom."""
    return not entry[1].custody, entry[1].sign is None


def _list_phrases(says: str) -> list[str]:
    """What stands between the first two roles of what a predicate says: `holds` of `{subject} holds {object}`."""
    if not says.startswith("{"):
        return []
    parts = [words.strip() for words, *_ in Formatter().parse(says)]
    return [parts[1]] if len(parts) > 1 and parts[1] and not says.startswith("{object}") else []


@cache
def list_kinds() -> Words:
    """Kinds of entities, each meaning `Label.kind`. A kind of several labels has its label in brackets."""
    content, kinds = _read_file(), vocabulary().kinds
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
        raise NotAWord(
            f"{written!r} may be {' or '.join(near)}", near, parameter="kind", value=written,
            hint=f"write one of these{'; for what acts and speaks write state' if folded == 'country' else ''}",
        )  # fmt: skip
    label, _, kind = (found or list_kinds().read(written, "kind")).partition(".")
    return label, kind


def find_label(written: str) -> str | None:
    """The label of a word such as place, holder or nationality; None if it is none."""
    folded = _fold(written)
    labels: Mapping[str, list[str]] = _read_file()["labels"]
    return next((label for label, words in labels.items() if folded in (label.lower(), *words)), None)


def write_kind(label: str, kind: str) -> str:
    """A kind as the sheet shows it."""
    return list_kinds().write(f"{label}.{kind}")
