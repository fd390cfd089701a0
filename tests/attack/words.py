"""Each query of queries.py against a running service: honest ones are answered, others refused, nothing is written."""

from tests.attack.asking import ask, cypher
from tests.attack.queries import HARMLESS, HONEST, REFUSED


def run(base: str) -> list[str]:
    """What fell short, one line each."""
    found = []
    for text in HONEST:
        told = cypher(base, text)
        if told.status != 200:
            found.append(f"{told.status} for an honest read: {text[:100]!r} {told.body[:200]!r}")
    for kind, text, word in REFUSED:
        told = cypher(base, text)
        if told.status != 400 or "refused-query" not in told.body.decode():
            found.append(f"{told.status} for {kind}, where {word} is refused: {text[:100]!r}")
    for text, parameters in HARMLESS:
        told = ask(base, "/v1/cypher", {"query": text, "parameters": parameters})
        if told.status not in (200, 400):
            found.append(f"{told.status} for what harms nobody: {text[:100]!r}")
    return found
