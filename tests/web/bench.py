"""How soon the page has drawn another day: `make web-bench`. Nothing is asserted; it wants a machine to itself.

Two numbers stand beside one another: from the input to the end of the draw call, which the page measures itself
(`whoholds:day`), and from the input to the next frame that was painted (the browser's Event Timing, in steps of 8 ms).
WebGL is drawn by software here, so a painted frame says more of this machine's processor than of the page.
"""

import argparse
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import quantiles

from graph.store.store import Store
from graph.store.writing.content import Content
from graph.store.writing.writer import load_content
from tests.app.conftest import settings_for
from tests.bench.networks import network
from tests.web.browser import MISSING, WATCH, chromium, launch, playing, visit
from tests.web.sites import loaded, serving

NODES, EDGES = 2_000, 5_000
ENTITIES, STATEMENTS = 4_000, 230_000
PAIRS = ("allied_with", "supports", "fights", "hostile_to", "ceasefire_with")
DAY = "2015-06-15"
STEPS = 150
BAR = 50.0  # milliseconds, at p95

EVENTS = """window.painted = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (entry.name === "keydown") window.painted.push(entry.duration);
}).observe({ type: "event", durationThreshold: 16 });
window.frames = 0;
(function frame() { window.frames += 1; requestAnimationFrame(frame); })();"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.web.bench", description=__doc__)
    parser.add_argument("--steps", type=int, default=STEPS, help=f"how many days are drawn; {STEPS} if left out")
    options = parser.parse_args()
    if chromium() is None:
        parser.exit(2, f"{MISSING}\n")
    with tempfile.TemporaryDirectory() as folder, loaded(Path(folder), ()) as data:
        with Store(settings_for(data)) as store:
            load_content(store, _alliances())
        with serving(data) as base:
            _measure(base, options.steps)


def _alliances() -> Content:
    """Of an invented network only what ties actors, so that as many are drawn on a day as a page draws."""
    content = network(ENTITIES, STATEMENTS).content()
    pairs = [replace(one, responds_to=()) for one in content.statements if one.predicate in PAIRS]
    return replace(content, statements=pairs)


def _measure(base: str, steps: int) -> None:
    with playing() as playwright:
        browser = launch(playwright)
        page = browser.new_context(base_url=base, viewport={"width": 1280, "height": 900}).new_page()
        page.set_default_timeout(120_000)
        page.add_init_script(WATCH)
        visit(page, f"/alliances?as_of={DAY}")
        page.locator("figure canvas").first.wait_for()
        page.wait_for_load_state("networkidle")
        drawn = page.evaluate(f"fetch('/v1/network?as_of={DAY}').then((answer) => answer.json())")
        print(f"{len(drawn['nodes'])} actors and {len(drawn['edges'])} pairs on {DAY} (meant: {NODES} and {EDGES})")
        page.evaluate(EVENTS)
        page.locator("main input[type=range]").focus()
        for step in range(steps):
            page.keyboard.press("ArrowRight" if step % 3 else "PageUp")
            page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        page.wait_for_timeout(1_000)
        days = page.evaluate('performance.getEntriesByName("whoholds:day").map((entry) => entry.duration)')
        painted, frames = page.evaluate("[window.painted, window.frames]")
        browser.close()
    print(_line("from the input to the end of the draw call", days, BAR))
    print(_line("from the input to the next painted frame", painted))
    print(
        f"{frames} frames while {steps} days were asked for; a frame that took less than 16 ms is not among the painted"
    )


def _line(what: str, times: list[float], bar: float | None = None) -> str:
    if len(times) < 2:
        return f"{what}: not measured"
    p50, p95 = (quantiles(times, n=100, method="inclusive")[at - 1] for at in (50, 95))
    met = "" if bar is None else f"; bar {bar:g} ms: {'met' if p95 <= bar else 'MISSED'}"
    return f"{what}: p50 {p50:.1f} ms, p95 {p95:.1f} ms, of {len(times)}{met}"


if __name__ == "__main__":
    main()
