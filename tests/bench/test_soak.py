"""What `make soak` calls flat, and that its clients count what goes wrong and go on."""

import itertools
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.bench.clients import Answer, ask_each
from tests.bench.mixed import QUESTIONS, ask_at_random
from tests.bench.soak import Sample, growth, judge


def samples(engine: int, per_second: int) -> list[Sample]:
    """90 s in which the service stays at 1,000 bytes, and the engine grows evenly from what it has."""
    return [Sample(at=at, service=1_000, engine=engine + per_second * at, answers=at, errors=0, loads=0)
            for at in range(91)]  # fmt: skip


def test_growth_is_told_after_the_first_third_as_a_share_of_the_mean() -> None:
    # from second 30 to 90 it goes from 130 to 190: 60 more, of 160 in the mean
    assert growth(samples(100, 1), "engine") == pytest.approx(60 / 160)
    assert growth(samples(100, 1), "service") == 0
    early = [one._replace(engine=10_000 if one.at >= 30 else 0) for one in samples(0, 0)]
    assert growth(early, "engine") == 0


@pytest.mark.parametrize(
    ("engine", "per_second", "errors", "ends_with"),
    [(100_000, 33, [], 0), (100_000, 35, [], 1), (100_000, -100, [], 0), (100_000, 0, ["/v1/x: 500"], 1)],
)
def test_a_soak_fails_by_growth_beyond_2_percent_or_any_error(
    engine: int, per_second: int, errors: list[str], ends_with: int
) -> None:
    # 33 a second: 1,980 of 101,980 are 1.94 %; 35: 2,100 of 102,100 are 2.06 %; what shrinks is no leak
    assert judge(samples(engine, per_second), errors) == ends_with


class Moody(BaseHTTPRequestHandler):
    """Answers 200, but for /bad, and closes the connection for /gone."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/gone":
            self.close_connection = True
            return
        self.send_response(503 if self.path == "/bad" else 200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(self.headers.get("Accept", "ok").encode()[-2:])

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Moody) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_clients_count_what_goes_wrong_and_go_on(port: int) -> None:
    paths = ["/a", "/bad", "/b", "/gone", "/c", "/d", "/e"]
    left, answers, errors = iter(paths), list[Answer](), list[str]()
    ask_each(port, left, 1, lambda: len(answers) + len(errors) < len(paths), answers.append, errors.append)
    assert [one.path for one in answers] == ["/a", "/b", "/c", "/d", "/e"]
    assert [error.partition(":")[0] for error in errors] == ["/bad", "/gone"]
    with pytest.raises(RuntimeError, match="an answer that is none"):
        ask_each(port, iter(["/bad"]), 1, lambda: False, answers.append)


def test_the_mix_has_every_question_and_is_the_same_again() -> None:
    assert {question for question in QUESTIONS if "{day}" not in QUESTIONS[question]} == set()
    some = list(itertools.islice(ask_at_random(1), 400))
    assert len({path.partition("?")[0] for path in some}) == len({one.partition("?")[0] for one in QUESTIONS.values()})
    assert some == list(itertools.islice(ask_at_random(1), 400))
    assert not any(" " in path or "{" in path for path in some)
