"""Response cache. Keys hold the data version and the date, so entries cannot go stale."""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import NamedTuple

MOST_BYTES = 128_000_000
LARGEST = 8_000_000
Headers = list[tuple[bytes, bytes]]


class KeptResponse(NamedTuple):
    """An answer of status 200; `route` is the template of its address."""

    headers: Headers
    body: bytes
    route: str

    @property
    def tag(self) -> bytes:
        return next((value for name, value in self.headers if name == b"etag"), b"")


class ResponseCache:
    """The most recently used answers, up to MOST_BYTES. Threads may share it."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, KeptResponse] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> KeptResponse | None:
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        return None

    def keep(self, key: Hashable, answer: KeptResponse) -> None:
        if len(answer.body) > LARGEST:
            return
        with self._lock:
            before = self._answers.pop(key, None)
            self._bytes += len(answer.body) - (len(before.body) if before else 0)
            self._answers[key] = answer
            while self._bytes > MOST_BYTES:
                _, oldest = self._answers.popitem(last=False)
                self._bytes -= len(oldest.body)
