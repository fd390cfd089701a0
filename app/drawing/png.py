"""A picture as PNG, twice as large as its SVG, drawn with the fonts of this folder and no browser.

resvg keeps Python's lock while it draws, which would hold up every other answer. So it runs in a process of its own
(`python -m app.drawing.png`), which a time limit can end.
"""

import math
import re
import subprocess
import sys
import threading
from contextlib import ExitStack
from importlib.resources import as_file, files

from graph.errors import InvalidInput, Unavailable

FAMILY = "Whoholds Sans"
SCALE = 2.0
MOST_PIXELS = 24_000_000  # a picture that would have more is drawn smaller
MOST_BYTES = 4_000_000  # of SVG
MOST_SECONDS = 20.0
AT_ONCE = 2  # pictures drawn at the same time; others wait
_SIZE = re.compile(rb'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="0 0 (\d{1,9}) (\d{1,9})"')
_places = threading.BoundedSemaphore(AT_ONCE)


def png_of(svg: bytes, scale: float = SCALE) -> bytes:
    """The PNG of an SVG that begins with its size, so many times as large.

    Raises InvalidInput where the SVG is too large, or takes too long; Unavailable where other pictures keep both
    places.
    """
    if len(svg) > MOST_BYTES:
        raise _refuse(f"this picture has {len(svg):,} bytes as SVG; a PNG is made of {MOST_BYTES:,} at most")
    if not _places.acquire(timeout=MOST_SECONDS):
        raise Unavailable("other pictures are being drawn; ask again later", hint="or ask for .svg")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "app.drawing.png", str(choose_scale(svg, scale))],
            input=svg,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise _refuse(f"this picture is not drawn within {MOST_SECONDS:g} seconds") from None
    finally:
        _places.release()
    return done.stdout


def choose_scale(svg: bytes, wanted: float = SCALE) -> float:
    """The wanted scale, or what keeps within `MOST_PIXELS`."""
    found = _SIZE.match(svg)
    assert found is not None, "the SVG begins with its size"
    area = int(found[1]) * int(found[2])
    return min(wanted, round(math.sqrt(MOST_PIXELS / area), 3))


def _refuse(message: str) -> InvalidInput:
    return InvalidInput(message, parameter="format", value="png", hint="ask for .svg, or for fewer rows by limit=")


def _draw(svg: str, scale: float) -> bytes:
    import resvg_py

    with ExitStack() as stack:
        folder = stack.enter_context(as_file(files("app.drawing").joinpath("fonts")))
        # the first font that has the weight is taken, and the next ones for letters that it has not: Latin goes first
        fonts = sorted((str(path) for path in folder.glob("*.ttf")), reverse=True)
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=svg,
                skip_system_fonts=True,
                font_files=fonts,
                font_family=FAMILY,
                sans_serif_family=FAMILY,
                zoom=scale,
            )
        )


if __name__ == "__main__":
    sys.stdout.buffer.write(_draw(sys.stdin.buffer.read().decode(), float(sys.argv[1])))
