"""The connection to one service: requests over HTTP, and the errors that it answers with."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import httpx

from whoholds.errors import LONGEST_MESSAGE, ServiceError, read_problem

PREFIX = "/v1"
SECONDS = 60.0  # how long an answer may take, beside what the question itself allows
CONNECT_SECONDS = 10.0
AGAIN, LONGEST_WAIT = 2, 5  # how often a service that is busy is asked again, and seconds to wait at most

Json = dict[str, Any]


@dataclass(frozen=True)
class AskedQuestion:
    """What was asked: the name of a question, its path under the service, its parameters, and for Cypher a body.

    `has_versions` says whether it can be asked of an earlier data version.
    """

    name: str
    path: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] | None = None
    has_versions: bool = True

    def add(self, **parameters: object) -> "AskedQuestion":
        """The same question with further parameters; those that are None are left out."""
        return replace(self, parameters={**self.parameters, **write_parameters(parameters)})


class ServiceConnection:
    """A connection to the service at `address`. Threads may share it."""

    def __init__(self, address: str, key: str | None = None) -> None:
        """Raises ServiceError if the address is none of a web service."""
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ServiceError(
                f"{address!r} is no address of a service",
                parameter="address",
                value=address,
                hint="write one such as https://whoholds.example",
            )
        self.address = address.rstrip("/")
        headers = {"Accept-Language": "en"} | ({"Authorization": f"Bearer {key}"} if key else {})
        is_here = parts.hostname in ("127.0.0.1", "localhost", "::1")
        self._client = httpx.Client(
            headers=headers,
            timeout=httpx.Timeout(SECONDS, connect=CONNECT_SECONDS),
            trust_env=not is_here,  # a proxy of the environment leads elsewhere
        )

    def close(self) -> None:
        self._client.close()

    def read_json(self, asked: AskedQuestion) -> Json:
        """The JSON of an answer. Raises ServiceError."""
        content = self.send(asked, ".json").content
        try:
            found = json.loads(content)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise ServiceError(f"{self.address} does not answer as whoholds does", hint="is it another service?")
        return found

    def send(self, asked: AskedQuestion, suffix: str) -> httpx.Response:
        """A response of status 200 in the form that a suffix such as `.json` names; a service that is busy for some
        seconds, and says so, is asked again. Raises ServiceError."""
        response = self._send_once(asked, suffix)
        for _ in range(AGAIN):
            wait = response.headers.get("Retry-After", "")
            if response.status_code != 503 or not wait.isdecimal() or int(wait) > LONGEST_WAIT:
                break
            time.sleep(int(wait))
            response = self._send_once(asked, suffix)
        if response.status_code != 200:
            raise _read_error(response)
        return response

    def _send_once(self, asked: AskedQuestion, suffix: str) -> httpx.Response:
        url = f"{self.address}{asked.path}{suffix}"
        try:
            if asked.body is None:
                return self._client.get(url, params=asked.parameters)
            return self._client.post(url, params=asked.parameters, json=asked.body)
        except httpx.TimeoutException:
            raise ServiceError(f"{self.address} did not answer in time", hint="ask again, or for less") from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ServiceError(f"{self.address} cannot be reached: {error}", hint="does it run?") from None

    def write_address(self, asked: AskedQuestion, suffix: str = "") -> str:
        """The address of an answer, to be opened in a browser."""
        query = urlencode(asked.parameters, quote_via=quote)
        return f"{self.address}{asked.path}{suffix}" + (f"?{query}" if query else "")


def _read_error(response: httpx.Response) -> ServiceError:
    try:
        content = response.json()
    except ValueError:
        content = None
    if isinstance(content, dict):
        return read_problem(response.status_code, content)
    where = response.headers.get("location")
    return ServiceError(
        f"the service answered with status {response.status_code}: {response.text[:LONGEST_MESSAGE].strip()}",
        hint=f"it leads on to {where}; connect to that address" if where else None,
        status=response.status_code,
    )


def write_parameters(given: Mapping[str, object]) -> dict[str, str]:
    """Parameters as an address has them. None is left out; several values of one are separated by commas.

    `from_` is `from`, which Python keeps for itself.
    """
    return {name.rstrip("_"): _write_value(value) for name, value in given.items() if value is not None}


def _write_value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, list | tuple | set | frozenset):
        return ",".join(str(one) for one in value)
    return str(value)


def write_id(id_: str) -> str:
    """An id or a name as a part of a path."""
    return quote(id_, safe="")
