"""Which article a name takes in English: `the Republic of Artsakh`, `a UN official`, `the Netherlands`, `NATO`.

One rule for answers and rows: a name takes what its main noun takes, the word before `of`, `for`, `who` and the like.
The nouns, and names that have none, as `Netherlands` and `Taliban`, are in `articles.yml`.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from graph.vocabulary import LOADER

HAS_ARTICLE = re.compile(r"(the|an?|one|two|three|four|five|six|seven|eight|nine|ten|some|[0-9,]{1,9}) ", re.IGNORECASE)
NUMBERED = re.compile(r"[0-9,]{1,9} [A-Z]")  # a name and no number of people, as 1920 Revolution Brigades
TAIL = re.compile(
    r" (?:of|for|in|against|to|between|on|from|at|via|with|among|without|who|whom|that|which) | [-–—] |, | / "
)
# a place that is named by another one: near Rivertown
_BESIDE = r"(?:near|outside|around|north of|south of|east of|west of|on the road to) "
BESIDE = re.compile(_BESIDE, re.IGNORECASE)
IN_BESIDE = re.compile(rf"\b(?:in|at) (?={_BESIDE})", re.IGNORECASE)
FOREIGN = re.compile(r"(?:los|las|la|el|le|les|os|da) ", re.IGNORECASE)  # it has its article in another language
OWNER = re.compile(r"(\w[\w-]{0,40}?)(?:['’´]s|s['’´]) ")
PEOPLE_ENDING = re.compile(r"(?:ists|ers|ors|eers|ites)\Z")
FACILITIES = ("facility", "camp")
DEFINING = re.compile(r" (?:of|on|at|between) ")  # what follows says which one
UNIQUE = re.compile(r"\b(?:central|main|only|first|last|largest|biggest|oldest|same|former)\b")
UNKNOWN = re.compile(r"\b(?:undisclosed|unknown|unnamed|unidentified|secret|another|new|makeshift|small|large)\b")
SPELT_WITH_VOWEL = re.compile(r"(?!NATO|NASA|FARC|RENAMO)[AEFHILMNORSX][A-Z]")
BEGINS_WITH_VOWEL = re.compile(r"(?!eu|one\b|u[gkn]a|ukr|uy|uni[tvo]|us[ae])[aeiou]|hour|honest", re.IGNORECASE)


@cache
def read_words() -> Mapping[str, frozenset[str]]:
    """The lists of `articles.yml` by their names."""
    text = (Path(__file__).parent / "articles.yml").read_text(encoding="utf-8")
    content = yaml.load(text, Loader=LOADER)  # noqa: S506 (a safe one)
    return {name: frozenset(words.split(", ")) for name, words in content.items()}


def add_article(name: str, label: str, kind: str) -> str:
    """The name of an entity with the article that it takes within a sentence."""
    main = find_main_words(name)
    noun = re.split(r"[ /]", main)[-1].lower()
    if label not in ("Actor", "Place", "Nationality") or _has_own_article(name, main):
        return name
    if kind == "anonymous" and name.islower() and _is_plural_noun(noun):
        return name  # some of many: guards who had fled
    if re.match(r"(?:Forces|Supporters) of ", name):
        name = name[:1].lower() + name[1:]
    if noun in read_words()["a"] and main[-len(noun) :].islower() and label == "Actor":
        return add_indefinite(name)
    if label == "Place" and kind in FACILITIES and main.islower() and main.replace(" ", "").replace("-", "").isalpha():
        return _describe_place(name, main, noun)
    return f"the {name}" if _takes_the(name, main, noun, kind) else name


def _is_plural_noun(noun: str) -> bool:
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is"))


def _describe_place(name: str, main: str, noun: str) -> str:
    """A place that is only described: the prison of Gao, the prison on the road to the airport, the central prison;
    but a prison in Syria, a checkpoint near the border, an undisclosed prison, camps in Syria."""
    if _is_plural_noun(noun) or name == noun:  # annex may be a name
        return name
    is_defined = main == name or DEFINING.match(name, len(main)) or UNIQUE.search(main)
    return f"the {name}" if is_defined and not UNKNOWN.search(main) else add_indefinite(name)


def _has_own_article(name: str, main: str) -> bool:
    """Whether it begins with an article, a number, or one whose it is: `Yemen's Presidential Leadership Council`."""
    if (HAS_ARTICLE.match(name) and not NUMBERED.match(name)) or FOREIGN.match(name):
        return True
    if name.split()[1:2] == ["the"]:  # as Save the Children
        return True
    owner = OWNER.search(main)
    return (
        owner is not None and owner[0].strip()[-2:] in ("'s", "’s") and owner[1].lower() not in read_words()["owners"]
    )


def _takes_the(name: str, main: str, noun: str, kind: str) -> bool:
    is_whole, words = main == name, read_words()
    if kind == "person":  # Billy King is none
        return noun in words["the"] and main.endswith(noun)
    if (
        main.lower() in words["names"]
        or noun in words["the"]
        or (kind != "collective" and _has_noun_behind(name, main))
    ):
        return True
    if noun in words["the_alone" if is_whole else "the_before_of"]:
        return is_whole or name.startswith(f"{main} of ")
    if kind == "armed_group":
        return is_whole and PEOPLE_ENDING.search(main) is not None
    # a people, such as the Nuer; others are called by what they are
    return kind == "collective" and main.istitle() and not noun.endswith("s")


def _has_noun_behind(name: str, main: str) -> bool:
    """Whether its noun stands at the end, as in 26th of July Movement and Taleban - Mola Khel faction."""
    tail = name.removeprefix(main)
    last = tail.rpartition(" ")[2]
    is_named = tail.startswith(" of ") and last[:1].isupper()
    return last.lower() in read_words()["the"] and (is_named or (tail[1:2] in "-–—" and last in ("faction", "gang")))


def add_indefinite(name: str) -> str:
    """With `a` or `an` by how it is said: `a UN official`, `an SDF commander`, `a European`."""
    first = name.partition(" ")[0]
    is_spelt = len(first) > 1 and first.isupper()
    has_vowel = SPELT_WITH_VOWEL.match(first) if is_spelt else BEGINS_WITH_VOWEL.match(first)
    return f"{'an' if has_vowel else 'a'} {name}"


def find_main_words(name: str) -> str:
    """What stands before `of`, `for` and the like: `Communist Party` of the Communist Party of Burma."""
    tail = TAIL.search(name)
    return name[: tail.start()] if tail else name
