"""`make release`: the wheel and the archive of the sources in `dist/`, tried in empty environments.

Each Python of PYTHONS that is on this machine installs the wheel with what it needs from the index of packages, loads
the first report, asks, and serves: the page, the guide, an answer. `make release PYTHONS="python3.11 python3.13"` names
others. `uv tool run`, where uv is there, does the same.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.ports import held_port

ROOT = Path(__file__).resolve().parents[1]
PYTHONS = ("python3.11", "python3.12", "python3.13")
QUESTION = ("custody", "--held", "isis-suspects", "--as-of", "2026-02-05")
ADDRESSES = ("/healthz", "/", "/guide/", "/guide/commands", "/static/index.js", "/v1/custody?held=isis-suspects")
WAIT_SECONDS = 60


def build(folder: Path) -> Path:
    """Build into `dist/` in an environment of its own. Returns the wheel."""
    python = make_environment(folder / "build", sys.executable, "build")
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    subprocess.run([python, "-m", "build", "--outdir", ROOT / "dist", ROOT], check=True, stdout=subprocess.DEVNULL)
    (wheel,) = (ROOT / "dist").glob("*.whl")
    return wheel


def make_environment(folder: Path, python: str, package: str) -> Path:
    """An empty environment with one package. Returns its Python."""
    subprocess.run([python, "-m", "venv", folder], check=True)
    found = folder / "bin" / "python"
    subprocess.run([found, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package], check=True)
    return found


def try_commands(command: list[str | Path], folder: Path) -> str:
    """Load the first report and ask; then ask a service over HTTP. Returns the first line of the answer."""
    environment = os.environ | {"WHOHOLDS_DATA": str(folder / "data")}
    environment.pop("PYTHONPATH", None)

    def run(*words: str) -> str:
        done = subprocess.run(
            [*command, *words], env=environment, cwd=folder, check=True, capture_output=True, text=True
        )
        return done.stdout

    run("load", "reference", "isis-detainee-transfer")
    answer = run(*QUESTION)
    with serving(command, environment, folder) as base:
        for address in ADDRESSES:
            httpx.get(base + address, timeout=WAIT_SECONDS).raise_for_status()
    run("stop")
    return answer.partition("\n")[0]


@contextmanager
def serving(command: list[str | Path], environment: dict[str, str], folder: Path) -> Iterator[str]:
    """The address of a service by a command."""
    with held_port() as port:
        there = environment | {"WHOHOLDS_PORT": str(port)}
        service = subprocess.Popen(
            [*command, "serve"], env=there, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
        )
        try:
            wait_for(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            service.terminate()
            service.wait()


def wait_for(base: str) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        try:
            httpx.get(f"{base}/readyz").raise_for_status()
            return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise TimeoutError(f"{base} is not ready after {WAIT_SECONDS} s")


def main() -> None:
    with tempfile.TemporaryDirectory() as made:
        wheel = build(Path(made))
        print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB")
        for name in sys.argv[1:] or PYTHONS:
            if shutil.which(name) and subprocess.run([name, "--version"], capture_output=True).returncode == 0:
                folder = Path(made) / name.replace("/", "-").lstrip("-")
                python = make_environment(folder, name, str(wheel))
                print(f"{name}: {try_commands([python.with_name('whoholds')], folder)}")
            else:
                print(f"{name}: not run, it is not here")
        if shutil.which("uv"):
            folder = Path(made) / "uv"
            folder.mkdir()
            print(f"uv tool run: {try_commands(['uv', 'tool', 'run', '--from', str(wheel), 'whoholds'], folder)}")
        else:
            print("uv tool run: not run, uv is not here")


if __name__ == "__main__":
    main()
