"""Right answers for small worlds, slowly: every allowed first and last day is tried, and nothing of graph/ is run.

It follows the words of the design on time, numbers, custody and alliances; only the data classes are shared. Where the
design leaves a choice (which of two equally wide scopes counts first) it gives all answers that would do.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from graph.recorded import Recorded

FOLDER = Path(__file__).parents[2] / "graph" / "vocabulary"
FILES = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.yml")}
MODES = FILES["modes"]
PREDICATES = {
    name: entry
    for stem, entries in FILES.items()
    if stem not in ("modes", "terms", "entities")
    for name, entry in entries.items()
}
DAY = timedelta(1)
Ends = tuple[date, date]
Range = tuple[int, int | None]


@dataclass
class Seen:
    """A statement as evidence of a state: days it was seen on, days it may have begun and ended, and a stated end."""

    statement: Recorded
    window: Ends
    starts: Ends
    ends: Ends
    ended: Ends | None = None
    sure: bool = True


@dataclass
class Answer:
    """What a row must say. `counts` are all ranges that would do as the count."""

    support: str | None = None
    gap: int | None = None
    keys: set[str] = field(default_factory=set)
    basis: str = ""
    joint: set[str] = field(default_factory=set)
    capacities: set[str] = field(default_factory=set)
    counts: set[Range | None] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)
    disagree: bool = False
    gained: tuple[Range, str] | None = None
    lost: tuple[Range, str] | None = None
    denied: set[tuple[str, str]] = field(default_factory=set)
    signs: dict[str, int] = field(default_factory=dict)
    sign: int | None = None
    mixed: bool = False
    directed: bool = False


def worlds(seen: Seen, a: date, b: date) -> Iterator[tuple[date, date]]:
    """First and last days that the evidence allows, as far as they differ in anything about the days a and b."""
    marks = {*seen.starts, *seen.ends, a, b}
    marks |= {day - DAY for day in (a, b) if day > date.min} | {day + DAY for day in (a, b) if day < date.max}
    for start, end in product(sorted(marks), sorted(marks)):
        if seen.starts[0] <= start <= seen.starts[1] and seen.ends[0] <= end <= seen.ends[1] and start <= end:
            yield start, end


def may_hold(seen: Seen, a: date, b: date) -> bool:
    return any(start <= b and a <= end for start, end in worlds(seen, a, b))


def must_hold(seen: Seen, a: date, b: date) -> bool:
    return seen.sure and all(start <= b and a <= end for start, end in worlds(seen, a, b))


def evidence(statement: Recorded) -> Seen:
    """A statement as evidence, read from the time as written: single days, or .. or nothing."""
    bounds, written = statement.validity.bounds, statement.validity.written
    starts, ends = (bounds.earliest_start, bounds.latest_start), (bounds.earliest_end, bounds.latest_end)
    if statement.validity.kind == "on":
        window = starts[0], ends[1]
        return Seen(statement, window, window, (window[0], date.max), sure=False)
    if statement.validity.kind == "observed":
        first, _, last = written.partition("/")
        return Seen(statement, (_day(first), _day(last or first)), starts, ends)
    named = [_day(end) for end in written.split("/") if end not in ("", "..")]
    if written.endswith(".."):
        named.append(statement.said.earliest)
    ended = None if written.endswith("..") else ends
    return Seen(statement, (min(named), max(named)), starts, ends, ended)


def support(
    items: list[Seen], a: date, b: date, losses: Iterable[Ends] = (), max_gap: int | None = None
) -> list[tuple[str, Seen]]:
    """All evidence that bears a state on the days, each with the best reason, the best kinds first."""
    ends: list[tuple[str | None, Ends]] = [(None, loss) for loss in losses]
    ends += [(item.statement.predicate, item.ended) for item in items if item.ended]
    items = [item for item in items if may_hold(item, a, b)]

    def ends_of(item: Seen) -> list[Ends]:
        return [end for of, end in ends if of is None or of == item.statement.predicate]

    def went_on(item: Seen, until: date) -> bool:
        return not any(any(item.window[1] <= day < until for day in _days(end)) for end in ends_of(item))

    here = [i for i in items if any(a <= day <= b for day in _days(i.window))]
    before = [i for i in items if i.window[1] < a]
    later = [i for i in items if i.window[0] > b]
    nearest = [i for i in later if i.window[0] == min(j.window[0] for j in later)]
    lasting = [i for i in before if nearest and went_on(i, nearest[0].window[0])]
    latest = [i for i in lasting if i.window[1] == max(j.window[1] for j in lasting)]
    if latest and max_gap is not None and (nearest[0].window[0] - latest[0].window[1]).days > max_gap:
        latest = []
    found = [("certain", i) for i in items if must_hold(i, a, b)]
    found += [("within", i) for i in here]
    found += [("between", i) for i in [*latest, *nearest] if latest]
    for item in before:
        age = (a - item.window[1]).days
        stale = PREDICATES[item.statement.predicate].get("stale_after_days", 0) if max_gap is None else max_gap
        over = any(end[1] < a and any(day >= item.window[1] for day in _days(end)) for end in ends_of(item))
        if age <= stale and not over:
            found.append(("after", item))
    best: dict[int, tuple[str, Seen]] = {}
    for kind, item in found:
        best.setdefault(id(item), (kind, item))
    return list(best.values())


def custody(
    statements: list[Recorded], a: date, b: date, asked: frozenset[str] = frozenset(), max_gap: int | None = None
) -> dict[str, dict[tuple[str, str], Answer]]:
    """Answers by holder and held: rows, and where there is none what was last and first known."""
    statements = [s for s in statements if not _taken_back(s)]
    answers: dict[str, dict[tuple[str, str], Answer]] = {"rows": {}, "last": {}, "first": {}}
    facts = [s for s in statements if _fact(s) and "custody" in PREDICATES[s.predicate]]
    for pair in sorted({(h, g) for s in facts for h in _who(s, "holds", "gains") for g in _who(s, "held")}):
        holder, held = pair
        of_held = [s for s in facts if held in _who(s, "held")]
        items = [evidence(s) for s in of_held if holder in _who(s, "holds", "gains")]
        own_losses = [s for s in of_held if holder in _who(s, "loses")]
        places = {place for i in items for place in i.statement.role("at")}
        of_nobody = [
            s
            for s in of_held
            if "loses" in PREDICATES[s.predicate]["custody"].values()
            and not _who(s, "loses")
            and holder not in _who(s, "gains")
            and places & {*s.role("from_place"), *s.role("at")}
        ]
        total_losses = [
            (s.bounds.earliest_start, s.bounds.latest_end)
            for s in own_losses
            if _ends_it(s, [i.statement for i in items])
        ]
        found = support(items, a, b, total_losses, max_gap)
        gains = [s for s in of_held if holder in _who(s, "gains")]
        before = [i for i in items if i.window[1] < a]
        later = [i for i in items if i.window[0] > b]
        told = {
            "rows": found,
            "last": [("", i) for i in before if i.window[1] == max(j.window[1] for j in before)] if not found else [],
            "first": [("", i) for i in later if i.window[0] == min(j.window[0] for j in later)] if not found else [],
        }
        for where, used in told.items():
            if used:
                answer = _row(holder, used, a, b, statements)
                answer.gained = _moved(gains, "gains", b)
                answer.lost = _moved([*own_losses, *of_nobody], "loses", b)
                answers[where][pair] = answer
    return {where: _without_guards(rows, statements, asked) for where, rows in answers.items()}


def alliances(
    statements: list[Recorded], a: date, b: date, max_gap: int | None = None
) -> dict[tuple[str, str], Answer]:
    """Answers by pair of actors, in alphabetical order."""
    statements = [s for s in statements if not _taken_back(s)]
    facts = [s for s in statements if _fact(s) and "sign" in PREDICATES[s.predicate]]
    pairs = {tuple(sorted((x, y))) for s in facts for x in s.role("subject") for y in s.role("object") if x != y}
    answers: dict[tuple[str, str], Answer] = {}
    for one, two in sorted(pairs):
        between = [s for s in facts if any({x, y} == {one, two} for x in s.role("subject") for y in s.role("object"))]
        answer, kinds = Answer(), {}
        used: list[Recorded] = []
        for sign, name in ((1, "friendly"), (-1, "hostile"), (0, "neutral")):
            items = [evidence(s) for s in between if PREDICATES[s.predicate]["sign"] == sign]
            found = support(items, a, b, (), max_gap)
            answer.signs[name] = len(found)
            used += [item.statement for _, item in found]
            if found:
                kinds[sign] = min((kind for kind, _ in found), key=RANK.index)
        if not used:
            continue
        signed = {sign: kind for sign, kind in kinds.items() if sign} or kinds
        answer.support = min(signed.values(), key=RANK.index)
        answer.mixed = len(signed) == 2
        answer.sign = None if answer.mixed else next(iter(signed))
        answer.keys = {s.key for s in used}
        answer.denied = _denied(used, statements)
        ways = {one in s.role("subject") for s in used}
        answer.directed = len(ways) == 1 and not any(PREDICATES[s.predicate].get("symmetric") for s in used)
        answers[one, two] = answer
    return answers


RANK = ("certain", "within", "between", "after")


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _days(ends: Ends) -> Iterator[date]:
    day = ends[0]
    while day <= ends[1]:
        yield day
        day += DAY


def _fact(s: Recorded) -> bool:
    return s.polarity == "asserts" and bool(MODES[s.mode]["actual"])


def _under_way(s: Recorded) -> bool:
    return bool(MODES[s.mode].get("whole"))


def _taken_back(s: Recorded) -> bool:
    return any(
        r.said_by == s.said_by and r.stance in ("corrects", "denies") and r.scope == "specific" for r in s.responses
    )


def _who(s: Recorded, *effects: str) -> tuple[str, ...]:
    roles = PREDICATES[s.predicate]["custody"]
    return tuple(sorted({i for role, effect in roles.items() if effect in effects for i in s.role(role)}))


def _ends_it(loss: Recorded, held: list[Recorded]) -> bool:
    """A loss of all; or of as many as the last stock, counted at least as widely as the loss."""
    if _under_way(loss):
        return False
    if loss.whole:
        return True
    if loss.count is None or loss.count.kind != "flow":
        return False
    stocks = []
    for s in held:
        counted = s.count is not None and s.count.kind == "stock" and not _under_way(s)
        if (
            counted
            and s.count
            and s.count.unit == loss.count.unit
            and evidence(s).window[1] <= loss.bounds.earliest_start
        ):
            wide = set(_who(loss, "loses")) <= set(_who(s, "holds", "gains"))
            if wide and set(_who(loss, "held")) <= set(_who(s, "held")):
                stocks.append(s)
    if any(not s.role("at") for s in stocks):
        stocks = [s for s in stocks if not s.role("at")]
    if not stocks or any(s.role("at") != stocks[0].role("at") for s in stocks):
        return False
    day = max(evidence(s).window[1] for s in stocks)
    highs = [s.count.max for s in stocks if s.count and evidence(s).window[1] == day]
    return all(high is not None and loss.count.min >= high for high in highs)


def _row(holder: str, found: list[tuple[str, Seen]], a: date, b: date, everything: list[Recorded]) -> Answer:
    used = [item.statement for _, item in found]
    kinds = [kind for kind, _ in found if kind]
    answer = Answer(min(kinds, key=RANK.index) if kinds else None, keys={s.key for s in used})
    answer.gap = 0 if answer.support == "certain" else min(_gap(item, a, b) for _, item in found)
    answer.basis = "stated" if any(PREDICATES[s.predicate]["time"] == "state" for s in used) else "moved"
    answer.joint = {other for s in used for other in _who(s, "holds", "gains")} - {holder}
    answer.capacities = {PREDICATES[s.predicate]["capacity"] for s in used}
    answer.denied = _denied(used, everything)
    counted = [(s, _scope(s), _off(evidence(s).window, a, b)) for s in used if s.count and _figure(s)]
    answer.listed = {s.key for s, _, _ in counted}
    answer.counts = _counts(counted)
    for (one, scope, _), (two, other, _) in product(counted, counted):
        apart = one.count and two.count and not _both_true(one, two)
        together = set(_days(evidence(one).window)) & set(_days(evidence(two).window)) or set(one.about) & set(
            two.about
        )
        answer.disagree |= bool(scope == other and apart and together)
    return answer


def _gap(seen: Seen, a: date, b: date) -> int:
    """How many days more on both sides make it certain."""
    return max(0, (seen.starts[1] - b).days, (a - seen.ends[0]).days)


def _figure(s: Recorded) -> bool:
    return s.count is not None and s.count.kind not in ("flow", "cumulative") and not _under_way(s)


def _scope(s: Recorded) -> tuple[Any, ...]:
    assert s.count is not None
    return s.count.unit, s.count.kind, _who(s, "holds", "gains"), _who(s, "held"), s.role("at")


def _off(window: Ends, a: date, b: date) -> int:
    return max(0, (window[0] - b).days, (a - window[1]).days)


def _counts(counted: list[tuple[Recorded, tuple[Any, ...], int]]) -> set[Range | None]:
    """The hull of the nearest stock counts, for each of the widest scopes in which one is nearest."""
    stocks = [c for c in counted if c[1][1] == "stock" and len(c[1][3]) == 1]
    if not stocks:
        return {None}

    def width(scope: tuple[Any, ...]) -> tuple[bool, bool, int]:
        return scope[0] == "people", not scope[4], len(scope[2])

    widest = [c for c in stocks if width(c[1]) == max(width(d[1]) for d in stocks)]
    nearest = [c for c in widest if c[2] == min(d[2] for d in widest)]
    by_scope = defaultdict(list)
    for s, scope, _ in nearest:
        assert s.count is not None
        by_scope[scope].append((s.count.min, s.count.max))
    return {_hull(ranges) for ranges in by_scope.values()}


def _hull(ranges: list[Range]) -> Range:
    highs = [high for _, high in ranges]
    return min(low for low, _ in ranges), None if None in highs else max(high for high in highs if high is not None)


def _both_true(one: Recorded, two: Recorded) -> bool:
    assert one.count is not None
    assert two.count is not None
    ceiling = max(n or 0 for c in (one.count, two.count) for n in (c.min, c.max)) + 1
    return any(
        all(c.min <= n <= (ceiling if c.max is None else c.max) for c in (one.count, two.count))
        for n in {one.count.min, two.count.min, ceiling}
    )


def _moved(flows: list[Recorded], effect: str, b: date) -> tuple[Range, str] | None:
    flows = [
        s for s in flows if s.count and s.count.unit == "people" and not _under_way(s) and s.bounds.earliest_start <= b
    ]
    running = [s for s in flows if s.count and s.count.kind == "cumulative"]
    if running:
        day = max(s.bounds.latest_end for s in running)
        return _hull([_part(s, effect, b) for s in running if s.bounds.latest_end == day]), "cumulative"
    events: dict[Any, list[Range]] = defaultdict(list)
    for s in flows:
        if s.count and s.count.kind == "flow":
            events[s.about or s.key].append(_part(s, effect, b))
    if not events:
        return None
    hulls = [_hull(ranges) for ranges in events.values()]
    highs = [high for _, high in hulls]
    top = None if None in highs else sum(high for high in highs if high is not None)
    return (min(low for low, _ in hulls), top), "flow"


def _part(s: Recorded, effect: str, b: date) -> Range:
    assert s.count is not None
    shared = len(_who(s, effect)) != 1 or len(_who(s, "held")) != 1
    to_come = s.count.kind == "flow" and s.bounds.latest_end > b
    return 0 if shared or to_come else s.count.min, s.count.max


def _denied(used: list[Recorded], everything: list[Recorded]) -> set[tuple[str, str]]:
    found = {(r.id, r.scope) for s in used for r in s.responses if r.stance == "denies"}
    answered = {id_ for id_, _ in found}
    for denial in everything:
        for s in used if denial.polarity == "denies" and denial.id not in answered else ():
            same = denial.predicate == s.predicate and dict(denial.roles) == dict(s.roles)
            alike = denial.mode == s.mode or bool(MODES[denial.mode]["actual"])
            spoken = all(term in s.terms for term in denial.terms)
            first, last = denial.bounds.earliest_start, denial.bounds.latest_end
            meet = s.bounds.earliest_start <= last and first <= s.bounds.latest_end
            if same and alike and spoken and meet:
                found.add((denial.id, "specific"))
    return found


def _without_guards(
    rows: dict[tuple[str, str], Answer], statements: list[Recorded], asked: frozenset[str]
) -> dict[tuple[str, str], Answer]:
    """Without those who only guard, each time beside somebody who holds by more and whose row names them."""
    by_key = {s.key: s for s in statements}
    kept = {}
    for (holder, held), answer in rows.items():
        partners = {
            other
            for (other, of), row in rows.items()
            if of == held and holder in row.joint and row.capacities & {"authority", "administers"}
        }
        beside = all(partners & set(_who(by_key[key], "holds", "gains")) for key in answer.keys)
        if holder in asked or answer.capacities != {"guards"} or not beside:
            kept[holder, held] = answer
    return kept
