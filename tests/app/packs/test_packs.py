"""Evidence packs: answered again from the file alone, whatever was asked; a changed byte and a bad file are found."""

import gzip
import hashlib
import io
import json
import random
import socket
import subprocess
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest

from app.main import create_app
from app.packs.checking import verify_pack
from app.packs.container import MANIFEST, STAMP, find_changed, read_zip, write_manifest, write_zip
from graph.errors import InvalidSource
from tests.app.commands import Done, run
from tests.app.conftest import served, settings_for
from tests.graph.evidence.archive_files import make_authority

QUESTION = "/v1/custody?held=isis-suspects&as_of=2026-02-05"
FAILED, WRONG_INPUT, NOT_FOUND = 1, 2, 4


@pytest.fixture(scope="session")
def pack(data: Path, base: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("packs") / "evidence.zip"
    done = run(data, "pack", QUESTION, "--output", str(file))
    assert done.returncode == 0, done.stderr
    return file


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    """A data folder without an engine: verifying may start none."""
    return tmp_path / "nowhere"


def verify(nowhere: Path, file: Path) -> Done:
    done = run(nowhere, "pack", "--verify", str(file))
    assert not nowhere.exists(), "an engine was started"
    assert "Traceback" not in done.stderr
    return done


def test_the_answer_follows_from_the_file_alone_offline(
    pack: Path, base: str, nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = httpx.get(base + QUESTION, timeout=60).json()

    def refuse(*_: object) -> None:
        if threading.current_thread() is threading.main_thread():  # others look after the service of these tests
            pytest.fail("something was asked over the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    done = verify(nowhere, pack)
    assert (done.returncode, done.stderr) == (0, "")
    assert answer["summary"] in done.stdout
    assert "Same: every byte is as it was packed" in done.stdout
    assert json.loads(read_zip(pack)[0]["answer.json"]) == answer


@pytest.mark.parametrize(
    "question",
    [
        "who held ISIS suspects in January 2026?",
        "/v1/custody?held=ISIS suspects&as_of=2026-01",
        "/v1/custody?as_of=2026-02-05&include=explain",
        "/v1/custody/ledger?held=isis-suspects&as_of=2026-02-05",
        "/v1/custody/series?held=isis-suspects",
        "/v1/alliances?as_of=2026-01-25&exclude=parties",
        "/v1/network?as_of=2026-01-25",
        "/v1/plans?held=isis-suspects",
        "/v1/contested?as_of=2026-02-05&lang=ar",
        "/v1/entities/sdf/statements",
        "/v1/paths?from=sdf&to=iraq",
        "/v1/silences",
        "/v1/events",
    ],
)
def test_any_question_is_packed_and_answered_again(base: str, tmp_path: Path, question: str) -> None:
    answer = httpx.post(f"{base}/v1/packs", json={"question": question}, timeout=60)
    assert answer.headers.get("content-type") == "application/zip", answer.text
    (tmp_path / "evidence.zip").write_bytes(answer.content)
    found = verify_pack(tmp_path / "evidence.zip")
    assert (found.changed, found.differences, found.stamp) == ([], [], None)
    if question.startswith("/") and "as_of" in question:
        assert (
            json.loads(read_zip(tmp_path / "evidence.zip")[0]["answer.json"])
            == httpx.get(base + question, timeout=60).json()
        )


def test_it_is_a_crate_that_names_and_hashes_every_file(pack: Path) -> None:
    files, _ = read_zip(pack)
    graph = {one["@id"]: one for one in json.loads(files["ro-crate-metadata.json"])["@graph"]}
    assert graph["ro-crate-metadata.json"]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert graph["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    root = graph["./"]
    assert root["@type"] == "Dataset"
    assert all(root[name] for name in ("name", "description", "datePublished", "license"))
    parts = [part["@id"] for part in root["hasPart"]]
    assert set(parts) == set(files) - {"ro-crate-metadata.json", MANIFEST}
    for name in parts:
        assert graph[name]["@type"] == "File"
        assert graph[name]["sha256"] == hashlib.sha256(files[name]).hexdigest()
        assert graph[name]["contentSize"] == str(len(files[name]))
    lines = files[MANIFEST].decode().splitlines()
    assert lines == sorted((f"{hashlib.sha256(content).hexdigest()}  {name}" for name, content in files.items()
                            if name != MANIFEST), key=lambda line: line.partition("  ")[2])  # fmt: skip


def test_the_page_shows_each_statement_of_the_answer_with_speaker_source_and_hash(pack: Path) -> None:
    files, _ = read_zip(pack)
    page, answer = files["index.html"].decode(), json.loads(files["answer.json"])
    stated = {one["id"]: one for one in json.loads(files["statements.json"])}
    named = {
        one["id"] for name in ("rows", "lastKnown", "firstKnown") for row in answer[name] for one in row["statements"]
    }
    assert named
    assert named <= set(stated)
    for one in stated.values():
        assert f'<tr id="{one["id"]}">' in page
        assert one["source"]["sha256"] is None or one["source"]["sha256"] in page
    assert "<svg" in page
    assert "<script" not in page
    words = {(one["type"], one["name"]) for one in json.loads(files["vocabulary.json"])}
    assert {("predicate", one["predicate"]) for one in stated.values()} <= words


def test_a_changed_byte_anywhere_is_found(pack: Path, tmp_path: Path) -> None:
    whole, changed = pack.read_bytes(), tmp_path / "changed.zip"
    end = whole.rindex(b"PK\x05\x06")
    directory = whole.index(b"PK\x01\x02")
    draw = random.Random(17)
    places = [
        *range(80),
        *range(directory, directory + 120),
        *range(end, len(whole)),
        *draw.sample(range(len(whole)), 250),
    ]
    for place in places:
        changed.write_bytes(whole[:place] + bytes((whole[place] ^ (1 << draw.randrange(8)),)) + whole[place + 1 :])
        try:
            files, is_ours = read_zip(changed)
        except InvalidSource:
            continue
        assert find_changed(files) or not is_ours, place
    for other in (whole + b"x", whole[:-1], b"x" + whole):
        changed.write_bytes(other)
        try:
            files, is_ours = read_zip(changed)
        except InvalidSource:
            continue
        assert not is_ours


def rewrite(pack: Path, to: Path, change: Callable[[dict[str, bytes]], None], manifest: bool = True) -> Path:
    """The pack with other files, and, if asked, a manifest that agrees with them."""
    files, _ = read_zip(pack)
    change(files)
    if manifest:
        files[MANIFEST] = write_manifest({name: content for name, content in files.items() if name != MANIFEST})
    to.write_bytes(write_zip(files))
    return to


def test_an_answer_that_was_made_up_is_told_with_the_place(pack: Path, tmp_path: Path, nowhere: Path) -> None:
    def lie(files: dict[str, bytes]) -> None:
        files["answer.json"] = (
            files["answer.json"].replace(b'"contested":true', b'"contested":false', 1).replace(b"2,000", b"3,000")
        )

    done = verify(nowhere, rewrite(pack, tmp_path / "lie.zip", lie))
    assert done.returncode == FAILED
    assert "not the same: summary: " in done.stdout
    assert "changed:" not in done.stdout  # the manifest agrees: only the answer tells
    done = verify(nowhere, rewrite(pack, tmp_path / "lie.zip", lie, manifest=False))
    assert "changed: answer.json was changed" in done.stdout


def test_data_that_was_changed_gives_another_answer(pack: Path, tmp_path: Path, nowhere: Path) -> None:
    def swap(files: dict[str, bytes]) -> None:
        lines = gzip.decompress(files["store/statements.ndjson.gz"]).replace(b'"countMin":1800', b'"countMin":1900')
        lines = lines.replace(b"about 2,000", b"about 9,000")
        files["store/statements.ndjson.gz"] = gzip.compress(lines, mtime=0)

    done = verify(nowhere, rewrite(pack, tmp_path / "swapped.zip", swap))
    assert done.returncode == FAILED
    assert "not the same: the answer cannot be computed: " in done.stdout  # backup.json has the hash
    assert "statements.ndjson.gz is not as it was written" in done.stdout


def make_zip(*entries: tuple[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries:
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is no zip file"),
        (b"PK\x03\x04 and so on", "is no zip file"),
        (make_zip(("../../evil", b"x"), (MANIFEST, b"")), "names a file outside of itself"),
        (make_zip(("/etc/passwd", b"x"), (MANIFEST, b"")), "names a file outside of itself"),
        (make_zip(("a\\b", b"x"), (MANIFEST, b"")), "names a file outside of itself"),
        (make_zip(("c:evil", b"x"), (MANIFEST, b"")), "names a file outside of itself"),
        (make_zip(("folder/", b""), (MANIFEST, b"")), "names a file outside of itself, or a folder"),
        (make_zip(("bomb", bytes(50_000_000)), method=zipfile.ZIP_DEFLATED), "has bomb compressed"),
        (make_zip(*((f"f{n}", b"") for n in range(201))), "has more than 200 files"),
        (make_zip(("answer.json", b"{}")), f"has no {MANIFEST}"),
        (make_zip((MANIFEST, b"")), "has no question.json"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["pack", "restore"])
def test_what_is_no_pack_is_refused(tmp_path: Path, nowhere: Path, content: bytes, why: str, command: str) -> None:
    file = tmp_path / "bad.zip"
    file.write_bytes(content)
    done = run(nowhere, command, *(["--verify"] if command == "pack" else []), str(file))
    assert (done.returncode, "Traceback" in done.stderr) == (WRONG_INPUT, False), done.stderr
    assert (why if command == "pack" else why.replace("question.json", "store/backup.json")) in done.stderr
    assert not nowhere.exists()


def test_data_that_unpacks_to_too_much_is_refused(
    pack: Path, tmp_path: Path, nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.packs.checking.MOST_UNPACKED", 5_000_000)

    def blow_up(files: dict[str, bytes]) -> None:
        files["store/names.ndjson.gz"] = gzip.compress(bytes(20_000_000))

    done = verify(nowhere, rewrite(pack, tmp_path / "bomb.zip", blow_up))
    assert done.returncode == FAILED
    assert "unpacks to more than 5,000,000 bytes" in done.stdout


def test_a_pack_is_loaded_into_an_empty_store_and_answers_the_same(pack: Path, base: str, lent_once: Path) -> None:
    done = run(lent_once, "restore", str(pack))
    assert done.returncode == 0, done.stderr
    with served(create_app(settings_for(lent_once))) as restored:
        answers = [httpx.get(address + QUESTION, timeout=60).json() for address in (restored, base)]
        for answer in answers:  # a service puts the judgements of whoholds in force, which makes a version
            del answer["dataVersion"], answer["pin"]
        assert answers[0] == answers[1]
    assert run(lent_once, "check", "--store").returncode == 0


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({"question": "/v1/nothing"}, "is no question"),
        ({"question": "/v1/custody?hold=x"}, "did you mean"),
        ({"question": "/v1/custody?as_of=yesterday"}, "yesterday"),
        ({"question": "/v1/custody?version=1"}, "leave version out"),
        ({"question": "/v1/custody?pin=1"}, "leave pin out"),
        ({"question": "/v1/changes?since=0"}, "does not answer"),
        ({"question": "colourless green ideas"}, "is not understood"),
        ({"question": ""}, "question"),
        ({"q": "x"}, "question"),
        ([], "body"),
    ],
)
def test_what_cannot_be_packed_is_told(base: str, body: object, why: str) -> None:
    answer = httpx.post(f"{base}/v1/packs", json=body, timeout=60)
    assert answer.status_code == 422, answer.text
    assert why in answer.text


@pytest.fixture
def stamps(tmp_path: Path) -> Iterator[tuple[str, Path, list[bytes]]]:
    """The address of a time stamp authority, its certificates, and what it was sent."""
    authority, sent = make_authority(tmp_path / "authority"), list[bytes]()

    class Stamping(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent.append(self.rfile.read(int(self.headers["Content-Length"])))
            answer = authority.answer(sent[-1])
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Stamping)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    (tmp_path / "authority.pem").write_bytes(authority.certificates)
    yield f"http://127.0.0.1:{server.server_port}/tsr", tmp_path / "authority.pem", sent
    server.shutdown()


def test_an_authority_gets_the_hash_alone_and_its_stamp_is_checked(
    data: Path, stamps: tuple[str, Path, list[bytes]], tmp_path: Path, nowhere: Path
) -> None:
    address, certificates, sent = stamps
    file = tmp_path / "stamped.zip"
    done = run(data, "pack", QUESTION, "--output", str(file), WHOHOLDS_STAMP_AUTHORITY=address)
    assert done.returncode == 0, done.stderr
    files, _ = read_zip(file)
    assert len(sent) == 1
    assert hashlib.sha256(files[MANIFEST]).digest() in sent[0]
    assert len(sent[0]) < 100
    done = run(nowhere, "pack", "--verify", str(file), "--authorities", str(certificates))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "time stamp: holds at " in done.stdout

    def change(files: dict[str, bytes]) -> None:
        files["index.html"] += b" "
        listed = {name: content for name, content in files.items() if name not in (MANIFEST, STAMP)}
        files[MANIFEST] = write_manifest(listed)

    done = run(nowhere, "pack", "--verify", str(rewrite(file, tmp_path / "later.zip", change, manifest=False)))
    assert done.returncode == FAILED
    assert "time stamp: invalid" in done.stdout


def test_an_authority_that_does_not_answer_is_told(data: Path, tmp_path: Path) -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{bound.getsockname()[1]}/"
        done = run(data, "pack", QUESTION, "-o", str(tmp_path / "x.zip"), WHOHOLDS_STAMP_AUTHORITY=address)
    assert "gives no time stamp" in done.stderr
    assert not (tmp_path / "x.zip").exists()
    done = run(data, "pack", QUESTION, "-o", str(tmp_path / "x.zip"), WHOHOLDS_STAMP_AUTHORITY="ftp://x")
    assert (done.returncode, "time stamp authority" in done.stderr) == (WRONG_INPUT, True)


def test_sha256sum_takes_the_manifest(pack: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(pack) as archive:
        archive.extractall(tmp_path)
    done = subprocess.run(["sha256sum", "--check", "--quiet", MANIFEST], cwd=tmp_path, capture_output=True)
    assert (done.returncode, done.stdout) == (0, b"")
