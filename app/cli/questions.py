"""`whoholds custody`, `alliances`, `contested`, `plans`: the questions of HTTP, by the same functions."""

from collections.abc import Mapping
from typing import Any

from app.cli.asking import question_command
from app.parameters.alliances import ALLIANCES
from app.parameters.custody import CUSTODY, PLANS
from app.parameters.records import CONTESTED

Row = Mapping[str, Any]
KNOWN = {"lastKnown": "Last known before", "firstKnown": "First known after"}


@question_command(CUSTODY, "custody", help="Who held whom on a day.")
def custody(data: Row) -> None:
    from app.cli import show

    columns = {
        "holder": lambda row: row["holder"]["name"] + _with(row["jointWith"]),
        "held": lambda row: row["held"]["name"],
        "where": lambda row: row["places"],
        "how many": _how_many,
        "terms": lambda row: row["terms"],
        "how sure": _how_sure,
        "said by": lambda row: row["saidBy"],
    }
    return show.answer(data, columns, KNOWN)


@question_command(ALLIANCES, "alliances", help="Who was friendly or hostile to whom on a day.")
def alliances(data: Row) -> None:
    from app.cli import show

    signs = {1: "friendly", -1: "hostile", 0: "neutral"}
    columns = {
        "one": lambda row: row["a"],
        "other": lambda row: row["b"],
        "they are": lambda row: "both" if row["mixed"] else signs.get(row["sign"], "unknown"),
        "relations": lambda row: row["relations"],
        "how sure": _how_sure,
    }
    return show.answer(data, columns, KNOWN)


@question_command(CONTESTED, "contested", help="What is denied, corrected or questioned, and where figures disagree.")
def contested(data: Row) -> None:
    from app.cli import show

    columns = {
        "why": lambda row: row["why"],
        "question": lambda row: row["question"]["words"],
        "who says what": lambda row: "; ".join(row["sides"]),
        "speakers": lambda row: row["independentSpeakers"],
        "alike": show.alike,
        "statement": lambda row: row["disputed"]["id"],
    }
    return show.answer(data, columns)


@question_command(
    PLANS, "plans", help="What was intended, agreed, offered, urged or expected, apart from what was done."
)
def plans(data: Row) -> None:
    from app.cli import show

    columns = {
        "plan": _plan,
        "how many": lambda row: row["count"],
        "done": _done,
        "said by": lambda row: row["saidBy"],
    }
    return show.answer(data, columns)


def _with(others: list[Row]) -> str:
    return f" with {', '.join(other['name'] for other in others)}" if others else ""


def _how_many(row: Row) -> str:
    told = [_count(row)] if row["count"] else []
    told += [_moved(name, row[name]) for name in ("gained", "lost") if row[name]]
    return "; ".join(told) + (" (figures disagree)" if row["countsDisagree"] else "")


def _count(row: Row) -> str:
    """Such as `1,692 in 3 places, 2025-03-01 (1,450; 230; 12)`: the number, its places and days, its wordings."""
    from app.cli.show import range_words

    places = row["countPlaces"]
    where = f" in {places} {'place' if places == 1 else 'places'}" if places else ""
    return f"{range_words(row['count'])}{where}, {row['countedOn']} ({row['count']['wording']})"


def _moved(name: str, moved: Row) -> str:
    """Such as `gained 1,800 to 2,200 (about 2,000; 2026-01-30)`: the number, its wordings, and its days."""
    from app.cli.show import range_words

    found, wordings = range_words(moved), moved["wordings"]
    told = [] if wordings == [found] else wordings[:3]
    told += [f"and {len(wordings) - 3} more"] if len(wordings) > 3 else []
    told += [" to ".join(dict.fromkeys(str(moved[name]) for name in ("earliest", "latest") if moved[name]))]
    return f"{name} {found} ({'; '.join(filter(None, told))})"


def _plan(row: Row) -> str:
    """Such as `transfers (agreed, 2026-01): United States, of ISIS suspects, to Iraq; secure`."""
    from app.cli.show import names

    told = [names(row["who"]), *(f"{word} {names(row[word])}" for word in ("of", "to") if row[word])]
    terms = f"; {', '.join(row['terms'])}" if row["terms"] else ""
    return f"{row['predicate']} ({row['mode']}, {row['validity']['written']}): {', '.join(filter(None, told))}{terms}"


def _done(row: Row) -> str:
    """Such as `1,800 to 2,200 (24 to 34 %)`."""
    from app.cli.show import range_words

    if not row["done"]:
        return ""
    share = f" ({range_words(row['share'])} %)" if row["share"] else ""
    return range_words(row["done"]) + share


def _how_sure(row: Row) -> str:
    sure: str = row["certainty"]
    if row["support"] and row["support"] != sure:
        sure += f" ({row['support']})"
    if row.get("reading") == "inferred":
        sure += "; inferred"
    return sure + ("; denied" if row["contested"] else "")


COMMANDS = (custody, alliances, contested, plans)
