"""Dates that depend on one another: what it costs to settle them, and to ask what was known of them by a day."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from app.answers.question import read_common
from app.questions.custody import custody
from graph.date_constraints.constraints import collect_constraints
from graph.date_constraints.propagation import Constraint, DaysApart, OnWeekday, WithinWindow
from graph.date_constraints.resolution import resolve_dates
from graph.date_constraints.solver import solve_days
from graph.dates.linked_dates import DateTie, LinkedDate, LinkedTimes
from graph.dates.validity import read_event
from graph.dates.windows import Window
from graph.model.entities import WrittenEntity
from graph.model.sources import WrittenSource
from graph.model.statement import Citation, WrittenStatement
from graph.selection.selection import Selection
from graph.store.reading.reader import Reader
from graph.store.reading.view import View
from graph.store.store import Store
from graph.store.writing.content import Content
from graph.store.writing.writer import load_content
from ingest.loading import load_source
from tests.bench.engines import empty_engine
from tests.bench.measure import Result, in_turn

FIRST = date(2020, 1, 6)
MOST_MS, MOST_EXPONENT, MOST_TIMES = 100.0, 1.2, 1.5
SIZES = (100, 1_000, 10_000)
FALLING = 40  # years, so that in a chain each start is passed on to all that follow
BEGUN = Window(FIRST, FIRST)


def solving(rounds: int, sizes: tuple[int, ...] = SIZES) -> Iterator[Result]:
    """1,000 linked dates, and how the time grows on chains and on trees; 1,000 is among the sizes."""
    medians = {shape: [_median(make(size), rounds) for size in sizes] for shape, make in SHAPES.items()}
    for shape, times in medians.items():
        spent = times[sizes.index(1_000)]
        yield _bounded(f"bounds of 1,000 linked dates, {shape}", spent, MOST_MS, "ms")
        exponent = math.log(times[-1] / times[0]) / math.log(sizes[-1] / sizes[0])
        yield Result(
            what=f"growth from {sizes[0]:,} to {sizes[-1]:,} linked dates, {shape}",
            engine="",
            value=exponent,
            unit="exponent",
            bar=f"<= {MOST_EXPONENT}",
            met=exponent <= MOST_EXPONENT,
            details=dict(zip(map(str, sizes), times, strict=True)),
        )
    statements = marches(1_000)
    yield _bounded("1,000 statements to bounds and back", _settled(statements, rounds), MOST_MS, "ms")


def both_axes(name: str, rounds: int) -> Iterator[Result]:
    """The same question with as_of and known_at, against it with as_of alone."""
    with empty_engine(name) as engine, Store(engine=engine) as store:
        load_source(store, "isis-detainee-transfer")
        yield _two_times_asked(name, "isis-suspects", Reader(store).view(), rounds, "2026-02-05", "2026-12-31")
        load_content(store, _content(marches(100)))
        yield _two_times_asked(name, "marchers", Reader(store).view(), rounds, "2020-03-01", "2020-12-31")


def marches(number: int) -> list[WrittenStatement]:
    """Reports of marches, each some days after the one before, every third on a Thursday."""
    found = []
    for i in range(number):
        when = LinkedDate(None, ("thursday",) if i % 3 == 0 else (), (DateTie("after", f"marches:{i - 1}", 0, 9),))
        made = _march(i)
        validity = replace(made.validity, written=str(when))
        found.append(replace(made, validity=validity, linked=LinkedTimes(on=when)) if i else made)
    return found


def _two_times_asked(name: str, held: str, view: View, rounds: int, day: str, known: str) -> Result:
    one, two = read_common(as_of=day), read_common(as_of=day, known_at=known)
    rows = len(custody(Selection(view, one), held)["rows"])
    calls: dict[str, Callable[[], object]] = {
        "one": lambda: custody(Selection(view, one), held),
        "two": lambda: custody(Selection(view, two), held),
    }
    median = in_turn(calls, rounds, warm=rounds // 4)
    ratio = median["two"] / median["one"]
    return Result(
        what=f"custody of {held} with known_at",
        engine=name,
        value=median["two"],
        unit="ms",
        against="the same with as_of alone",
        ratio=ratio,
        bar=f"<= {MOST_TIMES}",
        met=ratio <= MOST_TIMES,
        details={"oneMs": median["one"], "rows": rows},
    )


def _bounded(what: str, value: float, most: float, unit: str) -> Result:
    return Result(
        what=what, engine="", value=value, unit=unit, against="of what the bar allows", ratio=value / most,
        bar=f"<= {most:.0f} {unit}", met=value <= most,
    )  # fmt: skip


def _median(network: list[Constraint], rounds: int) -> float:
    return in_turn({"solve": lambda: solve_days(network)}, rounds, warm=1)["solve"]


def _settled(statements: list[WrittenStatement], rounds: int) -> float:
    solve_days(collect_constraints({s.key: s for s in statements}, {}))
    return in_turn({"settle": lambda: resolve_dates(statements, {})}, rounds, warm=1)["settle"]


def _chain(size: int) -> list[Constraint]:
    found: list[Constraint] = []
    for i in range(size):
        start = FIRST + timedelta(FALLING * 365 - i)
        found.append(WithinWindow(f"n{i}", Window(start, start + timedelta(200 * 365)), f"n{i}"))
        if i:
            found.append(DaysApart(f"n{i - 1}", f"n{i}", 1, 30, f"n{i}"))
        if i % 3 == 0:
            found.append(OnWeekday(f"n{i}", frozenset({i % 7}), f"n{i}"))
    return found


def _tree(size: int) -> list[Constraint]:
    found: list[Constraint] = [WithinWindow("n0", BEGUN, "n0")]
    for i in range(1, size):
        ends = (f"n{i // 3}", f"n{i}") if i % 2 else (f"n{i}", f"n{i // 3}")
        found.append(DaysApart(*ends, 0, 30, f"n{i}"))
        if i % 3 == 0:
            found.append(OnWeekday(f"n{i}", frozenset({i % 7}), f"n{i}"))
    return found


SHAPES = {"a chain": _chain, "a tree": _tree}


def _march(number: int) -> WrittenStatement:
    said = Window(date(2020, 12, 1), date(2020, 12, 1))
    return WrittenStatement(
        key=f"marches:{number}", dataset="marches", predicate="transfers",
        roles={"object": ("marchers",), "to_holder": ("crown",)}, said_by="herald",
        cites=Citation(source="marches", locator=f"line {number}"), validity=read_event(FIRST.isoformat()), said=said,
        known=said, known_from="2020-12-01",
    )  # fmt: skip


def _content(statements: list[WrittenStatement]) -> Content:
    day = date(2020, 12, 1)
    source = WrittenSource(
        id="marches", title="Marches", publisher="herald", published_on=day.isoformat(), published=Window(day, day)
    )
    entities = [
        WrittenEntity(id="herald", label="Actor", name="Herald", kind="media"),
        WrittenEntity(id="crown", label="Actor", name="Crown", kind="government"),
        WrittenEntity(id="marchers", label="Group", name="Marchers", kind="detainees"),
    ]
    return Content(dataset="marches", title="Marches", sources=[source], entities=entities, statements=statements)
