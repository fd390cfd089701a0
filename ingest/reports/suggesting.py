"""What a sheet on a report begins with: suggestions for its tabs, which count for nothing until they are taken."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from graph.dates.in_text import DateInText
from graph.dates.suggestion_words import ENGLISH
from graph.model.entities import NamedEntity
from graph.model.labels import LABELS
from graph.model.numbers_in_text import NumberInText, find_numbers
from graph.names.entries import EntityNames
from graph.names.in_text import NameInText, TextNames
from graph.spelling import fold_name
from ingest.reports.content import Cells, SentenceContent
from ingest.reports.dates import list_dates
from ingest.reports.heading import find_lone_day
from ingest.reports.mentions import Mention, choose_form, list_mentions
from ingest.reports.new_names import NewName, ReadParagraphs, drop_abbreviated, find_new_names
from ingest.reports.numbers import settle_numbers
from ingest.reports.persons import find_held_persons
from ingest.reports.sentences import split_sentences
from ingest.reports.statements import suggest_statements
from ingest.reports.texts import ReportParagraph, ReportText
from ingest.reports.towns import part_other_names
from ingest.sheets.layout import SUGGESTED
from ingest.sheets.words import write_kind
from ingest.sheets.writing import SheetContent

LONGEST_EXCERPT = 300  # characters of the report beside a row
FEW_WORDS = 6  # of the report beside a row, where its text is not wanted
LEAST_ALIKE, SHORTEST_ALIKE = 0.87, 7  # of near spellings, and letters that they have
MOST_FORMS, MOST_PLACES = 6, 8  # told in a note


@dataclass(slots=True)
class SeenName:
    """An entity or a new name in a report: its forms there, and the numbers of its paragraphs."""

    forms: dict[str, None] = field(default_factory=dict)
    numbers: dict[int, None] = field(default_factory=dict)
    bearers: dict[str, None] = field(default_factory=dict)  # ids of others with the same name

    def add(self, form: str, number: int) -> None:
        self.forms[form] = None
        self.numbers[number] = None


def suggest_sheet(report: ReportText, entities: Sequence[NamedEntity], has_text: bool = True) -> SheetContent:
    """The content of a workbook on a report. `entities` are all that are known.

    `has_text`: the words of the report stand beside each row, to be read there; they are never loaded.
    """
    by_id = {entity.id: entity for entity in entities}
    finder = TextNames([make_entity_names(entity) for entity in entities])
    read: ReadParagraphs = [
        (n, paragraph.text, finder.find(paragraph.text)) for n, paragraph in enumerate(report.paragraphs)
    ]
    numbers = [paragraph.number for paragraph in report.paragraphs]
    read, others = part_other_names(read, by_id)
    new = [*others, *find_new_names(_cover(read, others))]
    held = find_held_persons(read, new)
    new = [one for one in new if one not in held]  # nobody who is held is named
    read = drop_abbreviated(read, new)
    what: list[Cells] = []
    groups: dict[str, tuple[Mention, SeenName]] = {}
    for paragraph, (place, text, known) in zip(report.paragraphs, read, strict=True):
        mentions = list_mentions(place, text, known, new, by_id)
        what += _suggest_rows(paragraph, mentions, has_text)
        for one in mentions:
            if not one.known and (one.kind.startswith("Group.") or one.name[:1].islower()):
                groups.setdefault(fold_name(one.name), (one, SeenName()))[1].add(one.name, paragraph.number)
    acting, speaking = (
        {fold_name(row[name].removeprefix(SUGGESTED)) for row in what for name in names if name in row}
        for names in (("who", "object", "origin"), ("said_by",))
    )
    who = [
        *_list_known([(numbers[place], text, names) for place, text, names in read], by_id),
        *_list_new(new, entities, numbers),
        *(
            _write_group(one, seen)
            for name, (one, seen) in groups.items()
            if name in acting or (name in speaking and not one.kind.startswith("Group."))
        ),
    ]
    who += _list_nameless(what, who)
    who, what = ([{"accept": "no", **row} for row in rows] for rows in (who, what))
    return SheetContent(source=_suggest_source(report), who=who, what=what)


def _cover(read: ReadParagraphs, others: Sequence[NewName]) -> ReadParagraphs:
    """The paragraphs with some new names among the known ones, so that they are not found again."""
    places = [(number, NameInText(start, end, one.name, ())) for one in others for number, start, end in one.places]
    return [(n, text, [*names, *(name for number, name in places if number == n)]) for n, text, names in read]


def make_entity_names(entity: NamedEntity) -> EntityNames:
    languages = tuple(name for _, name in entity.languages)
    return EntityNames(entity.id, entity.label, entity.kind, entity.name, languages, entity.aliases)


def suggest(value: str) -> str:
    """A value as a suggestion, which a cell shows pale; nothing stays nothing."""
    return f"{SUGGESTED}{value}" if value else ""


def _suggest_source(report: ReportText) -> Cells:
    about = report.about
    published = about.published or _find_first_day(report)
    answers = {"title": about.title, "publisher": about.publisher, "published": write_day(published), "url": about.url,
               "text": about.text}  # fmt: skip
    return {name: suggest(value) for name, value in answers.items() if value}


def _find_first_day(report: ReportText) -> str:
    """A whole date that one of the first paragraphs consists of, as a line with the date of a report does."""
    return next(filter(None, (find_lone_day(paragraph.text) for paragraph in report.paragraphs[:4])), "")


def write_day(day: str) -> str:
    """An ISO day in words; any other text as it is."""
    try:
        read = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{read.day} {ENGLISH[read.month - 1]} {read.year}"


def _suggest_rows(paragraph: ReportParagraph, mentions: Sequence[Mention], has_text: bool) -> Iterator[Cells]:
    """The rows of a paragraph: of each sentence those with a predicate and a name; at least one, to be read beside."""
    text = paragraph.text
    dates = list_dates(text)
    numbers = find_numbers(text, tuple((one.start, one.end) for one in dates))
    found: list[Cells] = []
    rows: list[Cells] = []
    for start, end in split_sentences(text, at_semicolons=True):
        sentence = SentenceContent(
            text[start:end],
            [replace(one, start=one.start - start, end=one.end - start) for one in mentions if _is_in(one, start, end)],
            [one._replace(start=one.start - start, end=one.end - start) for one in dates if _is_in(one, start, end)],
            [one._replace(start=one.start - start, end=one.end - start) for one in numbers if _is_in(one, start, end)],
            rows[:],
        )
        cells_of_sentence = suggest_statements(sentence)
        rows += cells_of_sentence
        for cells in cells_of_sentence or [_suggest_blank(settle_numbers(sentence))]:
            found.append({name: suggest(value) for name, value in cells.items()})
            found[-1]["reading"] = cut_text(sentence.text, has_text)
    return ({"locator": paragraph.locator, **cells} for cells in found)


def _suggest_blank(sentence: SentenceContent) -> Cells:
    """The cells of a sentence of which nothing else is suggested: its date and its number, where it has only one."""
    cells = {"time": sentence.dates[0].written} if len(sentence.dates) == 1 else {}
    return cells | ({"wording": sentence.numbers[0].wording} if len(sentence.numbers) == 1 else {})


def _is_in(one: Mention | DateInText | NumberInText, start: int, end: int) -> bool:
    return start <= one.start and one.end <= end


def cut_text(text: str, has_text: bool) -> str:
    """The words of a report that stand beside a row: a sentence, or its first words."""
    if has_text:
        return text if len(text) <= LONGEST_EXCERPT else f"{text[:LONGEST_EXCERPT].rsplit(' ', 1)[0]} ..."
    words = text.split()
    return " ".join(words[:FEW_WORDS]) + (" ..." if len(words) > FEW_WORDS else "")


def _list_known(
    read: Sequence[tuple[int, str, Sequence[NameInText]]], by_id: Mapping[str, NamedEntity]
) -> Iterator[Cells]:
    """A row for each entity that bears a name in the text, in the order of the text."""
    seen: dict[str, SeenName] = {}
    for number, _, names in read:
        for name in names:
            ids = {by_id[id_].canonical or id_: None for id_ in name.ids}
            for id_ in sorted(ids, key=lambda id_: LABELS.index(by_id[id_].label) if id_ in by_id else len(LABELS)):
                one = seen.setdefault(id_ if id_ in by_id else name.ids[0], SeenName())
                one.add(name.written, number)
                one.bearers.update({other: None for other in ids if other != id_})
    for id_, one in seen.items():
        entity = by_id[id_]
        others = f"; the name may also mean {', '.join(one.bearers)}" if one.bearers else ""
        yield {
            "name": suggest(choose_form(entity, list(one.forms))), "id": suggest(id_),
            "kind": suggest(write_kind(entity.label, entity.kind)),
            "note": suggest(f"{_describe_places(one)}{others}"),
        }  # fmt: skip


def _list_nameless(what: Sequence[Cells], who: Sequence[Cells]) -> Iterator[Cells]:
    """A row for each of those without a name who say something: spokesman for the army."""
    known = {fold_name(one["name"].removeprefix(SUGGESTED)) for one in who}
    for row in what:
        for named in (row.get("said_by", ""), row.get("who", "")):
            folded = fold_name(named.removeprefix(SUGGESTED))
            if not named or folded in known or not named[len(SUGGESTED)].islower():
                continue
            known.add(folded)
            note = f"new; named in paragraph {row['locator']}"
            yield {"name": named, "kind": suggest(write_kind("Actor", "anonymous")), "note": suggest(note)}


def _describe_places(one: SeenName) -> str:
    forms, numbers = list(one.forms), list(map(str, one.numbers))
    more = f" and {len(numbers) - MOST_PLACES} more" if len(numbers) > MOST_PLACES else ""
    where = "paragraph" if len(numbers) == 1 else "paragraphs"
    return f"found as {', '.join(forms[:MOST_FORMS])} in {where} {', '.join(numbers[:MOST_PLACES])}{more}"


def _list_new(new: Sequence[NewName], entities: Sequence[NamedEntity], numbers: Sequence[int]) -> Iterator[Cells]:
    known = {fold_name(name): entity for entity in entities for name in (entity.name, *entity.aliases)}
    for one in new:
        seen = SeenName(
            {one.name: None, **dict.fromkeys(one.others)}, {numbers[place]: None for place, _, _ in one.places}
        )
        near = _find_near(one.name, known)
        told = f"; spelt nearly as {near.name} ({near.id})" if near else ""
        yield {
            "name": suggest(one.name), "kind": suggest(write_kind(*one.kind.split("."))) if one.kind else "",
            "aliases": suggest("; ".join(one.others)), "note": suggest(f"new; {_describe_places(seen)}{told}"),
        }  # fmt: skip


def _find_near(name: str, known: Mapping[str, NamedEntity]) -> NamedEntity | None:
    """The entity with a name that is spelt nearly so; None for short names, of which too many are near."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    folded = fold_name(name)
    if len(folded) < SHORTEST_ALIKE:
        return None
    found = process.extractOne(folded, known.keys(), scorer=OSA.normalized_similarity, score_cutoff=LEAST_ALIKE)
    return known[found[0]] if found else None


def _write_group(one: Mention, seen: SeenName) -> Cells:
    return {
        "name": suggest(one.name), "kind": suggest(write_kind(*one.kind.split("."))),
        "note": suggest(f"new; {_describe_places(seen)}"),
    }  # fmt: skip
