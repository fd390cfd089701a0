"""The ledger as a waterfall: a count, each arrival and departure in order of time, the next count, and the gap.

Solid is the least, lighter is up to the most. A ledger without two counts is a line, unless there are no others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from app.drawing.layout import (
    FADE,
    LEAST,
    MOST_ROWS,
    Numbers,
    fade_key,
    frame,
    rest_line,
    row_heading,
    row_label,
    row_lines,
)
from app.drawing.marks import (
    Box,
    Drawing,
    How,
    Line,
    Mark,
    Text,
    box_key,
    entity_name,
    entity_names,
    number_words,
    statement_link,
    wrap_text,
)
from app.drawing.picture import MARGIN
from app.terminal import gap_words

Row = Mapping[str, Any]
BAR = 14.0
Part = tuple[float, float, str, How]  # of a bar: from a number to another one, its colour, and how it is filled
CLOSES = {
    "yes": "The reported moves can explain the difference.",
    "no": "They do not explain it, though a source says that it reports every move.",
    "open": "It is open",
}


def draw_ledger(data: Row) -> Drawing:
    """Ledgers that do not close first, then those that do; those that cannot be compared are a line each."""
    if not data["rows"]:
        return Drawing([Text(MARGIN, 16, "No count, and nothing that came or went.", "soft")], 30)
    ranked = sorted(data["rows"], key=_rank_row)
    compared = [row for row in ranked if row["unaccounted"]]
    shown = (compared or ranked)[:MOST_ROWS]
    marks, y = list[Mark](), 0.0
    for row in shown:
        made, y = _draw_period(row, y)
        marks += made
    folded = [row for row in ranked if row not in shown]
    if compared and folded:
        lines, high = row_lines(y + 26, list(map(_write_folded, folded)), MOST_ROWS)
        marks += [row_heading(y + 20, "Open: there are no two counts to compare"), *lines]
        y += 32 + high
    else:
        rest, high = rest_line(y, len(ranked))
        marks, y = [*marks, *rest], y + high
    legend = [
        box_key("certain", "at least so many"),
        box_key("possible", "at most so many"),
        box_key("hostile", "no report explains so many", "hatched"),
        box_key("possible", "perhaps so many more", "hatched"),
        fade_key(),
    ]
    return Drawing(marks, y, legend)


def _rank_row(row: Row) -> int:
    gap = row["unaccounted"]
    if not gap:
        return 3
    if row["closes"] == "no":
        return 0
    return 1 if row["closes"] == "open" else 2


def _write_scope(row: Row) -> str:
    where = f" in {entity_names(row['places'])}" if row["places"] else ""
    unit = "" if row["unit"] == "people" else f" ({row['unit']})"
    return f"{entity_names(row['holders']) or 'Nobody named'}: {entity_name(row['held'])}{where}{unit}"


def _write_folded(row: Row) -> str:
    """An open ledger as a line: its counts, what came and what went."""
    parts = [
        f"{number_words(row[name]['min'], row[name]['max'])} counted {_write_days(row[days])}"
        for name, days in (("opening", "start"), ("closing", "end"))
        if row[name]
    ]
    parts += [f"{number_words(row['gained']['min'], row['gained']['max'])} came"] if row["gains"] else []
    parts += [f"{number_words(row['lost']['min'], row['lost']['max'])} went"] if row["losses"] else []
    return f"{_write_scope(row)}: {'; '.join(parts)}."


@dataclass(frozen=True, slots=True)
class Step:
    """A line of a waterfall: its number in words, its bar, and the level at which the next line begins.

    `fades` says to which side an end is open: 1 to the right, -1 to the left. `joins` are the levels that lead to
    it: of the last line, of none, or of all that lead nowhere yet.
    """

    words: str
    small: Sequence[str]
    parts: Sequence[Part] = ()
    fades: int = 0
    level: float | None = None
    statement: str = ""
    joins: Literal["last", "none", "all"] = "last"


def list_steps(row: Row) -> Iterator[Step]:
    """The steps of one ledger. Moves that overlap, or that may be more than were counted, do not add up: each starts at
    the count, and their sum is a step.

    The level is the least that must be there. Without a first count there is none: arrivals lie right of 0, departures
    left of it.
    """
    opening, closing, gap = row["opening"], row["closing"], row["unaccounted"]
    if opening:
        yield _count_step(opening, f"counted {_write_days(row['start'])}", row["openings"])
    level = opening["min"] if opening else None
    sides = (("gains", "gained", 1), ("losses", "lost", -1))
    adding = {1: _is_sum(row["gains"], row["gainCount"], row["gained"])}
    adding[-1] = _is_sum(row["losses"], row["lossCount"], row["lost"]) and _is_enough(row)
    moves = [(sign, line) for lines, _, sign in sides for line in row[lines]]
    for sign, line in sorted(moves, key=_sort_move):
        step = _move_step(line, sign, level, adding[sign])
        level = level if step.level is None else step.level
        yield step
    for _, total, sign in sides:
        if not adding[sign]:
            step = _sum_step(row[total], sign, level)
            level = level if step.level is None else step.level
            yield step
    if row["expected"] and moves:
        yield _count_step(row["expected"], "must then be there", ())
    if closing:
        yield replace(_count_step(closing, f"counted {_write_days(row['end'])}", row["closings"]), joins="none")
    if gap and row["expected"] and closing:
        yield _gap_step(gap, row["expected"], closing)


def _is_sum(lines: Sequence[Row], count: int, total: Row) -> bool:
    """Whether a sum is just that of its lines."""
    least: int = sum(line["min"] for line in lines)
    most: int | None = None if any(line["max"] is None for line in lines) else sum(line["max"] for line in lines)
    return len(lines) == count and (total["min"], total["max"]) == (least, most)


def _is_enough(row: Row) -> bool:
    """Whether as many were counted, or came, as may have gone; where there is no count nothing speaks against it."""
    if not row["opening"]:
        return True
    there: int = (row["opening"]["min"] or 0) + row["gained"]["min"]
    return there >= sum(line["max"] or 0 for line in row["losses"])


def _sort_move(move: tuple[int, Row]) -> tuple[str, str]:
    """By the first day on which it may have been; a move of no known day comes last."""
    days = move[1]["days"]
    return str(days["earliest"] or days["latest"] or "~"), str(days["latest"] or "~")


def _count_step(found: Row, what: str, counts: Sequence[Row]) -> Step:
    low, high = found["min"] or 0, found["max"]
    parts: list[Part] = [(0, low, "certain", "solid")]
    parts += [(low, high, "possible", "solid")] if high is not None else []
    fades = 1 if high is None else 0
    statement = counts[0]["statement"] if counts else ""
    return Step(number_words(found["min"], high), [what], _drop_empty(parts), fades, low, statement)


def _move_step(line: Row, sign: int, level: float | None, is_adding: bool) -> Step:
    when = _write_days(line["days"])
    small = [f"{'came' if sign > 0 else 'went'} {when}" + (", so far" if line["kind"] == "cumulative" else "")]
    small.append(entity_names(dict.fromkeys(entity_name(report["saidBy"]) for report in line["reports"])))
    said = "a number that no report gives" if line["kind"] == "uncounted" else number_words(line["min"], line["max"])
    parts, fades, after = _make_move(line, sign, level)
    return Step(
        f"{'+' if sign > 0 else '−'} {said}", small, parts, fades, after if is_adding else None,
        line["reports"][0]["statement"],
    )  # fmt: skip


def _sum_step(total: Row, sign: int, level: float | None) -> Step:
    words = f"{'+' if sign > 0 else '−'} {number_words(total['min'], total['max'])}"
    return Step(words, [f"all who {'came' if sign > 0 else 'went'}"], *_make_move(total, sign, level))


def _make_move(found: Row, sign: int, level: float | None) -> tuple[list[Part], int, float | None]:
    """A bar from a level on, the side to which it is open, and the least that must be there then."""
    base, low, high = level or 0, found["min"], found["max"]
    parts: list[Part] = [(base, base + sign * low, "certain", "solid")]
    parts += [(base + sign * low, base + sign * high, "possible", "solid")] if high is not None else []
    after = base + low if sign > 0 else base - (high or 0)
    return _drop_empty(parts), sign if high is None else 0, None if level is None else after


def _drop_empty(parts: list[Part]) -> list[Part]:
    """The parts that somebody is in; of a bar for nobody the last, so that its place is seen."""
    return [part for part in parts if part[0] != part[1]] or parts[-1:]


def _gap_step(gap: Row, expected: Row, closing: Row) -> Step:
    """From the next count to what must be there: so much no report explains for certain, and so much perhaps."""
    first, second = sorted((expected, closing), key=lambda one: one["min"] or 0)
    inner = (first["max"], second["min"] or 0)
    outer = (first["min"] or 0, max(one["max"] or one["min"] or 0 for one in (expected, closing)))
    parts: list[Part] = [(*outer, "possible", "hatched")]
    if inner[0] is not None and inner[0] < inner[1]:
        parts = [
            (outer[0], inner[0], "possible", "hatched"),
            (inner[0], inner[1], "hostile", "hatched"),
            (inner[1], outer[1], "possible", "hatched"),
        ]
    fades = 1 if expected["max"] is None or closing["max"] is None else 0
    return Step(gap_words(gap["min"], gap["max"]), ["no report says where"], _drop_empty(parts), fades, joins="all")


def _draw_period(row: Row, y: float) -> tuple[list[Mark], float]:
    marks: list[Mark] = []
    for line in wrap_text(_write_scope(row), 14, frame().room * 0.94, 3 if frame().is_narrow else 2):
        y += 20
        marks.append(Text(MARGIN, y, line, size=14, bold=True))
    y += 30
    top, steps, levels = y, list(list_steps(row)), list[tuple[float, float]]()
    ends = [end for step in steps for part in step.parts for end in part[:2]]
    numbers = Numbers.of(ends, frame().left, frame().right)
    for step in steps:
        joined = levels if step.joins == "all" else levels[-1:] if step.joins == "last" else []
        made, high, top_of_bar = _draw_step(step, y, numbers)
        marks += [*(Line(x, bottom, x, top_of_bar, "rule", "hair") for x, bottom in joined), *made]
        if step.level is not None:
            levels = [*levels[: len(levels) - len(joined)], (numbers.x(step.level), top_of_bar + BAR)]
        y += high
    why = "; ".join(dict.fromkeys(one["why"] for one in row["openBecause"]))
    verdict = f"{CLOSES[row['closes']]}{f': {why}' if row['closes'] == 'open' else ''}"
    closing, high = row_lines(y + 4, [verdict], 1)
    return [*numbers.axis(top, y), *marks, *closing], y + high + 22


def _draw_step(step: Step, y: float, numbers: Numbers) -> tuple[list[Mark], float, float]:
    """A bar with its label, the height of both, and where the bar begins."""
    marks, high, top = row_label(y, step.words, step.small, 2)
    bar, ends = list[Mark](), [numbers.x(end) for part in step.parts for end in part[:2]]
    for first, last, colour, how in step.parts:
        left, right = sorted((numbers.x(first), numbers.x(last)))
        if right > left or len(step.parts) == 1:
            bar.append(Box(left, top + 6, max(right - left, LEAST), BAR, colour, how))
    if step.fades > 0:
        bar.append(Box(max(ends), top + 6, FADE, BAR, "possible", "right"))
    elif step.fades < 0:
        bar.append(Box(min(ends) - FADE, top + 6, FADE, BAR, "possible", "left"))
    says = f"{step.words} {'; '.join(filter(None, step.small))}"
    marks += [statement_link(step.statement, says, bar)] if step.statement else bar
    return marks, max(high, top + BAR + 10 - y) + 2, top + 6


def _write_days(days: Row | None) -> str:
    if not days or not (days["earliest"] or days["latest"]):
        return "on no known day"
    first, last = days["earliest"] or "some day", days["latest"] or "some day"
    return f"on {first}" if first == last else f"between {first} and {last}"
