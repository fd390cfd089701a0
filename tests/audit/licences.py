"""Which licence each locked dependency has, by `licences.yml` and the lock files, and whether it may have it."""

import json
import re
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import yaml
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
RECORD = Path(__file__).with_name("licences.yml")
PAGE_LOCK = ROOT / "app" / "web" / "package-lock.json"


@cache
def record() -> dict[str, Any]:
    """`licences.yml` as it is written."""
    found: dict[str, Any] = yaml.safe_load(RECORD.read_text(encoding="utf-8"))
    return found


@cache
def licences() -> dict[str, str]:
    """The licence of each package that the record names, by its name."""
    return {name: licence for licence, names in record()["packages"].items() for name in names}


def locks() -> list[Path]:
    return sorted(ROOT.glob("requirements*.lock"))


def locked(lock: Path) -> dict[str, set[str]]:
    """The packages of a lock file with their versions; some have two, for different Pythons."""
    found: dict[str, set[str]] = {}
    pin = r"(?m)^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)"
    for name, version in re.findall(pin, lock.read_text(encoding="utf-8")):
        found.setdefault(canonicalize_name(name), set()).add(version)
    return found


def is_allowed(licence: str, allowed: frozenset[str] | None = None) -> bool:
    """Whether an SPDX expression can be kept by licences that are allowed: of `A OR B` one is enough, of `A AND B` both
    are needed, and `A WITH B` is a licence of its own. Raises InvalidLicenseExpression for what is no expression."""
    known = frozenset(record()["allowed"]) if allowed is None else allowed
    words = re.findall(r"\(|\)|[^\s()]+(?: WITH [^\s()]+)?", canonicalize_license_expression(licence))
    return _holds_one(words, known)


def _holds_one(words: list[str], known: frozenset[str]) -> bool:
    """Takes `A OR B OR ..` from the front of the words."""
    found = _holds_all(words, known)
    while words and words[0] == "OR":
        words.pop(0)
        found = _holds_all(words, known) or found
    return found


def _holds_all(words: list[str], known: frozenset[str]) -> bool:
    """Takes `A AND B AND ..` from the front of the words; AND binds more closely than OR."""
    found = _holds(words, known)
    while words and words[0] == "AND":
        words.pop(0)
        found = _holds(words, known) and found
    return found


def _holds(words: list[str], known: frozenset[str]) -> bool:
    if (word := words.pop(0)) != "(":
        return word in known
    found = _holds_one(words, known)
    words.pop(0)
    return found


def find_faults() -> list[str]:
    """What is wrong with the licences of all locked packages, of Python and of the page, each in a sentence."""
    return [fault for lock in locks() for fault in _faults_of(lock)] + _faults_of_page()


def _faults_of(lock: Path) -> list[str]:
    faults = []
    for name in locked(lock):
        if name not in licences():
            faults.append(
                f"{lock.name}: {name} has no licence in {RECORD.relative_to(ROOT)}; write it there, by its SPDX name"
            )
        elif not is_allowed(licences()[name]) and lock.name not in record()["exceptions"].get(name, {}).get(
            "locks", ()
        ):
            faults.append(f"{lock.name}: {name} is under {licences()[name]}, which is not allowed there")
    return faults


def page_packages() -> dict[str, str | None]:
    """The licence of each package of the page, with its version, as npm noted it."""
    packages = json.loads(PAGE_LOCK.read_text(encoding="utf-8"))["packages"]
    return {
        f"{path.rpartition('node_modules/')[2]} {one['version']}": one.get("license")
        for path, one in packages.items()
        if path
    }


def _faults_of_page() -> list[str]:
    return [
        f"app/web/package-lock.json: {name} is under {licence or 'no licence that npm knows'}, which is not allowed"
        for name, licence in page_packages().items()
        if not licence or not is_allowed(licence)
    ]


def stated_licence(name: str) -> str | None:
    """The SPDX expression that an installed package has in its metadata; None if it has none, or is not installed."""
    try:
        stated = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    for field in ("License-Expression", "License"):
        try:
            return canonicalize_license_expression(stated[field] or "")
        except InvalidLicenseExpression:
            continue
    return None
