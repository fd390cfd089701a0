"""The page in a real browser, before the real service. How to choose a fixture:

    page        a fresh page before the service with all that `make run` loads; use `visit`
    opened      makes more of them: opened(base_url=..., color_scheme="dark", java_script_enabled=False)
    watched     what the pages of this test met; a test appends the errors that it brings about to `watched.expected`
    site        the address of that service, of tests/conftest.py; a file that needs other data serves it from `lent`
    packages    app/web/node_modules, as locked; needs Node

With WHOHOLDS_TEST_SITE a service that runs already is `site`, which saves the loading while one writes tests.

Pages that are opened alike share a context: the page keeps nothing in the browser, as test_views.py asks.
At the end of each test no page may have told its console an error that was not expected, broken its own policy, or
asked another host for anything. Without Chromium these tests are skipped, and where CI=true they fail.

The files of this folder share a browser, until a test of another folder is next: while playwright runs, its event loop
is that of the main thread, where others that are tested need theirs.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tests.web.browser import MISSING, NO_WEBGL, WATCH, WEBGL, Watched, chromium, launch, playing

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
NO_NODE = "the build of the page, and axe, need Node 20 or newer as `node` and `npm` on the PATH (Debian: nodejs npm)"
PATIENCE = 30_000  # milliseconds until something that does not come is a failure: no measure of how fast it is
expect.set_options(timeout=PATIENCE)


_ends = ExitStack()
_shared: dict[object, Any] = {}  # what the tests of this folder share, until one of another is next


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Iterator[None]:
    yield
    if nextitem is None or not nextitem.path.is_relative_to(FOLDER):
        _shared.clear()
        _ends.close()


@pytest.fixture
def playwright() -> Playwright:
    if chromium() is None and os.environ.get("CI") == "true":
        pytest.fail(MISSING)
    if chromium() is None:
        pytest.skip(MISSING)
    if "playwright" not in _shared:
        _shared["playwright"] = _ends.enter_context(playing())
    found: Playwright = _shared["playwright"]
    return found


@pytest.fixture
def browser(playwright: Playwright) -> Browser:
    return share_browser(playwright, WEBGL)


@pytest.fixture
def without_webgl(playwright: Playwright) -> Browser:
    return share_browser(playwright, NO_WEBGL)


def share_browser(playwright: Playwright, flags: tuple[str, ...]) -> Browser:
    if flags not in _shared:
        _shared[flags] = _ends.enter_context(launch(playwright, flags))
    found: Browser = _shared[flags]
    return found


@pytest.fixture
def watched() -> Watched:
    return Watched()


def share_context(browser: Browser, **options: object) -> BrowserContext:
    """The context of a browser with some options. To make one takes longer than most tests."""
    key = browser, repr(sorted(options.items()))
    if key not in _shared:
        made = _shared[key] = browser.new_context(**{"locale": "en-GB", **options})  # type: ignore[arg-type]
        made.set_default_timeout(PATIENCE)
        made.add_init_script(WATCH)
        made.new_page()  # stays: with the last page of a context goes much that the next one makes anew
    found: BrowserContext = _shared[key]
    return found


@pytest.fixture
def opened(request: pytest.FixtureRequest, browser: Browser, watched: Watched) -> Iterator[Callable[..., Page]]:
    pages: list[Page] = []

    def new(in_browser: Browser = browser, base_url: str = "", **options: object) -> Page:
        watched.base = base_url or request.getfixturevalue("site")
        page = share_context(in_browser, base_url=watched.base, **options).new_page()
        pages.append(page)
        watched.watch(page)
        return page

    yield new
    for page in pages:
        page.close()
    assert watched.unexpected() == []
    assert watched.elsewhere() == []


@pytest.fixture
def page(opened: Callable[..., Page]) -> Page:
    return opened()


@pytest.fixture(scope="session")
def packages() -> Path:
    """What the page is built with, as locked. Without Node such tests are skipped, and where CI=true they fail."""
    if not (shutil.which("node") and shutil.which("npm")):
        if os.environ.get("CI") == "true":
            pytest.fail(NO_NODE)
        pytest.skip(NO_NODE)
    subprocess.run(["make", "app/web/node_modules"], cwd=ROOT, check=True, capture_output=True)
    return ROOT / "app" / "web" / "node_modules"
