"""A port of loopback that is ours for a while, although nobody listens on it: for a server yet to come, or none.

It is bound and not listened on, so that no other program is given it, whoever connects is refused, and a server that
reuses addresses, as all of ours do, may still take it.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_port() -> Iterator[int]:
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", 0))
        yield int(held.getsockname()[1])
