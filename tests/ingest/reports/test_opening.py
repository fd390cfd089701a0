"""Paragraphs are the same from txt, HTML, PDF and docx; what cannot be read is refused with a way out."""

from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from graph.errors import InvalidSource, NotFound, TooLarge, WhoholdsError
from graph.evidence.locators import TextParts
from ingest.reports import opening
from ingest.reports.opening import read_report
from tests.ingest.reports.report_files import (
    ARABIC,
    ENGLISH,
    WRITERS,
    write_docx,
    write_large_docx,
    write_pdf,
    write_txt,
)


def list_texts(path: Path) -> list[str]:
    return [paragraph.text for paragraph in read_report(path).paragraphs]


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("paragraphs", [ENGLISH, ARABIC], ids=["english", "arabic"])
def test_paragraphs_are_the_same_from_each_kind_of_file(tmp_path: Path, kind: str, paragraphs: tuple[str, ...]) -> None:
    path = WRITERS[kind](tmp_path / f"report.{kind}", paragraphs)
    assert list_texts(path) == list(paragraphs)
    assert read_report(path).about.title == paragraphs[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_utf_8_and_utf_16(tmp_path: Path, encoding: str) -> None:
    assert list_texts(write_txt(tmp_path / "a.txt", ENGLISH, encoding)) == list(ENGLISH)


def test_paragraphs_are_numbered_as_their_locators_are_looked_up(tmp_path: Path) -> None:
    text = "The lake\nfroze.\n\n* * *\n\n" + "It thawed again. " * 400 + "\r\n\r\nIt froze.\n\n" + "ice " * 2_000 + "\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    parts = TextParts(text)
    for paragraph in read_report(tmp_path / "a.txt").paragraphs:
        place = text.replace("\n", " ").index(paragraph.text[:20])
        assert parts.name_place(place) == f"paragraph {paragraph.locator}"


def test_lines_are_paragraphs_where_there_are_no_blank_lines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n".join(ENGLISH), encoding="utf-8")
    assert list_texts(tmp_path / "a.txt") == list(ENGLISH)


def test_what_html_says_of_itself(tmp_path: Path) -> None:
    about = read_report(WRITERS["html"](tmp_path / "a.html", ENGLISH)).about
    assert (about.publisher, about.published) == ("Lake Post", "2026-03-14")


def test_pages_of_a_pdf_are_named_and_their_headers_left_out(tmp_path: Path) -> None:
    bodies = ["The lake froze.", "Nobody crossed it.", "The guard came back.", "They left in spring."]
    texts = [text for page, body in enumerate(bodies, 1) for text in (f"Lake Post, page {page}", body)]
    read = read_report(write_pdf(tmp_path / "a.pdf", tuple(texts), pages=4))
    assert [paragraph.text for paragraph in read.paragraphs] == bodies
    assert read.paragraphs[2].locator == "page 3, paragraph 3"


def test_arabic_with_latin_words_and_numbers_of_both_kinds(tmp_path: Path) -> None:
    text = "قالت CBS News في 5 شباط 2026 إن قوات سوريا (قسد) كانت تحتجز نحو ٢٬٣٠٠ من معتقلي داعش، ثم 40 آخرين."
    assert list_texts(write_pdf(tmp_path / "a.pdf", (text,))) == [text]


def list_faults(folder: Path) -> dict[str, tuple[Path, type[WhoholdsError], str]]:
    """Files that are refused: how, and words of the message."""
    with (folder / "password.pdf").open("wb") as out:
        writer = PdfWriter(PdfReader(write_pdf(folder / "plain.pdf", ENGLISH)))
        writer.encrypt("secret", algorithm="RC4-128")
        writer.write(out)
    contents = {
        "broken.pdf": b"%PDF-1.7\n" + b"x" * 500,
        "cut.pdf": (folder / "plain.pdf").read_bytes()[:300],
        "old.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "other.docx": b"PK\x03\x04" + b"x" * 100,
        "text.pdf": b"no PDF at all",
        "really.txt": (folder / "plain.pdf").read_bytes(),
        "empty.txt": b" \n ",
        "latin.txt": "Die Männer".encode("latin-1"),
        "binary.txt": b"ab\0cd" * 50 + b"efghijkl" * 50,
        "report.rtf": b"{\\rtf1}",
        "empty.html": b"<html><body></body></html>",
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    refused = {
        "password.pdf": "password", "broken.pdf": "cannot be read as a PDF", "cut.pdf": "cannot be read as a PDF",
        "old.docx": "password", "other.docx": "cannot be read as a docx", "text.pdf": "no pdf by its content",
        "really.txt": "is a PDF", "empty.txt": "is empty", "latin.txt": "not UTF-8: byte 0xe4 at offset 5",
        "binary.txt": "no text", "report.rtf": "not from .rtf", "empty.html": "no text",
    }  # fmt: skip
    faults: dict[str, tuple[Path, type[WhoholdsError], str]] = {
        name: (folder / name, InvalidSource, words) for name, words in refused.items()
    }
    faults["missing.txt"] = (folder / "missing.txt", NotFound, "no such file")
    faults["bomb.docx"] = (write_large_docx(folder / "bomb.docx", 250), TooLarge, "once unpacked")
    faults["long.docx"] = (write_large_docx(folder / "long.docx", 11), TooLarge, "its text would be 11 MB")
    (folder / "long.html").write_bytes(b"<p>" + b"a " * 5_000_001)
    faults["long.html"] = (folder / "long.html", TooLarge, "10 MB of HTML")
    faults["scan.pdf"] = (write_pdf(folder / "scan.pdf", ("",)), InvalidSource, "pictures of a scan")
    faults["reversed.pdf"] = (
        write_pdf(folder / "reversed.pdf", ARABIC, is_drawn=False), InvalidSource, "letters of its words",
    )  # fmt: skip
    turned = tuple(
        " ".join(reversed(text.split())) for text in ("قال من قبل إن الولايات المتحدة أكثر من ذلك بعد أن",) * 2
    )
    faults["turned.txt"] = (write_txt(folder / "turned.txt", turned), InvalidSource, "words of its lines")
    faults["signs.txt"] = (
        write_txt(folder / "signs.txt", ("The \ufffd\ufffd\ufffd of \ue001\ue002",)),
        InvalidSource,
        "no letters",
    )
    return faults


def test_what_cannot_be_read_is_refused_by_name_with_what_to_do(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name, (path, kind, words) in list_faults(tmp_path).items():
        with pytest.raises(kind) as raised:
            read_report(path)
        assert words in raised.value.message, name
        assert name in raised.value.message
        assert raised.value.hint or name in ("empty.txt", "missing.txt"), name
    assert capfd.readouterr() == ("", "")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGEST", 100)
    with pytest.raises(TooLarge, match="MB, more than"):
        read_report(write_txt(tmp_path / "a.txt", ENGLISH))


def test_a_pdf_that_only_forbids_printing_opens(tmp_path: Path) -> None:
    writer = PdfWriter(PdfReader(write_pdf(tmp_path / "plain.pdf", ENGLISH)))
    writer.encrypt("", "owner", algorithm="RC4-128")
    with (tmp_path / "a.pdf").open("wb") as out:
        writer.write(out)
    assert list_texts(tmp_path / "a.pdf") == list(ENGLISH)


def test_rows_of_tables_in_docx_are_paragraphs(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Osterby", "230"
    document.save(str(tmp_path / "a.docx"))
    assert list_texts(tmp_path / "a.docx") == ["Osterby | 230"]
    assert list_texts(write_docx(tmp_path / "b.docx", ENGLISH)) == list(ENGLISH)


def test_a_text_without_line_ends_is_cut_where_sentences_end(tmp_path: Path) -> None:
    texts = list_texts(write_txt(tmp_path / "a.txt", ("The lake froze again. " * 1_000,)))
    assert all(text.endswith("again.") and len(text) <= opening.LONGEST_PARAGRAPH for text in texts)
    assert " ".join(texts) == ("The lake froze again. " * 1_000).strip()
    texts = list_texts(write_txt(tmp_path / "b.txt", ("ice " * 10_000,)))
    assert max(map(len, texts)) <= 2 * opening.LONGEST_PARAGRAPH
    assert " ".join(texts) == ("ice " * 10_000).strip()
