"""What people hand in is opened as UTF-8, plain or gzipped; anything else is refused whole, by name."""

import contextlib
import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidSource, NotFound, TooLarge, WhoholdsError
from ingest.files import LARGEST, read_text

TEXT = "Kobanî: roll of the day\r\n" * 50


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "roll.yml"


@pytest.fixture
def zipped(tmp_path: Path) -> Path:
    return tmp_path / "roll.yml.gz"


def test_a_text_is_read_as_it_stands_with_or_without_a_byte_order_mark(path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig"):
        path.write_bytes(TEXT.encode(encoding))
        assert read_text(path) == TEXT


def test_a_gzipped_text_is_the_same_text(zipped: Path) -> None:
    zipped.write_bytes(gzip.compress(TEXT.encode()))
    assert read_text(zipped) == TEXT


@pytest.mark.parametrize(
    ("encoding", "met"), [("utf-16", "byte 0xff at offset 0"), ("latin-1", "byte 0xee at offset 5")]
)
def test_another_encoding_is_refused_with_the_byte_that_tells(path: Path, encoding: str, met: str) -> None:
    path.write_bytes(TEXT.encode(encoding))
    with pytest.raises(InvalidSource, match=rf"roll\.yml is not UTF-8: {met} \(save it as UTF-8\)"):
        read_text(path)


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf\n"])
def test_a_file_without_a_word_is_refused_as_empty(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(InvalidSource, match=r"roll\.yml is empty"):
        read_text(path)


def test_a_file_that_is_not_there_and_a_folder_are_no_file(path: Path) -> None:
    with pytest.raises(NotFound, match=r"roll\.yml: no such file"):
        read_text(path)
    path.mkdir()
    with pytest.raises(NotFound, match=r"roll\.yml: no such file"):
        read_text(path)


def test_fifty_megabytes_are_refused_and_no_more_than_the_limit_is_read(path: Path, zipped: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with gzip.open(zipped, "wb", compresslevel=1) as file:
        for _ in range(50):
            file.write(bytes(1_000_000))
    for large in (path, zipped):
        with pytest.raises(TooLarge, match=rf"{large.name} is larger than {LARGEST // 1_000_000} MB"):
            read_text(large)


def test_the_limit_itself_is_still_read(path: Path) -> None:
    path.write_text("x" * 10, encoding="utf-8")
    assert read_text(path, largest=10) == "x" * 10
    with pytest.raises(TooLarge):
        read_text(path, largest=9)


def test_what_only_calls_itself_gz_and_a_gz_that_was_cut_off_are_refused_by_name(zipped: Path) -> None:
    for content in (TEXT.encode(), gzip.compress(TEXT.encode())[:-20]):
        zipped.write_bytes(content)
        with pytest.raises(InvalidSource, match=r"roll\.yml\.gz cannot be read"):
            read_text(zipped)


@given(at=st.integers(min_value=0), byte=st.integers(0, 255))
def test_a_gz_with_a_wrong_byte_is_refused_or_reads_the_same(
    tmp_path_factory: pytest.TempPathFactory, at: int, byte: int
) -> None:
    content = bytearray(gzip.compress(TEXT.encode()))
    content[at % len(content)] = byte
    path = tmp_path_factory.mktemp("gz") / "roll.yml.gz"
    path.write_bytes(content)
    with contextlib.suppress(WhoholdsError):
        assert read_text(path) == TEXT
