"""Many clients at once, and clients that leave: others are answered, and nothing is left working for nobody."""

import http.client
import json
import threading
import urllib.parse
from collections import Counter

from tests.attack.asking import GENEROUS, ORDINARY, ask, at_once, cypher, gauge, is_soon, is_well
from tests.attack.bombs import LONG

CLIENTS = 60
HEAVY = ("/v1/alliances/balance?as_of=2010/2023&seconds=3&limit={}", "/v1/network?as_of=2010/2023&measures=betweenness&max_gap_days={}")  # fmt: skip  # noqa: E501


def run(base: str, clients: int = CLIENTS) -> list[str]:
    """A flood of Cypher: each is answered or told to come again, and ordinary questions are answered meanwhile."""
    fell: list[str] = []
    others: Counter[int] = Counter()
    is_over = threading.Event()

    def bystander() -> None:
        while not is_over.is_set():
            others[ask(base, ORDINARY).status] += 1

    watching = threading.Thread(target=bystander)
    watching.start()
    told = at_once(lambda _: cypher(base, LONG), range(clients))
    is_over.set()
    watching.join(GENEROUS)
    if unknown := {one.status for one in told} - {429, 503}:
        fell.append(f"the flood was told {unknown}")
    if lacking := [one for one in told if "retry-after" not in one.headers]:
        fell.append(f"{len(lacking)} were not told when to come again")
    if set(others) != {200}:
        fell.append(f"others were told {dict(others)} meanwhile")
    if not is_well(base):
        fell.append("Cypher is shut for good after a flood")
    return fell


def run_heavy(base: str, clients: int = 12) -> list[str]:
    """Many dear questions at once, each a new one: answered, or told to come again."""
    fell = []
    for path in HEAVY:
        told = at_once(lambda n, path=path: ask(base, path.format(100 + n)), range(clients))
        if unknown := {one.status for one in told} - {200, 429, 503}:
            fell.append(f"{path}: {unknown}")
        if lacking := [one for one in told if one.status != 200 and "retry-after" not in one.headers]:
            fell.append(f"{path}: {len(lacking)} were not told when to come again")
    return fell


def run_leaving(base: str, clients: int = 8) -> list[str]:
    """Clients that send a query without end and go away: it ends with them, and the places are free again."""
    at = urllib.parse.urlsplit(base)
    body = json.dumps({"query": LONG})
    for _ in range(clients):
        connection = http.client.HTTPConnection(at.hostname or "", at.port, timeout=GENEROUS)
        connection.request("POST", "/v1/cypher", body, {"Content-Type": "application/json"})
        connection.close()
    fell = []
    for name in ("whoholds_cypher_running", "whoholds_cypher_waiting"):
        if not is_soon(lambda name=name: gauge(base, name) == 0):
            fell.append(f"{name} is {gauge(base, name)} long after all clients left")
    if not is_well(base):
        fell.append("Cypher is shut for good after clients left")
    return fell
