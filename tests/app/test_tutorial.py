"""The tutorial on one's own report is run as it stands, and what `whoholds new` writes loads at once."""

import re
from pathlib import Path

import pytest

from tests.app.commands import Done, run

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "your-own-report.md").read_text(encoding="utf-8")
CONSOLE = re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
TABLE = re.findall(r"```csv\n(.*?)```", PAGE, re.DOTALL)[0]


def run_line(data: Path, line: str) -> Done:
    """A command of the page."""
    words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', line.removeprefix("$ "))]
    assert words[0] == "whoholds"
    return run(data, *words[1:])


def read_steps() -> list[tuple[str, str]]:
    """Each command of the page, and what it is said to print."""
    found = []
    for block in CONSOLE:
        for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
            if part:
                line, _, printed = part.partition("\n")
                found.append((line, printed))
    return found


def test_every_command_of_the_tutorial_does_what_it_says(
    lent: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    table = tmp_path / "foro-penal.csv"
    table.write_text(TABLE, encoding="utf-8")
    steps = read_steps()
    done = []
    for line, printed in steps:
        if [met for met, _ in done].count(line) == 1:  # the page says to mend the day before it is checked again
            table.write_text(TABLE.replace("2/9/2024", "2 September 2024"), encoding="utf-8")
        ended = run_line(lent, line)
        assert ended.stdout.startswith(printed), (line, ended.stderr)
        done.append((line, ended))
    codes = [ended.returncode for _, ended in done]
    assert codes == [0, 3, *([0] * (len(done) - 2))]
    (told,) = re.findall(r"```text\n(.*?)\n```", PAGE, re.DOTALL)
    assert told in done[1][1].stderr
    early, late = (" ".join(ended.stdout.split()) for _, ended in done[-2:])
    assert "240" in early
    assert "1,793" in late
    assert "Foro Penal" in late


@pytest.mark.parametrize("more", [(), ("--figures",)])
def test_what_new_writes_loads_at_once_also_twice_beside_itself(
    lent: Path, tmp_path: Path, more: tuple[str, ...]
) -> None:
    for name in ("Lake report", "other"):
        folder = tmp_path / f"{name}{len(more)}"
        assert run(lent, "new", str(folder), *more).returncode == 0
        for command in ("check", "load"):
            ended = run(lent, command, str(folder))
            assert (ended.returncode, ended.stderr) == (0, "")
    full = run(lent, "new", str(folder))
    assert full.returncode == 2
    assert "is not empty, and nothing in it is changed" in full.stderr
    assert run(lent, "new", str(tmp_path / "???")).returncode == 2
