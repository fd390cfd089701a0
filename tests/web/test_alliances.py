"""Alliances over time: a slider that keys move by days, a picture that stays in its place, and a table without it."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.web.browser import Next, Watched, visit

DAY = date(2016, 6, 15)
AT = f"/alliances?as_of={DAY}"
# where each name stands in the picture
PLACES = """() => Object.fromEntries([...document.querySelectorAll("figure .labels bdi")].map((name) =>
  [name.textContent, name.style.transform]))"""
DAYS = 'performance.getEntriesByName("whoholds:day").map((entry) => entry.duration)'


def slider(page: Page) -> Locator:
    found = page.locator("main input[type=range]")
    expect(found).to_be_visible()
    return found


def params(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def day_of(page: Page, value: str) -> str:
    """A day of the slider, which counts from 1970-01-01."""
    return (
        date(1970, 1, 1) + timedelta(days=int(slider(page).evaluate("(field, name) => field[name]", value)))
    ).isoformat()


def at_day(page: Page, wanted: str) -> None:
    page.wait_for_function("day => new URLSearchParams(location.search).get('as_of') === day", arg=wanted)


def asked(site: str, question: str) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(f"{site}/v1{question}", timeout=60).json()
    return found


def test_each_key_moves_the_day_and_the_table_with_it(page: Page, site: str) -> None:
    visit(page, AT)
    field, day = slider(page), DAY
    field.focus()
    for key, days in (
        ("ArrowRight", 1), ("PageDown", -30), ("Shift+ArrowLeft", -365),
        ("ArrowLeft", -1), ("ArrowUp", 1), ("ArrowDown", -1), ("PageUp", 30), ("Shift+ArrowRight", 365),
    ):  # fmt: skip
        with Next(page):
            page.keyboard.press(key)
        day += timedelta(days=days)
        at_day(page, day.isoformat())
        expect(field).to_be_focused()
        expect(page.locator(".summary")).to_have_text(asked(site, f"/alliances?as_of={day}")["summary"])


def test_the_slider_has_a_first_and_a_last_day(page: Page) -> None:
    visit(page, AT)
    slider(page).focus()
    for key, end in (("Home", "min"), ("End", "max")):
        wanted = day_of(page, end)
        with Next(page):
            page.keyboard.press(key)
        at_day(page, wanted)
        words = slider(page).get_attribute("aria-valuetext") or ""
        assert wanted[:4] in words, "a screen reader hears a day, not a number"


def test_one_step_back_undoes_a_whole_movement(page: Page) -> None:
    visit(page, AT)
    slider(page).focus()
    with Next(page):
        for _ in range(5):
            page.keyboard.press("ArrowRight")
    at_day(page, (DAY + timedelta(days=5)).isoformat())
    with Next(page):
        page.go_back()
    at_day(page, DAY.isoformat())
    assert day_of(page, "value") == DAY.isoformat()


def side(place: str) -> str:
    """On which side of its actor a name stands."""
    return place.rpartition("translate(")[2]


def test_nobody_jumps_when_the_day_moves(page: Page) -> None:
    visit(page, AT)
    expect(page.locator("figure canvas:visible").first).to_be_visible()
    page.wait_for_function(f"() => Object.keys(({PLACES})()).length > 3")
    before = page.evaluate(PLACES)
    slider(page).focus()
    for key in ("ArrowRight", "PageUp", "Shift+ArrowRight"):
        with Next(page):
            page.keyboard.press(key)
        after = page.evaluate(PLACES)
        # a name may step to the other side of its actor, where there is room
        both = {name for name in before.keys() & after.keys() if side(before[name]) == side(after[name])}
        assert len(both) > 2
        assert {name: after[name] for name in both} == {name: before[name] for name in both}
    assert page.evaluate(DAYS), "how long a day took is measured: `make web-bench` prints it"


def test_a_window_of_years_and_a_camera_are_in_the_address(page: Page, opened: Callable[..., Page]) -> None:
    visit(page, AT)
    with Next(page):
        page.get_by_label("5 years").or_(page.locator("select", has_text="5 years")).first.select_option("5")
    assert params(page)["span"] == "5"
    assert day_of(page, "min") >= "2011-01-01"
    other = opened()
    visit(other, page.url)
    assert slider(other).get_attribute("min") == slider(page).get_attribute("min")


def test_time_goes_by_when_it_is_played_and_rests_when_it_is_stopped(page: Page) -> None:
    visit(page, AT)
    before = int(slider(page).input_value())
    play = page.get_by_role("button", name="Play")
    play.click()
    page.wait_for_function("before => Number(document.querySelector('main input[type=range]').value) > before + 3",
                           arg=before)  # fmt: skip
    page.get_by_role("button", name="Pause").click()
    page.wait_for_function("() => new URLSearchParams(location.search).get('as_of') > '2016-06-15'")
    rests = slider(page).input_value()
    page.wait_for_timeout(500)
    assert slider(page).input_value() == rests


def test_another_day_is_compared_with(page: Page, site: str) -> None:
    visit(page, f"/alliances?actor=iraq&as_of={DAY}")
    page.locator("form.compare input, #compare").first.fill("2019")
    with Next(page):
        page.keyboard.press("Enter")
    assert urlsplit(page.url).path == "/alliances/diff"
    found = params(page)
    assert (found["actor"], found["from"], found["to"]) == ("iraq", DAY.isoformat(), "2019")
    answer = asked(site, f"/alliances/diff?actor=iraq&from={DAY}&to=2019")
    expect(page.locator(".summary")).to_have_text(answer["summary"])
    assert answer["rows"]
    expect(page.locator(".rows table").first.locator("tbody tr")).to_have_count(len(answer["rows"]))


def test_a_pair_that_is_picked_is_in_the_address_and_tells_its_statements(page: Page, site: str) -> None:
    row = asked(site, f"/alliances?actor=iraq&as_of={DAY}")["rows"][0]
    statement = row["statements"][0]
    visit(page, f"/alliances?actor=iraq&as_of={DAY}")
    links = page.locator(f"main a[href='/statements/{statement if isinstance(statement, str) else statement['id']}']")
    expect(links.first).to_be_attached()


@pytest.mark.parametrize(
    "address",
    [
        AT, pytest.param("/alliances?actor=iraq&as_of=2016", marks=pytest.mark.long),
        pytest.param("/alliances/diff?from=2016&to=2019", marks=pytest.mark.long),
    ],
)  # fmt: skip
def test_without_webgl_the_table_is_there_and_a_flat_picture(
    opened: Callable[..., Page], without_webgl: Browser, site: str, address: str, watched: Watched
) -> None:
    page = opened(without_webgl)
    visit(page, address)
    assert page.evaluate("document.createElement('canvas').getContext('webgl2') === null")
    expect(page.locator(".summary")).to_have_text(asked(site, address)["summary"])
    expect(page.locator(".rows table").first).to_be_visible()
    assert page.locator("figure canvas, figure svg, figure img").count() > 0
    assert [error for error in watched.errors if "WebGL" in error] == []


def test_the_day_still_moves_for_those_who_want_no_motion(opened: Callable[..., Page]) -> None:
    page = opened(reduced_motion="reduce")
    visit(page, AT)
    slider(page).focus()
    with Next(page):
        page.keyboard.press("ArrowRight")
    at_day(page, (DAY + timedelta(days=1)).isoformat())


IRAQ = "/alliances?actor=iraq&as_of=2016"
ISIS = ".around a[data-pair='iraq~isis']"
# where the names of a sign begin and end, across the middle of the picture
MIDDLES = """(sign) => [...document.querySelectorAll(`.around a:has(.${sign}-line) text`)].map((name) => {
  const [own, all] = [name, name.closest("svg")].map((one) => one.getBoundingClientRect());
  return own.x + own.width / 2 - all.x - all.width / 2;
})"""


def test_around_one_actor_friends_are_left_and_foes_right_and_states_are_squares(page: Page, site: str) -> None:
    visit(page, IRAQ)
    rows = asked(site, "/alliances?actor=iraq&as_of=2016")["rows"]
    expect(page.locator(".around a[data-pair]")).to_have_count(len(rows))
    friends, foes = page.evaluate(MIDDLES, "friendly"), page.evaluate(MIDDLES, "hostile")
    assert (len(friends), len(foes)) == (12, 1)
    assert max(friends) < 0 < min(foes)
    names = page.locator(".around text").all_text_contents()
    assert "Jordan" in names
    assert not [name for name in names if name.startswith("Government of")]
    expect(page.locator(f"{ISIS} circle.hostile")).to_have_count(1)
    expect(page.locator(".around a rect.friendly")).to_have_count(12)
    expect(page.locator(".stage")).to_be_hidden()


def test_a_pair_and_its_row_light_up_together_and_a_click_tells_who_says_so(page: Page) -> None:
    visit(page, IRAQ)
    mark, row = page.locator(ISIS), page.locator("tr[data-id='iraq~isis']")
    mark.locator("text").hover()
    expect(row).to_have_class(re.compile("lit"))
    row.hover()
    expect(mark).to_have_class(re.compile("lit"))
    expect(page.locator(".around a.lit")).to_have_count(1)
    with Next(page):
        mark.locator("text").click()
    assert params(page)["pick"] == "iraq~isis"
    expect(page.locator(".picked h2")).to_contain_text("ISIS")
    expect(page.locator("main")).to_have_count(1)
    assert urlsplit(page.url).path == "/alliances"


def test_the_picture_of_one_actor_goes_with_the_day(page: Page, site: str) -> None:
    visit(page, IRAQ)
    slider(page).focus()
    with Next(page):
        page.keyboard.press("ArrowRight")
    rows = asked(site, "/alliances?actor=iraq&as_of=2017")["rows"]
    expect(page.locator(".around a[data-pair]")).to_have_count(len(rows))
    with Next(page):
        page.locator(".question > summary").click()
        page.get_by_label("How far around").select_option("2")
    expect(page.locator(".stage")).to_be_visible()
    expect(page.locator(".around")).to_be_hidden()


def test_on_a_phone_the_picture_of_one_actor_is_whole(opened: Callable[..., Page]) -> None:
    page = opened(viewport={"width": 390, "height": 844})
    visit(page, IRAQ)
    expect(page.locator(".around svg")).to_be_visible()
    place = page.locator(".around .inlined")
    assert place.evaluate("(one) => one.scrollWidth - one.clientWidth") == 0
    size = page.locator(".around text").first.evaluate("(one) => one.getBoundingClientRect().height")
    assert size >= 10


# whether each layer of the picture has something at its edge, where a line would leave it
AT_EDGE = """() => {
  const canvas = document.querySelector(".stage .canvas canvas");
  const { width, height } = canvas;
  const sides = [[0, 0, width, 1], [0, height - 1, width, 1], [0, 0, 1, height], [width - 1, 0, 1, height]];
  const painted = (side) => canvas.getContext("2d").getImageData(...side).data.some((value) => value);
  return [sides.some(painted), painted([0, 0, width, height])];
}"""
OUTSIDE = """() => {
  const [tip, stage] = [".tip", ".stage"].map((one) => document.querySelector(one).getBoundingClientRect());
  return tip.left < stage.left || tip.right > stage.right || tip.top < stage.top || tip.bottom > stage.bottom;
}"""
NAMES = "() => [...document.querySelectorAll('.labels bdi')].map((name) => name.textContent)"
# pairs of names of the picture that cover one another
COVERED = """() => {
  const names = [...document.querySelectorAll(".labels bdi")].map((name) => [name.textContent,
    name.getBoundingClientRect()]);
  return names.flatMap(([one, a], at) => names.slice(0, at)
    .filter(([, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
    .map(([other]) => `${one} / ${other}`));
}"""


def wait_for_names(page: Page) -> None:
    page.wait_for_function(f"() => ({NAMES})().length > 3")


@pytest.mark.parametrize("year", ["1990", "2016"])
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_every_line_of_the_day_lies_within_the_picture(
    opened: Callable[..., Page], without_webgl: Browser, year: str, size: tuple[int, int]
) -> None:
    page = opened(without_webgl, viewport={"width": size[0], "height": size[1]})
    visit(page, f"/alliances?as_of={year}")
    wait_for_names(page)
    assert page.evaluate(AT_EDGE) == [False, True]
    assert page.evaluate(COVERED) == []


def test_what_is_pointed_at_stands_out_with_its_neighbours_and_its_rows(page: Page, site: str) -> None:
    visit(page, "/alliances?as_of=2016")
    wait_for_names(page)
    stage = page.locator(".stage")
    stage.focus()
    page.keyboard.press("ArrowRight")
    expect(stage).to_have_class(re.compile("dimmed"))
    expect(page.locator(".overlay")).to_be_visible()
    rows = asked(site, "/alliances?as_of=2016&limit=1000")["rows"]
    name = page.locator(".tip bdi").first.text_content()
    own = [row for row in rows[:100] if name in (row["a"]["name"], row["b"]["name"])]
    expect(page.locator("tr.lit")).to_have_count(len(own))
    for key in ("ArrowLeft", "ArrowLeft", "ArrowUp", "ArrowUp", "ArrowRight", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
        assert not page.evaluate(OUTSIDE)
    page.keyboard.press("Escape")
    expect(stage).not_to_have_class(re.compile("dimmed"))
    expect(page.locator("tr.lit")).to_have_count(0)
    page.locator(".rows tbody tr").nth(2).hover()
    expect(stage).to_have_class(re.compile("dimmed"))


def test_what_is_told_of_a_pair_goes_when_the_day_moves(page: Page) -> None:
    visit(page, "/alliances?as_of=2016")
    wait_for_names(page)
    page.locator(".stage").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".tip")).to_be_visible()
    page.locator(".stage").evaluate("(stage) => stage.removeAttribute('tabindex')")  # it keeps what it tells
    page.locator("main input[type=range]").evaluate(
        "(range) => { range.value -= 800; range.dispatchEvent(new Event('input')); }"
    )
    expect(page.locator(".tip")).to_be_hidden()


def test_an_actor_is_found_in_the_picture(page: Page) -> None:
    visit(page, "/alliances?as_of=2016")
    wait_for_names(page)
    page.get_by_label("Find", exact=True).fill("Philippines")
    page.keyboard.press("Enter")
    expect(page.locator(".tip")).to_contain_text("Philippines")
    page.wait_for_function("() => new URLSearchParams(location.search).has('camera')")
    page.get_by_role("button", name="Show the whole network").click()


def test_pairs_are_drawn_by_the_kinds_of_their_ends(page: Page) -> None:
    """Of groups with groups no state is in the picture, nor its name."""
    visit(page, "/alliances?as_of=2016")
    wait_for_names(page)
    assert {"Iraq", "United States"} & set(page.evaluate(NAMES))
    page.locator(".choices select").select_option("0")
    page.wait_for_function(f"() => !['Iraq', 'United States', 'Mali'].some((name) => ({NAMES})().includes(name))")
    assert page.evaluate(NAMES)


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_camps_are_shaded_with_what_is_said_of_them(opened: Callable[..., Page], site: str, scheme: str) -> None:
    page = opened(color_scheme=scheme)
    visit(page, "/alliances?as_of=2016")
    wait_for_names(page)
    expect(page.locator(".camp.one")).to_be_hidden()
    page.get_by_label("Shade the two camps").check()
    expect(page.locator("p.camps")).to_contain_text("2016", timeout=60_000)
    assert page.locator("p.camps").text_content() == asked(site, "/alliances/balance?as_of=2016&seconds=3")["summary"]
    for camp in (".camp.one", ".camp.other"):
        expect(page.locator(camp)).to_be_visible()
        painted = "(one) => one.getContext('2d').getImageData(0, 0, one.width, one.height).data.some((value) => value)"
        assert page.locator(camp).evaluate(painted)
