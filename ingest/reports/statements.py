"""Statements that a sentence may make: who does what to whom, where, how many, when. Suggestions, by simple rules.

The actor next before a verb does it, unless the verb is passive; the people or the actor next behind are whom it is
about; a word before a place says which place it is. Nothing is decided: a person takes or changes each.
"""

from graph.vocabulary import vocabulary
from ingest.reports.circumstances import find_circumstances, list_manners
from ingest.reports.clauses import find_clause
from ingest.reports.content import Cells, SentenceContent
from ingest.reports.roles import fill_roles
from ingest.reports.verbs import VerbInText, read_verbs
from ingest.sheets.words import list_predicates

MOST_ROWS = 4  # statements of one sentence


def suggest_statements(sentence: SentenceContent) -> list[Cells]:
    """Cells of the tab What by field, for each predicate whose words stand in a sentence with a name."""
    if not sentence.mentions and not sentence.numbers:
        return []
    found: list[Cells] = []
    for verb in sentence.verbs:
        start, end = sentence.get_start(verb), sentence.get_end(verb)
        if any(one.start < end and start < one.end for one in sentence.mentions):
            continue
        cells, named = fill_roles(sentence, verb, vocabulary().predicates[verb.meaning])
        if not cells or any(cells.items() <= one.items() for one in found):
            continue
        cells["predicate"] = list_predicates().write(cells.get("predicate", verb.meaning))
        _make_exchange(cells, sentence, verb)
        cells |= find_circumstances(sentence, verb)
        if manners := list_manners(sentence, verb, named):
            cells["manner"] = "; ".join(manners)
        if verb.meaning in read_verbs()["only_denied"] and "denied" not in cells.get("manner", ""):
            continue
        found.append(cells)
    return found[:MOST_ROWS]


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
