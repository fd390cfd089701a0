"""A name with another name in it, which is written in more than one way: Islamic State suspects are ISIS suspects.

Whom a part of a name means bears other names too, and so does its country: Syria's defence ministry is the Syrian one.
Each of those in the place of the part makes a name that may be known. Nothing is left out, and nothing respelt.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from graph.spelling import fold_name

MOST_WORDS = 8  # of a name
MOST_IN_IT = 5  # words of a name in it
_OWNER = re.compile(r"^(?P<owner>.{2,60}?)['’]s (?P<owned>.{2,})$")
_OWNED = re.compile(r"^(?P<owned>.{2,}?) of (?P<owner>.{2,60})$")
# who is suspected to be of a group, folded, in German, French, Turkish and Arabic
_SUSPECTS = re.compile(
    "(?:(?:die )?(?:mutmassliche[nr]? )?(?P<german>.{2,60}?) (?:verdachtigen?|mitglieder|kampfer|haftlinge)"
    "|(?:les )?(?:suspects|prisonniers|detenus|membres presumes) (?:de |d |du )?(?:l )?(?P<french>.{2,60})"
    "|(?P<turkish>.{2,60}) (?:suphelileri|tutuklulari|tutsaklari|mahkumlari)"
    "|(?:ال)?مشتبه(?:ون|ين)? (?:بانتمايهم|في انتمايهم) الي (?:تنظيم )?(?P<arabic>.{2,60}))"
)


def list_renamed(asked: str, list_other_names: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """What else a name may be called, folded: with each other name of whom a part of it means. Some come twice.

    `list_other_names` has the names, folded, of those whom a folded name means.
    """
    for written in _list_orders(asked):
        words = fold_name(written).split()
        if not 2 <= len(words) <= MOST_WORDS:
            continue
        yield " ".join(words)
        for first in range(len(words)):
            for end in range(first + 1, min(first + MOST_IN_IT, len(words)) + 1):
                if end - first == len(words):
                    continue
                for other in list_other_names(" ".join(words[first:end])):
                    yield " ".join([*words[:first], other, *words[end:]])


def _list_orders(asked: str) -> list[str]:
    """The name as it is written, and with its owner before and behind: Iraq's courts, Iraq courts, courts of Iraq.

    Suspects of a group are also named in English: IS-Verdächtige, IS suspects.
    """
    if found := _SUSPECTS.fullmatch(fold_name(asked.replace("’", " ").replace("'", " "))):
        return [asked, f"{found[found.lastgroup or 0]} suspects"]
    found = _OWNER.match(asked) or _OWNED.match(asked)
    if not found:
        return [asked]
    owner, owned = found["owner"], found["owned"]
    return list(dict.fromkeys([asked, f"{owner} {owned}", f"{owned} of {owner}"]))
