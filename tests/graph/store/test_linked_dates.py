"""Dates that depend on others, in a store: they move when what they depend on moves, in answers and in shortcuts."""

from collections.abc import Iterable
from datetime import date

from app.answers.question import Common, read_common
from graph.dates.linked_dates import DateTie, LinkedDate, LinkedTimes
from graph.model.sources import WrittenSource
from graph.model.statement import OPEN, StoredStatement, WrittenStatement
from graph.selection.selection import Selection
from graph.store.reading.reader import Reader
from graph.store.reading.view import View
from graph.store.store import Store
from graph.store.writing.shortcuts import compare_shortcuts
from graph.store.writing.writer import load_content
from graph.vocabulary import vocabulary
from tests.graph.date_constraints.test_resolution import after, before, linked, march
from tests.graph.store.reports import content, everything, later, report, says

WIRE = [march("wire:flight", "2020-03-01/2020-03-20", dataset="wire", said_by="army")]
HANGING = [
    march("report:next", after("wire:flight", 1, 3)),
    march("report:last", after("report:next", 0, within="2020-03-10/2020-03-30")),
    march("report:before-print", before("source:wire", 0, 10)),
    says("report:plain"),
]


def both(store: Store, wire: Iterable[WrittenStatement] = WIRE, source: WrittenSource | None = None) -> None:
    load_content(store, content(wire, "wire", sources=[source or report("wire", published="2020")]))
    load_content(store, content(HANGING))


def days(store: Store, key: str, version: int | None = None) -> tuple[str, str]:
    (found,) = (s for s in Reader(store).view(version).select_by_keys([key]) if s.closed_in == OPEN)
    return str(found.bounds.earliest_start), str(found.bounds.latest_end)


def asked_of(view: View, **given: str) -> dict[str, StoredStatement]:
    asked: Common = read_common(as_of="2020", **given)
    return {
        s.key: s
        for s in Selection(view, asked).select_statements(
            view.select_by_predicates(vocabulary().predicates, asked.known_by)
        )
    }


def test_bounds_follow_from_another_dataset_and_stand_in_the_shortcuts(store: Store) -> None:
    both(store)
    assert days(store, "report:next") == ("2020-03-02", "2020-03-23")
    assert days(store, "report:last") == ("2020-03-10", "2020-03-30")
    assert compare_shortcuts(store) == ([], [])
    (found,) = Reader(store).view().select_by_keys(["report:next"])
    assert found.linked == HANGING[0].linked
    before_again = everything(store)
    both(store)
    assert everything(store) == before_again


def test_a_date_that_narrows_elsewhere_narrows_what_hangs_on_it_and_back(store: Store) -> None:
    both(store)
    was = everything(store)
    (opened,) = Reader(store).view().select_by_keys(["report:next"])
    moved = march("wire:flight", "2020-03-20", dataset="wire", said_by="army")
    done = load_content(store, content([moved], "wire", sources=[report("wire", published="2020-03-25")]))
    assert done.counts["refreshed"] == 3
    assert days(store, "report:next") == ("2020-03-21", "2020-03-23")
    assert days(store, "report:last") == ("2020-03-21", "2020-03-30")
    assert days(store, "report:before-print") == ("2020-03-15", "2020-03-25")
    assert compare_shortcuts(store) == ([], [])
    (same,) = Reader(store).view().select_by_keys(["report:next"])
    assert (same.id, same.opened_in) == (opened.id, opened.opened_in)
    load_content(store, content(WIRE, "wire", sources=[report("wire", published="2020")]))
    assert compare_shortcuts(store) == ([], [])
    assert days(store, "report:before-print") == ("2019-12-22", "2020-12-31")
    # all is as it was, but for the versions that were opened and closed
    nodes = [node for node in everything(store)[0] if "'report:" in node]
    assert nodes == [node for node in was[0] if "'report:" in node]


def test_an_earlier_version_is_settled_by_what_it_held(store: Store) -> None:
    both(store)
    load_content(store, content([march("wire:flight", "2020-03-20", dataset="wire", said_by="army")], "wire"))
    new, old = asked_of(Reader(store).view()), asked_of(Reader(store).view(2))
    assert str(new["report:next"].bounds.earliest_start) == "2020-03-21"
    assert str(old["report:next"].bounds.earliest_start) == "2020-03-02"


def test_what_is_closed_or_not_heard_or_not_yet_public_bounds_nothing(store: Store) -> None:
    wire = [march("wire:flight", "2020-03-01", dataset="wire", said_by="army", known=says("x").known)]
    load_content(store, content(wire, "wire", sources=[report("wire", published="2020-03-04")]))
    early = {"known": report(published="2020-03-02").published}
    hanging = [
        march("report:next", after("wire:flight", 1, 3, within="2020"), **early),
        march("report:next-but-one", after("report:next", 2, 2), **early),
    ]
    load_content(store, content(hanging))
    view = Reader(store).view()
    now = asked_of(view)
    assert str(now["report:next-but-one"].bounds.latest_end) == "2020-03-06"
    for narrowed in ({"known_at": "2020-03-03"}, {"exclude": "army"}, {"trust": "witness"}):
        then = asked_of(view, **narrowed)
        assert str(then["report:next"].bounds.latest_end) == "2020-12-31", narrowed
        assert str(then["report:next-but-one"].bounds.latest_end) == "2021-01-02"
    assert asked_of(view, known_at="2020-06")["report:next"].bounds == now["report:next"].bounds
    load_content(store, content([], "wire", sources=[report("wire", published="2020-03-04")]))
    assert days(store, "report:next") == ("2020-01-01", "2020-12-31")


def test_what_contradicts_the_store_is_left_out_and_what_was_there_stays(store: Store) -> None:
    both(store)
    wrong = march("report:next", after("wire:flight", 1, 3, within="2019"))
    denial = says("report:denial", polarity="denies", responds_to=[("report:new", "denies")])
    new = march("report:new", before("source:wire", 1, within="2021"))
    done = load_content(store, content([wrong, *HANGING[1:], new, denial]))
    assert sorted(done.aside) == ["report:denial", "report:new", "report:next"]
    assert "report:next and wire:flight together" in str(done.aside["report:next"])
    assert days(store, "report:next") == ("2020-03-02", "2020-03-23")
    assert Reader(store).view().select_by_keys(["report:new", "report:denial"]) == []
    assert compare_shortcuts(store) == ([], [])


def test_a_load_that_leaves_no_days_for_others_is_taken_and_they_keep_their_own_words(store: Store) -> None:
    both(store)
    done = load_content(store, content([march("wire:flight", "2020-05", dataset="wire", said_by="army")], "wire"))
    assert done.aside == {}
    # the flight in May, what came after it, and what came after that in March
    assert {key: error.keys for key, error in done.loose.items()} == dict.fromkeys(
        ("report:last", "report:next"), ("report:last", "report:next", "wire:flight")
    )
    assert days(store, "wire:flight") == ("2020-05-01", "2020-05-31")
    assert days(store, "report:last") == ("2020-03-10", "2020-03-30")
    assert compare_shortcuts(store) == ([], [])
    assert asked_of(Reader(store).view(), exclude="army")["report:last"].bounds.latest_end == date(2020, 3, 30)
    both(store)
    assert days(store, "report:last") == ("2020-03-10", "2020-03-30")
    assert days(store, "report:next") == ("2020-03-02", "2020-03-23")


def test_a_statement_that_is_no_longer_linked_bounds_nobody_else(store: Store) -> None:
    both(store)
    load_content(store, content([march("report:next", "2020-03-02"), *HANGING[1:]]))
    assert days(store, "report:last") == ("2020-03-10", "2020-03-30")
    load_content(store, content([march("report:next", "2020-03-29"), *HANGING[1:]]))
    assert days(store, "report:last") == ("2020-03-29", "2020-03-30")


def test_reasons_name_the_statements_by_id(store: Store) -> None:
    both(store)
    view = Reader(store).view()
    found = asked_of(view, include="explain")
    flight, following = found["wire:flight"], found["report:next"]
    assert following.reasons is not None
    assert [(step.statement, step.rule) for step in following.reasons["latest_end"]] == [
        (flight.id, "on 2020-03-01/2020-03-20"),
        (following.id, "after wire:flight (1 to 3 days)"),
    ]
    by_source = found["report:before-print"].reasons
    assert by_source is not None
    first = by_source["latest_start"][0]
    assert (first.statement, first.key) == (None, "source:wire")
    assert asked_of(view)["report:next"].reasons is None


def test_links_of_every_form_come_back(store: Store) -> None:
    when = LinkedDate(within="2020", weekdays=("saturday",), ties=(DateTie("same_day", "report:plain#said"),))
    seen = linked(says("report:seen"), LinkedTimes(observed=when), str(when))
    state = linked(says("report:state", valid="2019/.."), LinkedTimes(start="2019", end="..", said=when), "2019/..")
    done = load_content(store, content([says("report:plain"), seen, state], sources=[later(report(), "2021")]))
    assert done.aside == {}
    found = {s.key: s.linked for s in Reader(store).view().select_by_keys(["report:seen", "report:state"])}
    assert found == {"report:seen": seen.linked, "report:state": state.linked}
