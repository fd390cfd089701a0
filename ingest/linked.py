"""Dates bounded by others, from the form of a dossier: as links of a statement, and checked within one file."""

from collections.abc import Mapping

from graph.date_constraints.resolution import replace_times, resolve_dates
from graph.dates.linked_dates import DateTie, LinkedDate, LinkedTimes, When
from graph.dates.validity import Bounds, ValidTime, read_end
from graph.dates.windows import MAX, MIN, read_window
from graph.model.sources import WrittenSource
from ingest.forms import LinkedForm, StatementForm
from ingest.quarantine import Quarantine
from ingest.together import Placed, full_key, own_key


def links_of_form(form: StatementForm, dataset: str) -> LinkedTimes | None:
    """The times of a row where one of them is bounded by others, else None. Raises InvalidDate naming the field."""
    written = {"on": form.on, "observed": form.observed, "said": form.said_on, **_ends(form)}
    if not any(isinstance(day, LinkedForm) for day in written.values()):
        return None
    times = {name: _when(name, day, dataset) for name, day in written.items() if day is not None}
    return LinkedTimes(**times, public=form.public)


def unsettled(form: StatementForm, links: LinkedTimes) -> ValidTime:
    """The validity of a linked row before its bounds are known."""
    nothing = Bounds(MIN, MAX, MIN, MAX)
    kind = "on" if form.on is not None else "observed" if form.observed is not None else "valid"
    if form.planned_end is not None:
        read_window(form.planned_end, "planned_end")
    text = form.valid if isinstance(form.valid, str) else f"{links.start}/{links.end}"
    written = {"on": str(links.on), "observed": str(links.observed), "valid": text}[kind]
    return ValidTime(kind, written, False, nothing, form.planned_end if kind == "valid" else None)


def without_impossible(
    placed: list[Placed], sources: Mapping[str, WrittenSource], quarantine: Quarantine
) -> list[Placed]:
    """The statements with bounds that follow from all in the file; linked ones that no days fit are set aside."""
    if not any(statement.linked for statement, _ in placed):
        return placed
    everything = {statement.key: statement for statement, _ in placed}
    settled = resolve_dates(everything.values(), sources, {key: None for key, s in everything.items() if s.linked})
    found = []
    for statement, line in placed:
        if error := settled.aside.get(statement.key):
            quarantine.add(line, own_key(statement), error)
        elif statement.linked:
            found.append((replace_times(statement, settled.times[statement.key]), line))
        else:
            found.append((statement, line))
    return found


def _ends(form: StatementForm) -> dict[str, str | LinkedForm | None]:
    if form.valid is None:
        return {}
    if not isinstance(form.valid, str):
        return {"start": form.valid.start, "end": form.valid.end}
    if form.valid.count("/") != 1:
        return {}  # no interval: refused as such, unless another time is linked
    start, end = form.valid.split("/")
    return {"start": start, "end": end}


def _when(name: str, day: str | LinkedForm, dataset: str) -> When:
    field = {"start": "valid.start", "end": "valid.end", "said": "said_on"}.get(name, name)
    if isinstance(day, LinkedForm):
        if day.within is not None:
            read_window(day.within, f"{field}.within")
        ties = tuple(
            DateTie(
                bound.relation, full_key(dataset, bound.of), 1 if bound.min_days is None else bound.min_days,
                bound.max_days,
            )
            for bound in day.bounds
        )  # fmt: skip
        return LinkedDate(day.within, tuple(day.weekday), ties)
    read_end(day, field) if name in ("start", "end") else read_window(day, field)
    return day
