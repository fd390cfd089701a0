"""What a statement says, as words: the vocabulary's sentence with the names put in."""

import re
from collections.abc import Iterable, Mapping, Sequence

from app.answers.sentences import joined
from graph.model.stored_statement import StoredStatement
from graph.selection.snapshot import Snapshot
from graph.vocabulary import vocabulary

PLACEHOLDER = re.compile(r"\{(\w++)\}")
LINKING = frozenset({"from", "to", "at", "of", "by", "for", "with", "on"})


def told(view: Snapshot, statements: Sequence[StoredStatement]) -> str:
    """Such as `CENTCOM transfers ISIS suspects to Iraq`; each role as the first of the statements that has it."""
    roles: dict[str, tuple[str, ...]] = {}
    for statement in statements:
        for role, ids in statement.roles.items():
            roles.setdefault(role, ids)
    return said_of(view, statements[0].predicate, roles)


def said_of(view: Snapshot, predicate: str, roles: Mapping[str, Iterable[str]]) -> str:
    """The sentence of a predicate; words that lead to nobody are left out, and a place is added."""
    return filled(view, vocabulary().predicates[predicate].says, roles)


def filled(view: Snapshot, pattern: str, roles: Mapping[str, Iterable[str]]) -> str:
    """A sentence of the vocabulary with the names put in."""
    names = {role: joined([view.directory.get(id_).name for id_ in ids]) for role, ids in roles.items()}
    parts = [PLACEHOLDER.sub(lambda found: names.get(found[1], ""), word) for word in pattern.split()]
    # a country is a holder and a place by one name, which is said once
    parts = [part for number, part in enumerate(parts) if part and part not in parts[max(0, number - 1) : number]]
    kept = [
        part
        for part, following in zip(parts, [*parts[1:], ""], strict=True)
        if part not in LINKING or (following and following not in LINKING)
    ]
    if "at" in names and "{at}" not in pattern:
        kept.append(f"at {names['at']}")
    return " ".join(kept)
