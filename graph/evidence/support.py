"""Support: the kind of evidence for a state on a day (certain, within, between, after), in custody and alliances.

For everyone's alliances the same rules stand once more for arrays, in `graph/columns/evidence.py`.
"""

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
    """The evidence of one statement for a state: the bounds of the state, and the days on which it was seen.

    `window` spans the days that the statement itself names. Days before and after are measured from it. `derived`
    evidence comes from a gain: it makes a state possible, never certain.
    """

    statement: StoredStatement
    bounds: Bounds
    window: Window
    stale_after_days: int
    derived: bool = False

    @property
    def may_be_sure(self) -> bool:
        """Whether it can make a row certain. A gain, or an inference by a coder, only makes it possible."""
        return not self.derived and self.statement.reading == "stated"

    @property
    def is_over(self) -> bool:
        """Whether it only says by which day the state had ended. Such evidence supports no row on any day."""
        return not self.derived and self.statement.validity.is_over

    @property
    def end(self) -> Window | None:
        """The days within which the state ended according to the statement; None if it reports no end."""
        validity = self.statement.validity
        if self.derived or validity.kind != "valid" or self.bounds.latest_end == MAX:
            return None
        return Window(self.bounds.earliest_end, self.bounds.latest_end)


def make_state_evidence(statement: StoredStatement) -> Evidence:
    """The evidence of a statement about a state."""
    validity = statement.validity
    return Evidence(statement, validity.bounds, validity.window, _find_stale_after(statement))


def find_named_window(statement: StoredStatement) -> Window:
    """The days that a statement itself names, from the first to the last."""
    return statement.validity.window


def find_named_days(statement: StoredStatement) -> Window:
    """The days that a statement may be about: its named window. If only the end of a state is known, all days up to
    that end."""
    window = find_named_window(statement)
    return Window(MIN, window.latest) if statement.validity.is_over else window


def find_ending_days(loss: StoredStatement) -> Window:
    """The days within which a loss of all the people held ended the holding.

    Where nobody says since when it may have been, only that it was by some day, that day alone: people who were counted
    before are those who had left by then.
    """
    window = find_named_window(loss)
    return Window(window.latest, window.latest) if window.earliest == MIN else window


def make_gain_evidence(statement: StoredStatement) -> Evidence:
    """The evidence of an event that began a state. The state may have lasted from then on, as no end is named."""
    validity = statement.validity
    bounds = validity.bounds
    days = validity.window if validity.kind == "on" else Window(bounds.earliest_start, bounds.latest_end)
    return Evidence(statement, validity.from_then_on, days, _find_stale_after(statement), True)


def make_act_evidence(statement: StoredStatement) -> Evidence:
    """The evidence of an act by which two are friends or foes: as sure as the act on its own days, and no more than
    possible from then on."""
    validity = statement.validity
    return Evidence(statement, validity.from_then_on, validity.window, _find_stale_after(statement))


@dataclass(frozen=True, slots=True)
class Support:
    """The best kind of evidence for a state on the days asked about, all the evidence, and the distance from certain.

    `evidence` begins with the best; its first `best` items are of this `kind`. `gap_days` is the distance in days.
    """

    kind: SupportKind
    evidence: tuple[Evidence, ...]
    gap_days: int | None
    best: int


def find_support(
    evidence: Sequence[Evidence], a: date, b: date, ends: Iterable[Window] = (), max_gap_days: int | None = None
) -> Support | None:
    """The support for a state on any day in [a, b]; None if there is no evidence, or none near enough.

    `evidence` is about one state: one holder and group, or one pair and sign. `ends` are windows in which something
    else ended the state. An end that a statement reports ends only its own predicate: a holder that stops guarding may
    still hold. `max_gap_days` is the longest time without evidence: between two items, and after the last one, where
    it replaces the predicate's stale_after_days.
    """
    possible_items = [item for item in evidence if is_possible(item.bounds, a, b) and not item.is_over]
    before = [item for item in possible_items if item.window.latest < a]
    after = [item for item in possible_items if item.window.earliest > b]
    within_items = [item for item in possible_items if item.window.earliest <= b and a <= item.window.latest]
    reported_ends = [(None, end) for end in ends] + [(i.statement.predicate, end) for i in evidence if (end := i.end)]

    def goes_on(item: Evidence, until: date) -> bool:
        """Whether no end surely lies after this evidence and before `until`."""
        return not any(
            predicate in (None, item.statement.predicate) and is_end_after(end, item) and end.latest < until
            for predicate, end in reported_ends
        )

    def is_fresh(item: Evidence) -> bool:
        limit = item.stale_after_days if max_gap_days is None else max_gap_days
        return (a - item.window.latest).days <= limit and goes_on(item, a)

    certain_items = [item for item in possible_items if item.may_be_sure and is_certain(item.bounds, a, b)]
    by_kind = {
        "certain": certain_items,
        "within": within_items,
        "between": _select_between(before, after, goes_on, max_gap_days),
        "after": [item for item in before if is_fresh(item)],
    }
    return _make_support(by_kind, a, b)


def is_end_after(end: Window, item: Evidence) -> bool:
    """Whether an end surely came after some evidence. The same day counts as after, but not after a gain."""
    return end.earliest > item.window.latest or (end.earliest == item.window.latest and not item.derived)


def _select_between(
    earlier: Iterable[Evidence], later: Iterable[Evidence], goes_on: Callable[[Evidence, date], bool], limit: int | None
) -> list[Evidence]:
    """The nearest evidence before and after, if nothing ends the state between them."""
    first = min((item.window.earliest for item in later), default=MAX)
    lasting = [item for item in earlier if goes_on(item, first)]
    last = max((item.window.latest for item in lasting), default=MIN)
    if not lasting or first == MAX or (limit is not None and (first - last).days > limit):
        return []
    return [i for i in lasting if i.window.latest == last] + [i for i in later if i.window.earliest == first]


def select_last_before(evidence: Sequence[Evidence], a: date, b: date) -> list[Evidence]:
    """The latest evidence from before [a, b], for `lastKnown`. A state that is over counts from its end."""
    before = [item for item in evidence if item.window.latest < a or (item.is_over and item.window.latest <= b)]
    last = max((item.window.latest for item in before), default=MIN)
    return [item for item in before if item.window.latest == last]


def select_first_after(evidence: Sequence[Evidence], b: date) -> list[Evidence]:
    """The earliest evidence from after a day, for `firstKnown`."""
    after = [item for item in evidence if item.window.earliest > b]
    first = min((item.window.earliest for item in after), default=MAX)
    return [item for item in after if item.window.earliest == first]


def find_known_certainty(statements: Iterable[StoredStatement], known_at: Window | None) -> Certainty:
    """Certain if one of the statements was surely public by the last day of known_at."""
    if known_at is None or any(statement.known.latest <= known_at.latest for statement in statements):
        return "certain"
    return "possible"


def _make_support(by_kind: Mapping[str, Sequence[Evidence]], a: date, b: date) -> Support | None:
    kinds = [kind for kind in RANKS if by_kind[kind]]
    if not kinds:
        return None
    evidence: dict[int, Evidence] = {}
    for kind in kinds:
        for item in sorted(by_kind[kind], key=lambda item: (-item.window.latest.toordinal(), item.statement.key)):
            evidence.setdefault(id(item), item)
    best = by_kind[kinds[0]]
    gaps = [gap for item in best if (gap := count_gap_days(item.bounds, a, b)) is not None]
    return Support(kinds[0], tuple(evidence.values()), min(gaps, default=None), len(best))


def _find_stale_after(statement: StoredStatement) -> int:
    return vocabulary().predicates[statement.predicate].stale_after_days or 0
