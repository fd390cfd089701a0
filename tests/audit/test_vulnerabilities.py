"""What pip-audit and npm print is read right; and where no advisories can be reached, nothing is called sound."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.audit import vulnerabilities
from tests.audit.licences import locked, locks, record
from tests.audit.vulnerabilities import (
    Advisories,
    Finding,
    read_npm_audit,
    read_pip_audit,
    without_exceptions,
)

OLD = {
    "name": "lake",
    "version": "1.0",
    "vulns": [
        {"id": "PYSEC-2026-1", "aliases": ["CVE-2026-2", "GHSA-x"], "fix_versions": ["1.1", "2.0"], "description": ""},
        {"id": "PYSEC-2026-3", "aliases": [], "fix_versions": [], "description": ""},
    ],
}
SOUND = {"name": "ferry", "version": "2.0", "vulns": []}
SKIPPED = {"name": "crow", "skip_reason": "Dependency not found on PyPI"}


def test_each_advisory_is_told_with_what_mends_it() -> None:
    answer = read_pip_audit(json.dumps({"dependencies": [OLD, SOUND], "fixes": []}), "Found 2", 2)
    assert answer == Advisories(
        [
            Finding("lake 1.0", ("PYSEC-2026-1", "CVE-2026-2", "GHSA-x"), "mended in 1.1 or 2.0"),
            Finding("lake 1.0", ("PYSEC-2026-3",), "not mended yet"),
        ],
        [],
    )


def test_a_package_that_was_skipped_is_not_sound() -> None:
    answer = read_pip_audit(json.dumps({"dependencies": [SOUND, SKIPPED]}), "No known vulnerabilities found", 2)
    assert answer == Advisories([], ["1 packages of Python: Dependency not found on PyPI"])


@pytest.mark.parametrize("said", ["", "no JSON", "{}"])
def test_an_answer_that_is_none_leaves_all_packages_unasked(said: str) -> None:
    answer = read_pip_audit(said, "Traceback\n  ..\nConnectionError: no such host\n\n", 7)
    assert answer == Advisories([], ["7 packages of Python: pip-audit says ConnectionError: no such host"])


def test_npm_tells_packages_at_fault_and_not_those_that_need_them() -> None:
    url = "https://github.com/advisories/GHSA-y"
    said = {
        "vulnerabilities": {
            "reed": {"range": "<2", "via": [{"title": "it reads too far", "url": url}]},
            "boat": {"range": "*", "via": ["reed"]},
        }
    }
    assert read_npm_audit(json.dumps(said), "").findings == [
        Finding("reed <2", ("GHSA-y",), "npm audit fix --dry-run says how")
    ]
    assert read_npm_audit('{"vulnerabilities": {}}', "") == Advisories([], [])


def test_where_npm_reaches_no_advisories_it_is_told() -> None:
    error = (
        "npm warn audit 405\nnpm error audit endpoint returned an error\nnpm error A complete log of this run is in x"
    )
    answer = read_npm_audit('{"message": "405 Method Not Allowed"}', error)
    assert answer.unasked == ["the packages of the page: npm says npm error audit endpoint returned an error"]


def test_a_program_that_is_missing_is_told(tmp_path: Path) -> None:
    answer = vulnerabilities._ask_pip_audit(tmp_path / "pip-audit", ["lake==1.0"])
    assert answer.findings == []
    assert answer.unasked == [f"1 packages of Python: pip-audit says {tmp_path}/pip-audit is not installed"]


def test_an_argued_exception_holds_until_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    argued = {"CVE-2026-2": {"package": "lake", "why": "It is not called.", "until": date(2027, 1, 31)}}
    monkeypatch.setitem(record(), "advisories", argued)
    findings = read_pip_audit(json.dumps({"dependencies": [OLD]}), "", 1).findings
    assert without_exceptions(findings, date(2027, 1, 31)) == findings[1:]
    assert without_exceptions(findings, date(2027, 2, 1)) == findings


def test_every_version_of_every_lock_is_asked_about_once() -> None:
    rounds = list(vulnerabilities._all_pins())
    asked = [pin for pins in rounds for pin in pins]
    assert len(asked) == len(set(asked))
    assert set(asked) == {
        f"{name}=={version}" for lock in locks() for name, some in locked(lock).items() for version in some
    }
    for pins in rounds:
        assert len({pin.partition("==")[0] for pin in pins}) == len(pins)
