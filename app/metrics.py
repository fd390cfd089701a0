"""Counters of this process, in the text form that Prometheus reads."""

import threading
from collections import Counter


class Metrics:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._seconds: dict[str, float] = {}

    def count(self, route: str, method: str, status: int, seconds: float) -> None:
        """One request. A route is its template, never the address as asked, so that there are few."""
        with self._lock:
            self._requests[route, method, status] += 1
            self._seconds[route] = self._seconds.get(route, 0.0) + seconds

    def text(self, gauges: dict[str, tuple[str, int]]) -> str:
        """All counters; `gauges` are a name, what it is, and its value now."""
        with self._lock:
            requests, seconds = dict(self._requests), dict(self._seconds)
        lines = _head("whoholds_requests_total", "counter", "Requests by route, method and status.")
        lines += [
            f'whoholds_requests_total{{route="{route}",method="{method}",status="{status}"}} {number}'
            for (route, method, status), number in sorted(requests.items())
        ]
        lines += _head("whoholds_request_seconds", "summary", "Time from the first byte asked to the last one sent.")
        for route, total in sorted(seconds.items()):
            number = sum(count for (other, _, _), count in requests.items() if other == route)
            lines.append(f'whoholds_request_seconds_sum{{route="{route}"}} {total:.6f}')
            lines.append(f'whoholds_request_seconds_count{{route="{route}"}} {number}')
        for name, (about, value) in gauges.items():
            lines += [*_head(name, "gauge", about), f"{name} {value}"]
        return "\n".join(lines) + "\n"


def _head(name: str, kind: str, about: str) -> list[str]:
    return [f"# HELP {name} {about}", f"# TYPE {name} {kind}"]
