"""Support: why something may hold on a day (certain, within, between, after), for custody and for alliances."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, get_args

from graph.dates.validity import Bounds, count_gap_days, is_certain, is_possible
from graph.dates.windows import MAX, MIN, Window
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary

Certainty = Literal["possible", "certain"]
SupportKind = Literal["certain", "within", "between", "after"]
RANKS: tuple[SupportKind, ...] = get_args(SupportKind)


class Evidence(NamedTuple):
    """What one statement says for a state: the bounds of the state, and the days on which it was seen.

    `window` is the stretch between the days that the statement itself names; before and after are measured from it.
    """

    statement: StoredStatement
    bounds: Bounds
    window: Window
    stale_after_days: int
    derived: bool = False  # a gain makes a holder possible, never certain

    @property
    def may_be_sure(self) -> bool:
        """Whether it can make a row certain: a gain, or what a coder inferred, only makes a holder possible."""
        return not self.derived and self.statement.reading == "stated"

    @property
    def is_over(self) -> bool:
        """Whether only a day is known by which the state had ended: then it makes no row on any day."""
        return not self.derived and self.statement.validity.is_over

    @property
    def end(self) -> Window | None:
        """The days within which the statement says the state ended, if it says that."""
        validity = self.statement.validity
        if self.derived or validity.kind != "valid" or self.bounds.latest_end == MAX:
            return None
        return Window(self.bounds.earliest_end, self.bounds.latest_end)


def make_state_evidence(statement: StoredStatement) -> Evidence:
    """The evidence of a statement about a state."""
    validity = statement.validity
    return Evidence(statement, validity.bounds, validity.window, _find_stale_after(statement))


def find_named_window(statement: StoredStatement) -> Window:
    """The stretch between the days that a statement itself names."""
    return statement.validity.window


def find_named_days(statement: StoredStatement) -> Window:
    """The days that a statement may be about: its named window; all days up to the end of a state of which we know
    only by which day it had ended."""
    window = find_named_window(statement)
    return Window(MIN, window.latest) if statement.validity.is_over else window


def make_gain_evidence(statement: StoredStatement) -> Evidence:
    """The evidence of an event that began a state: it may have gone on from then, with no end named."""
    validity = statement.validity
    bounds = validity.bounds
    days = validity.window if validity.kind == "on" else Window(bounds.earliest_start, bounds.latest_end)
    return Evidence(statement, validity.from_then_on, days, _find_stale_after(statement), True)


@dataclass(frozen=True, slots=True)
class Support:
    """The best reason for a state on the days asked about, all its evidence, and how many days it is from certain.

    The best evidence comes first; `best` is how many of them give the kind.
    """

    kind: SupportKind
    evidence: tuple[Evidence, ...]
    gap_days: int | None
    best: int


def find_support(
    evidence: Sequence[Evidence], a: date, b: date, ends: Iterable[Window] = (), max_gap_days: int | None = None
) -> Support | None:
    """Why the state may hold on some day in [a, b]; None where it does not, or where all evidence is too far off.

    `ends` are windows in which something else ended the state. Evidence is that of one state: one holder and held,
    or one pair and sign. A reported end ends only what its predicate says: who stops guarding may still
    hold. `max_gap_days` is the longest stretch without evidence: between two pieces, or, in place of the predicate's
    stale_after_days, after the last one.
    """
    possible_items = [item for item in evidence if is_possible(item.bounds, a, b) and not item.is_over]
    before = [item for item in possible_items if item.window.latest < a]
    after = [item for item in possible_items if item.window.earliest > b]
    within_items = [item for item in possible_items if item.window.earliest <= b and a <= item.window.latest]
    ended = [(None, end) for end in ends] + [(i.statement.predicate, end) for i in evidence if (end := i.end)]

    def goes_on(item: Evidence, until: date) -> bool:
        """Whether nothing surely ended what was seen after it was seen, and before `until`."""
        return not any(
            of in (None, item.statement.predicate) and is_end_after(end, item) and end.latest < until
            for of, end in ended
        )

    def fresh(item: Evidence) -> bool:
        limit = item.stale_after_days if max_gap_days is None else max_gap_days
        return (a - item.window.latest).days <= limit and goes_on(item, a)

    sure = [item for item in possible_items if item.may_be_sure and is_certain(item.bounds, a, b)]
    by_kind = {
        "certain": sure,
        "within": within_items,
        "between": _select_between(before, after, goes_on, max_gap_days),
        "after": [item for item in before if fresh(item)],
    }
    return _make_support(by_kind, a, b)


def is_end_after(end: Window, item: Evidence) -> bool:
    """Whether an end surely came after what was seen: on its day too, but not on the day on which people came."""
    return end.earliest > item.window.latest or (end.earliest == item.window.latest and not item.derived)


def _select_between(
    earlier: Iterable[Evidence], later: Iterable[Evidence], goes_on: Callable[[Evidence, date], bool], limit: int | None
) -> list[Evidence]:
    """The nearest evidence on either side, where nothing ends the state between them."""
    first = min((item.window.earliest for item in later), default=MAX)
    lasting = [item for item in earlier if goes_on(item, first)]
    last = max((item.window.latest for item in lasting), default=MIN)
    if not lasting or first == MAX or (limit is not None and (first - last).days > limit):
        return []
    return [i for i in lasting if i.window.latest == last] + [i for i in later if i.window.earliest == first]


def select_last_before(evidence: Sequence[Evidence], a: date, b: date) -> list[Evidence]:
    """The latest evidence from before [a, b], for `lastKnown`; what was over by a day, from that day on."""
    before = [item for item in evidence if item.window.latest < a or (item.is_over and item.window.latest <= b)]
    last = max((item.window.latest for item in before), default=MIN)
    return [item for item in before if item.window.latest == last]


def select_first_after(evidence: Sequence[Evidence], b: date) -> list[Evidence]:
    """The earliest evidence from after a day, for `firstKnown`."""
    after = [item for item in evidence if item.window.earliest > b]
    first = min((item.window.earliest for item in after), default=MAX)
    return [item for item in after if item.window.earliest == first]


def find_known_certainty(statements: Iterable[StoredStatement], known_at: Window | None) -> Certainty:
    """Certain where one of the statements was surely public on some day of known_at, by the one rule of time."""
    if known_at is None or any(statement.known.latest <= known_at.latest for statement in statements):
        return "certain"
    return "possible"


def _make_support(by_kind: Mapping[str, Sequence[Evidence]], a: date, b: date) -> Support | None:
    kinds = [kind for kind in RANKS if by_kind[kind]]
    if not kinds:
        return None
    found: dict[int, Evidence] = {}
    for kind in kinds:
        for item in sorted(by_kind[kind], key=lambda item: (-item.window.latest.toordinal(), item.statement.key)):
            found.setdefault(id(item), item)
    best = by_kind[kinds[0]]
    gaps = [gap for item in best if (gap := count_gap_days(item.bounds, a, b)) is not None]
    return Support(kinds[0], tuple(found.values()), min(gaps, default=None), len(best))


def _find_stale_after(statement: StoredStatement) -> int:
    return vocabulary().predicates[statement.predicate].stale_after_days or 0
