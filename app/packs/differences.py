"""Where two answers differ, in words."""

from typing import Any

MOST = 20


def find_differences(first: Any, second: Any, where: str = "") -> list[str]:
    """The places at which two values of JSON differ, the first MOST of them."""
    if isinstance(first, dict) and isinstance(second, dict):
        names = [*first, *(name for name in second if name not in first)]
        inside = f"{where}." if where else ""
        found = [find_differences(first.get(name), second.get(name), f"{inside}{name}") for name in names]
        return [text for some in found for text in some][:MOST]
    if isinstance(first, list) and isinstance(second, list) and len(first) == len(second):
        pairs = enumerate(zip(first, second, strict=True))
        return [text for n, (a, b) in pairs for text in find_differences(a, b, f"{where}[{n}]")][:MOST]
    if first == second:
        return []
    if isinstance(first, list) and isinstance(second, list):
        return [f"{where}: {len(first)} there, {len(second)} here"]
    return [f"{where}: {_shorten(first)} there, {_shorten(second)} here"]


def _shorten(value: Any) -> str:
    text = repr(value) if value is not None else "nothing"
    return text if len(text) <= 80 else f"{text[:77]}..."
