"""Numbers that are said again of what was said before: put the figure at 90; down from 75 in May; corrected to 40."""

import re
from collections.abc import Iterator, Sequence

from graph.vocabulary import vocabulary
from ingest.reports.content import Cells, SentenceContent
from ingest.reports.mentions import read_word_before, write_name
from ingest.reports.stretches import EARLIER_NUMBER
from ingest.reports.verbs import find_phrases, read_verbs
from ingest.sheets.words import list_predicates

FIGURE = r"(?:the |its |their |that |this )?(?:figure|number|total|toll|count)"
PUT_AT = re.compile(
    rf"\b(?:put|puts|putting|estimated) {FIGURE}(?P<of>(?: of [^,;:.]{{1,80}})?) at $"
    rf"|\b(?:corrected|revised|lowered|raised|cut|amended) (?:{FIGURE}|it)(?: of [^,;:.]{{1,60}})? (?:down |up )?to $"
    rf"|\b(?:had )?(?:first |initially |originally |earlier )?(?:given|gave) {FIGURE}(?: of [^,;:.]{{1,60}})? as $",
    re.IGNORECASE,
)
REPEATED = ("who", "predicate", "object", "at")  # cells of what is said again
NOBODY = re.compile(r"\b(?:anyone|anybody|any(?: \w{1,20})? (?:prisoner|detainee|inmate|hostage)s?)\b", re.IGNORECASE)


def list_restated(sentence: SentenceContent, found: Sequence[Cells]) -> Iterator[Cells]:
    """Rows of numbers that are said again; `found` are the other rows of the sentence."""
    counted = [one for one in (*sentence.context, *found) if "wording" in one and "denied" not in one.get("manner", "")]
    yield from _list_earlier(sentence, found)
    for number in sentence.numbers:
        match = PUT_AT.search(sentence.text[: number.start])
        if match and not match["of"] and counted:
            said = _find_speaker(sentence, match.start())
            yield {name: counted[-1][name] for name in REPEATED if name in counted[-1]} | {
                "wording": number.wording,
                **said,
            }
        elif match and match["of"] and (own := _read_own(sentence, match)):
            yield {**own, "wording": number.wording}
    yield from _list_denied(sentence, found)


def _read_own(sentence: SentenceContent, match: re.Match[str]) -> Cells:
    """The row of those whom a speaker holds by its own word: put the number of its prisoners at 220."""
    said = _find_speaker(sentence, match.start())
    people = [one for one in sentence.mentions if match.start("of") <= one.start and one.end <= match.end("of")]
    if not said or len(people) != 1 or people[0].kind != "Group.detainees":
        return {}
    if read_word_before(sentence.text, people[0]) not in read_verbs()["own"]:
        return {}
    holds = list_predicates().write("holds")
    return {"who": said["said_by"], "predicate": holds, "object": people[0].name, **said}


def find_number_put(sentence: SentenceContent, end: int) -> Cells:
    """The number, and who gives it, where a verb stands in what is counted: put the number of those held at 90."""
    for number in sentence.numbers:
        match = PUT_AT.search(sentence.text[: number.start])
        if match and match["of"] and match.start() < end <= number.start:
            return {"wording": number.wording, **_find_speaker(sentence, match.start())}
    return {}


def _find_speaker(sentence: SentenceContent, place: int) -> Cells:
    """Who gives a number, in the sentence right before the words for it."""
    before = [one for one in sentence.mentions if one.end <= place and one.may_be({"Actor"})]
    free = [one for one in before if not one.kind.startswith("Group.") and read_word_before(sentence.text, one) != "of"]
    return {"said_by": write_name(free[-1], frozenset({"Actor"}))} if free else {}


def _list_earlier(sentence: SentenceContent, found: Sequence[Cells]) -> Iterator[Cells]:
    """The row of an earlier number, with its day: down from about 1,400 in January."""
    main = next((one for one in found if "wording" in one and "time" in one), None)
    for match in EARLIER_NUMBER.finditer(sentence.text) if main else ():
        number = next((one for one in sentence.numbers if match.start() < one.start < match.end()), None)
        day = next((one for one in sentence.dates if match.start() < one.start < match.end()), None)
        if main and number and day:
            yield {**main, "wording": number.wording, "time": day.written}


def _list_denied(sentence: SentenceContent, found: Sequence[Cells]) -> Iterator[Cells]:
    """The denial of deaths of which the sentence before tells: denied that anyone had died there."""
    predicates = vocabulary().predicates
    died = {list_predicates().write(name) for name, predicate in predicates.items() if predicate.fate == "dead"}
    earlier = next((one for one in reversed(sentence.context) if one["predicate"] in died), None)
    denial = next(iter(find_phrases(sentence.text, sentence.words, "denial")), None)
    if earlier is None or denial is None or any(one["predicate"] in died for one in found):
        return
    start, end = sentence.get_start(denial), sentence.get_end(denial)
    nobody = NOBODY.search(sentence.text, end)
    if nobody and re.search(r"\b(?:died|killed|dead)\b", sentence.text[nobody.end() : nobody.end() + 40]):
        same = ("who", "at") if nobody[0].lower() in ("anyone", "anybody") else ("at",)
        names = {name: earlier[name] for name in same if name in earlier}
        yield {**names, "predicate": earlier["predicate"], "manner": "denied", **_find_speaker(sentence, start)}
