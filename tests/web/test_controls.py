"""What somebody does with keys, fields and buttons changes the address, and with it the answer."""

import struct
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.browser import Next, unfold, visit

SUSPECTS = "/custody?held=isis-suspects&as_of=2026-01"
MEMBERS = "/custody?held=rf-isis-members&as_of=2026-01"  # a source itself says who held them, so it is certain


def params(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def custody(site: str, question: str) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(f"{site}/v1{question}", timeout=60).json()
    return found


def main_table(page: Page) -> Locator:
    return page.locator(".rows > .table table")


def column(page: Page, head: str) -> list[str]:
    return [cell.inner_text() for cell in main_table(page).locator(f"tbody [data-head='{head}'] > div").all()]


def tab_to(page: Page, wanted: Locator) -> None:
    for _ in range(60):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("Tab does not lead there")


def test_a_group_and_a_month_are_asked_by_keys_alone(page: Page, site: str) -> None:
    visit(page, "/custody?as_of=2020")
    tab_to(page, page.locator(".question > summary"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("combobox", name="Who was held"))
    page.keyboard.type("isis mem")
    choices = page.locator(".controls [role=listbox]").first
    expect(choices).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(choices.locator("[aria-selected=true]")).to_contain_text("ISIS members")
    with Next(page):
        page.keyboard.press("Enter")
    assert params(page)["held"] == "rf-isis-members"
    expect(choices).to_be_hidden()
    day = page.get_by_label("On the day")
    tab_to(page, day)
    page.keyboard.press("Control+A")
    page.keyboard.type("January 2026")
    with Next(page):
        page.keyboard.press("Enter")
    assert params(page) == {"held": "rf-isis-members", "as_of": "2026-01"}
    answer = custody(site, MEMBERS)
    expect(page.locator(".summary")).to_have_text(answer["summary"])
    assert len(column(page, "Holder")) == len(answer["rows"])
    certain = page.get_by_label("Certain only")
    tab_to(page, certain)
    with Next(page):
        page.keyboard.press("Space")
    assert params(page)["certainty"] == "certain"
    shown = column(page, "Certainty")
    assert shown
    assert all(cell.startswith("certain") for cell in shown)
    with Next(page):
        page.go_back()
    expect(certain).not_to_be_checked()


def test_suggestions_close_by_escape_and_what_was_typed_stays(page: Page) -> None:
    visit(page, "/custody?as_of=2020")
    unfold(page)
    field = page.get_by_role("combobox", name="Held by")
    field.press_sequentially("iraq")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("iraq")
    with Next(page):
        field.press("Enter")
    assert params(page)["holder"] == "iraq"
    page.reload()
    unfold(page)
    expect(field).to_have_value("Iraq")
    field.fill("")
    with Next(page):
        field.press("Tab")
    assert "holder" not in params(page)


def test_what_was_known_on_a_day_is_another_answer(page: Page, site: str) -> None:
    visit(page, SUSPECTS)
    unfold(page)
    field = page.get_by_label("As known on")
    field.fill("10 January 2026")
    with Next(page):
        field.press("Enter")
    assert params(page)["known_at"] == "2026-01-10"
    answer = custody(site, f"{SUSPECTS}&known_at=2026-01-10")
    assert answer["summary"] != custody(site, SUSPECTS)["summary"]
    expect(page.locator(".summary")).to_have_text(answer["summary"])


def test_each_speaker_is_a_chip_that_leaves_it_out_and_puts_it_back_by_keys(page: Page, site: str) -> None:
    visit(page, SUSPECTS)
    rows, left = custody(site, SUSPECTS)["rows"], custody(site, f"{SUSPECTS}&exclude=cbs-news")["rows"]
    names = {speaker["name"] for row in rows for speaker in row["saidBy"]}
    chips = page.locator(".lens .chip")
    assert {chip.removesuffix(" ×") for chip in chips.all_inner_texts()[:-1]} == names  # the last: all who are party
    order = page.locator(".lens .chip").evaluate_all("chips => chips.map((chip) => chip.dataset.id)")
    page.get_by_role("button", name="Leave out CBS News").focus()
    with Next(page):
        page.keyboard.press("Enter")
    assert params(page)["exclude"] == "cbs-news"
    pairs, kept = ({(row["holder"]["id"], row["held"]["id"]) for row in found} for found in (rows, left))
    assert pairs - kept, "a speaker without whom nothing goes shows nothing"
    expect(page.locator(".lens li", has_text="Gone: ")).to_have_count(len(pairs - kept))
    expect(page.locator(".summary")).to_have_text(custody(site, f"{SUSPECTS}&exclude=cbs-news")["summary"])
    back = page.get_by_role("button", name="Put CBS News back")
    expect(back).to_be_focused()
    now = page.locator(".lens .chip").evaluate_all("chips => chips.map((chip) => chip.dataset.id)")
    assert now == [id_ for id_ in order if id_ in now]
    with Next(page):
        page.keyboard.press("Enter")
    assert "exclude" not in params(page)
    expect(page.get_by_role("button", name="Leave out CBS News")).to_be_focused()
    expect(page.get_by_role("heading", name="What changes")).to_have_count(0)


def test_on_a_phone_the_chips_stand_within_the_page_and_below_the_picture(opened: Callable[..., Page]) -> None:
    page = opened(viewport={"width": 390, "height": 844})
    visit(page, f"{SUSPECTS}&exclude=parties")
    expect(page.get_by_role("button", name="Put all who are party to it back")).to_be_visible()
    boxes = [chip.bounding_box() for chip in page.locator(".lens .chip").all()]
    found = [box for box in boxes if box]
    assert len(found) > 1
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in found)
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            assert one["y"] + one["height"] <= other["y"] or one["x"] + one["width"] <= other["x"]
    picture = page.locator("figure.main").bounding_box()
    assert picture
    assert picture["y"] + picture["height"] <= found[0]["y"]


def test_a_column_sorts_both_ways_and_the_address_keeps_it(page: Page, site: str) -> None:
    visit(page, "/custody?as_of=2026-01")
    rows = custody(site, "/custody?as_of=2026-01")["rows"]
    least = [(row["count"] or row["gained"] or {}).get("min") for row in rows]
    names = [(row["holder"]["name"], row["held"]["name"]) for row in rows]
    known = [(number, name) for number, name in zip(least, names, strict=True) if number is not None]
    unknown = [name for number, name in zip(least, names, strict=True) if number is None]  # last, either way
    assert len({number for number, _ in known}) > 2
    head = page.locator(".rows > .table th", has_text="How many")
    assert head.get_attribute("aria-sort") == "none"
    for sort, order in (("count", "ascending"), ("-count", "descending")):
        with Next(page):
            head.get_by_role("button").click()
        assert params(page)["sort"] == sort
        expect(head).to_have_attribute("aria-sort", order)
        wanted = sorted(known, key=lambda pair: pair[0], reverse=order == "descending")
        holders = [name for name, _ in (*(name for _, name in wanted), *unknown)]
        for cell, holder in zip(column(page, "Holder"), holders, strict=True):
            assert cell.startswith(holder)
    page.reload()
    expect(head).to_have_attribute("aria-sort", "descending")


def test_a_citation_has_the_sentence_the_data_version_and_the_address(opened: Callable[..., Page], site: str) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    visit(page, SUSPECTS)
    page.get_by_role("button", name="Copy citation").click()
    expect(page.locator("#status")).to_have_text("Copied")
    text = page.evaluate("navigator.clipboard.readText()")
    answer = custody(site, SUSPECTS)
    for part in (answer["summary"], f"data version {answer['dataVersion']}", f"{site}{SUSPECTS}"):
        assert part in text
    page.get_by_role("button", name="Copy embed code").click()
    page.wait_for_function("() => navigator.clipboard.readText().then((text) => text.startsWith('<iframe'))")
    assert "embed=1" in page.evaluate("navigator.clipboard.readText()")


def test_where_nothing_may_be_copied_the_text_is_selected(page: Page) -> None:
    visit(page, SUSPECTS)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('forbidden')); }")
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator("textarea.copied")).to_be_focused()
    assert page.evaluate("getSelection().toString() || document.activeElement.value").endswith(SUSPECTS)


def test_a_picture_is_saved_as_png(page: Page) -> None:
    visit(page, SUSPECTS)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as PNG").click()
    picture = download.value.path().read_bytes()
    assert download.value.suggested_filename.endswith(".png")
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    assert 600 <= width <= 8_000
    assert 200 <= height <= 16_000
    assert len(picture) > 5_000


def test_a_slash_leads_to_the_search_and_arrows_choose(page: Page) -> None:
    visit(page, "/custody?as_of=2020")
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Search actors")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    page.keyboard.type("syrian democratic")
    options = page.locator("header [role=option]")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    chosen = page.locator("header [role=option][aria-selected=true]")
    expect(chosen).to_have_count(1)
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    with Next(page):
        page.keyboard.press("Enter")
    assert urlsplit(page.url).path == "/entities/sdf"
    expect(page.locator("h1")).to_contain_text("Syrian Democratic Forces")


def test_a_slash_in_a_field_is_a_slash(page: Page) -> None:
    visit(page, "/custody?as_of=2020")
    unfold(page)
    field = page.get_by_label("On the day")
    field.fill("2020")
    field.press("/")
    expect(field).to_have_value("2020/")


def test_enter_searches_for_what_was_typed(page: Page, site: str) -> None:
    visit(page, "/custody?as_of=2020")
    page.keyboard.press("/")
    page.keyboard.type("iraq")
    with Next(page):
        page.keyboard.press("Enter")
    assert (urlsplit(page.url).path, params(page)) == ("/search", {"q": "iraq"})
    found = httpx.get(f"{site}/v1/search", params={"q": "iraq"}, timeout=60).json()
    expect(page.locator(".summary")).to_have_text(found["summary"])
    expect(page.get_by_role("link", name=found["rows"][0]["name"], exact=True).first).to_be_visible()


def test_a_question_that_is_typed_is_offered_first_and_leads_to_its_view(page: Page) -> None:
    visit(page, "/custody?as_of=2020")
    page.keyboard.press("/")
    page.keyboard.type("who held ISIS suspects in January 2026?")
    option = page.get_by_role("option").first
    expect(option).to_have_text("who held ISIS suspects in January 2026?")
    with Next(page):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    assert page.url.endswith(SUSPECTS)


def test_a_search_shows_what_was_understood_of_a_question_and_what_was_not(page: Page) -> None:
    visit(page, "/search?q=who+held+French+citizens+in+2019")
    offered = page.locator(".offered")
    link = offered.get_by_role(
        "link", name="who held French citizens in 2019?"
    ).first  # citizens, and a group of that name
    expect(offered.get_by_role("listitem").filter(has_text="“in 2019”")).to_contain_text("as_of")
    with Next(page):
        link.click()
    assert params(page)["as_of"] == "2019"
    visit(page, "/search?q=who+held+Narnians+in+2019")
    expect(offered).to_contain_text("Not understood: “Narnians”")
    expect(offered.get_by_role("link")).to_have_count(0)
    visit(page, "/search?q=who+held+ISIS+suspects+near+Atlantis+in+2019,+and+who+held+them+in+2020")
    links = ["without “Atlantis”: who held ISIS suspects in 2019?", "who held ISIS suspects in 2020?"]
    expect(offered.get_by_role("link")).to_have_text(links)


def test_a_question_without_words_that_are_not_understood_is_offered_while_it_is_typed(page: Page) -> None:
    visit(page, "/custody?as_of=2020")
    page.keyboard.press("/")
    page.keyboard.type("who held ISIS suspects near Atlantis in January 2026?")
    option = page.get_by_role("option").first
    expect(option).to_have_text("without “Atlantis”: who held ISIS suspects in January 2026?")
    with Next(page):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    assert page.url.endswith(SUSPECTS)


def test_a_newcomer_finds_by_whose_word_who_held_them(page: Page) -> None:
    visit(page, "/")
    page.get_by_text("Ask by fields").click()
    card = page.get_by_role("form", name="Who held them?")
    expect(card.get_by_role("combobox", name="Who was held")).to_have_value("ISIS suspects")
    card.get_by_label("On the day").fill("January 2026")
    with Next(page):
        card.get_by_role("button", name="Show").click()
    assert page.url.endswith(SUSPECTS)
    assert any("Syrian Democratic Forces" in cell for cell in column(page, "Holder"))
    assert any("CBS News" in cell for cell in column(page, "Who says so"))


def test_a_newcomer_finds_who_fought_beside_iraq_in_2016_and_not_in_2019(page: Page, site: str) -> None:
    visit(page, "/")
    with Next(page):
        page.get_by_role("link", name="Who fought beside Iraq in 2016, and no longer in 2019?").click()
    assert urlsplit(page.url).path == "/alliances/diff"
    answer = httpx.get(f"{site}/v1/alliances/diff", params=params(page), timeout=60).json()
    ended = [row for row in answer["rows"] if row["change"] == "ended"]
    assert ended
    for row in ended[:20]:
        other = row["b"] if row["a"]["id"] == "iraq" else row["a"]
        expect(page.locator("main table").first).to_contain_text(other["name"])
    visit(page, "/")
    page.get_by_text("Ask by fields").click()
    card = page.get_by_role("form", name="What changed between two")
    card.get_by_role("combobox", name="Around").fill("iraq")
    card.get_by_label("On the first day").fill("2016")
    card.get_by_label("On the second day").fill("2019")
    with Next(page):
        card.get_by_role("button", name="Show").click()
    assert params(page) == {"actor": "iraq", "from": "2016", "to": "2019"}


def test_the_faces_of_custody_keep_the_question(page: Page) -> None:
    visit(page, f"{SUSPECTS}&exclude=cbs-news")
    for tab in ("Over time", "From hand to hand", "Does it add up?", "Planned and done"):
        with Next(page):
            page.locator(".tabs").get_by_role("link", name=tab).click()
        assert params(page)["held"] == "isis-suspects"
        assert params(page)["exclude"] == "cbs-news"
        expect(page.locator(".tabs [aria-current=page]")).to_have_text(tab)
