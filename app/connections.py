"""The connections of `whoholds serve`: how long one may take for the head of a request, and how many a client may open.

uvicorn has no limit for either: a client that sends nothing would hold its connections, and thereby all others out.
"""

import asyncio
from ipaddress import ip_address, ip_network
from typing import Any

import orjson
from uvicorn.protocols.http.h11_impl import H11Protocol

from app.turns import find_address_network

HEAD_SECONDS = 10.0
LONGEST_HEAD = 131_072  # bytes
MOST_CONNECTIONS = 1_000
MOST_EACH = 250  # open at once by one client; a proxy in WHOHOLDS_PROXIES has no limit of its own
TOO_LONG = b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class PatientProtocol(H11Protocol):
    """uvicorn's protocol with limits on the connections of a client, and on the seconds and the bytes until the head of
    a request is complete."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._waiting: asyncio.TimerHandle | None = None
        self._head = 0
        self.network = ""  # of the client, as its limits are counted by

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.network = find_address_network(self.client[0]) if self.client else ""
        if self._has_too_many():
            transport.write(_refuse_connection())
            transport.close()
        else:
            self._wait()

    def _has_too_many(self) -> bool:
        """Whether the client has more connections than one may; those of a named proxy are of many clients."""
        if not self.client or (self.config.proxy_headers and is_among(self.client[0], self.config.forwarded_allow_ips)):
            return False
        own = sum(1 for other in self.connections if getattr(other, "network", None) == self.network)
        return own > MOST_EACH

    def data_received(self, data: bytes) -> None:
        if not self._is_answering():
            self._head += len(data)
            self._wait()
        super().data_received(data)
        if self._is_answering():
            self._head = 0
            self._stop_waiting()
        elif self._head > LONGEST_HEAD and not self.transport.is_closing():
            self.transport.write(TOO_LONG)
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        if self._waiting is None:
            self._waiting = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        self._waiting = None
        if not self._is_answering() and not self.transport.is_closing():
            self.transport.close()


def is_among(host: str, networks: list[str] | str | None) -> bool:
    """Whether an address lies in one of the networks that WHOHOLDS_PROXIES has, with commas between."""
    if not networks or not isinstance(networks, str):
        return False
    try:
        return any(ip_address(host) in ip_network(one) for one in networks.split(","))
    except ValueError:
        return False


def _refuse_connection() -> bytes:
    """A whole answer, since nothing was asked yet that could be answered in the usual way."""
    detail = f"too many connections: at most {MOST_EACH} of one client are open at once"
    hint = "close those that are not used; a proxy before the service is named in WHOHOLDS_PROXIES"
    body = orjson.dumps(
        {"type": "urn:whoholds:too-many", "title": "Too Many Requests", "status": 429, "detail": detail, "hint": hint}
    )
    head = (
        "HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/problem+json\r\nRetry-After: 1\r\n"
        f"Connection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
