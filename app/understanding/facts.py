"""The facts of the sentence that says how a typed question was understood."""

from app.sentences.facts import AskedDays
from app.sentences.readings import ReadingFacts, TypedFacts
from app.understanding.fitting import LeadingQuestion
from app.understanding.reading import TypedQuestion
from graph.dates.windows import MAX, MIN, Window, read_edtf

PERIOD_STARTS, PERIOD_ENDS = ("start", "from"), ("end", "to")
SPEAKERS = ("exclude", "trust")


def find_typed_facts(typed: TypedQuestion) -> TypedFacts:
    """The reading that was asked; several where it can be any of them, none where it would be of something else."""
    leads = (typed.best,) if typed.is_decided else typed.choices
    if typed.not_understood:
        leads = tuple(one for one in leads if one.leaves_out)[:1]
    return TypedFacts(
        readings=tuple(map(find_reading_facts, leads)),
        not_understood=typed.not_understood,
        further=tuple(map(find_typed_facts, typed.further)),
    )


def find_reading_facts(lead: LeadingQuestion) -> ReadingFacts:
    """A question with whom each of its parameters means, and its days."""
    ids = {part.parameter: part.ids for part in lead.parts if part.parameter and part.ids}
    values = {part.parameter: part.value for part in lead.parts if part.parameter and part.value and not part.ids}
    return ReadingFacts(
        asks=lead.asks,
        names={name: found for name, found in ids.items() if name not in SPEAKERS},
        texts={name: value for name, value in values.items() if name == "q"},
        asked=AskedDays(
            day=_find_days(values),
            known_at=_read_window(values["known_at"]) if "known_at" in values else None,
            excluded=ids.get("exclude", ()),
            trusted=ids.get("trust", ()),
        ),
        leaves_parties="exclude" in values,
    )


def _find_days(values: dict[str, str]) -> Window | None:
    if "as_of" in values:
        return _read_window(values["as_of"])
    starts = [_read_window(values[name]).earliest for name in PERIOD_STARTS if name in values]
    ends = [_read_window(values[name]).latest for name in PERIOD_ENDS if name in values]
    return Window(min(starts, default=MIN), max(ends, default=MAX)) if starts or ends else None


def _read_window(written: str) -> Window:
    return read_edtf(written).window
