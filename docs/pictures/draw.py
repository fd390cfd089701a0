"""Draw the pictures of docs/time-and-numbers.md: `python -m docs.pictures.draw`. All that they show is computed."""

import sys
from pathlib import Path

from docs.pictures import on_numbers, on_time

FOLDER = Path(__file__).parent
DRAWN = {
    "four-days": on_time.four_days,
    "ways-of-writing": on_time.ways_of_writing,
    "why-a-row-is-there": on_time.why_a_row_is_there,
    "two-axes": on_time.two_axes,
    "days-bound-by-others": on_time.days_bound_by_others,
    "wordings": on_numbers.wordings,
    "ledgers": on_numbers.ledgers,
    "one-or-several": on_numbers.one_or_several,
}


def pictures() -> dict[str, str]:
    """Every picture as SVG, by the name of its file."""
    return {f"{name}.svg": draw().svg() for name, draw in DRAWN.items()}


if __name__ == "__main__":
    for name, svg in pictures().items():
        (FOLDER / name).write_text(svg, encoding="utf-8")
        print(name, file=sys.stderr)
