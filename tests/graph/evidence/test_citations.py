"""Citations are found again in a text that changed, by nothing but their old offsets and hashes."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates.windows import read_window
from graph.evidence.citations import FoundSpan, TextSpan, check_source, check_spans, read_cited_text
from graph.model.sources import WrittenSource
from graph.model.statement import Citation
from tests.world.worlds import some

quick = settings(deadline=None, derandomize=True)
# invented; with letters of one to four bytes
TEXT = "At dawn the miller rode to Ålesund. قال الطحان إنه باع كيسين. The ferry (𝔉) was late.\nHe sold two sacks.\n"
letters = st.text("ab é𝔉ق\n", max_size=60)


def span_of(text: str, words: str) -> TextSpan:
    start = text.index(words)
    return TextSpan(start, start + len(words), hashlib.sha256(words.encode()).hexdigest())


def source(text: str, file: str = "ferry.txt") -> WrittenSource:
    return WrittenSource(
        id="ferry",
        title="The Ferry",
        publisher="paper",
        published_on="2020",
        published=read_window("2020"),
        text_file=file,
        text_length=len(text),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


MILLER, ARABIC, LATE, SACKS = (
    span_of(TEXT, words) for words in ("the miller rode", "باع كيسين", "(𝔉) was late", "sold two sacks")
)
ALL = (MILLER, ARABIC, LATE, SACKS)


def test_offsets_count_code_points() -> None:
    assert MILLER[:2] == (8, 23)
    assert ARABIC[:2] == (51, 60)
    assert {found.state for found in check_spans(TEXT, ALL).values()} == {"holds"}


def test_what_was_put_in_moves_all_that_follows() -> None:
    found = check_spans(TEXT.replace("The ferry", "So they say: the\nThe ferry"), ALL)
    assert [found[span].state for span in ALL] == ["holds", "holds", "moved", "moved"]
    assert found[LATE].places == ((LATE.start + 17, LATE.end + 17),)


def test_words_that_were_changed_are_broken_and_their_neighbours_are_not() -> None:
    found = check_spans("\n" + TEXT.replace("two", "ten"), ALL)
    assert [found[span].state for span in ALL] == ["moved", "moved", "moved", "broken"]
    assert found[SACKS] == FoundSpan("broken", ())


def test_words_that_stand_there_twice_have_two_proposals_the_nearest_first() -> None:
    found = check_spans("He sold two sacks. " + TEXT, [SACKS])[SACKS]
    assert found.places == ((SACKS.start + 19, SACKS.end + 19), (3, 17))


def test_a_part_that_went_elsewhere_is_found_far_away() -> None:
    filling = "The river was low that year. " * 100
    found = check_spans(TEXT[:36] + filling + TEXT[36:], ALL)
    assert {found[span].places[0][0] - span.start for span in ALL} == {0, len(filling)}
    found = check_spans(TEXT[63:] + filling + TEXT[:63], ALL)
    assert {found[span].places[0][0] - span.start for span in ALL} == {-63, len(TEXT) - 63 + len(filling)}


@quick
@given(letters, letters, letters, st.data())
def test_each_state_is_what_a_search_for_the_words_says(
    before: str, middle: str, after: str, data: st.DataObject
) -> None:
    old = before + middle
    start = data.draw(st.integers(0, max(0, len(old) - 1)))
    end = data.draw(st.integers(start + 1, len(old) + 1))
    words = old[start:end]
    new = data.draw(some([old, after + old, before + after + middle, after]))
    span = TextSpan(start, start + len(words), hashlib.sha256(words.encode()).hexdigest())
    if words:
        found = check_spans(new, [span], len(old))[span]
        places = {i for i in range(len(new)) if new.startswith(words, i)}
        if start in places:
            assert found == FoundSpan("holds", ((start, start + len(words)),))
        elif places:
            assert found.state == "moved"
            assert {first for first, _ in found.places} <= places
            assert len(found.places) == min(len(places), 10)
            assert all(new[first:last] == words for first, last in found.places)
        else:
            assert found == FoundSpan("broken", ())


@pytest.mark.parametrize(
    ("raw", "text", "notes"),
    [
        (TEXT.encode(), "as cited", []),
        (b"\xef\xbb\xbf" + TEXT.encode(), "changed", ["byte order mark", "save it without"]),
        (TEXT.replace("\n", "\r\n").encode(), "changed", ["CR LF", "save it without"]),
        (TEXT.encode() + b"\n", "changed", ["code points"]),
        (TEXT.encode("utf-16"), "unreadable", ["UTF-16"]),
        (TEXT.encode("iso-8859-6", "replace") + b"\xff", "unreadable", ["no UTF-8"]),
    ],
)
def test_how_a_file_differs_from_the_one_that_was_cited_is_told(
    tmp_path: Path, raw: bytes, text: str, notes: list[str]
) -> None:
    (tmp_path / "ferry.txt").write_bytes(raw)
    checked = check_source(source(TEXT), ALL, tmp_path)
    assert checked.text == text
    assert len(checked.notes) == len(notes)
    assert all(words in note for words, note in zip(notes, checked.notes, strict=True))
    assert bool(checked.found) == (text != "unreadable")


def test_a_source_without_a_copy_is_told_apart(tmp_path: Path) -> None:
    assert check_source(source(TEXT), ALL, tmp_path).text == "missing"
    assert check_source(source(TEXT), ALL, tmp_path).found == {}


@pytest.mark.parametrize("file", ["../secret.txt", "/etc/hosts", "..\\secret.txt", "folder/ferry.txt"])
def test_a_source_names_no_file_outside_the_folder(tmp_path: Path, file: str) -> None:
    folder = tmp_path / "texts"
    (folder / "folder").mkdir(parents=True)
    for path in (tmp_path / "secret.txt", folder / "folder" / "ferry.txt"):
        path.write_text(TEXT, encoding="utf-8")
    assert check_source(source(TEXT, file), ALL, folder).text == "unreadable"
    cites = Citation(source="ferry", locator="line 1", start=MILLER.start, end=MILLER.end, sha256=MILLER.sha256)
    assert read_cited_text(folder, source(TEXT, file), cites) is None


def test_the_words_of_a_citation_are_shown_only_if_they_are_the_ones(tmp_path: Path) -> None:
    cites = Citation(source="ferry", locator="line 1", start=MILLER.start, end=MILLER.end, sha256=MILLER.sha256)
    assert read_cited_text(tmp_path, source(TEXT), cites) is None
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf-8")
    assert read_cited_text(tmp_path, source(TEXT), cites) == "the miller rode"
    (tmp_path / "ferry.txt").write_text("So " + TEXT, encoding="utf-8")
    assert read_cited_text(tmp_path, source(TEXT), cites) is None
    assert read_cited_text(tmp_path, source(TEXT), Citation(source="ferry", locator="line 1")) is None
