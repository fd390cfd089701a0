"""One reader in a process of its own, so that a crash or a hang ends that one only: python -m tests.fuzz.apart NAME."""

import json
import random
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.fuzz.readers import fuzz_reader, list_readers

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 900.0  # to start and to end, on a machine that others keep busy


def read_apart(name: str, folder: Path, seconds: float) -> dict[str, Any]:
    """What a reader met in some seconds. An input that ends its process, or holds it up, is kept in the folder."""
    own = folder / name.replace(" ", "-")
    own.mkdir(parents=True, exist_ok=True)
    words = [sys.executable, "-m", "tests.fuzz.apart", name, str(own), str(seconds)]
    try:
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=2 * seconds + START_SECONDS)
    except subprocess.TimeoutExpired:
        last = own / "last-input"
        return {"wrong": [f"it hangs at {last}" if last.exists() else "it did not start or end in time"]}
    if done.returncode:
        return {"wrong": [f"it ends with {done.returncode} at {own / 'last-input'}: {done.stderr[-1000:]}"]}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def main(name: str, folder: Path, seconds: float) -> None:
    seed = random.SystemRandom().randrange(2**32)
    found = fuzz_reader(list_readers()[name], folder, seed, seconds)
    wrong = [f"{kind}: {said}" for kind, said in found.wrong.items()]
    if found.grew:
        wrong.append(f"memory grew from {found.bytes_after_a_third:,} bytes to {found.bytes_at_end:,}")
    print(json.dumps({"seed": seed, **asdict(found), "wrong": wrong}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), float(sys.argv[3]))
