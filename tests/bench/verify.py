"""`whoholds verify` without the store: 1,000 texts in a folder, most of them changed since they were cited."""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from graph.dates.windows import read_window
from graph.evidence.citations import TextSpan, check_source, hash_text
from graph.model.sources import WrittenSource
from tests.bench.measure import Result, timed

TEXTS = 1_000
CITATIONS = 40  # in each text
WORDS = ("the", "miller", "sold", "two", "sacks", "of", "meal", "by", "river;", "rode", "home", "قال", "الطحان")
BAR_SECONDS = 10.0


def verifying(texts: int = TEXTS) -> Iterator[Result]:
    """Of four texts one is as it was, one has a line more on top, one has lines here and there, one lost sentences."""
    with tempfile.TemporaryDirectory(prefix="whoholds-texts-") as name:
        folder, drawn = Path(name), random.Random(7)
        sources = [_written(folder, number, drawn) for number in range(texts)]
        seconds = timed(lambda: [check_source(source, spans, folder) for source, spans in sources])
    whole = texts == TEXTS
    yield Result(
        what=f"verify {texts:,} texts with {CITATIONS} citations each",
        engine="",
        value=seconds,
        unit="s",
        ratio=seconds / BAR_SECONDS if whole else None,
        against="of what the bar allows" if whole else "",
        bar=f"<= {BAR_SECONDS:g} s" if whole else "",
        met=seconds <= BAR_SECONDS if whole else None,
    )


def _written(folder: Path, number: int, drawn: random.Random) -> tuple[WrittenSource, list[TextSpan]]:
    sentences = [" ".join(drawn.choices(WORDS, k=12)) + f" in year {n}." for n in range(120)]
    text = "\n".join(sentences)
    spans = []
    for sentence in drawn.sample(sentences, CITATIONS):
        start = text.index(sentence)
        spans.append(TextSpan(start, start + len(sentence), hash_text(sentence)))
    changed = [*sentences]
    for place in sorted(drawn.sample(range(120), 3), reverse=True) if number % 4 == 2 else ():
        changed.insert(place, "An invented line, put in.")
    for place in drawn.sample(range(120), 3) if number % 4 == 3 else ():
        changed[place] = "What stood here is no more."
    if number % 4 == 1:
        changed.insert(0, "A new headline, longer than the old one.")
    file = f"text-{number}.txt"
    (folder / file).write_text("\n".join(changed), encoding="utf-8")
    source = WrittenSource(
        id=f"text-{number}", title="Text", publisher="paper", published_on="2020", published=read_window("2020"),
        text_file=file, text_length=len(text), text_sha256=hash_text(text),
    )  # fmt: skip
    return source, spans
