"""`make sbom`: what whoholds is made of, in CycloneDX, as locked: Python in one file, the page in another."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from tests.audit.licences import PAGE_LOCK, ROOT, licences

VERSION = "1.6"  # of CycloneDX, that cyclonedx-py and what reads it know
CHECK = (
    "import sys; from cyclonedx.validation.json import JsonStrictValidator as Validator; "
    "from cyclonedx.schema import SchemaVersion; "
    "sys.exit(str(Validator(SchemaVersion.from_version(sys.argv[1])).validate_str(sys.stdin.read()) or '') or 0)"
)


def main(tools: Path, folder: Path) -> None:
    """Write both into the folder. `tools` is the folder of cyclonedx-py's programs.

    Raises CalledProcessError where a program fails or a file is not what its schema asks for.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in {"python": _of_python(tools), "page": _of_page()}.items():
        text = json.dumps(content, indent=2) + "\n"
        subprocess.run([tools / "python", "-c", CHECK, content["specVersion"]], input=text, text=True, check=True)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
        print(f"{folder / name}.json: {len(content['components'])} components")


def _of_python(tools: Path) -> dict[str, Any]:
    """What runs, by requirements.lock, with hashes; the lock has no licences, so the record gives them."""
    command = [tools / "cyclonedx-py", "requirements", "requirements.lock", "--pyproject", "pyproject.toml"]
    found = _output([*map(str, command), "--sv", VERSION, "--output-reproducible"])
    for one in found["components"]:
        one["licenses"] = [{"expression": licences()[canonicalize_name(one["name"])]}]
    return found


def _of_page() -> dict[str, Any]:
    """What is built into the page, by its package-lock.json; tools that only build it are left out."""
    return _output(
        ["npm", "sbom", "--sbom-format", "cyclonedx", "--package-lock-only", "--omit", "dev"], PAGE_LOCK.parent
    )


def _output(command: list[str], folder: Path = ROOT) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, check=True).stdout)
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
