"""One palette and one set of marks: read by everybody, and by the server's drawings and the page alike."""

import itertools
import re
from importlib.resources import files
from pathlib import Path

import pytest

from app.drawing.picture import ARROWS, CHANGES, DARK, LIGHT, LINES, SIGNS, WIDTHS, style_sheet
from app.drawing.series import POINTING

STATIC = Path(str(files("app"))) / "static"
Rgb = tuple[float, ...]
PALETTES = {"light": LIGHT, "dark": DARK}
WORDS = ("ink", "soft", "link", "certain", "contested", "planned", *SIGNS)  # what texts are written in
SAMPLES = (tuple(SIGNS), ("certain", "possible"), ("certain", "planned"), ("certain", "possible", "hostile"))
# how linear red, green and blue look to those without one kind of cone (Machado, Oliveira and Fernandes 2009)
EYES = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
APART = 12.0  # CIE 1976 colour difference; about 2.3 is just seen


def linear(colour: str) -> Rgb:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def times(matrix: tuple[Rgb, ...], rgb: Rgb) -> Rgb:
    return tuple(sum(a * b for a, b in zip(row, rgb, strict=True)) for row in matrix)


def seen(colour: str, eye: str) -> Rgb:
    """A colour in CIE L*a*b* as an eye sees it."""
    shown = tuple(min(max(part, 0.0), 1.0) for part in times(EYES[eye], linear(colour)))
    xyz = times(((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505)), shown)
    bent = [
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in (xyz[0] / 0.9505, xyz[1], xyz[2] / 1.089)
    ]
    return 116 * bent[1] - 16, 500 * (bent[0] - bent[1]), 200 * (bent[1] - bent[2])


def contrast(one: str, other: str) -> float:
    light = sorted(sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), linear(c), strict=True)) for c in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


@pytest.mark.parametrize("name", PALETTES)
def test_words_in_every_colour_can_be_read_on_every_paper(name: str) -> None:
    palette = PALETTES[name]
    for colour, paper in itertools.product(WORDS, ("paper", "raised")):
        assert contrast(palette[colour], palette[paper]) >= 4.5, (colour, paper)


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("name", PALETTES)
def test_colours_that_stand_beside_one_another_differ_to_every_eye(name: str, eye: str) -> None:
    for group in SAMPLES:
        for one, other in itertools.combinations(group, 2):
            a, b = (seen(PALETTES[name][colour], eye) for colour in (one, other))
            assert sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5 >= APART, (one, other)


def test_light_and_dark_have_the_same_colours_and_each_sign_a_line_of_its_own() -> None:
    assert LIGHT.keys() == DARK.keys()
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for palette in (LIGHT, DARK) for colour in palette.values())
    assert len(set(SIGNS.values())) == len(SIGNS)
    assert set(SIGNS.values()) <= LINES.keys()


def test_what_happened_is_told_by_marks_so_that_a_line_means_the_same_everywhere() -> None:
    assert {width for _, width in CHANGES.values()} <= WIDTHS.keys()
    assert len({tuple(look) for look in CHANGES.values()}) == len(CHANGES)


def test_who_came_makes_a_number_grow_and_numbers_grow_upwards() -> None:
    assert ARROWS == {"came": "up", "went": "down"}
    for way, least in (("up", min), ("down", max)):
        tip = least(POINTING[way], key=lambda corner: corner[1])  # y grows downwards
        assert tip[0] == 0
        assert [corner[1] for corner in POINTING[way]].count(tip[1]) == 1


def test_the_page_has_the_colours_and_the_dashes_of_the_one_file() -> None:
    (sheet,) = STATIC.glob("*.css")
    variables = sheet.read_text(encoding="utf-8")
    for palette in (LIGHT, DARK):
        for name, colour in palette.items():
            short = f"#{colour[1]}{colour[3]}{colour[5]}" if colour[1::2] == colour[2::2] else colour
            assert re.search(rf"--{name}: ?({colour}|{short})[;}}]", variables), name
    scripts = "".join(path.read_text(encoding="utf-8") for path in STATIC.glob("*.js"))
    for dash in filter(None, LINES.values()):
        assert re.search(r"\[" + ",".join(f"{length:g}".removeprefix("0") for length in dash) + r"\]", scripts), dash


def test_a_picture_within_a_page_leaves_the_rest_of_the_page_as_it_is() -> None:
    for rule in style_sheet().splitlines():
        assert rule.startswith((".whoholds ", "@media ", "}")), rule
        assert all(one.strip().startswith((".whoholds ", "@media ", "}")) for one in rule.partition("{")[0].split(","))
