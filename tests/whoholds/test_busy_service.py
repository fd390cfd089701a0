"""A service that says that it is busy for some seconds is asked again; one that stays so, or for longer, is told of."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from whoholds.connection import AskedQuestion, ServiceConnection
from whoholds.errors import ServiceError

ASKED = AskedQuestion("status", "/v1/status")


@contextmanager
def busy_service(times: int, wait: str) -> Iterator[tuple[str, list[str]]]:
    """The address of a service that is busy so many times, and what was asked of it."""
    asked: list[str] = []

    class Busy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            is_busy = len(asked) <= times
            self.send_response(503 if is_busy else 200)
            self.send_header("Retry-After", wait)
            self.end_headers()
            self.wfile.write(b'{"error": "busy"}' if is_busy else b'{"ready": true}')

        def log_message(self, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Busy) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


@pytest.mark.parametrize(
    ("times", "wait", "requests"), [(1, "0", 2), (2, "0", 3), (3, "0", 3), (1, "60", 1), (1, "", 1)]
)
def test_a_busy_service_is_asked_again_for_some_seconds(times: int, wait: str, requests: int) -> None:
    with busy_service(times, wait) as (address, asked):
        connection = ServiceConnection(address)
        if requests > times:
            assert connection.read_json(ASKED) == {"ready": True}
        else:
            with pytest.raises(ServiceError):
                connection.read_json(ASKED)
        connection.close()
    assert len(asked) == requests
