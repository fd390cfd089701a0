"""What drawings and records show beyond a table: bounds, places, plans, words of a text, statements behind marks."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from app.main import create_app
from graph.evidence.citations import hash_text
from graph.store.settings import Settings
from tests.app.conftest import served
from tests.web.browser import Next, Watched, unfold, visit
from tests.web.sites import load_into

ABOUT_2000 = "isis-detainee-transfer:iraq-received"
TEXT = "Roll of the Old Mill.\nAbout 150 strangers were kept today.\n"
KEPT = "About 150 strangers"


def asked(site: str, question: str) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(f"{site}/v1{question}", timeout=60).json()
    return found


def targets(page: Page, marks: str) -> set[str]:
    """The statements that the marks of a drawing lead to."""
    hrefs = page.locator(marks).evaluate_all("marks => marks.map((mark) => mark.getAttribute('href'))")
    return {str(href).removeprefix("/statements/") for href in hrefs}


def test_each_count_and_move_over_time_is_a_mark_that_leads_to_its_statement(page: Page, site: str) -> None:
    visit(page, "/custody/series?held=isis-suspects")
    expect(page.locator("figure .inlined svg")).to_be_visible()
    rows = asked(site, "/custody/series?held=isis-suspects")["rows"]
    told = {mark["statement"] for row in rows for kind in ("points", "segments", "flows") for mark in row[kind]}
    assert len(told) > 5
    assert targets(page, "figure .inlined a") == told
    expect(page.locator("figure")).to_contain_text("Bands are not joined")


def test_a_mark_is_followed_by_keys_to_its_statement(page: Page) -> None:
    visit(page, "/custody/series?held=isis-suspects")
    mark = page.locator("figure .inlined a").first
    expect(mark).to_be_visible()
    target = mark.get_attribute("href")
    mark.focus()
    with Next(page):
        page.keyboard.press("Enter")
    assert urlsplit(page.url).path == target


def test_the_map_names_the_places_of_the_answer_and_takes_no_side_on_borders(page: Page, site: str) -> None:
    visit(page, "/custody?held=isis-suspects&as_of=2026-02-05")
    figure = page.locator("figure.map")
    figure.scroll_into_view_if_needed()
    expect(figure.locator("canvas")).to_be_visible()
    expect(figure).to_contain_text("takes no side")
    rows = asked(site, "/custody?held=isis-suspects&as_of=2026-02-05")["rows"]
    places = {place["name"] for row in rows for place in row["places"]}
    assert len(places) > 1
    for name in places:  # on the map, or told to be in no known position
        expect(figure).to_contain_text(name)
    expect(figure.get_by_role("button", name="Iraq")).to_be_visible()
    expect(figure).to_contain_text("transfers 150")


def test_the_room_of_the_map_is_kept_before_it_is_there(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 400})
    visit(page, "/custody?held=isis-suspects&as_of=2026-02-05")
    figure = page.locator("figure.map")
    before = figure.evaluate("element => element.offsetHeight")
    figure.scroll_into_view_if_needed()
    expect(figure.locator("canvas")).to_be_visible()
    after = figure.evaluate("element => element.offsetHeight")
    assert before > 0.9 * after


def test_a_ledger_tells_of_how_many_no_report_says_where_they_went(page: Page, site: str) -> None:
    visit(page, "/custody/ledger?held=rf-residents-of-al-hol")
    rows = asked(site, "/custody/ledger?held=rf-residents-of-al-hol")["rows"]
    # a gap first, then what closes, then what has one count
    rows.sort(key=lambda row: ("no", "open", "yes").index(row["closes"]) if row["unaccounted"] else 3)
    lines = page.locator(".account tr.unaccounted")
    expect(lines).to_have_count(len(rows))
    gone = [row["unaccounted"] if row["closes"] == "open" else None for row in rows]
    missing = [at for at, found in enumerate(gone) if found and (found["min"] or 0) > 0]
    assert missing
    for at in missing:
        gap = rows[at]["unaccounted"]
        expect(lines.nth(at)).to_contain_text(f"{gap['min']:,} to {gap['max']:,} people")
    expect(page.locator(".before")).to_contain_text("no finding that they are missing")


def test_what_is_planned_is_hatched_and_what_is_done_is_not(page: Page, site: str) -> None:
    visit(page, "/plans?held=isis-suspects")
    drawn = page.locator("figure .inlined rect")
    expect(drawn.first).to_be_attached()
    rows = asked(site, "/plans?held=isis-suspects")["rows"]
    numbers = [row["cap"] for row in rows if row["cap"] and row["mode"] not in ("expected", "urged")]
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        # as it is painted, whichever rule of a style sheet wins
        looks = drawn.evaluate_all(
            "rects => rects.map((one) => [one.getAttribute('class') ?? '', getComputedStyle(one).fill])"
        )
        planned = [style for name, style in looks if "planned-line" in name.split() and "hatched" in style]
        assert len(planned) == len(numbers) + 1  # and the sample of the legend
        done = [style for name, style in looks if "certain" in name.split()]
        assert len(done) == sum(row["done"] is not None for row in rows) + 1
        assert not any("hatched" in style for style in done)


def test_page_file_and_print_have_the_same_drawing(page: Page, site: str) -> None:
    """What is within the page are the elements of the file, one for one, and nothing else."""
    for address in (
        "/custody/series?held=isis-suspects",
        "/plans?held=isis-suspects",
        "/custody/ledger?held=isis-suspects",
    ):
        visit(page, address)
        expect(page.locator("figure .inlined svg")).to_be_visible()
        shown = page.locator("figure .inlined svg > *").evaluate_all(
            "all => all.map((one) => new XMLSerializer().serializeToString(one))"
        )
        same = page.evaluate(
            """async (address) => {
            const text = await (await fetch("/v1" + address.replace("?", ".svg?"))).text();
            const file = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
            const left = [...file.children].filter((one) => !one.matches("title, g.head, g.foot"));
            return left.map((one) => new XMLSerializer().serializeToString(one)); }""",
            address,
        )
        assert len(shown) > 20
        assert shown == same


def test_the_ties_of_an_actor_are_a_timeline_of_its_statements(page: Page, site: str) -> None:
    visit(page, "/entities/sdf")
    expect(page.locator("figure.main .inlined svg")).to_be_visible()
    told = {row["id"] for row in asked(site, "/entities/sdf/statements")["rows"]}
    drawn = targets(page, "figure.main .inlined a")
    assert len(drawn) > 20
    assert drawn <= told
    expect(page.locator("figure.main .inlined rect.possible").first).to_be_attached()
    expect(page.locator("figure.main .inlined rect.certain").first).to_be_attached()


# the parts of an entity's page from above to below: who it is, its time, its sides, whom it holds, what is said
PARTS = ("h1", ".summary", ".who", "figure.main .inlined", ".ties .sides", ".ties .custody", "details.year")


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_the_page_of_an_entity_begins_with_who_it_is_and_ends_with_what_is_said_by_year(
    opened: Callable[..., Page], site: str, size: tuple[int, int]
) -> None:
    page = opened(viewport={"width": size[0], "height": size[1]})
    visit(page, "/entities/sdf")
    for part in PARTS:
        expect(page.locator(part).first).to_be_visible()
    tops = [page.locator(part).first.bounding_box()["y"] for part in PARTS]  # type: ignore[index]
    assert tops == sorted(tops)
    expect(page.locator(".who")).to_contain_text("Kurdish-led forces")
    rows = asked(site, "/entities/sdf/statements")["rows"]
    years = page.locator("details.year summary b").all_inner_texts()
    assert years == sorted(years, reverse=True)
    assert len(years) > 3
    assert page.locator("details.year tbody > tr").count() == len(rows)
    assert page.locator("details.year[open]").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]


def test_the_names_of_an_entity_in_other_languages_are_marked_as_such(page: Page) -> None:
    def with_names(route: Route) -> None:
        answer = route.fetch().json()
        answer["entity"]["names"] = {"ar": ["قسد"], "ku": ["HSD"]}
        route.fulfill(json=answer)

    page.route("**/v1/entities/sdf", with_names)
    visit(page, "/entities/sdf")
    names = page.locator(".who .languages li")
    expect(names).to_have_text(["Arabic قسد", "Kurdish HSD"])
    assert names.first.locator("bdi").get_attribute("lang") == "ar"


def test_a_statement_has_its_wording_beside_its_bounds(page: Page, site: str) -> None:
    visit(page, f"/statements/{ABOUT_2000}")
    statement = asked(site, f"/statements/{ABOUT_2000}")["statement"]
    main = page.locator("main")
    expect(main).to_contain_text("about 2,000")
    expect(main).to_contain_text("at least 1,800, at most 2,200")  # about n is [n - m, n + m], here m = 200
    for name in ("earliestStart", "latestStart", "earliestEnd", "latestEnd"):
        if statement["validity"][name]:
            expect(main).to_contain_text(statement["validity"][name])
    expect(main).to_contain_text(statement["saidBy"]["name"])
    expect(main).to_contain_text("anonymous")
    expect(main.get_by_role("link", name=statement["source"]["title"])).to_be_visible()


def test_what_others_answer_stands_beside_a_statement(page: Page, site: str) -> None:
    key = "isis-detainee-transfer:iraq-offers-fair-trial"
    visit(page, f"/statements/{key}")
    responses = asked(site, f"/statements/{key}")["statement"]["responses"]
    assert len(responses) > 1
    for response in responses:
        row = page.locator("tr").filter(has_text=response["saidBy"]["name"]).first
        expect(row).to_contain_text(response["stance"].removesuffix("s"))


@pytest.fixture(scope="module")
def reader(lent: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A service with an invented roll, whose text the user has."""
    source, texts = tmp_path_factory.mktemp("roll"), tmp_path_factory.mktemp("texts")
    start = TEXT.index(KEPT)
    (texts / "roll.txt").write_text(TEXT, encoding="utf-8")
    form = {
        "id": "mill", "title": "Roll of the Old Mill", "publisher": "miller", "licence": "CC0-1.0",
        "published": {"on": "2020-02-01"}, "text": {"file": "roll.txt", "length": len(TEXT), "sha256": hash_text(TEXT)},
    }  # fmt: skip
    kept = {
        "key": "kept", "predicate": "holds", "observed": "2020-01-15",
        "roles": {"subject": ["miller"], "object": ["men"]},
        "cite": {"locator": "line 2", "start": start, "end": start + len(KEPT), "sha256": hash_text(KEPT)},
        "count": {"wording": "about 150", "kind": "stock"},
    }  # fmt: skip
    entities = [
        {"id": "miller", "label": "Actor", "kind": "organisation", "name": "Miller"},
        {"id": "men", "label": "Group", "kind": "detainees", "name": "strangers"},
    ]
    (source / "source.yml").write_text(json.dumps(form), encoding="utf-8")
    (source / "dossier.yml").write_text(json.dumps({"entities": entities, "statements": [kept]}), encoding="utf-8")
    load_into(lent, source)
    with (
        served(create_app(Settings(data=lent, neo4j_uri=None, texts=texts))) as with_texts,
        served(create_app(Settings(data=lent, neo4j_uri=None))) as without,
    ):
        yield {"with": with_texts, "without": without}


def test_the_words_cited_are_shown_to_who_has_the_text(opened: Callable[..., Page], reader: dict[str, str]) -> None:
    page = opened(base_url=reader["with"])
    visit(page, "/statements/mill:kept")
    expect(page.locator("main")).to_contain_text(KEPT)


def test_without_the_text_no_words_of_it_are_shown(opened: Callable[..., Page], reader: dict[str, str]) -> None:
    page = opened(base_url=reader["without"])
    visit(page, "/statements/mill:kept")
    expect(page.locator("main")).to_contain_text("strangers")
    expect(page.locator("main")).not_to_contain_text(KEPT)


def test_disputes_of_one_kind_alone_can_be_shown(page: Page, site: str) -> None:
    visit(page, "/contested")
    rows = asked(site, "/contested")["rows"]
    unfold(page)
    with Next(page):
        page.get_by_label("Kind of dispute").select_option("figures")
    figures = [row for row in rows if row["why"] == "figures"]
    assert 0 < len(figures) < len(rows)
    expect(page.locator(".rows article.dispute")).to_have_count(len(figures))


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_the_sides_of_a_dispute_stand_beside_one_another_with_their_words(
    opened: Callable[..., Page], site: str, size: tuple[int, int]
) -> None:
    page = opened(viewport={"width": size[0], "height": size[1]})
    visit(page, "/contested")
    rows = asked(site, "/contested")["rows"]
    articles = page.locator(".rows article.dispute")
    expect(articles).to_have_count(len(rows))
    assert "_" not in page.locator("main .rows").inner_text()
    one = articles.first
    readings = next(row for row in rows if row["disputed"]["id"] in str(one.get_attribute("aria-labelledby")))[
        "readings"
    ]
    for reading in readings:  # each speaker with the words of its claim, which lead to the statement
        expect(one).to_contain_text(reading["saidBy"]["name"])
        expect(one.locator(f"a[href='/statements/{reading['statement']}']").first).to_be_attached()
    boxes = [side.bounding_box() for side in one.locator(".sides > section").all()]
    first, second = (box for box in boxes[:2] if box)
    if size[0] > 1000:
        assert first["x"] + first["width"] <= second["x"]
        assert first["y"] == second["y"]
    else:
        assert first["y"] + first["height"] <= second["y"]
    shown = [text for text in page.locator("article.dispute > h2").all_inner_texts() if text]
    assert len(shown) == len(set(shown))


def test_rows_that_are_alike_are_a_group_that_leads_to_them(page: Page, site: str) -> None:
    visit(page, "/contested")
    answer = asked(site, "/contested")
    assert answer["groupCount"] == len(answer["groups"]) > 0
    groups = page.locator("details.alike")
    groups.evaluate("details => details.open = true")
    links = groups.get_by_role("link")
    expect(links).to_have_text([group["first"] for group in answer["groups"]])
    expect(groups.locator("li").first).to_contain_text(f"{answer['groups'][0]['number']} alike")
    with Next(page):
        links.last.click()
    rows = page.locator(".rows article.dispute")
    expect(rows).to_have_count(answer["groups"][-1]["number"])
    expect(page.locator("p.alike")).to_contain_text(answer["groups"][-1]["first"])
    with Next(page):
        page.get_by_role("link", name="Show all rows").click()
    expect(rows).to_have_count(len(answer["rows"]))


def test_each_silence_is_a_question_that_can_be_sent(page: Page, site: str) -> None:
    visit(page, "/silences?entity=sdf")
    rows = asked(site, "/silences?entity=sdf")["rows"]
    articles = page.locator(".rows article")
    expect(articles).to_have_count(len(rows))
    for article in page.locator(".rows > .articles > article").all():
        question = article.locator("h2").first.inner_text()
        assert question.endswith("?")
        assert not re.search(r"[_\[\]]|\d-\d\d|  |null|undefined", question), question
        letter = str(article.get_by_role("link", name="Write an e-mail").first.get_attribute("href"))
        assert parse_qs(letter.partition("?")[2])["subject"] == [question]
    first = rows[0]
    named = [ref["name"] for key in ("whose", "of") for ref in first["wouldClose"][key]]
    assert named
    for name in named:
        expect(articles.first.locator("h2").first).to_contain_text(name)


def test_another_question_asks_for_no_group_of_the_last_one(page: Page) -> None:
    visit(page, "/contested?group=0")
    unfold(page)
    with Next(page):
        page.get_by_label("Kind of dispute").select_option("figures")
    assert "group" not in parse_qs(urlsplit(page.url).query)


def test_a_number_of_another_day_has_its_day_in_the_table(page: Page) -> None:
    visit(page, "/custody?held=isis-suspects&as_of=2026-02-05")
    row = page.locator(".rows > .table").first.locator("tbody > tr", has_text="Syrian Democratic Forces")
    number = row.locator("[data-head='How many']")
    expect(number).to_contain_text("2,000 or more in the one place counted (counted between 2019-01-01 and 2026-01-31)")
    figure = number.get_by_role("link", name="thousands")
    expect(figure).to_contain_text("CBS News")
    expect(figure).to_have_attribute("href", re.compile("^/statements/"))


def test_where_a_row_shows_only_some_statements_their_number_leads_to_all(page: Page) -> None:
    def cut(route: Route) -> None:
        answer = route.fetch().json()
        for row in answer["rows"]:
            row["statementCount"] = 1310
        route.fulfill(json=answer)

    page.route("**/v1/custody?*", cut)
    visit(page, "/custody?held=isis-suspects&as_of=2026-02-05")
    rest = page.get_by_role("link", name="of 1,310 statements; show all").first
    address = parse_qs(urlsplit(str(rest.get_attribute("href"))).query)
    assert address == {"held": ["isis-suspects"], "as_of": ["2026-02-05"], "include": ["statements"]}


def test_certain_only_leaves_what_is_certain(page: Page, site: str) -> None:
    visit(page, "/custody?held=rf-isis-members&as_of=2026-01")
    unfold(page)
    with Next(page):
        page.get_by_label("Certain only").check()
    assert parse_qs(urlsplit(page.url).query)["certainty"] == ["certain"]
    rows = asked(site, "/custody?held=rf-isis-members&as_of=2026-01&certainty=certain")["rows"]
    assert rows
    expect(page.locator(".rows > .table").first.locator("tbody > tr")).to_have_count(len(rows))


def test_what_is_not_drawn_and_what_no_line_means_is_told(page: Page) -> None:
    def fewer(route: Route) -> None:
        url = route.request.url
        route.continue_(url=f"{url}{'&' if '?' in url else '?'}limit=10")

    page.route("**/v1/network/spells*", fewer)
    visit(page, "/alliances?as_of=2016-05-01")
    expect(page.locator(".steering .caption")).to_contain_text("Only the 10 actors with most pairs are drawn")
    expect(page.locator(".steering .caption")).to_contain_text(
        "No line means no evidence. It does not mean neutrality."
    )


def test_a_query_of_the_cookbook_is_run_with_another_parameter(page: Page, site: str) -> None:
    visit(page, "/queries/holders_on_a_day")
    page.get_by_label("day", exact=True).fill("2019-06-01")
    with Next(page):
        page.get_by_role("button", name="Run").click()
    assert parse_qs(urlsplit(page.url).query)["day"] == ["2019-06-01"]
    rows = asked(site, "/queries/holders_on_a_day?day=2019-06-01")["rows"]
    assert rows
    expect(page.locator(".rows tbody > tr")).to_have_count(len(rows))


def test_a_query_that_writes_is_refused_beside_the_editor(page: Page, watched: Watched) -> None:
    watched.expected.append("400")
    visit(page, "/cypher?query=CREATE%20(n)%20RETURN%20n")
    expect(page.locator(".rows [role=alert]")).to_contain_text("CREATE")
    expect(page.locator(".cm-content, textarea").first).to_contain_text("CREATE (n)")


def test_rows_that_tie_two_names_are_drawn_too(page: Page) -> None:
    query = "MATCH (a:Actor)-[:FIGHTS]->(b:Actor) RETURN a.id AS one, b.id AS other LIMIT 20"
    visit(page, f"/cypher?query={quote(query)}")
    page.get_by_text("As a picture").click()
    expect(page.locator("details svg[role=img]")).to_be_visible()
