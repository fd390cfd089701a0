"""Whether friends and foes fall into two camps, and what tips it: `whoholds balance`, /v1/alliances/balance."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any, Literal, NotRequired

import click
from typing_extensions import TypedDict

from app import terminal
from app.fields import Field
from app.parameters import MOST_SECONDS, Actor, DayParameters, Seconds
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.evidence import Certainty
from app.schemas.names import Named, Ref
from app.schemas.pages import DayQuestion, Page
from app.terminal import Row

if is_answering(__name__):
    import numpy as np

    from app.answers.alliances import column_lens_notes
    from app.answers.balance_words import balance_notes
    from app.answers.frame import frame_answer, question_json
    from app.answers.notes import filter_notes, possibly_public_count_notes
    from app.answers.question import DIGITS, Asked
    from app.answers.shapes import entity_ref, entity_refs
    from app.sentences import open_writer
    from app.sentences.network_balance import find_balance_facts
    from graph.alliances.balance.edges import Census, TriangleKind, list_all_edges, select_sure_edges
    from graph.alliances.balance.frustration import SECONDS, Frustration, Tip
    from graph.alliances.balance.question import Camps, find_balance
    from graph.alliances.network import Network
    from graph.alliances.rows import find_denied
    from graph.errors import InvalidInput
    from graph.selection.snapshot import Snapshot


class BalanceRow(TypedDict):
    a: Ref
    b: Ref
    sign: Literal[1, -1] | None
    mixed: bool
    certainty: Certainty
    statements: list[str]


class Number(TypedDict):
    min: Annotated[int, Field(description="of the certain pairs alone")]
    max: Annotated[int, Field(description="of all possible pairs")]


class Triangles(TypedDict):
    """Threes of actors; a three with a mixed pair may be of several kinds, so maxima need not add up."""

    all: Number
    balanced: Number
    unbalanced: Number
    kinds: dict[TriangleKind, Number]


class Index(TypedDict):
    lower: Annotated[int, Field(description="surely not less")]
    upper: Annotated[int, Field(description="a division was found that so many pairs go against")]
    proved: Annotated[bool, Field(description="both are the same: that division is a best one")]
    gap: Annotated[float, Field(description="what is open of upper: 0 if proved, 1 if nothing is known from below")]


class IndexRange(TypedDict):
    min: Annotated[Index, Field(description="of the certain pairs alone")]
    max: Annotated[Index, Field(description="of all possible pairs")]


class Pairs(TypedDict):
    actors: int
    friendly: Number
    hostile: Number
    mixed: Annotated[int, Field(description="friendly and hostile at once: in both maxima, in no minimum")]
    neutral: Annotated[int, Field(description="of no sign; they take no part")]


class Camp(TypedDict):
    one: list[Ref]
    other: Annotated[list[Ref], Field(description="hostile to the one side, as far as pairs go with the camps")]
    against: Annotated[int, Field(description="how many pairs of this part go against it, mixed ones aside")]
    unique: Annotated[bool | None, Field(description="whether no other division is as good; null: not found out")]


_TippedFrom = TypedDict("_TippedFrom", {"from": int})


class Tipping(BalanceRow, _TippedFrom):
    bound: Annotated[Literal["min", "max"], Field(description="min: added to the certain pairs; max: without it")]
    to: int


class BalanceQuestion(DayQuestion):
    actor: NotRequired[Named | None]
    seconds: int


class BalanceAnswer(Page):
    question: BalanceQuestion
    rows: Annotated[list[BalanceRow], Field(description="pairs that go against the camps")]
    pairs: Pairs
    triangles: Triangles
    frustration: IndexRange
    camps: Annotated[list[Camp], Field(description="one entry a connected part, the largest first")]
    tippedBy: list[Tipping]


def balance(selection: Asked, actor: Actor = None, seconds: Seconds = 10) -> BalanceAnswer:
    """Triangles by kind, the frustration index as a range, the camps, and the statements that tip it.

    One row per pair that goes against the camps; with an actor, of those around it. `seconds` bounds the search for
    each of the two indices, and that for what tips them.
    """
    view = selection.view
    limit = _read_seconds(seconds)
    findings = find_balance(selection, actor, limit)
    network, result, unsure = findings.network, findings.balance, findings.only_possibly_known
    answer = frame_answer(
        BalanceAnswer,
        selection,
        question={**question_json(selection, actor=findings.actor), "seconds": limit},
        summary=open_writer(selection).write_balance(find_balance_facts(selection, findings)),
        rows=result.against,
        row_json=partial(_pair_row_json, view, network),
        extra_fields={
            "pairs": _pairs_json(network),
            "triangles": _triangles_json(result.census),
            "frustration": {"min": _index_json(result.least), "max": _index_json(result.most)},
            "camps": [_camp_json(view, network, camp) for camp in result.camps],
            "tippedBy": [_tip_json(view, network, tip) for tip in result.tips.found],
        },
        notes=[
            *filter_notes(selection, findings.filtered),
            *balance_notes(selection, network, result, contested=len(find_denied(selection, findings.rows))),
            *possibly_public_count_notes(selection, unsure, len(findings.rows)),
            *column_lens_notes(selection),
        ],
    )
    return {**answer, "truncated": answer["truncated"] or result.tips.tried < result.tips.candidates}


def _read_seconds(written: int | str | None) -> int:
    if written is None:
        return int(SECONDS)
    number = int(written) if DIGITS.fullmatch(str(written)) else 0
    if not 1 <= number <= MOST_SECONDS:
        raise InvalidInput(f"seconds: {written!r}; expected 1 to {MOST_SECONDS}", parameter="seconds", value=written)
    return number


def _pairs_json(network: Network) -> Pairs:
    sure_edges, all_edges = select_sure_edges(network), list_all_edges(network)
    friendly, hostile = (
        Number(min=int((sure_edges.sign == sign).sum()), max=int((all_edges.sign == sign).sum())) for sign in (1, -1)
    )
    return {
        "actors": len(network.nodes),
        "friendly": friendly,
        "hostile": hostile,
        "mixed": int(network.mixed.sum()),
        "neutral": len(network) - len(np.unique(all_edges.pair)),
    }


def _triangles_json(census: Census) -> Triangles:
    return {
        "all": _number_json(census.all),
        "balanced": _number_json(census.balanced),
        "unbalanced": _number_json(census.unbalanced),
        "kinds": {kind: _number_json(number) for kind, number in census.kinds.items()},
    }


def _number_json(range_: tuple[int, int]) -> Number:
    return {"min": range_[0], "max": range_[1]}


def _index_json(frustration: Frustration) -> Index:
    return {
        "lower": frustration.lower,
        "upper": frustration.upper,
        "proved": frustration.proved,
        "gap": round(frustration.gap, 4),
    }


def _camp_json(view: Snapshot, network: Network, camp: Camps) -> Camp:
    one, other = (entity_refs(view, [network.nodes[node] for node in side.tolist()]) for side in (camp.one, camp.other))
    return {"one": one, "other": other, "against": camp.against, "unique": camp.unique}


def _pair_row_json(view: Snapshot, network: Network, pair: int) -> BalanceRow:
    return {
        "a": entity_ref(view, network.nodes[network.a[pair]]),
        "b": entity_ref(view, network.nodes[network.b[pair]]),
        "sign": None if network.mixed[pair] else 1 if network.sign[pair] > 0 else -1,
        "mixed": bool(network.mixed[pair]),
        "certainty": "certain" if network.certain[pair] else "possible",
        "statements": network.statements_of(pair),
    }


def _tip_json(view: Snapshot, network: Network, tip: Tip) -> Tipping:
    return {**_pair_row_json(view, network, tip.pair), "bound": tip.bound, "from": tip.before, "to": tip.after}


SIGN_WORDS = {1: "friendly", -1: "hostile", None: "both"}


def _print_balance(data: Row) -> None:
    click.echo(click.wrap_text(data["summary"], terminal.WIDTH))
    figures: terminal.Columns = {"what": lambda row: row["what"], "range": lambda row: row["range"]}
    terminal.print_table(_list_figures(data), figures, header=False)
    pair: terminal.Columns = {
        "one": lambda row: row["a"],
        "other": lambda row: row["b"],
        "they are": lambda row: SIGN_WORDS[row["sign"]],
        "how sure": lambda row: row["certainty"],
    }
    camps: terminal.Columns = {
        "one": lambda row: row["one"],
        "other": lambda row: row["other"],
        "the only division": lambda row: "unknown" if row["unique"] is None else row["unique"],
    }
    _print_titled_table("Camps", data["camps"], camps)
    _print_titled_table("Against the camps", data["rows"], pair)
    _print_titled_table("Tipped by", data["tippedBy"], {**pair, "index": _write_index_change})
    return terminal.print_notes(data)


def _print_titled_table(title: str, rows: list[Row], columns: Mapping[str, Any]) -> None:

    if rows:
        click.echo(f"\n{title}")
        terminal.print_table(rows, columns)


def _list_figures(data: Row) -> list[Row]:
    if not data["camps"] and not data["pairs"]["mixed"]:
        return []
    figures: list[Row] = [{"what": "frustration", "range": _write_index(data["frustration"])}]
    figures += [{"what": f"{word} pairs", "range": data["pairs"][word]} for word in ("friendly", "hostile")]
    figures += [{"what": f"triangles {kind}", "range": number} for kind, number in data["triangles"]["kinds"].items()]
    return figures


def _write_index(index: Row) -> str:
    """Such as `3 to 7`, with `(5 to 7)` for a bound that is not proved."""
    least, most = (
        str(bound["upper"]) if bound["proved"] else f"({bound['lower']} to {bound['upper']})"
        for bound in (index["min"], index["max"])
    )
    return least if least == most else f"{least} to {most}"


def _write_index_change(row: Row) -> str:
    return f"{row['bound']} {row['from']} -> {row['to']}"


QUESTION = Question(
    "/alliances/balance",
    balance,
    DayParameters,
    AnswerShape(BalanceRow, "Pairs that go against two camps", about=("a", "b", "sign", "mixed", "certainty")),
    _print_balance,
)
