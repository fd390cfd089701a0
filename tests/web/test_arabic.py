"""The page in Arabic: from right to left, in the language of the address, which links keep."""

import re
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.web.browser import Next, visit
from tests.web.test_everyone import axe, judge

__all__ = ["axe"]

VIEWS = (
    "/?lang=ar",
    "/custody?held=isis-suspects&as_of=2026-01&lang=ar",
    "/alliances?actor=iraq&as_of=2016&lang=ar",
    "/contested?known_at=2026-02-10&lang=ar",
    "/statements/isis-detainee-transfer:iraq-offers-fair-trial?lang=ar",
)
ARABIC = re.compile(r"[\u0600-\u06ff]{2}")


@pytest.mark.parametrize("address", VIEWS)
def test_a_view_is_arabic_from_right_to_left_and_fits_a_phone(opened: Callable[..., Page], address: str) -> None:
    page = opened(viewport={"width": 390, "height": 844})
    visit(page, address)
    assert page.locator("html").get_attribute("lang") == "ar"
    assert page.locator("html").get_attribute("dir") == "rtl"
    expect(page.locator("h1").first).to_have_text(ARABIC)
    expect(page.locator("nav a").first).to_have_text("الاحتجاز")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_links_keep_the_language_and_one_of_them_changes_it(page: Page) -> None:
    visit(page, "/custody?held=isis-suspects&as_of=2026-01&lang=ar")
    with Next(page):
        page.locator("nav a[href^='/contested']").click()
    assert "lang=ar" in page.url
    page.locator("footer a[hreflang=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("nav a").first).to_have_text("Custody")
    assert page.url.endswith("/contested")


def test_the_page_in_arabic_is_for_everyone(page: Page, axe: str) -> None:
    visit(page, "/custody?held=isis-suspects&as_of=2026-01&lang=ar")
    assert judge(page, axe) == []


def test_the_address_alone_says_which_language(site: str) -> None:
    browser = {"Accept": "text/html", "Accept-Language": "ar"}
    for address, start in (("/about", '<html lang="en" dir="ltr"'), ("/about?lang=ar", '<html lang="ar" dir="rtl"')):
        assert start in httpx.get(site + address, headers=browser, timeout=60).text


def test_queries_have_no_language_and_their_files_come_all_the_same(site: str) -> None:
    answer = httpx.get(f"{site}/queries.json?lang=ar", follow_redirects=True, timeout=60)
    assert answer.status_code == 200
