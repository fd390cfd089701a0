"""The statements that an answer names, as they are in a pack: whole, each with its sentence."""

from typing import Any

from app.answers.shapes import statement_json
from app.sentences import open_writer_of
from app.sentences.statements import make_statement_fact
from graph.selection.snapshot import Snapshot


def list_statements(view: Snapshot, texts: set[str]) -> list[dict[str, Any]]:
    """Statements whose id is among some texts, and those that respond to them, with the key `sentence` first."""
    writer = open_writer_of(view).records
    found = [one for one in view.stream_statements() if one.id in texts] if texts else []
    replies = {reply.id for one in found for reply in (*one.responses, *one.responds_to)} - texts
    found += [one for one in view.select_by_ids(replies) if one.opened_in <= view.version < one.closed_in]
    return [
        {"sentence": writer.write_claim(make_statement_fact(view, one)), **statement_json(view, one)} for one in found
    ]
