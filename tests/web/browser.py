"""A real browser for the page: Debian's Chromium, driven by playwright, and what it met while it was used."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = (
    "tests of the page need Chromium on the PATH, or its path in WHOHOLDS_CHROMIUM "
    "(Debian: apt-get install --no-install-recommends chromium; `make chromium` does it)"
)
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
    "--process-per-site",  # a process for each of some hundred pages, which reads the same scripts anew, costs a third
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # nothing that the page wants from elsewhere can come
)  # fmt: skip
WEBGL = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
NO_WEBGL = ("--disable-webgl", "--disable-3d-apis")

# counts what was shown, and tells the console of whatever the policy of the page forbade
WATCH = """
window.timesShown = 0;
document.addEventListener("shown", () => { window.timesShown += 1; });
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`forbidden by the policy: ${event.violatedDirective} ${event.blockedURI}`));
"""


def chromium() -> str | None:
    """Where Chromium is; None where it is not."""
    named = os.environ.get("WHOHOLDS_CHROMIUM")
    return next((found for name in (named, *NAMES) if name and (found := shutil.which(name))), None)


@contextmanager
def playing() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


def launch(playwright: Playwright, flags: tuple[str, ...] = WEBGL) -> Browser:
    return playwright.chromium.launch(executable_path=chromium(), headless=True, args=[*QUIET, *flags])


@dataclass
class Watched:
    """What happened in the pages of a test. `expected` are parts of errors that the test itself brings about."""

    base: str = ""
    expected: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.errors.append(f"{error.name}: {error.message}"))
        page.on("request", lambda request: self.requests.append(request.url))

    def unexpected(self) -> list[str]:
        return [error for error in self.errors if not any(part in error for part in self.expected)]

    def elsewhere(self) -> list[str]:
        """Requests to another host."""
        here = urlsplit(self.base).netloc
        found = ((url, urlsplit(url)) for url in self.requests)
        return [url for url, at in found if at.scheme not in ("data", "blob") and at.netloc != here]

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} {message.location.get('url', '')}")


def visit(page: Page, address: str) -> None:
    """Open an address, and wait until its view is shown."""
    page.goto(address)
    shown(page)


def unfold(page: Page) -> None:
    """Open the fields of the question, which stand behind its line."""
    page.locator(".question > summary").click()


def shown(page: Page, times: int = 1) -> None:
    page.wait_for_function("times => window.timesShown >= times", arg=times)
    quiet(page)


def quiet(page: Page) -> None:
    """Wait until nothing is loading any more. What is no function would be refused by the policy of the page."""
    page.wait_for_function(
        "() => document.querySelector('#main > .view') && !document.querySelector('[aria-busy=true]')"
    )


class Next:
    """Waits until an act has shown the next view: `with Next(page): link.click()`."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def __enter__(self) -> None:
        self.before = self.page.evaluate("window.timesShown")

    def __exit__(self, kind: Any, *_: Any) -> None:
        if kind is None:
            shown(self.page, self.before + 1)
