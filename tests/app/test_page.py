"""The page as the service gives it, without a browser: its shell, its files, and the way to the answers behind it."""

import gzip
import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from app.formats import MEDIA
from app.page import OF_ONE, PAGE_ONLY, PLAIN, VIEWS
from app.page_head import TITLES
from tests.app.conftest import problem_of

WEB = Path(__file__).resolve().parents[2] / "app" / "web" / "src"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
ODD = ("a?b#c", "a b&c=d", "100%", "%2e%2e", "لا أحد", "a.b.c", "a∕b", "a;b", "'\"<b>")


def routes() -> list[re.Pattern[str]]:
    """The paths that router.ts knows."""
    found = re.findall(r"\[/(\^.+?\$)/, \(\) => import", (WEB / "router.ts").read_text(encoding="utf-8"))
    return [re.compile(pattern.replace(r"\/", "/")) for pattern in found]


def served_paths() -> list[str]:
    return ["/", *PLAIN, *VIEWS, *(f"{folder}/sdf" for folder in OF_ONE)]


def test_every_view_is_an_address_of_the_service_and_the_other_way_round() -> None:
    assert len(routes()) > 10
    for path in served_paths():
        assert sum(bool(route.match(path)) for route in routes()) == 1, path
    for route in routes():
        assert any(route.match(path) for path in served_paths()), route.pattern


@pytest.mark.parametrize("path", served_paths())
def test_a_view_is_the_one_file_of_the_page(base: str, path: str) -> None:
    page = httpx.get(base + path, headers=BROWSER, timeout=60)
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert '<script type="module" crossorigin src="/static/index.js">' in page.text
    assert "$plain" not in page.text


def test_both_know_what_only_the_page_reads() -> None:
    own = re.search(r"export const OWN = \[(.+?)\]", (WEB / "address.ts").read_text(encoding="utf-8"))
    assert own
    assert set(re.findall(r'"(\w+)"', own[1])) == PAGE_ONLY


@pytest.mark.parametrize("suffix", MEDIA)
def test_a_suffix_leads_to_the_answer_and_takes_along_all_that_the_api_knows(base: str, suffix: str) -> None:
    own = "&".join(f"{name}=1" for name in sorted(PAGE_ONLY))
    asked = f"/custody.{suffix}?held=isis-suspects&{own}&as_of=2026-01&held=a%26b"
    answer = httpx.get(base + asked, timeout=60)
    assert answer.status_code == 307
    assert answer.headers["location"] == f"/v1/custody.{suffix}?held=isis-suspects&as_of=2026-01&held=a%26b"


def test_a_view_and_its_file_ask_the_same(base: str) -> None:
    for suffix in ("json", "csv"):
        question = f".{suffix}?held=ISIS%20suspects&as_of=2026-01"
        there = httpx.get(f"{base}/custody{question}&embed=1", follow_redirects=True, timeout=60)
        assert there.status_code == 200
        assert there.content == httpx.get(f"{base}/v1/custody{question}", timeout=60).content


@pytest.mark.parametrize("id_", ODD)
def test_an_id_of_odd_characters_keeps_them_on_the_way(base: str, id_: str) -> None:
    path = f"/entities/{quote(id_, safe='')}"
    answer = httpx.get(f"{base}{path}.json", follow_redirects=True, timeout=60)
    found = problem_of(answer)
    assert (found["status"], found["value"]) == (404, id_)
    assert httpx.URL(base + str(found["instance"])).path == f"/v1/entities/{id_}.json"
    page = httpx.get(base + path, headers=BROWSER, timeout=60)
    assert page.status_code == 200
    files = re.findall(r'<a href="([^"]+)"', page.text)
    assert f"{quote(f'/entities/{id_}')}.json" in files


def test_no_id_and_no_parameter_is_markup_in_the_page(base: str) -> None:
    page = httpx.get(
        f"{base}/entities/%3Cscript%3E%22?held=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&q='><i>",
        headers=BROWSER,
        timeout=60,
    )
    assert page.text.count("<script") == 1
    assert "<i>" not in page.text


def test_an_id_has_no_slash(base: str) -> None:
    assert httpx.get(f"{base}/entities/a%2Fb", headers=BROWSER, timeout=60).status_code == 404
    assert httpx.get(f"{base}/static/..%2Fpage.py", timeout=60).status_code == 404


def test_files_come_packed_to_those_who_take_that_and_are_the_same(base: str) -> None:
    url = f"{base}/static/index.js"
    plain = httpx.get(url, headers={"Accept-Encoding": "identity"}, timeout=60)
    with httpx.stream("GET", url, headers={"Accept-Encoding": "gzip, br"}, timeout=60) as packed:
        sent = b"".join(packed.iter_raw())
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(sent) == plain.content
    assert len(sent) < len(plain.content) / 2
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
    assert plain.headers["etag"] != packed.headers["etag"]


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_a_file_that_somebody_has_is_not_sent_again(base: str, encoding: str) -> None:
    url, taken = f"{base}/static/style.css", {"Accept-Encoding": encoding}
    tag = httpx.get(url, headers=taken, timeout=60).headers["etag"]
    again = httpx.get(url, headers=taken | {"If-None-Match": tag}, timeout=60)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    assert httpx.get(url, headers=taken | {"If-None-Match": '"another"'}, timeout=60).status_code == 200


@pytest.mark.parametrize(
    ("name", "kind"),
    [("index.js", "javascript"), ("style.css", "text/css"), ("LICENCES.txt", "text/plain")],
)
def test_a_file_says_what_it_is(base: str, name: str, kind: str) -> None:
    answer = httpx.get(f"{base}/static/{name}", timeout=60)
    assert kind in answer.headers["content-type"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_there_is_no_other_file(base: str) -> None:
    for name in ("index.html", "nothing.js", "", ".", "README.md"):
        assert httpx.get(f"{base}/static/{name}", timeout=60).status_code == 404


def test_only_what_is_embedded_may_be_framed_by_others(base: str) -> None:
    for address, framed in (("/custody", "'self'"), ("/custody?embed=1", "*"), ("/custody?embed=2", "'self'")):
        answer = httpx.get(base + address, timeout=60)
        policy = dict(part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; "))
        assert policy["frame-ancestors"] == framed
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["connect-src"] == "'self'"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("address", ["/", "/custody", "/static/index.js", "/nowhere"])
def test_head_tells_the_same_without_the_body(base: str, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.page_head.MOST_SECONDS", 60.0)
    whole, head = (httpx.request(method, base + address, headers=BROWSER, timeout=60) for method in ("GET", "HEAD"))
    assert (head.status_code, head.content) == (whole.status_code, b"")
    for name in ("content-type", "content-length", "x-content-type-options"):
        assert head.headers[name] == whole.headers[name]


def test_people_get_a_page_where_nothing_is_and_programs_a_problem(base: str) -> None:
    page = httpx.get(f"{base}/nowhere", headers=BROWSER, timeout=60)
    assert page.status_code == 404
    assert "There is no such page." in page.text
    assert problem_of(httpx.get(f"{base}/nowhere", timeout=60))["status"] == 404
    assert problem_of(httpx.get(f"{base}/v1/nothing", headers=BROWSER, timeout=60))["status"] == 404
    assert problem_of(httpx.post(f"{base}/nowhere", headers=BROWSER, timeout=60))["status"] == 404


def test_without_scripts_there_is_the_drawing_and_the_table_of_the_same_question(base: str) -> None:
    page = httpx.get(f"{base}/custody?held=isis-suspects&as_of=2026-01&sort=count", headers=BROWSER, timeout=60)
    plain = re.search(r"<noscript>(.+)</noscript>", page.text, re.S)
    assert plain
    assert 'src="/custody.svg?held=isis-suspects&amp;as_of=2026-01&amp;sort=count"' in plain[1]
    table = httpx.get(
        f"{base}/custody.csv?held=isis-suspects&as_of=2026-01&sort=count", follow_redirects=True, timeout=60
    )
    assert table.headers["content-type"].startswith("text/csv")


def test_the_head_of_a_page_has_the_title_of_its_view() -> None:
    texts = (WEB / "words" / "en.ts").read_text(encoding="utf-8")
    assert set(TITLES.values()) <= set(re.findall(r'\btitle: "(.+?)"', texts))
    assert TITLES.keys() <= set(VIEWS)


def test_the_head_of_a_page_tells_its_answer(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.page_head.MOST_SECONDS", 60.0)
    address = "/custody?held=isis-suspects&as_of=2026-01"
    summary = httpx.get(f"{base}/v1{address}", timeout=60).json()["summary"]
    head = httpx.get(f"{base}{address}&embed=1", headers=BROWSER, timeout=60).text.partition("</head>")[0]
    told = re.findall(r'<meta (?:name|property)="(\S+?)" content="(.*?)">', head)
    assert "<title>Who holds whom – whoholds</title>" in head
    assert {unescape(text)[:100] for name, text in told if name.endswith("description")} == {summary[:100]}
    assert '<link rel="icon" type="image/svg+xml"' in head


def test_the_head_of_a_story_its_steps_and_an_entity_is_their_own(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.page_head.MOST_SECONDS", 60.0)
    answer = httpx.get(f"{base}/v1/stories/isis-suspects-january-2026", timeout=60).json()
    story, second = answer["story"], answer["rows"][1]
    entity = httpx.get(f"{base}/v1/entities/sdf", timeout=60).json()
    told = {
        "/stories/isis-suspects-january-2026": (story["title"], story["about"], answer["rows"][0]["address"]),
        "/stories/isis-suspects-january-2026?step=2": (second["headline"], second["text"], second["address"]),
        "/entities/sdf": (entity["entity"]["name"], entity["summary"], None),
    }
    for address, (title, sentence, pictured) in told.items():
        head = httpx.get(base + address, headers=BROWSER, timeout=60).text.partition("</head>")[0]
        lines = {name: unescape(text) for name, text in re.findall(r'<meta \w+="(\S+?)" content="(.*?)">', head)}
        assert f"{title} – whoholds</title>" in unescape(head)
        assert lines["og:title"] == title
        assert lines["og:description"][:250] == sentence[:250]
        if pictured is None:
            assert "og:image" not in lines
            continue
        assert lines["og:url"].endswith(address)
        path, _, query = pictured.partition("?")
        assert lines["og:image"].endswith(f"/cards{path}.png?{query}")
        card = httpx.get(lines["og:image"], timeout=60)
        assert (card.status_code, card.headers["content-type"]) == (200, "image/png")


def test_the_head_of_a_page_without_an_answer_is_general(base: str) -> None:
    for address in ("/custody?as_of=never", "/entities/nobody", "/docs", '/search?q="><script>'):
        head = httpx.get(base + address, headers=BROWSER, timeout=60).text.partition("</head>")[0]
        assert "whoholds</title>" in head
        assert "<script>" not in head
