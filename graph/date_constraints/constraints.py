"""Constraints on days, from what statements and their sources say.

Its nodes: `KEY` is the day of an event or a sighting, `KEY#start`, `KEY#end` and `KEY#said` are other times of a
statement, `source:ID` is the day on which a source was published.
"""

from collections.abc import Iterator, Mapping

from graph.date_constraints.propagation import Constraint, DaysApart, Node, OnWeekday, WithinWindow
from graph.dates.linked_dates import SOURCE, WEEKDAYS, DateTie, LinkedDate, LinkedTimes
from graph.dates.validity import read_end
from graph.dates.windows import Window, read_window
from graph.model.sources import WrittenSource
from graph.model.statement import StoredStatement, WrittenStatement
from graph.vocabulary import vocabulary

Dated = WrittenStatement | StoredStatement
Sources = Mapping[str, WrittenSource]
RULES = {"on": "on", "observed": "observed", "start": "valid from", "end": "valid until"}


def collect_constraints(statements: Mapping[str, Dated], sources: Sources) -> list[Constraint]:
    """The constraints that some statements, by key, and the sources that they name put on days."""
    found: list[Constraint] = []
    named: set[str] = set()
    for statement in statements.values():
        found += _StatementConstraints(statement, statements, sources).constraints()
        if statement.linked:
            named |= {statement.cites.source, *(k.removeprefix(SOURCE) for k in statement.linked.keys)}
    for id_ in sorted(named & sources.keys()):
        source = sources[id_]
        found.append(WithinWindow(SOURCE + id_, source.published, SOURCE + id_, describe_publication(source)))
    return found


def describe_publication(source: WrittenSource) -> str:
    return f"published on {source.published_on}"


def describe_validity(statement: Dated) -> str:
    """The time of a statement without linked dates, as the words of a rule."""
    validity = statement.validity
    return f"all over {validity.written}" if validity.spread else f"{validity.kind} {validity.written}"


def describe_said_day(statement: Dated, sources: Sources) -> tuple[str, str]:
    """Who says when a statement was said, as a key (its own or that of its source), and the words of the rule."""
    source = sources.get(statement.cites.source)
    if statement.said_on is None and source:
        return SOURCE + source.id, describe_publication(source)
    return statement.key, f"said on {statement.said_on}"


class _StatementConstraints:
    """The constraints of one statement among others."""

    def __init__(self, statement: Dated, statements: Mapping[str, Dated], sources: Sources) -> None:
        self._statement, self._statements, self._sources = statement, statements, sources
        self._key = statement.key

    def constraints(self) -> Iterator[Constraint]:
        linked = self._statement.linked
        yield from self._constrain_linked(linked) if linked else self._constrain_plain()
        if not (linked and isinstance(linked.said, LinkedDate)):
            yield WithinWindow(
                f"{self._key}#said", self._statement.said, *describe_said_day(self._statement, self._sources)
            )

    def _constrain_plain(self) -> Iterator[Constraint]:
        key, validity, rule = self._key, self._statement.validity, describe_validity(self._statement)
        bounds = validity.bounds
        if validity.kind == "on" and not validity.spread:
            yield WithinWindow(key, Window(bounds.earliest_start, bounds.latest_end), key, rule)
        elif validity.kind == "observed":
            yield WithinWindow(key, Window(bounds.earliest_end, bounds.latest_start), key, rule)
            yield from self._order_sighting()
        else:
            yield WithinWindow(f"{key}#start", Window(bounds.earliest_start, bounds.latest_start), key, rule)
            yield WithinWindow(f"{key}#end", Window(bounds.earliest_end, bounds.latest_end), key, rule)
            yield self._order("#start", "#end", "ends no earlier than it begins")

    def _constrain_linked(self, linked: LinkedTimes) -> Iterator[Constraint]:
        for name, when in linked.list_times():
            node = self._key if name in ("on", "observed") else f"{self._key}#{name}"
            if isinstance(when, LinkedDate):
                yield from self._constrain_bounded(node, when)
            elif name != "said":
                yield from self._constrain_written(name, node, when)
        if linked.observed is not None:
            yield from self._order_sighting()
            if self._statement.polarity == "asserts" and vocabulary().modes[self._statement.mode].actual:
                yield self._order("", "#said", "seen no later than it was said")
        if linked.start is not None:
            yield self._order("#start", "#end", "ends no earlier than it begins")
        if isinstance(linked.said, LinkedDate) and self._statement.cites.source in self._sources:
            source = SOURCE + self._statement.cites.source
            yield DaysApart(f"{self._key}#said", source, 0, None, self._key, "said no later than it was published")

    def _constrain_written(self, name: str, node: Node, text: str) -> Iterator[Constraint]:
        """Of a time in EDTF, of a statement that has linked dates too; a start or end may also be .. or nothing."""
        if name in ("on", "observed"):
            yield WithinWindow(node, read_window(text, name), self._key, f"{RULES[name]} {text}")
        elif isinstance(days := read_end(text, f"valid.{name}"), str):
            if name == "start":
                yield self._order("#start", "#said", "had begun when it was said")
            elif days:
                yield self._order("#said", "#end", "was going on when it was said")
            else:
                yield self._order("#end", "#said", "had ended when it was said")
        else:
            yield WithinWindow(node, days, self._key, f"{RULES[name]} {text}")

    def _constrain_bounded(self, node: Node, when: LinkedDate) -> Iterator[Constraint]:
        if when.within is not None:
            yield WithinWindow(node, read_window(when.within, "within"), self._key, f"within {when.within}")
        if when.weekdays:
            days = frozenset(WEEKDAYS.index(name) for name in when.weekdays)
            yield OnWeekday(node, days, self._key, str(LinkedDate(weekdays=when.weekdays)))
        for tie in when.ties:
            if (other := self._find_node(tie)) is None:
                continue
            if tie.relation == "same_day":
                yield DaysApart(other, node, 0, 0, self._key, str(tie))
            else:
                earlier, later = (other, node) if tie.relation == "after" else (node, other)
                yield DaysApart(earlier, later, tie.min_days, tie.max_days, self._key, str(tie))

    def _find_node(self, tie: DateTie) -> Node | None:
        """The day that a tie names: the start of what lasted, unless it says #end. None where that is not loaded."""
        if tie.of.startswith(SOURCE):
            return tie.of if tie.of.removeprefix(SOURCE) in self._sources else None
        key, _, part = tie.of.partition("#")
        other = self._statements.get(key)
        if other is None:
            return None
        day = other.validity.kind != "valid" and not other.validity.spread
        if part == "said":
            return tie.of
        if day and (not part or other.validity.kind == "on"):
            return key
        return f"{key}#{part or 'start'}"

    def _order_sighting(self) -> Iterator[Constraint]:
        yield self._order("#start", "", "had begun when it was seen")
        yield self._order("", "#end", "went on when it was seen")

    def _order(self, earlier: str, later: str, rule: str) -> DaysApart:
        return DaysApart(self._key + earlier, self._key + later, 0, None, self._key, rule)
