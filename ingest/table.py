"""Large CSV files, read a row at a time, and numbers in their columns.

A file that is no table, or lacks needed columns, is refused as a whole.
"""

import codecs
import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from graph.errors import InvalidCount, InvalidSource, NotFound, TooLarge
from graph.model.counts import read_count
from ingest.files import LINE

LARGEST = 4_000_000_000  # characters, once unpacked
LONGEST_LINE = 1_000_000  # characters
EMPTY_IN_R = "NA"
READ_AS_EMPTY = f"cells with {EMPTY_IN_R}, as R writes an empty one, read as empty"
UNEVEN = "__fields__"  # in a row that has more or fewer fields than the header: how many
NOTE = "__note__"  # in a row: what is to be told of it
MOST_DIGITS = 12
WESTERN = "cp1252"  # what Windows and R call Latin-1
READ_AS_WESTERN = "rows of a file that is not UTF-8, read as Windows-1252 (Latin-1)"
ROW_NUMBERS = ("", "Unnamed: 0", "rownames")  # headers under which R and pandas write the numbers of rows
PIECE = 1_000_000  # bytes


def read_exported_table(
    path: Path, columns: Sequence[str], delimiter: str = ",", more: Sequence[str] = (), quoted: bool = True
) -> Iterator[dict[str, Any]]:
    """As `read_table`, of a file that went through R or pandas: headers in any case are those of `columns`, and of
    `more` that need not be there. The numbers of rows are left out, and what is not UTF-8 is Windows-1252, which each
    row says under NOTE.
    """
    encoding = find_encoding(path)
    for row in read_table(path, columns, delimiter, encoding=encoding, in_any_case=(*columns, *more), quoted=quoted):
        for name in ROW_NUMBERS:
            row.pop(name, None)
        if encoding == WESTERN:
            row[NOTE] = READ_AS_WESTERN
        yield row


def find_encoding(path: Path) -> str:
    """`utf-8-sig`, or Windows-1252 if a file is not UTF-8 but may be that. What is neither the reader refuses."""
    decoders = [codecs.getincrementaldecoder(name)() for name in ("utf-8-sig", WESTERN)]
    can_be = [True, True]
    try:
        with open_plain(path) as file:
            while piece := file.read(PIECE):
                for place, decoder in enumerate(decoders):
                    can_be[place] = can_be[place] and _can_decode(decoder, piece)
    except (OSError, EOFError, zlib.error):
        return "utf-8-sig"
    can_be[0] = can_be[0] and _can_decode(decoders[0], b"", final=True)
    return WESTERN if can_be == [False, True] else "utf-8-sig"


def _can_decode(decoder: codecs.IncrementalDecoder, piece: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError:
        return False
    return True


def open_plain(path: Path) -> gzip.GzipFile | io.BufferedReader:
    """A file opened for its bytes, unpacked if it is gz."""
    return gzip.open(path) if path.suffix == ".gz" else path.open("rb")


def read_table(
    path: Path, columns: Sequence[str], delimiter: str = ",", *, encoding: str = "utf-8-sig",
    in_any_case: Sequence[str] = (), quoted: bool = True,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """The rows of a CSV file with a header, plain or gz, each with its line under LINE. Empty rows are passed over,
    also those before the header.

    Columns may come in any order, and there may be more; names of `in_any_case` are found in any case. A row of another
    length says so under UNEVEN. Without `quoted` a quotation mark is a sign like others, as in files with tabs.
    Raises NotFound, TooLarge, or InvalidSource naming the columns expected and met, when it comes to it.
    """
    before, lines = skip_empty_start(_read_lines(path, encoding))
    reader = csv.DictReader(
        lines, delimiter=delimiter, strict=True, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    )
    rows = 0
    try:
        while reader.fieldnames == []:  # some files begin with an empty line
            reader.fieldnames = None
        names = list(reader.fieldnames or [])
        if in_any_case:
            written = {name.casefold(): name for name in in_any_case}
            names = [written.get(name.strip().casefold(), name.strip()) for name in names]
            reader.fieldnames = names
        _check_header(path, names, columns)
        for row in reader:
            if any(row.values()):  # spreadsheets leave rows of nothing but commas
                rows += 1
                yield _mark_uneven(row, len(names)) | {LINE: before + reader.line_num}
    except csv.Error as error:
        raise InvalidSource(f"{path.name}:{before + reader.reader.line_num}: {error}", parameter="file") from error
    if not rows:
        raise InvalidSource(f"{path.name} has no rows", parameter="file", value=str(path))


def skip_empty_start(lines: Iterable[str]) -> tuple[int, Iterator[str]]:
    """The number of lines before the header that have nothing but separators, and the lines from the header on."""
    following = iter(lines)
    for number, line in enumerate(following):
        if line.strip(" ,;|\t\r\n"):
            return number, chain([line], following)
    return 0, iter(())


def find_separator(header: str) -> str:
    """The separator of a header: a comma, or if it has none a semicolon, a tab or a bar."""
    return next((sign for sign in (",", ";", "\t", "|") if sign in header), ",")


def _mark_uneven(row: dict[Any, Any], expected: int) -> dict[str, Any]:
    extra_cells: list[str] = row.pop(None, [])
    given = {name: value for name, value in row.items() if value is not None}
    met = len(given) + len(extra_cells)
    return given if met == expected else given | {UNEVEN: met}


def _check_header(path: Path, met: Sequence[str], expected: Sequence[str]) -> None:
    sign = find_separator(met[0]) if len(met) == 1 < len(expected) else ","
    if sign != ",":
        name = {";": "';'", "\t": "tabs", "|": "'|'"}[sign]
        raise InvalidSource(
            f"{path.name}: its fields are separated by {name}; expected commas",
            parameter="file",
            value=str(path),
            hint="save it as CSV with commas between the fields",
        )
    missing = [f"{name} is missing" for name in expected if name not in met]
    twice = [f"{name} stands twice" for name in dict.fromkeys(met) if met.count(name) > 1]
    if missing or twice:
        wrong, shown = ", ".join(missing + twice), ", ".join(name[:80] for name in met[:100])
        raise InvalidSource(
            f"{path.name}: {wrong}; expected columns {', '.join(expected)}; met {shown}", parameter="columns"
        )


def _read_lines(path: Path, encoding: str) -> Iterator[str]:
    if not path.is_file():
        raise NotFound(f"{path.name}: no such file", parameter="file", value=str(path))
    size = 0
    try:
        with open_plain(path) as file:
            text = io.TextIOWrapper(file, encoding=encoding, newline="")
            while line := text.readline(LONGEST_LINE + 1):
                size += len(line)
                if len(line) > LONGEST_LINE or size > LARGEST:
                    limit = f"lines of {LONGEST_LINE:,} and a file of {LARGEST:,} characters at the most"
                    raise TooLarge(f"{path.name} is too large; expected {limit}", parameter="file", value=str(path))
                yield line
    except UnicodeDecodeError as error:
        raise InvalidSource(
            f"{path.name} is not UTF-8: byte {error.object[error.start]:#04x}", parameter="file", value=str(path),
            hint="save it as UTF-8",
        ) from error  # fmt: skip
    except (OSError, EOFError, zlib.error) as error:
        raise InvalidSource(f"{path.name} cannot be read: {error}", parameter="file", value=str(path)) from error
    if not size:
        raise InvalidSource(f"{path.name} is empty", parameter="file", value=str(path))


def parse_whole_number(row: Mapping[str, str], column: str) -> int | None:
    """The number in a column, None where it is empty. Raises InvalidCount for anything but digits."""
    text = row[column]
    if not text:
        return None
    if not re.fullmatch(rf"[0-9]{{1,{MOST_DIGITS}}}", text):
        raise InvalidCount(f"{text!r} is no number; expected up to {MOST_DIGITS} digits", parameter=column, value=text)
    return int(text)


def write_wording(template: str, low: int | None, high: int | None, columns: tuple[str, str]) -> str:
    """The wording of a number, by a template such as `about {n}`, `between {low} and {high}` or `dozens`.

    The numbers must agree with how the wording is read: a side that it leaves open is empty (or repeats the number),
    the other one gives it; where it leaves none open both are the same. Raises InvalidCount naming the column.
    """
    met = f"{'' if low is None else low} to {'' if high is None else high}"
    if low is not None and high is not None and low > high:
        raise InvalidCount(f"{met} runs from more to less", parameter=columns[0], value=met)
    if "{low}" in template:
        if low is None or high is None:
            raise InvalidCount(f"{met}; expected both numbers", parameter=columns[low is not None], value=met)
        # 20 and 30,000 would be read as 20,000 and 30,000; 30000 lends the lower end no thousands
        lends = low < 1_000 <= high and high % 1_000 == 0
        return template.format(low=low, high=high) if lends else template.format(low=f"{low:,}", high=f"{high:,}")
    if "{n}" not in template:
        least = read_count(template)[0]
        if low not in (None, least) or high is not None:
            raise InvalidCount(f"{met}, but {template!r} is {least} or more", parameter=columns[0], value=met)
        return template
    least, most = read_count(template.format(n="1,000"))
    number = low if most is None else high
    other = high if most is None else low
    allowed = (None, number) if most is None else (None, 0, number) if least == 0 else (number,)
    if number is None or other not in allowed:
        expected = "the lowest alone" if most is None else "the highest alone" if least == 0 else "one number twice"
        raise InvalidCount(
            f"{met}; of {template!r}, expected {expected}", parameter=columns[most is not None], value=met
        )  # fmt: skip
    return template.format(n=f"{number:,}")
