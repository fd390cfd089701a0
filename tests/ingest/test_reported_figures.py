"""The reported figures: what each row becomes, told by hand from the rows; and files of other months."""

import csv
import gzip
from collections.abc import Iterable
from pathlib import Path

import pytest

from graph.errors import InvalidSource
from graph.model.statement import WrittenStatement
from ingest.dossier import ParsedSource
from ingest.quarantine import QuarantinedRow
from ingest.reading import find_unexpected, read_source
from ingest.source import find_folder
from tests.ingest.shipped import read_shipped

FOLDER = find_folder("reported-figures")
SAMPLE = FOLDER / "sample" / "reported_figures.csv"
FIGURES = FOLDER / "figures.csv"  # who held how many; the sample has the claims that need more columns
USUAL = {
    "claim_id": "D001", "conflict_group": "second-batch", "subject": "US Central Command", "predicate": "transferred",
    "object": "ISIS detainees", "place": "Syria -> Iraq", "quantity_low": "90", "quantity_high": "90",
    "quantifier": "exact", "unit": "people", "event_date_edtf": "2026-02-03", "claim_date_edtf": "2026-02-04",
    "asserted_by": "US Central Command", "reported_by": "Examples Daily", "source_url": "https://examples.invalid/2",
    "note": "",
}  # fmt: skip


@pytest.fixture(scope="module")
def shipped() -> ParsedSource:
    return read_shipped("reported-figures")


def rows() -> list[dict[str, str]]:
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def figures() -> list[dict[str, str]]:
    with FIGURES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_claim(parsed: ParsedSource) -> dict[str, WrittenStatement]:
    return {statement.key.partition(":")[2]: statement for statement in parsed.statements}


def month(tmp_path: Path, *changes: dict[str, str]) -> Path:
    """A file of another month: a row for each of the changes."""
    path = tmp_path / "month.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(USUAL))
        writer.writeheader()
        writer.writerows({**USUAL, **change} for change in changes)
    return path


def one(tmp_path: Path, **change: str) -> WrittenStatement:
    parsed = read_source(FOLDER, month(tmp_path, change))
    assert not [str(row) for row in parsed.quarantine]
    return by_claim(parsed)["D001"]


def aside(tmp_path: Path, **change: str) -> QuarantinedRow:
    """The row that is set aside; another one beside it is read."""
    parsed = read_source(FOLDER, month(tmp_path, change, {"claim_id": "D002"}))
    assert "D002" in by_claim(parsed)
    (row,) = parsed.quarantine
    return row


def test_every_row_is_a_statement_and_nothing_of_a_row_is_lost(shipped: ParsedSource) -> None:
    assert not [str(row) for row in shipped.quarantine]
    assert find_unexpected(shipped) == []
    said = by_claim(shipped)
    given = rows()
    assert (len(given), len(figures())) == (18, 20)
    assert {row["claim_id"] for row in given} | {row["key"] for row in figures()} <= said.keys()
    names = {entity.id: (entity.name, *entity.aliases) for entity in shipped.entities}
    sources = {source.id: source for source in shipped.more_sources}
    for row in given:
        made = said[row["claim_id"]]
        source = sources[made.cites.source]
        told = {
            name for ids in (*made.roles.values(), (made.said_by, source.publisher)) for i in ids for name in names[i]
        }
        told |= {made.count.of} if made.count else set()
        for column in ("subject", "object", "place", "asserted_by", "reported_by", "conflict_group", "note"):
            parts = {part.strip() for part in row[column].replace(" and ", "->").split("->")}
            assert row[column] in (made.note or "") or row[column] in told or parts <= told, (row["claim_id"], column)
        assert made.validity.written == row["event_date_edtf"]
        assert made.said_on == row["claim_date_edtf"] == made.known_from
        assert source.url == row["source_url"]
        assert made.cites.locator == f"row {row['claim_id']}"
        assert (made.count is not None) == bool(row["quantifier"])
        assert made.count is None or made.count.unit == row["unit"]


def test_each_address_is_one_source_with_the_outlet_as_publisher(shipped: ParsedSource) -> None:
    addresses = {row["source_url"] for row in rows()} | {row["address"] for row in figures()}
    assert len(shipped.more_sources) == len(addresses) == 16
    names = {entity.id: entity.name for entity in shipped.entities}
    outlets = {row["reported_by"] for row in rows()} | {row["published by"] for row in figures()}
    assert {names[source.publisher] for source in shipped.more_sources} == outlets


def test_every_figure_says_what_its_row_says(shipped: ParsedSource) -> None:
    said, names = by_claim(shipped), {entity.id: (entity.name, *entity.aliases) for entity in shipped.entities}
    for row in figures():
        made = said[row["key"]]
        told = {name for ids in (*made.roles.values(), (made.said_by,)) for i in ids for name in names[i]}
        assert {row["holder"], row["held"], row["place"], row["said by"]} <= told
        assert (made.predicate, made.mode, made.cites.locator) == ("holds", "occurred", f"row {row['key']}")
        assert (made.validity.written, made.said_on, made.note) == (row["date"], row["said on"], row["note"])
        assert made.count is not None
        assert made.count.wording == row["number"]


# claim: predicate, mode, wording, min, max, kind of count; by hand from the file and the table of wordings
COUNTS = {
    "C001": ("transfers", "intended", "up to 7,000", 0, 7000, "cap"),
    "C002": ("transfers", "agreed", "7,000", 7000, 7000, "flow"),
    "C004": ("transfers", "occurred", "150", 150, 150, "flow"),
    "C005": ("transfers", "occurred", "144", 144, 144, "flow"),
    "C018": ("composed_of", "occurred", "around 240", 235, 245, "stock"),
    "C019": ("transfers", "occurred", "3,194", 3194, 3194, "cumulative"),
    "C021": ("transfers", "occurred", "156", 156, 156, "flow"),
    "C022": ("repatriates", "occurred", "3,203", 3203, 3203, "flow"),
    "C023": ("holds", "occurred", "around 9,000", 8500, 9500, "stock"),
    "C024": ("holds", "occurred", "more than 10,000", 10001, None, "stock"),
    "C025": ("holds", "occurred", "about 10,000", 9000, 11000, "stock"),
    "C031": ("escapes", "occurred", "about 200", 180, 220, "flow"),
    "C033": ("captures", "occurred", "81", 81, 81, "flow"),
    "C037": ("holds", "occurred", "nearly 56,000", 55500, 55999, "stock"),
    "C042": ("holds", "occurred", "fewer than 48,000", 0, 47999, "stock"),
    "C044": ("holds", "occurred", "roughly 24,000", 23500, 24500, "stock"),
    "C046": ("holds", "occurred", "approximately 50,000", 45000, 55000, "stock"),
    "C047": ("holds", "occurred", "70,000", 70000, 70000, "peak"),
    "C057": ("prosecutes", "occurred", "more than 20,000", 20001, None, "flow"),
}


@pytest.mark.parametrize("claim", sorted(COUNTS))
def test_a_quantifier_is_a_wording_and_a_predicate_one_of_ours(shipped: ParsedSource, claim: str) -> None:
    made = by_claim(shipped)[claim]
    count = made.count
    assert count is not None
    assert (made.predicate, made.mode, count.wording, count.min, count.max, count.kind) == COUNTS[claim]


# claim: kind of time, and its four days (None: unbounded)
TIMES = {
    "C001": ("on", "2026-01-21", None, "2026-01-21", None),
    "C006": ("on", "2026-01-21", "2026-01-22", "2026-01-21", "2026-01-22"),  # said on 22 January
    "C019": ("on", None, "2025-12-31", None, "2025-12-31"),
    "C021": ("on", "2024-01-01", "2024-01-01", "2024-12-31", "2024-12-31"),
    "C023": ("observed", None, "2026-01-21", "2026-01-21", None),
    "C024": ("valid", None, "2026-01-23", "2026-01-23", None),
    "C025": ("observed", None, "2023-12-31", "2021-01-01", None),
    "C031": ("on", "2026-01-18", "2026-01-20", "2026-01-18", "2026-01-20"),
    "C032": ("on", "2026-01-01", "2026-01-23", "2026-01-01", "2026-01-23"),  # said on 23 January
    "C033": ("on", "2026-01-18", "2026-01-23", "2026-01-18", "2026-01-23"),  # after the escape, not before the 18th
    "C057": ("on", "2018-01-01", "2018-01-01", "2019-10-31", "2019-10-31"),
}


@pytest.mark.parametrize("claim", sorted(TIMES))
def test_a_state_is_seen_and_an_event_happens(shipped: ParsedSource, claim: str) -> None:
    validity = by_claim(shipped)[claim].validity
    bounds = validity.bounds
    days = (bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end)
    assert (validity.kind, *(None if day.year in (1, 9999) else day.isoformat() for day in days)) == TIMES[claim]


def test_who_receives_gains_and_who_transfers_only_acts(shipped: ParsedSource) -> None:
    said = by_claim(shipped)
    assert said["C005"].roles == {
        "to_holder": ("rf-iraqi-authorities",), "object": ("rf-isis-detainees",), "from_place": ("rf-place-syria",),
        "to_place": ("rf-place-iraq",),
    }  # fmt: skip
    assert set(said["C004"].roles) == {"agent", "object", "from_place", "to_place"}
    assert said["C002"].roles["agent"] == ("rf-iraq", "rf-united-states")
    assert said["C034"].terms == ("control",)
    assert said["C035"].terms == ("management",)


def test_every_event_is_told_by_one_row_and_nothing_is_joined(shipped: ParsedSource) -> None:
    events = [statement.about for statement in shipped.statements if statement.about]
    assert all(len(about) == 1 for about in events)
    assert len(set(events)) == len(events)
    assert {"rf-event-c004", "rf-event-c005", "rf-event-c006", "rf-event-c007"} <= {
        id_ for ids in events for id_ in ids
    }
    assert all(entity.id.startswith("rf-") for entity in shipped.entities)


def test_an_unnamed_speaker_is_somebody_else_in_each_source(shipped: ParsedSource, tmp_path: Path) -> None:
    kinds = {entity.id: entity.kind for entity in shipped.entities}
    general = by_claim(shipped)["C005"].said_by
    assert kinds[general] == "anonymous"
    assert by_claim(shipped)["C019"].said_by == general  # of the same report
    assert one(tmp_path, asserted_by="Iraqi intelligence general (unnamed)").said_by != general


def test_speakers_of_one_house_are_its_parts(shipped: ParsedSource, tmp_path: Path) -> None:
    said = by_claim(shipped)
    moss = said["C025"].said_by
    (link,) = [s for s in shipped.statements if s.predicate == "speaks_for" and s.roles["subject"] == (moss,)]
    assert (link.roles["object"], link.reading) == (("rf-us-state-department",), "inferred")
    parsed = read_source(FOLDER, month(tmp_path, {"asserted_by": "US State Department, A Spokesperson"}))
    speaker = by_claim(parsed)["D001"].said_by
    (link,) = [s for s in parsed.statements if s.predicate == "speaks_for" and s.roles["subject"] == (speaker,)]
    assert (link.roles["object"], link.reading) == (("rf-us-state-department",), "inferred")


def test_a_new_month_is_read_with_names_of_its_own(tmp_path: Path) -> None:
    made = one(tmp_path, subject="Examples Guard", object="men of Examples", place="Old Mill -> Hasakah")
    assert made.roles == {
        "agent": ("rf-examples-guard",), "object": ("rf-men-of-examples",), "from_place": ("rf-place-old-mill",),
        "to_place": made.roles["to_place"],
    }  # fmt: skip
    assert made.roles["to_place"] != ("rf-place-hasakah",)  # "Hasakah, Syria" is not this name


# what the row has in columns; wording and kind of count, since when
COUNTED = [
    ({"quantifier": "between", "quantity_low": "80", "quantity_high": "100"}, "between 80 and 100", "flow", None),
    ({"quantifier": "at_least", "quantity_high": ""}, "at least 90", "flow", None),
    ({"quantifier": "up_to", "quantity_low": "0"}, "up to 90", "flow", None),
    ({"quantifier": "dozens", "quantity_low": "", "quantity_high": ""}, "dozens", "flow", None),
    ({"event_date_edtf": "2026-01-21/.."}, "90", "cumulative", "2026-01-21"),
    ({"event_date_edtf": "../2026-02-03"}, "90", "cumulative", None),
    ({"event_date_edtf": "2026-01-21/2026-02-03"}, "90", "flow", None),
    ({"predicate": "plans_transfer_of", "event_date_edtf": "2026-03/..", "quantifier": "as_many_as"}, "as many as 90",
     "cap", None),
]  # fmt: skip


@pytest.mark.parametrize(("change", "wording", "kind", "since"), COUNTED)
def test_other_quantifiers_and_dates_have_their_meaning(
    tmp_path: Path, change: dict[str, str], wording: str, kind: str, since: str | None
) -> None:
    count = one(tmp_path, **change).count
    assert count is not None
    assert (count.wording, count.kind, count.since) == (wording, kind, since)


def test_what_was_done_was_done_by_the_day_of_the_claim(tmp_path: Path) -> None:
    bounds = one(tmp_path, event_date_edtf="2026-01-21/..").validity.bounds
    assert (bounds.earliest_start.isoformat(), bounds.latest_end.isoformat()) == ("2026-01-21", "2026-02-04")


# what stands in the row; the column and what the message says
ASIDE = [
    ({"predicate": "interrogated"}, "predicate", "unknown predicate 'interrogated'; expected one of agreed"),
    ({"quantifier": "a_good_many"}, "quantifier", "unknown quantifier 'a_good_many'; expected one of a_few"),
    ({"quantifier": ""}, "quantifier", "unknown quantifier ''"),
    ({"unit": "heads"}, "unit", "'heads'; expected one of cases"),
    ({"unit": ""}, "unit", "''; expected one of"),
    ({"quantity_low": "90", "quantity_high": "80"}, "quantity_low", "90 to 80 runs from more to less"),
    ({"quantity_low": "-90"}, "quantity_low", "'-90' is no number"),
    ({"quantity_high": "9e1"}, "quantity_high", "'9e1' is no number"),
    ({"quantity_high": "100"}, "quantity_high", "expected one number twice"),
    ({"quantifier": "more_than", "quantity_low": ""}, "quantity_low", "expected the lowest alone"),
    ({"quantifier": "fewer_than", "quantity_high": ""}, "quantity_high", "expected the highest alone"),
    ({"quantifier": "between", "quantity_low": ""}, "quantity_low", "expected both numbers"),
    ({"event_date_edtf": "3 February 2026"}, "event_date_edtf", "3 February 2026"),
    ({"event_date_edtf": ""}, "event_date_edtf", "not an EDTF date"),
    ({"event_date_edtf": "2026-02-30"}, "event_date_edtf", "2026-02-30"),
    ({"event_date_edtf": "2026-02-05"}, "event_date_edtf", "comes after it was told, 2026-02-04"),
    ({"event_date_edtf": "2026-02-05/.."}, "event_date_edtf", "comes after it was told"),
    ({"claim_date_edtf": "yesterday"}, "claim_date_edtf", "yesterday"),
    ({"source_url": "by telephone"}, "source_url", "'by telephone' is no address"),
    ({"reported_by": ""}, "reported_by", "expected an outlet"),
    ({"subject": ""}, "subject", "subject is empty"),
    ({"claim_id": "D 1"}, "claim_id", "'D 1' is no key"),
    ({"predicate": "holds", "event_date_edtf": "2026-01"}, "place", "'Syria -> Iraq' is no place"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "field", "says"), ASIDE)
def test_a_row_with_a_word_that_nobody_knows_is_set_aside_by_name(
    tmp_path: Path, change: dict[str, str], field: str, says: str
) -> None:
    row = aside(tmp_path, **change)
    assert (row.file, row.line, row.key, row.field) == ("month.csv", 2, change.get("claim_id", "D001"), field)
    assert says in str(row)


def test_one_address_has_one_publisher(tmp_path: Path) -> None:
    parsed = read_source(FOLDER, month(tmp_path, {}, {"claim_id": "D002", "reported_by": "Examples Weekly"}))
    (row,) = parsed.quarantine
    assert (row.key, row.field) == ("D002", "reported_by")
    assert "Examples Daily" in row.reason


def test_a_source_is_as_old_as_the_latest_claim_in_it(tmp_path: Path) -> None:
    later = {"claim_id": "D002", "claim_date_edtf": "2026-02-06"}
    (source,) = read_source(FOLDER, month(tmp_path, {}, later)).more_sources
    assert source.published_on == "2026-02-06"


def test_another_month_leaves_the_rows_of_this_one_open(tmp_path: Path) -> None:
    assert not read_source(FOLDER, month(tmp_path, {})).complete


def test_a_gz_is_read_and_a_table_with_other_columns_refused(tmp_path: Path, shipped: ParsedSource) -> None:
    packed = tmp_path / "figures.csv.gz"
    packed.write_bytes(gzip.compress(SAMPLE.read_bytes()))
    claims = {row["claim_id"] for row in rows()}
    again = by_claim(read_source(FOLDER, packed, in_place=True))
    assert {claim: again[claim] for claim in claims} == {claim: by_claim(shipped)[claim] for claim in claims}
    assert {s.key.partition(":")[0] for s in read_source(FOLDER, packed).statements if s.key[-4:] in claims} == {
        "reported-figures/figures"
    }  # a further file closes no row of the first
    other = tmp_path / "other.csv"
    other.write_text(SAMPLE.read_text(encoding="utf-8").replace("claim_id", "id", 1), encoding="utf-8")
    with pytest.raises(InvalidSource, match="claim_id is missing; expected columns claim_id, conflict_group, subject"):
        read_source(FOLDER, other)


def test_every_word_of_the_rows_has_an_entry_that_the_rows_use() -> None:
    def words(column: str) -> Iterable[str]:
        return {row[column] for row in rows()} - {""}

    text = (FOLDER / "words.yml").read_text(encoding="utf-8")
    for word in (*words("predicate"), *words("quantifier")):
        assert f"\n  {word}:" in text


def test_who_had_a_prison_until_it_was_taken_over_is_read_from_the_note_of_the_compilers(shipped: ParsedSource) -> None:
    """`prison had been held by SDF`, `after SDF left`: the compilers say so, and not the ministry or the UN."""
    made = {one.key.partition(":")[2]: one for one in shipped.statements}
    found = [made["C034-before"], made["C035-before"]]
    assert [(one.predicate, one.roles["subject"], one.roles["object"], one.said_by, one.reading) for one in found] == [
        ("controls", ("rf-sdf",), ("rf-place-al-aqtan-prison",), "rf-compilers", "stated"),
        ("controls", ("rf-sdf",), ("rf-place-al-hol-camp",), "rf-compilers", "stated"),
    ]
    assert [one.validity.written for one in found] == ["/2026-01-23", "/2026-01-22"]


def test_people_are_caught_again_after_the_first_day_on_which_they_may_have_escaped(tmp_path: Path) -> None:
    """Reports of one escape bound it together; of escapes on other days the first one counts. Order does not
    matter. Rows without a conflict_group are not about one escape."""
    common = {"place": "North Town", "claim_date_edtf": "2026-03-20"}
    escape = {**common, "predicate": "escaped_from", "object": "North Prison"}
    caught = {**common, "predicate": "recaptured", "claim_id": "D009", "event_date_edtf": "2026-03"}
    in_march, on_10, on_5 = (
        {**escape, "claim_id": f"D00{number}", "event_date_edtf": days}
        for number, days in enumerate(("2026-03", "2026-03-10", "2026-03-05"))
    )
    for rows_, first in (
        ((caught, in_march, on_10), "2026-03-10"),
        ((on_5, on_10, caught), "2026-03-05"),
        (({**on_10, "conflict_group": "another"}, caught), "2026-03-01"),
        (({**on_10, "conflict_group": ""}, {**caught, "conflict_group": ""}), "2026-03-01"),
    ):
        bounds = by_claim(read_source(FOLDER, month(tmp_path, *rows_)))["D009"].validity.bounds
        assert (str(bounds.earliest_start), str(bounds.latest_end)) == (first, "2026-03-20")
