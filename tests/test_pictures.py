"""The pictures of docs/time-and-numbers.md: drawn by the script, readable for all, and right."""

import re
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from docs.pictures.canvas import DARK, LIGHT
from docs.pictures.draw import DRAWN, FOLDER, pictures

SVG = "{http://www.w3.org/2000/svg}"
PAGE = (Path(FOLDER).parent / "time-and-numbers.md").read_text(encoding="utf-8")
NAMES = sorted(f"{name}.svg" for name in DRAWN)
WIDEST = 0.6  # of a letter on average, in font sizes: DejaVu Sans, wider than most


class Box(NamedTuple):
    words: str
    left: float
    top: float
    right: float
    bottom: float


def drawn(name: str) -> ElementTree.Element:
    return ElementTree.fromstring(pictures()[name])


def words_of(name: str) -> list[str]:
    return [element.text or "" for element in drawn(name).iter(f"{SVG}text")]


def boxes(name: str) -> list[Box]:
    found = []
    for element in drawn(name).iter(f"{SVG}text"):
        words, size = element.text or "", float(element.get("font-size", 0))
        x, y, wide = float(element.get("x", 0)), float(element.get("y", 0)), WIDEST * size * len(words)
        left = x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[element.get("text-anchor", "start")]
        found.append(Box(words, left, y - 0.8 * size, left + wide, y + 0.25 * size))
    return found


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2 between two colours, 1 to 21."""

    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lower, upper = sorted((light(one), light(other)))
    return (upper + 0.05) / (lower + 0.05)


def test_what_is_committed_is_what_the_script_draws() -> None:
    assert {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.svg")} == pictures()


def test_the_page_shows_every_picture_and_says_what_it_shows() -> None:
    shown = re.findall(r"!\[([^\]]+)\]\(pictures/([\w-]+\.svg)\)", PAGE)
    assert sorted(name for _, name in shown) == NAMES
    assert all(len(words) > 10 for words, _ in shown)


@pytest.mark.parametrize("name", NAMES)
def test_a_screen_reader_finds_a_title_and_a_description(name: str) -> None:
    picture = drawn(name)
    assert picture.get("role") == "img"
    for id_ in (picture.get("aria-labelledby") or "").split():
        (element,) = [one for one in picture if one.get("id") == id_]
        assert len(element.text or "") > 10


@pytest.mark.parametrize("name", NAMES)
def test_no_words_lie_upon_others_or_beyond_the_edge(name: str) -> None:
    found = boxes(name)
    width, height = (float(drawn(name).get(side, 0)) for side in ("width", "height"))
    assert [b.words for b in found if b.left < 0 or b.right > width or b.top < 0 or b.bottom > height] == []
    upon = [
        (one.words, other.words)
        for one, other in combinations(found, 2)
        if one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom
    ]
    assert upon == []


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_words_and_bars_stand_out_on_light_and_on_dark(palette: dict[str, str]) -> None:
    used = {(element.tag, element.get("class", "")) for name in NAMES for element in drawn(name).iter()}
    assert (f"{SVG}text", "inside") in used
    for tag, colour in used:
        ground = palette["certain" if colour == "inside" else "paper"]
        if tag == f"{SVG}text":
            assert contrast(palette[colour], ground) >= 4.5, colour
        elif tag in (f"{SVG}rect", f"{SVG}path") and colour != "paper":
            assert contrast(palette[colour], ground) >= 3, colour


def test_the_figures_are_those_that_one_works_out_by_hand() -> None:
    assert {"1 Mar 2020", "31 Mar 2020", "1 Jun 2021", "30 Jun 2021"} <= set(words_of("four-days.svg"))
    # m of "about 140" is half of ten; most of 140 is more than seventy
    assert {"135 to 145", "135 to 139", "71 to 140", "24 or more"} <= set(words_of("wordings.svg"))
    # 150 - 60 = 90; 145 to 155 - 60 - 90; 90 less at most 49, and less none
    assert [words for words in words_of("ledgers.svg") if words.startswith("left over")] == [
        "left over: 0", "left over: -5 to 5", "left over: 41 to 90",
    ]  # fmt: skip
    assert {"explained", "open"} <= set(words_of("ledgers.svg"))
    # 150 + 144 + 120, of one march the hull; at least the highest of them, or the two apart: 150 + 144
    assert {"120 to 150", "150 to 414", "294 to 414", "414"} <= set(words_of("one-or-several.svg"))
