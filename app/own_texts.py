"""Whom the texts of sources may be shown: who asks on this machine itself, from the user's own copies."""

from ipaddress import ip_address
from pathlib import Path

from fastapi import Request

from graph.store.settings import Settings

PASSED_ON = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


def texts_for(request: Request, settings: Settings) -> Path | None:
    """The folder of WHOHOLDS_TEXTS, for a client on loopback that asks by a loopback name; None for all others.

    A proxy on this machine passes on what others ask, and a page may lead a browser here under a name of its own.
    """
    host = request.client.host if request.client else ""
    local = _is_loopback(host) and _is_loopback(request.url.hostname or "")
    if settings.texts is None or not local or any(name in request.headers for name in PASSED_ON):
        return None
    return settings.texts


def _is_loopback(host: str) -> bool:
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback
