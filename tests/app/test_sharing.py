"""What other sites show of an answer: its card, and its frame by oEmbed."""

import re
from html import unescape

import httpx
import pytest

from tests.app.conftest import problem_of
from tests.app.test_png import size_of

VIEW = "/custody?held=isis-suspects&as_of=2026-02-05"


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.page_head.MOST_SECONDS", 60.0)


def read_head(address: str) -> dict[str, str]:
    head = httpx.get(address, headers={"Accept": "text/html"}, timeout=60).text.partition("</head>")[0]
    named = re.findall(r'<meta (?:name|property)="(\S+?)" content="(.*?)">', head)
    named += re.findall(r'<link rel="alternate" type="(.+?)" href="(.*?)"', head)
    return {name: unescape(text) for name, text in named}


def test_a_shared_link_has_a_card_of_its_answer(base: str) -> None:
    summary = httpx.get(f"{base}/v1{VIEW}", timeout=60).json()["summary"]
    told = read_head(f"{base}{VIEW}&embed=1")
    assert told["twitter:card"] == "summary_large_image"
    assert told["og:image:alt"][:100] == summary[:100]
    assert told["og:image"] == f"{base}/cards/custody.png?held=isis-suspects&as_of=2026-02-05"
    assert told["og:url"] == base + VIEW
    card = httpx.get(told["og:image"], timeout=60)
    assert card.headers["content-type"] == "image/png"
    assert size_of(card.content) == (1200, 630) == (int(told["og:image:width"]), int(told["og:image:height"]))
    assert httpx.get(told["og:image"], headers={"If-None-Match": card.headers["etag"]}, timeout=60).status_code == 304


@pytest.mark.parametrize("address", ["/custody?as_of=never", "/docs", "/sources", "/cypher?query=RETURN 1"])
def test_what_has_no_answer_has_no_card(base: str, address: str) -> None:
    assert "og:image" not in read_head(base + address)
    path, _, query = address.partition("?")
    assert httpx.get(f"{base}/cards{path}.png?{query}", timeout=60).status_code == 404


def test_the_frame_of_an_answer_is_found_in_its_head(base: str) -> None:
    found = httpx.get(read_head(base + VIEW)["application/json+oembed"], timeout=60)
    told = found.json()
    assert (told["version"], told["type"], told["provider_name"]) == ("1.0", "rich", "whoholds")
    assert told["title"] == httpx.get(f"{base}/v1{VIEW}", timeout=60).json()["summary"]
    assert (told["width"], told["height"]) == (760, 500)
    assert (told["thumbnail_width"], told["thumbnail_height"]) == (1200, 630)
    frame = re.search(r'src="(.+?)"', told["html"])
    assert frame
    assert unescape(frame[1]) == f"{base}{VIEW}&embed=1"
    assert httpx.get(unescape(frame[1]), timeout=60).status_code == 200


def test_a_frame_is_no_larger_than_the_page_around_it_asks_for(base: str) -> None:
    asked = {"url": base + VIEW, "maxwidth": "360", "maxheight": "480"}
    told = httpx.get(f"{base}/oembed", params=asked, timeout=60).json()
    assert (told["width"], told["height"]) == (360, 480)
    assert 'width="360" height="480"' in told["html"]
    assert "thumbnail_url" not in told  # it is larger than asked for


@pytest.mark.parametrize(
    ("given", "parameter", "words"),
    [
        ({}, "url", "url is missing"),
        ({"url": "https://example.org/custody"}, "url", "no address of this service"),
        ({"url": "javascript:alert(1)"}, "url", "no address of this service"),
        ({"url": "{base}/docs"}, "url", "no view with an answer"),
        ({"url": "{base}@example.org/custody"}, "url", "no address of this service"),
        ({"url": "{base}/custody", "maxwidth": "wide"}, "maxwidth", "'wide'"),
        ({"url": "{base}/custody", "maxheight": "3"}, "maxheight", "'3'"),
    ],
)
def test_what_cannot_be_framed_is_refused_with_the_reason(
    base: str, given: dict[str, str], parameter: str, words: str
) -> None:
    asked = {name: value.replace("{base}", base) for name, value in given.items()}
    answer = httpx.get(f"{base}/oembed", params=asked, timeout=60)
    told = problem_of(answer)
    assert answer.status_code == 422
    assert told["parameter"] == parameter
    assert words in told["detail"]


def test_oembed_as_xml_is_not_given(base: str) -> None:
    asked = {"url": base + VIEW, "format": "xml"}
    assert httpx.get(f"{base}/oembed", params=asked, timeout=60).status_code == 501


def test_nothing_in_an_address_becomes_html(base: str) -> None:
    asked = {"url": base + '/search?q="><script>alert(1)</script>'}
    told = httpx.get(f"{base}/oembed", params=asked, timeout=60).json()
    assert "<script" not in told["html"]
    assert '">' not in told["html"].removesuffix('"></iframe>').replace('lazy"></iframe>', "")
