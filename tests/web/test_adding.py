"""A report is added from the page: dropped with an error, mended, loaded, asked about; and it goes nowhere else."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from graph.store.engine.connection import Engine
from ingest.sheets.tables import read_sheet_bytes
from tests.engines.loaded_database import load_sources
from tests.ingest.sheets.sheets import SOURCE, Row, write_sheet
from tests.web.browser import Next, Watched, visit
from tests.web.sites import serving
from tests.web.test_everyone import WIDE, axe, judge, press_tab_through

__all__ = ["axe"]

TEXT = "The Mill\n\nAt the mill about 2,000 are held \U0001f512.\n\nNobody else was <b>seen</b> there.\n\nThe end.\n"
ROWS: list[Row] = [
    {"locator": "2", "who": "SDF", "predicate": "holds", "object": "suspects", "at": "Old Mill", "time": "2019",
     "wording": "about 2,000"},
    {"locator": "paragraph 3", "who": "SDF", "predicate": "holdz", "object": "strangers", "at": "Old Mill",
     "time": "05/02/2020", "wording": "12"},
]  # fmt: skip


@pytest.fixture(scope="module")
def adding_site(lent: Path, embedded_engine: Engine, kept: Path) -> Iterator[str]:
    load_sources(embedded_engine, ("isis-detainee-transfer",), kept)
    with serving(lent) as base:
        yield base


@pytest.fixture
def adding(opened: Callable[..., Page], adding_site: str, watched: Watched) -> Page:
    page = opened(base_url=adding_site)
    visit(page, "/add")
    return page


def files(page: Page, *paths: Path) -> None:
    """Drop files onto the page, as from a folder."""
    for path in paths:
        kind = "text" if path.suffix == ".txt" else "sheet"
        page.locator(f"input[name={kind}]").set_input_files(path)
    expect(page.locator("main .rows table")).to_be_visible()


def row(page: Page, number: int) -> Any:
    return page.locator("main .rows tbody tr").filter(has_text=f"What {number}").first


def test_dropped_mended_loaded_and_asked(adding: Page, adding_site: str, tmp_path: Path) -> None:
    page = adding
    text = tmp_path / "mill.txt"
    text.write_text(TEXT, encoding="utf-8")
    page.locator("input[name=text]").set_input_files(text)
    files(page, write_sheet(tmp_path / "mill.xlsx", ROWS))
    expect(page.locator("main .summary")).to_have_text(
        "mill.xlsx: 1 statement can be loaded, 1 row has something wrong."
    )
    expect(row(page, 2)).to_contain_text("Lake Post says that the Syrian Democratic Forces held about 2,000")
    expect(row(page, 2).locator("blockquote")).to_contain_text("At the mill about 2,000 are held")
    expect(row(page, 3).locator("blockquote")).to_have_text("Nobody else was <b>seen</b> there.")
    wrong = row(page, 3).locator(".wrong")
    expect(wrong).to_have_count(2)
    expect(wrong.nth(0)).to_contain_text("'holdz' is no word of the vocabulary")

    page.get_by_role("button", name="Write holds").click()
    expect(row(page, 3).locator(".wrong")).to_have_count(1)
    field = page.get_by_label("Write instead, in the column when")
    field.fill("5 February 2020")
    field.press("Enter")
    expect(row(page, 3)).to_contain_text("held 12 strangers in Old Mill on 5 February 2020")
    expect(page.locator("main .summary")).to_contain_text("2 statements can be loaded, 0 rows")
    expect(page.locator("main .summary")).to_contain_text("2 cells mended here")

    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the mended sheet").click()
    assert taken.value.suggested_filename == "mill.checked.xlsx"
    mended = read_sheet_bytes("mill.checked.xlsx", Path(taken.value.path()).read_bytes()).what.rows
    assert [one.text("predicate") for one in mended] == ["holds", "holds"]
    assert mended[1].text("time") == "5 February 2020"

    page.get_by_role("button", name="See what it would change").click()
    report = page.locator("main .report")
    expect(report.locator("h2")).to_have_text("What it would change")
    expect(report).to_contain_text("strangers on 5 February 2020: Syrian Democratic Forces is new.")
    assert httpx.get(f"{adding_site}/v1/sources/mill", timeout=60).status_code == 404  # nothing is loaded yet
    page.get_by_role("button", name="Load 2 statements").click()
    expect(report.locator("h2")).to_have_text("mill is loaded")
    expect(report.locator("h2")).to_be_focused()
    expect(report).to_contain_text("It has 2 statements now")
    with Next(page):
        report.get_by_role("link", name="What mill says").click()
    visit(page, "/custody?held=strangers&as_of=2020-02-05")
    expect(page.locator("main .rows")).to_contain_text("Syrian Democratic Forces")


def test_the_text_of_a_report_is_sent_nowhere(adding: Page, tmp_path: Path) -> None:
    bodies: list[str] = []
    adding.on("request", lambda request: bodies.append(request.url + str(request.post_data_buffer or b"")))
    text = tmp_path / "secret.txt"
    text.write_text("one\n\nsecret word\n\nthree\n\nfour\n", encoding="utf-8")
    adding.locator("input[name=text]").set_input_files(text)
    files(adding, write_sheet(tmp_path / "mill.xlsx", ROWS[:1]))
    expect(row(adding, 2).locator("blockquote")).to_have_text("secret word")
    assert bodies
    assert not any("secret" in body for body in bodies)


def test_files_can_be_dropped_and_a_csv_is_asked_what_it_is(adding: Page) -> None:
    csv = "paragraph,who,does what,to whom,when\n2,SDF,holds,ISIS suspects,2019\n"
    adding.evaluate(
        """(csv) => {
          const files = new DataTransfer();
          files.items.add(new File([csv], "bare.csv", { type: "text/csv" }));
          const drop = new DragEvent("drop", { dataTransfer: files, bubbles: true });
          document.querySelector("main .view").dispatchEvent(drop);
        }""",
        csv,
    )
    source = adding.locator("main details.source")
    expect(source).to_have_attribute("open", "")
    expect(adding.get_by_role("button", name="Load 1 statement")).to_be_disabled()
    for question, answer in (
        ("title", "A list"), ("publisher", "Lake Post"), ("what kind of actor the publisher is", "media"),
        ("date of publication", "21 January 2026"), ("licence", "not known"),
    ):  # fmt: skip
        field = source.get_by_label(question, exact=True)
        field.fill(answer)
        field.press("Tab")
        expect(source.get_by_label(question, exact=True)).to_have_value(answer)
    expect(adding.get_by_role("button", name="Load 1 statement")).to_be_enabled()


def test_what_is_refused_whole_says_why_and_the_next_file_is_taken(
    adding: Page, tmp_path: Path, watched: Watched
) -> None:
    watched.expected += ["422"]
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04 no")
    adding.locator("input[name=sheet]").set_input_files(bad)
    expect(adding.locator("main .problem")).to_contain_text("is damaged, or is no workbook")
    files(adding, write_sheet(tmp_path / "mill.xlsx", ROWS[:1]))
    expect(adding.locator("main .problem")).to_have_count(0)


def test_adding_is_for_everyone(adding: Page, axe: str, tmp_path: Path) -> None:
    page = adding
    files(page, write_sheet(tmp_path / "mill.xlsx", ROWS, source={**SOURCE, "licence": ""}))
    page.locator("main .rows details").first.locator("summary").click()
    assert judge(page, axe) == []
    page.emulate_media(color_scheme="dark")
    assert judge(page, axe, colours=True) == []
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(WIDE) == [], width
    page.locator(".skip").focus()
    number, stops = press_tab_through(page)
    assert [what for _, seen, what in stops if not seen] == []
    assert {"0", *(mark for mark, _, _ in stops if mark)} == {*map(str, range(number))}


def test_elsewhere_nothing_can_be_added_from_the_page(opened: Callable[..., Page], adding_site: str) -> None:
    page = opened(base_url=adding_site, extra_http_headers={"X-Forwarded-For": "192.0.2.1"})
    visit(page, "/add")
    expect(page.locator("main")).to_contain_text("only on the machine where whoholds runs")
    expect(page.locator("main input")).to_have_count(0)
    expect(page.get_by_role("link", name="Add", exact=True)).to_have_count(0)


def test_a_mistake_becomes_a_file_and_nothing_is_sent(opened: Callable[..., Page], adding_site: str) -> None:
    page = opened(base_url=adding_site)
    visit(page, "/custody?held=isis-suspects&as_of=2026-02-05")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.method} {request.url} {request.post_data_buffer!r}"))
    page.get_by_text("Report a mistake").click()
    page.get_by_label("What is wrong").fill("Iraq held more.")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the report").click()
    found = json.loads(Path(taken.value.path()).read_text(encoding="utf-8"))
    answer = httpx.get(f"{adding_site}/v1/custody?held=isis-suspects&as_of=2026-02-05", timeout=60).json()
    assert (found["text"], found["pin"]) == ("Iraq held more.", answer["pin"])
    assert {one["id"] for row in answer["rows"] for one in row["statements"]} <= set(found["statements"])
    assert [one for one in sent if not one.startswith("GET") or "held%20more" in one or "held more" in one] == []
