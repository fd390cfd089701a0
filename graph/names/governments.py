"""What is left of a name that means the government of a country, its army or its rebels, or who lives in a place.

The names are those of newspapers, in eight languages. `l'armée syrienne`, `die türkische Regierung`, `Mali's junta` and
`الجيش الروسي` name a country, or its people by an adjective, beside a word for a government or its forces. Only words
of these lists are left out, and what is left must be what a state, its seat or its people is called.
"""

import re
from collections.abc import Iterator

from graph.names.keys import FOREIGN_ARTICLES
from graph.spelling import fold_name

# before the name of a country, in English, French, German, Kurmanji, Sorani, Persian and Arabic
_BEFORE = """
government of | government in | army of | military of | junta in | military junta in | regime of | regime in
authorities in | forces of | troops of | leadership of | rulers of
gouvernement | armée | régime | junte | junte militaire | pouvoir | forces | forces armées | troupes | soldats
militaires | autorités | gouvernement de transition | gouvernement intérimaire
regierung von | regierung der | regierung des | regierung in | armee von | armee der | armee des | junta in
truppen von | truppen der | truppen des | soldaten von | militärjunta in
militär in | regime in | regime von | streitkräfte von | streitkräfte der | streitkräfte des
hikûmeta | artêşa | rejîma | dewleta | hêzên | leşkerên | cuntaya | desthilata
حکومەتی | سوپای | ڕژێمی | رژێمی | هێزەکانی | دەوڵەتی
دولت | ارتش | رژیم | حکومت | نیروهای | نیروهای مسلح | سربازان
حكومة | جيش | نظام | قوات | سلطات | جنود | المجلس العسكري في | الحكومة في | السلطات في | الجيش في | النظام في
الجيش | الحكومة | النظام | القوات | السلطات | القوات المسلحة | القوات الحكومية | القوات الأمنية | المجلس العسكري
الجنود | جيش الاحتلال | قوات الاحتلال | قوات النظام | الحكومة الانتقالية في
"""
# behind it, in English, French, German and Turkish
_BEHIND = """
government | govt | regime | army | military | junta | military junta | ruling junta | forces | armed forces | troops
soldiers | security forces | government forces
government troops | federal forces | federal troops | federal government
national army | air force | authorities | leadership | rulers | military rulers
interim government | transitional government | interim authorities | transitional authorities | provisional government
caretaker government | military government | central government
de transition | intérimaire
regierung | armee | militär | junta | militärjunta | streitkräfte | truppen | soldaten | führung | behörden | regime
übergangsregierung | zentralregierung | regierungstruppen | machthaber | luftwaffe
hükümeti | ordusu | rejimi | cuntası | askeri cuntası | yönetimi | güçleri | askerleri | birlikleri | devleti
silahlı kuvvetleri | geçici hükümeti | geçiş hükümeti | makamları | hükümet güçleri
"""
_REBELS_BEFORE = "rebelles | insurgés | rebels in | المتمردون | المتمردين | الثوار"
_REBELS_BEHIND = "rebels | insurgents | rebellen | aufständische | aufständischen | isyancıları | muhalifleri"
_RESIDENTS_BEFORE = """
residents of | inhabitants of | population of | people of | people in
résidents | habitants | bewohner
niştecihên | rûniştvanên | دانیشتووانی | دانیشتوانی | ساکنان | سكان | قاطنو | قاطني | نزلاء | المقيمون في | المقيمين في
"""
_RESIDENTS_BEHIND = "residents | inhabitants | population | bewohner | sakinleri | nüfusu | niştecihên wê"
_OF = frozenset(["de", "du", "des", "d", "l", "en", "au", "aux", "of", "the", "von"])
_ELIDED = re.compile(r"\b[dl]['’](?=\w)", re.IGNORECASE)
_GENITIVE = re.compile(r"['’]s?(?=\s)")  # Mali's junta; Suriye'nin has a letter more, and is as rare
_GERMAN_ENDINGS = ("en", "er", "es", "em", "e")
_ARABIC_ARTICLE = "ال"
_TURKISH_PEOPLE = re.compile("(.{2,40}?)(?:l[iu])?l[ae]r")  # İsrailliler, Ruslar
_PERSIAN_PLURAL = "ها"
_ARABIC_ENDINGS = ("يون", "يين", "يه", "ي")  # as folded
_OF_COUNTRIES = ("", "ا", "ه", "يا", "يه", "ستان")  # behind what such an adjective begins with, as folded


def _list_phrases(written: str) -> tuple[tuple[str, ...], ...]:
    """The phrases as their folded words, the longest first."""
    phrases = {tuple(fold_name(phrase).split()) for line in written.splitlines() for phrase in line.split("|")} - {()}
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


BEFORE, BEHIND, REBELS_BEFORE, REBELS_BEHIND = map(_list_phrases, (_BEFORE, _BEHIND, _REBELS_BEFORE, _REBELS_BEHIND))
RESIDENTS_BEFORE, RESIDENTS_BEHIND = map(_list_phrases, (_RESIDENTS_BEFORE, _RESIDENTS_BEHIND))


def list_governed(asked: str) -> list[str]:
    """What the country or its people may be called, folded, where a name says that it is of a government."""
    return list(dict.fromkeys(_list_left(asked, BEFORE, BEHIND)))


def list_rebelled(asked: str) -> list[str]:
    """The same where a name says that it is of rebels."""
    return list(dict.fromkeys(_list_left(asked, REBELS_BEFORE, REBELS_BEHIND)))


def list_inhabited(asked: str) -> list[str]:
    """What a place may be called, folded, where a name says that it is of those who live there."""
    return list(dict.fromkeys(_list_left(asked, RESIDENTS_BEFORE, RESIDENTS_BEHIND)))


def drop_article(asked: str) -> str:
    """A name, folded, without the articles before it: the Israelis, les Turcs."""
    words = fold_name(_ELIDED.sub(" ", asked)).split()
    while len(words) > 1 and words[0] in {"the", *FOREIGN_ARTICLES}:
        words = words[1:]
    return " ".join(words)


def list_adjectives(written: str) -> list[str]:
    """The forms of dictionaries that a folded adjective of a people may be of: türkischen, syriennes, السورية."""
    found = [written, written.removesuffix("s")]
    found += [written.removesuffix(ending) for ending in _GERMAN_ENDINGS if written.endswith(ending)]
    found += [match[1]] if (match := _TURKISH_PEOPLE.fullmatch(written)) else []
    found += [written.removesuffix(_PERSIAN_PLURAL)]  # عراقی‌ها
    bare = written.removeprefix(_ARABIC_ARTICLE)
    if bare != written:
        found += [bare, *(f"{bare.removesuffix(end)}ي" for end in _ARABIC_ENDINGS if bare.endswith(end))]
    return list(dict.fromkeys(found))


def list_arabic_countries(written: str) -> list[str]:
    """What the country may be called of which an Arabic or Persian adjective is made: سوريا of السورية and سوری‌ها."""
    bare = written.removeprefix(_ARABIC_ARTICLE).removesuffix(_PERSIAN_PLURAL)
    if bare == written:
        return []
    stems = [bare, *(bare.removesuffix(ending) for ending in _ARABIC_ENDINGS if bare.endswith(ending))]
    names = [stems[0], *(stem + end for stem in stems[1:] for end in _OF_COUNTRIES)]
    return [f"{article}{name}" for name in dict.fromkeys(names) if len(name) > 2 for article in ("", _ARABIC_ARTICLE)]


def _list_left(asked: str, before: tuple[tuple[str, ...], ...], behind: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    """What is left without the words before or behind, without articles and `of`, and without its Kurdish ending."""
    words = tuple(drop_article(_GENITIVE.sub(" ", asked)).split())
    for rest in _strip(words, before, behind):
        while len(rest) > 1 and rest[0] in _OF | FOREIGN_ARTICLES:
            rest = rest[1:]
        yield " ".join(rest)
        if words[: len(words) - len(rest)] in before:  # artêşa Iraqê, artêşa Rûsyayê
            yield from (" ".join((*rest[:-1], rest[-1].removesuffix(end))) for end in ("e", "ye"))


def _strip(
    words: tuple[str, ...], before: tuple[tuple[str, ...], ...], behind: tuple[tuple[str, ...], ...]
) -> Iterator[tuple[str, ...]]:
    for phrase in before:
        if words[: len(phrase)] == phrase and len(words) > len(phrase):
            rest = words[len(phrase) :]
            yield rest
            yield from (rest[: -len(end)] for end in behind if rest[-len(end) :] == end and len(rest) > len(end))
    for phrase in behind:
        if words[-len(phrase) :] == phrase and len(words) > len(phrase):
            yield words[: -len(phrase)]
