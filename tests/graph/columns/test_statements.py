"""The table of all statements: which rows a question gets, and how many bytes one costs."""

from datetime import date

from graph.columns.statements import DEAD, StatementEntry, Statements, add_entries, close_entries, make_no_statements
from graph.model.statement import OPEN

DAY = date(2020, 5, 5).toordinal()
IDS = {name: f"{number:020x}" for number, name in enumerate("abcdef")}


def entry(name: str, opened: int = 1, *, predicate: str = "holds", roles: str = "army farmers", about: str = "",
          known: int = DAY, speaker: str = "paper") -> StatementEntry:  # fmt: skip
    entities = (*((id_, False) for id_ in roles.split()), *((id_, True) for id_ in about.split()))
    shared = ("kind", f"{roles}|{about}", "times", "said", "count")
    return StatementEntry(IDS[name], opened, OPEN, known, predicate, speaker, shared, entities, name.encode())


def table() -> Statements:
    first = [entry("a"), entry("b", roles="militia farmers", about="march"), entry("c", predicate="guards")]
    second = [entry("d", 2, known=DAY + 9), entry("e", 2, roles="militia fishers", speaker="army")]
    return add_entries(add_entries(make_no_statements(), 1, [first]), 2, [second[:1], second[1:]])


def found(table: Statements, version: int, known_by: int = DAY + 99, **asked: object) -> str:
    rows = table.select(version, known_by, **asked)  # type: ignore[arg-type]
    assert [table.texts.own[row].decode() for row in rows] == [
        {id_: name for name, id_ in IDS.items()}[id_] for id_ in table.list_ids(rows)
    ]
    return "".join(table.texts.own[row].decode() for row in rows)


def test_what_is_selected() -> None:
    both = table()
    assert found(both, 2) == "abcde"
    assert found(both, 1) == "abc"
    assert found(both, 2, DAY) == "abce"
    assert found(both, 2, predicates=["holds"]) == "abde"
    assert found(both, 2, predicates=["holds", "leads"], entities=["army"]) == "ad"
    assert found(both, 2, entities=["army"], any_way=True) == "acde"  # e is said by the army
    assert found(both, 2, entities=["march"]) == ""
    assert found(both, 2, entities=["march"], any_way=True) == "b"
    assert found(both, 2, entities=["nobody"]) == ""


def test_how_many_is_never_too_few() -> None:
    both = table()
    assert (both.count_mentions(["army"]), both.count_mentions(["march", "fishers", "nobody"])) == (4, 2)
    assert both.count_by_predicates(["holds", "leads"]) == 4


def test_a_closed_version_and_one_that_is_replaced() -> None:
    before = table()
    after = close_entries(before, {(IDS["a"], 1): 2, (IDS["b"], 1): DEAD, (IDS["c"], 2): 2})
    assert found(after, 1) == "ac"
    assert found(after, 2) == "cde"
    assert found(before, 2) == "abcde"  # an older snapshot stays as it is


def test_an_older_snapshot_does_not_see_later_rows() -> None:
    first = add_entries(make_no_statements(), 1, [[entry("a")]])
    add_entries(first, 2, [[entry("b", 2, roles="army fishers", predicate="leads")]])
    assert found(first, 2) == "a"
    assert found(first, 2, entities=["fishers"], predicates=["leads"]) == ""
    assert (first.count_mentions(["fishers"]), first.count_by_predicates(["leads"])) == (0, 0)
