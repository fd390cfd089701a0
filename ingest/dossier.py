"""Reading a hand-coded dossier in YAML or CSV."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from graph.errors import InvalidSource, InvalidStatement, NotFound, WhoholdsError
from graph.model.entities import WrittenEntity
from graph.model.names import UsedEntity
from graph.model.sources import WrittenSource
from graph.model.statement import UNKNOWN, WrittenStatement, check_roles
from ingest.checks import KeyLookup, LabelLookup, check_claims, check_times, find_labels, set_dangling_keys_aside
from ingest.circles import set_circles_aside
from ingest.csv_dossier import read_csv
from ingest.drafts import LEAVE_DRAFTS_OUT, DraftChoice, DraftRows, is_draft, note_drafts, set_changed_texts_aside
from ingest.files import LINE, drop_lines, read_mapping
from ingest.forms import EntityForm, SilentSpan, StatementForm, UseForm
from ingest.keys import make_full_key, make_key_space
from ingest.quarantine import Quarantine, StatementOnLine, read_own_key
from ingest.source import SourceForm, make_source, read_source_form
from ingest.statements import make_statement, note_private_utterances, note_unread_locators, set_impossible_aside

FILES = ("dossier.yml", "dossier.csv", "dossier.yml.gz", "dossier.csv.gz")
PARTS = ("use", "entities", "statements", "silent_spans")
Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class ParsedSource:
    """A source as read: its entities and statements, and the rows that were set aside."""

    form: SourceForm
    source: WrittenSource
    entities: list[WrittenEntity]
    statements: list[WrittenStatement]
    used: list[UsedEntity] = field(default_factory=list)  # ids of other sources
    silent_spans: list[SilentSpan] = field(default_factory=list)
    more_sources: list[WrittenSource] = field(default_factory=list)  # sources of single rows of a data set
    quarantine: Quarantine
    is_full_copy: bool = True  # whether this is the complete content of the source
    has_expected_size: bool = True  # whether the numbers that source.yml expects apply
    warnings: list[str] = field(default_factory=list)
    rows: int = 0  # number of rows in the file of a data set
    notes: list[str] = field(default_factory=list)  # messages of the adapter about rows, with their numbers
    lines: dict[str, int | None] = field(default_factory=dict)  # line of each statement, by key
    further: Path | None = None  # the file, where it is not the source's own
    own_words: Mapping[str, Any] = field(default_factory=dict)  # what its vocabulary.yml has
    drafts: DraftRows = field(default_factory=DraftRows)  # that are left out

    @property
    def complete(self) -> bool:
        """Whether the key of every row is known, so that statements with other keys may be closed."""
        return self.is_full_copy and all(row.key for row in self.quarantine)

    @property
    def space(self) -> str:
        """What the keys of its rows begin with: the source, and the stem of a further file."""
        return make_key_space(self.form.id, self.further)

    @property
    def every_note(self) -> list[str]:
        """The notes, that on drafts first."""
        return [*note_drafts(len(self.drafts)), *self.notes]

    @property
    def kept_keys(self) -> frozenset[str]:
        """The keys of rows in quarantine, whose older statements stay open."""
        return frozenset(make_full_key(self.space, row.key) for row in self.quarantine if row.key)


def read_dossier(
    folder: Path,
    file: Path | None = None,
    known: KeyLookup = lambda keys: set(),
    held: LabelLookup | None = None,
    further: Path | None = None,
    choice: DraftChoice = LEAVE_DRAFTS_OUT,
) -> ParsedSource:
    """Read `source.yml` and `dossier.yml` or `dossier.csv`, or another file of that form in their place.

    If it is a `further` one beside the source's own, its keys have its stem, and its rows may name ids of the own one.

    Raises NotFound, TooLarge or InvalidSource where a file is refused whole; rows are set aside one by one.
    """
    form = read_source_form(folder)
    path = file or _find_dossier_file(folder)
    quarantine = Quarantine(path.name)
    return parse_content(form, _read_content(path), quarantine, known, held, folder, further, choice)


def parse_content(
    form: SourceForm,
    content: Row,
    quarantine: Quarantine,
    known: KeyLookup,
    held: LabelLookup | None,
    folder: Path | None = None,
    further: Path | None = None,
    choice: DraftChoice = LEAVE_DRAFTS_OUT,
) -> ParsedSource:
    """The source of the parts of a dossier, each row with its line under LINE. Rows that cannot be read are set aside.

    Drafts are left out, and kept apart to be read back, unless `choice` takes them.

    A `further` file may name ids of the own one of its folder. Raises InvalidSource where the source is refused whole.
    """
    file, space = quarantine.file, make_key_space(form.id, further)
    entities = read_entities(content.get("entities") or [], quarantine)
    used = read_uses(content.get("use") or [], quarantine)
    if further and folder:
        entities, used = _add_own(folder, entities, used, quarantine)
    source = make_source(form)
    labels = find_labels(form.id, entities, used, held)
    if labels.get(form.publisher) not in ("Actor", UNKNOWN):
        raise InvalidSource(f"source.yml: publisher {form.publisher!r} is no actor of {file}", parameter="publisher")
    check_claims(form, labels, file)

    def read(rows: list[Any], quarantine: Quarantine) -> list[StatementOnLine]:
        statements = read_statements(rows, form, source, labels, quarantine, space)
        statements = set_changed_texts_aside(statements, source, [folder], choice, quarantine)
        statements = set_circles_aside(statements, quarantine)
        statements = set_dangling_keys_aside(statements, form.id, quarantine, known, space=space)
        statements = set_impossible_aside(statements, {source.id: source}, quarantine)
        return set_dangling_keys_aside(statements, form.id, quarantine, known, ties=False, space=space)

    rows = content.get("statements") or []
    taken = rows if choice.takes_drafts else [row for row in rows if not is_draft(row)]
    statements = read(taken, quarantine)
    drafts = _read_drafts(rows, read, file) if len(taken) < len(rows) else DraftRows()
    spans = _read_silent_spans(content.get("silent_spans") or [], source, quarantine)
    return ParsedSource(
        form=form, source=source, entities=entities, used=used, statements=[s for s, _ in statements],
        silent_spans=spans, quarantine=quarantine, further=further, lines={s.key: line for s, line in statements},
        drafts=drafts,
        notes=[
            *(content.get("notes") or []), *note_private_utterances((s for s, _ in statements), source),
            *note_unread_locators(s for s, _ in statements),
        ],
    )  # fmt: skip


def _read_drafts(
    rows: list[Any], read: Callable[[list[Any], Quarantine], list[StatementOnLine]], file: str
) -> DraftRows:
    """The drafts among some rows, read together with the others, which they may name."""
    places = {(line, key) for line, key, _ in (_split_row(row, "key") for row in rows if is_draft(row))}
    aside = Quarantine(file)
    statements = [one for one in read(rows, aside) if (one[1], read_own_key(one[0])) in places]
    unread = [replace(row, is_draft=True) for row in aside if (row.line, row.key) in places]
    return DraftRows(statements=statements, unread=Quarantine(file, unread))


def find_further(own: list[Path], file: Path | None) -> Path | None:
    """The file where it is one beside the source's own; None where it is one of these, or there are none."""
    return file if file and own and file.resolve() not in [path.resolve() for path in own] else None


def list_dossier_files(folder: Path) -> list[Path]:
    """The dossiers that a folder has; one, unless its writer left two."""
    return [folder / name for name in FILES if (folder / name).exists()]


def _add_own(
    folder: Path, entities: list[WrittenEntity], used: list[UsedEntity], quarantine: Quarantine
) -> tuple[list[WrittenEntity], list[UsedEntity]]:
    """Entities and uses of a further file, and those of the source's own file, which it may name as well.

    An entity that the own file describes otherwise is set aside: the two files would change it back and forth.
    """
    path = _find_dossier_file(folder)
    content, aside = _read_content(path), Quarantine("")
    own = {entity.id: entity for entity in read_entities(content.get("entities") or [], aside)}
    for entity in entities:
        if own.setdefault(entity.id, entity) != entity:
            reason = f"{path.name} describes {entity.id!r} otherwise; leave it out here, or change it there"
            quarantine.add(None, entity.id, InvalidStatement(reason, parameter="id", value=entity.id))
    uses = {one.id: one for one in read_uses(content.get("use") or [], aside)}
    return list(own.values()), [*used, *(one for id_, one in uses.items() if id_ not in {u.id for u in used})]


def _find_dossier_file(folder: Path) -> Path:
    found = list_dossier_files(folder)
    if not found:
        expected = ", ".join(FILES)
        raise NotFound(f"{folder.name} has none of {expected}", parameter="source", value=str(folder))
    if len(found) > 1:
        met = " and ".join(path.name for path in found)
        raise InvalidSource(f"{folder.name} has {met}; expected one of them", parameter="source", value=str(folder))
    return found[0]


def _read_content(path: Path) -> Row:
    if path.name.lower().removesuffix(".gz").endswith(".csv"):
        return read_csv(path)
    content = read_mapping(path)
    for name in content:
        if name not in (LINE, *PARTS):
            raise InvalidSource(f"{path.name}: unknown part {name!r}; expected {', '.join(PARTS)}")
    for name in PARTS:
        if not isinstance(content.get(name) or [], list):
            raise InvalidSource(f"{path.name}: {name} is no list")
    if not content.get("statements") and not content.get("entities"):
        raise InvalidSource(f"{path.name} has no statements and no entities", parameter="statements")
    return content


def read_entities(rows: list[Any], quarantine: Quarantine) -> list[WrittenEntity]:
    """Entities of the rows that fit the form; other rows are set aside."""
    found: dict[str, WrittenEntity] = {}
    twice = _find_repeated(rows, "id")
    for row in rows:
        line, id_, plain = _split_row(row, "id")
        try:
            if id_ in twice:
                raise InvalidStatement(f"the id {id_!r} stands twice", parameter="id", value=id_)
            form = EntityForm.model_validate(plain)
            found[form.id] = WrittenEntity(
                id=form.id, label=form.label, name=form.name, kind=form.kind, aliases=tuple(form.aliases),
                external_ids=form.outside, languages=form.languages, internal=form.internal,
                internal_aliases=tuple(form.internal_aliases),
            )  # fmt: skip
        except (ValidationError, WhoholdsError) as error:
            quarantine.add(line, id_, error)
    return list(found.values())


def read_uses(rows: list[Any], quarantine: Quarantine) -> list[UsedEntity]:
    """The ids of other sources of the rows that fit the form; other rows are set aside."""
    found: dict[str, UsedEntity] = {}
    rows = [{"id": row} if isinstance(row, str) else row for row in rows]
    twice = _find_repeated(rows, "id")
    for row in rows:
        line, id_, plain = _split_row(row, "id")
        try:
            if id_ in twice:
                raise InvalidStatement(f"the id {id_!r} stands twice in use", parameter="id", value=id_)
            form = UseForm.model_validate(plain)
            found[form.id] = UsedEntity(
                id=form.id, aliases=tuple(form.aliases), languages=form.languages, external_ids=form.outside,
                owner=form.of, made=_make_for_owner(form), internal_aliases=tuple(form.internal_aliases),
            )  # fmt: skip
        except (ValidationError, WhoholdsError) as error:
            quarantine.add(line, id_, error)
    return list(found.values())


def _make_for_owner(form: UseForm) -> WrittenEntity | None:
    if form.label is None or form.kind is None or form.name is None:
        return None
    return WrittenEntity(id=form.id, label=form.label, name=form.name, kind=form.kind)


def read_statements(
    rows: list[Any],
    source_form: SourceForm,
    source: WrittenSource,
    labels: Mapping[str, str],
    quarantine: Quarantine,
    space: str | None = None,
) -> list[StatementOnLine]:
    """Statements of the rows that fit the form, with their lines; other rows are set aside.

    Keys begin with `space`, or the id of the source.
    """
    found = []
    twice = _find_repeated(rows, "key")
    for row in rows:
        line, key, plain = _split_row(row, "key")
        try:
            if key in twice:
                raise InvalidStatement(f"the key {key!r} stands twice", parameter="key", value=key)
            statement = make_statement(StatementForm.model_validate(plain), source_form.id, source, space)
            check_roles(statement, labels)
            check_times(statement)
            found.append((statement, line))
        except (ValidationError, WhoholdsError) as error:
            quarantine.add(line, key, error)
    return found


def _read_silent_spans(rows: list[Any], source: WrittenSource, quarantine: Quarantine) -> list[SilentSpan]:
    found = []
    for number, row in enumerate(rows, 1):
        line, _, plain = _split_row(row, "")
        try:
            span = SilentSpan.model_validate(plain)
            if source.text_length is not None and span.end > source.text_length:
                met = f"the span ends at {span.end}, the text at {source.text_length}"
                raise InvalidStatement(met, parameter="end", value=span.end)
            found.append(span)
        except (ValidationError, WhoholdsError) as error:
            quarantine.add(line, f"silent span {number}", error)
    return found


def _split_row(row: Any, key: str) -> tuple[int | None, str | None, Any]:
    """The line, the key if it can be read, and the row without its line."""
    if not isinstance(row, dict):
        return None, None, row
    found = row.get(key)
    return row.get(LINE), found if isinstance(found, str) and found else None, drop_lines(row)


def _find_repeated(rows: list[Any], key: str) -> set[str]:
    keys = Counter(row.get(key) for row in rows if isinstance(row, dict) and isinstance(row.get(key), str))
    return {str(name) for name, times in keys.items() if times > 1}
