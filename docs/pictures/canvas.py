"""A picture as SVG text: boxes, lines and words, readable on light and on dark screens and to screen readers."""

from collections.abc import Mapping
from datetime import date
from xml.sax.saxutils import escape

WIDTH = 760
FONT = "system-ui, 'DejaVu Sans', Arial, sans-serif"
LIGHT = {
    "paper": "#fbfaf7", "ink": "#1f2328", "soft": "#57606a", "rule": "#7d8590", "grid": "#dcdfe4",
    "possible": "#5b92d6", "certain": "#1b559c", "inside": "#ffffff", "between": "#8d83cf", "after": "#b07f22",
    "missing": "#b3431e",
}  # fmt: skip
DARK = {
    "paper": "#161b22", "ink": "#e6edf3", "soft": "#a9b4c0", "rule": "#7d8590", "grid": "#30363d",
    "possible": "#4580c8", "certain": "#a5d0ff", "inside": "#0d1117", "between": "#8078cc", "after": "#b0872f",
    "missing": "#ff9466",
}  # fmt: skip


class Canvas:
    """Collects what is drawn. Every word and box names a colour of the two palettes."""

    def __init__(self, title: str, about: str, height: int) -> None:
        self.title, self.about, self.height = title, about, height
        self.parts: list[str] = []

    def text(
        self, x: float, y: float, words: str, colour: str = "ink", size: int = 14, anchor: str = "start"
    ) -> None:  # fmt: skip
        """Words on the base line y; `anchor` is start, middle or end."""
        at = f'x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}"'
        self.parts.append(f'<text class="{colour}" {at}>{escape(words)}</text>')

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        at = f'x="{x:.1f}" y="{y:.1f}" width="{max(width, 1):.1f}" height="{height:.1f}"'
        self.parts.append(f'<rect class="{colour}" {at}/>')

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str = "rule") -> None:
        at = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
        self.parts.append(f'<line class="{colour}-line" {at}/>')

    def arrow(self, x: float, y: float, right: bool, colour: str) -> None:
        """A head that says: and on, without an end."""
        step = 9 if right else -9
        self.parts.append(f'<path class="{colour}" d="M{x:.1f} {y - 7:.1f} l{step} 7 l{-step} 7 z"/>')

    def svg(self) -> str:
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {self.height}" width="{WIDTH}" '
            f'height="{self.height}" role="img" aria-labelledby="title desc" font-family="{FONT}">'
        )
        style = f"{_rules(LIGHT)}\n@media (prefers-color-scheme: dark) {{\n{_rules(DARK)}\n}}"
        return "\n".join(
            [
                head,
                f'<title id="title">{escape(self.title)}</title>',
                f'<desc id="desc">{escape(self.about)}</desc>',
                f"<style>\n{style}\n</style>",
                f'<rect class="paper" width="{WIDTH}" height="{self.height}" rx="8"/>',
                *self.parts,
                "</svg>\n",
            ]
        )


class Days:
    """Where a day stands on a line of time."""

    def __init__(self, first: date, last: date, left: float, right: float) -> None:
        self.first, self.last, self.left, self.right = first, last, left, right

    def x(self, day: date) -> float:
        """Days beyond the line stand at its ends."""
        part = (day - self.first).days / (self.last - self.first).days
        return self.left + min(max(part, 0.0), 1.0) * (self.right - self.left)

    def axis(self, canvas: Canvas, y: float, top: float) -> None:
        """The line with its years, each marked up to `top`."""
        for year in range(self.first.year, self.last.year + 1):
            begin, end = max(date(year, 1, 1), self.first), min(date(year, 12, 31), self.last)
            canvas.line(self.x(begin), top, self.x(begin), y + 5, "grid")
            if (end - begin).days > 100:
                canvas.text((self.x(begin) + self.x(end)) / 2, y + 19, str(year), "soft", 13, "middle")
        canvas.line(self.left, y, self.right, y)


class Numbers:
    """Where a number stands on a line of numbers."""

    def __init__(self, first: int, last: int, left: float, right: float) -> None:
        self.first, self.last, self.left, self.right = first, last, left, right

    def x(self, number: int) -> float:
        part = (number - self.first) / (self.last - self.first)
        return self.left + min(max(part, 0.0), 1.0) * (self.right - self.left)

    def band(self, canvas: Canvas, y: float, low: int, high: int | None, colour: str, height: float = 14) -> None:
        """A range; an arrow where it has no upper end."""
        end = self.right if high is None else self.x(high)
        canvas.box(self.x(low) - 2, y, end - self.x(low) + 4, height, colour)
        if high is None:
            canvas.arrow(end + 2, y + height / 2, True, colour)

    def axis(self, canvas: Canvas, y: float, top: float, step: int) -> None:
        for number in range(self.first, self.last + 1, step):
            canvas.line(self.x(number), top, self.x(number), y + 5, "grid")
            canvas.text(self.x(number), y + 19, f"{number:,}", "soft", 13, "middle")
        canvas.line(self.left, y, self.right, y)


def _rules(palette: Mapping[str, str]) -> str:
    return "\n".join(
        f".{name} {{ fill: {colour}; }} .{name}-line {{ stroke: {colour}; stroke-width: 1.5; }}"
        for name, colour in palette.items()
    )
