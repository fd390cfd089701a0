"""Locators: what is one of a known kind, and whether a text has what it names."""

import pytest

from graph.evidence.locators import FoundLocator, TextParts
from graph.model.locators import EXAMPLES, Locator, LocatorKind, explain_unread_locator, read_locator

# lines: 1 title, 2 blank, 3 first, 4 second, 5 white space, 6 third
TEXT = "Title\n\nThe first.\r\nThe second.\n  \nThe third.\n"


@pytest.mark.parametrize(
    ("written", "locator"),
    [
        ("page 3", Locator(kind=LocatorKind.PAGE, first=3, last=3)),
        ("Paragraph 2", Locator(kind=LocatorKind.PARAGRAPH, first=2, last=2)),
        ("paragraphs 4-6", Locator(kind=LocatorKind.PARAGRAPH, first=4, last=6)),
        ("pages 4 – 6", Locator(kind=LocatorKind.PAGE, first=4, last=6)),
        ("line  14", Locator(kind=LocatorKind.LINE, first=14, last=14)),
        ("cell Figures!B7", Locator(kind=LocatorKind.CELL, first=2, last=7, name="Figures")),
        ("cell 'North Guard'!$AA$10", Locator(kind=LocatorKind.CELL, first=27, last=10, name="North Guard")),
        ("cell b7", Locator(kind=LocatorKind.CELL, first=2, last=7)),
        ("clip 00:01:02-00:01:30", Locator(kind=LocatorKind.CLIP, first=62, last=90)),
        ("clip 1:02-1:30.5", Locator(kind=LocatorKind.CLIP, first=62, last=90.5)),
        ("clip 01:00:00-01:00:01", Locator(kind=LocatorKind.CLIP, first=3600, last=3601)),
        ("page 3, paragraph 7", Locator(kind=LocatorKind.PARAGRAPH, first=7, last=7)),
        ("frame 1200", Locator(kind=LocatorKind.FRAME, first=1200, last=1200)),
        ("archive https://example.org/a", Locator(kind=LocatorKind.ARCHIVE, name="https://example.org/a")),
        ("archive urn:uuid:12", Locator(kind=LocatorKind.ARCHIVE, name="urn:uuid:12")),
    ],
)
def test_a_locator_of_a_known_kind_is_read(written: str, locator: Locator) -> None:
    assert read_locator(written) == locator
    assert explain_unread_locator(written) is None


@pytest.mark.parametrize(
    "written", ["headline", "row 12", "in the caption", "paragraphing", "dyad 7 in 1990", "links.csv, a"]
)
def test_a_text_of_ones_own_is_kept_and_nothing_is_said_of_it(written: str) -> None:
    assert read_locator(written) is None
    assert explain_unread_locator(written) is None


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("page", LocatorKind.PAGE),
        ("paragraph two", LocatorKind.PARAGRAPH),
        ("line 0", LocatorKind.LINE),
        ("pages 6-4", LocatorKind.PAGE),
        ("cell 7B", LocatorKind.CELL),
        ("clip 00:02:00-00:01:00", LocatorKind.CLIP),
        ("clip 00:01:02", LocatorKind.CLIP),
        ("clip 00:61:02-00:62:00", LocatorKind.CLIP),
        ("frame one", LocatorKind.FRAME),
        ("archive the second copy", LocatorKind.ARCHIVE),
    ],
)
def test_what_begins_as_a_known_kind_and_is_none_is_kept_and_said(written: str, kind: LocatorKind) -> None:
    assert read_locator(written) is None
    said = explain_unread_locator(written)
    assert said is not None
    assert repr(written) in said
    assert repr(EXAMPLES[kind]) in said


def test_every_example_is_a_locator_of_its_kind() -> None:
    assert {kind: read.kind for kind, text in EXAMPLES.items() if (read := read_locator(text))} == {
        kind: kind for kind in LocatorKind
    }


def check(written: str, words: str | None = None, text: str = TEXT) -> FoundLocator:
    locator = read_locator(written)
    assert locator is not None
    start = text.index(words) if words else 0
    return TextParts(text).check(locator, (start, start + len(words)) if words else None)


@pytest.mark.parametrize(
    ("written", "words", "found"),
    [
        ("paragraph 2", "The first", ("holds", None)),
        ("paragraph 4", "third", ("holds", None)),
        ("paragraph 4", None, ("holds", None)),
        ("paragraph 5", None, ("broken", None)),
        ("paragraph 3", "The first", ("broken", "paragraph 2")),
        ("paragraph 9", "The first", ("broken", "paragraph 2")),
        ("paragraphs 1-3", "second", ("holds", None)),
        ("paragraphs 1-2", "second", ("broken", "paragraph 3")),
        ("line 6", "third", ("holds", None)),
        ("line 4", "third", ("broken", "line 6")),
        ("line 6", None, ("holds", None)),
        ("line 7", None, ("broken", None)),
        ("page 1", "third", ("unchecked", None)),  # nothing parts pages in this text
        ("cell A1", "third", ("unchecked", None)),
        ("frame 1", "third", ("unchecked", None)),
    ],
)
def test_a_text_has_what_a_locator_names_or_has_not(
    written: str, words: str | None, found: tuple[str, str | None]
) -> None:
    assert check(written, words) == found


def test_form_feeds_part_pages() -> None:
    text = "One.\n\fTwo.\n\fThree.\n\f"
    assert check("page 2", "Two", text) == ("holds", None)
    assert check("page 1", "Two", text) == ("broken", "page 2")
    assert check("page 3", None, text) == ("holds", None)
    assert check("page 4", None, text) == ("broken", None)


def test_blank_lines_part_paragraphs_of_several_lines() -> None:
    text = "Title\n\nThe first\nis long.\n \t\n\nThe second\nis longer, so\nit has three.\n\nThe third.\n"
    for number, words in ((1, "Title"), (2, "is long"), (3, "it has"), (4, "third")):
        assert check(f"paragraph {number}", words, text) == ("holds", None)
    assert check("paragraph 5", None, text) == ("broken", None)
    assert check("paragraph 3", "is long.", text) == ("broken", "paragraph 2")


def test_lines_are_paragraphs_where_no_blank_lines_part_them() -> None:
    assert check("paragraph 3", "c", "a\nb\nc\nd\n") == ("holds", None)
    mostly_one = "a\n\nb\n\n" + "\n".join(f"line {n} of many" for n in range(20))
    assert check("paragraph 4", "line 1 of", mostly_one) == ("holds", None)
