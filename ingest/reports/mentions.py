"""Who and what a paragraph may name: known entities, names that are new, and words for people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph.model.entities import NamedEntity
from graph.names.in_text import NameInText
from graph.names.text_words import TextWord, split_text
from ingest.reports.new_names import NewName
from ingest.reports.verbs import read_verbs

LONGEST_DESCRIPTION = 4  # words before a word for people that describe them


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a paragraph that names somebody or something.

    `known` are all entities that bear the name. Without any, `name` is one that is new, and `kind` is `Label.kind`, or
    empty where even the label is open.
    """

    start: int
    end: int
    name: str
    known: tuple[NamedEntity, ...] = ()
    kind: str = ""

    def may_be(self, labels: Iterable[str]) -> bool:
        if self.known:
            return any(entity.label in labels for entity in self.known)
        return self.kind.partition(".")[0] in labels if self.kind else bool({"Actor", "Place"} & set(labels))

    def list_known(self, labels: Iterable[str]) -> list[NamedEntity]:
        return [entity for entity in self.known if entity.label in labels]


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


def list_mentions(
    number: int, text: str, known: Sequence[NameInText], new: Sequence[NewName], entities: Mapping[str, NamedEntity]
) -> list[Mention]:
    """All that a paragraph names, in order. A word for people with what describes it is one: ISIS suspects."""
    found = [Mention(one.start, one.end, one.written, tuple(_join(entities[id_] for id_ in one.ids))) for one in known]
    found += [
        Mention(start, end, one.name, kind=one.kind)
        for one in new
        for place, start, end in one.places
        if place == number
    ]
    groups = list(_list_groups(text, split_text(text), found))
    inner = [one for one in found if not any(group.start <= one.start and one.end <= group.end for group in groups)]
    return sorted([*inner, *groups], key=lambda one: one.start)


def _join(entities: Iterable[NamedEntity]) -> list[NamedEntity]:
    """One entity for those that are judged to be one."""
    return list({entity.canonical or entity.id: entity for entity in entities}.values())


def _list_groups(text: str, words: Sequence[TextWord], found: Sequence[Mention]) -> Iterable[Mention]:
    describing, kinds = read_verbs()["describing"], load_groups()
    for at, word in enumerate(words):
        kind = next((kinds[word.folded[cut:]] for cut in sorted(word.begins) if word.folded[cut:] in kinds), None)
        if kind is None or any(one.start <= word.start and word.end <= one.end for one in found):
            continue
        first = last = at
        while first and at - first < LONGEST_DESCRIPTION and _is_beside(text, words[first - 1], words[first]):
            before = words[first - 1]
            named = any(one.start <= before.start and before.end <= one.end for one in found)
            if not named and before.folded not in describing:
                break
            first -= 1
        if not word.written.isascii():  # in Arabic what describes them comes behind
            behind = next((one for one in found if 0 < one.start - word.end <= 3), None)
            last = next((n for n, one in enumerate(words) if behind and one.end >= behind.end), at)
        start, end = words[first].start, words[last].end
        yield Mention(start, end, text[start:end], kind=f"Group.{kind}")


def _is_beside(text: str, word: TextWord, following: TextWord) -> bool:
    return text[word.end : following.start] in (" ", "-", "\u00a0")
