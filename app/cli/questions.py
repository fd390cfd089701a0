"""`whoholds custody`, `alliances`, `contested`, `plans`: the questions of HTTP, by the same functions."""

from collections.abc import Mapping
from typing import Any

import click

from app.cli.options import asked, group_option, viewing
from graph.selection.selection import Selection

Row = Mapping[str, Any]
KNOWN = {"lastKnown": "Last known before", "firstKnown": "First known after"}


@click.command(help="Who held whom on a day.")
@click.option("--held", help="Id or name of a group.")
@click.option("--holder", help="Id or name of an actor.")
@click.option("--place", help="Id or name of a place.")
@click.option("--nationality", help="Id or name of a nationality.")
@asked
def custody(
    held: str | None, holder: str | None, place: str | None, nationality: str | None, as_json: bool, **written: Any
) -> None:
    from app.answers.custody import custody as answer
    from app.cli import show

    with viewing(**written) as (view, read):
        data = answer(Selection(view, read), held, holder, place, nationality)
    if as_json:
        return show.as_json(data)
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


@click.command(help="Who was friendly or hostile to whom on a day.")
@click.option("--actor", help="Id or name of an actor.")
@click.option("--sign", help="friendly, hostile, neutral or mixed.")
@click.option("--depth", help="How many steps around the actor, 1 to 8.")
@asked
def alliances(actor: str | None, sign: str | None, depth: str | None, as_json: bool, **written: Any) -> None:
    from app.answers.alliances import alliances as answer
    from app.cli import show

    with viewing(**written) as (view, read):
        data = answer(Selection(view, read), actor, sign, depth)
    if as_json:
        return show.as_json(data)
    signs = {1: "friendly", -1: "hostile", 0: "neutral"}
    columns = {
        "one": lambda row: row["a"],
        "other": lambda row: row["b"],
        "they are": lambda row: "both" if row["mixed"] else signs.get(row["sign"], "unknown"),
        "relations": lambda row: row["relations"],
        "how sure": _how_sure,
    }
    return show.answer(data, columns, KNOWN)


@click.command(help="What is denied, corrected or questioned, and where figures disagree.")
@click.option("--entity", help="Id or name of any entity.")
@group_option
@asked
def contested(entity: str | None, group: str | None, as_json: bool, **written: Any) -> None:
    from app.answers.contested import contested as answer
    from app.cli import show

    with viewing(**written) as (view, read):
        data = answer(Selection(view, read), entity, group)
    if as_json:
        return show.as_json(data)
    columns = {
        "why": lambda row: row["why"],
        "question": lambda row: row["question"]["words"],
        "who says what": lambda row: "; ".join(row["sides"]),
        "speakers": lambda row: row["independentSpeakers"],
        "alike": show.alike,
        "statement": lambda row: row["disputed"]["id"],
    }
    return show.answer(data, columns)


@click.command(help="What was intended, agreed, offered, urged or expected, apart from what was done.")
@click.option("--held", help="Id or name of a group.")
@asked
def plans(held: str | None, as_json: bool, **written: Any) -> None:
    from app.answers.plans import plans as answer
    from app.cli import show

    with viewing(**written) as (view, read):
        data = answer(Selection(view, read), held)
    if as_json:
        return show.as_json(data)
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
