"""Opening what people hand in: UTF-8, plain or gzipped, of a size that can be read; anything else is refused whole."""

import gzip
import zlib
from pathlib import Path

from graph.errors import InvalidSource, NotFound, TooLarge

LARGEST = 20_000_000  # bytes


def read_text(path: Path, largest: int = LARGEST) -> str:
    """The text of a file. Raises NotFound, TooLarge, or InvalidSource naming the file and what is wrong with it."""
    if not path.is_file():
        raise NotFound(f"{path.name}: no such file", parameter="file", value=str(path))
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            content = file.read(largest + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InvalidSource(f"{path.name} cannot be read: {error}", parameter="file", value=str(path)) from error
    if len(content) > largest:
        raise TooLarge(
            f"{path.name} is larger than {largest // 1_000_000} MB, the most that a dossier may have",
            parameter="file",
            value=str(path),
            hint="split it into several sources",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidSource(
            f"{path.name} is not UTF-8: byte {content[error.start]:#04x} at offset {error.start}",
            parameter="file",
            value=str(path),
            hint="save it as UTF-8",
        ) from error
    if not text.strip():
        raise InvalidSource(f"{path.name} is empty", parameter="file", value=str(path))
    return text
