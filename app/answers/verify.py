"""What became of the citations of all sources, by the user's own copies of their texts."""

from collections import Counter, defaultdict
from pathlib import Path

from app.answers.rows import version_notes
from app.answers.sentences import plural
from app.answers.shapes import Json
from graph.errors import NotFound
from graph.evidence.citations import CheckedSource, FoundSpan, TextSpan, check_source
from graph.store.reading.view import View
from graph.store.store import Row

STATES = ("holds", "moved", "broken")
UNCHECKED = "unchecked"


def verify(view: View, folder: Path) -> Json:
    """One row per source that is cited with offsets, and every such citation. Raises NotFound without the folder."""
    if not folder.is_dir():
        raise NotFound(f"no folder {str(folder)!r}", parameter="folder", value=str(folder))
    by_source: dict[str, list[Row]] = defaultdict(list)
    for row in view.store.read("read/citations", version=view.version):
        by_source[row["source"]].append(row)
    rows, citations = [], []
    for id_, cited in sorted(by_source.items()):
        checked = check_source(view.sources[id_], map(_span, cited), folder)
        told = [_citation(row, checked) for row in cited]
        rows.append(_row(view, checked, told))
        citations += told
    return {
        "dataVersion": view.version,
        "summary": _summary(rows),
        "rows": rows,
        "citations": citations,
        "notes": version_notes(view),
    }


def _span(row: Row) -> TextSpan:
    return TextSpan(row["cites"]["start"], row["cites"]["end"], row["cites"]["sha256"])


def _citation(row: Row, checked: CheckedSource) -> Json:
    span = _span(row)
    found = checked.found.get(span, FoundSpan("broken", ()))
    moved = checked.found and found.state == "moved"
    return {
        "key": row["key"],
        "source": row["source"],
        "locator": row["cites"]["locator"],
        "start": span.start,
        "end": span.end,
        "state": found.state if checked.found else UNCHECKED,
        "proposed": [{"start": start, "end": end} for start, end in found.places] if moved else [],
    }


def _row(view: View, checked: CheckedSource, citations: list[Json]) -> Json:
    counts = Counter(citation["state"] for citation in citations)
    return {
        "source": checked.source,
        "title": view.sources[checked.source].title,
        "file": checked.file,
        "text": checked.text,
        **{state: counts[state] for state in (*STATES, UNCHECKED)},
        "notes": list(checked.notes),
    }


def _summary(rows: list[Json]) -> str:
    total = {state: sum(row[state] for row in rows) for state in (*STATES, UNCHECKED)}
    told = f"{plural(sum(total.values()), 'citation')}: {total['holds']} hold, {total['moved']} moved, "
    return f"{told}{total['broken']} broken, {total[UNCHECKED]} not checked."
