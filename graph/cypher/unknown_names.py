"""Notes on labels, types of edges and properties that a query names and the model does not have.

No engine refuses such names: a pattern with one matches nothing, and a property is null. Properties are looked at where
they are surely of a node or edge: in a pattern, and behind a variable that a pattern binds and AS does not.
"""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from itertools import pairwise
from typing import NamedTuple

from graph.cypher.model import read_model
from graph.cypher.schema import FUNCTIONS
from graph.cypher.tokens import NOTHING, Token, split_tokens

LABEL, TYPE, PROPERTY = "label", "type of edge", "property"
NAMES = ("word", "name")
IN_LABELS = ("|", "&", "!", ":")  # between the labels or types of a pattern
MOST_NOTES = 10


class UsedName(NamedTuple):
    kind: str
    name: str
    variable: str | None = None  # that has the property, where it is written behind one


def note_unknown_names(text: str) -> list[str]:
    """A note for each name that the model does not have, with the nearest one that it has, in the order of the text.

    `text` has passed the check of `graph.cypher.guard`.
    """
    model = read_model()
    known: Mapping[str, Iterable[str]] = {
        LABEL: {**model.labels, **model.edges},  # `WHERE r:HOLDS` is of an edge
        TYPE: model.edges,
        PROPERTY: model.property_names,
    }
    tokens = list(split_tokens(text))
    used = list(_list_used(tokens))
    bound = {one.name for one in used if one.kind == "variable"} - _list_renamed(tokens)
    found = dict.fromkeys(
        (one.kind, one.name)
        for one in used
        if one.kind in known and one.name not in known[one.kind] and (one.variable is None or one.variable in bound)
    )
    nearby = {**known, LABEL: model.labels}
    return [_describe(kind, name, nearby[kind]) for kind, name in found][:MOST_NOTES]


def _describe(kind: str, name: str, known: Iterable[str]) -> str:
    folded = {one.lower(): one for one in sorted(known)}
    near = get_close_matches(name.lower(), folded, n=1)
    hint = f"did you mean {folded[near[0]]}?" if near else "`whoholds model` and /v1/model list what there is"
    return f"There is no {kind} {name[:60]}; {hint}"


def _list_renamed(tokens: list[Token]) -> set[str]:
    """Names behind AS: what they hold may be a map."""
    return {after.text for word, after in pairwise(tokens) if word.kind == "word" and word.text.upper() == "AS"}


def _list_used(tokens: list[Token]) -> Iterator[UsedName]:
    """The labels, types, properties and variables that a text names."""
    frames: list[tuple[str, str | None]] = []  # open brackets: what each holds, and the variable before a projection
    in_labels = False
    for number, token in enumerate(tokens):
        before, after = _look(tokens, number - 1), _look(tokens, number + 1)
        holds, variable = frames[-1] if frames else ("", None)
        if token.kind == "sign":
            in_labels = (token.text == ":" and not _is_key(tokens, number - 1, holds)) or (
                in_labels and token.text in IN_LABELS
            )
            if token.text in ("(", "[", "{"):
                frames.append(_open_frame(tokens, number, holds))
            elif token.text in (")", "]", "}") and frames:
                frames.pop()
        elif token.kind in NAMES:
            if in_labels and before.text in IN_LABELS:
                yield UsedName(TYPE if holds == "edge" else LABEL, token.text)
            elif before.text == "." and before.kind == "sign":
                yield from _list_property(tokens, number, variable)
            elif holds in ("node", "edge") and before.text in ("(", "["):
                yield UsedName("variable", token.text)
            elif holds == "properties" and after.text == ":" and _is_key(tokens, number, holds):
                yield UsedName(PROPERTY, token.text)
            in_labels = in_labels and after.text in IN_LABELS


MOST_PARTS = 8  # of the name of a function, as `apoc.text.clean`; a longer chain is read no further


def _open_frame(tokens: list[Token], number: int, holds: str) -> tuple[str, str | None]:
    sign, before, after = tokens[number].text, _look(tokens, number - 1), _look(tokens, number + 1)
    if sign == "(":
        is_function = before.kind in NAMES and (
            before.text.lower() in FUNCTIONS or _look(tokens, number - 2).text == "."
        )
        return ("values" if is_function else "node"), None
    if sign == "[":
        return ("edge" if before.text == "-" and before.kind == "sign" else "values"), None
    if after.text == "." and before.kind in NAMES:
        return "map", before.text
    return ("properties" if holds in ("node", "edge") else "map"), None


def _list_property(tokens: list[Token], number: int, projected: str | None) -> Iterator[UsedName]:
    """The property behind a dot: of a variable, `n.name`, or in a projection, `n {.name}`; not a part of a function."""
    place, last = number + 1, number + 2 * MOST_PARTS
    while place < last and _look(tokens, place).text == "." and _look(tokens, place + 1).kind in NAMES:
        place += 2
    owner, front = _look(tokens, number - 2), _look(tokens, number - 3)
    if _look(tokens, place).text == "(":
        return
    if owner.kind in NAMES and (front.kind != "sign" or front.text not in (".", "$")):
        yield UsedName(PROPERTY, tokens[number].text, owner.text)
    elif owner.text in ("{", ",") and projected is not None:
        yield UsedName(PROPERTY, tokens[number].text, projected)


def _is_key(tokens: list[Token], number: int, holds: str) -> bool:
    """Whether the name there is the key of a map."""
    return (
        holds in ("map", "properties")
        and _look(tokens, number).kind in NAMES
        and _look(tokens, number - 1).text in ("{", ",")
    )


def _look(tokens: list[Token], number: int) -> Token:
    return tokens[number] if 0 <= number < len(tokens) else NOTHING
