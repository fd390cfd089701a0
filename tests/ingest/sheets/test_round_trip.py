"""A source written as a sheet and read again says the same: nothing is lost, whatever a row says."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import WhoholdsError
from graph.model.entities import WrittenEntity
from graph.model.statement import WrittenStatement
from graph.vocabulary import vocabulary
from ingest.dossier import ParsedSource
from ingest.drafts import DraftChoice
from ingest.forms import StatementForm
from ingest.known_names import NamesOfOthers
from ingest.quarantine import Quarantine
from ingest.reading import read_source
from ingest.sheets.content import make_content
from ingest.sheets.names import list_reference_names
from ingest.sheets.reading import SheetReading, read_sheet
from ingest.sheets.tables import read_sheet_bytes
from ingest.sheets.writing import write_workbook
from ingest.source import SourceForm, find_folder, make_source
from ingest.statements import make_statement

TAKEN = DraftChoice(takes_drafts=True)
KINDS = {"Actor": "armed_group", "Group": "people", "Place": "city", "Nationality": "status", "Event": "visit"}
POOL = {label: [f"lake-{label.lower()}-{n}" for n in range(3)] for label in KINDS}
FORM = SourceForm.model_validate({
    "id": "lake", "title": "T", "publisher": "lake-actor-0", "published": {"on": "2026-01-21"}, "licence": "l",
})  # fmt: skip
# a cell that begins with `? ` is a suggestion, which is no text of a row
LETTERS = st.characters(categories=("L", "N", "P", "S", "Zs"))
PLAIN = st.text(LETTERS, min_size=1, max_size=12).map(str.strip).filter(lambda text: text and not text.startswith("? "))
DAYS = st.sampled_from(["2019", "2019-05", "2019-05-02", "2019~", "[2019-05-02,2020-01]", "201X", "[..2019]", "2019?"])
PERIODS = st.sampled_from(["2019/2020-03", "2019/..", "/2019", "../..", "2014-01-02/2019-05?", "/.."])
BOUNDED = st.fixed_dictionaries(
    {"within": DAYS}, optional={"weekday": st.just(["monday", "friday"]), "bounds": st.just(
        [{"relation": "after", "of": "source:lake", "min_days": 0, "max_days": 30000}])}
)  # fmt: skip
WORDINGS = st.sampled_from(["about 2,000", "7 000", "several", "500", "at least 5", "3 to 4", "50+", "up to 9", "٥٠"])


@st.composite
def statements(draw: st.DrawFn) -> dict[str, Any]:
    """The fields of a statement of any predicate; some break the rules, and are passed over."""
    predicate = vocabulary().predicates[draw(st.sampled_from(sorted(vocabulary().predicates)))]
    maybe = lambda values: draw(st.one_of(st.none(), values))  # noqa: E731
    roles = {}
    for role, labels in sorted(predicate.roles.items()):
        if role in predicate.required or draw(st.booleans()):
            ids = POOL[draw(st.sampled_from(sorted(labels)))]
            roles[role] = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True))
    modes, events = sorted(vocabulary().modes), POOL["Event"]
    terms = (
        st.lists(st.sampled_from(sorted(predicate.terms)), max_size=2, unique=True) if predicate.terms else st.just([])
    )
    answers = [[], [{"key": "elsewhere:b", "stance": "denies", "scope": "general"}]]
    form: dict[str, Any] = {
        "key": draw(st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)),
        "predicate": predicate.name,
        "roles": roles,
        "cite": {"locator": f"page {draw(PLAIN)}"},
        "said_by": maybe(st.sampled_from(POOL["Actor"])),
        "said_on": maybe(DAYS),
        "polarity": draw(st.sampled_from(["asserts", "denies"])),
        "mode": draw(st.sampled_from(modes)),
        "reading": draw(st.sampled_from(["stated", "inferred"])),
        "note": maybe(PLAIN),
        "coded_by": maybe(PLAIN),
        "checked_by": maybe(PLAIN),
        "state": maybe(st.sampled_from(["draft", "checked", "agreed"])),
        "planned_end": maybe(st.just("2027")),
        "whole": draw(st.booleans()),
        "about": draw(st.lists(st.sampled_from(events), max_size=2, unique=True)),
        "terms": draw(terms),
        "responds_to": draw(st.sampled_from(answers)),
        "fulfils": draw(st.sampled_from([[], ["elsewhere:c"]])),
    }
    form["private"] = bool(form["said_on"]) and draw(st.booleans())
    if draw(st.booleans()):
        form["count"] = {
            "wording": draw(WORDINGS),
            "kind": draw(st.sampled_from(["stock", "flow", "cumulative", "cap", "peak"])),
            "unit": draw(st.sampled_from(sorted(vocabulary().units))),
            "of": maybe(PLAIN),
            "since": maybe(st.just("2010")),
        }
        if draw(st.booleans()):
            form["count"] |= {
                "wording": draw(PLAIN),
                "min": draw(st.integers(0, 50)),
                "max": maybe(st.integers(50, 90)),
            }
    if not predicate.is_state:
        form["on"] = draw(st.one_of(DAYS, BOUNDED, PERIODS))
        form["spread"] = isinstance(form["on"], str) and form["on"] == "2019/2020-03" and draw(st.booleans())
    elif draw(st.booleans()):
        form["observed"] = draw(st.one_of(DAYS, BOUNDED, st.just("2018/2019")))
    else:
        form["valid"] = draw(st.one_of(PERIODS, st.fixed_dictionaries({"start": BOUNDED, "end": DAYS})))
    return {name: value for name, value in form.items() if value is not None}


def write_and_read(folder: Path, parsed: ParsedSource, known: NamesOfOthers) -> SheetReading:
    path = folder / "written.xlsx"
    path.unlink(missing_ok=True)
    write_workbook(path, make_content(parsed))
    return read_sheet(read_sheet_bytes(path.name, path.read_bytes()), known, lambda keys: set(keys), TAKEN)


@settings(
    max_examples=150,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(statements(), min_size=1, max_size=8, unique_by=lambda form: form["key"]))
def test_whatever_a_row_says_is_read_again(tmp_path: Path, forms: list[dict[str, Any]]) -> None:
    source = make_source(FORM)
    made: list[WrittenStatement] = []
    for form in forms:
        try:
            made.append(make_statement(StatementForm.model_validate(form), "lake", source))
        except (WhoholdsError, ValueError):
            continue
    entities = [
        WrittenEntity(id=id_, label=label, name=f"{label} {id_[-1]}", kind=KINDS[label], aliases=(f"{id_} too", "b"))
        for label, ids in POOL.items()
        for id_ in ids
    ]
    parsed = ParsedSource(form=FORM, source=source, entities=entities, statements=made, quarantine=Quarantine(""))
    reading = write_and_read(tmp_path, parsed, NamesOfOthers([]))
    wrong = {row.key for row in reading.rows if row.problems}
    found = {statement.key: statement for statement in reading.parsed.statements}
    for statement in made:
        if statement.key.partition(":")[2] in wrong:  # only what the rules of a whole dossier refuse too
            continue
        assert found[statement.key].id == statement.id
        assert found[statement.key].cites == statement.cites
        assert found[statement.key].review == statement.review
    says = [str(problem) for problem in reading.every_problem]
    allowed = (
        "comes after it was told",
        "lies after",
        "before it began",
        "counted since",
        "itself",
        "runs in a circle",
        "one label",
        "fit",
    )
    assert all(any(words in message for words in allowed) for message in says), says
    assert reading.parsed.entities == entities


@pytest.mark.parametrize("source", ["isis-detainee-transfer"])
def test_the_first_report_as_a_sheet_gives_the_same_statements(tmp_path: Path, source: str) -> None:
    parsed = read_source(find_folder(source))
    reading = write_and_read(tmp_path, parsed, list_reference_names())
    assert [str(problem) for problem in reading.every_problem] == []
    assert {one.key: one.id for one in reading.parsed.statements} == {one.key: one.id for one in parsed.statements}
    assert {one.key: one.cites for one in reading.parsed.statements} == {
        one.key: one.cites for one in parsed.statements
    }
    assert reading.parsed.entities == parsed.entities
    assert reading.parsed.used == parsed.used
    assert reading.parsed.source == parsed.source
