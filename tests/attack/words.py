"""honest.py, refused.py and disguised.py against a running service: reads are answered, all else is refused."""

from tests.attack.asking import ask, cypher
from tests.attack.disguised import DISGUISED
from tests.attack.honest import HONEST, WITH_PARAMETERS
from tests.attack.refused import HARMLESS, REFUSED


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
    for text in DISGUISED:
        told = cypher(base, text)
        if told.status != 400 or "refused-query" not in told.body.decode():
            found.append(f"{told.status} for what does more: {text[:100]!r}")
    for text, parameters in WITH_PARAMETERS:
        told = ask(base, "/v1/cypher", {"query": text, "parameters": parameters})
        if told.status != 200:
            found.append(f"{told.status} for an honest read: {text[:100]!r} {told.body[:200]!r}")
    for text, parameters in HARMLESS:
        told = ask(base, "/v1/cypher", {"query": text, "parameters": parameters})
        if told.status not in (200, 400):
            found.append(f"{told.status} for what harms nobody: {text[:100]!r}")
    return found
