"""An answer as text for a language model: the sentence, rows with their doubts, who says so, notes, how to cite it.

A reply has at most MOST_CHARACTERS, which is less than 2,000 tokens also where names and ids take more of them than
words do; what is left out is counted, and given where everything is asked for.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from whoholds.answer import Answer
from whoholds.showing import COLUMNS, choose_columns, escape_controls, write_cell
from whoholds.statements import find_statements

MOST_CHARACTERS = 5_500
MOST_OF_EVERYTHING = 100_000
DOUBTS = ("support", "contested", "deniedBy", "countsDisagree", "basis")
Section = tuple[str, Sequence[str]]  # a heading, and its lines


def write_reply(answer: Answer, everything: bool = False) -> str:
    """The answer as text. `everything` gives all rows and statements, up to MOST_OF_EVERYTHING characters."""
    last = [f"Cite: {answer.cite()}"] if answer.pin else [f"Data version {answer.data_version}; there is no pin."]
    if answer.pinned:
        last.append(f"The answer is not the one of that pin: {answer.pinned['changes']}")
    statements = [_write_statement(one) for one in find_statements(answer.body).values()]
    rows = [_write_row(answer, row) for row in answer.rows] if answer.name != "statement" else []
    notes = [f"- {escape_controls(note)}" for note in answer.notes]
    if answer.truncated:
        notes.append("- there are more rows than the service gave at once")
    head = [escape_controls(answer.summary)] if answer.summary else []
    if everything:
        sections = [("Rows", rows), ("Statements", statements), ("Notes", notes)]
        return _cut([*head, *_write_sections(sections), *last], MOST_OF_EVERYTHING)
    room = MOST_CHARACTERS - sum(map(len, (*head, *last))) - 200  # for headings, and for what says what is left out
    fitted = _fit([("Rows", rows), ("Notes", notes), ("Statements", statements)], room)
    return _cut([*head, *_write_sections(fitted), *last], MOST_CHARACTERS)


def _fit(sections: Sequence[Section], room: int) -> list[Section]:
    """What fits: half of the room for the first, and of what is then left half for each next one, all for the last."""
    fitted: list[Section] = []
    for index, (heading, lines) in enumerate(sections):
        share = room if index == len(sections) - 1 else room // 2
        shown: list[str] = []
        for line in lines:
            if sum(map(len, shown)) + len(line) > share:
                break
            shown.append(line)
        left_out = len(lines) - len(shown)
        room -= sum(map(len, shown))
        fitted.append((heading, [*shown, *([f"- {left_out} more, given with everything=true"] if left_out else [])]))
    return fitted


def _write_sections(sections: Sequence[Section]) -> list[str]:
    return [f"{heading}:\n" + "\n".join(lines) for heading, lines in sections if lines]


def _cut(parts: Sequence[str], most: int) -> str:
    text = "\n\n".join(parts)
    return text if len(text) <= most else text[: most - 30] + "\n(cut; ask for less)"


def _write_row(answer: Answer, row: Mapping[str, Any]) -> str:
    known = COLUMNS.get(answer.name) or tuple(choose_columns(answer.name, [row]))
    fields = [name for name in dict.fromkeys((*known, *DOUBTS)) if name in row]
    return "- " + "; ".join(f"{name} {words}" for name in fields if (words := write_cell(row[name])))


def _write_statement(statement: Mapping[str, Any]) -> str:
    """Who says what, and where: `- report:key (id ..): X says: holds (occurred), ..; “about 2,000”; in “..”`."""
    speaker, source, count = statement["saidBy"], statement["source"], statement.get("count")
    who = speaker["name"] + (" (anonymous)" if speaker["anonymous"] else "")
    says = "denies" if statement["polarity"] == "denies" else "says"
    where = f"in “{source['title']}” by {source['publisher']}"
    disputed = write_cell([one["saidBy"] for one in statement["responses"]])
    parts = (
        f"{who} {says}: {statement['predicate']} ({statement['mode']}), {write_cell(statement['roles'])}",
        f"“{count['wording']}”" if count else "",
        str(statement["validity"]["written"] or ""),
        f"{where}, {source['locator']}" if source.get("locator") else where,
        f"answered by {disputed}" if disputed else "",
    )
    return escape_controls(f"- {statement['key']} (id {statement['id']}): " + "; ".join(filter(None, parts)))
