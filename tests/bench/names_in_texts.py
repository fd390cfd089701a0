"""Names found in texts, against the entities that people marked in them; and how long a text of 20,000 words takes.

The texts are those of re3d, the Relationship and Entity Extraction Evaluation Dataset: in each folder of it
`documents.json.gz` and `entities.json.gz`, one object a line. Its places, organisations, persons and nationalities are
compared; of these only what has a capital letter and is no pronoun, as the rest are no names (mourners, the city).
"""

import gzip
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from graph.names.entries import EntityNames
from graph.names.in_text import TextNames
from ingest.reading import read_source
from ingest.reports.new_names import find_new_names
from ingest.source import find_folder
from tests.bench.measure import Result, not_run

MARKED = ("Organisation", "Person", "Location", "Nationality")
PRONOUNS = frozenset(
    ("we", "i", "they", "he", "our", "it", "she", "you", "us", "my", "his", "her", "their", "its", "who")
)
PARAGRAPH = re.compile(r"[^\n]+")
WORDS = 20_000
BAR = 5.0  # seconds


class Span(NamedTuple):
    """A stretch of a text."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


def names_in_texts(folder: Path | None) -> Iterator[Result]:
    if folder is None:
        yield not_run("names in texts", "", "give --re3d FOLDER, your copy of the data set re3d")
        return
    names = TextNames(
        [
            EntityNames(one.id, one.label, one.kind, one.name, tuple(name for _, name in one.languages), one.aliases)
            for one in read_source(find_folder("reference")).entities
        ]
    )
    texts = read_rows(folder, "documents.json.gz")
    marked: dict[str, list[tuple[Span, str, str]]] = defaultdict(list)
    for row in read_rows(folder, "entities.json.gz"):
        if row["type"] in MARKED:
            marked[row["documentId"]].append((Span(row["begin"], row["end"]), row["value"], row["type"]))
    known_right = new_right = known_all = new_all = met = same = by_known = 0
    asked: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for row in texts:
        text, right = row["text"], marked[row["_id"]]
        known, new = find_spans(text, names)
        known_all, new_all = known_all + len(known), new_all + len(new)
        known_right += sum(any(one.overlaps(span) for span, _, _ in right) for one in known)
        new_right += sum(any(one.overlaps(span) for span, _, _ in right) for one in new)
        wrong.update(
            text[one.start : one.end] for one in (*known, *new) if not any(one.overlaps(span) for span, _, _ in right)
        )
        for span, value, kind in {one for one in right if is_name(one[1])}:
            asked[kind] += 1
            found = [one for one in (*known, *new) if one.overlaps(span)]
            met += bool(found)
            by_known += any(one.overlaps(span) for one in known)
            same += any(simplify(text[one.start : one.end]) == simplify(value) for one in found)
            missed.update([] if found else [value])
    total = sum(asked.values())
    details: dict[str, Any] = {"documents": len(texts), "marked": dict(asked), "missed": dict(missed.most_common(40))}
    yield make_result("recall: marked names that a suggestion touches", met / total, {**details, "of": total})
    yield make_result("recall: the same words", same / total, {"of": total})
    yield make_result("recall: by known names alone", by_known / total, {"of": total})
    yield make_result("precision: known names in a marked entity", known_right / known_all, {"of": known_all})
    yield make_result(
        "precision: new names in a marked entity", new_right / new_all,
        {"of": new_all, "in none": dict(wrong.most_common(40))},
    )  # fmt: skip
    yield measure_time(names, [row["text"] for row in texts])


def read_rows(folder: Path, name: str) -> list[dict[str, Any]]:
    """The rows of the files of a name in the folders of the data set."""
    return [
        json.loads(line)
        for path in sorted(folder.glob(f"*/{name}"))
        for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
        if line.strip()
    ]


def find_spans(text: str, names: TextNames) -> tuple[list[Span], list[Span]]:
    """Where known and new names are in a text, each line of it a paragraph."""
    starts, paragraphs = {}, []
    for number, match in enumerate(PARAGRAPH.finditer(text)):
        starts[number] = match.start()
        paragraphs.append((number, match[0], names.find(match[0])))
    known = [Span(starts[n] + one.start, starts[n] + one.end) for n, _, found in paragraphs for one in found]
    new = [Span(starts[n] + a, starts[n] + b) for one in find_new_names(paragraphs) for n, a, b in one.places]
    return known, new


def is_name(value: str) -> bool:
    return any(letter.isupper() for letter in value) and value.casefold() not in PRONOUNS


def simplify(value: str) -> str:
    """The words without an article and a possessive."""
    return re.sub(r"^(?:the|a|an) |['’]s$|\.$", "", value.casefold())


def measure_time(names: TextNames, texts: list[str]) -> Result:
    words = " ".join(" ".join(texts).split()[:WORDS])
    while words.count(" ") < WORDS - 1:
        words = " ".join(f"{words} {words}".split()[:WORDS])
    text = re.sub(r"([.!?]) ", r"\1\n", words)
    begun = time.perf_counter()
    find_spans(text, names)
    seconds = time.perf_counter() - begun
    return Result(
        what=f"names in a text of {WORDS:,} words", engine="", value=seconds, unit="s", ratio=seconds / BAR,
        against="of what the bar allows", bar=f"<= {BAR:g} s", met=seconds <= BAR,
    )  # fmt: skip


def make_result(what: str, share: float, details: dict[str, Any]) -> Result:
    number = details["of"]
    return Result(what=f"{what}, {number:,}", engine="", value=100 * share, unit="%", details=details)
