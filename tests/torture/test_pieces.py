"""What torture counts as wrong, and how it goes on: a service that dies does not pass for one that was right."""

import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.torture.pieces import QUESTION, ROOT, Outcome, _ask_until


def test_a_service_that_dies_is_wrong() -> None:
    class Once(BaseHTTPRequestHandler):
        """Answers one question rightly, and is gone."""

        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"rows": []}')

        def log_message(self, *_: object) -> None: ...

    outcome = Outcome()
    with HTTPServer(("127.0.0.1", 0), Once) as server:
        base = f"http://127.0.0.1:{server.server_port}"
        asker = threading.Thread(target=_ask_until, args=(threading.Event(), base, [], outcome))
        asker.start()
        server.handle_request()
    asker.join(60)
    assert outcome.answers == {200: 1}, QUESTION
    assert len(outcome.wrong) == 1
    assert outcome.wrong[0].startswith("no answer: ")


@pytest.mark.parametrize("piece", [{"victim": "loader", "kills": 5}, {"victim": "loader", "kills": 3, "each": 5}])
def test_pieces_of_another_size_are_not_gone_on_with(piece: dict[str, object], tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text(json.dumps([piece]), encoding="utf-8")
    words = [sys.executable, "-m", "tests.torture", "--each", "3", "--folder", str(tmp_path)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert done.returncode == 2
    assert "has pieces of 5 kills: write --each 5, or another --folder" in done.stderr
