"""Pictures of every view at four sizes, light and dark, and a page to look at them: `make shots`, then build/shots."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext

from tests.web.browser import MISSING, WATCH, chromium, launch, playing, visit
from tests.web.sites import loaded, serving
from tests.web.views import ALL, Sample

FOLDER = Path("build/shots")
SIZES = {"1280": (1280, 800), "1366": (1366, 768), "1440": (1440, 900), "phone": (390, 844)}
SCHEMES = ("light", "dark")
LOOKS: dict[str, dict[str, Any]] = {
    f"{name}-{scheme}": {
        "viewport": {"width": width, "height": height},
        "color_scheme": scheme,
        "device_scale_factor": 2 if name == "phone" else 1,
    }
    for name, (width, height) in SIZES.items()
    for scheme in SCHEMES
}
STILL = "#status { display: none; }"  # what goes away by itself would stand before something
TALLEST = 4_000  # pixels of a picture; a long table says nothing new further down
PAGE = """<!doctype html><meta charset="utf-8"><title>whoholds: every view</title>
<style>body {{ font: 14px system-ui; }} figure {{ display: inline-block; vertical-align: top; margin: 8px; }}
img {{ width: 380px; max-height: 640px; object-fit: cover; object-position: top; border: 1px solid #999; }}</style>
{figures}
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.web.shots", description=__doc__)
    parser.add_argument("--site", help="a service that runs already; else one of its own, with every source")
    parser.add_argument("--only", nargs="+", default=[sample.name for sample in ALL], help="only these views")
    parser.add_argument("--looks", nargs="+", default=list(LOOKS), choices=list(LOOKS), help="only these sizes")
    options = parser.parse_args()
    if chromium() is None:
        parser.exit(2, f"{MISSING}\n")
    samples = [sample for sample in ALL if sample.name in options.only]
    with _site(options.site) as base, playing() as playwright:
        browser = launch(playwright)
        for look in options.looks:
            _shoot(browser, base, look, samples)
        browser.close()
    names = {sample.name: sample.address for sample in ALL}
    figures = "\n".join(_figure(path, names) for path in sorted(FOLDER.glob("*.png")))
    (FOLDER / "index.html").write_text(PAGE.format(figures=figures), encoding="utf-8")
    print(f"{FOLDER / 'index.html'} shows {len(list(FOLDER.glob('*.png')))} pictures")


@contextmanager
def _site(given: str | None) -> Iterator[str]:
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory() as folder, loaded(Path(folder)) as data, serving(data) as base:
        yield base


def _shoot(browser: Browser, base: str, look: str, samples: list[Sample]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    context: BrowserContext = browser.new_context(base_url=base, reduced_motion="reduce", **LOOKS[look])
    context.add_init_script(WATCH)
    for sample in samples:
        page = context.new_page()
        visit(page, sample.address)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)  # for what is drawn after the table
        width = LOOKS[look]["viewport"]["width"]
        height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
        clip = {"x": 0, "y": 0, "width": width, "height": height}
        page.screenshot(path=FOLDER / f"{sample.name}-{look}.png", full_page=True, clip=clip, style=STILL)  # type: ignore[arg-type]
        page.close()
    context.close()


def _figure(path: Path, names: dict[str, str]) -> str:
    name = path.stem.rsplit("-", 2)[0]
    caption = f"<figcaption>{escape(path.stem)}<br><code>{escape(names.get(name, '')[:60])}</code></figcaption>"
    return (
        f'<figure><a href="{path.name}"><img src="{path.name}" alt="{path.stem}" loading="lazy"></a>{caption}</figure>'
    )


if __name__ == "__main__":
    main()
