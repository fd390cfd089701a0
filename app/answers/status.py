"""What is loaded, where, and since when: the answer of /v1/status and `whoholds status`."""

from collections.abc import Mapping
from importlib.metadata import version

from app.answers.sentences import plural
from app.answers.shapes import Json
from graph.store.reading.reader import Reader
from graph.store.researchers.results import plain
from graph.vocabulary import RULES_VERSION


def status(reader: Reader, turns: Mapping[str, int] | None = None) -> Json:
    """Rows are datasets; `loads` are the published ones, the newest first. `turns` are queries that run and wait."""
    newest, rows, loads = reader.loaded()
    statements = sum(row["statements"] for row in rows)
    loaded = f"{plural(statements, 'statement')} of {plural(len(rows), 'dataset')}, data version {newest}."
    return {
        "software": version("whoholds"),
        "engine": reader.store.engine.kind,
        "dataVersion": newest,
        "rulesVersion": RULES_VERSION,
        "summary": loaded if rows else "Nothing is loaded yet; whoholds load SOURCE does that.",
        "rows": rows,
        "loads": [{**plain(load, {}), "counts": _counts(load["counts"] or [])} for load in loads],
        "cypher": {
            **reader.store.researchers.state(),
            **(turns or dict.fromkeys(("running", "waiting", "refused"))),
        },
    }


def _counts(pairs: list[str]) -> dict[str, int]:
    return {name: int(number) for name, _, number in (pair.partition("=") for pair in pairs)}
