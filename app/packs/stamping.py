"""A time stamp (RFC 3161) on the manifest of a pack, from the authority of WHOHOLDS_STAMP_AUTHORITY."""

import urllib.error
import urllib.request

from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from graph.errors import Unavailable

SECONDS, MOST_BYTES = 30, 1_000_000


def ask_stamp(authority: str, content: bytes) -> bytes:
    """The answer of an authority on a content, of which it gets the sha256 alone. Raises Unavailable."""
    built = TimestampRequestBuilder().data(content).hash_algorithm(HashAlgorithm.SHA256).build()
    request = urllib.request.Request(  # noqa: S310  # of the settings, which take https and http only
        authority, built.as_bytes(), {"Content-Type": "application/timestamp-query"}
    )
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            found: bytes = answer.read(MOST_BYTES)
    except (urllib.error.URLError, TimeoutError, OSError) as error:
        raise Unavailable(f"{authority} gives no time stamp: {error}",
                          hint="try again, or leave WHOHOLDS_STAMP_AUTHORITY out") from None  # fmt: skip
    return found
