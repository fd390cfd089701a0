"""The one plain sentence at the top of an answer."""

from collections.abc import Sequence

from app.answers.counts import count_clause, flow_clause
from app.answers.question import Asked, Common
from app.answers.words import day_in_words, join_words, plural
from graph.custody.day import Custody, HolderRow
from graph.evidence.custody_roles import find_holders
from graph.selection.rows import has_speakers

MOST_NAMES = 4
WHY = {
    "certain": "certainly",
    "within": "possibly",
    "between": "possibly, seen before and after",
    "after": "possibly, last seen before",
}


def asked_days_words(asked: Common) -> str:
    """The day or period asked about, in words."""
    first, last = asked.as_of.earliest, asked.as_of.latest
    day = f"on {first}" if first == last else f"between {first} and {last}"
    return f"{day}, as known on {asked.known_at_written}" if asked.known_at_written else day


def no_statement_words(asked: Common) -> str:
    """The first words of an answer without rows."""
    return "No statement that the lens leaves tells" if asked.has_lens else "No statement tells"


def no_certain_statement_words(asked: Common) -> str:
    """As `no_statement_words`, with `for certain` if possible rows are left out."""
    return no_statement_words(asked) + (" for certain" if asked.certainty == "certain" else "")


def holders_sentence(selection: Asked, who: str, rows: Sequence[HolderRow], found: Custody) -> str:
    """Who held some people, in one sentence. `found` is the result before rows were filtered."""
    asked = selection.question
    when = asked_days_words(asked)
    if not rows:
        return f"{no_certain_statement_words(asked)} who held {who} {when}; {_explain_empty(selection, found)}."
    parts = [_write_holder(selection, row, who) for row in rows[:4]]
    omitted = f"; and {len(rows) - 4} more" if len(rows) > 4 else ""
    contested = "; contested" if any(row.denials for row in rows) else ""
    return f"{when[0].upper()}{when[1:]}, {who} were held by {'; '.join(parts)}{omitted}{contested}."


def _explain_empty(selection: Asked, found: Custody) -> str:
    """Why an answer has no rows: rows were filtered out, everyone had left, or no source says anything.

    `Everyone had left` needs as many independent speakers as rows do.
    """
    view = selection.view
    ends = [(row.holder, row.ended) for row in found.last_known if row.ended]
    if not found.rows and (not ends or len(ends) < len(found.last_known)):
        return "that is silence, not freedom"
    if found.rows or not all(has_speakers(selection, row.statements) for row in found.last_known):
        return "what is said without being so sure is left out"
    names = list(dict.fromkeys(view.directory.get(holder).name for holder, _ in ends))
    omitted = [plural(len(names) - MOST_NAMES, "more holder")] if len(names) > MOST_NAMES else []
    return (
        f"all who are said to have been with {join_words([*names[:MOST_NAMES], *omitted])} had left by "
        f"{day_in_words(max(last for _, last in ends))}"
    )


def _write_holder(selection: Asked, row: HolderRow, who: str) -> str:
    view = selection.view
    name = view.directory.get(row.holder).name
    certainty = WHY[row.support.kind] if row.support else "at another time"
    clauses = [certainty]
    best = row.support.evidence[: row.support.best] if row.support else ()
    supporting_ids = (
        {item.statement.id for item in best} if certainty == WHY["certain"] else {s.id for s in row.statements}
    )
    if supporting_ids and all(s.reading == "inferred" for s in row.statements if s.id in supporting_ids):
        clauses.append("as the coder infers")
    stated_with = {id_ for s in row.statements if s.id in supporting_ids for id_ in find_holders(s)}
    for word, holders in (("with", stated_with), ("possibly with", set(row.joint_with) - stated_with)):
        if names := [view.directory.get(id_).name for id_ in row.joint_with if id_ in holders]:
            clauses.append(f"{word} {' and '.join(names)}")
    speakers = {statement.said_by for statement in row.statements}
    if row.count:
        ids = {reading.statement.id for reading in row.count.readings}
        clauses.append(
            count_clause(selection, row.count, is_certain=ids <= supporting_ids, omit_speakers=len(speakers) == 1)
        )
    moves = flow_clause(view, row.gained, "received"), flow_clause(view, row.lost, "left")
    clauses += [clause for clause in moves if clause]
    if len(speakers) == 1:
        clauses.append(f"says {view.directory.get(speakers.pop()).name} alone")
    held = view.directory.get(row.held).name
    held_words = f" [{held}]" if held != who else ""
    return f"{name}{held_words} ({', '.join(clauses)})"
