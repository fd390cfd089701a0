"""What the head of a query file says of its parameters, and how values are read by it."""

from datetime import UTC, date, datetime

import pytest

from graph.cypher.header import convert_parameters, put_places, read_header
from graph.errors import InvalidInput

TEXT = """// Who held a group on one day,
// with sources.
//
// $day DATE = 2026-02-05  the day asked about
// held STRING             id of the group
// kinds LIST of STRING    kinds of count
//
// One row per statement: holder, statement.
WITH 'isis-suspects' AS held, ['stock', 'peak'] AS kinds
MATCH (g:Group {id: held}) RETURN g, $day AS day
"""


def test_a_header_gives_title_parameters_with_defaults_and_the_shape_of_a_row() -> None:
    header = read_header(TEXT)
    assert header.title == "Who held a group on one day, with sources."
    assert header.about == "One row per statement: holder, statement."
    assert [(p.name, p.type, p.default, p.inline) for p in header.parameters] == [
        ("day", "DATE", "2026-02-05", False),
        ("held", "STRING", "isis-suspects", True),
        ("kinds", "LIST of STRING", "['stock', 'peak']", True),
    ]
    assert read_header("MATCH (n) RETURN n").parameters == ()


def test_a_given_value_takes_the_place_of_the_one_in_the_query_and_no_other_does() -> None:
    assert "WITH $held AS held, ['stock', 'peak'] AS kinds" in put_places(TEXT, {"held", "day"})
    assert put_places(TEXT, {"day", "nothing"}) == TEXT


@pytest.mark.parametrize(
    ("type_", "written", "read"),
    [
        ("STRING", "12", "12"),
        ("INTEGER", "-12", -12),
        ("INTEGER", 9223372036854775807, 9223372036854775807),
        ("FLOAT", "1.5", 1.5),
        ("FLOAT", 2, 2),
        ("BOOLEAN", "True", True),
        ("DATE", "2026-02-05", date(2026, 2, 5)),
        ("DATETIME", "2026-02-05T12:00:00+00:00", datetime(2026, 2, 5, 12, tzinfo=UTC)),
        ("MAP", '{"a": 1}', {"a": 1}),
        ("LIST of STRING", "a, b", ["a", "b"]),
        ("LIST of STRING", "['a', 'b, c']", ["a", "b, c"]),
        ("LIST of DATE", ["2026-02-05"], [date(2026, 2, 5)]),
        ("LIST of INTEGER", "", []),
        ("DATE", None, None),
    ],
)
def test_values_are_read_by_their_types(type_: str, written: object, read: object) -> None:
    assert convert_parameters(read_header(f"// $x {type_}"), {"x": written}) == {"x": read}


@pytest.mark.parametrize(
    ("type_", "written"),
    [
        ("INTEGER", "1.5"),
        ("INTEGER", "²"),
        ("INTEGER", "9223372036854775808"),
        ("INTEGER", True),
        ("BOOLEAN", "maybe"),
        ("DATE", "2026-02-30"),
        ("DATE", 2026),
        ("MAP", "{"),
        ("MAP", "[1]"),
        ("MAP", '{"a":' * 100_000),
        ("LIST of STRING", "[" * 100_000 + "]" * 100_000),
        ("LIST of DATE", "2026-02-05, soon"),
        ("LIST of STRING", 1),
    ],
)
def test_a_value_of_another_type_is_named(type_: str, written: object) -> None:
    with pytest.raises(InvalidInput, match="parameter x") as caught:
        convert_parameters(read_header(f"// $x {type_}"), {"x": written})
    assert caught.value.parameter == "x"


def test_defaults_fill_in_and_undeclared_values_stay_as_they_are() -> None:
    header = read_header("// $day DATE = 2026-02-05\n// $name STRING = 'two words'  whose")
    assert convert_parameters(header, {"other": "2026-01-01"}) == {
        "other": "2026-01-01",
        "day": date(2026, 2, 5),
        "name": "two words",
    }
