"""`whoholds` for tests, with the settings that a test names and none of whoever runs it.

run           the command in this process: what it prints, and its exit code. A process of its own takes over a second
              to import what is imported here already
run_in_shell  a process of its own, as a shell starts it: for what only that shows
"""

import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

from click.testing import CliRunner

from app.cli.main import run_command

ROOT = Path(__file__).resolve().parents[2]

Done = subprocess.CompletedProcess[str]


def run(data: Path, *words: str, text: str = "", **settings: str) -> Done:
    with (
        CliRunner().isolation(input=text, env=_environment(data, settings)) as (out, err, _),
        patch.object(sys, "argv", ["whoholds", *words]),
    ):
        code = run_command()
        sys.stderr.flush()
        return Done(words, code, out.getvalue().decode(), err.getvalue().decode())


def run_in_shell(data: Path, *words: str, text: str = "", **settings: str) -> Done:
    environment = {
        name: value for name, value in (os.environ | _environment(data, settings)).items() if value is not None
    }
    return subprocess.run(
        [sys.executable, "-m", "app.cli.main", *words],
        cwd=ROOT, env=environment, input=text, capture_output=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip


def _environment(data: Path, settings: dict[str, str]) -> dict[str, str | None]:
    """What is set, and as None what must not be."""
    others = {name: None for name in os.environ if name.startswith(("NEO4J_", "WHOHOLDS_"))}
    return {**others, "COLUMNS": None, "WHOHOLDS_DATA": str(data), "PYTHONPATH": str(ROOT), **settings}
