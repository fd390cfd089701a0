"""The references of a claim as sources: by their address, title, publisher and day."""

from typing import Any
from urllib.parse import urlsplit

from graph.errors import WhoholdsError
from graph.model.addresses import check_web_address
from graph.model.sources import WrittenSource
from ingest.adapter import Context
from ingest.others.wikidata.items import WORDS, find_value_id
from ingest.others.wikidata.times import read_wikidata_time

URL, TITLE, PUBLISHED, RETRIEVED = "P854", "P1476", "P577", "P813"
NO_SOURCE = "references without an address, such as to the wiki that a claim was imported from"
REASON = "Wikidata does not say when it was published: by the day on which it was seen."


def find_reference(context: Context, reference: dict[str, Any], seen_by: str) -> WrittenSource | None:
    """The source that a reference names by its address; None where it has none."""
    snaks = reference.get("snaks", {})
    url = _find(snaks, URL)
    try:
        check_web_address(str(url))
    except WhoholdsError:
        context.leave_out(NO_SOURCE)
        return None
    host = urlsplit(str(url)).hostname or str(url)
    title = (_find(snaks, TITLE) or {}).get("text") or str(url)
    seen = _read_time(snaks, RETRIEVED) or seen_by
    published = _read_time(snaks, PUBLISHED)
    return context.source(
        str(url), title=title, publisher=context.entity("Actor", host.removeprefix("www."), WORDS["publisher"]),
        published=published or f"[..{seen}]", reason=None if published else REASON, url=str(url),
    )  # fmt: skip


def describe_publishers(reference: dict[str, Any]) -> str:
    """The items that a reference names as where it is from."""
    snaks = reference.get("snaks", {})
    found = [find_value_id(snak) for name in WORDS["publishers"] for snak in snaks.get(name, ())]
    return ", ".join(one for one in found if one)


def _find(snaks: dict[str, Any], property_: str) -> Any:
    found: Any = snaks.get(property_) or ({},)
    return found[0].get("datavalue", {}).get("value")


def _read_time(snaks: dict[str, Any], property_: str) -> str | None:
    value = _find(snaks, property_)
    try:
        return read_wikidata_time(value, property_) if value else None
    except WhoholdsError:
        return None
