"""The page of a pack: the answer, its picture, and every statement with who says so, where and when. No script."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "svg{max-width:100%;height:auto}table{border-collapse:collapse;width:100%}"
    "td,th{border-bottom:1px solid #ccc;padding:.4rem;text-align:start;vertical-align:top}"
    "code{overflow-wrap:anywhere;font-size:80%}"
)
HEADERS = ("What is said", "Who says so", "Source and place", "When", "Hash of the cited words")


def write_page(
    address: str, answer: Mapping[str, Any], statements: Sequence[Mapping[str, Any]], picture: bytes
) -> bytes:
    """The page as HTML in UTF-8. It loads nothing."""
    summary = escape(str(answer.get("summary") or address))
    notes = "".join(f"<li>{escape(str(note))}</li>" for note in answer.get("notes") or ())
    rows = "".join(map(_write_row, statements))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width"><title>{summary}</title><style>{STYLE}</style></head><body>
<h1>{summary}</h1>
<p>The answer to <code>{escape(address)}</code>, data version {escape(str(answer.get("dataVersion")))}.
Denials and plans among the statements are worded as such.</p>
{picture.decode()}
<ul>{notes}</ul>
<h2>Statements</h2>
<table><thead><tr>{_write_cells("th", HEADERS)}</tr></thead><tbody>
{rows}</tbody></table>
<h2>Check it</h2>
<p><code>whoholds pack --verify FILE</code> compares every byte with <code>manifest-sha256.txt</code> and computes the
answer again from this file alone. <code>whoholds restore FILE</code> loads it into an empty whoholds.</p>
</body></html>
""".encode(errors="replace")


def _write_row(one: Mapping[str, Any]) -> str:
    source = one["source"]
    title = escape(source["title"])
    url = source["url"] or ""
    linked = f'<a href="{escape(url)}">{title}</a>' if url.startswith(("http://", "https://")) else title
    replies = "".join(f"<br>{escape(reply['saidBy']['name'])} {reply['stance']} this" for reply in one["responses"])
    cells = [
        f"{escape(one['sentence'])}{replies}", escape(one["saidBy"]["name"]), f"{linked}, {escape(source['locator'])}",
        escape(f"about {one['validity']['written']}, said {one['saidOn'] or source['publishedOn']}"),
        f"<code>{escape(source['sha256'] or 'no words are cited')}</code>",
    ]  # fmt: skip
    return f'<tr id="{escape(one["id"])}">{_write_cells("td", cells)}</tr>\n'


def _write_cells(tag: str, cells: Iterable[str]) -> str:
    return "".join(f"<{tag}>{cell}</{tag}>" for cell in cells)
