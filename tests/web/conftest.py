"""The page in a real browser, before the real service. How to choose a fixture:

    page        a fresh page before the service with every source that is shipped; use `visit`
    opened      makes more of them: opened(base_url=..., color_scheme="dark", java_script_enabled=False)
    watched     what the pages of this test met; a test appends the errors that it brings about to `watched.expected`
    site        the address of that service; empty_site, hostile_site: with nothing loaded, with names that mean harm
    packages    app/web/node_modules, as locked; needs Node
    everything  its data folder, for another service on the same data

With WHOHOLDS_TEST_SITE a service that runs already is `site`, which saves the loading while one writes tests.

Pages that are opened alike share a context in a file: the page keeps nothing in the browser, as test_views.py asks.
At the end of each test no page may have told its console an error that was not expected, broken its own policy, or
asked another host for anything. Without Chromium these tests are skipped, and where CI=true they fail.

Each file has a browser of its own: while playwright runs, its event loop is that of the main thread, where others that
are tested need theirs.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tests.web.browser import MISSING, WATCH, Watched, chromium, launch, playing
from tests.web.sites import hostile_source, loaded, serving

ROOT = Path(__file__).resolve().parents[2]
NO_NODE = "the build of the page, and axe, need Node 20 or newer as `node` and `npm` on the PATH (Debian: nodejs npm)"
PATIENCE = 15_000  # milliseconds until something that does not come is a failure: no measure of how fast it is
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory, kept: Path) -> Iterator[Path]:
    """The data folder of a running engine with every source that is shipped."""
    with loaded(tmp_path_factory.mktemp("everything"), kept=kept) as folder:
        yield folder


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> Iterator[str]:
    given = os.environ.get("WHOHOLDS_TEST_SITE")
    if given:
        yield given
        return
    with serving(request.getfixturevalue("everything")) as base:
        yield base


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with loaded(tmp_path_factory.mktemp("nothing"), ()) as folder, serving(folder) as base:
        yield base


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    source = hostile_source(tmp_path_factory.mktemp("source") / "hostile")
    with loaded(tmp_path_factory.mktemp("hostile"), (source,)) as folder, serving(folder) as base:
        yield base


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    if chromium() is None and os.environ.get("CI") == "true":
        pytest.fail(MISSING)
    if chromium() is None:
        pytest.skip(MISSING)
    with playing() as found:
        yield found


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = launch(playwright)
    yield browser
    browser.close()


@pytest.fixture
def watched(site: str) -> Watched:
    return Watched(site)


@pytest.fixture(scope="module")
def contexts(browser: Browser, site: str) -> Iterator[Callable[..., BrowserContext]]:
    """Finds the context of a browser with some options. To make one takes longer than most tests."""
    made: dict[str, BrowserContext] = {}

    def find(in_browser: Browser, **options: object) -> BrowserContext:
        key = f"{id(in_browser)} {sorted(options.items())}"
        if key not in made:
            made[key] = in_browser.new_context(**{"base_url": site, "locale": "en-GB", **options})  # type: ignore[arg-type]
            made[key].set_default_timeout(PATIENCE)
            made[key].add_init_script(WATCH)
            made[key].new_page()  # stays: with the last page of a context goes much that the next one makes anew
        return made[key]

    yield find
    for context in made.values():
        context.close()


@pytest.fixture
def opened(
    browser: Browser, watched: Watched, contexts: Callable[..., BrowserContext]
) -> Iterator[Callable[..., Page]]:
    pages: list[Page] = []

    def new(in_browser: Browser = browser, **options: object) -> Page:
        watched.base = str(options.get("base_url", watched.base))
        page = contexts(in_browser, **options).new_page()
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
