"""What a name is without the words around it: article, title, "Government of", what stands in brackets.

Who writes Russia means what a source calls Government of Russia (Soviet Union); a chief justice goes without his
title. Only words of these lists are passed over; with any other word left out, a name is near and no more. Nor do all
words lead to all: the rebels of a country are not its government, and the militants of a people are not the people.
"""

import re
from typing import NamedTuple

from graph.names.keys import ARTICLES, FOREIGN_ARTICLES, split_words

GOVERNMENTS = (
    "state",
    "government",
    "self_declared_state",
)  # kinds; what stands in brackets is an older name of theirs

SHORTEST_PLURAL = 4  # letters; shorter words that differ by an s are as often two words
COUNTRY = "country"  # the kind of the people of a state, of whom those under arms are some and not all
PEOPLES = ("collective",)  # the kind of those who are no organisation, such as a people

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
"""
# before the name of a person, or of those whom one commands
_TITLES = """
president | vice president | prime minister | foreign minister | defence minister | defense minister
interior minister | minister | deputy minister | secretary of state | secretary | chief justice | justice | judge
ambassador | special envoy | envoy | spokesman | spokesperson | spokeswoman | commander | general | gen | colonel | col
major | brigadier | lieutenant | captain | sheikh | shaikh | mullah | king | queen | prince | senator | sen
secretary general | director general | mr | mister | mrs | ms | miss | dr | doctor | prof | professor | sir
الرئيس | وزير | القاضي | الشيخ
"""
# behind a name
_BEHIND = "government | govt | regime"
# before and behind the name of a group under arms, or of another that is organised
_GROUP_BEFORE = """
terrorist group | terror group | militant group | rebel group | armed group | militia
groupe | groupe terroriste | mouvement | milice | rebelles | organisation
terrormiliz | terrorgruppe | kurdenmiliz | miliz | terör örgütü | rêxistina
المتمردون | المتمردين | متمردو | متمردي | المسلحون | المسلحين | مسلحي | مقاتلو | مقاتلي | مقاتلون | عناصر
تنظيم | جماعة | حركة | ميليشيا | مليشيا | ميليشيات | قوات | مسلحو | گروه | گروه تروریستی | جنبش | ڕێکخراوی
"""
_GROUP_BEHIND = """
group | movement | organisation | organization | militia | militias | forces | troops
terrorist group | terror group | militant group | rebel group | terrorist organisation | terrorist organization
rebels | militants | fighters | insurgents | gunmen | terrorists | jihadists | guerrillas | militiamen | mercenaries
rebellen | miliz | kämpfer | truppen | örgütü | terör örgütü | militanları | güçleri
"""
_ELIDED = re.compile(r"\b[dl]['’](?=\w)", re.IGNORECASE)  # l'État, camp d'al-Hol

# before and behind the name of a people, of whom some are spoken of
_CITIZENS_BEFORE = "ressortissants | citoyens | مواطنو | مواطني | رعايا"
_CITIZENS_BEHIND = "nationals | citizens | passport holders"

# what a place of a kind may be called with
_KINDS = {
    "camp": "camp | camp of | camp in | camp at | refugee camp | displacement camp | detention camp | camp de"
    " | camp de réfugiés de | camp de déplacés de | lager | flüchtlingslager | gefangenenlager"
    " | kampa | kamp | kampı | mülteci kampı | مخيم | للنازحين | للاجئين | کەمپ | کەمپی | اردوگاه",
    "city": "city | town | city of | town of | ville de | stadt | bajarê | şehri | مدينة | شهر | شار | شاری",
    "province": "province | governorate | province of | governorate of | province de | gouvernorat de | provinz"
    " | parêzgeha | vilayet | محافظة | استان | پارێزگای",
    "facility": "prison | jail | facility | detention centre | detention center | detention facility | prison of"
    " | prison in | prison at | jail of | jail in | prison de | centre de détention de | gefängnis | gefängnis von"
    " | girtîgeha | zindana | cezaevi | hapishanesi | سجن | زندان | گرتووخانەی",
    "region": "region | منطقة",
}


def _list_phrases(written: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(split_words(phrase)) for line in written.splitlines() for phrase in line.split("|")) - {()}


STATE_BEFORE, TITLES, STATE_BEHIND = map(_list_phrases, (_BEFORE, _TITLES, _BEHIND))
GROUP_BEFORE, GROUP_BEHIND = map(_list_phrases, (_GROUP_BEFORE, _GROUP_BEHIND))
CITIZENS_BEFORE, CITIZENS_BEHIND = map(_list_phrases, (_CITIZENS_BEFORE, _CITIZENS_BEHIND))
KIND_PHRASES = {kind: _list_phrases(written) for kind, written in _KINDS.items()}
NOTHING: frozenset[tuple[str, ...]] = frozenset()
_POSSESSIVE = re.compile(r"['’]s (?=(?:government|govt|regime)\b)", re.IGNORECASE)  # of Assad's government
_ARABIC_PEOPLE = re.compile("(?:ال)?(.{2,})(?:يون|يين)")
_BRACKETS = re.compile(r"\s{0,9}[(\[]([^()\[\]]{0,500})[)\]]")


class WordsAround(NamedTuple):
    """Which words may be left out before a name and behind it, and the kinds of entities that are not meant then."""

    before: frozenset[tuple[str, ...]]
    behind: frozenset[tuple[str, ...]]
    not_meant: tuple[str, ...] = ()

    @property
    def longest(self) -> int:
        return max((len(phrase) for phrase in self.before | self.behind), default=0)


class AskedForm(NamedTuple):
    """The words of a name that is asked for, or some of them, and the kinds of entities that they do not mean."""

    words: list[str]
    not_meant: frozenset[str] = frozenset()


AROUND_ASKED = (
    WordsAround(STATE_BEFORE, STATE_BEHIND),
    WordsAround(TITLES, NOTHING, GOVERNMENTS),
    WordsAround(GROUP_BEFORE, GROUP_BEHIND, (*GOVERNMENTS, *PEOPLES, COUNTRY, "person")),
    WordsAround(CITIZENS_BEFORE, CITIZENS_BEHIND, (*GOVERNMENTS, *PEOPLES, "person")),
)
AROUND_KNOWN = {
    kind: (WordsAround(STATE_BEFORE | TITLES | phrases, phrases),) for kind, phrases in KIND_PHRASES.items()
}
AROUND_ANY = (WordsAround(STATE_BEFORE | TITLES, NOTHING),)


def list_asked_forms(asked: str) -> list[AskedForm]:
    """The words of a name that is asked for, then with ever more of the words around it left out; without doubles."""
    outer = _POSSESSIVE.sub(" ", _BRACKETS.sub(" ", asked))
    starts = [split_words(asked), split_words(outer), split_words(_ELIDED.sub(" ", outer))]
    if "," in outer:
        starts.append(split_words(outer.partition(",")[0]))
        behind = split_words(outer.rpartition(",")[2])  # a branch of theirs, the Nusra Front
        starts += [behind] if len(behind) > 1 and behind[0] in {"the", *FOREIGN_ARTICLES} else []
    forms = [form for words in starts for form in _strip_asked(words)]
    return list({(tuple(form.words), form.not_meant): form for form in forms if form.words}.values())


def list_known_forms(name: str, kind: str) -> list[list[str]]:
    """The words of an entity's name, then with ever more of the words around it left out; without doubles.

    `kind` is that of the entity: what a government was called, in brackets, and a kind of place are left out by it.
    """
    inner = _BRACKETS.findall(name) if "(" in name or "[" in name else []
    outer = _BRACKETS.sub(" ", name) if inner else name
    starts = [split_words(name), split_words(outer)] if inner else [split_words(outer)]
    if "," in outer and kind == "person":
        starts.append(split_words(outer.partition(",")[0]))
    if kind in GOVERNMENTS or outer.casefold().startswith("government of"):
        starts += [split_words(text) for text in inner]
    # who writes Assad does not write of the Assad government: of an entity nothing is left out behind but its kind
    around = AROUND_KNOWN.get(kind, AROUND_ANY)
    forms = [form.words for words in starts for form in _strip_step_by_step(words, around)]
    return [list(form) for form in dict.fromkeys(map(tuple, forms)) if form]


def list_kind_forms(asked: str) -> list[tuple[str, list[str]]]:
    """For each kind of place that a name says, the words without those: `camp, [hawl]` of Hawl camp."""
    words = split_words(_ELIDED.sub(" ", asked))
    words = words[1:] if words and words[0] in FOREIGN_ARTICLES else words
    return [
        (kind, form.words)
        for kind, around in AROUND_KNOWN.items()
        for form in _strip_step_by_step(words, around)[1:]
        if form.words != words
    ]


def list_other_numbers(forms: list[AskedForm]) -> list[AskedForm]:
    """Each form as a plural, or as the singular of one: Uighurs, Houthi. None of them means a state."""
    others = []
    for form in forms:
        *first, last = form.words
        if last.isascii() and len(last) > SHORTEST_PLURAL:
            other = last.removesuffix("s") if last.endswith("s") else f"{last}s"
            others.append(AskedForm([*first, other], form.not_meant | set(GOVERNMENTS)))
    return others


def list_countries_of_peoples(forms: list[AskedForm]) -> list[AskedForm]:
    """For Arabic plurals such as الفرنسيون the country that they may be of: فرنسا. None of them means a state."""
    others = []
    for form in forms:
        if len(form.words) == 1 and (found := _ARABIC_PEOPLE.fullmatch(form.words[0])):
            others += [AskedForm([found[1] + end], form.not_meant | set(GOVERNMENTS)) for end in ("", "ا", "ة", "يا")]
    return others


def split_possessive(asked: str) -> tuple[str, str] | None:
    """Whose, and what is theirs: `Libya, Government of National Accord`; None where nothing says so."""
    owner, _, rest = asked.replace("’", "'").partition("'s ")
    return (owner, rest) if owner.strip() and rest.strip() else None


def _strip_asked(words: list[str]) -> list[AskedForm]:
    forms = _strip_step_by_step(words, AROUND_ASKED)
    if len(words) > 1 and words[0] in FOREIGN_ARTICLES:
        forms += _strip_step_by_step(words[1:], AROUND_ASKED)
    return forms


def _strip_step_by_step(words: list[str], around: tuple[WordsAround, ...]) -> list[AskedForm]:
    form = AskedForm(words)
    steps = [form]
    while len(form.words) > 1 and (shorter := _strip_once(form, around)) is not form:
        form = shorter
        steps.append(form)
    return steps


def _strip_once(form: AskedForm, around: tuple[WordsAround, ...]) -> AskedForm:
    """The form without an article or the longest phrase before it, else behind it; the same one if there is none."""
    words = form.words
    if words[0] in ARTICLES:
        return form._replace(words=words[1:])
    for size in range(min(max(one.longest for one in around), len(words) - 1), 0, -1):
        first, last = tuple(words[:size]), tuple(words[-size:])
        for one in around:
            if first in one.before:
                return AskedForm(words[size:], form.not_meant | set(one.not_meant))
            if last in one.behind:
                return AskedForm(words[:-size], form.not_meant | set(one.not_meant))
    return form
