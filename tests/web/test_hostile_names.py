"""Names that mean harm are text, in every view that shows them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.web.browser import visit
from tests.web.sites import ARABIC, LONG, SCRIPT, hostile_source, load_into, serving
from tests.web.test_everyone import WIDE
from tests.web.views import HOSTILE


@pytest.fixture(scope="module")
def hostile_site(lent: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    load_into(lent, hostile_source(tmp_path_factory.mktemp("source") / "hostile"))
    with serving(lent) as base:
        yield base


def test_a_name_is_text_whatever_is_in_it(opened: Callable[..., Page], hostile_site: str) -> None:
    page = opened(base_url=hostile_site)
    dialogs: list[Dialog] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog), dialog.dismiss()))
    for address in HOSTILE:
        page.set_viewport_size({"width": 1280, "height": 800})
        visit(page, address)
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(WIDE) == [], (address, width)
        assert page.locator("main script, main [onerror], main img[src=x], title *").count() == 0, address
        texts = page.locator("main").inner_text()
        found = [name for name in ("alert", ARABIC, LONG[:40], "x" * 40, "nirud") if name in texts]
        assert found, address
        if address in ("/custody?as_of=2020-01-15", "/entities/script", "/sources"):
            assert SCRIPT in (page.locator("main").text_content() or "")
        path, mark, query = address.partition("?")
        picture = httpx.get(f"{hostile_site}{path}.svg{mark}{query}", follow_redirects=True, timeout=60)
        assert picture.status_code == 200, address
        assert "<script" not in picture.text, address
        assert dialogs == [], address


def test_names_that_mean_harm_stay_text_among_suggestions(opened: Callable[..., Page], hostile_site: str) -> None:
    page = opened(base_url=hostile_site)
    visit(page, "/custody?as_of=2020-01-15")
    page.keyboard.press("/")
    page.keyboard.type("script")
    options = page.locator("header [role=option]")
    expect(options.first).to_be_visible()
    assert SCRIPT in options.all_inner_texts()[0]
    assert page.locator("header img, header script").count() == 0
    page.locator("header [role=option]").first.click()
    expect(page.locator("h1")).to_contain_text(SCRIPT)
    assert page.title().startswith(SCRIPT)
