"""Answers as PNG: the drawing of the same answer, in the shipped fonts, with the credit of its sources."""

import re
import struct
from importlib.resources import files

import httpx
import pytest

from app.drawing import png
from app.drawing.png import choose_scale, png_of
from graph.errors import InvalidInput

DAY = "held=isis-suspects&as_of=2026-02-05"
LETTERS = "AZaz09 İıŞşĞğÇçÖöÜü ÊêÎîÛû – — … “ ” × − →"  # English, Turkish, Kurdish in Latin letters
LETTERS += "ḌḍḤḥṢṣṬṭẒẓḎḏṮṯẖḪḫḠḡʾʿ ▲▼■□◆●○⚠"  # Arabic in Latin letters; signs
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئةى ٠١٢٣٤٥٦٧٨٩ پچژگڤڵڕۆێە ۰۹ ،؛؟"


def size_of(content: bytes) -> tuple[int, int]:
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", content[16:24])
    return wide, high


def svg(words: str, wide: int = 960, high: int = 100) -> bytes:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
        f'font-family="\'Whoholds Sans\'"><text x="10" y="50" font-size="20">{words}</text></svg>'
    ).encode()


def test_a_picture_is_drawn_twice_as_large(base: str) -> None:
    as_svg = httpx.get(f"{base}/v1/custody.svg?{DAY}", timeout=60).text
    answer = httpx.get(f"{base}/v1/custody.png?{DAY}", timeout=60)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    found = re.search(r'width="(\d+)" height="(\d+)"', as_svg)
    assert found
    assert size_of(answer.content) == (2 * int(found[1]), 2 * int(found[2])) == (1920, 2 * int(found[2]))
    accepted = httpx.get(f"{base}/v1/custody?{DAY}", headers={"Accept": "image/png"}, timeout=60)
    assert accepted.content == answer.content


def test_the_credit_has_the_licence_and_the_address_that_was_asked(base: str) -> None:
    def read_words(host: str) -> str:
        answer = httpx.get(f"{host}/v1/alliances.svg?actor=sdf&as_of=2026-01-25", timeout=60)
        return " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", answer.text))

    assert "Sources: CBS News on the transfer of ISIS suspects from Syria to Iraq" in read_words(base)
    named = base.replace("127.0.0.1", "localhost")
    for host in (base, named):
        assert f"{host}/alliances?actor=sdf&amp;as_of=2026-01-25, " in read_words(host)


@pytest.mark.parametrize("letter", sorted({*LETTERS, *ARABIC} - {" "}))
def test_each_letter_is_in_the_shipped_fonts(letter: str) -> None:
    from fontTools.ttLib import TTFont

    part = "arabic" if "\u0600" <= letter <= "\u06ff" else "latin"
    for weight in (400, 600):
        with files("app.drawing").joinpath("fonts", f"whoholds-sans-{part}-{weight}.ttf").open("rb") as file:
            assert ord(letter) in TTFont(file).getBestCmap()


def test_the_fonts_of_the_page_have_60_kilobytes_at_most_and_their_licence() -> None:
    fonts = [entry for entry in files("app").joinpath("static").iterdir() if entry.name.endswith(".woff2")]
    assert len(fonts) == 4
    assert sum(len(entry.read_bytes()) for entry in fonts) <= 60_000
    assert "SIL OPEN FONT LICENSE" in files("app").joinpath("static", "LICENCES.txt").read_text().upper()


def test_words_are_drawn_with_the_fonts_that_are_shipped() -> None:
    empty = png_of(svg(""))
    assert len({png_of(svg(words)) for words in ("", "سوريا", "İşçi", "Iraq")} | {empty}) == 4


def test_bold_words_are_drawn_bold() -> None:
    assert png_of(svg("Iraq").replace(b"<text", b'<text font-weight="600"')) != png_of(svg("Iraq"))


def test_a_large_picture_is_drawn_smaller() -> None:
    assert choose_scale(svg("", 960, 1_000)) == 2
    assert choose_scale(svg("", 960, 100_000)) == 0.5  # 960 x 100,000 is four times as many as there may be


def test_a_picture_too_large_for_png_is_refused_by_its_size() -> None:
    with pytest.raises(InvalidInput, match="4,000,000 at most") as error:
        png_of(svg("x" * 4_000_000))
    assert (error.value.parameter, error.value.value) == ("format", "png")


def test_a_picture_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "MOST_SECONDS", 0.001)
    with pytest.raises(InvalidInput, match="not drawn within"):
        png_of(svg("x"))
