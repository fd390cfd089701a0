"""Reading EDTF: texts of every level, none of them twice, so that nothing can be remembered."""

import random
from collections.abc import Iterator

from graph.dates.windows import read_edtf
from tests.bench.measure import Result, own_memory_aside, timed

TEXTS = 60_000
BAR = 20_000  # texts a second
FORMS = (
    "{y}", "{y}-{m}", "{y}-{m}-{d}", "{y}-{m}-{d}?", "{y}~", "{y}-{m}~", "{y}-{m}-XX", "{y}-XX-{d}", "{y}-{s}",
    "{y}/..", "{y}-{m}/{z}", "{y}~/{z}-{m}-{d}?", "/{y}-{m}", "{y}-{m}-{d}/", "[{y}..{z}]", "[{y},{z}-{m}]",
    "{{{y}-{m},{z}-{m}-{d}..}}", "?{y}-{m}-~{d}", "{y}-{m}-{d}T12:{d}:00Z", "{c}X{u}-{m}-{d}",
)  # fmt: skip


def reading(texts: int = TEXTS) -> Iterator[Result]:
    drawn = random.Random(7)
    written = [_text(number, drawn) for number in range(texts)]
    with own_memory_aside():
        seconds = timed(lambda: [read_edtf(text) for text in written])
    rate = texts / seconds
    yield Result(
        what=f"edtf: {texts:,} texts of levels 0 to 2",
        engine="",
        value=rate,
        unit="texts/s",
        ratio=rate / BAR,
        against="of what the bar asks",
        bar=f">= {BAR:,} texts/s",
        met=rate >= BAR,
    )


def _text(number: int, drawn: random.Random) -> str:
    year = drawn.randint(1000, 4999)
    return FORMS[number % len(FORMS)].format(
        y=year, z=year + drawn.randint(1, 4000), c=str(year)[:2], u=str(year)[3], s=drawn.randint(21, 41),
        m=f"{drawn.randint(1, 12):02}", d=f"{drawn.randint(1, 28):02}",
    )  # fmt: skip
