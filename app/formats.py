"""Answers as bytes, by suffix or `Accept`, with a strong ETag, so that nothing is sent twice.

Every answer is JSON, CSV, Arrow, Parquet, SVG or PNG; what is a network, with rows that are pairs, is also GEXF or
GraphML, and what goes on as time does is also an Atom feed. What has a pin is also a citation: a line of text
(`.cite`), BibTeX (`.bib`) and CSL-JSON (`.csl`).
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from fastapi import Request, Response

from app.drawing.draw import draw_answer
from app.drawing.network import Places
from app.drawing.picture import WIDTH
from app.drawing.png import png_of
from app.encoding import json_of
from app.exports.atom import atom
from app.exports.citations import CitationForm
from app.exports.network_files import is_network, network_of
from app.problems import ProblemAnswer, asked_path
from app.question import AnswerShape
from app.table_columns import columns_of
from app.tables import arrow_of, arrow_of_table, csv_of, csv_of_table

Format = Literal["json", "csv", "arrow", "parquet", "svg", "png", "gexf", "graphml", "atom", "cite", "bib", "csl"]
MEDIA: dict[Format, str] = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8; header=present",
    "arrow": "application/vnd.apache.arrow.file",
    "parquet": "application/vnd.apache.parquet",
    "svg": "image/svg+xml",
    "png": "image/png",
    "gexf": "application/gexf+xml",
    "graphml": "application/graphml+xml",
    "atom": "application/atom+xml",
    "cite": "text/x-bibliography; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "csl": "application/vnd.citationstyles.csl+json",
}
NETWORKS: tuple[Format, ...] = ("gexf", "graphml")
CITATIONS: tuple[CitationForm, ...] = ("cite", "bib", "csl")
PICTURES: tuple[Format, ...] = ("svg", "png")
# a picture opened as a page runs no script and loads nothing, whatever names it contains
PICTURE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
}
SUFFIX = "whoholds.suffix"  # scope key of the suffix that AnswerMiddleware removes from the path


def choose_format(request: Request, shape: AnswerShape, has_pin: bool = False) -> Format:
    """The format asked for, of those that an answer of this shape has: the suffix wins over `Accept`.

    Citations are of answers with a pin.

    Raises a Problem (406) for a format that the answer does not have.
    """
    suffix: Format | None = request.scope.get(SUFFIX)
    has_network = shape.row is not None and is_network(shape.row)
    offers = [name for name in MEDIA if shape.is_feed or name != "atom"]
    offers = [name for name in offers if has_network or name not in NETWORKS]
    offers = [name for name in offers if has_pin or name not in CITATIONS]
    if suffix is None:
        return _choose_accepted(request.headers.get("accept", ""), offers)
    if suffix not in offers:
        hint = f"its suffixes are {', '.join(f'.{name}' for name in offers)}"
        detail = (
            f"{asked_path(request)}: this answer "
            f"{'is no network' if suffix in NETWORKS else 'is no feed' if suffix == 'atom' else 'cannot be cited'}"
        )
        raise ProblemAnswer(406, detail, value=suffix, hint=hint)
    return suffix


def body_of(
    data: Mapping[str, Any],
    format_: Format,
    shape: AnswerShape,
    places: Places = lambda _: None,
    credit: str = "",
    width: int = WIDTH,
) -> bytes:
    """An answer as bytes in one of its formats. `places` gives the positions of actors in a picture of pairs, `credit`
    the line below a picture that says whose data it shows, `width` the room that an SVG has."""
    row = shape.row
    match format_:
        case "json":
            return json_of(data)
        case "csv":
            return csv_of(data, columns_of(row)) if row else csv_of_table(data)
        case "arrow" | "parquet":
            return arrow_of(data, columns_of(row), format_) if row else arrow_of_table(data, format_)
        case "svg":
            return draw_answer(data, shape, places, credit, width)
        case "png":
            return png_of(draw_answer(data, shape, places, credit))
        case "gexf" | "graphml":
            assert row is not None
            return network_of(data, row, format_)
        case "atom":
            return "".join(atom(data)).encode(errors="replace")
        case _:
            raise ValueError(f"{format_} is made of more than an answer")  # by `app.exports.citations`


def respond(request: Request, body: bytes, format_: Format, following: str | None = None) -> Response:
    """A response that clients may cache but must revalidate; 304 if the client has it."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept, Accept-Language"}
    headers |= PICTURE_HEADERS if format_ in PICTURES else {}
    if following:
        headers["Link"] = f'<{_write_next_link(request, following)}>; rel="next"'
    if has_tag(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=MEDIA[format_], headers=headers)


def _choose_accepted(header: str, offers: Sequence[Format]) -> Format:
    """The format with the highest weight in the header; of equal ones the first."""
    weights = dict(_read_weight(part) for part in header.split(",")) if header.strip() else {"*/*": 1.0}
    best: tuple[float, Format] | None = None
    for name in offers:
        exact = MEDIA[name].partition(";")[0]
        ranges = (exact, f"{exact.partition('/')[0]}/*", "*/*")
        weight = next((weights[range_] for range_ in ranges if range_ in weights), 0.0)
        if weight > 0 and (best is None or weight > best[0]):
            best = (weight, name)
    if best is None:
        known = ", ".join(MEDIA[name].partition(";")[0] for name in offers)
        raise ProblemAnswer(406, f"this answer has no form {header!r}; expected one of {known}", parameter="Accept")
    return best[1]


def read_width(request: Request) -> int:
    """The pixels that a page has for a drawing within it: `Accept: image/svg+xml;width=360`. As wide as drawings are
    where nothing is said."""
    found = re.search(r"image/svg\+xml; ?width=(\d{1,4})\b", request.headers.get("accept", ""))
    return int(found[1]) if found else WIDTH


def _read_weight(part: str) -> tuple[str, float]:
    name, *options = (piece.strip().lower() for piece in part.split(";"))
    weight = 1.0
    for option in options:
        if option.startswith("q="):
            try:
                weight = float(option[2:])
            except ValueError:
                weight = 0.0
    return name, weight


def has_tag(header: str, tag: str) -> bool:
    """Whether If-None-Match names a tag."""
    return header.strip() == "*" or tag in (part.strip().removeprefix("W/") for part in header.split(","))


def _write_next_link(request: Request, cursor: str) -> str:
    return f"{asked_path(request)}?{request.url.include_query_params(cursor=cursor).query}"
