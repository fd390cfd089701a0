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
COUNTING = ("some", "about", "around", "nearly", "roughly")  # before a number
LONGEST_SPLIT = 7  # words between the two of a verb: handed 25 wounded soldiers over


class VerbInText(NamedTuple):
    """A verb by what it means, its first word and the one after its last; whether those who do it come behind it."""

    meaning: str
    first: int
    end: int
    is_passive: bool = False
    has_object: bool = False  # a pronoun, or a town without its name
    is_continued: bool = False  # passive by what stands before: were taken hostage and freed


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
def list_people_words() -> frozenset[str]:
    """Words for people in the plural, which alone name nobody."""
    return frozenset(word for word in load_groups() if word.endswith(("s", "men", "people", "children")))


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
        yield from inflect_verb(entry)
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
        yield from inflect_verb(phrase)
    elif verb.isascii() and verb.endswith("s") and not verb.endswith("ss"):
        base = (
            verb[:-3] + "y" if verb.endswith("ies") else verb[: -2 if verb.endswith(("ches", "shes", "sses")) else -1]
        )
        yield from inflect_verb(f"{base} {rest}".strip())


def inflect_verb(entry: str) -> Iterator[str]:
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
    found: list[VerbInText] = []
    at = 0
    while at < len(words):
        match = phrases.match(words, at) or _match_split(text, words, at)
        is_joined = bool(text) and text[max(0, words[at].start - 1) : words[at].start] in ("-", "‑")  # US-led
        is_noun = match is not None and match[1] == at + 1 and _may_be_noun(words, at)
        if match is None or is_joined or is_noun or _is_other(words, match[1], match[0]) or _is_undone(words, at):
            at += 1
            continue
        before = [word.folded for word in words[max(0, at - BEFORE_PARTICIPLE) : at]]
        is_infinitive = before[-1:] == ["to"]  # are set to move
        is_participle = not is_infinitive and not words[at].folded.endswith(("ing", "s")) and words[at].folded.isascii()
        is_passive = is_participle and any(word in content["passive"] for word in before)
        behind = [word.folded for word in words[match[1] : match[1] + 1]]
        is_passive = is_passive or (is_participle and behind == ["by"])
        is_continued = not is_passive and is_participle and _is_continued(words, at, found)
        inside = {word.folded for word in words[at + 1 : match[1]]}
        has_object = bool(inside & {*content["pronouns"], "town", "city", "village"})
        has_object = has_object or any(word in content["pronouns"] for word in behind)
        found.append(VerbInText(match[0], at, match[1], is_passive or is_continued, has_object, is_continued))
        at = match[1]
    return found


def _is_continued(words: Sequence[TextWord], at: int, found: Sequence[VerbInText]) -> bool:
    """Whether a participle goes on with a passive verb before it: were taken hostage in May and freed in June.

    It does not where people or a number follow, whom it is then about.
    """
    if not found or not found[-1].is_passive or [word.folded for word in words[at - 1 : at]] != ["and"]:
        return False
    behind = words[at + 1].folded if at + 1 < len(words) else ""
    is_object = behind in load_groups() or behind[:1].isdecimal() or behind in ("the", "a", "an", "some", "about")
    return not is_object


def _match_split(text: str, words: Sequence[TextWord], at: int) -> tuple[str, int] | None:
    """What a verb means whose second word stands behind those whom it is about: handed 25 soldiers over to."""
    particle = load_split_verbs().get(words[at].folded)
    for place in range(at + 2, min(at + 2 + LONGEST_SPLIT, len(words)) if particle else 0):
        if any(sign in text[words[place - 1].end : words[place].start] for sign in ",;:."):
            return None
        if words[place].folded == particle and [word.folded for word in words[place + 1 : place + 2]] in (["to"], []):
            meaning, _ = load_predicates().match([words[at], words[place]], 0) or ("", 0)
            return (meaning, at + 1) if meaning else None
    return None


@cache
def load_split_verbs() -> dict[str, str]:
    """The second word of each verb that may stand apart from it, by each form of its first: over, by handed."""
    pairs = (phrase.split() for phrase in read_verbs()["split"])
    return {form: particle for verb, particle in pairs for form in inflect_verb(verb)}


def _is_undone(words: Sequence[TextWord], at: int) -> bool:
    """Whether the words before a verb say that it was not done, or not yet: refused to receive, tried to storm."""
    before = [word.folded for word in words[max(0, at - 2) : at]]
    return len(before) == 2 and before[1] == "to" and before[0] in load_undone()


@cache
def load_turned() -> dict[str, str]:
    """The verbs under `turned`, by each of their forms."""
    return {form: verb for verb in read_verbs()["turned"] for form in inflect_verb(verb)}


@cache
def load_undone() -> frozenset[str]:
    """All forms of the verbs before `to` which say that something was not done."""
    return frozenset(form for verb in read_verbs()["undone"] for form in inflect_verb(verb))


def _may_be_noun(words: Sequence[TextWord], at: int) -> bool:
    """Whether a word such as attacks is no verb here, as far as the word before it says."""
    folded = words[at].folded
    content = read_verbs()
    if folded not in content["nouns"] and folded.removesuffix("s") not in content["nouns"]:
        return False
    before = words[at - 1] if at else None
    is_of_several = at > 1 and words[at - 2].folded == "and" and words[at - 1].written[:1].isupper()
    if is_of_several and not folded.endswith("s"):
        return False  # Northland and Eastmark hold
    following = [word.folded for word in words[at + 1 : at + 3]]
    is_counting = following[:1] and (
        following[0][:1].isdecimal() or following[0] in COUNTING or following == ["at", "least"]
    )
    is_apart = before is not None and (before.written[:1].isupper() or words[at].start - before.end > 1)
    if is_counting and is_apart and not folded.endswith("s"):
        return False  # the Lake Guard, who came by sea, hold 30 men
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
