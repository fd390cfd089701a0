"""The user's file of judgements keeps what the user wrote."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InvalidInput
from graph.model.judgement_file import (
    HEADER,
    add_judgement,
    parse_judgements,
    read_judgement_file,
    remove_judgement,
    write_judgement_file,
)
from graph.model.judgements import Judgement

NAME = "judgements.yml"
BY_HAND = """# what Anna found
- id: first
  ids: [army, militia]
  verdict: positive   # sure
  by: anna
  on: 2026-02-05
  why: >-
    one force
    by two names

# and what she did not
-
  id: second
  ids:
    - farmers
    - fishers
  verdict: unsure
  by: anna
  on: 2026-02-06
  why: who knows
"""


def judgement(id_: str = "new", why: str = "so it is") -> Judgement:
    return Judgement(id=id_, ids=("a", "b"), verdict="negative", by="me", on="2026-02-07", why=why)


def test_a_block_is_put_at_the_end_and_all_else_stays() -> None:
    assert add_judgement(BY_HAND, judgement(), NAME) == BY_HAND + (
        "- id: new\n  ids: [a, b]\n  verdict: negative\n  by: me\n  on: 2026-02-07\n  why: so it is\n"
    )


@pytest.mark.parametrize(
    "text",
    ["", "[]\n", HEADER, HEADER + "[]\n", BY_HAND, BY_HAND.rstrip(), BY_HAND.replace("\n", "\r\n"), "\ufeff" + BY_HAND],
)
def test_a_block_put_in_can_be_read_and_taken_out_again(text: str) -> None:
    before = parse_judgements(text, NAME)
    longer = add_judgement(text, judgement(), NAME)
    assert parse_judgements(longer, NAME) == [*before, judgement()]
    assert ("\r\n" in longer) == (longer.count("\n") == longer.count("\r\n"))
    left = remove_judgement(longer, "new", NAME)
    assert parse_judgements(left, NAME) == before
    assert left.rstrip() == text.replace("[]\n", "").rstrip()


def test_taking_a_block_out_leaves_the_comments_of_others() -> None:
    assert remove_judgement(BY_HAND, "first", NAME) == "# what Anna found\n" + BY_HAND[BY_HAND.index("\n# and") :]
    assert remove_judgement(BY_HAND, "second", NAME) == BY_HAND[: BY_HAND.index("-\n  id: second")]


def test_blocks_that_stand_further_in_stay_there() -> None:
    text = "".join(f"  {line}\n" for line in BY_HAND.splitlines())
    longer = add_judgement(text, judgement(), NAME)
    assert longer.startswith(text + "  - id: new\n    ids:")
    assert remove_judgement(longer, "new", NAME) == text


@settings(deadline=None, derandomize=True)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_any_reason_is_read_as_it_was_written(why: str) -> None:
    found = parse_judgements(add_judgement(BY_HAND, judgement(why=why), NAME), NAME)
    assert found[-1].why == why


@pytest.mark.parametrize(
    "text",
    [
        "[{id: first, ids: [a, b], verdict: positive, by: me, on: 2026-02-05, why: so}]\n",
        "[\n  {id: first, ids: [a, b], verdict: positive, by: me, on: 2026-02-05, why: so},\n]\n",
    ],
)
def test_a_file_of_another_form_is_left_alone(text: str) -> None:
    with pytest.raises(InvalidInput, match="plain list of blocks"):
        add_judgement(text, judgement(), NAME)
    assert parse_judgements(text, NAME)[0].id == "first"


def test_a_file_that_only_one_parser_takes_is_left_alone() -> None:
    text = BY_HAND.replace("why:", "why\t:", 1)  # a tab before a colon
    assert len(parse_judgements(text, NAME)) == len(parse_judgements(BY_HAND, NAME))
    with pytest.raises(InvalidInput, match="plain list of blocks"):
        remove_judgement(text, "first", NAME)


@pytest.mark.parametrize("sign", ["[", "- "])
def test_what_nests_without_end_is_refused(sign: str) -> None:
    closed = "]" * 5_000 if sign == "[" else ""
    with pytest.raises(InvalidInput, match="cannot be read"):
        parse_judgements(sign * 5_000 + closed, NAME)


def test_a_list_that_aliases_repeat_is_refused_in_few_words() -> None:
    lists = "&z0 [a, a]"
    for number in range(1, 30):  # 2 to the 30th texts, written out
        lists = f"&z{number} [{lists}, *z{number - 1}]"
    text = f"- {{id: a, ids: {lists}, verdict: positive, by: me, on: 2026-02-05, why: so}}\n"
    with pytest.raises(InvalidInput, match="expected a list of two or more") as met:
        parse_judgements(text, NAME)
    assert len(str(met.value)) < 1_000


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "data" / NAME
    assert read_judgement_file(path) == HEADER
    write_judgement_file(path, BY_HAND)
    assert read_judgement_file(path) == BY_HAND
    path.chmod(0o640)
    (tmp_path / "link.yml").symlink_to(path)
    write_judgement_file(tmp_path / "link.yml", HEADER)
    assert (tmp_path / "link.yml").is_symlink()
    assert read_judgement_file(path) == HEADER
    assert path.stat().st_mode & 0o777 == 0o640
    assert [file.name for file in path.parent.iterdir()] == [NAME]
    write_judgement_file(path, None)
    assert not path.exists()
    (tmp_path / "file").write_text("in the way")
    with pytest.raises((InvalidInput, OSError)):
        write_judgement_file(tmp_path / "file" / NAME, HEADER)
