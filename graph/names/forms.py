"""What a name is without the words around it: article, title, "Government of", what stands in brackets.

Who writes Russia means what a source calls Government of Russia (Soviet Union); a chief justice goes without his
title. Only words of these lists are passed over; with any other word left out, a name is near and no more.
"""

import re

from graph.names.keys import ARTICLES, split_words

GOVERNMENTS = (
    "state",
    "government",
    "self_declared_state",
)  # kinds; what stands in brackets is an older name of theirs

# before a name; whole sequences of words
_BEFORE = """
so called | self proclaimed | self styled
government of | govt of | republic of | kingdom of | state of | sultanate of | emirate of | principality of
islamic republic of | arab republic of | federal republic of | democratic republic of | peoples republic of
people s republic of | democratic peoples republic of | socialist republic of | commonwealth of | federation of
union of | dr | democratic
gouvernement de | republique de | republique du | royaume de | gobierno de | republica de | regierung von
regierung der | republik
حكومة | جمهورية | مملكة | دولة | دولت | جمهوری | حکومەتی | کۆماری
president | vice president | prime minister | foreign minister | defence minister | defense minister
interior minister | minister | deputy minister | secretary of state | secretary | chief justice | justice | judge
ambassador | special envoy | envoy | spokesman | spokesperson | spokeswoman | commander | general | gen | colonel | col
major | brigadier | lieutenant | captain | sheikh | shaikh | mullah | king | queen | prince | senator | sen
secretary general | director general | mr | mister | mrs | ms | miss | dr | doctor | prof | professor | sir
الرئيس | وزير | القاضي | الشيخ
"""
# behind a name
_BEHIND = "government | govt | regime | group | movement | organisation | organization | rebels | militants | fighters"

# what a place of a kind may be called with
_KINDS = {
    "camp": "camp | refugee camp | kamp | kampı | مخيم | کەمپ | کەمپی | اردوگاه",
    "city": "city | town | city of | town of | مدينة | شهر | شار | شاری",
    "province": "province | governorate | province of | vilayet | محافظة | استان | پارێزگای",
    "facility": "prison | jail | facility | detention centre | detention center | سجن | زندان",
    "region": "region | منطقة",
}


def _list_phrases(written: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(split_words(phrase)) for line in written.splitlines() for phrase in line.split("|")) - {()}


BEFORE, BEHIND = _list_phrases(_BEFORE), _list_phrases(_BEHIND)
FIRST = frozenset(phrase[0] for phrase in BEFORE) | ARTICLES  # words without which nothing is left out
_LONGEST = max(map(len, BEFORE))
_POSSESSIVE = re.compile(r"['’]s (?=(?:government|govt|regime)\b)", re.IGNORECASE)  # of Assad's government
_BRACKETS = re.compile(r"\s{0,9}[(\[]([^()\[\]]{0,500})[)\]]")


KIND_PHRASES = {kind: _list_phrases(written) for kind, written in _KINDS.items()}
NOTHING: frozenset[tuple[str, ...]] = frozenset()


def list_forms(name: str, kind: str | None = None) -> list[list[str]]:
    """The words of a name, then with ever more of the words around it left out; without doubles.

    `kind` is that of the entity: what a government was called, in brackets, and a kind of place are left out by it.
    Of a name that is asked for, it is not known: brackets are only passed over.
    """
    inner = _BRACKETS.findall(name) if "(" in name or "[" in name else []
    outer = _BRACKETS.sub(" ", name) if inner else name
    outer = _POSSESSIVE.sub(" ", outer) if kind is None else outer
    starts = [split_words(name), split_words(outer)] if inner else [split_words(outer)]
    if "," in outer and kind in (None, "person"):
        starts.append(split_words(outer.partition(",")[0]))
    if kind in GOVERNMENTS or (kind is not None and outer.casefold().startswith("government of")):
        starts += [split_words(text) for text in inner]
    # who writes Assad does not write of the Assad government: of an entity nothing is left out behind but its kind
    behind = BEHIND if kind is None else KIND_PHRASES.get(kind, NOTHING)
    forms = [form for words in starts for form in _strip_step_by_step(words, behind)]
    return [list(form) for form in dict.fromkeys(map(tuple, forms)) if form]


def list_kind_forms(words: list[str]) -> list[tuple[str, list[str]]]:
    """For each kind of place that some words name, the words without those: `camp, [hawl]` of Hawl camp."""
    return [
        (kind, form)
        for kind, phrases in KIND_PHRASES.items()
        for form in _strip_step_by_step(words, phrases)[1:]
        if form != words
    ]


def _strip_step_by_step(words: list[str], of_kind: frozenset[tuple[str, ...]]) -> list[list[str]]:
    steps = [words]
    while len(words) > 1 and (of_kind or words[0] in FIRST):
        words = _strip_once(words, of_kind)
        if words is steps[-1]:
            break
        steps.append(words)
    return steps


def _strip_once(words: list[str], of_kind: frozenset[tuple[str, ...]]) -> list[str]:
    """The words without an article or the longest phrase before them, else behind them; the same list if none."""
    if words[0] in ARTICLES:
        return words[1:]
    for size in range(min(_LONGEST, len(words) - 1), 0, -1):
        first, last = tuple(words[:size]), tuple(words[-size:])
        if first in BEFORE or first in of_kind:
            return words[size:]
        if last in of_kind:
            return words[:-size]
    return words
