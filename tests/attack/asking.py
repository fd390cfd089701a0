"""What attacks share: asking a running service on this machine, with the standard library and psutil only."""

import http.client
import json
import re
import time
import urllib.parse
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

GENEROUS = 90.0  # seconds after which what should have ended counts as without end
ORDINARY = "/v1/search?q=iraq"


class Told(NamedTuple):
    """Status 0 where no answer came; `body` then says why."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


def ask(base: str, path: str, body: Any = None, timeout: float = GENEROUS) -> Told:
    """GET, or POST of a body as JSON, on a connection of its own."""
    at = urllib.parse.urlsplit(base)
    connection = http.client.HTTPConnection(at.hostname or "", at.port, timeout=timeout)
    data = None if body is None else json.dumps(body).encode()
    try:
        connection.request("GET" if data is None else "POST", path, data, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return Told(answer.status, headers, answer.read())
    except (OSError, http.client.HTTPException) as error:
        return Told(0, {}, repr(error).encode())
    finally:
        connection.close()


def cypher(base: str, query: str, limit: int = 1_000, suffix: str = "", timeout: float = GENEROUS) -> Told:
    return ask(base, f"/v1/cypher{suffix}", {"query": query, "limit": limit}, timeout)


def at_once(work: Callable[[Any], Told], items: Iterable[Any]) -> list[Told]:
    """What each of some requests was told that were sent at the same time."""
    known = list(items)
    with ThreadPoolExecutor(max(1, len(known))) as pool:
        return list(pool.map(work, known))


def gauge(base: str, name: str) -> float:
    """A number of /metrics."""
    found = re.search(rf"^{name} (\S+)$", ask(base, "/metrics").body.decode(), re.MULTILINE)
    return float(found[1]) if found else -1.0


def is_soon(is_so: Callable[[], bool], seconds: float = GENEROUS) -> bool:
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(0.2)
    return True


def is_well(base: str) -> bool:
    """Whether Cypher answers again, as it must soon after whatever happened."""
    return is_soon(lambda: cypher(base, "RETURN 1 AS x").status == 200)
