"""Services to look at: with every source that `make run` loads, or others; and a source of names that mean harm."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.main import create_app
from graph.store.engine import embedded
from graph.store.store import Store
from ingest.loading import load_source
from tests.app.conftest import served, settings_for
from tests.engines.loaded_database import SHIPPED

KEEP_SECONDS = 1_800.0

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
TURNED = "\u200fgnirud\u200e the \u200fnight"  # marks of direction; those that turn all that follows are refused
ARABIC = "قوات سوريا الديمقراطية (قسد)"
LONG = "Committee " * 29 + "of the end"  # 300 characters, as many as a name may have
UNBROKEN = "x" * 300
HOSTILE = {"script": SCRIPT, "turned": TURNED, "arabic": ARABIC, "long": LONG, "unbroken": UNBROKEN}


@contextmanager
def loaded(folder: Path, sources: tuple[str, ...] = SHIPPED) -> Iterator[Path]:
    """The folder of a running engine of its own, with these sources loaded."""
    embedded.start_engine(folder, idle=KEEP_SECONDS)
    try:
        load_into(folder, *sources)
        yield folder
    finally:
        embedded.stop_engine(folder)


def load_into(folder: Path, *sources: str | Path) -> None:
    """Load sources into the data folder of a running engine."""
    with Store(settings_for(folder)) as store:
        for source in sources:
            load_source(store, str(source))


@contextmanager
def serving(folder: Path, port: int | None = None) -> Iterator[str]:
    """The address of a service on such a folder."""
    with served(create_app(settings_for(folder)), port) as base:
        yield base


def hostile_source(folder: Path) -> Path:
    """A source in which everybody and everything has a name that means harm."""
    folder.mkdir(parents=True, exist_ok=True)
    form = {
        "id": "hostile", "title": SCRIPT, "publisher": "script", "published": {"on": "2020-02-01"},
        "licence": "CC-BY-4.0", "url": "https://example.org/?a=%3Cb%3E&c=%22d%22",
    }  # fmt: skip
    (folder / "source.yml").write_text(json.dumps(form), encoding="utf-8")
    (folder / "dossier.yml").write_text(json.dumps(_dossier()), encoding="utf-8")
    return folder


def _dossier() -> dict[str, object]:
    actors = [
        {"id": id_, "label": "Actor", "kind": "armed_group", "name": name, "aliases": [f"{SCRIPT} {id_}"]}
        for id_, name in HOSTILE.items()
    ]
    groups = [
        {"id": f"men-{id_}", "label": "Group", "kind": "detainees", "name": name} for id_, name in HOSTILE.items()
    ]
    places = [{"id": f"at-{id_}", "label": "Place", "kind": "facility", "name": name} for id_, name in HOSTILE.items()]
    ids = list(HOSTILE)
    held = [
        {
            "key": f"holds-{id_}", "predicate": "holds", "observed": "2020-01-15", "cite": {"locator": SCRIPT},
            "roles": {"subject": [id_], "object": [f"men-{id_}"], "at": [f"at-{id_}"]}, "said_by": ids[number - 1],
            "count": {"wording": "about 150", "kind": "stock"},
        }
        for number, id_ in enumerate(ids)
    ]  # fmt: skip
    fought = [
        {
            "key": f"fights-{id_}", "predicate": "fights" if number % 2 else "allied_with",
            "cite": {"locator": "page 2"}, "roles": {"subject": [id_], "object": [ids[number - 1]]},
            "valid": {"start": "2019-05", "end": "2020-05"},
        }
        for number, id_ in enumerate(ids)
    ]  # fmt: skip
    denied = {
        "key": "denial", "predicate": "holds", "polarity": "denies", "said_by": "arabic", "observed": "2020-01-15",
        "roles": {"subject": ["script"], "object": ["men-script"]}, "cite": {"locator": "page 3"},
        "responds_to": [{"key": "holds-script", "stance": "denies", "scope": "specific"}],
    }  # fmt: skip
    planned = {
        "key": "plan", "predicate": "transfers", "mode": "intended", "on": "2020-03", "cite": {"locator": "page 4"},
        "roles": {"object": ["men-turned"], "to_place": ["at-unbroken"], "to_holder": ["long"]},
        "count": {"wording": "about 100", "kind": "flow"},
    }  # fmt: skip
    return {"entities": [*actors, *groups, *places], "statements": [*held, *fought, denied, planned]}
