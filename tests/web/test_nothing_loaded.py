"""Where nothing is loaded each view says so."""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.web.browser import Watched, visit
from tests.web.sites import serving
from tests.web.views import with_nothing


@pytest.fixture(scope="module")
def empty_site(lent: Path) -> Iterator[str]:
    with serving(lent) as base:
        yield base


def test_where_nothing_is_loaded_each_view_says_so(
    opened: Callable[..., Page], empty_site: str, watched: Watched
) -> None:
    page = opened(base_url=empty_site)
    for address in with_nothing():
        asked = httpx.get(f"{empty_site}/v1{address}", timeout=60)
        watched.expected[:] = [str(asked.status_code)] if asked.is_client_error else []
        visit(page, address)
        expect(page.locator("h1"), address).not_to_be_empty()
        main = page.locator("main")
        if address == "/":
            expect(main).to_contain_text("Nothing is loaded yet")
        elif asked.is_success and "summary" in asked.json():
            expect(main, address).to_contain_text(asked.json()["summary"])
        assert "undefined" not in main.inner_text(), address
        assert "NaN" not in main.inner_text(), address
        assert watched.unexpected() == [], address
        watched.errors.clear()
