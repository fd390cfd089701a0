"""An answer as SVG: its drawing, its title, and what is written below it."""

from collections.abc import Callable, Mapping
from typing import Any

from app.drawing.custody import custody
from app.drawing.diff import diff
from app.drawing.lanes import statements
from app.drawing.ledger import ledger
from app.drawing.marks import Drawing
from app.drawing.network import Places, network
from app.drawing.picture import Picture, svg_of
from app.drawing.plans import plans
from app.drawing.series import series
from app.drawing.signs import signs
from app.drawing.table import fields, table
from app.drawing.timeline import chain, contested, events, one_statement, silences
from app.drawing.words import named, names
from app.tables import AnswerShape, RowType, fields_of

Json = Mapping[str, Any]

# by the name that a question gives; pictures of networks ask where their actors are
PLACED: dict[str, Callable[[Json, Places], Drawing]] = {"network": network, "diff": diff}
DRAWN: dict[str, Callable[[Json], Drawing]] = {
    "custody": custody,
    "series": series,
    "signs": signs,
    "ledger": ledger,
    "plans": plans,
    "statements": statements,
    "statement": one_statement,
    "events": events,
    "chain": chain,
    "silences": silences,
    "contested": contested,
}
_ABOUT = ("held", "holder", "place", "nationality", "actor", "other", "entity")
_ASKED = {"asOf": "on", "from": "from", "to": "to", "start": "from", "end": "to", "knownAt": "as known by"}


def drawing_of(data: Json, shape: AnswerShape, places: Places = lambda _: None) -> bytes:
    """SVG of any answer. `places` tells where the actors of pairs stand, from -1 to 1, or None."""
    name = shape.drawing
    if name in PLACED:
        drawing = PLACED[name](data, places)
    elif name in DRAWN:
        drawing = DRAWN[name](data)
    else:
        drawing = _table(data, shape.row)
    return svg_of(
        Picture(_title(data, shape.title), str(data.get("summary", "")), drawing, data.get("notes", ()), _footer(data))
    )


def _table(data: Json, row: RowType | None) -> Drawing:
    if "rows" not in data:
        return fields(next(value for value in data.values() if isinstance(value, Mapping)))
    if row is None:
        return table(data["columns"], data["rows"])
    columns = list(fields_of(row))
    return table(columns, [{name: item.get(name) for name in columns} for item in data["rows"]])


def _title(data: Json, kind: str) -> str:
    """What kind of answer it is, and of whom."""
    question = data.get("question", {})
    title = str(data.get("query", {}).get("title", kind))
    about = [question[key] for key in _ABOUT if question.get(key)]
    about += [data[key] for key in ("entity", "source") if isinstance(data.get(key), Mapping)]
    return f"{title}: {names(about)}" if about else title


def _footer(data: Json) -> str:
    """Where it comes from: the data version, the days asked about, the lens, and whether it is all."""
    question = data.get("question", {})
    asked = [f"{words} {_day(question[key])}" for key, words in _ASKED.items() if question.get(key)]
    lens = question.get("lens") or {}
    asked += [f"{key} {names(lens[key])}" for key in ("trust", "exclude") if lens.get(key)]
    asked += ["parties left out"] if lens.get("excludeParties") else []
    asked += [f"{lens['minIndependent']} independent speakers at least"] if lens.get("minIndependent") else []
    told = ["whoholds"]
    told += [f"data version {data['dataVersion']}"] if "dataVersion" in data else []
    told += [f"asked: {', '.join(asked)}"] if asked else []
    told += ["not all is shown here: there are more rows"] if data.get("truncated") else []
    return "; ".join(told) + "."


def _day(value: Any) -> str:
    return named(value) if isinstance(value, str | Mapping) else str(value)
