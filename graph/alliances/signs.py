"""Signs of pairs: how they are written and named, and what the signs of statements make together."""

from collections.abc import Iterable
from functools import cache
from typing import Literal, TypedDict

import numpy as np
from numpy.typing import NDArray

from graph.alliances.network import Network
from graph.errors import InvalidInput

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


def name_sign(sign: int | None, mixed: bool) -> SignName | None:
    """The name of the sign of a row."""
    return "mixed" if mixed else NAMES.get(sign) if sign is not None else None


def common_sign(signs: Iterable[int]) -> tuple[Sign | None, bool]:
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
