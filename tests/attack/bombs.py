"""Queries that would go on for ever, or want more memory than there is. Each ends, and all others are well."""

from tests.attack.asking import ORDINARY, ask, at_once, cypher, is_well

LONG = "UNWIND range(1, 10000) AS a UNWIND range(1, 10000) AS b UNWIND range(1, 10000) AS c RETURN count(*)"
# what no engine looks up from: one expression, copying without end
BUSY = "RETURN size(reduce(l = [0], x IN range(1, 400000) | l + [x]))"
BOMBS = (
    LONG,
    BUSY,
    "RETURN size(reduce(l = [0], x IN range(1, 10000000) | l + [x]))",
    "RETURN size(reduce(s = 'ab', x IN range(1, 33) | s + s))",
    "RETURN size(text.random(2000000000))",
    "UNWIND range(1, 900000) AS x WITH collect(reduce(s = 'ab', y IN range(1, 14) | s + s)) AS l RETURN size(l)",
    "MATCH path = (a)-[*1..30]-(b) RETURN max(length(path))",
    "MATCH (a), (b), (c) WHERE toString(a.id) + b.id = c.id RETURN count(*)",
    "RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' =~ '(a+)+b'",
)
ENDED = (200, 400, 413, 422, 503)


def run(base: str, bombs: tuple[str, ...] = BOMBS) -> list[str]:
    """What fell short."""
    fell = []
    for bomb in bombs:
        told = cypher(base, bomb)
        if told.status not in ENDED:
            fell.append(f"{told.status} {told.body[:200]!r} for {bomb}")
        if (told.status == 503) != ("retry-after" in told.headers):
            fell.append(f"{told.status} with {told.headers} for {bomb}")
        if ask(base, ORDINARY).status != 200:
            fell.append(f"an ordinary question has no answer after {bomb}")
        if not is_well(base):
            fell.append(f"Cypher is shut for good after {bomb}")
            break
    return fell


def run_together(base: str) -> list[str]:
    """Several at once, of which one takes the engine with it: the others are told to come again."""
    fell = []
    for told in at_once(lambda bomb: cypher(base, bomb), [LONG, LONG, BUSY, BOMBS[4]]):
        if told.status not in (*ENDED, 429):
            fell.append(f"{told.status} {told.body[:200]!r}")
    if not is_well(base):
        fell.append("Cypher is shut for good")
    return fell
