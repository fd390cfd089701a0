"""`make contract`: add what is new to the contract, and ask the examples anew. What is gone stays in the file, so that
the test names it."""

import tempfile
from pathlib import Path

from app.main import create_app, describe_api
from graph.store.engine import embedded
from tests.app.commands import run
from tests.app.conftest import served, settings_for
from tests.app.contract.asking import write_examples
from tests.app.contract.facts import list_facts

HERE = Path(__file__).parent
CONTRACT = HERE / "v1.txt"
EXAMPLES = HERE.parents[2] / "app" / "schemas" / "examples.json"
SOURCES = ("reference", "isis-detainee-transfer", "reported-figures")


def add_to_contract() -> None:
    told = CONTRACT.read_text(encoding="utf-8").splitlines() if CONTRACT.exists() else []
    every = sorted({*told, *list_facts(describe_api())})
    CONTRACT.write_text("\n".join(every) + "\n", encoding="utf-8")
    print(f"{len(every)} lines in {CONTRACT.name}, {len(every) - len(told)} of them new")


def ask_anew() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        assert run(data, "load", *SOURCES).returncode == 0
        with served(create_app(settings_for(data))) as base:
            write_examples(base, EXAMPLES)
        embedded.stop_engine(data)
    print(f"{EXAMPLES.stat().st_size} bytes in {EXAMPLES.name}")


if __name__ == "__main__":
    add_to_contract()
    ask_anew()
