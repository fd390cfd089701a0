"""Each view shows what the API answers, at an address that others can follow, as a page, as a file and in a frame."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote, urljoin

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.web.browser import Next, Watched, shown, visit
from tests.web.views import ALL, HOME, SAMPLES, Sample, each_kind, each_kind_of_answer, paths

WEB = Path(__file__).resolve().parents[2] / "app" / "web" / "src"
PART = 100  # rows that a table shows at first

every = pytest.mark.parametrize("sample", ALL, ids=lambda sample: sample.name)

# how many rows are seen, by each of the ways in which a view may show them
ROWS = """() => {
  const rows = document.querySelector(".view .rows") ?? document.querySelector("main");
  const open = (element) => !element.closest("details:not([open])");
  const tables = [...rows.querySelectorAll("table")];
  const lists = [...rows.querySelectorAll("ul, ol, dl")].filter((list) => !list.parentElement.closest("li, td, dd"));
  const count = (table) => table.tBodies[0].rows.length;
  const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
  return [
    ...tables.map(count), ...lists.map((list) => list.children.length),
    sum(tables.map(count)), sum(tables.filter(open).map(count)),
    sum(lists.map((list) => list.children.length)), rows.querySelectorAll("article").length,
  ];
}"""
# what a reader sees: what two pages must have in common to be the same
SEEN = """() => ({
  title: document.title,
  texts: ["h1", ".summary", ".rows", ".notes"].map((place) => document.querySelector(`main ${place}`)?.textContent),
  fields: [...document.querySelectorAll("main input, main select")].map((field) =>
    [field.name, field.type === "checkbox" ? field.checked : field.value]),
  sorted: [...document.querySelectorAll("main [aria-sort]")].map((head) => head.getAttribute("aria-sort")),
})"""

# what the browser keeps of a visit, by kind of place: nothing
KEPT = """Promise.all([localStorage.length, sessionStorage.length, indexedDB.databases().then((all) => all.length),
  navigator.serviceWorker.getRegistrations().then((all) => all.length)])"""


def asked(base: str, question: str) -> dict[str, Any]:
    answer = httpx.get(base + question, timeout=60)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_every_view_is_among_the_samples() -> None:
    seen = {re.sub(r"^/(entities|statements|sources|queries|stories)/.+", r"/\1/{id}", sample.path) for sample in ALL}
    assert seen == set(paths())


def test_the_browser_of_these_tests_draws_with_webgl(page: Page) -> None:
    page.goto("/")
    assert page.evaluate("document.createElement('canvas').getContext('webgl2') !== null")


@every
def test_a_view_and_its_files_are_what_the_api_answers(page: Page, site: str, sample: Sample) -> None:
    visit(page, sample.address)
    expect(page.locator("h1")).to_have_count(1)
    heading = page.locator("h1").inner_text().strip()
    assert heading
    assert page.title().endswith("whoholds")
    if sample != HOME:
        assert page.title().removesuffix(" – whoholds") in heading
    answer = asked(site, sample.question)
    headline = (asked(site, sample.headline) if sample.headline else answer).get("summary")
    if headline:
        place = "main" if sample == HOME else ".summary"
        expect(page.locator(place)).to_contain_text(headline)
    if sample.rows is not None:
        wanted = sum(len(row[within]) for row in answer["rows"] for within in sample.rows) or len(answer["rows"])
        assert wanted > 0, "a sample without rows shows nothing"
        assert min(wanted, PART) in page.evaluate(ROWS)
    expect(page.locator("#status")).not_to_have_text("Loading")
    assert [told for told in page.locator("[role=alert]").all_inner_texts() if told] == []
    assert page.context.cookies() == []
    assert page.evaluate(KEPT) == [0, 0, 0, 0]
    if sample in SAMPLES:
        files_are_the_bytes_of_the_api(page, site, sample)


def files_are_the_bytes_of_the_api(page: Page, site: str, sample: Sample) -> None:
    links = page.locator(".tools .files a")
    found = {link.inner_text().strip(" ."): link.get_attribute("href") or "" for link in links.all()}
    assert set(sample.files) <= set(found)
    for suffix, href in found.items():
        assert httpx.URL(site + href).path == httpx.URL(f"{site}{sample.path}.{suffix}").path
        sent = httpx.get(urljoin(site, href), follow_redirects=True, timeout=60)
        direct = httpx.get(f"{site}/v1{sample.path}.{suffix}", params=httpx.QueryParams(sample.query), timeout=60)
        assert (sent.status_code, direct.status_code) == (200, 200), suffix
        assert sent.content == direct.content
    with page.expect_download() as download:
        links.get_by_text(".csv", exact=True).click()
    direct = httpx.get(f"{site}/v1{sample.path}.csv", params=httpx.QueryParams(sample.query), timeout=60)
    assert download.value.path().read_bytes() == direct.content


@each_kind
def test_back_and_a_copied_address_show_the_same(page: Page, opened: Callable[..., Page], sample: Sample) -> None:
    visit(page, sample.address)
    before = page.evaluate(SEEN)
    address = page.url
    with Next(page):
        page.locator("nav a").first.click()
    assert page.url != address
    with Next(page):
        page.go_back()
    assert page.url == address
    assert page.evaluate(SEEN) == before
    other = opened()
    visit(other, address)
    assert other.evaluate(SEEN) == before


@each_kind_of_answer
def test_without_scripts_a_view_is_a_picture_and_a_table_to_take(
    opened: Callable[..., Page], site: str, sample: Sample
) -> None:
    page = opened(java_script_enabled=False)
    page.goto(sample.address)
    picture = page.locator("main img")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    for link in page.locator("main a").all():
        href = link.get_attribute("href") or ""
        assert httpx.get(site + href, follow_redirects=True, timeout=60).status_code == 200, href


def test_without_scripts_the_front_page_says_what_is_loaded(opened: Callable[..., Page], site: str) -> None:
    page = opened(java_script_enabled=False)
    page.goto("/")
    assert asked(site, "/v1/status")["summary"] in page.locator("main noscript p").all_inner_texts()


@each_kind_of_answer
def test_what_is_embedded_has_no_menu_and_leads_to_the_whole(page: Page, sample: Sample) -> None:
    visit(page, sample.address + ("&" if "?" in sample.address else "?") + "embed=1")
    for place in ("header", "footer", ".tabs", ".question", ".tools .buttons"):
        for found in page.locator(place).all():
            expect(found).to_be_hidden()
    assert page.locator("figure.main:visible, .rows > *:visible, h1:visible").count() > 0
    whole = page.locator(".tools .framed a")
    expect(whole).to_be_visible()
    assert "embed" not in (whole.get_attribute("href") or "embed")


def test_other_sites_can_frame_only_what_is_embedded(page: Page, site: str, watched: Watched) -> None:
    watched.expected += ["frame-ancestors", "Framing", "status of 403"]  # the whole is refused before it is sent
    with another_site(AROUND.replace("SITE", site)) as around:
        page.goto(around)
        inside = page.frame_locator("#embedded")
        expect(inside.locator("h1")).to_have_text("Who holds whom")
        expect(inside.locator(".summary")).to_be_visible()
        expect(inside.locator("figure.main svg")).to_be_visible()
        expect(page.frame_locator("#whole").locator("h1")).not_to_have_text("Who holds whom")
    watched.requests.clear()  # these are two hosts to the page


AROUND = """<!doctype html><title>around</title><link rel="icon" href="data:,">
<iframe id="embedded" src="SITE/custody?held=isis-suspects&as_of=2026-01&embed=1"></iframe>
<iframe id="whole" src="SITE/custody"></iframe>"""


@contextmanager
def another_site(page: str) -> Iterator[str]:
    """The address of a server with one page; another port is another origin."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize("address", ["/nowhere", "/entities/nobody-of-that-name", "/sources/no-such-source"])
def test_where_nothing_is_the_page_says_so(page: Page, watched: Watched, address: str) -> None:
    watched.expected.append("404")
    page.goto(address)
    shown(page)
    text = page.locator("main").inner_text()
    assert re.search(r"no such page|cannot be answered|nobody has|no source", text, re.IGNORECASE)
    expect(page.locator("header nav")).to_be_visible()


@pytest.mark.parametrize("size", [(760, 500), (360, 480)])
@pytest.mark.parametrize(
    "asked_for",
    ["/alliances?actor=iraq&as_of=2016", "/alliances?as_of=2016", "/custody?held=isis-suspects&as_of=2026-01"],
)
def test_a_frame_holds_headline_picture_and_source_and_nothing_sticks_out(
    opened: Callable[..., Page], size: tuple[int, int], asked_for: str
) -> None:
    page = opened(viewport={"width": size[0], "height": size[1]})
    visit(page, f"{asked_for}&embed=1")
    expect(page.locator(".credit:visible")).to_contain_text("Sources: ")
    credit = page.locator(".credit:visible").inner_text()
    assert "CC" in credit or "CBS News" in credit
    assert asked_for.partition("?")[0] in credit
    assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [*size]
    expect(page.locator(".summary")).to_be_in_viewport(ratio=1)
    picture = page.locator("figure.main .inlined:visible, figure.main .stage:visible").first
    assert picture.bounding_box()["height"] > 0.25 * size[1]  # type: ignore[index]
    expect(page.locator(".tools .framed a")).to_be_in_viewport()


# words that are broken over lines though they are no longer than twelve letters, numbers and dates among them
BROKEN = """() => {
  const found = [], texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (!node.parentElement.checkVisibility() || node.parentElement.closest("svg, .hidden")) continue;
    for (const { 0: word, index } of node.textContent.matchAll(/[^\\s\\-\u2013/~]{2,12}/g)) {
      if (/[^\\s\\-\u2013/~]/.test(node.textContent[index - 1] ?? " ")) continue;
      if (/[^\\s\\-\u2013/~]/.test(node.textContent[index + word.length] ?? " ")) continue;
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const tops = [...range.getClientRects()].filter((one) => one.width > 1).map((one) => Math.round(one.top));
      if (Math.max(...tops) - Math.min(...tops) > 4) found.push(word);
    }
  }
  return found;
}"""
FIRST_SCREEN = ("custody", "series", "alliances", "alliances-all")


# the least high of the usual screens, and a phone; a wider or higher one has more room for the same
@pytest.mark.parametrize(
    "size",
    [
        (1366, 768), (390, 844),
        *(pytest.param(other, marks=pytest.mark.long) for other in ((1280, 800), (1440, 900))),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "sample", [one for one in SAMPLES if one.name in FIRST_SCREEN], ids=lambda sample: str(sample.name)
)
def test_the_picture_stands_on_the_first_screen_and_no_short_word_is_broken(
    opened: Callable[..., Page], sample: Sample, size: tuple[int, int]
) -> None:
    page = opened(viewport={"width": size[0], "height": size[1]})
    visit(page, sample.address)
    picture = page.locator("figure.main .inlined:visible, figure.main .stage:visible").first
    expect(picture).to_be_visible()
    box = picture.bounding_box()
    assert box is not None
    assert box["y"] <= 320
    assert box["height"] >= 0.55 * size[1]
    assert page.evaluate(BROKEN) == []


def test_on_a_phone_no_picture_of_rows_is_wider_than_the_page(opened: Callable[..., Page]) -> None:
    page = opened(viewport={"width": 390, "height": 844})
    for name in ("custody", "series", "chain", "ledger", "plans", "silences", "entity"):
        visit(page, next(sample.address for sample in SAMPLES if sample.name == name))
        picture = page.locator(".inlined:has(svg)").first
        expect(picture).to_be_visible()
        assert picture.evaluate("one => one.scrollWidth - one.clientWidth") <= 0, name
        size = picture.evaluate("one => parseFloat(getComputedStyle(one.querySelector('text')).fontSize)")
        drawn = picture.evaluate("one => one.querySelector('svg').viewBox.baseVal.width")
        assert size * 300 / drawn >= 9, name  # letters are not made small to fit


def test_on_a_phone_a_step_of_a_story_has_its_picture_near_the_top_however_long_it_is(
    opened: Callable[..., Page], site: str
) -> None:
    page = opened(viewport={"width": 390, "height": 844})
    for story in asked(site, "/v1/stories")["rows"]:
        numbers = range(1, story["steps"] + 1)
        steps = [asked(site, f"/v1/stories/{story['id']}?step={number}")["rows"][0] for number in numbers]
        longest = max(steps, key=lambda step: len(step["headline"]) + len(step["text"]))
        visit(page, f"/stories/{story['id']}?step={longest['step']}")
        picture = page.locator("figure.main .inlined svg")
        expect(picture).to_be_visible()
        assert picture.evaluate("one => one.getBoundingClientRect().top") <= 320, longest["headline"]
        expect(page.locator(".turning .button").last).to_be_in_viewport(ratio=1)


def test_each_question_of_the_front_page_leads_to_an_answer_with_rows(page: Page, site: str) -> None:
    visit(page, "/")
    found = page.locator(".finding a, main .cards h3 a")
    shown = [str(link.get_attribute("href")) for link in found.all()]
    source = (WEB / "views" / "home.ts").read_text(encoding="utf-8")
    given = re.findall(r'\["(/[a-z/]+)", "([^"]+)", words\.home\.(\w+)\]', source)
    assert len(given) >= 4
    texts = (WEB / "words" / "en.ts").read_text(encoding="utf-8")
    for path, query, name in given:
        assert f"{path}?{query}" in shown
        assert asked(site, f"/v1{path}?{query}")["rows"], path
        sentence = re.search(rf'\b{name}: "(.+?)"', texts)
        assert sentence
        understood = asked(site, f"/v1/search?q={quote(sentence[1])}")["asked"]  # the same as a sentence in the field
        assert asked(site, understood["address"])["rows"], sentence[1]
