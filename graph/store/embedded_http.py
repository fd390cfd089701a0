"""ArcadeDB's HTTP API on this machine: is it ready, and commands as root."""

import base64
import json
import urllib.error
import urllib.request
from typing import Any

from graph.errors import FailedQuery, Unavailable

# loopback never goes through a proxy, whatever the environment says
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def is_ready(port: int) -> bool:
    """Whether a server on this port of loopback says that it is ready."""
    try:
        with _direct.open(f"http://127.0.0.1:{port}/api/v1/ready", timeout=2) as response:
            return bool(response.status == 204)
    except OSError:
        return False


def ask(port: int, path: str, body: dict[str, Any] | None = None, *, password: str, timeout: float = 600) -> Any:
    """Ask as root: GET, or POST if there is a body. The answer is parsed JSON; `timeout` in seconds.

    Raises FailedQuery with the engine's words, Unavailable if it does not answer.
    """
    credentials = base64.b64encode(f"root:{password}".encode()).decode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}",
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Basic {credentials}", "Content-Type": "application/json"},
    )
    try:
        with _direct.open(request, timeout=timeout) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        raise FailedQuery(
            f"the embedded engine refuses: {_reason(error)}", value=body and body.get("command")
        ) from None
    except OSError as error:
        raise Unavailable(f"the embedded engine does not answer on port {port}: {error}") from error


def _reason(error: urllib.error.HTTPError) -> str:
    try:
        answer = json.load(error)
        return str(answer.get("detail") or answer["error"])
    except (ValueError, KeyError, OSError):
        return f"HTTP status {error.code}"
