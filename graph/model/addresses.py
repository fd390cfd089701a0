"""Addresses of sources: places on the web, and nothing else, as pages link them."""

from urllib.parse import urlsplit

from graph.errors import InvalidSource

MOST_LETTERS = 2_000
_NEVER = set(" \"'<>\\`")  # what would end an address in a page


def check_web_address(address: str, parameter: str = "url") -> str:
    """The address, if it is http or https with a host. Raises InvalidSource naming what was met and what to write."""
    if not _is_web_address(address):
        raise InvalidSource(
            f"{parameter}: {address[:80]!r} is no address on the web; write one such as https://example.org/report",
            parameter=parameter,
            value=address[:80],
        )
    return address


def _is_web_address(address: str) -> bool:
    if len(address) > MOST_LETTERS or not address.isprintable() or set(address) & _NEVER:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:  # such as https://[::1
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
