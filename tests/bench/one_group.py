"""Every question about one group with many statements: how long, how many bytes, and how both grow."""

import math
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import orjson

from app.answers.question import Common, read_common
from app.questions.chain import chain
from app.questions.contested import contested
from app.questions.custody import custody
from app.questions.groups import groups
from app.questions.ledger import ledger
from app.questions.places import places
from app.questions.plans import plans
from app.questions.series import series
from app.questions.silences import silences
from graph.dates.validity import read_event, read_sighting
from graph.dates.windows import read_window
from graph.model.counts import ReportedCount
from graph.model.entities import WrittenEntity
from graph.model.sources import WrittenSource
from graph.model.statement import Citation, WrittenStatement
from graph.selection.selection import Selection
from graph.store.reading.reader import Reader
from graph.store.reading.view import View
from graph.store.store import Store
from graph.store.writing.content import Content
from graph.store.writing.writer import load_content
from tests.bench.engines import empty_engine
from tests.bench.measure import Result, as_served

SIZES = (3_000, 30_000, 300_000)
MOST_SECONDS, MOST_KB, STEEPEST = 1.0, 200.0, 1.1
ASKED, FACILITIES, PRISONS = date(2024, 9, 1), 1_100, 18
FIRST, DAYS, PUBLISHED = date(2023, 1, 1), 732, "2025-06-01"
Ask = Callable[[View, Common], Any]
QUESTIONS: dict[str, Ask] = {
    "custody": lambda view, asked: custody(Selection(view, asked), held="people"),
    "groups": lambda view, asked: groups(Selection(view, asked), holder="agency"),
    "places": lambda view, asked: places(Selection(view, asked), holder="agency"),
    "series": lambda view, asked: series(Selection(view, asked), "people"),
    "ledger": lambda view, asked: ledger(Selection(view, asked), "people"),
    "plans": lambda view, asked: plans(Selection(view, asked), "people"),
    "contested": lambda view, asked: contested(Selection(view, asked), "people"),
    "silences": lambda view, asked: silences(Selection(view, asked), held="people"),
    "chain": lambda view, asked: chain(Selection(view, asked), "people"),
}


def one_group(name: str, sizes: tuple[int, ...] = SIZES) -> Iterator[Result]:
    """A line for each shape, question and size, and the growth from the smallest size to the largest."""
    for shape, statements in (("transfers", transfers), ("headcounts", headcounts)):
        met: dict[str, list[float]] = {question: [] for question in QUESTIONS}
        for size in sizes:
            with empty_engine(name) as engine, Store(engine=engine) as store:
                load_content(store, content(list(statements(size))))
                view = Reader(store).view()
                view.load_statements()
                with as_served():
                    answers = {question: _measured(view, ask) for question, ask in QUESTIONS.items()}
                for question, (seconds, kilobytes) in answers.items():
                    met[question].append(seconds)
                    yield _result(f"{question}, {size:,} {shape}", name, seconds, kilobytes, in_bar=size == 30_000)
        for question, seconds in met.items():
            growth = math.log(seconds[-1] / seconds[0]) / math.log(sizes[-1] / sizes[0])
            yield Result(
                what=f"growth of {question}, {shape}", engine=name, value=1_000 * seconds[-1], unit="ms",
                against="as exponent", ratio=growth, bar=f"<= {STEEPEST}", met=growth <= STEEPEST,
            )  # fmt: skip


def _measured(view: View, ask: Ask) -> tuple[float, float]:
    """Median seconds of equal questions, bytes included, and how many kB the answer has.

    The first one does not count; then as many are asked as a second has room for, one to nine.
    """
    asked = read_common(as_of=ASKED.isoformat())
    taken: list[float] = []
    size = _asked(view, ask, asked)
    while not taken or (sum(taken) < 1 and len(taken) < 9):
        start = time.perf_counter()
        size = _asked(view, ask, asked)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken), size / 1_000


def _asked(view: View, ask: Ask, asked: Common) -> int:
    return len(orjson.dumps(ask(view, asked), default=str))


def _result(what: str, engine: str, seconds: float, kilobytes: float, *, in_bar: bool) -> Result:
    return Result(
        what=f"{what}: {kilobytes:.0f} kB", engine=engine, value=1_000 * seconds, unit="ms",
        against="of what the bar allows", ratio=max(seconds / MOST_SECONDS, kilobytes / MOST_KB),
        bar=f"<= {MOST_SECONDS:.0f} s and {MOST_KB:.0f} kB, not asserted" if in_bar else "",
        met=(seconds <= MOST_SECONDS and kilobytes <= MOST_KB) if in_bar else None, details={"kB": kilobytes},
    )  # fmt: skip


def transfers(size: int, seed: int = 1) -> Iterator[WrittenStatement]:
    """One person a statement, moved between prisons of one holder on some day of two years."""
    chance = Random(seed)
    for number in range(size):
        day = FIRST + timedelta(days=chance.randrange(DAYS))
        here, there = chance.sample(range(PRISONS), 2)
        yield _said(
            f"move-{number}", "transfers",
            {"agent": ("agency",), "from_holder": ("agency",), "to_holder": ("agency",), "object": ("people",),
             "from_place": (f"prison-{here}",), "to_place": (f"prison-{there}",)},
            read_event(day.isoformat()), ReportedCount(min=1, max=1, kind="flow", wording="1"),
        )  # fmt: skip


def headcounts(size: int, seed: int = 1) -> Iterator[WrittenStatement]:
    """The daily counts of 1,100 facilities, on as many days around the one asked about as so many statements go.

    A year of them is 402,600. Where there are too few for two days, there are fewer facilities.
    """
    chance = Random(seed)
    facilities = max(1, min(FACILITIES, size // 2))
    first = ASKED - timedelta(days=size // facilities // 2)
    held = [chance.randrange(5, 2_000) for _ in range(facilities)]
    for number in range(size):
        day, facility = divmod(number, facilities)
        held[facility] = max(0, held[facility] + chance.randint(-5, 5))
        yield _said(
            f"count-{number}", "holds",
            {"subject": ("agency",), "object": ("people",), "at": (f"facility-{facility}",)},
            read_sighting((first + timedelta(days=day)).isoformat()),
            ReportedCount(min=held[facility], max=held[facility], kind="stock", wording=str(held[facility])),
        )  # fmt: skip


def content(statements: list[WrittenStatement]) -> Content:
    """What a load takes, with all that the statements name."""
    places = sorted(
        {id_ for s in statements for role in ("at", "from_place", "to_place") for id_ in s.roles.get(role, ())}
    )
    published = read_window(PUBLISHED)
    return Content(
        dataset="bench", title="Bench",
        sources=[
            WrittenSource(id="bench", title="Bench", publisher="agency", published_on=PUBLISHED, published=published)
        ],
        entities=[
            WrittenEntity(id="agency", label="Actor", name="Agency", kind="government"),
            WrittenEntity(id="people", label="Group", name="People", kind="detainees"),
            *(WrittenEntity(id=id_, label="Place", name=id_.title(), kind="facility") for id_ in places),
        ],
        statements=statements, complete=True,
    )  # fmt: skip


def _said(
    key: str, predicate: str, roles: dict[str, tuple[str, ...]], validity: Any, count: ReportedCount
) -> WrittenStatement:
    published = read_window(PUBLISHED)
    return WrittenStatement(
        key=f"bench:{key}", dataset="bench", predicate=predicate, roles=roles, said_by="agency",
        cites=Citation(source="bench", locator=key), validity=validity, said=published, known=published,
        known_from=PUBLISHED, count=count,
    )  # fmt: skip
