"""When something is wrong the page says so, and goes on: servers slow and lost, mistakes, too much."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from graph.store.engine.connection import Engine
from tests.engines.loaded_database import load_sources
from tests.ports import held_port
from tests.web.browser import Next, Watched, unfold, visit
from tests.web.sites import serving
from tests.web.views import SAMPLES

SUSPECTS = "/custody?held=isis-suspects&as_of=2026-01"
MANY = "/cypher?limit=10000&query=" + quote("UNWIND range(1, 10000) AS n RETURN n")


def test_while_the_server_thinks_the_frame_and_the_fields_are_there(page: Page) -> None:
    held: list[Route] = []
    page.route("**/v1/custody?*", lambda route: held.append(route))
    page.goto(SUSPECTS)
    expect(page.locator("h1")).to_have_text("Who holds whom")
    expect(page.get_by_label("On the day")).to_have_value("2026-01")
    expect(page.locator("#status")).to_have_text("Loading")
    expect(page.locator("[aria-busy=true]")).to_have_count(1)
    expect(page.locator("main table")).to_have_count(0)
    held.pop().continue_()
    expect(page.locator("main table").first).to_be_visible()
    expect(page.locator("[aria-busy]")).to_have_count(0)
    expect(page.locator("#status")).to_contain_text("shown")


def test_an_answer_that_comes_too_late_is_not_shown(page: Page) -> None:
    held: list[Route] = []
    visit(page, SUSPECTS)
    page.route("**/v1/custody?*2019*", lambda route: held.append(route))
    unfold(page)
    day = page.get_by_label("On the day")
    day.fill("2019")
    day.press("Enter")
    expect(page.locator("[aria-busy=true]")).to_have_count(1)
    with Next(page):
        day.fill("2020")
        day.press("Enter")
    summary = page.locator(".summary").inner_text()
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    assert page.locator(".summary").inner_text() == summary
    assert parse_qs(urlsplit(page.url).query)["as_of"] == ["2020"]


@pytest.fixture
def port() -> Iterator[int]:
    with held_port() as port:
        yield port


def test_a_server_that_goes_and_comes_back_is_waited_for(
    opened: Callable[..., Page], lent: Path, embedded_engine: Engine, kept: Path, watched: Watched, port: int
) -> None:
    watched.expected += ["ERR_CONNECTION", "ERR_EMPTY_RESPONSE", "Failed to load resource"]
    load_sources(embedded_engine, ("isis-detainee-transfer",), kept)
    with serving(lent, port) as base:
        page = opened(base_url=base)
        visit(page, SUSPECTS)
        before = page.locator(".summary").inner_text()
    unfold(page)
    day = page.get_by_label("On the day")
    day.fill("2019")
    day.press("Enter")
    expect(page.locator("#status")).to_have_text("The server does not answer. Trying again.")
    expect(page.locator("[aria-busy=true]")).to_have_count(1)
    with serving(lent, port), Next(page):
        pass  # by itself
    assert page.locator(".summary").inner_text() not in ("", before)
    expect(page.locator("#status")).not_to_have_text("The server does not answer. Trying again.")


def test_an_answer_of_a_server_without_its_database_is_waited_for(page: Page, watched: Watched) -> None:
    watched.expected.append("503")
    asked: list[Route] = []

    def answer(route: Route) -> None:
        asked.append(route)
        route.fulfill(status=503, body="{}") if len(asked) == 1 else route.continue_()

    page.route("**/v1/custody?*", answer)
    visit(page, SUSPECTS)
    expect(page.locator("main table").first).to_be_visible()
    assert len(asked) == 2


def test_a_name_that_several_have_is_told_with_links_to_each(page: Page, site: str, watched: Watched) -> None:
    watched.expected.append("422")
    asked = "/alliances?actor=National%20Liberation%20Front&as_of=1990"  # a name of several
    problem = httpx.get(f"{site}/v1{asked}", timeout=60).json()
    assert len(problem["choices"]) > 1
    visit(page, asked)
    told = page.locator(".problem")
    expect(told).to_contain_text(problem["detail"])
    assert told.get_attribute("role") == "alert"
    choices = told.locator("li a")
    expect(choices).to_have_count(len(problem["choices"]))
    with Next(page):
        choices.first.click()
    assert parse_qs(urlsplit(page.url).query) == {"actor": [problem["choices"][0]["id"]], "as_of": ["1990"]}
    expect(page.locator(".problem")).to_have_count(0)
    expect(page.locator(".summary")).not_to_be_empty()


@pytest.mark.parametrize(
    "asked", ["/custody?as_of=someday", "/custody?held=nobody", "/plans?nonsense=1", "/alliances?depth=99&actor=iraq"]
)
def test_what_is_refused_is_told_in_the_words_of_the_api(page: Page, site: str, watched: Watched, asked: str) -> None:
    watched.expected += ["422", "404", "400"]
    problem = httpx.get(f"{site}/v1{asked}", timeout=60).json()
    visit(page, asked)
    expect(page.locator(".problem")).to_contain_text(problem["detail"])
    if "hint" in problem:
        expect(page.locator(".problem")).to_contain_text(problem["hint"])
    expect(page.locator("header nav")).to_be_visible()
    assert page.locator("main table").count() == 0


def test_after_a_refusal_the_next_answer_stands_alone(page: Page, watched: Watched) -> None:
    watched.expected.append("422")
    visit(page, "/custody?as_of=someday")
    day = page.get_by_label("On the day")
    expect(day).to_have_value("someday")
    day.fill("2026-01")
    with Next(page):
        day.press("Enter")
    expect(page.locator(".problem")).to_have_count(0)
    expect(page.locator("main table").first).to_be_visible()


@pytest.mark.parametrize("name", ["query", "server"])
def test_a_fault_of_the_page_still_leads_to_the_answer(page: Page, watched: Watched, name: str) -> None:
    if name == "server":
        body = '{"rows": 7, "dataVersion": 1, "notes": [], "question": {}}'
    else:
        body = '{"rows": [{}], "dataVersion": 1, "notes": [], "question": {}, "lastKnown": [], "firstKnown": []}'
    watched.expected.append("TypeError")
    page.route("**/v1/custody?*", lambda route: route.fulfill(body=body, content_type="application/json"))
    page.goto(SUSPECTS)
    told = page.locator(".problem[role=alert]")
    expect(told).to_contain_text("Something in this page failed")
    assert told.locator("a").first.get_attribute("href") == SUSPECTS.replace("/custody", "/custody.json")


def test_ten_thousand_rows_come_a_part_at_a_time(page: Page) -> None:
    visit(page, MANY)
    rows = page.locator("main .table tbody tr")
    expect(rows).to_have_count(100)
    expect(page.locator(".more")).to_contain_text("100 of 10,000 rows shown")
    page.get_by_role("button", name="Show 100 more").click()
    expect(rows).to_have_count(200)
    page.get_by_role("button", name="Show all 10,000").click()
    expect(rows).to_have_count(10_000)
    page.keyboard.press("/")
    page.keyboard.type("iraq")
    expect(page.locator("header [role=option]").first).to_be_visible()


def test_a_day_that_is_none_is_told_in_every_view(page: Page, watched: Watched) -> None:
    watched.expected.append("422")
    for sample in SAMPLES:
        if not sample.path.startswith(("/custody", "/alliances", "/plans", "/contested", "/silences")):
            continue
        visit(page, f"{sample.path}?{httpx.QueryParams(sample.query).set('known_at', 'someday')}")
        expect(page.locator(".problem")).to_contain_text("someday")
