"""A hand-coded dossier: YAML or CSV by the forms, turned into what a load takes."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from graph.date_constraints.resolution import replace_times, resolve_alone
from graph.dates.validity import ValidTime, read_event, read_sighting, read_state
from graph.dates.windows import MIN, Window, read_window
from graph.errors import (
    InvalidCount,
    InvalidDate,
    InvalidInput,
    InvalidSource,
    InvalidStatement,
    NotFound,
    WhoholdsError,
)
from graph.model.counts import ReportedCount, read_count
from graph.model.entities import WrittenEntity
from graph.model.sources import WrittenSource
from graph.model.statement import Citation, Response, WrittenStatement, check_roles
from graph.vocabulary import vocabulary
from ingest.claims import check_claims, claims_of
from ingest.csv_dossier import read_csv
from ingest.files import read_text
from ingest.forms import CountForm, EntityForm, SilentSpan, SourceForm, StatementForm
from ingest.linked import links_of_form, unsettled, without_impossible
from ingest.quarantine import Quarantine, problems_of
from ingest.sense import check_times
from ingest.together import Known, Placed, full_key, without_circles, without_dangling_keys
from ingest.yaml_lines import LINE, read_yaml, without_lines

FILES = ("dossier.yml", "dossier.csv", "dossier.yml.gz", "dossier.csv.gz")

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """A dossier as read: what can be loaded, and what was set aside."""

    form: SourceForm
    source: WrittenSource
    entities: list[WrittenEntity]
    statements: list[WrittenStatement]
    silent_spans: list[SilentSpan] = field(default_factory=list)
    more_sources: list[WrittenSource] = field(default_factory=list)  # those that rows of a data set come from
    quarantine: Quarantine
    whole: bool = True  # whether this is everything that the source says
    usual: bool = True  # whether it should be as large as source.yml expects
    warnings: list[str] = field(default_factory=list)
    rows: int = 0  # of a data set, how many its file has
    told: list[str] = field(default_factory=list)  # what became of them, beyond what was set aside
    lines: dict[str, int | None] = field(default_factory=dict)  # on which the statements stand, by key

    @property
    def complete(self) -> bool:
        """Whether every row's key is known, so that keys it lacks may be closed."""
        return self.whole and all(row.key for row in self.quarantine)

    @property
    def keep(self) -> frozenset[str]:
        return frozenset(full_key(self.form.id, row.key) for row in self.quarantine if row.key)


def read_dossier(folder: Path, file: Path | None = None, known: Known = lambda keys: set()) -> Parsed:
    """Read `source.yml` and `dossier.yml` or `dossier.csv` (or another file of that form in their place).

    Raises NotFound, TooLarge or InvalidSource where a file is refused whole; rows are set aside one by one.
    """
    form = read_source_form(folder)
    path = file or _dossier_file(folder)
    content = _content(path)
    quarantine = Quarantine(path.name)
    entities = entities_of(content.get("entities") or [], quarantine)
    source = source_of(form)
    labels = {entity.id: entity.label for entity in entities}
    if labels.get(form.publisher) != "Actor":
        raise InvalidSource(
            f"source.yml: publisher {form.publisher!r} is no actor of {path.name}", parameter="publisher"
        )
    check_claims(form, labels, path.name)
    statements = statements_of(content["statements"], form, source, labels, quarantine)
    statements = without_circles(statements, quarantine)
    statements = without_dangling_keys(statements, form.id, quarantine, known)
    statements = without_impossible(statements, {source.id: source}, quarantine)
    statements = without_dangling_keys(statements, form.id, quarantine, known, ties=False)
    spans = _silent_spans(content.get("silent_spans") or [], source, quarantine)
    return Parsed(
        form=form, source=source, entities=entities, statements=[s for s, _ in statements], silent_spans=spans,
        quarantine=quarantine, lines={s.key: line for s, line in statements}, told=content.get("told") or [],
    )  # fmt: skip


def read_source_form(folder: Path) -> SourceForm:
    """What `source.yml` says. Raises NotFound, TooLarge, or InvalidSource naming the field and what stood there."""
    path = folder / "source.yml"
    try:
        form = SourceForm.model_validate(without_lines(mapping_of(path)))
        dates = {
            "published.on": form.published.on, "retrieved_on": form.retrieved_on,
            "coverage.start": form.coverage.start, "coverage.end": form.coverage.end,
        }  # fmt: skip
        for name, date in dates.items():
            if date is not None:
                read_window(date, name)
    except ValidationError as error:
        name, value, reason = problems_of(error)[0]
        raise InvalidSource(f"source.yml: {name}: {reason} [{value}]", parameter=name, value=value) from error
    except InvalidDate as error:
        raise InvalidSource(
            f"source.yml: {error.parameter}: {error.message}", parameter=error.parameter, value=error.value,
            hint=error.hint,
        ) from error  # fmt: skip
    return form


def source_of(form: SourceForm) -> WrittenSource:
    text = form.text
    return WrittenSource(
        id=form.id,
        title=form.title,
        publisher=form.publisher,
        published_on=form.published.on,
        published=read_window(form.published.on, "published.on"),
        published_reason=form.published.reason,
        url=form.url,
        licence=form.licence,
        retrieved_on=form.retrieved_on,
        text_file=text.file if text else None,
        text_length=text.length if text else None,
        text_sha256=text.sha256 if text else None,
        rows=form.rows,
        covers=claims_of(form),
    )


def _dossier_file(folder: Path) -> Path:
    found = [folder / name for name in FILES if (folder / name).exists()]
    if not found:
        expected = ", ".join(FILES)
        raise NotFound(f"{folder.name} has none of {expected}", parameter="source", value=str(folder))
    if len(found) > 1:
        met = " and ".join(path.name for path in found)
        raise InvalidSource(f"{folder.name} has {met}; expected one of them", parameter="source", value=str(folder))
    return found[0]


def _content(path: Path) -> Row:
    if path.name.lower().removesuffix(".gz").endswith(".csv"):
        return read_csv(path)
    content = mapping_of(path)
    for name in content:
        if name not in (LINE, "entities", "statements", "silent_spans"):
            raise InvalidSource(f"{path.name}: unknown part {name!r}; expected entities, statements, silent_spans")
    for name in ("entities", "statements", "silent_spans"):
        if not isinstance(content.get(name) or [], list):
            raise InvalidSource(f"{path.name}: {name} is no list")
    if not content.get("statements"):
        raise InvalidSource(f"{path.name} has no statements", parameter="statements")
    return content


def mapping_of(path: Path) -> Row:
    """The named parts of a YAML file. Raises InvalidSource where it is no YAML or has no such parts."""
    try:
        content = read_yaml(read_text(path))
    except yaml.YAMLError as error:
        raise InvalidSource(f"{path.name} is not YAML: {' '.join(str(error).split())}", parameter="file") from error
    if not isinstance(content, dict):
        met = {list: "a list", str: "a text", type(None): "nothing"}.get(type(content), f"{content!r}")
        raise InvalidSource(f"{path.name}: expected named parts, met {met}", parameter="file")
    return content


def entities_of(rows: list[Any], quarantine: Quarantine) -> list[WrittenEntity]:
    """Entities of rows by the form; the others are set aside."""
    found: dict[str, WrittenEntity] = {}
    twice = _repeated(rows, "id")
    for row in rows:
        line, id_, plain = _row(row, "id")
        try:
            if id_ in twice:
                raise InvalidStatement(f"the id {id_!r} stands twice", parameter="id", value=id_)
            form = EntityForm.model_validate(plain)
            external = tuple(f"{scheme}:{value}" for scheme, value in sorted(form.external_ids.items()))
            found[form.id] = WrittenEntity(
                id=form.id, label=form.label, name=form.name, kind=form.kind, aliases=tuple(form.aliases),
                external_ids=external,
            )  # fmt: skip
        except (ValidationError, WhoholdsError) as error:
            quarantine.add(line, id_, error)
    return list(found.values())


def statements_of(
    rows: list[Any], source_form: SourceForm, source: WrittenSource, labels: Mapping[str, str], quarantine: Quarantine
) -> list[Placed]:
    """Statements of rows by the form, with their lines; the others are set aside."""
    found = []
    twice = _repeated(rows, "key")
    for row in rows:
        line, key, plain = _row(row, "key")
        try:
            if key in twice:
                raise InvalidStatement(f"the key {key!r} stands twice", parameter="key", value=key)
            statement = statement_of(StatementForm.model_validate(plain), source_form.id, source)
            check_roles(statement, labels)
            check_times(statement)
            found.append((statement, line))
        except (ValidationError, WhoholdsError) as error:
            quarantine.add(line, key, error)
    return found


def statement_of(form: StatementForm, dataset: str, source: WrittenSource) -> WrittenStatement:
    """What one row of a dossier says. Raises InvalidInput naming the field."""
    said_by = form.said_by or source.publisher
    linked = links_of_form(form, dataset)
    said = _said(form, said_by, source)
    known, known_from = _known(form, said, source)
    end, length = form.cite.end, source.text_length
    if end is not None and length is not None and end > length:
        raise InvalidStatement(f"the citation ends at {end}, the text at {length}", parameter="cite.end", value=end)
    statement = WrittenStatement(
        key=full_key(dataset, form.key),
        dataset=dataset,
        predicate=form.predicate,
        roles={role: tuple(ids) for role, ids in form.roles.model_dump().items() if ids},
        said_by=said_by,
        cites=Citation(source=source.id, **form.cite.model_dump()),
        validity=unsettled(form, linked) if linked else _validity(form, said),
        said=said,
        known=known,
        said_on=form.said_on if isinstance(form.said_on, str | None) else str(linked.said if linked else None),
        known_from=known_from,
        polarity=form.polarity,
        mode=form.mode,
        reading=form.reading,
        count=_count(form.count),
        whole=form.whole,
        terms=tuple(form.terms),
        about=tuple(form.about),
        responds_to=tuple(Response(full_key(dataset, r.key), r.stance, r.scope) for r in form.responds_to),
        fulfils=tuple(full_key(dataset, key) for key in form.fulfils),
        parts=form.parts,
        public=form.public,
        note=form.note,
        linked=linked,
    )
    return replace_times(statement, resolve_alone(statement, {source.id: source})) if linked else statement


def _said(form: StatementForm, said_by: str, source: WrittenSource) -> Window:
    """Given, or: a publisher speaks when it publishes; others spoke on some day up to then."""
    if isinstance(form.said_on, str):
        given = read_window(form.said_on, "said_on")
        if given.earliest > source.published.latest:
            raise InvalidInput(
                f"said on {form.said_on}, after the source was published", parameter="said_on", value=form.said_on
            )
        return Window(given.earliest, min(given.latest, source.published.latest))
    by_publisher = said_by == source.publisher and form.said_on is None
    return source.published if by_publisher else Window(MIN, source.published.latest)


def _known(form: StatementForm, said: Window, source: WrittenSource) -> tuple[Window, str]:
    """Public from the earlier of a public utterance and the publication."""
    if not form.public:
        return source.published, source.published_on
    if form.said_on is None:
        raise InvalidInput("public needs said_on: the day on which it became public", parameter="public")
    if not isinstance(form.said_on, str):
        return source.published, source.published_on  # until its day is settled
    known = Window(min(said.earliest, source.published.earliest), min(said.latest, source.published.latest))
    return known, form.said_on if said.earliest <= source.published.earliest else source.published_on


def _validity(form: StatementForm, said: Window) -> ValidTime:
    if form.planned_end is not None:
        read_window(form.planned_end, "planned_end")
    if isinstance(form.on, str):
        return read_event(form.on, form.spread)
    if isinstance(form.observed, str):
        mode = vocabulary().modes.get(form.mode)
        told_as_done = form.polarity == "asserts" and mode is not None and mode.actual
        return read_sighting(form.observed, said if told_as_done else None)
    assert form.valid is not None
    return read_state(form.valid if isinstance(form.valid, str) else form.valid.model_dump(), said, form.planned_end)


def _count(form: CountForm | None) -> ReportedCount | None:
    if form is None:
        return None
    given = form.min is not None or form.max is not None
    if form.since is not None:
        read_window(form.since, "count.since")
    try:
        low, high = (form.min or 0, form.max) if given else read_count(form.wording)
        return ReportedCount(
            min=low, max=high, kind=form.kind, unit=form.unit, of=form.of, since=form.since, wording=form.wording,
            given=given,
        )  # fmt: skip
    except InvalidCount as error:
        name = "count.min" if given else "count.wording"
        raise InvalidCount(error.message, parameter=name, value=error.value, hint=error.hint) from error


def _silent_spans(rows: list[Any], source: WrittenSource, quarantine: Quarantine) -> list[SilentSpan]:
    found = []
    for number, row in enumerate(rows, 1):
        line, _, plain = _row(row, "")
        try:
            span = SilentSpan.model_validate(plain)
            if source.text_length is not None and span.end > source.text_length:
                met = f"the span ends at {span.end}, the text at {source.text_length}"
                raise InvalidStatement(met, parameter="end", value=span.end)
            found.append(span)
        except (ValidationError, WhoholdsError) as error:
            quarantine.add(line, f"silent span {number}", error)
    return found


def _row(row: Any, key: str) -> tuple[int | None, str | None, Any]:
    """Line, key if it can be read, and the row without its line."""
    if not isinstance(row, dict):
        return None, None, row
    found = row.get(key)
    return row.get(LINE), found if isinstance(found, str) and found else None, without_lines(row)


def _repeated(rows: list[Any], key: str) -> set[str]:
    keys = Counter(row.get(key) for row in rows if isinstance(row, dict) and isinstance(row.get(key), str))
    return {str(name) for name, times in keys.items() if times > 1}
