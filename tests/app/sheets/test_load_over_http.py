"""POST /v1/load: loaded whole or not at all, one at a time, from this machine and its own pages only."""

import base64
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.main import create_app
from graph.store.writing.writer import Progress
from tests.app.conftest import served, settings_for
from tests.ingest.sheets.sheets import SOURCE, Row, write_sheet

FILE = {"Content-Type": "application/octet-stream"}
RIGHT: list[Row] = [
    {"locator": "2", "who": "SDF", "predicate": "holds", "object": "suspects", "at": "Old Mill", "time": "2019",
     "wording": "about 2,000"},
    {"locator": "3", "predicate": "transfers", "object": "suspects", "origin": "SDF", "target": "Iraq (state)",
     "time": "5 January 2026", "wording": "150"},
]  # fmt: skip
WRONG: Row = {"locator": "4", "who": "SDF", "predicate": "holdz", "object": "suspects", "time": "2020"}


@pytest.fixture(scope="module")
def folder(lent: Path) -> Path:
    return lent


@pytest.fixture(scope="module")
def app(folder: Path) -> FastAPI:
    return create_app(settings_for(folder))


@pytest.fixture(scope="module")
def own(app: FastAPI) -> Iterator[str]:
    with served(app) as base:
        yield base


def load(base: str, name: str, content: bytes, headers: dict[str, str] | None = None, **asked: str) -> httpx.Response:
    return httpx.post(
        f"{base}/v1/load", params={"name": name, **asked}, content=content, headers=headers or FILE, timeout=120
    )


def load_lines(base: str, name: str, content: bytes, **asked: str) -> list[dict[str, Any]]:
    sent = load(base, name, content, **asked)
    assert sent.status_code == 200, sent.text
    assert sent.headers["Content-Type"] == "application/x-ndjson"
    return [json.loads(line) for line in sent.text.splitlines()]


def ask(base: str, question: str) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(f"{base}/v1{question}", timeout=60).json()
    return found


def test_a_sheet_is_loaded_with_progress_and_asked_at_once(own: str, tmp_path: Path) -> None:
    file = write_sheet(tmp_path / "lake.xlsx", [*RIGHT, WRONG])
    lines = load_lines(own, "lake.xlsx", file.read_bytes())
    assert [set(line) for line in lines[:-1]] == [{"done", "total"}] * (len(lines) - 1)
    assert {"done": 2, "total": 2} in lines
    loaded = lines[-1]["loaded"]
    assert (loaded["source"], loaded["statements"], loaded["changed"]["opened"]) == ("lake", 2, 2)
    assert [one["source"] for one in loaded["first"]] == ["reference"]
    assert [(one["tab"], one["row"], one["wrong"][0]["column"]) for one in loaded["aside"]] == [
        ("What", 4, "does what")
    ]
    assert loaded["aside"][0]["wrong"][0]["nearest"] == ["holds"]
    assert "did you mean holds?" in loaded["aside"][0]["wrong"][0]["message"]
    answer = ask(own, "/custody?held=suspects&as_of=2019-06-01")  # nobody waits for what was loaded
    assert answer["dataVersion"] == loaded["dataVersion"]
    assert [(row["holder"]["id"], row["count"]["wording"]) for row in answer["rows"]] == [("sdf", "about 2,000")]
    again = load_lines(own, "lake.xlsx", file.read_bytes())[-1]["loaded"]
    assert (again["changed"], again["summary"]) == ({}, "lake: nothing changed")


def test_mended_cells_are_put_into_the_file_that_is_sent(own: str, tmp_path: Path) -> None:
    bare = {**SOURCE, "title": "The guard of May", "published": ""}
    file = write_sheet(tmp_path / "may.xlsx", [RIGHT[0], WRONG], source=bare)
    body = {
        "file": base64.b64encode(file.read_bytes()).decode(),
        "cells": [
            {"tab": "What", "row": 3, "column": "does what", "value": "holds"},
            {"tab": "What", "row": 3, "column": "counted unit", "value": "men"},  # a column that the file has not
            {"tab": "What", "row": 3, "column": "how many", "value": "12"},
            {"tab": "Source", "column": "date of publication", "value": "21 May 2026"},
        ],
    }
    sent = json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    checked = httpx.post(
        f"{own}/v1/check", params={"name": "may.xlsx", "cells": "true"}, content=sent, headers=headers, timeout=60
    ).json()
    assert checked["counts"]["wrong"] == 0
    assert "12 men" in checked["rows"][1]["says"]
    what = next(tab for tab in checked["tabs"] if tab["tab"] == "What")
    assert what["rows"][1]["cells"]["predicate"] == "holds"
    assert "holds" in next(column for column in what["columns"] if column["field"] == "predicate")["choices"]
    loaded = json.loads(load(own, "may.xlsx", sent, headers).text.splitlines()[-1])["loaded"]
    assert (loaded["statements"], loaded["aside"]) == (2, [])


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ({"tab": "Wat", "row": 2, "column": "who", "value": "x"}, "no tab 'Wat'; tabs are Source, Who, What"),
        ({"tab": "What", "row": 2, "column": "whoo", "value": "x"}, "What has no column 'whoo'"),
        ({"tab": "What", "row": 1, "column": "who", "value": "x"}, "rows of What begin at 2"),
        ({"tab": "What", "row": 2_000_000, "column": "who", "value": "x"}, "at most 1,000 are added"),
        ({"tab": "What", "row": 2, "column": "what it says", "value": "x"}, "has no column 'what it says'"),
        ({"tab": "Source", "column": "titel", "value": "x"}, "Source has no question 'titel'"),
        ({"tab": "What", "row": "2", "column": "who", "value": "x"}, "body: cells.0.row"),
        ({"tab": "What", "row": 2, "column": "who", "value": "x", "more": 1}, "body: cells.0.more"),
    ],
)
def test_a_mended_cell_that_there_cannot_be_is_named(base: str, tmp_path: Path, cell: Any, says: str) -> None:
    content = write_sheet(tmp_path / "lake.xlsx", RIGHT).read_bytes()
    body = {"file": base64.b64encode(content).decode(), "cells": [cell]}
    sent = httpx.post(f"{base}/v1/check?name=lake.xlsx", json=body, timeout=60)
    assert (sent.status_code, says in sent.json()["detail"]) == (422, True), sent.text


@pytest.mark.parametrize("body", [b"no", b"[]", b'{"cells": []}', b'{"file": "###"}', b'{"file": 5}'])
def test_a_body_that_is_no_mended_file_is_refused(base: str, body: bytes) -> None:
    sent = httpx.post(f"{base}/v1/check?name=a.csv", content=body, headers={"Content-Type": "application/json"})
    assert sent.status_code == 422
    assert sent.json()["detail"].startswith("body: ")
    assert "base64" in sent.text or "json" in sent.text.lower() or "field" in sent.text or "file" in sent.text


def test_a_table_of_figures_is_checked_and_loaded_too(own: str) -> None:
    table = (
        b"date,holder,held,place,number,counted as,said by,said on,address\n"
        b"2019-03-01,SDF,men of the mill,,about 200,held on that day,Lake Post,2019-03-02,https://lake.example/1\n"
    )
    headers = {"Content-Type": "text/csv"}
    checked = httpx.post(f"{own}/v1/check?name=mill.csv", content=table, headers=headers, timeout=60).json()
    assert (checked["source"], checked["counts"]["statements"], checked["counts"]["wrong"]) == ("mill", 1, 0), checked
    loaded = json.loads(load(own, "mill.csv", table, headers).text.splitlines()[-1])["loaded"]
    assert (loaded["source"], loaded["statements"]) == ("mill", 1)


def test_what_is_refused_whole_loads_nothing_and_has_its_status(own: str, tmp_path: Path) -> None:
    before = ask(own, "/status")["dataVersion"]
    bare = write_sheet(tmp_path / "bare.xlsx", RIGHT, source={**SOURCE, "published": ""})
    for name, content, says in (
        ("bare.xlsx", bare.read_bytes(), "Source: date of publication: this is needed"),
        ("no.xlsx", b"PK\x03\x04 no", "is damaged, or is no workbook"),
        ("dossier.yml", b"statements: []", "needs the source.yml of its source"),
    ):
        sent = load(own, name, content)
        assert (sent.status_code, says in sent.json()["detail"]) == (422, True), sent.text
    assert ask(own, "/status")["dataVersion"] == before


@pytest.mark.parametrize(
    ("headers", "status", "says"),
    [
        ({"Content-Type": "text/plain"}, 415, "a body here is a file"),
        ({"Content-Type": "multipart/form-data"}, 415, "a body here is a file"),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415, "a body here is a file"),
        ({}, 415, "a body here is a file"),
        (FILE | {"Origin": "https://elsewhere.example"}, 403, "only pages of this service may send"),
        (FILE | {"Origin": "null"}, 403, "only pages of this service may send"),
        (FILE | {"Origin": "http://127.0.0.1:1"}, 403, "only pages of this service may send"),
        (FILE | {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403, "only pages of this service"),
        (FILE | {"Host": "elsewhere.example"}, 400, "none of this service's names"),
        (FILE | {"X-Forwarded-For": "192.0.2.1"}, 401, "a writer's key"),
        (FILE | {"Forwarded": "for=192.0.2.1"}, 401, "a writer's key"),
    ],
)
@pytest.mark.parametrize("address", ["/v1/load", "/v1/preview", "/v1/load.json", "/v1/load.csv"])
def test_no_page_of_another_site_and_no_other_machine_can_load(
    own: str, tmp_path: Path, headers: dict[str, str], status: int, says: str, address: str
) -> None:
    before = ask(own, "/status")["dataVersion"]
    content = write_sheet(tmp_path / "thief.xlsx", RIGHT).read_bytes()
    sent = httpx.post(f"{own}{address}?name=thief.xlsx", content=content, headers=headers, timeout=60)
    assert 400 <= sent.status_code < 500
    if address in ("/v1/load", "/v1/preview"):
        assert (sent.status_code, says in sent.json()["detail"]) == (status, True), sent.text
    assert ask(own, "/status")["dataVersion"] == before
    assert httpx.get(f"{own}/v1/sources/thief").status_code == 404


def test_one_load_at_a_time(own: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    began, go_on = threading.Event(), threading.Event()
    from app import loading_routes

    real = loading_routes.load_uploaded

    def wait(store: Any, upload: Any, progress: Progress, replace: bool, choice: Any) -> Any:
        progress(0, 1)
        began.set()
        assert go_on.wait(30)
        return real(store, upload, progress, replace, choice)

    monkeypatch.setattr(loading_routes, "load_uploaded", wait)
    content = write_sheet(tmp_path / "slow.xlsx", RIGHT).read_bytes()
    answers: list[httpx.Response] = []
    first = threading.Thread(target=lambda: answers.append(load(own, "slow.xlsx", content)))
    first.start()
    assert began.wait(30)
    second = load(own, "slow.xlsx", content)
    assert second.status_code == 409
    assert second.json()["detail"] == "another file is being loaded"
    go_on.set()
    first.join(60)
    assert "loaded" in json.loads(answers[0].text.splitlines()[-1])
    assert load_lines(own, "slow.xlsx", content)[-1]["loaded"]["changed"] == {}


def test_who_leaves_in_the_middle_leaves_a_whole_load_or_none(
    own: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app import loading_routes

    began, go_on, done = threading.Event(), threading.Event(), threading.Event()
    real = loading_routes.load_uploaded

    def wait(store: Any, upload: Any, progress: Progress, replace: bool, choice: Any) -> Any:
        progress(0, 1)
        began.set()
        assert go_on.wait(30)
        try:
            return real(store, upload, progress, replace, choice)
        finally:
            done.set()

    monkeypatch.setattr(loading_routes, "load_uploaded", wait)
    content = write_sheet(tmp_path / "left.xlsx", RIGHT).read_bytes()
    with httpx.stream("POST", f"{own}/v1/load?name=left.xlsx", content=content, headers=FILE, timeout=60) as sent:
        assert next(sent.iter_lines()) == '{"done":0,"total":1}'
        assert began.wait(30)
    go_on.set()
    assert done.wait(60)
    monkeypatch.undo()
    for _ in range(100):  # the service is free again
        if (again := load(own, "left.xlsx", content)).status_code != 409:
            break
        time.sleep(0.1)
    assert json.loads(again.text.splitlines()[-1])["loaded"]["changed"] == {}


def test_a_fault_in_the_middle_is_told_as_the_last_line(
    own: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app import loading_routes

    def fail(store: Any, upload: Any, progress: Progress, replace: bool, choice: Any) -> Any:
        progress(1, 2)
        raise RuntimeError("not foreseen")

    before = ask(own, "/status")["dataVersion"]
    monkeypatch.setattr(loading_routes, "load_uploaded", fail)
    content = write_sheet(tmp_path / "fault.xlsx", RIGHT).read_bytes()
    lines = load_lines(own, "fault.xlsx", content)
    assert (lines[0], lines[-1]["problem"]["status"]) == ({"done": 1, "total": 2}, 500)
    assert ask(own, "/status")["dataVersion"] == before
    monkeypatch.undo()
    assert "loaded" in load_lines(own, "fault.xlsx", content)[-1]


def test_drafts_are_left_out_and_counted_unless_they_are_asked_for(own: str, tmp_path: Path) -> None:
    rows = [RIGHT[0] | {"state": "draft"}, RIGHT[1]]
    body = write_sheet(tmp_path / "half.xlsx", rows).read_bytes()
    loaded = load_lines(own, "half.xlsx", body)[-1]["loaded"]
    assert (loaded["statements"], loaded["drafts"], loaded["aside"]) == (1, 1, [])
    assert "1 row is a draft and was not loaded; `--drafts` takes it" in loaded["notes"]
    loaded = load_lines(own, "half.xlsx", body, drafts="true")[-1]["loaded"]
    assert (loaded["statements"], loaded["drafts"], loaded["changed"]["opened"]) == (2, 0, 1)
