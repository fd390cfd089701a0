"""Who and what a paragraph may name: known entities, names that are new, and words for people."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.model.entities import NamedEntity
from graph.model.numbers_in_text import find_numbers
from graph.names.in_text import NameInText
from graph.names.text_words import TextWord, split_text
from graph.spelling import fold_name
from ingest.reports.new_names import NewName
from ingest.reports.stretches import SUSPECTED
from ingest.reports.verbs import find_verbs, list_people_words, load_groups, read_verbs

COUNTED_WITHIN = 25  # characters before a name in which a number counts them
WORD_WITHIN = 25  # characters before a name in which the word before it begins
AUXILIARIES = 3  # words between those who act and the last of what they do: militants had already freed
TOLD_WITHIN = 8  # words before people, in which a verb says something of them
LONGEST_PLACE = 5  # words of where or of what people were arrested, accused
WHAT_IT_IS = re.compile(  # before a name
    r"\b(?:its|their|the) (?:\w{1,20} )?(?:all(?:y|ies)|partners?|rivals?|neighbours?|neighbors?"
    r"|(?:town|city|village|port|province|district|island|region|valley) of),? (?:the )?$",
    re.IGNORECASE,
)
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


def is_free(text: str, mention: Mention) -> bool:
    """Whether a name stands for itself, and not for what is its: Iraq's prisons, US-backed."""
    behind = text[mention.end : mention.end + 3]
    return not behind.startswith(("'s", "’s")) and not (behind[:1] in ("-", "‑") and behind[1:2].islower())


def read_word_before(text: str, mention: Mention) -> str:
    """The word before a mention and what it is, folded: to of to its ally Norland; empty where none is near."""
    what = WHAT_IT_IS.search(text[: mention.start])
    start = what.start() if what else mention.start
    before = split_text(text[max(0, start - WORD_WITHIN) : start])
    before = before[:-1] if before and before[-1].folded in ("the", "a", "an") else before
    return before[-1].folded if before else ""


def write_name(mention: Mention, labels: frozenset[str]) -> str:
    """The name to write in a cell: that of the one entity of these labels, else as it is in the text."""
    fitting: list[NamedEntity] = mention.list_known(labels)
    return choose_form(fitting[0], [mention.name]) if len(fitting) == 1 else mention.name


def choose_form(entity: NamedEntity, forms: Sequence[str]) -> str:
    """The name of an entity; as printed where that shows nothing of it: MNLA, for a coalition that it later joined.

    States keep their name, since a report writes their armies and capitals for them.
    """
    if entity.kind in ("state", "government", "country") or not forms:
        return entity.name
    initials = "".join(word[0] for word in fold_name(entity.name).split())
    words = set(fold_name(entity.name).split())
    for form in forms:
        folded = fold_name(form).removeprefix("the ")
        is_short = folded.replace(" ", "") in (initials, initials.replace("o", ""))  # with or without that of `of`
        if not form.isascii() or words & set(folded.split()) or is_short or fold_name(entity.name) == folded:
            return entity.name
    return forms[0]


def list_mentions(
    number: int, text: str, known: Sequence[NameInText], new: Sequence[NewName], entities: Mapping[str, NamedEntity]
) -> list[Mention]:
    """All that a paragraph names, in order. A word for people with what describes it is one: ISIS suspects."""
    found = [_make_known(text, one, entities) for one in known]
    found += [
        Mention(start, end, one.name, kind=one.kind)
        for one in new
        for place, start, end in one.places
        if place == number
    ]
    found = [one for one in found if not any(_is_inside(text, one, other) for other in found)]
    words = split_text(text)
    found += _list_forces(text, words, found)
    groups = list(_list_groups(text, words, found))
    inner = [one for one in found if not any(group.start <= one.start and one.end <= group.end for group in groups)]
    return sorted([*inner, *groups], key=lambda one: one.start)


def _is_inside(text: str, one: Mention, other: Mention) -> bool:
    """Whether a known name is the beginning of a longer new one with a hyphen: SLM of SLM-MM."""
    is_longer = bool(one.known) and not other.known and other.start <= one.start and one.end < other.end
    return is_longer and text[one.end : one.end + 1] in ("-", "‑")


def _make_known(text: str, one: NameInText, entities: Mapping[str, NamedEntity]) -> Mention:
    """The mention of a known name. Soldiers of a state that are counted are people; the French are also their state."""
    bearers = _join(entities[id_] for id_ in one.ids)
    last = split_text(one.written)[-1].folded
    if last in load_groups() and _is_numbered(text, one.start):
        return Mention(one.start, one.end, one.written, kind=f"Group.{load_groups()[last]}")
    if {entity.label for entity in bearers} == {"Nationality"} and text[: one.start].endswith(("the ", "The ")):
        behind = split_text(text[one.end : one.end + COUNTED_WITHIN])
        is_alone = not behind or text[one.end : one.end + 1] != " " or behind[0].folded in read_verbs()["behind_people"]
        names = {fold_name(entity.name) for entity in bearers}
        states = (other for other in entities.values() if other.label == "Actor" and other.kind == "state")
        if is_alone:
            bearers += [other for other in states if fold_name(other.name) in names]
    return Mention(one.start, one.end, one.written, tuple(bearers))


def _join(entities: Iterable[NamedEntity]) -> list[NamedEntity]:
    """One entity for those that are judged to be one."""
    return list({entity.canonical or entity.id: entity for entity in entities}.values())


def _list_forces(text: str, words: Sequence[TextWord], found: Sequence[Mention]) -> list[Mention]:
    """Those who act without a name of their own: the army, police; militants only right before a verb."""
    verbs = {verb.first for verb in find_verbs(text, words) if not verb.is_passive}
    forces = {tuple(word.folded for word in split_text(one)) for one in read_verbs()["forces"]}
    made: list[Mention] = []
    for at in range(len(words)):
        for size in (2, 1):
            last = at + size - 1
            if last >= len(words) or tuple(word.folded for word in words[at : last + 1]) not in forces:
                continue
            start, end = words[at].start, words[last].end
            is_taken = any(one.start < end and start < one.end for one in (*found, *made))
            follows = any(last < place <= last + AUXILIARIES for place in verbs)
            if is_taken or (words[last].folded in load_groups() and not follows):
                continue
            kind = "armed_group" if words[last].folded in load_groups() else "armed_force"
            made.append(Mention(start, end, text[start:end], kind=f"Actor.{kind}"))
    return made


def _list_groups(text: str, words: Sequence[TextWord], found: Sequence[Mention]) -> Iterable[Mention]:
    describing, kinds = read_verbs()["describing"], load_groups()
    for at, word in enumerate(words):
        kind = next((kinds[word.folded[cut:]] for cut in sorted(word.begins) if word.folded[cut:] in kinds), None)
        if kind is None or any(one.start <= word.start and word.end <= one.end for one in found):
            continue
        if at and word.folded in read_verbs()["held"] and words[at - 1].folded in read_verbs()["holding"]:
            continue  # taken hostage
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
        start, described_end = words[first].start, _find_description_end(text, words, last, found)
        is_described = first < last or described_end is not None
        is_single = word.written.isascii() and word.folded not in list_people_words()
        if is_single and not is_described and not _is_numbered(text, start):
            continue  # one person is no group
        end = described_end or words[last].end
        yield Mention(start, end, text[start:end], kind=f"Group.{kind}")


def _is_numbered(text: str, start: int) -> bool:
    """Whether a number or the like stands right before a word: 150 مقاتلا, 31 prisoner places."""
    before = text[max(0, start - COUNTED_WITHIN) : start].rstrip()
    return any(number.end == len(before) for number in find_numbers(before))


def _find_description_end(text: str, words: Sequence[TextWord], last: int, found: Sequence[Mention]) -> int | None:
    """Where what describes people behind their word ends: a member of a group, men arrested in the north.

    What was done to them describes them only where the sentence says something else of them.
    """
    rest = text[words[last].end :]
    for one in found:
        if one.start > words[last].end and text[words[last].end : one.start] in (" of ", " of the "):
            return one.end
    content = read_verbs()
    if last + 2 >= len(words) or words[last + 1].folded not in content["participles"] or not rest.startswith(" "):
        return None
    if words[last + 2].folded not in content["in_place"]:
        return None
    if SUSPECTED.match(text, words[last + 1].start):
        return None  # a statement of its own
    end = last + 3
    while end < len(words) and end - last <= LONGEST_PLACE and text[words[end - 1].end : words[end].start] == " ":
        if words[end].folded in content["ends_place"]:
            break
        end += 1
    is_told = bool(find_verbs(text, words[max(0, last - TOLD_WITHIN) : last]))
    return words[end - 1].end if is_told else None


def _is_beside(text: str, word: TextWord, following: TextWord) -> bool:
    return text[word.end : following.start] in (" ", "-", "\u00a0")
