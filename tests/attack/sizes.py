"""Answers without bound: many rows, wide rows, long texts, big lists, deep nesting. All are cut, and say so."""

from tests.attack.asking import cypher, is_well

MOST = 17_000_000  # 16 MB of rows, and what stands around them
MOST_ROWS = 10_000
HUGE = {
    "long texts": "UNWIND range(1, 9000) AS x RETURN x, reduce(s = 'ab', y IN range(1, 15) | s + s) AS s",
    "wide rows": "UNWIND range(1, 9000) AS x RETURN x, range(1, 10000) AS l, range(1, 10000) AS m",
    "one long text": "RETURN reduce(s = 'ab', y IN range(1, 23) | s + s) AS s",
    "one big list": "RETURN range(1, 900000) AS l",
    "big maps": "UNWIND range(1, 3000) AS x RETURN {a: range(1, 5000), b: {c: range(1, 5000)}} AS m",
    "texts that grow in JSON": "UNWIND range(1, 900) AS x RETURN reduce(s = '\"\\\"', y IN range(1, 15) | s + s) AS s",
}
FORMS = ("", ".csv", ".arrow")


def run(base: str, forms: tuple[str, ...] = FORMS) -> list[str]:
    """What fell short."""
    fell = []
    for name, query in HUGE.items():
        for form in forms:
            told = cypher(base, query, MOST_ROWS, form)
            if told.status != 200:
                fell.append(f"{name}{form}: {told.status} {told.body[:200]!r}")
            elif len(told.body) > 2 * MOST or (not form and len(told.body) > MOST):
                fell.append(f"{name}{form}: {len(told.body)} bytes")
            elif told.headers.get("truncated") != "true" or (not form and not told.json()["truncated"]):
                fell.append(f"{name}{form}: is cut and does not say so")
    deep = cypher(base, "RETURN reduce(l = [], x IN range(1, 600) | [l]) AS deep")
    if deep.status != 400:
        fell.append(f"what is nested without end: {deep.status} {deep.body[:200]!r}")
    if not is_well(base):
        fell.append("Cypher is shut for good")
    return fell
