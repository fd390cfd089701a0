"""Who was friendly, hostile or neutral to whom on a day, from single statements: a signed network, its doubts kept.

The rules by which statements make the row of a pair are here, for numbers and for arrays: signs, and who comes first.
"""

import difflib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Literal, TypedDict

import numpy as np
from numpy.typing import NDArray

from graph.alliances.network import Network
from graph.disputes.denials import Denial, find_denials
from graph.errors import InvalidInput
from graph.evidence.hierarchy import is_fact
from graph.evidence.speakers import drop_retracted
from graph.evidence.support import (
    RANKS,
    Evidence,
    Support,
    SupportKind,
    find_support,
    make_act_evidence,
    make_state_evidence,
    select_first_after,
    select_last_before,
)
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary

Sign = Literal[1, -1, 0]
SignName = Literal["friendly", "hostile", "neutral", "mixed"]
NAMES: dict[int, SignName] = {1: "friendly", -1: "hostile", 0: "neutral"}
SIGN_NAMES: tuple[SignName, ...] = ("friendly", "hostile", "neutral", "mixed")
NUMBERS: dict[SignName, Sign] = {"friendly": 1, "hostile": -1, "neutral": 0}
WRITTEN: dict[str, SignName] = {"1": "friendly", "+1": "friendly", "-1": "hostile", "0": "neutral"}


class SignCounts(TypedDict):
    """How many statements on a pair are of each sign."""

    friendly: int
    hostile: int
    neutral: int


def read_sign(written: str | int | None) -> SignName | None:
    """The name of the sign that is asked for, from a name or a number; None for all. Raises InvalidInput."""
    if written is None:
        return None
    name = WRITTEN.get(str(written).strip(), str(written).strip().lower())
    if name not in SIGN_NAMES:
        expected = "friendly (1), hostile (-1), neutral (0) or mixed"
        raise InvalidInput(f"sign: {written!r}; expected {expected}", parameter="sign", value=written)
    return name


def read_relations(written: str | None) -> tuple[str, ...]:
    """The signed predicates that are asked for, sorted, from names separated by commas; none for all.

    Raises InvalidInput with the near names, and with all that there are.
    """
    known = vocabulary().signed_predicates
    names = [name.strip() for name in (written or "").split(",") if name.strip()]
    asked = [name.lower().replace(" ", "_").replace("-", "_") for name in names]
    for name, plain in zip(names, asked, strict=True):
        if plain not in known:
            near = difflib.get_close_matches(plain, known, n=3)
            raise InvalidInput(
                f"relation: {name!r}; expected some of {', '.join(sorted(known))}",
                parameter="relation",
                value=name,
                hint=f"did you mean {' or '.join(near)}?" if near else None,
            )
    return tuple(sorted(set(asked)))


def name_sign(sign: int | None, mixed: bool) -> SignName | None:
    """The name of the sign of a row."""
    return "mixed" if mixed else NAMES.get(sign) if sign is not None else None


def find_common_sign(signs: Iterable[int]) -> tuple[Sign | None, bool]:
    """The sign of a pair and whether it is mixed: neutral ones aside, +1 against -1 is mixed and has no sign."""
    found = set(signs)
    if 1 in found:
        return (None, True) if -1 in found else (1, False)
    return (-1 if -1 in found else 0), False


@cache
def count_signs(friendly: int, hostile: int, neutral: int) -> SignCounts:
    """How many statements are of each sign. The same numbers give the same dict, which nobody may change."""
    return {"friendly": friendly, "hostile": hostile, "neutral": neutral}


def has_sign(network: Network, sign: SignName) -> NDArray[np.bool_]:
    """For each pair of a network whether it has a sign: one boolean a pair."""
    if sign == "mixed":
        return network.mixed
    return np.asarray((network.sign == NUMBERS[sign]) & ~network.mixed)


Pair = tuple[str, str]  # two ids
Numbers = int | NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """A pair of actors. `signs` counts statements by sign; `sign` is None where friendly and hostile ones meet."""

    a: str
    b: str
    sign: Sign | None
    signs: SignCounts
    mixed: bool
    support: Support | None
    relations: tuple[str, ...]
    directed: bool
    statements: tuple[StoredStatement, ...]
    denials: tuple[Denial, ...] = ()

    @property
    def support_kind(self) -> SupportKind | None:
        return self.support.kind if self.support else None

    @property
    def gap_days(self) -> int | None:
        return self.support.gap_days if self.support else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alliances:
    """The answer: rows for the day, and for pairs without one the evidence nearest to it on either side."""

    rows: list[PairRow] = field(default_factory=list)
    last_known: list[PairRow] = field(default_factory=list)
    first_known: list[PairRow] = field(default_factory=list)


def find_pair_rows(
    statements: Sequence[StoredStatement],
    a: date,
    b: date,
    *,
    wanted: Callable[[str, str], bool] = lambda one, other: True,
    max_gap_days: int | None = None,
    publishers: Mapping[str, str] | None = None,
) -> Alliances:
    """Rows for some day in [a, b] from statements with signed predicates.

    `publishers` as in `drop_retracted`, `max_gap_days` as in graph.evidence.support.
    """
    answer = Alliances()
    statements = drop_retracted(statements, publishers)
    denying = [s for s in statements if s.polarity == "denies"]
    for pair, by_sign in sorted(_group_by_pair(statements).items()):
        if not wanted(*pair):
            continue
        found = {
            sign: s
            for sign, evidence in by_sign.items()
            if (s := find_support(evidence, a, b, max_gap_days=max_gap_days))
        }
        if found:
            used = [item.statement for s in found.values() for item in s.evidence]
            answer.rows.append(_make_pair_row(pair, used, _choose_best_support(found), denying))
            continue
        evidence = [item for items in by_sign.values() for item in items]
        for target, nearest in (
            (answer.last_known, select_last_before(evidence, a, b)),
            (answer.first_known, select_first_after(evidence, b)),
        ):
            if nearest:
                target.append(_make_pair_row(pair, [item.statement for item in nearest], None, denying))
    return answer


def list_pairs(statement: StoredStatement) -> list[tuple[str, str]]:
    """The pairs that a statement is about, each in the order of the ids."""
    return [
        (min(subject, other), max(subject, other))
        for subject in statement.role("subject")
        for other in statement.role("object")
        if subject != other
    ]


def find_tail(pair: Pair, subjects: Collection[str]) -> str:
    """Which of the two ends a statement is said of: the first one that is among its subjects."""
    return pair[0] if pair[0] in subjects else pair[1]


def orient_pair(of_first: Numbers, statements: Numbers, symmetric: Numbers) -> tuple[Any, Any]:
    """Whether all statements on a pair lead one way, and whether that is from the second of its ends to the first.

    For numbers, or for arrays of a number a pair: how many `statements` there are, how many are said `of_first`, and
    how many have a `symmetric` predicate, which lead no way at all.
    """
    from_second = (of_first == 0) & (symmetric == 0)
    return from_second | ((of_first == statements) & (symmetric == 0)), from_second


def _group_by_pair(statements: Iterable[StoredStatement]) -> dict[tuple[str, str], dict[int, list[Evidence]]]:
    pairs: dict[tuple[str, str], dict[int, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        predicate = vocabulary().predicates[statement.predicate]
        if predicate.sign is None or not is_fact(statement):
            continue
        evidence = make_state_evidence(statement) if predicate.is_state else make_act_evidence(statement)
        for pair in list_pairs(statement):
            pairs[pair][predicate.sign].append(evidence)
    return pairs


def _choose_best_support(found: dict[int, Support]) -> Support:
    """The support that the row is shown with: that of its sign, neutral statements aside; if mixed, of the better one,
    or of both."""
    signed = [s for sign, s in found.items() if sign != 0] or list(found.values())
    kind = min((s.kind for s in signed), key=RANKS.index)
    best = [s for s in signed if s.kind == kind]
    evidence = [item for s in best for item in s.evidence[: s.best]]
    others = [item for s in best for item in s.evidence[s.best :]]
    gaps = [s.gap_days for s in best if s.gap_days is not None]
    return Support(kind, (*evidence, *others), min(gaps, default=None), len(evidence))


def _make_pair_row(
    pair: tuple[str, str], used: list[StoredStatement], best: Support | None, denying: Sequence[StoredStatement]
) -> PairRow:
    predicates = vocabulary().predicates
    used = sorted({s.id: s for s in used}.values(), key=lambda s: s.key)
    sign_of = [predicates[s.predicate].sign or 0 for s in used]
    sign, mixed = find_common_sign(sign_of)
    of_first = sum(find_tail(pair, s.role("subject")) == pair[0] for s in used)
    directed, turned = orient_pair(of_first, len(used), sum(predicates[s.predicate].symmetric for s in used))
    first, second = pair[::-1] if turned else pair
    return PairRow(
        a=first,
        b=second,
        sign=sign,
        signs=count_signs(sign_of.count(1), sign_of.count(-1), sign_of.count(0)),
        mixed=mixed,
        support=best,
        relations=tuple(sorted({s.predicate for s in used})),
        directed=directed,
        statements=tuple(used),
        denials=find_denials(used, denying),
    )
