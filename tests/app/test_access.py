"""Who may do what from elsewhere: keys, roles, limits, proxies, pages of other sites; on this machine all is open."""

import base64
import json
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest

from app.access import read_key
from app.keys import FILE, KeyFile, Role, hash_key
from app.main import create_app
from app.turns import identify_client
from graph.errors import InvalidInput, NotFound
from graph.store.settings import Settings, load_settings
from tests.app.commands import run
from tests.app.conftest import problem_of, served

ELSEWHERE = {"X-Forwarded-For": "192.0.2.1"}
CUSTODY = "/v1/custody?held=isis-suspects&as_of=2026-02-05"
CYPHER = "/v1/cypher?query=RETURN%201%20AS%20x"
SHEET = {"Content-Type": "text/csv"}
ROLES = (None, *Role)
TODAY = date(2026, 2, 5)


@pytest.fixture(autouse=True)
def on_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.keys.today", lambda: TODAY)


@pytest.fixture(autouse=True)
def keys(data: Path) -> Iterator[KeyFile]:
    yield KeyFile(data)
    (data / FILE).unlink(missing_ok=True)


@contextmanager
def service(data: Path, **settings: object) -> Iterator[httpx.Client]:
    """A client of a service that somebody else asks."""
    made = Settings(data=data, neo4j_uri=None, **{"limit": "off", **settings})  # type: ignore[arg-type]
    with served(create_app(made)) as base, httpx.Client(base_url=base, headers=ELSEWHERE, timeout=60) as client:
        yield client


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def send(client: httpx.Client, what: str, headers: dict[str, str]) -> int:
    if what == "check":
        return client.post("/v1/check?name=a.csv", content=b"x", headers=headers | SHEET).status_code
    if what == "load":
        return client.post("/v1/load?name=a.csv", content=b"x", headers=headers | SHEET).status_code
    if what == "post":
        body = json.dumps({"query": "RETURN 1"})
        return client.post(
            "/v1/cypher", content=body, headers=headers | {"Content-Type": "application/json"}
        ).status_code
    return client.get(ADDRESSES[what], headers=headers).status_code


ADDRESSES = {
    "read": CUSTODY, "page": "/custody", "metrics": "/metrics", "csv": "/v1/cypher.csv?query=RETURN+1",
    "cypher": CYPHER, "healthz": "/healthz",
}  # fmt: skip
NEEDED = {
    "healthz": None, "read": Role.READER, "page": Role.READER, "metrics": Role.READER, "cypher": Role.RESEARCHER,
    "csv": Role.RESEARCHER, "post": Role.RESEARCHER, "check": Role.WRITER, "load": Role.WRITER,
}  # fmt: skip


@pytest.mark.parametrize("reading", ["open", "keys"])
def test_each_role_may_what_it_may_and_no_more(data: Path, keys: KeyFile, reading: str) -> None:
    given = {role: bearer(keys.add(f"of {role}", role)) if role else {} for role in ROLES}
    with service(data, reading=reading) as client:
        for role, headers in given.items():
            for what, needed in NEEDED.items():
                if reading == "open" and needed == Role.READER:
                    needed = None
                status = send(client, what, headers)
                if needed is None or (role and role.rank >= needed.rank):
                    assert status in (200, 422), (what, role)  # 422: what is sent is no sheet
                else:
                    assert status == (403 if role else 401), (what, role)


def test_the_page_tells_an_answer_only_to_who_may_read_it(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.page_head.MOST_SECONDS", 60.0)
    page, told = CUSTODY.removeprefix("/v1"), 'og:description" content="On 5 February 2026'
    with service(data, reading="keys") as client:
        client.headers.pop("X-Forwarded-For")
        assert told in client.get(page).text
        for name in ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP"):
            answer = client.get(page, headers={name: "192.0.2.1"})
            assert (answer.status_code, told in answer.text) == (401, False), name


def test_on_this_machine_nothing_needs_a_key_but_behind_a_proxy_or_a_public_address_it_does(data: Path) -> None:
    with service(data, reading="keys") as client:
        client.headers.pop("X-Forwarded-For")
        assert {send(client, what, {}) for what in NEEDED} <= {200, 422}
        for name in ("Forwarded", "Via", "X-Forwarded-Host", "X-Real-IP"):
            assert send(client, "read", {name: "for=192.0.2.1"}) == 401, name
    with service(data, reading="keys", public_url="https://whoholds.example") as client:
        client.headers.pop("X-Forwarded-For")
        assert send(client, "read", {}) == 401
        assert send(client, "read", {"Host": "whoholds.example"}) == 401
        assert send(client, "read", {"Host": "other.example"}) == 400


def test_a_refusal_says_how_and_a_browser_asks_for_the_key(data: Path, keys: KeyFile) -> None:
    key = keys.add("desk", Role.READER)
    with service(data, reading="keys") as client:
        asked = client.get(CUSTODY)
        found = problem_of(asked)
        assert (found["status"], found["parameter"]) == (401, "Authorization")
        assert "a reader's key" in str(found["detail"])
        assert asked.headers["www-authenticate"].count("realm") == 2
        basic = base64.b64encode(f"anything:{key}".encode()).decode()
        assert client.get(CUSTODY, headers={"Authorization": f"Basic {basic}"}).status_code == 200
        assert problem_of(client.get(CYPHER, headers=bearer(key)))["detail"] == (
            "this needs a researcher's key; yours is a reader's"
        )


@pytest.mark.parametrize("sent", ["Bearer", "Bearer x", "Basic !", "Basic eA==", "Digest x", "whoholds_x", "Bearer é"])
def test_what_is_no_key_opens_nothing_even_where_reading_is_open(data: Path, keys: KeyFile, sent: str) -> None:
    keys.add("desk", Role.READER)
    with service(data) as client:
        assert client.get(CUSTODY, headers={"Authorization": sent.encode("latin-1")}).status_code == 401  # type: ignore[dict-item]


def test_a_key_that_is_over_or_taken_back_opens_nothing_at_once(data: Path, keys: KeyFile) -> None:
    key = keys.add("desk", Role.READER, expires=TODAY)
    with service(data, reading="keys") as client:
        assert client.get(CUSTODY, headers=bearer(key)).status_code == 200
        row = json.loads(keys.path.read_text(encoding="utf-8"))
        row["keys"][0]["expires"] = str(TODAY - timedelta(1))
        keys.path.write_text(json.dumps(row), encoding="utf-8")
        assert client.get(CUSTODY, headers=bearer(key)).status_code == 401
        keys.remove("desk")
        other = keys.add("desk", Role.READER)
        assert client.get(CUSTODY, headers=bearer(key)).status_code == 401
        assert client.get(CUSTODY, headers=bearer(other)).status_code == 200
        keys.path.write_text("{", encoding="utf-8")
        assert client.get(CUSTODY, headers=bearer(other)).status_code == 503


def test_only_hashes_lie_in_a_file_of_the_owner(data: Path, keys: KeyFile) -> None:
    key = keys.add("desk", Role.WRITER, expires=date(2100, 1, 1))
    written = keys.path.read_text(encoding="utf-8")
    assert key not in written
    assert hash_key(key) in written
    assert stat.S_IMODE(keys.path.stat().st_mode) == 0o600
    with pytest.raises(InvalidInput, match="already"):
        keys.add("desk", Role.READER)
    with pytest.raises(InvalidInput, match="past"):
        keys.add("other", Role.READER, expires=date(2020, 1, 1))
    for name in ("", "a\nb", "x" * 61):
        with pytest.raises(InvalidInput, match="is no name"):
            keys.add(name, Role.READER)
    with pytest.raises(NotFound, match="there is no key 'nobody'"):
        keys.remove("nobody")


def test_requests_are_counted_by_key_and_by_client(data: Path, keys: KeyFile) -> None:
    one, two = (bearer(keys.add(name, Role.READER)) for name in ("one", "two"))
    with service(data, limit="5/minute", proxies="127.0.0.1") as client:
        assert [client.get("/v1/status", headers=one).status_code for _ in range(6)] == [200] * 5 + [429]
        assert client.get("/v1/status", headers=two).status_code == 200
        told = client.get("/v1/status", headers=one)
        assert problem_of(told)["status"] == 429
        assert 1 <= int(told.headers["retry-after"]) <= 60
        assert client.get("/healthz", headers=one).status_code == 200
        client.headers.pop("X-Forwarded-For")
        assert {client.get("/v1/status").status_code for _ in range(12)} == {200}  # on this machine: no limit


def test_wrong_keys_are_soon_refused_for_now_and_right_ones_never(data: Path, keys: KeyFile) -> None:
    right = bearer(keys.add("desk", Role.READER))
    with service(data) as client:
        found = [client.get("/v1/status", headers=bearer(f"guess {n}")).status_code for n in range(22)]
        assert found == [401] * 20 + [429] * 2
        assert "wrong keys" in str(problem_of(client.get("/v1/status", headers=bearer("guess")))["detail"])
        assert client.get("/v1/status", headers=right).status_code == 200  # all may come from one proxy
        assert client.get("/v1/status").status_code == 200


@pytest.mark.parametrize(("path", "status"), [(CUSTODY, 401), (CYPHER, 401), ("/v1/nothing", 401), ("/v1/load", 401)])
def test_what_is_refused_for_want_of_a_key_is_counted_too(data: Path, path: str, status: int) -> None:
    with service(data, limit="5/minute", reading="keys") as client:
        assert [client.get(path).status_code for _ in range(7)] == [status] * 5 + [429] * 2


def test_another_site_may_read_answers_only_where_it_is_named(data: Path) -> None:
    origin = {"Origin": "https://news.example"}
    allowed = "access-control-allow-origin"
    with service(data) as client:
        assert allowed not in client.get(CUSTODY, headers=origin).headers
    with service(data, cors="https://news.example,https://other.example") as client:
        for _ in range(2):  # what is kept of an answer has nothing of who asked first
            assert client.get(CUSTODY, headers=origin).headers[allowed] == "https://news.example"
            assert allowed not in client.get(CUSTODY, headers={"Origin": "https://evil.example"}).headers
        preflight = origin | {"Access-Control-Request-Method": "POST"}
        assert client.options("/v1/load", headers=preflight).status_code == 400
        assert client.get(CYPHER, headers=origin).status_code == 403  # Cypher stays with pages of our own


PICTURE = {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}
FRAME = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}
LINK = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
FETCH = {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}
DRAWN = "/v1/search.svg?q="


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_page_of_another_site_cannot_measure_what_its_reader_may_read(data: Path, keys: KeyFile, site: str) -> None:
    from_there, from_here = {"Sec-Fetch-Site": site}, {"Sec-Fetch-Site": "same-origin"}
    key = bearer(keys.add("desk", Role.RESEARCHER))
    with service(data) as client:
        client.headers.pop("X-Forwarded-For")
        for who in ({}, key | ELSEWHERE):
            for way in (PICTURE, FRAME, FETCH):
                hit, missed = (client.get(DRAWN + word, headers=who | way | from_there) for word in ("isis", "zzzz"))
                assert {hit.status_code, missed.status_code} == {403}, way
                own = {"instance", "requestId"}  # what was asked, and the number of the answer
                said = [{k: v for k, v in answer.json().items() if k not in own} for answer in (hit, missed)]
                assert said[0] == said[1]
                assert client.get(DRAWN + "isis", headers=who | way | from_here).status_code == 200
                assert client.get(CYPHER, headers=who | way | from_there).status_code == 403
            linked = client.get(DRAWN + "isis", headers=who | LINK | from_there)
            assert linked.status_code == 200  # the user follows a link
            assert linked.headers["cross-origin-resource-policy"] == "same-origin"  # of browsers that say no site
            foreign = who | {"Origin": "https://evil.example"}
            assert client.get(DRAWN + "isis", headers=foreign).status_code == 403


def test_what_is_open_to_everybody_may_stand_in_other_pages(data: Path) -> None:
    with service(data, cors="https://news.example") as client:
        for way in (PICTURE, FRAME, LINK):
            answer = client.get(DRAWN + "isis", headers=way | {"Sec-Fetch-Site": "cross-site"})
            assert answer.status_code == 200
            assert "cross-origin-resource-policy" not in answer.headers
        named = FETCH | {"Sec-Fetch-Site": "cross-site", "Origin": "https://news.example"}
        assert client.get(CUSTODY, headers=named).status_code == 200
        client.headers.pop("X-Forwarded-For")  # on this machine too, where it is named
        assert client.get(CUSTODY, headers=named).status_code == 200


def test_who_writes_a_page_on_this_machine_can_try_a_frame_in_it(data: Path) -> None:
    with service(data) as client:
        client.headers.pop("X-Forwarded-For")
        for site, address, status in (
            ("same-site", "/custody?held=isis-suspects&embed=1", 200),
            ("same-site", "/custody?held=isis-suspects", 403),
            ("cross-site", "/custody?held=isis-suspects&embed=1", 403),
        ):
            assert client.get(address, headers=FRAME | {"Sec-Fetch-Site": site}).status_code == status, (site, address)


def test_a_page_and_what_its_head_says_count_as_one_request(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.page_head.MOST_SECONDS", 60.0)
    with service(data, limit="3/minute") as client:
        pages = [client.get(CUSTODY.removeprefix("/v1")) for _ in range(4)]
        assert [page.status_code for page in pages] == [200] * 3 + [429]
        assert all('og:description" content="On 5 February 2026' in page.text for page in pages[:3])


def test_every_answer_has_a_policy_and_is_not_sniffed(data: Path) -> None:
    with service(data) as client:
        for path in ("/", CUSTODY, "/v1/custody.svg?held=isis-suspects&as_of=2026-02-05", "/healthz", "/metrics",
                     "/v1/nothing", "/openapi.json", "/v1/custody.csv?held=isis-suspects", "/v1/load"):  # fmt: skip
            headers = client.get(path).headers
            assert headers["x-content-type-options"] == "nosniff", path
            assert "default-src" in headers["content-security-policy"], path


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::ffff:1", "2001:db8::/64"), ("2001:db8:0:1::1", "2001:db8:0:1::/64"), ("", ""),
    ],
)  # fmt: skip
def test_a_client_is_an_address_or_a_network(host: str, client: str) -> None:
    assert identify_client({"client": (host, 1)}) == client


@pytest.mark.parametrize(
    ("sent", "key"),
    [(b"", None), (b"Bearer a", "a"), (b"bearer  a ", "a"), (b"Basic dTpwOnE=", "p:q"), (b"Token a", ""), (b"a", "")],
)
def test_keys_are_read_from_the_header(sent: bytes, key: str | None) -> None:
    assert read_key({b"authorization": sent} if sent else {}) == key


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WHOHOLDS_READING", "closed"), ("WHOHOLDS_LIMIT", "many"), ("WHOHOLDS_LIMIT", "0/minute"),
        ("WHOHOLDS_PUBLIC_URL", "whoholds.example"), ("WHOHOLDS_PUBLIC_URL", "https://a.example/path"),
        ("WHOHOLDS_PROXIES", "proxy"), ("WHOHOLDS_CORS", "*"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(InvalidInput, match=f"{name} is "):
        load_settings()


def test_keys_are_made_listed_and_taken_back_on_the_command_line(tmp_path: Path) -> None:
    assert "whoholds keys add" in run(tmp_path, "keys").stdout
    made = run(tmp_path, "keys", "add", "desk", "--role", "researcher", "--expires", "2100-01-01")
    assert made.returncode == 0, made.stderr
    key = made.stdout.strip()
    assert KeyFile(tmp_path).find(key) is not None
    assert run(tmp_path, "keys").stdout == f"desk: researcher, made {TODAY}, until 2100-01-01\n"
    (row,) = json.loads(run(tmp_path, "keys", "--json").stdout)["rows"]
    assert (row["name"], row["inForce"]) == ("desk", True)
    assert key not in str(row)
    assert run(tmp_path, "keys", "remove", "desk").returncode == 0
    assert KeyFile(tmp_path).find(key) is None
    assert run(tmp_path, "keys", "remove", "desk").returncode == 4
