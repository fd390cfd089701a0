"""Pictures on numbers: wordings as ranges, a ledger that closes or does not, one occurrence or several."""

from docs.pictures.canvas import Canvas, Numbers
from docs.pictures.examples import EXAMPLES, statement
from graph.custody.inflow_outflow import count_moved_people
from graph.custody.ledger.ledger import LedgerPeriod, build_ledger
from graph.custody.moves import LOSES, read_moves
from graph.dates.windows import MAX
from graph.model.counts import Range, read_count
from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement

CLOSES = {"yes": "explained", "open": "open", "no": "not explained"}


def wordings() -> Canvas:
    lines = EXAMPLES["wordings"]
    canvas = Canvas(
        "Wordings of a number, and the numbers that they allow",
        "Each wording as a bar on a line of numbers from 0 to 200; an arrow where it sets no upper limit: "
        + "; ".join(f"{words}: {_words(*read_count(words))}" for words in lines)
        + ".",
        60 + 30 * len(lines),
    )
    numbers = Numbers(0, 200, 200, 590)
    numbers.axis(canvas, canvas.height - 34, 16, 20)
    for index, words in enumerate(lines):
        y = 20 + 30 * index
        canvas.text(186, y + 12, words, "ink", 14, "end")
        numbers.band(canvas, y, *read_count(words), "certain")
        canvas.text(616, y + 12, _words(*read_count(words)), "ink", 14)
    return canvas


def ledgers() -> Canvas:
    canvas = Canvas(
        "Two ledgers that the reported moves explain, and one that they leave open",
        "Three times: a count, people leave, the next count; how many must be left beside how many there are. In the "
        "third, no report says where some of them went, whatever the true numbers were.",
        420,
    )
    numbers = Numbers(0, 180, 230, 700)
    numbers.axis(canvas, 380, 20, 20)
    for index, example in enumerate(EXAMPLES["ledgers"]):
        row = _row(index, example)
        y = 30 + 116 * index
        canvas.text(20, y + 12, CLOSES[row.closes], "ink" if row.closes == "yes" else "missing", 16)
        assert row.opening and row.expected and row.closing and row.unaccounted  # noqa: PT018
        lines = (
            (f"first count: {example['opening']}", row.opening, "possible"),
            (f"less {example['lost']} leaves", row.expected, "between"),
            (f"next count: {example['closing']}", row.closing, "certain"),
        )
        for line, (words, range_, colour) in enumerate(lines):
            canvas.text(222, y + 34 + 20 * line, words, "soft", 13, "end")
            numbers.band(canvas, y + 22 + 20 * line, *range_, colour)
        low, high = row.unaccounted
        canvas.text(230, y + 12, f"left over: {low}" + (f" to {high}" if high != low else ""), "ink", 14)
    return canvas


def one_or_several() -> Canvas:
    reports = [_move(key, wording) for key, _, wording in EXAMPLES["reports"]]
    keys = tuple(report.key for report in reports)
    judged: tuple[tuple[str, list[Judgement]], ...] = (
        ("judged to be one march", [_judgement("positive", *keys)]),
        ("nobody has judged", []),
        ("two judged apart", [_judgement("negative", *keys[:2])]),
        ("all judged apart", [_judgement("negative", *keys)]),
    )
    totals = [(words, _total(reports, judgements)) for words, judgements in judged]
    canvas = Canvas(
        "Three reports of a march: one or several?",
        "Three reports with different numbers. How many marched in all: "
        + "; ".join(f"{words}: {_words(*found)}" for words, found in totals)
        + ".",
        330,
    )
    numbers = Numbers(0, 450, 230, 640)
    numbers.axis(canvas, 290, 20, 50)
    for index, (_, speaker, wording) in enumerate(EXAMPLES["reports"]):
        canvas.text(222, 37 + 26 * index, f"{speaker}: {wording}", "soft", 14, "end")
        numbers.band(canvas, 26 + 26 * index, *read_count(wording), "ink", 13)
    for index, (words, range_) in enumerate(totals):
        y = 118 + 42 * index
        canvas.text(222, y + 12, words, "ink", 14, "end")
        numbers.band(canvas, y, *range_, "certain")
        canvas.text(656, y + 12, _words(*range_), "ink", 14)
    return canvas


def _total(reports: list[StoredStatement], judgements: list[Judgement]) -> Range:
    found = count_moved_people(read_moves(reports), ("league", "lake-men"), LOSES, MAX, judgements)
    assert found is not None  # all are counted
    return found.range


def _row(index: int, example: dict[str, str]) -> LedgerPeriod:
    words = EXAMPLES["moves"]
    counted = {"predicate": words["counted"], "roles": {"subject": ["league"], "object": ["lake-men"]}}
    said = [
        _said(f"{index}-opening", observed="2021-01-10", count=example["opening"], **counted),
        _move(f"{index}-lost", example["lost"]),
        _said(f"{index}-closing", observed="2021-06-01", count=example["closing"], **counted),
    ]
    return next(row for row in build_ledger(said, "lake-men").rows if row.opening and row.closing)


def _move(key: str, wording: str) -> StoredStatement:
    roles = {"object": ["lake-men"], "from_holder": ["league"], "to_holder": ["varn"]}
    return _said(key, predicate=EXAMPLES["moves"]["predicate"], roles=roles, on="2021-05-02", count=wording)


def _said(key: str, **told: object) -> StoredStatement:
    return statement({"key": key, "said_by": "crow-post", "said_on": "2021-09-01", **told})


def _judgement(verdict: str, *keys: str) -> Judgement:
    return Judgement(id=verdict, ids=keys, verdict=verdict, by="a reader", on="2021-09-01", why="an example")


def _words(low: int, high: int | None) -> str:
    return f"{low} or more" if high is None else f"{low}" if low == high else f"{low} to {high}"
