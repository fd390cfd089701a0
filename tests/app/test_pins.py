"""Pins and citations: an answer that was cited is given again byte for byte, or says what may have changed."""

import hashlib
import json
import re
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import httpx
import orjson
import pytest

from app.answers.pins import PinId, read_pin, write_pin_id
from app.answers.question import read_common
from app.main import create_app
from app.questions import load_question, read_headings
from graph.errors import InvalidInput
from graph.store.engine import embedded
from tests.app.commands import run
from tests.app.conftest import caught_up, problem_of, served, settings_for
from tests.ingest import ministry

STATEMENT = "isis-detainee-transfer:iraq-received"
QUESTIONS = (
    "/v1/custody?held=isis-suspects&as_of=2026-02-05",
    "/v1/custody?held=the%20ISIS%20suspects",  # of today, and by a name that a note is about
    "/v1/custody/ledger?held=isis-suspects",
    "/v1/contested?exclude=parties",
    f"/v1/statements/{STATEMENT}",
    "/v1/entities/SDF",
    "/v1/sources/isis-detainee-transfer",
    "/v1/network?as_of=2026-01-25",
    "/v1/search?q=iraq&lang=ar",
    "/v1/entities?limit=3",
)
FORMS = {"cite": "text/x-bibliography", "bib": "application/x-bibtex", "csl": "application/vnd.citationstyles.csl+json"}


def read_address(base: str, path: str) -> str:
    """The pinned address in the citation of an answer."""
    place, _, query = path.partition("?")
    (record,) = httpx.get(f"{base}{place}.csl?{query}", timeout=60).json()
    return str(record["URL"])


@pytest.mark.parametrize("path", QUESTIONS)
def test_the_address_of_a_citation_gives_the_same_bytes(base: str, path: str) -> None:
    answer = httpx.get(base + path, timeout=60)
    pin = answer.json()["pin"]
    address = read_address(base, path)
    assert unquote(address).startswith(base + unquote(urlsplit(path).path))
    assert parse_qs(urlsplit(address).query)["pin"] == [pin["id"]]
    # also for who reads another language
    again = httpx.get(address, headers={"Accept-Language": "ar"}, timeout=60)
    assert again.content == answer.content
    written = {name: value for name, value in answer.json().items() if name != "pin"}
    assert hashlib.sha256(orjson.dumps(written)).hexdigest() == pin["hash"]


@pytest.mark.parametrize("path", QUESTIONS)
@pytest.mark.parametrize("form", FORMS)
def test_every_citation_has_the_pin_and_an_address(base: str, path: str, form: str) -> None:
    place, _, query = path.partition("?")
    pin = httpx.get(base + path, timeout=60).json()["pin"]["id"]
    found = httpx.get(f"{base}{place}.{form}?{query}", timeout=60)
    assert found.headers["content-type"].partition(";")[0] == FORMS[form]
    assert pin in found.text
    assert f"{base}/v1/" in found.text
    assert httpx.get(base + path, headers={"Accept": FORMS[form]}, timeout=60).content == found.content


def test_a_line_says_what_was_asked_and_when_it_was_read(base: str) -> None:
    found = httpx.get(f"{base}/v1/custody.cite?held=isis-suspects&as_of=2026-02-05", timeout=60).text
    today = date.today()
    assert found.startswith("“Who held whom: ISIS suspects, 2026-02-05”. whoholds, data version ")
    assert found.endswith(f" (read {today.day} {today:%B %Y}).\n")
    assert found.count("\n") == 1


def test_a_statement_is_cited_with_its_speaker_and_its_source(base: str) -> None:
    found = httpx.get(f"{base}/v1/statements/{STATEMENT}.csl", timeout=60).json()[0]
    assert found["author"] == [{"literal": "Iraqi security source"}]
    assert found["container-title"] == (
        "CBS News on the transfer of ISIS suspects from Syria to Iraq (machine translation)"
    )


@pytest.mark.parametrize("path", QUESTIONS)
def test_bibtex_can_be_read(base: str, path: str) -> None:
    place, _, query = path.partition("?")
    kind, key, fields = read_bibtex(httpx.get(f"{base}{place}.bib?{query}", timeout=60).text)
    assert kind == "misc"
    assert re.fullmatch(r"whoholds-[0-9a-f-]+", key)
    assert {"title", "howpublished", "year", "note", "url", "urldate"} <= fields.keys()
    assert httpx.get(fields["url"], timeout=60).status_code == 200
    # what TeX would take for a command is escaped, but in addresses
    for name, value in fields.items():
        assert name == "url" or not re.search(r"(?<!\\)[&%$#_]", value), name


@pytest.mark.parametrize("path", QUESTIONS)
def test_csl_json_has_the_types_that_its_schema_asks_for(base: str, path: str) -> None:
    place, _, query = path.partition("?")
    (record,) = httpx.get(f"{base}{place}.csl?{query}", timeout=60).json()
    assert record["type"] == "dataset"
    texts = {"id", "type", "title", "publisher", "version", "abstract", "URL", "container-title"}
    assert record.keys() - texts <= {"author", "accessed"}
    assert all(isinstance(record[name], str) and record[name] for name in texts & record.keys())
    assert all(one.keys() == {"literal"} for one in record.get("author", ()))
    ((year, month, day),) = record["accessed"]["date-parts"]
    assert date(year, month, day) <= date.today()


def read_bibtex(text: str) -> tuple[str, str, dict[str, str]]:
    """The type, the key and the fields of the one entry, by braces as BibTeX counts them. Fails on anything else."""
    head = re.match(r"@(\w+)\{([^\s,{}]+),\s*", text)
    assert head
    place, fields = head.end(), {}
    while text[place] != "}":
        name = re.compile(r"(\w+) = \{").match(text, place)
        assert name, text[place : place + 40]
        start = place = name.end()
        depth = 1
        while depth:
            sign = text[place]
            escaped = text[place - 1] == "\\" and sign in "{}"
            depth += 0 if escaped else {"{": 1, "}": -1}.get(sign, 0)
            place += 1
        fields[name[1]] = text[start : place - 1]
        place = re.compile(r",?\s*").match(text, place).end()  # type: ignore[union-attr]  # it may be empty
    assert text[place:].strip() == "}"
    return head[1], head[2], fields


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    data = tmp_path / "data"
    assert run(data, "load", "isis-detainee-transfer").returncode == 0
    yield data
    embedded.stop_engine(data)


def test_a_pin_outlives_other_loads_and_says_when_something_was_withdrawn(own: Path, tmp_path: Path) -> None:
    (tmp_path / "roll").mkdir()
    ministry.write(tmp_path / "roll", ministry.DOSSIER, source=ministry.SOURCE)
    paths = ("/v1/custody?held=isis-suspects&as_of=2026-02-05", "/v1/custody?held=isis-suspects", "/v1/entities/sdf")
    with served(create_app(settings_for(own))) as base:
        then = {read_address(base, path): httpx.get(base + path, timeout=60).content for path in paths}
        assert run(own, "load", str(tmp_path / "roll")).returncode == 0
        caught_up(base)
        for address, content in then.items():
            plain = re.sub("[?&]pin=[^&]+", "", address)
            assert httpx.get(address, timeout=60).content == content
            assert httpx.get(plain, timeout=60).content != content  # it has a later data version in it
        gone = run(own, "withdraw", STATEMENT, "--reason", "a test", "--yes")
        assert gone.returncode == 0, gone.stderr
        while httpx.get(f"{base}/readyz", timeout=60).status_code == 503:  # the engine was started anew
            time.sleep(0.1)
        caught_up(base)
        address = next(iter(then))
        answer = httpx.get(address, timeout=60).json()
        version = json.loads(then[address])["dataVersion"]
        assert answer["pinned"]["id"] == json.loads(then[address])["pin"]["id"]
        assert answer["pinned"]["same"] is False
        assert [one["what"] for one in answer["pinned"]["changes"]] == ["withdrawn", "names"]
        assert answer["pinned"]["changesAt"] == f"/v1/changes?since={version}"
        assert httpx.get(base + answer["pinned"]["changesAt"], timeout=60).status_code == 200
    pin = answer["pinned"]["id"]
    shown = run(own, "custody", "--held", "isis-suspects", "--as-of", "2026-02-05", "--pin", pin)
    assert f"note: this is not the answer of pin {pin}: something was withdrawn since" in shown.stderr


def test_a_pin_of_another_question_is_told(base: str) -> None:
    pin = httpx.get(f"{base}/v1/custody?held=isis-suspects&as_of=2026-02-05", timeout=60).json()["pin"]["id"]
    other = httpx.get(f"{base}/v1/custody?held=isis-suspects&as_of=2026-02-06&pin={pin}", timeout=60).json()
    assert other["pinned"]["changes"] == [{"what": "question", "was": None, "now": None}]


@pytest.mark.parametrize(
    "written", ["6", "6-5", "6-5-D5AEE5F8026AD791", "6-5-20261399-d5aee5f8026ad791", "9999-5-d5aee5f8026ad791"]
)
def test_what_is_no_pin_here_is_refused(base: str, written: str) -> None:
    problem = problem_of(httpx.get(f"{base}/v1/custody?held=isis-suspects&pin={written}", timeout=60))
    assert (problem["status"], problem["parameter"], problem["value"]) == (422, "pin", written)


def test_a_pin_and_a_version_do_not_go_together() -> None:
    with pytest.raises(InvalidInput, match="leave out version"):
        read_pin("6-5-d5aee5f8026ad791", 6)


def test_a_pin_is_read_as_it_is_written() -> None:
    for pin in (PinId(6, 5, None, "d5aee5f8026ad791"), PinId(6, 5, date(2026, 2, 5), "d5aee5f8026ad791")):
        assert read_pin(write_pin_id(pin)) == pin
    assert read_common(today=date(2026, 2, 5)).as_of_written == "2026-02-05"


def test_cypher_has_no_citation(base: str) -> None:
    refused = httpx.get(f"{base}/v1/cypher.bib", params={"query": "RETURN 1 AS n"}, timeout=60)
    assert problem_of(refused)["status"] == 406
    assert ".bib" not in str(problem_of(refused)["hint"])


@pytest.mark.parametrize(("form", "suffix"), [("text", "cite"), ("bibtex", "bib"), ("csl", "csl")])
def test_a_command_gives_the_citation_that_http_gives(base: str, data: Path, form: str, suffix: str) -> None:
    done = run(
        data, "custody", "--held", "isis-suspects", "--as-of", "2026-02-05", "--cite", form, WHOHOLDS_PUBLIC_URL=base
    )
    over_http = httpx.get(f"{base}/v1/custody.{suffix}?held=isis-suspects&as_of=2026-02-05", timeout=60)
    assert done.stdout.strip() == over_http.text.strip()


def test_every_question_takes_a_pin() -> None:
    assert all("pin" in load_question(one.name).parameters for one in read_headings())
