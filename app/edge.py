"""The outermost layer: cuts the suffix off an address, answers HEAD, and measures."""

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.formats import MEDIA, SUFFIX
from app.metrics import Metrics
from app.problems import ASKED_PATH


class Edge:
    """`/v1/custody.csv` is routed as `/v1/custody`. Only these suffixes are cut off, so ids may have other dots."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        method, status, began = scope["method"], 500, time.perf_counter()
        head = method == "HEAD"
        path, dot, suffix = scope["path"].rpartition(".")
        if dot and suffix in MEDIA and path.startswith("/v1/") and not path.endswith("/"):
            scope[ASKED_PATH], scope["path"], scope[SUFFIX] = scope["path"], path, suffix
        if head:
            scope["method"] = "GET"

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            elif head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        try:
            await self.app(scope, receive, sent)
        finally:
            route = getattr(scope.get("route"), "path", "none")
            self.metrics.count(route, method, status, time.perf_counter() - began)
