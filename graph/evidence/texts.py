"""The user's own copies of sources, in a folder that is no part of the store."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from graph.model import Citation, Source

BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One copy. `content` is None where it cannot be read, `why` then says so. `sha256` is that of the whole file."""

    content: str | None
    sha256: str = ""
    why: str | None = None


def read_copy(folder: Path, file: str) -> Copy | None:
    """The copy of that name in the folder; None where there is none.

    Line ends and byte order marks stay: the offsets of citations count them.
    """
    if Path(file).name != file or "\\" in file:
        return Copy(content=None, why=f"{file!r} is no plain file name")
    path = folder / file
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        return Copy(content=None, why=error.strerror or str(error))
    try:
        return Copy(content=raw.decode("utf-8"), sha256=hashlib.sha256(raw).hexdigest())
    except UnicodeDecodeError as error:
        found = "it looks like UTF-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else f"byte {error.start} is no UTF-8"
        return Copy(content=None, why=f"not UTF-8 text: {found}")


def cited_text(folder: Path, source: Source, cites: Citation) -> str | None:
    """The span that a citation means, from the copy in the folder; None unless its hash is that of the citation."""
    if not source.text_file or cites.start is None or cites.end is None:
        return None
    copy = read_copy(folder, source.text_file)
    if copy is None or copy.content is None or cites.end > len(copy.content):
        return None
    span = copy.content[cites.start : cites.end]
    return span if digest(span) == cites.sha256 else None


def digest(text: str) -> str:
    """The sha256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
