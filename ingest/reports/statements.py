"""Statements that a sentence may make: who does what to whom, where, how many, when. Suggestions, by simple rules.

The actor next before a verb does it, unless the verb is passive; the people or the actor next behind are whom it is
about; a word before a place says which place it is. Nothing is decided: a person takes or changes each.
"""

from collections.abc import Iterator, Sequence

from graph.vocabulary import Predicate, vocabulary
from ingest.reports.circumstances import find_circumstances, list_manners
from ingest.reports.clauses import find_clause
from ingest.reports.content import Cells, SentenceContent
from ingest.reports.joined import list_joined_before
from ingest.reports.meanings import choose_meaning
from ingest.reports.mentions import Mention, write_name
from ingest.reports.numbers import settle_numbers
from ingest.reports.restated import find_number_put, list_restated
from ingest.reports.roles import fill_roles, get_subjects
from ingest.reports.suspicions import list_suspicions
from ingest.reports.turned import fill_turned, is_turned
from ingest.reports.verbs import VerbInText, read_verbs
from ingest.sheets.words import list_predicates

MOST_ROWS = 4  # statements of one sentence


def suggest_statements(sentence: SentenceContent) -> list[Cells]:
    """Cells of the tab What by field, for each predicate whose words stand in a sentence with a name."""
    if not sentence.mentions and not sentence.numbers:
        return []
    sentence = settle_numbers(sentence)
    found: list[Cells] = []
    for verb in _list_verbs(sentence):
        start, end = sentence.get_start(verb), sentence.get_end(verb)
        if any(one.start < end and start < one.end for one in sentence.mentions):
            continue
        predicate = vocabulary().predicates[verb.meaning]
        if is_turned(sentence, verb):
            for one in fill_turned(sentence, verb, predicate):
                one["predicate"] = list_predicates().write(verb.meaning)
                found.append(_complete(sentence, verb, one, ()))
            continue
        cells, who, whom = fill_roles(sentence, verb, predicate)
        name = list_predicates().write(cells.get("predicate", verb.meaning))
        if not cells or any(cells.items() <= one.items() for one in found if one["predicate"] == name):
            continue
        cells["predicate"] = name
        _make_exchange(cells, sentence, verb)
        _complete(sentence, verb, cells, [one for one in (who, whom) if one])
        if verb.meaning in read_verbs()["only_denied"] and "denied" not in cells.get("manner", ""):
            continue
        found += _list_each(sentence, cells, who, predicate) if who else [cells]
    found += list_suspicions(sentence, found)
    found += list_restated(sentence, found)
    return found[:MOST_ROWS]


def _complete(sentence: SentenceContent, verb: VerbInText, cells: Cells, named: Sequence[Mention]) -> Cells:
    """The cells with those of when it was, who says so, and whether it is planned or denied."""
    manners = list_manners(sentence, verb, named)
    cells |= find_circumstances(sentence, verb, manners) | find_number_put(sentence, sentence.get_end(verb))
    if manners:
        cells["manner"] = "; ".join(manners)
    return cells


def _list_verbs(sentence: SentenceContent) -> Iterator[VerbInText]:
    """The verbs with what they mean here."""
    for verb in sentence.verbs:
        if meaning := choose_meaning(sentence, verb):
            yield verb._replace(meaning=meaning)


def _list_each(sentence: SentenceContent, cells: Cells, who: Mention, predicate: Predicate) -> list[Cells]:
    """The row of each of those who do it together; one row of all where they hold, take or free people."""
    labels = get_subjects(predicate)
    joined = list_joined_before(sentence, who, labels) if "who" in cells else [who]
    names = [write_name(one, labels) for one in joined]
    if len(names) == 1 or cells.get("object") in names:
        return [cells]
    if predicate.custody:
        return [{**cells, "who": "; ".join(names)}]
    return [{**cells, "who": name} for name in names]


def _make_exchange(cells: Cells, sentence: SentenceContent, verb: VerbInText) -> None:
    """Make an exchange of a release for which something is given: who lets go stands under from."""
    phrases_by_predicate = read_verbs()["predicates"][verb.meaning].get("with_behind", {})
    end = sentence.get_end(verb)
    clause = find_clause(sentence.clauses, end - 1)
    last = clause.end if clause else len(sentence.text)
    following = next((one.start for one in sentence.clauses if one.start > end), last)
    behind = sentence.text[end : min(last, following)]
    meant = (one for one, phrases in phrases_by_predicate.items() if any(phrase in behind for phrase in phrases))
    if other := next(meant, None):
        cells["predicate"] = list_predicates().write(other)
        if "who" in cells:
            cells["origin"] = cells.pop("who")
