"""Rows of the lists of groups and places: what custody says of each, in short."""

from app.answers.counts import make_day_count_fields
from app.answers.question import Asked
from app.answers.shapes import bound_json, entity_ref, entity_refs, range_json
from app.schemas.evidence import Certainty
from app.schemas.holdings import HoldingOnDay, ListedOnDay
from graph.custody.day import HolderRow
from graph.custody.listing import ListedEntity

MOST_HOLDINGS = 50
MOST_PLACES = 100


def listed_json(selection: Asked, listed: ListedEntity) -> ListedOnDay:
    """The holdings of the days asked about, the best supported first, and the extent of all reports."""
    best = listed.rows[0].support if listed.rows else None
    extent = listed.extent
    return {
        "certainty": _rate_certainty(listed.rows[0]) if listed.rows else None,
        "support": best.kind if best else None,
        "holdings": [holding_json(selection, row) for row in listed.rows[:MOST_HOLDINGS]],
        "holdingCount": len(listed.rows),
        "reports": len(listed.reports),
        "earliest": bound_json(extent.earliest),
        "latest": bound_json(extent.latest),
    }


def holding_json(selection: Asked, row: HolderRow) -> HoldingOnDay:
    """A row of custody in short."""
    view = selection.view
    return {
        "holder": entity_ref(view, row.holder),
        "held": entity_ref(view, row.held),
        "certainty": _rate_certainty(row),
        "support": row.support.kind if row.support else None,
        "basis": row.basis,
        "contested": bool(row.denials),
        **make_day_count_fields(row),
        "gained": range_json(row.gained.range if row.gained else None),
        "places": entity_refs(view, row.places[:MOST_PLACES]),
    }


def _rate_certainty(row: HolderRow) -> Certainty:
    return "certain" if row.support and row.support.kind == "certain" else "possible"
