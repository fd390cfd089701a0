"""One answer in two forms, sent once."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import httpx
import pytest

from app.questions import load_question, read_headings
from tests.app.test_schemas import ANSWERS

QUESTIONS = [
    "custody",
    "alliances",
    "alliances/balance",
    "alliances/series",
    "alliances/diff",
    "network",
    "contested",
    "silences",
    "plans",
    "entities",
    "events",
    "sources",
    "status",
    "queries",
    "queries/holders_on_a_day",
    "entities/sdf",
    "entities/sdf/statements",
    "sources/isis-detainee-transfer",
    "statements/isis-detainee-transfer:iraq-received",
]
ANSWERED = [*(path for path, _ in ANSWERS), "search?q=isis"]
GIVEN = {"alliances/diff": {"from": "2019", "to": "2026-01-25"}, "network": {"as_of": "2026-01-25"}}
ASKED = "/v1/custody?held=isis-suspects&as_of=2026-02-05"


def table_of(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/csv; charset=utf-8")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8"), newline="")))


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_comes_as_json_and_as_csv_with_as_many_rows(base: str, question: str) -> None:
    given = GIVEN.get(question)
    httpx.get(f"{base}/v1/{question}", params=given, timeout=60)  # the first query may say that it waited for a copy
    as_json = httpx.get(f"{base}/v1/{question}.json", params=given, timeout=60)
    assert as_json.headers["content-type"] == "application/json"
    assert as_json.content == httpx.get(f"{base}/v1/{question}", params=given, timeout=60).content
    by_suffix = httpx.get(f"{base}/v1/{question}.csv", params=given, timeout=60)
    accepted = httpx.get(f"{base}/v1/{question}", params=given, headers={"Accept": "text/csv"}, timeout=60)
    assert by_suffix.content == accepted.content
    content = as_json.json()
    assert len(table_of(by_suffix)) == len(content.get("rows", content.get("edges", [1])))


def test_the_table_of_a_network_over_time_has_a_line_for_each_spell(base: str) -> None:
    content = httpx.get(f"{base}/v1/network/spells", timeout=60).json()
    told = [[e["a"], e["b"], *spell[:2], spell[-1]] for e in content["edges"] for spell in e["spells"]]
    lines = table_of(httpx.get(f"{base}/v1/network/spells.csv", timeout=60))
    assert [[line[name] for name in ("a", "b", "start", "end", "support")] for line in lines] == told
    assert len(told) > len(content["edges"]) > 0


def test_the_table_of_5_february_2026_has_the_rows_of_the_answer(base: str) -> None:
    rows = {
        row["holder.id"]: row for row in table_of(httpx.get(base + ASKED.replace("custody", "custody.csv"), timeout=60))
    }
    assert set(rows) == {"sdf", "iraq"}
    assert (rows["iraq"]["basis"], rows["iraq"]["gained.min"], rows["iraq"]["count.min"]) == ("moved", "1800", "")
    assert (rows["sdf"]["jointWith"], rows["sdf"]["certainty"]) == ("us-led-coalition", "possible")


def test_a_table_without_rows_has_its_header(base: str) -> None:
    full = httpx.get(f"{base}/v1/custody.csv?as_of=2026-02-05", timeout=60).text.splitlines()[0]
    assert httpx.get(f"{base}/v1/custody.csv?as_of=1900", timeout=60).text.splitlines() == [full]


def test_what_was_not_changed_is_not_sent_again(base: str) -> None:
    first = httpx.get(base + ASKED, timeout=60)
    assert first.headers["cache-control"] == "no-cache"
    assert first.headers["vary"] == "Accept, Accept-Language"  # the summary is in the reader's language
    tag = first.headers["etag"]
    for header in (tag, f'"other", W/{tag}', "*"):
        again = httpx.get(base + ASKED, headers={"If-None-Match": header}, timeout=60)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert httpx.get(base + ASKED, headers={"If-None-Match": '"other"'}, timeout=60).status_code == 200
    assert httpx.get(base + ASKED.replace("custody", "custody.csv"), timeout=60).headers["etag"] != tag


@pytest.mark.parametrize("path", [ASKED, "/v1/custody.csv", "/", "/healthz", "/docs"])
def test_head_is_get_without_a_body(base: str, path: str) -> None:
    head, get = httpx.head(base + path, timeout=60), httpx.get(base + path, timeout=60)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(get.content))


@pytest.mark.parametrize("suffix", ["", ".csv"])
def test_the_pages_of_a_list_are_linked_and_miss_nothing(base: str, suffix: str) -> None:
    whole = [row["id"] for row in httpx.get(f"{base}/v1/entities", timeout=60).json()["rows"]]
    address, seen = f"/v1/entities{suffix}?limit=30", list[str]()
    while address:
        answer = httpx.get(base + address, timeout=60)
        seen += [row["id"] for row in (table_of(answer) if suffix else answer.json()["rows"])]
        address = str(answer.links.get("next", {}).get("url", ""))
    assert seen == whole
    assert len(whole) > 60


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
        ("text/csv;q=0.9, application/json;q=0.5", "text/csv; charset=utf-8; header=present"),
        ("application/json;q=0, text/*", "text/csv; charset=utf-8; header=present"),
    ],
)
def test_accept_is_weighed(base: str, accept: str, expected: str) -> None:
    assert httpx.get(f"{base}/v1/custody", headers={"Accept": accept}, timeout=60).headers["content-type"] == expected


def test_a_formula_from_a_query_is_text_in_the_table(base: str) -> None:
    body = {"query": "RETURN '=1+1' AS `@a`, -1 AS b, '-x' AS c, [1, 2] AS d, null AS e, true AS f"}
    (row,) = table_of(httpx.post(f"{base}/v1/cypher.csv", json=body, timeout=60))
    assert row == {"'@a": "'=1+1", "b": "-1", "c": "'-x", "d": "1; 2", "e": "", "f": "true"}


def test_an_earlier_data_version_says_that_names_are_todays(base: str) -> None:
    answer = httpx.get(f"{base}/v1/custody?version=0", timeout=60).json()
    assert answer["rows"] == []
    assert answer["dataVersion"] == 0
    assert any("today's" in note for note in answer["notes"])


def list_forms() -> Iterator[Any]:
    """Each address in each form; the second PNG of a question is long, as that takes ten times as long as an SVG."""
    drawn = set()
    for address, form in product(ANSWERED, ("csv", "svg", "png", "arrow", "parquet", "gexf", "graphml", "atom")):
        question = address.partition("?")[0]
        again = form == "png" and question in drawn
        yield pytest.param(address, form, id=f"{address}-{form}", marks=pytest.mark.long if again else ())
        if form == "png":
            drawn.add(question)


@pytest.mark.parametrize(("question", "form"), list_forms())
def test_every_answer_has_a_form_or_says_that_it_has_none(base: str, question: str, form: str) -> None:
    path, _, written = question.partition("?")
    answer = httpx.get(f"{base}/v1/{path}.{form}", params=written, timeout=60)
    assert answer.status_code == 200 or (answer.status_code == 406 and form in ("gexf", "graphml", "atom")), answer.text


def test_each_question_is_asked_in_every_form() -> None:
    asked = {path.partition("?")[0] for path in ANSWERED}
    for heading in read_headings():
        path = load_question(heading.name).path.removeprefix("/")
        assert any(re.fullmatch(path.replace("{id}", "[^/]+"), found) for found in asked), path
