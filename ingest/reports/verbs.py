"""Words of predicates, speech, denial and plans in a sentence, and words for people."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from graph.names.text_words import TextWord, split_text
from graph.spelling import fold_name
from graph.vocabulary import vocabulary

FILE = Path(__file__).with_name("verbs.yml")
VOWELS = "aeiou"
BEFORE_PARTICIPLE = 3  # words between was and transferred


class VerbInText(NamedTuple):
    """A verb by what it means, its first word and the one after its last; whether those who do it come behind it."""

    meaning: str
    first: int
    end: int
    is_passive: bool = False
    has_object: bool = False  # a pronoun, or a town without its name


class Phrases:
    """Phrases by their first word, each with what it means."""

    def __init__(self, meanings: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, meaning in meanings:
            words = tuple(word.folded for word in split_text(phrase))
            self._by_first.setdefault(words[0], []).append((words, meaning))
        for phrases in self._by_first.values():
            phrases.sort(key=lambda one: -len(one[0]))

    def match(self, words: Sequence[TextWord], at: int) -> tuple[str, int] | None:
        """What the longest phrase that begins at a word means, and where it ends; also behind letters written to it."""
        for cut in sorted(words[at].begins):
            for phrase, meaning in self._by_first.get(words[at].folded[cut:], ()):
                for skipped in (0, 1):
                    first = at + 1 + skipped
                    rest = tuple(word.folded for word in words[first : first + len(phrase) - 1])
                    inner = [word.folded for word in words[at + 1 : first]]
                    if rest == phrase[1:] and (not inner or (rest and inner[0] in read_verbs()["pronouns"])):
                        return meaning, first + len(phrase) - 1
        return None


@cache
def read_verbs() -> dict[str, Any]:
    """The content of `verbs.yml`."""
    content: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return content


@cache
def load_groups() -> Mapping[str, str]:
    """Words for people, in the singular and the plural, and the kind of group of each."""
    found = {}
    for kind, words in read_verbs()["groups"].items():
        for word in words:
            found[split_text(word)[0].folded] = kind
            if word.isascii() and not word.endswith(("people", "men", "women", "children")):
                found[f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"] = kind
    return found


@cache
def load_predicates() -> Phrases:
    """The phrases of each predicate that the vocabulary has."""
    known = vocabulary().predicates
    return Phrases(
        (form, name)
        for name, words in read_verbs()["predicates"].items()
        if name in known
        for form in _list_forms(words)
    )


@cache
def list_verb_forms() -> dict[str, list[str]]:
    """The forms of the verbs of each predicate, such as took hostage."""
    return {name: list(_list_forms(words)) for name, words in read_verbs()["predicates"].items()}


@cache
def load_phrases(name: str) -> Phrases:
    """The phrases of speech, denial or plan."""
    words = read_verbs()[name]
    before = [(fold_name(phrase), "from") for phrase in words.get("from", ())]
    return Phrases([*((form, name) for form in _list_forms(words)), *before])


def _list_forms(words: dict[str, list[str]]) -> Iterator[str]:
    for entry in words.get("english", ()):
        yield from _inflect(entry)
    yield from words.get("arabic", ())


@cache
def read_irregular() -> dict[str, list[str]]:
    """All forms of each irregular verb, by each of its forms."""
    verbs = [entry.split("/") for entry in read_verbs()["irregular"]]
    return {form: forms for forms in reversed(verbs) for form in forms}


def inflect(phrase: str) -> Iterator[str]:
    """A phrase that begins with a verb in the third person or with an irregular one, in all forms of that verb."""
    verb, _, rest = phrase.partition(" ")
    if verb in read_irregular():
        yield from _inflect(phrase)
    elif verb.isascii() and verb.endswith("s") and not verb.endswith("ss"):
        base = (
            verb[:-3] + "y" if verb.endswith("ies") else verb[: -2 if verb.endswith(("ches", "shes", "sses")) else -1]
        )
        yield from _inflect(f"{base} {rest}".strip())


def _inflect(entry: str) -> Iterator[str]:
    """All forms of an entry: of a regular verb, or those that are written with / between."""
    if "/" in entry:
        *forms, last = entry.split("/")
        final, _, rest = last.partition(" ")
        if any(" " in form for form in forms):
            yield from (*forms, last)
        else:
            yield from (f"{form} {rest}".strip() for form in (*forms, final))
        return
    if forms_of_verb := read_irregular().get(entry.partition(" ")[0]):
        rest = entry.partition(" ")[2]
        yield from (f"{form} {rest}".strip() for form in forms_of_verb)
        return
    verb, _, rest = entry.partition(" ")
    if verb in ("will", "would", "shall"):
        yield entry
        return
    if verb.endswith("e"):
        forms = [verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"]
    elif verb.endswith("y") and verb[-2] not in VOWELS:
        forms = [verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"]
    else:
        plural = "es" if verb.endswith(("s", "sh", "ch", "x")) else "s"
        forms = [verb, f"{verb}{plural}", f"{verb}ed", f"{verb}ing"]
    yield from (f"{form} {rest}".strip() for form in forms)


def find_verbs(text: str, words: Sequence[TextWord]) -> list[VerbInText]:
    """The predicates of a sentence, in order; none overlaps another."""
    content, phrases = read_verbs(), load_predicates()
    found = []
    at = 0
    while at < len(words):
        match = phrases.match(words, at)
        is_joined = bool(text) and text[max(0, words[at].start - 1) : words[at].start] in ("-", "‑")  # US-led
        is_noun = match is not None and match[1] == at + 1 and _may_be_noun(words, at)
        if match is None or is_joined or is_noun or _is_other(words, match[1], match[0]):
            at += 1
            continue
        before = [word.folded for word in words[max(0, at - BEFORE_PARTICIPLE) : at]]
        is_participle = not words[at].folded.endswith(("ing", "s")) and words[at].folded.isascii()
        is_passive = is_participle and any(word in content["passive"] for word in before)
        behind = [word.folded for word in words[match[1] : match[1] + 1]]
        is_passive = is_passive or (is_participle and behind == ["by"])
        inside = {word.folded for word in words[at + 1 : match[1]]}
        has_object = bool(inside & {*content["pronouns"], "town", "city", "village"})
        has_object = has_object or any(word in content["pronouns"] for word in behind)
        found.append(VerbInText(match[0], at, match[1], is_passive, has_object))
        at = match[1]
    return found


def _may_be_noun(words: Sequence[TextWord], at: int) -> bool:
    """Whether a word such as attacks is no verb here, as far as the word before it says."""
    folded = words[at].folded
    content = read_verbs()
    if folded not in content["nouns"] and folded.removesuffix("s") not in content["nouns"]:
        return False
    before = words[at - 1] if at else None
    if before is None or not folded.endswith("s"):
        return before is None or before.folded not in content["before_plain"]
    is_named = before.written[:1].isupper() and before.folded != "the"
    return not is_named and before.folded not in content["before_third"]


def _is_other(words: Sequence[TextWord], end: int, meaning: str) -> bool:
    """Whether a verb has another meaning by what follows: held talks, led to."""
    content = read_verbs()
    following = [word.folded for word in words[end : end + 3]]
    own = content["predicates"][meaning].get("not_before", ())
    noun = next((word for word in following if word not in ("a", "an", "the", "its", "their", "his")), "")
    return noun in content["not_before"] or (bool(following) and following[0] in own)


def find_phrases(text: str, words: Sequence[TextWord], name: str) -> list[VerbInText]:
    """Where a sentence has words of speech, denial or plan."""
    phrases = load_phrases(name)
    found = ((at, phrases.match(words, at)) for at in range(len(words)))
    return [
        VerbInText(match[0], at, match[1])
        for at, match in found
        if match
        and text[max(0, words[at].start - 1) : words[at].start] not in ("-", "‑")
        and not _may_be_noun(words, at)
    ]
