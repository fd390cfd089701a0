"""Results as pictures: how far from its bar each is, a day by the size of its network, and peers beside whoholds."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from docs.pictures.canvas import WIDTH, Canvas
from tests.bench.measure import Result, of_bar

LEFT, RIGHT, LINE, TOP = 400, WIDTH - 70, 20, 44


class Powers:
    """Where a number stands on a line that has the same length for each power of ten."""

    def __init__(self, numbers: Iterable[float], begin: float, end: float) -> None:
        powers = [math.log10(number) for number in numbers]
        self.low, self.high = math.floor(min(powers)), max(math.ceil(max(powers)), math.floor(min(powers)) + 1)
        self.begin, self.end = begin, end

    def at(self, number: float) -> float:
        return self.begin + (math.log10(number) - self.low) / (self.high - self.low) * (self.end - self.begin)

    def marks(self) -> Iterable[float]:
        return (10.0**power for power in range(self.low, self.high + 1))


def plots(results: Sequence[Result]) -> dict[str, Canvas]:
    """The pictures that the results are enough for, by name."""
    drawn = {"bars": bars(results), "days": days(results), "peers": peers(results)}
    return {name: canvas for name, canvas in drawn.items() if canvas}


def bars(results: Sequence[Result]) -> Canvas | None:
    """How much of its bar each result takes."""
    # an exponent of growth may be below nought, which stands on no powers of ten
    told = [(_name(result), of_bar(result), bool(result.met)) for result in results]
    shares = [(name, share, met) for name, share, met in told if share and share > 0]
    if not shares:
        return None
    title = "How much of its bar each result takes; at 1 it is missed"
    return _lines(title, [(name, share, "certain" if met else "missing") for name, share, met in shares], 1.0)


def peers(results: Sequence[Result]) -> Canvas | None:
    """Milliseconds of the same questions; another colour where the answer is wrong."""
    asked = [result for result in results if "question" in result.details and result.value]
    if not asked:
        return None
    wrong = "Milliseconds for the same question; red where the answer is wrong"
    told = sorted(asked, key=lambda result: result.what)
    rows = [(_name(one), float(one.details["ms"]), "missing" if "WRONG" in one.against else "certain") for one in told]
    return _lines(wrong, rows, None)


def days(results: Sequence[Result]) -> Canvas | None:
    """A day of everyone's network by the number of statements, beside one numpy filter over the same rows."""
    told = [result.details | {"ms": result.value} for result in results if "filterMs" in result.details]
    if not told:
        return None
    canvas = Canvas(
        "Everyone's network on a day, by the number of statements",
        "; ".join(f"{one['edges']:,} statements: {one['ms']:.3g} ms, filter {one['filterMs']:.3g} ms" for one in told),
        380,
    )
    across = Powers((one["edges"] for one in told), 110, WIDTH - 170)
    up = Powers((one[name] for one in told for name in ("ms", "filterMs")), 320, TOP)
    canvas.text(20, 26, "milliseconds", "soft", 13)
    for mark in up.marks():
        canvas.line(across.begin, up.at(mark), across.end, up.at(mark), "grid")
        canvas.text(across.begin - 10, up.at(mark) + 4, f"{mark:g}", "soft", 13, "end")
    for mark in across.marks():
        canvas.line(across.at(mark), up.begin, across.at(mark), up.end, "grid")
        canvas.text(across.at(mark), up.begin + 20, f"{mark:,.0f}", "soft", 13, "middle")
    canvas.text((across.begin + across.end) / 2, up.begin + 44, "statements", "soft", 13, "middle")
    for name, colour, words in (("filterMs", "soft", "a numpy filter"), ("ms", "certain", "a day")):
        points = [(across.at(one["edges"]), up.at(one[name])) for one in told]
        for (x, y), (x2, y2) in pairwise(points):
            canvas.line(x, y, x2, y2, "certain" if colour == "certain" else "rule")
        for x, y in points:
            canvas.box(x - 4, y - 4, 8, 8, colour)
        canvas.text(points[-1][0] + 12, points[-1][1] + (14 if name == "filterMs" else -4), words, colour, 14)
    return canvas


def _lines(title: str, rows: Sequence[tuple[str, float, str]], bar: float | None) -> Canvas:
    """One line for each row, on powers of ten."""
    about = "; ".join(f"{name}: {number:.3g}" for name, number, _ in rows)
    canvas = Canvas(title, f"{title}. {about}.", TOP + LINE * len(rows) + 44)
    powers = Powers([number for _, number, _ in rows] + ([bar] if bar else []), LEFT, RIGHT)
    bottom = TOP + LINE * len(rows) + 6
    canvas.text(20, 26, title, "ink", 15)
    for mark in powers.marks():
        canvas.line(powers.at(mark), TOP - 6, powers.at(mark), bottom, "rule" if mark == bar else "grid")
        canvas.text(powers.at(mark), bottom + 18, f"{mark:g}", "soft", 13, "middle")
    for index, (name, number, colour) in enumerate(rows):
        y = TOP + LINE * index
        canvas.text(LEFT - 12, y + 11, name, "ink", 12, "end")
        canvas.box(LEFT, y + 1, powers.at(number) - LEFT, LINE - 8, colour)
        canvas.text(powers.at(number) + 6, y + 11, f"{number:.2g}", colour if colour == "missing" else "soft", 12)
    return canvas


def _name(result: Result) -> str:
    name = f"{result.what}, {result.engine}".rstrip(", ")
    return name if len(name) < 62 else name[:60] + "…"
