"""Networks for files, written by `whoholds export network`: of one day, or over time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from app.answers.frame import question_json
from app.answers.notes import lens_notes, name_notes, possibly_public_notes, version_notes
from app.answers.question import Asked, read_span, span_words
from app.answers.words import plural
from app.exports.network_files import about, sheet_of
from app.exports.sheet import Node, Sheet
from app.exports.spells import RELATIONS, RULES, STATEMENTS, Spell, find_spells, list_by_relation, list_by_statement
from app.questions.alliances import alliances
from app.schemas.alliances import AllianceRow
from app.sentences import open_writer
from app.sentences.notes import LeftOutWhat
from graph.errors import InvalidInput
from graph.selection.rows import has_speakers
from graph.selection.selection import Selection
from graph.selection.snapshot import Snapshot
from graph.vocabulary import vocabulary

ALL = 1 << 62  # rows of a page that holds them all


@dataclass(frozen=True)
class Export:
    """A network, its number of edges, and notes."""

    sheet: Sheet
    size: int
    notes: Sequence[str]


def export_day(selection: Asked, actor: str | None = None) -> Export:
    """All rows of the answer of /v1/alliances."""
    data = alliances(Selection(selection.view, replace(selection.question, limit=ALL, offset=0)), actor)
    return Export(sheet_of(data, AllianceRow), len(data["rows"]), data["notes"])


def export_period(
    selection: Asked,
    *,
    with_spells: bool,
    rule: str = "told",
    actor: str | None = None,
    start: str | None = None,
    end: str | None = None,
) -> Export:
    """Pairs with a day between the first one of `start` and the last one of `end`, both EDTF.

    `with_spells` gives an edge per pair and relation, with the days of its statements; otherwise there is an edge per
    pair and statement. `rule` as in app.exports.spells. Raises InvalidInput for another rule, or a period that ends
    before it begins.
    """
    view, asked = selection.view, selection.question
    found_rule = next((spell_rule for spell_rule in RULES if spell_rule == rule), None)
    if found_rule is None:
        raise InvalidInput(f"spells: {rule!r}; expected one of {', '.join(RULES)}", parameter="spells", value=rule)
    days = read_span(asked, start, end, ("from", "to"))
    ids = selection.resolve_names(actor, ["Actor"], "actor")
    actors = selection.replace_days(days).find_parts_of(ids)
    predicates = vocabulary().signed_predicates
    if actors is not None:
        statements = view.select_by_entities(actors, predicates, asked.known_by)
    else:
        statements = view.select_by_predicates(predicates, asked.known_by)

    def is_wanted(a: str, b: str) -> bool:
        return actors is None or bool({a, b} & actors)

    notes = name_notes(selection)
    spells = find_spells(selection.select_statements(statements), found_rule, days, is_wanted, view.publishers)
    spells = _filter_relations(selection, spells, notes)
    notes += possibly_public_notes(selection, [[spell.statement] for spell in spells])
    notes += [*lens_notes(selection, statements), *version_notes(selection)]
    pairs = plural(len({spell.pair for spell in spells}), "pair")
    facts = {
        "question": {**question_json(selection, actor=ids), "asOf": None, "from": start, "to": end, "spells": rule},
        "dataVersion": view.version,
        "summary": f"Who was friendly, hostile or neutral to whom{span_words(days)}: {pairs}, by the rule {rule}.",
        "notes": notes,
    }
    sheet = Sheet(
        about=about(facts),
        nodes=_nodes(view, spells),
        columns=RELATIONS if with_spells else STATEMENTS,
        edges=list_by_relation(spells) if with_spells else list_by_statement(spells),
        dynamic=with_spells,
        facts=facts,
    )
    size = len({(spell.pair, spell.statement.predicate) for spell in spells}) if with_spells else len(spells)
    return Export(sheet, size, notes)


def _filter_relations(selection: Asked, spells: Sequence[Spell], notes: list[str]) -> list[Spell]:
    """The spells of relations with enough independent speakers; adds a note on the number of relations left out."""
    kept_spells, dropped = list[Spell](), 0
    for _, group in groupby(spells, lambda spell: (spell.pair, spell.statement.predicate)):
        relation_spells = list(group)
        if has_speakers(selection, [spell.statement for spell in relation_spells]):
            kept_spells += relation_spells
        else:
            dropped += 1
    if dropped:
        least, writer = selection.question.min_independent, open_writer(selection).notes
        notes.append(writer.write_too_few_speakers(LeftOutWhat.RELATIONS, dropped, least))
    return kept_spells


def _nodes(view: Snapshot, spells: Sequence[Spell]) -> list[Node]:
    entities = (view.directory.get(id_) for id_ in sorted({id_ for spell in spells for id_ in spell.pair}))
    return [Node(entity.id, entity.name, entity.kind) for entity in entities]
