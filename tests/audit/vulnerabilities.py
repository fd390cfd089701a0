"""Known vulnerabilities of all locked packages: pip-audit asks about those of Python, npm about those of the page."""

import json
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from tests.audit.licences import PAGE_LOCK, locked, locks, record

SECONDS = 300.0


class Finding(NamedTuple):
    """A package with its version, the ids of an advisory about it, and what mends it."""

    package: str
    ids: tuple[str, ...]
    mended: str


class Advisories(NamedTuple):
    """What was found, and why some packages could not be asked about: nothing is known of those."""

    findings: list[Finding]
    unasked: list[str]


def ask_advisories(pip_audit: Path) -> Advisories:
    """About all locked packages. `pip_audit` is the program."""
    answers = [_ask_pip_audit(pip_audit, pins) for pins in _all_pins()] + [_ask_npm()]
    return Advisories(
        findings=[one for answer in answers for one in answer.findings],
        unasked=[one for answer in answers for one in answer.unasked],
    )


def without_exceptions(findings: list[Finding], on: date) -> list[Finding]:
    """Without those that the record argues away until that day or a later one."""
    argued = {id_ for id_, one in record()["advisories"].items() if one["until"] >= on}
    return [one for one in findings if not argued & set(one.ids)]


def _all_pins() -> Iterator[list[str]]:
    """Every locked version of every lock, for any Python and system. Files in which no package is twice."""
    versions: dict[str, set[str]] = {}
    for lock in locks():
        for name, some in locked(lock).items():
            versions.setdefault(name, set()).update(some)
    left = {name: sorted(some) for name, some in versions.items()}
    while left:
        yield [f"{name}=={some.pop()}" for name, some in sorted(left.items())]
        left = {name: some for name, some in left.items() if some}


def _ask_pip_audit(pip_audit: Path, pins: list[str]) -> Advisories:
    with tempfile.TemporaryDirectory(prefix="whoholds-audit-") as folder:
        file = Path(folder) / "requirements.txt"
        file.write_text("\n".join(pins) + "\n", encoding="utf-8")
        command = [
            str(pip_audit),
            "-r",
            str(file),
            "--no-deps",
            "--disable-pip",
            "-f",
            "json",
            "--progress-spinner=off",
        ]
        return read_pip_audit(*_run(command, Path(folder)), len(pins))


def read_pip_audit(said: str, error: str, packages: int) -> Advisories:
    """What pip-audit printed, asked about so many packages."""
    try:
        answers = json.loads(said)["dependencies"]
    except (ValueError, KeyError):
        return Advisories([], [f"{packages} packages of Python: pip-audit says {_last_line(error)}"])
    findings = [
        Finding(f"{one['name']} {one['version']}", (found["id"], *found["aliases"]), _mended(found["fix_versions"]))
        for one in answers
        for found in one.get("vulns", ())
    ]
    skipped = [one for one in answers if "skip_reason" in one]
    unasked = [f"{len(skipped)} packages of Python: {skipped[0]['skip_reason']}"] if skipped else []
    return Advisories(findings, unasked)


def _mended(versions: list[str]) -> str:
    return f"mended in {' or '.join(versions)}" if versions else "not mended yet"


def _ask_npm() -> Advisories:
    return read_npm_audit(*_run(["npm", "audit", "--json"], PAGE_LOCK.parent))


def read_npm_audit(said: str, error: str) -> Advisories:
    """What `npm audit --json` printed. A package that is only named because it needs another one is left out."""
    try:
        answers: dict[str, dict[str, Any]] = json.loads(said)["vulnerabilities"]
    except (ValueError, KeyError):
        return Advisories([], [f"the packages of the page: npm says {_last_line(error)}"])
    findings = [
        Finding(f"{name} {one['range']}", (found["url"].rpartition("/")[2],), "npm audit fix --dry-run says how")
        for name, one in answers.items()
        for found in one["via"]
        if isinstance(found, dict)
    ]
    return Advisories(findings, [])


def _run(command: list[str], folder: Path) -> tuple[str, str]:
    """What it printed. Both programs end with 1 where they found something, so how they end says little."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=SECONDS)
    except FileNotFoundError:
        return "", f"{command[0]} is not installed"
    except subprocess.TimeoutExpired:
        return "", f"{command[0]} does not end within {SECONDS:.0f} s"
    return done.stdout, done.stderr


def _last_line(error: str) -> str:
    lines = [line.strip() for line in error.splitlines() if line.strip() and "complete log" not in line]
    return lines[-1] if lines else "nothing"
