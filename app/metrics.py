"""Counters of a service for Prometheus, and a line of JSON for each request, where that is wanted.

Neither has an address, a name, or what was asked: a route is the template of an address.
"""

import json
import logging
import time
from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from starlette.types import Scope

from app.problems import REQUEST_ID

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)  # seconds

METHODS = frozenset(("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"))

log = logging.getLogger("whoholds.requests")


class Metrics:
    """Threads may share it."""

    def __init__(self, logs_requests: bool = False) -> None:
        self.logs_requests = logs_requests
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)  # memory, files and processor time of this process, on Linux
        self._requests = Counter(
            "whoholds_requests", "Requests by route, method and status.", ["route", "method", "status"],
            registry=self._registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "whoholds_request_seconds", "Time from the first byte asked to the last one sent.", ["route"],
            buckets=BUCKETS, registry=self._registry,
        )  # fmt: skip

    def count(self, route: str, method: str, status: int, seconds: float, request_id: str = "") -> None:
        """Count one request. A route is the template of its address, and a method one of METHODS, so that there are
        few; `none` is the route of what was refused before a route was chosen."""
        method = method if method in METHODS else "other"
        self._requests.labels(route, method, status).inc()
        self._seconds.labels(route).observe(seconds)
        if self.logs_requests:
            line = {
                "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "requestId": request_id, "route": route,
                "method": method, "status": status, "seconds": round(seconds, 4),
            }  # fmt: skip
            log.info(json.dumps(line))

    def count_refusal(self, scope: Scope, status: int, began: float) -> None:
        """Count a request that was refused before a route was chosen; `began` is by `time.perf_counter`."""
        self.count("none", scope["method"], status, time.perf_counter() - began, scope.get(REQUEST_ID, ""))

    def text(self, gauges: Mapping[str, tuple[str, int]]) -> bytes:
        """All of them in the text format of Prometheus; `gauges` hold a description and a current value by name."""
        now = CollectorRegistry()
        for name, (about, value) in gauges.items():
            Gauge(name, about, registry=now).set(value)
        return generate_latest(self._registry) + generate_latest(now)


def log_requests_to_stderr() -> None:
    """Print the lines of requests as they are."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
