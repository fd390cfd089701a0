"""`make audit`: licences and known vulnerabilities of all locked packages."""

import os
import sys
from collections.abc import Sized
from datetime import UTC, datetime
from pathlib import Path

from tests.audit.licences import find_faults, locked, locks, page_packages
from tests.audit.vulnerabilities import ask_advisories, without_exceptions


def main(pip_audit: Path) -> int:
    """How to end: 1 where a licence is not allowed or a vulnerability is known, and, where CI=true, also where some
    packages could not be asked about."""
    faults = find_faults()
    packages = set().union(*(locked(lock) for lock in locks()))
    looked = f"{len(packages)} packages of Python and {len(page_packages())} of the page"
    print(f"Licences of {looked}: {_number(faults)} that may not be.")
    print("".join(f"  {fault}\n" for fault in faults), end="")
    findings, unasked = ask_advisories(pip_audit)
    findings = without_exceptions(findings, datetime.now(UTC).date())
    print(f"Known vulnerabilities: {_number(findings)}{' among those that could be asked about' if unasked else ''}.")
    print("".join(f"  {one.package}: {', '.join(one.ids)}, {one.mended}\n" for one in findings), end="")
    for one in unasked:
        print(f"  Not asked about: {one}")
    return int(bool(faults or findings or (unasked and os.environ.get("CI") == "true")))


def _number(faults: Sized) -> str:
    return f"{len(faults)} found" if faults else "none found"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).absolute()))
