"""One row of a dossier as a statement, also where its dates are bounded by those of others."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from graph.date_constraints.resolution import replace_times, resolve_alone, resolve_dates
from graph.dates.linked_dates import DateTie, LinkedDate, LinkedTimes, When
from graph.dates.validity import Bounds, ValidTime, read_end, read_event, read_sighting, read_state
from graph.dates.windows import MAX, MIN, Window, read_window
from graph.errors import InvalidCount, InvalidInput, InvalidStatement
from graph.model.counts import ReportedCount, read_count
from graph.model.locators import explain_unread_locator
from graph.model.sources import WrittenSource
from graph.model.statement import Citation, Response, Review, WrittenStatement
from graph.vocabulary import vocabulary
from ingest.day_forms import LinkedForm
from ingest.forms import CountForm, StatementForm
from ingest.keys import make_full_key
from ingest.quarantine import Quarantine, StatementOnLine, read_own_key


def make_statement(
    form: StatementForm, dataset: str, source: WrittenSource, space: str | None = None
) -> WrittenStatement:
    """The statement of one row of a dossier; its key, and keys that it names, begin with `space`, or the dataset.

    Raises InvalidInput naming the field.
    """
    space = space or dataset
    said_by = form.said_by or source.publisher
    linked = read_links(form, space)
    said = _find_said_window(form, said_by, source)
    public_day = (
        form.said_on if form.is_public and isinstance(form.said_on, str) else None
    )  # a linked day follows later
    known, known_from = find_known_window(public_day, said, source)
    end, length = form.cite.end, source.text_length
    if end is not None and length is not None and end > length:
        raise InvalidStatement(f"the citation ends at {end}, the text at {length}", parameter="cite.end", value=end)
    statement = WrittenStatement(
        key=make_full_key(space, form.key),
        dataset=dataset,
        predicate=form.predicate,
        roles={role: tuple(ids) for role, ids in form.roles.model_dump().items() if ids},
        said_by=said_by,
        cites=Citation(source=source.id, **form.cite.model_dump()),
        validity=make_open_validity(form, linked) if linked else _read_validity(form, said),
        said=said,
        known=known,
        said_on=form.said_on if isinstance(form.said_on, str | None) else str(linked.said if linked else None),
        known_from=known_from,
        polarity=form.polarity,
        mode=form.mode,
        reading=form.reading,
        count=_make_count(form.count),
        whole=form.whole,
        terms=tuple(form.terms),
        about=tuple(form.about),
        responds_to=tuple(Response(make_full_key(space, r.key), r.stance, r.scope) for r in form.responds_to),
        fulfils=tuple(make_full_key(space, key) for key in form.fulfils),
        parts=form.parts,
        public=form.is_public,
        note=form.note,
        linked=linked,
        review=Review(form.coded_by, form.checked_by, form.state),
        internal=form.internal,
    )
    return replace_times(statement, resolve_alone(statement, {source.id: source})) if linked else statement


def _find_said_window(form: StatementForm, said_by: str, source: WrittenSource) -> Window:
    """The days of the utterance: as given, else the publication for the publisher, any day until then for others."""
    if isinstance(form.said_on, str):
        return read_said_window(form.said_on, source)
    by_publisher = said_by == source.publisher and form.said_on is None
    return source.published if by_publisher else Window(MIN, source.published.latest)


def read_said_window(said_on: str, source: WrittenSource) -> Window:
    """The days of an utterance, up to the publication. Raises InvalidInput if it comes after the source."""
    given = read_window(said_on, "said_on")
    if given.earliest > source.published.latest:
        raise InvalidInput(f"said on {said_on}, after the source was published", parameter="said_on", value=said_on)
    return Window(given.earliest, min(given.latest, source.published.latest))


def find_known_window(public_on: str | None, said: Window, source: WrittenSource) -> tuple[Window, str]:
    """The days from which it is public, and their text: the earlier of a public utterance and the publication.

    `public_on` is the day of the utterance as written, None if that was not public or is not known.
    """
    if public_on is None:
        return source.published, source.published_on
    known = Window(min(said.earliest, source.published.earliest), min(said.latest, source.published.latest))
    return known, public_on if said.earliest <= source.published.earliest else source.published_on


def note_private_utterances(statements: Iterable[WrittenStatement], source: WrittenSource) -> list[str]:
    """A note on statements of a source that no day of known_at before its publication can know; none if all may be."""
    keys = [
        read_own_key(statement)
        for statement in statements
        if statement.said_on and not statement.public and statement.said.earliest < source.published.earliest
    ]
    known = f"known only from {source.published_on} on, when {source.id} was published"
    return [f"said in private, so {known}: {', '.join(keys)}"] if keys else []


def note_unread_locators(statements: Iterable[WrittenStatement]) -> list[str]:
    """A note for each locator that begins as one of a known kind, such as `clip 5`, and cannot be read as such."""
    keys: dict[str, list[str]] = {}
    for statement in statements:
        if why := explain_unread_locator(statement.cites.locator):
            keys.setdefault(why, []).append(read_own_key(statement))
    return [f"locator {why}: {', '.join(named)}" for why, named in keys.items()]


def _read_validity(form: StatementForm, said: Window) -> ValidTime:
    if form.planned_end is not None:
        read_window(form.planned_end, "planned_end")
    return replace(_read_time(form, said), planned_end=form.planned_end)


def _read_time(form: StatementForm, said: Window) -> ValidTime:
    if isinstance(form.on, str):
        return read_event(form.on, form.spread)
    if isinstance(form.observed, str):
        mode = vocabulary().modes.get(form.mode)
        is_reported = form.polarity == "asserts" and mode is not None and mode.actual
        return read_sighting(form.observed, said if is_reported else None)
    assert form.valid is not None
    return read_state(form.valid if isinstance(form.valid, str) else form.valid.model_dump(), said)


def _make_count(form: CountForm | None) -> ReportedCount | None:
    if form is None:
        return None
    given = form.min is not None or form.max is not None
    if form.since is not None:
        read_window(form.since, "count.since")
    try:
        low, high = (form.min or 0, form.max) if given else read_count(form.wording, is_share=form.kind == "share")
        return ReportedCount(
            min=low, max=high, kind=form.kind, unit=form.unit, of=form.of, since=form.since, wording=form.wording,
            given=given,
        )  # fmt: skip
    except InvalidCount as error:
        name = "count.min" if given else "count.wording"
        raise InvalidCount(error.message, parameter=name, value=error.value, hint=error.hint) from error


def read_links(form: StatementForm, space: str) -> LinkedTimes | None:
    """The times of a row where one of them is bounded by others, else None. Raises InvalidDate naming the field."""
    texts = {"on": form.on, "observed": form.observed, "said": form.said_on, **_list_ends(form)}
    if not any(isinstance(day, LinkedForm) for day in texts.values()):
        return None
    times = {name: _read_when(name, day, space) for name, day in texts.items() if day is not None}
    return LinkedTimes(**times, public=form.is_public)


def make_open_validity(form: StatementForm, links: LinkedTimes) -> ValidTime:
    """The validity of a linked row before its bounds are known."""
    nothing = Bounds(MIN, MAX, MIN, MAX)
    kind = "on" if form.on is not None else "observed" if form.observed is not None else "valid"
    if form.planned_end is not None:
        read_window(form.planned_end, "planned_end")
    text = form.valid if isinstance(form.valid, str) else f"{links.start}/{links.end}"
    texts = {"on": str(links.on), "observed": str(links.observed), "valid": text}[kind]
    return ValidTime(kind, texts, False, nothing, form.planned_end)


def set_impossible_aside(
    placed: list[StatementOnLine], sources: Mapping[str, WrittenSource], quarantine: Quarantine
) -> list[StatementOnLine]:
    """The statements with bounds that follow from all in the file; linked ones that no days fit are set aside."""
    if not any(statement.linked for statement, _ in placed):
        return placed
    everything = {statement.key: statement for statement, _ in placed}
    resolved = resolve_dates(everything.values(), sources, {key: None for key, s in everything.items() if s.linked})
    found = []
    for statement, line in placed:
        if error := resolved.replaced.get(statement.key):
            quarantine.add(line, read_own_key(statement), error)
        elif statement.linked:
            found.append((replace_times(statement, resolved.times[statement.key]), line))
        else:
            found.append((statement, line))
    return found


def _list_ends(form: StatementForm) -> dict[str, str | LinkedForm | None]:
    if form.valid is None:
        return {}
    if not isinstance(form.valid, str):
        return {"start": form.valid.start, "end": form.valid.end}
    if form.valid.count("/") != 1:
        return {}  # no interval: refused as such, unless another time is linked
    start, end = form.valid.split("/")
    return {"start": start, "end": end}


def _read_when(name: str, day: str | LinkedForm, space: str) -> When:
    field = {"start": "valid.start", "end": "valid.end", "said": "said_on"}.get(name, name)
    if isinstance(day, LinkedForm):
        if day.within is not None:
            read_window(day.within, f"{field}.within")
        ties = tuple(
            DateTie(
                bound.relation, make_full_key(space, bound.of), 1 if bound.min_days is None else bound.min_days,
                bound.max_days,
            )
            for bound in day.bounds
        )  # fmt: skip
        return LinkedDate(day.within, tuple(day.weekday), ties)
    read_end(day, field) if name in ("start", "end") else read_window(day, field)
    return day
