"""The picture of an answer at the size that social networks show: its sentence, its drawing, and its credit."""

from xml.etree import ElementTree

from app.drawing.marks import wrap_text
from app.drawing.picture import FONT, LIGHT, SCOPE
from app.exports.network_files import xml_text as escaped

MARGIN = 48
SENTENCE, SENTENCE_STEP, MOST_LINES = 34, 44, 4
CREDIT, CREDIT_STEP, MOST_CREDIT_LINES = 18, 24, 2
NAMES = 150  # beside an actor of a network, whose name goes there
_SVG = "{http://www.w3.org/2000/svg}"


def draw_card(picture: bytes, sentence: str, credit: str, width: int, height: int) -> bytes:
    """SVG of a card around the drawing within an SVG of `svg_of`. What does not fit is cut at its end."""
    room = width - 2 * MARGIN
    lines = wrap_text(sentence, SENTENCE * 0.86, room, MOST_LINES)
    credits_ = wrap_text(credit, CREDIT * 0.9, room, MOST_CREDIT_LINES)
    top = MARGIN + 20 + SENTENCE_STEP * len(lines)
    bottom = height - 24 - CREDIT_STEP * len(credits_)
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            f'font-family="{FONT}">',
            f'<rect width="{width}" height="{height}" fill="{LIGHT["paper"]}"/>',
            *_write_lines(lines, MARGIN + SENTENCE, SENTENCE, SENTENCE_STEP, "ink", 600),
            _cut_drawing(picture, room, bottom - top - 12, top),
            f'<rect y="{bottom}" width="{width}" height="{height - bottom}" fill="{LIGHT["paper"]}"/>',
            *_write_lines(credits_, bottom + CREDIT, CREDIT, CREDIT_STEP, "soft", 400),
            "</svg>",
        )
    ).encode()


def _write_lines(lines: list[str], y: float, size: int, step: int, colour: str, weight: int) -> list[str]:
    return [
        f'<text x="{MARGIN}" y="{y + step * number}" font-size="{size}" font-weight="{weight}" fill="{LIGHT[colour]}">'
        f"{escaped(line)}</text>"
        for number, line in enumerate(lines)
    ]


def _cut_drawing(picture: bytes, wide: float, high: float, y: float) -> str:
    """The drawing of an answer without title and notes, in a rectangle."""
    root = ElementTree.fromstring(picture)  # noqa: S314  # made by this service
    view = root.find(f"{_SVG}view[@id='{SCOPE}-drawing']")
    assert view is not None, "an SVG of svg_of names its drawing"
    left, top, drawn_wide, drawn_high = (float(part) for part in str(view.get("viewBox")).split())
    dots = [(float(dot.get("cx", 0)), float(dot.get("cy", 0))) for dot in root.iter(f"{_SVG}circle")]
    if len(dots) > 2:  # a network: what is around its actors is empty
        right, bottom = left + drawn_wide, top + drawn_high
        left, right = max(left, min(x for x, _ in dots) - NAMES), min(right, max(x for x, _ in dots) + NAMES)
        top, bottom = max(top, min(y for _, y in dots) - 30), min(bottom, max(y for _, y in dots) + 30)
        drawn_wide, shown = right - left, bottom - top
    else:
        shown = min(drawn_high, drawn_wide * high / wide * 1.25)
    for group in root.findall(f"{_SVG}g"):
        if group.get("class") in ("head", "foot"):
            root.remove(group)
    root.set("viewBox", f"{left:g} {top:g} {drawn_wide:g} {shown:g}")
    root.set("preserveAspectRatio", "xMidYMin meet")
    for name, value in (("x", MARGIN), ("y", y), ("width", wide), ("height", high)):
        root.set(name, f"{value:g}")
    ElementTree.register_namespace("", "http://www.w3.org/2000/svg")
    return ElementTree.tostring(root, encoding="unicode")


def read_credit(picture: bytes) -> str:
    """The credit below a picture of an answer."""
    root = ElementTree.fromstring(picture)  # noqa: S314  # made by this service
    foot = next((group for group in root.findall(f"{_SVG}g") if group.get("class") == "foot"), None)
    lines = [text.text or "" for text in foot.findall(f"{_SVG}text")] if foot is not None else []
    first = next((number for number, line in enumerate(lines) if line.startswith("Sources: ")), len(lines))
    return " ".join(lines[first:])
