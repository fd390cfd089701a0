"""What nobody says of the first report's people, and what its load changed, over HTTP."""

import csv
import io

import httpx
import pytest

from tests.app.conftest import problem_of


def test_that_iraq_held_them_rests_on_one_who_is_not_named(base: str) -> None:
    asked = {"held": "isis-suspects", "kind": "single_speaker", "as_of": "2026-02-05"}
    rows = httpx.get(f"{base}/v1/silences", params=asked, timeout=60).json()["rows"]
    (iraq,) = [row for row in rows if [holder["id"] for holder in row["holders"]] == ["iraq"]]
    assert iraq["independentSpeakers"] == {"min": 0, "max": 1}
    assert iraq["wouldClose"]["what"] == "a second speaker"
    assert [speaker["id"] for speaker in iraq["wouldClose"]["independentOf"]] == ["iraqi-security-source"]
    assert "two named speakers" in iraq["wouldClose"]["sentence"]


def test_the_french_of_2019_were_not_seen_since(base: str) -> None:
    rows = httpx.get(f"{base}/v1/silences?kind=stale&as_of=2026-02-05", timeout=60).json()["rows"]
    (french,) = [row for row in rows if "French" in row["held"][0]["name"]]
    # seen at some time in 2019; the year 2025 has 365 days
    assert (french["from"], french["to"], french["people"]) == ("2020-01-01", "2026-02-05", {"min": 7, "max": 7})
    assert (french["wouldClose"]["from"], french["wouldClose"]["to"]) == ("2025-02-05", "2026-02-05")
    assert rows[0]["days"] >= rows[-1]["days"]


def test_the_gaps_of_a_nationality_are_those_of_the_groups_that_have_it(base: str) -> None:
    answer = httpx.get(f"{base}/v1/silences?entity=nat-fr&as_of=2026-02-05", timeout=60).json()
    assert ["French" in row["held"][0]["name"] for row in answer["rows"] if row["kind"] == "stale"] == [True]
    assert answer["summary"].startswith("On 5 February 2026 no source here says whether Iraq still held seven French")


def test_nobody_says_where_those_who_escaped_went(base: str) -> None:
    rows = httpx.get(f"{base}/v1/silences?kind=gap&entity=isis-suspects&as_of=2026-02-05", timeout=60).json()["rows"]
    lost = [row for row in rows if row["why"] == "whereabouts" and row["held"][0]["id"] == "isis-suspects"]
    assert [row["statements"][0]["predicate"] for row in lost] == ["escapes"]


def test_the_first_load_opened_everything(base: str) -> None:
    answer = httpx.get(f"{base}/v1/changes?since=0&until=1", timeout=60).json()
    (dataset,) = httpx.get(f"{base}/v1/status", timeout=60).json()["rows"]
    assert len(answer["rows"]) == dataset["statements"]
    assert {row["change"] for row in answer["rows"]} == {"opened"}
    assert answer["versions"][0]["counts"]["opened"] == dataset["statements"]


def test_changes_come_by_pages_as_csv_and_once(base: str) -> None:
    first = httpx.get(f"{base}/v1/changes?since=0&limit=2", timeout=60)
    assert first.json()["next"]
    assert (
        httpx.get(
            f"{base}/v1/changes?since=0&limit=2", headers={"If-None-Match": first.headers["etag"]}, timeout=60
        ).status_code
        == 304
    )
    lines = list(csv.DictReader(io.StringIO(httpx.get(f"{base}/v1/changes.csv?since=0&limit=2", timeout=60).text)))
    assert [line["key"] for line in lines] == [row["key"] for row in first.json()["rows"]]
    assert lines[0]["change"] == "opened"


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("changes?since=99", "since"),
        ("changes?since=-1", "since"),
        ("changes?since=1&until=0", "until"),
        ("changes", "since"),
        ("silences?kind=quiet", "kind"),
    ],
)
def test_what_cannot_be_asked_is_told_by_its_parameter(base: str, path: str, parameter: str) -> None:
    problem = problem_of(httpx.get(f"{base}/v1/{path}", timeout=60))
    assert (problem["status"], problem["parameter"]) == (422, parameter)
