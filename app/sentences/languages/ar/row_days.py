"""The days of one statement as Arabic rows say them."""

from app.sentences.languages.ar.grammar import WEEKDAYS, write_day, write_days
from app.sentences.languages.ar.row_modes import POINTS, TIES
from app.sentences.rows import Edge, RowFact
from graph.dates.linked_dates import DateTie, LinkedDate
from graph.dates.windows import MAX, MIN, Window, read_window


def name_row(key: str, fact: RowFact) -> str:
    """A statement by its row, where it stands in one."""
    return f"الصف {fact.rows[key]}" if key in fact.rows else f"البيان {key.removeprefix(f'{fact.dataset}:')}"


def write_when(fact: RowFact, *, is_total: bool = False) -> str:
    """The days of what a row says. `is_total`: of all that came up to then."""
    days = fact.days
    if days.kind == "valid":
        return _write_lasting(days.start, days.end, fact)
    assert days.day is not None
    words = write_on(days.day, fact)
    if isinstance(days.day, LinkedDate):
        return words
    first, last = days.day
    if is_total:
        return f"حتى {write_day(last)}" if first in (MIN, last) else f"حتى يوم {words}"
    if days.spread:
        return f"{words.replace('بين ', 'من ', 1).replace(' و', ' إلى ', 1)}، طوال هذه المدة"
    is_seen = days.kind == "observed" and MIN < first < last < MAX
    return f"في وقت ما {words}" if is_seen else words


def write_on(day: Window | LinkedDate, fact: RowFact) -> str:
    """Such as `في 5 يناير/كانون الثاني 2026`."""
    if isinstance(day, Window):
        return write_days(day) or "في يوم غير معروف"
    weekdays = " أو ".join(WEEKDAYS[name] for name in day.weekdays)
    words = f"في يوم {weekdays}".rstrip() if weekdays else "في يوم ما"
    if day.within is not None:
        within = read_window(day.within)
        is_day = within.earliest == within.latest and not weekdays
        words = write_days(within) if is_day else f"{words} {write_days(within)}".rstrip()
    return words + "".join(f"، {_write_tie(tie, fact)}" for tie in day.ties)


def _write_lasting(start: Edge, end: Edge, fact: RowFact) -> str:
    first = _write_edge(start, fact)
    if end == "open":
        return f"منذ {first or 'يوم غير معروف'}، وظل ذلك حتى يوم القول"
    last = "يوم غير معروف قبل القول" if end == "unknown" else _write_edge(end, fact)
    return f"من {first} حتى {last}" if first else f"حتى {last}"


def _write_edge(edge: Edge, fact: RowFact) -> str:
    if isinstance(edge, str):
        return ""
    words = write_on(edge, fact)
    return words.removeprefix("في ") if words.startswith("في ") else f"يوم {words}"


def _write_tie(tie: DateTie, fact: RowFact) -> str:
    key, _, what = tie.of.partition("#")
    of = f"نشر {key.removeprefix('source:')}" if key.startswith("source:") else name_row(key, fact)
    point = f"{POINTS.get(what, '')}{of}"
    if tie.relation == "same_day":
        return f"في يوم {point} نفسه"
    relation = TIES.get(tie.relation, tie.relation)
    if tie.max_days is None:
        least = " أو في يومه" if tie.min_days == 0 else f" بما لا يقل عن {tie.min_days} يوم" if tie.min_days > 1 else ""
        return f"{relation} {point}{least}"
    span = f"{tie.min_days}" if tie.min_days == tie.max_days else f"{tie.min_days} إلى {tie.max_days}"
    return f"{relation} {point} بعدد من الأيام: {span}"
