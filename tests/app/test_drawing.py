"""Every answer as a picture: well-formed, self-contained, true to the bounds, and safe whatever names are in it."""

import copy
import json
import re
from datetime import date
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest

from app.cypher_routes import COOKBOOK, TABLE
from app.drawing.draw import DRAWN, PLACED, draw_answer
from app.drawing.layout import DayScale, Numbers, number_band, time_band
from app.drawing.marks import Box, clean_text, cut_text, entity_name, text_width, wrap_text
from app.question import AnswerShape
from app.questions import load_question
from app.service_routes import LOADED

SVG = "{http://www.w3.org/2000/svg}"
# every kind of answer, with its question, or the shape of what no question has, where other tests draw it by themselves
ANSWERS: list[tuple[str, str | AnswerShape | None]] = [
    ("custody?held=isis-suspects&as_of=2026-02-05", "custody"),
    ("custody?as_of=1900", "custody"),
    ("custody/series?held=isis-suspects", "series"),
    ("custody/ledger?held=isis-suspects&as_of=2026-02-05", "ledger"),
    ("custody/chain?held=isis-suspects", "chain"),
    ("alliances?as_of=2026-01-25", "alliances"),
    ("alliances?actor=sdf&as_of=2026-01-25", "alliances"),
    ("alliances/balance?as_of=2026-01-25", None),
    ("alliances/series?from=2019&to=2026", "alliances_series"),
    ("alliances/diff?from=2019&to=2026-01-25", "alliances_diff"),
    ("alliances/diff?from=2025-01-10&to=2026-01-25&from_known_at=2026-01-20", "alliances_diff"),
    ("network?as_of=2026-01-25", "network"),
    ("network?as_of=1800", "network"),
    ("contested", "contested"),
    ("silences?as_of=2026-02-05", "silences"),
    ("plans?held=isis-suspects", "plans"),
    ("events", "events"),
    ("entities/sdf/statements?exclude=iraq", "entity_statements"),
    ("statements/isis-detainee-transfer:iraq-received", "statement"),
    ("entities", "entities"),
    ("entities/sdf", "entity"),
    ("sources", "sources"),
    ("sources/isis-detainee-transfer", "source"),
    ("search?q=isis", "search"),
    ("status", LOADED),
    ("queries", COOKBOOK),
    ("queries/holders_on_a_day", None),
    ("changes?since=0", None),
    ("paths?from=us&to=isis-suspects", None),
    ("cypher?query=RETURN%201%20AS%20a", None),
]
OWN = [(path, load_question(found).shape if isinstance(found, str) else found) for path, found in ANSWERS if found]
HOSTILE = [
    "</text><script>alert(1)</script>&amp;\"'",
    "\u202eقوات\u202c \u2067سوريا",
    "x" * 500,
    "bell \x07, null \x00, escape \x1b, not a character \uffff",
    "two\nlines\tand\r\nmore]]>",
    "{a} {0} %s",
]


def address(base: str, path: str, suffix: str = "") -> str:
    name, mark, asked = path.partition("?")
    return f"{base}/v1/{name}{suffix}{mark}{asked}"


def read(content: bytes) -> ElementTree.Element:
    """The picture, after what holds for each: one size, a title, a description, no script, no address."""
    root = ElementTree.fromstring(content)
    assert root.tag == f"{SVG}svg"
    assert root.get("width") in ("960", "360")  # on a phone it is narrow
    links = list(root.iter(f"{SVG}a"))
    assert root.get("role") == ("group" if links else "img")
    assert root.findtext(f"{SVG}title")
    assert root.findtext(f"{SVG}desc")
    elements = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert elements <= {
        "svg", "title", "desc", "style", "defs", "pattern", "path", "linearGradient", "stop", "rect", "text", "line",
        "circle", "polygon", "a", "g", "view",
    }  # fmt: skip
    for element in root.iter():
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert "href" not in name or (element.tag == f"{SVG}a" and value.startswith("/statements/"))
            assert "url(" not in value.replace("url(#", "")
    assert "@import" not in str(root.findtext(f"{SVG}style"))
    assert "url(" not in str(root.findtext(f"{SVG}style"))
    return root


def words(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def outside(root: ElementTree.Element) -> list[dict[str, str]]:
    """Marks of which a corner lies beyond the paper."""
    _, _, wide, high = map(float, str(root.get("viewBox")).split())
    found = []
    for element in root.iter():
        get = lambda name, element=element: float(element.get(name, 0))  # noqa: E731
        kind, points = element.tag.removeprefix(SVG), list[tuple[float, float]]()
        if kind == "rect":
            points = [(get("x"), get("y")), (get("x") + get("width"), get("y") + get("height"))]
            assert get("width") >= 0
            assert get("height") >= 0
        elif kind == "line":
            points = [(get("x1"), get("y1")), (get("x2"), get("y2"))]
        elif kind == "circle":
            points = [(get("cx") - get("r"), get("cy") - get("r")), (get("cx") + get("r"), get("cy") + get("r"))]
        elif kind == "polygon":
            points = [tuple(map(float, pair.split(","))) for pair in str(element.get("points")).split()]  # type: ignore[misc]
        elif kind == "text":
            size = text_width(element.text or "", get("font-size"))
            left = get("x") - {"start": 0, "middle": size / 2, "end": size}[element.get("text-anchor", "start")]
            points = [(left, get("y")), (left + size, get("y"))]
        if any(not (-0.1 <= x <= wide + 0.1 and -0.1 <= y <= high + 0.1) for x, y in points):
            found.append(dict(element.attrib) | {"text": element.text or "", "kind": kind})
    return found


@pytest.mark.parametrize("path", [path for path, _ in ANSWERS])
def test_every_answer_is_a_picture_with_its_summary_and_nothing_beyond_its_paper(base: str, path: str) -> None:
    httpx.get(address(base, path), timeout=60)  # the first query may say that it waited for a copy
    answer = httpx.get(address(base, path, ".svg"), timeout=60)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert answer.headers["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    root = read(answer.content)
    assert outside(root) == []
    assert httpx.get(address(base, path), headers={"Accept": "image/svg+xml"}, timeout=60).content == answer.content
    as_json = httpx.get(address(base, path), timeout=60).json()
    assert clean_text(as_json.get("summary", "")) in str(root.findtext(f"{SVG}title"))
    if "dataVersion" in as_json:
        assert any(f"data version {as_json['dataVersion']}" in line for line in words(root))


def test_a_picture_is_sent_once_and_given_again_from_memory(base: str) -> None:
    path = address(base, "custody?held=isis-suspects&as_of=2026-02-05", ".svg")
    first, again = httpx.get(path, timeout=60), httpx.get(path, timeout=60)
    assert first.content == again.content
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
    assert httpx.get(path, headers={"If-None-Match": first.headers["etag"]}, timeout=60).status_code == 304
    head = httpx.head(path, timeout=60)
    assert (head.content, head.headers["content-length"]) == (b"", str(len(first.content)))


def test_an_image_of_a_page_is_a_picture(base: str) -> None:
    accept = {"Accept": "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8"}
    answer = httpx.get(address(base, "custody"), headers=accept, timeout=60)
    assert answer.headers["content-type"] == "image/svg+xml"


def test_every_row_of_custody_is_in_the_picture_with_its_number(base: str) -> None:
    asked = "custody?as_of=2026-02-05"
    said = " ".join(words(read(httpx.get(address(base, asked, ".svg"), timeout=60).content)))
    rows = httpx.get(address(base, asked), timeout=60).json()["rows"]
    assert rows
    for row in rows:
        # a long name is on several lines
        for word in f"{entity_name(row['holder'])} {entity_name(row['held'])}".split():
            assert word in said
        if row["count"]:
            assert f"{row['count']['min']:,}" in said
            assert row["count"]["max"] is not None or f"{row['count']['min']:,} or more" in said
    assert "1,800 to 2,200 came" in said


def test_doubt_is_told_in_words(base: str) -> None:
    alliances = read(httpx.get(address(base, "alliances?as_of=2026-01-25", ".svg"), timeout=60).content)
    said = " ".join(words(alliances))
    assert "no evidence, not neutrality" in said
    for style in ("friendly", "hostile", "neutral", "mixed", "possible"):
        assert style in said
    hostile = [line for line in alliances.iter(f"{SVG}line") if "hostile-line" in str(line.get("class"))]
    assert hostile
    assert all("dashed" in str(line.get("class")) for line in hostile)
    series = read(httpx.get(address(base, "custody/series?held=isis-suspects", ".svg"), timeout=60).content)
    assert "between them nobody says how many" in " ".join(words(series))
    assert not [
        line
        for line in series.iter(f"{SVG}line")
        if line.get("x1") != line.get("x2") and line.get("y1") != line.get("y2")
    ]


def test_an_actor_is_at_one_place_in_all_pictures(base: str) -> None:
    def places(path: str) -> dict[str, tuple[str | None, str | None]]:
        root = read(httpx.get(address(base, path, ".svg"), timeout=60).content)
        return {str(dot.findtext(f"{SVG}title")): (dot.get("cx"), dot.get("cy")) for dot in root.iter(f"{SVG}circle")}

    network, of_one = places("network?as_of=2026-01-25"), places("alliances?as_of=2026-01-25&actor=sdf&depth=2")
    common = set(network) & set(of_one)
    assert len(common) > 1
    # titles and summaries differ in height, so places are compared with one another
    one, *others = sorted(common)
    for other in others:
        for found in (network, of_one):
            assert None not in found[other]
        gaps = [
            [float(str(found[other][axis])) - float(str(found[one][axis])) for axis in (0, 1)]
            for found in (network, of_one)
        ]
        assert gaps[0] == pytest.approx(gaps[1], abs=0.3)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(("path", "shape"), OWN, ids=[path for path, _ in OWN])
def test_a_hostile_name_stays_text(base: str, path: str, shape: AnswerShape, name: str) -> None:
    data = renamed(httpx.get(address(base, path), timeout=60).json(), name)
    data["summary"] = f"{name} in a summary"
    content = draw_answer(data, shape, lambda _: (0.5, -0.5))
    root = read(content)
    assert outside(root) == []
    assert b"<script" not in content
    assert f"{clean_text(name)} in a summary" in str(root.findtext(f"{SVG}title"))
    text = "".join(root.itertext())
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066\u2067]", text)
    for line in words(root):
        assert line.count("\u2068") == line.count("\u2069")


def renamed(data: Any, name: str) -> Any:
    """The answer with every name and title replaced."""
    if isinstance(data, dict):
        return {
            key: name
            if key in ("name", "title", "wording", "because") and isinstance(value, str)
            else renamed(value, name)
            for key, value in data.items()
        }
    return [renamed(value, name) for value in data] if isinstance(data, list) else data


def test_more_rows_than_a_picture_holds_are_counted(base: str) -> None:
    data = httpx.get(address(base, "custody?as_of=2026-02-05"), timeout=60).json()
    many = data | {"rows": [copy.deepcopy(data["rows"][0]) for _ in range(307)]}
    assert "7 more rows" in words(read(draw_answer(many, load_question("custody").shape)))
    table = {"columns": ["a"], "rows": [{"a": number} for number in range(100)], "notes": [], "dataVersion": 1}
    assert "40 more rows" in words(read(draw_answer(table, TABLE)))
    wide = {"columns": [f"c{n}" for n in range(40)], "rows": [{f"c{n}": "word " * 9 for n in range(40)}]}
    root = read(draw_answer(wide, TABLE))
    assert any("more columns in the CSV" in line for line in words(root))
    assert outside(root) == []


def test_every_drawing_has_been_drawn_here() -> None:
    assert {shape.drawing for _, shape in OWN} >= {*DRAWN, *PLACED}


def test_days_and_bands_stand_where_the_bounds_are() -> None:
    days = DayScale(date(2020, 1, 1), date(2020, 12, 31), 100, 466)  # a day is one wide
    assert (days.x(date(2020, 1, 1)), days.end(date(2020, 12, 31))) == (100, 466)
    assert days.x(date(2020, 2, 1)) == pytest.approx(131)
    bounds = (date(2020, 2, 1), date(2020, 3, 1), date(2020, 5, 1), date(2020, 6, 1))
    pale, solid = (mark for mark in time_band(days, 0, bounds) if isinstance(mark, Box))
    assert (pale.colour, solid.colour) == ("possible", "certain")
    assert (pale.x, pale.x + pale.width) == pytest.approx((days.x(bounds[0]), days.end(bounds[3])))
    assert (solid.x, solid.x + solid.width) == pytest.approx((days.x(bounds[1]), days.end(bounds[2])))
    open_end = [mark for mark in time_band(days, 0, (*bounds[:3], None)) if isinstance(mark, Box)]
    assert [mark.how for mark in open_end] == ["right", "solid", "solid"]
    sighting = [mark for mark in time_band(days, 0, (None, bounds[3], bounds[0], None), True) if isinstance(mark, Box)]
    assert "certain" not in {mark.colour for mark in sighting if mark.how == "solid"}
    assert [mark.how for mark in sighting] == ["left", "right", "solid", "hollow"]


def test_numbers_and_their_bands_stand_where_the_bounds_are() -> None:
    numbers = Numbers.of([100, None, 400], 0, 400)
    (band,) = [mark for mark in number_band(numbers, 0, 100, 300, "certain") if isinstance(mark, Box)]
    assert (band.x, band.width) == (100, 200)
    marks = [mark for mark in number_band(numbers, 0, 100, None, "certain") if isinstance(mark, Box)]
    assert [mark.how for mark in marks] == ["solid", "right"]
    below = Numbers.of([-50, 50], 0, 100)
    assert (below.x(-50), below.x(0), below.x(50)) == (0, 50, 100)


YEAR_2019 = {"earliestStart": "2019-01-01", "latestStart": "2019-02-01", "earliestEnd": "2020-01-01", "latestEnd": None}
NO_DAY = dict.fromkeys(YEAR_2019)


def told(id_: str, subject: str, object_: str, said_by: str = "x", **more: Any) -> dict[str, Any]:
    roles = {"subject": [{"id": subject, "name": subject}], "object": [{"id": object_, "name": object_}]}
    bounds = YEAR_2019 | more.pop("validity", {})
    one = {"id": id_, "predicate": "fights", "polarity": "asserts", "mode": "occurred", "roles": roles, "count": None}
    said = {"saidBy": {"id": said_by, "name": said_by}, "about": [], "responses": []}
    return one | said | {"validity": bounds | {"written": "2019", "observed": False}} | more


def lanes_of(*rows: dict[str, Any]) -> ElementTree.Element:
    return read(
        draw_answer(
            {"entity": {"id": "a", "name": "a"}, "rows": rows, "notes": []}, load_question("entity_statements").shape
        )
    )


def test_what_is_said_of_an_entity_is_a_lane_for_each_predicate_and_other_end_the_most_told_first() -> None:
    root = lanes_of(
        told("1", "a", "b"), told("2", "a", "c"), told("3", "a", "c"), told("4", "b", "a"), told("5", "b", "c", "a")
    )  # fmt: skip
    said = words(root)
    assert [line for line in said if "fights" in line] == ["fights c", "b fights a", "fights b"]
    assert "2 statements" in said
    assert "Not drawn, as they tie it to nobody: 1." in said
    links = [str(link.get("href")) for link in root.iter(f"{SVG}a")]
    assert links == [f"/statements/{one}" for one in "2341"]
    above, below, *_ = (link.find(f"{SVG}rect[@class='certain']") for link in root.iter(f"{SVG}a"))
    assert above is not None
    assert below is not None
    assert above.get("x") == below.get("x")
    assert float(str(below.get("y"))) > float(str(above.get("y")))  # at the same time, so below one another


def test_a_denial_is_crossed_and_hollow_and_a_plan_hatched_and_what_has_no_day_is_counted() -> None:
    root = lanes_of(
        told("1", "a", "b", polarity="denies"),
        told("2", "a", "c", mode="intended"),
        told("3", "a", "d", validity=NO_DAY),
    )
    denied, planned = root.iter(f"{SVG}a")
    assert "×" in "".join(denied.itertext())
    assert not [box for box in denied.iter(f"{SVG}rect") if box.get("class") in ("certain", "possible")]
    boxes = [box for box in planned.iter(f"{SVG}rect") if box.get("class") != "touch"]
    assert boxes
    assert all("url(#whoholds-" in str(box.get("style")) for box in boxes)
    assert {"denied", "planned, asked for or expected", "Not drawn, as no day is known: 1."} <= set(words(root))


def test_a_mark_leads_to_its_statement_and_is_named_by_what_it_says(base: str) -> None:
    for path in ("custody/series?held=isis-suspects", "plans?held=isis-suspects", "entities/sdf/statements"):
        root = read(httpx.get(address(base, path, ".svg"), timeout=60).content)
        links = list(root.iter(f"{SVG}a"))
        assert links
        for link in links:
            assert link.get("aria-label") == link.findtext(f"{SVG}title")
            assert "says " in str(link.get("aria-label"))
            found = httpx.get(f"{base}/v1{link.get('href')}", timeout=60)
            assert found.status_code == 200


@pytest.mark.parametrize(
    ("first", "last", "some"),
    [
        (date(2026, 1, 20), date(2026, 1, 26), "2026-01-21"),
        (date(2025, 11, 1), date(2026, 3, 1), "2026-01"),
        (date(2019, 1, 1), date(2026, 3, 1), "2020"),
        (date(1816, 1, 1), date(2023, 12, 31), "1850"),
        (date(1, 1, 1), date(9999, 12, 31), "2000"),
        (date(2026, 1, 1), date(2026, 1, 1), "2026-01-01"),
    ],
)
def test_an_axis_has_some_round_days(first: date, last: date, some: str) -> None:
    ticks = DayScale(first, last, 0, 500).ticks()
    assert some in [words for _, words in ticks]
    assert 1 <= len(ticks) <= 9
    assert all(first <= day <= last for day, _ in ticks)


def test_words_fit_their_room() -> None:
    for text in ("one two three four five six", "x" * 300, "漢字" * 40, "", "a " * 200):
        lines = wrap_text(text, 12, 100)
        assert all(text_width(line, 12) <= 100 for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert text_width(cut_text(text, 12, 50), 12) <= 50
        assert len(wrap_text(text, 12, 100, 2)) <= 2


def test_cypher_by_its_address_is_that_of_the_body(base: str) -> None:
    query, parameters = "MATCH (a:Actor {id: $id}) RETURN a.name AS name", {"id": "sdf"}
    posted = httpx.post(f"{base}/v1/cypher", json={"query": query, "parameters": parameters, "limit": 5}, timeout=60)
    asked = {"query": query, "parameters": json.dumps(parameters), "limit": "5"}
    got = httpx.get(f"{base}/v1/cypher", params=asked, timeout=60)
    assert (got.status_code, got.content) == (200, posted.content)
    assert got.headers["cache-control"] == "no-store"
    assert "Syrian Democratic Forces" in words(
        read(httpx.get(f"{base}/v1/cypher.svg", params=asked, timeout=60).content)
    )
    drawn = httpx.post(f"{base}/v1/cypher.svg", json={"query": query, "parameters": parameters}, timeout=60)
    assert "Syrian Democratic Forces" in words(read(drawn.content))


@pytest.mark.parametrize(
    ("asked", "status", "parameter"),
    [
        ({"query": "CREATE (a) RETURN a"}, 400, "query"),
        ({"query": "RETURN 1", "parameters": "{"}, 422, "parameters"),
        ({"query": "RETURN 1", "parameters": "[1]"}, 422, "parameters"),
        ({"query": "RETURN 1", "limit": "0"}, 422, "limit"),
        ({"query": "RETURN 1", "params": "{}"}, 422, "params"),
        ({}, 422, "query"),
    ],
)
def test_what_is_wrong_in_such_an_address_is_named(
    base: str, asked: dict[str, str], status: int, parameter: str
) -> None:
    answer = httpx.get(f"{base}/v1/cypher", params=asked, timeout=60)
    assert (answer.status_code, answer.json().get("parameter")) == (status, parameter)


def test_the_post_still_knows_no_parameters_of_an_address(base: str) -> None:
    assert httpx.post(f"{base}/v1/cypher?limit=5", json={"query": "RETURN 1"}, timeout=60).status_code == 422


def one_actor(
    names: list[str], sign: int | None = 1, certainty: str = "certain", **others: Any
) -> list[dict[str, Any]]:
    """Rows of the alliances of one actor with these."""
    return [
        {
            "a": {"id": "middle", "name": "Government of Middle", "kind": "government"},
            "b": {"id": f"{sign}-{certainty}-{at}", "name": name, "kind": "armed_group"},
            "sign": sign,
            "mixed": sign is None,
            "certainty": certainty,
            "contested": False,
            "statements": [{"id": f"s{at}"}],
        }
        | others
        for at, name in enumerate(names)
    ]


def around(rows: list[dict[str, Any]], actor: Any = None, width: int = 960) -> ElementTree.Element:
    question = {"actor": actor or {"id": "middle", "name": "Government of Middle"}, "asOf": "2016"}
    data = {"question": question, "summary": "Said.", "rows": rows, "notes": []}
    return read(draw_answer(data, load_question("alliances").shape, width=width))


def box_of(text: ElementTree.Element) -> tuple[float, float, float, float]:
    size = float(text.get("font-size", 0))
    wide = text_width(text.text or "", size)
    left = float(text.get("x", 0)) - {"start": 0, "middle": wide / 2, "end": wide}[text.get("text-anchor", "start")]
    return left, float(text.get("y", 0)) - size * 0.8, left + wide, float(text.get("y", 0)) + size * 0.2


MANY = [f"Government of Country {number}" for number in range(75)]


@pytest.mark.parametrize("width", [960, 360])
@pytest.mark.parametrize(
    "rows",
    [
        one_actor(MANY[:1], -1),
        one_actor(MANY[:29], -1) + one_actor(MANY[:2]),
        one_actor(MANY) + one_actor(MANY, -1, "possible") + one_actor(MANY, 0) + one_actor(MANY, None),
        one_actor(HOSTILE) + one_actor(HOSTILE, -1, contested=True),
        [],
    ],
)
def test_around_one_actor_no_two_names_meet_and_no_line_crosses_a_name(rows: list[dict[str, Any]], width: int) -> None:
    root = around(rows, width=width)
    assert root.get("width") == str(width)
    assert outside(root) == []
    boxes = [box_of(text) for text in root.iter(f"{SVG}text")]
    for at, one in enumerate(boxes):
        for two in boxes[:at]:
            assert not (one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3])
    lines = [line for link in root.iter(f"{SVG}a") for line in link.iter(f"{SVG}line")]
    names = [box_of(text) for link in root.iter(f"{SVG}a") for text in link.iter(f"{SVG}text")]
    for line in lines:
        (x, y), (x2, y2) = [(float(line.get(f"x{n}", 0)), float(line.get(f"y{n}", 0))) for n in (1, 2)]
        for share in (number / 40 for number in range(41)):
            at_x, at_y = x + (x2 - x) * share, y + (y2 - y) * share
            assert not any(box[0] < at_x < box[2] and box[1] < at_y < box[3] for box in names)


def test_around_one_actor_friends_are_left_and_foes_right_by_short_names_and_dashes_of_their_signs() -> None:
    root = around(one_actor(["Government of Mali"]) + one_actor(["Ansar Dine"], -1, "possible", contested=True))
    friend, foe = root.iter(f"{SVG}a")
    assert (friend.get("data-pair"), foe.get("data-pair")) == ("middle~1-certain-0", "middle~-1-possible-0")
    assert friend.get("aria-label") == "Middle and Mali: friendly, certain"
    assert foe.get("aria-label") == "Middle and Ansar Dine: hostile, possible, contested"
    (one, other) = (next(link.iter(f"{SVG}line")) for link in (friend, foe))
    assert (one.get("class"), other.get("class")) == ("line friendly-line solid", "line hostile-line dashed thin")
    assert float(one.get("x2", 0)) < float(one.get("x1", 0)) == float(other.get("x1", 0)) < float(other.get("x2", 0))
    assert {"Middle", "Mali", "Ansar Dine", "Friends: 1", "Foes: 1"} <= set(words(root))


def test_states_and_governments_are_squares_and_all_others_are_discs() -> None:
    partners = [{"id": kind, "name": kind, "kind": kind} for kind in ("state", "government", "armed_group", "court")]
    root = around([row for partner in partners for row in one_actor([""], b=partner)])
    marks = {link.get("data-pair"): link for link in root.iter(f"{SVG}a")}
    square = {kind: marks[f"middle~{kind}"].find(f"{SVG}rect[@class='friendly']") is not None for kind in
              ("state", "government", "armed_group", "court")}  # fmt: skip
    assert square == {"state": True, "government": True, "armed_group": False, "court": False}
    assert {"state or government", "group or body"} <= set(words(root))


def test_a_page_that_has_little_room_asks_for_a_narrow_picture(base: str) -> None:
    asked = f"{base}/v1/alliances?actor=sdf&as_of=2026-01-15"
    wide, narrow = (
        httpx.get(asked, headers={"Accept": f"image/svg+xml{width}"}, timeout=60) for width in ("", ";width=358")
    )
    assert narrow.headers["content-type"] == "image/svg+xml"
    assert [read(answer.content).get("width") for answer in (wide, narrow)] == ["960", "360"]
    assert outside(read(narrow.content)) == []


def test_a_name_that_is_several_actors_is_all_of_them_and_a_pair_of_a_part_has_both_names() -> None:
    two = [{"id": "middle", "name": "Government of Middle"}, {"id": "old", "name": "Old Middle"}]
    part = {"id": "part", "name": "Guard", "kind": "armed_group"}
    root = around(one_actor(["Mali"]) + one_actor(["Chad"], -1, a=part), two)
    assert "Government of Middle, Old Middle" in str(root.findtext(f"{SVG}title"))
    assert {"Middle and Old Middle", "Mali", "Guard and Chad"} <= set(words(root))


def test_pairs_further_away_than_one_step_are_drawn_as_a_network() -> None:
    rows = one_actor(["Mali"], statements=["an-id"])
    assert not list(around(rows).iter(f"{SVG}a"))


@pytest.mark.parametrize("width", [360, 960])
def test_rows_in_a_narrow_place_have_their_labels_above_their_marks_and_nothing_sticks_out(width: int) -> None:
    data = {"entity": {"id": "a", "name": "a"}, "notes": [], "rows": [
        told(str(number), "a", f"a body whose name has as many as {number} words of which all are to be read")
        for number in range(5)
    ]}  # fmt: skip
    root = read(draw_answer(data, load_question("entity_statements").shape, width=width))
    wide = float(str(root.get("width")))
    assert wide == width
    links = [box for link in root.iter(f"{SVG}a") for box in link.iter(f"{SVG}rect")]
    boxes = [[float(str(box.get(side))) for side in ("x", "y", "width", "height")] for box in links]
    assert len({top for _, top, _, _ in boxes}) >= len(data["rows"])
    assert all(left >= 0 and left + across <= wide for left, _, across, _ in boxes)
    lines = [text for text in root.iter(f"{SVG}text") if re.search("fights|words|read", "".join(text.itertext()))]
    assert len(lines) > len(data["rows"])
    for line in lines:
        x, y = float(str(line.get("x"))), float(str(line.get("y")))
        end = x + text_width("".join(line.itertext()), 13)
        assert end <= wide
        for left, top, _, high in boxes:  # 3 pixels below a line are for what hangs below it
            assert end <= left or y + 3 <= top + 3 or y - 11 >= top + high
