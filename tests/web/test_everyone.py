"""The page is for everyone: by keyboard, by screen reader, in the dark, on a phone, on paper, without motion."""

import itertools
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser import visit
from tests.web.views import ALL, SAMPLES, Sample, each_kind

WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")
every = pytest.mark.parametrize("sample", ALL, ids=lambda sample: sample.name)

# what is wrong, by rule, with the first elements of each; colours alone can differ in the dark
JUDGE = """(colours) => axe.run(document, colours ? { runOnly: ["color-contrast"] } : {}).then((found) =>
  found.violations.map((one) => `${one.id}: ${one.nodes.length} ${one.nodes.slice(0, 3).map((node) =>
    `${node.html.slice(0, 150)} ${node.any.map((check) => check.message).join("; ")}`).join(" | ")}`))"""
# what sticks out of the page to the right, the innermost of it
WIDE = """() => {
  const most = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= most) return [];
  const scrolls = (element) =>
    element && (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > most + 1 && !scrolls(element.parentElement))
    .map((element) => element.outerHTML.slice(0, 120)).slice(0, 5).concat("the page scrolls sideways");
}"""
# how an element looks that has the focus or not, it or what is drawn in it
LOOK = """() => {
  window.lookOf = (element) => JSON.stringify([element, ...element.querySelectorAll("*")].slice(0, 20).map((one) => {
    const { outlineStyle, outlineWidth, boxShadow, stroke, strokeWidth } = getComputedStyle(one);
    return [outlineStyle === "none" ? 0 : outlineWidth, boxShadow, stroke, strokeWidth];
  }));
}"""
# every control that can be seen, marked by a number
CONTROLS = """() => {
  const kinds = "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable=true]";
  const seen = [...document.querySelectorAll(kinds)].filter((element) =>
    element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }));
  seen.forEach((element, at) => { element.dataset.tabbed = at; element.unfocused = window.lookOf(element); });
  return seen.length;
}"""
# keeps in `window.stops` where the focus came to, and whether one sees that
FOLLOWED = """() => {
  window.stops = [];
  addEventListener("focusin", ({ target }) => {
    const seen = target.closest(".cm-focused") !== null || window.lookOf(target) !== target.unfocused;
    window.stops.push([target.dataset.tabbed ?? null, seen, target.outerHTML.slice(0, 120)]);
  });
}"""
TOLD = "(element) => element.outerHTML.slice(0, 150)"
BARE = """[...document.querySelectorAll("main a[href^='/entities/']:not([download])")]
  .filter((link) => !link.querySelector("bdi") && !link.closest("bdi, [dir=auto], svg"))
  .map((link) => link.outerHTML)"""

PRESSED = ("header", "footer", "#status", ".controls", ".tabs", ".tools button", ".tools .files", "input[type=range]")
# what lasts: the status line only goes at once, after a while
MOVING = """() => document.getAnimations().filter((one) => one.effect.getTiming().duration > 10)
  .map((one) => one.effect.target.outerHTML.slice(0, 100))"""
SLOW = """() => [...document.querySelectorAll("*")].filter((element) => getComputedStyle(element).transitionDuration
  .split(", ").some((time) => parseFloat(time) > 0)).map((element) => element.outerHTML.slice(0, 100))"""


@pytest.fixture(scope="session")
def axe(packages: Path) -> str:
    return (packages / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def judge(page: Page, axe: str, colours: bool = False) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    found: list[str] = page.evaluate(JUDGE, colours)
    return found


@each_kind
def test_nothing_is_in_the_way_of_anybody(page: Page, axe: str, sample: Sample) -> None:
    """Light on the narrowest screen, dark on the widest, at any width, with large text, without motion, on paper."""
    assert find_wrong(page, axe, sample, ((320, "light"), (1280, "dark"))) == {}


@pytest.mark.long
@every
def test_nothing_is_in_the_way_at_each_width_light_or_dark(page: Page, axe: str, sample: Sample) -> None:
    assert find_wrong(page, axe, sample, tuple(itertools.product(WIDTHS, SCHEMES))) == {}


def find_wrong(page: Page, axe: str, sample: Sample, judged: Sequence[tuple[int, str]]) -> dict[str, object]:
    """What is wrong, by what was looked at; axe judges these widths and schemes. One visit serves for all."""
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": WIDTHS[0], "height": 800})
    visit(page, sample.address)
    wrong = {"the line that tells what goes on": judge_status_line(page), "directions of names": page.evaluate(BARE)}
    wrong |= {"moves": page.evaluate(MOVING), "slow": page.evaluate(SLOW)}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in (scheme for at, scheme in judged if at == width):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            wrong[f"{width} pixels wide, {scheme}"] = judge(page, axe, colours=scheme == "dark")
        wrong[f"{width} pixels wide"] = page.evaluate(WIDE)
    wrong["on paper"] = judge_print(page) if sample in SAMPLES else []
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    wrong["twice the size of text"] = page.evaluate(WIDE)
    return {what: found for what, found in wrong.items() if found}


def judge_status_line(page: Page) -> list[str]:
    """What is wrong with it: there is one, it is polite, and its language and direction are told."""
    # the editor of Cypher has one of its own for what it does to a text
    lines = page.locator("[role=status], [aria-live]:not([aria-live=off], .cm-announced), [role=log]")
    found = [line.get_attribute("aria-live") for line in lines.all()]
    html = page.locator("html")
    told = (html.get_attribute("lang"), html.get_attribute("dir"))
    return [*([] if found == ["polite"] else [f"lines: {found}"]), *([] if told == ("en", "ltr") else [f"{told}"])]


def judge_print(page: Page) -> list[str]:
    """What is wrong on paper, where there is the answer and nothing to press."""
    page.emulate_media(media="print")
    wrong = [f"{place} is printed" for place in PRESSED for found in page.locator(place).all() if found.is_visible()]
    wrong += [f"{place} is not printed" for place in ("h1", ".tools .framed a") if not page.locator(place).is_visible()]
    if page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)":
        wrong.append("the ground is not white")
    page.emulate_media(media="screen")
    return wrong


@each_kind
def test_every_control_is_reached_by_tab_and_shows_it(page: Page, sample: Sample) -> None:
    visit(page, sample.address)
    number, stops = press_tab_through(page)
    assert number > 5
    assert [what for _, seen, what in stops if not seen] == []
    reached = {mark for mark, _, _ in stops}
    missed = [mark for mark in map(str, range(number)) if mark not in reached]
    assert [page.locator(f"[data-tabbed='{mark}']").evaluate(TOLD) for mark in missed] == []


def press_tab_through(page: Page, most: int = 150) -> tuple[int, list[tuple[str | None, bool, str]]]:
    """How many controls there are, `most` at most, as a long table repeats itself; and each stop of the Tab key.

    A stop is the number of the control, if it is one; whether one sees that it has the focus; and its HTML.
    """
    page.evaluate(LOOK)
    number: int = min(page.evaluate(CONTROLS), most)
    page.evaluate(FOLLOWED)
    for _ in range(number + 30):  # what scrolls by itself is a stop too
        page.keyboard.press("Tab")
    return number, page.evaluate("window.stops")


def test_after_another_view_the_focus_is_at_its_beginning(page: Page) -> None:
    visit(page, "/custody?as_of=2026-01")
    page.locator("nav a").nth(2).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_the_first_tab_leads_past_the_menu(page: Page) -> None:
    visit(page, "/custody?as_of=2026-01")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
