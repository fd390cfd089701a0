"""The parameters `sign` and `depth` of questions about alliances."""

from graph.errors import InvalidInput

NAMES = {"1": "friendly", "+1": "friendly", "-1": "hostile", "0": "neutral"}
SIGNS = ("friendly", "hostile", "neutral", "mixed")
DEEPEST = 8


def sign_asked(written: str | int | None) -> str | None:
    """The sign whose rows are wanted, by its name; None for all."""
    if written is None:
        return None
    name = NAMES.get(str(written).strip(), str(written).strip().lower())
    if name not in SIGNS:
        expected = "friendly (1), hostile (-1), neutral (0) or mixed"
        raise InvalidInput(f"sign: {written!r}; expected {expected}", parameter="sign", value=written)
    return name


def depth_asked(written: str | int | None, actor: str | None) -> int:
    """How many steps around an actor are wanted."""
    if written is None:
        return 1
    if not str(written).isdecimal() or not 1 <= int(written) <= DEEPEST:
        raise InvalidInput(f"depth: {written!r}; expected 1 to {DEEPEST}", parameter="depth", value=written)
    if actor is None:
        raise InvalidInput("depth is given without an actor to start from", parameter="depth", value=written)
    return int(written)


def named(sign: int | None, mixed: bool) -> str | None:
    """The name of the sign of a row."""
    return "mixed" if mixed else {1: "friendly", -1: "hostile", 0: "neutral"}.get(sign) if sign is not None else None
