"""Which pages the guide has, in which order: those that `docs/index.md` names.

A page is a Markdown file of `docs/`, the README of a folder, or made from the code (`app.guide.reference`). Since the
latter is no file, texts do not link to it, but have its address, such as `/guide/model`, which becomes a link.
"""

import re
from collections.abc import Callable
from functools import cache
from os.path import normpath
from pathlib import Path
from typing import NamedTuple

from app.guide import reference

APP = Path(__file__).resolve().parents[1]
ROOT = APP.parent
SHIPPED = APP / "guide" / "docs"  # where a wheel has them; a checkout has them in `docs/`
DOCS = SHIPPED if SHIPPED.is_dir() else ROOT / "docs"
INDEX = "index"
MADE: dict[str, tuple[str, Callable[[], str]]] = {
    "http": ("Addresses", reference.write_http),
    "commands": ("Commands", reference.write_commands),
    "vocabulary": ("Vocabulary", reference.write_vocabulary),
    "model": ("The model", reference.write_model),
    "columns": ("Columns of tables", reference.write_columns),
}
SECTION = re.compile(r"^## (?P<name>.{1,80})$", re.MULTILINE)
LINK = re.compile(r"\[(?P<label>[^][]{1,100})\]\((?P<target>[^()\s]{1,200})\)|`/guide/(?P<made>[a-z]{1,40})`")


class GuidePage(NamedTuple):
    """A page: the name in its address, where its Markdown is, and what the index calls it, in which section.

    `file` is None if the page is made from the code.
    """

    name: str
    label: str
    section: str
    file: Path | None

    def read(self) -> str:
        """Its Markdown."""
        if self.file is not None:
            return self.file.read_text(encoding="utf-8")
        return f"# {self.label}\n\n{MADE[self.name][1]()}"


@cache
def list_pages() -> dict[str, GuidePage]:
    """The pages by name, in the order of the index, which is the first."""
    index = DOCS / "index.md"
    found = {INDEX: GuidePage(INDEX, "The whoholds guide", "", index)}
    parts = SECTION.split(index.read_text(encoding="utf-8"))
    for section, text in zip(parts[1::2], parts[2::2], strict=True):
        for match in LINK.finditer(text):
            if made := match["made"]:
                found.setdefault(made, GuidePage(made, MADE[made][0], section, None))
            elif name := name_page(index, match["target"]):
                found.setdefault(name, GuidePage(name, match["label"], section, _find_file(index, match["target"])))
    return found


def name_page(file: Path, target: str) -> str:
    """The name of the page to which a link in a file leads; empty where it leads to none.

    `settings.md` is `settings`, `../ingest/README.md` is `ingest`, `../app/exports/README.md` is `app-exports`.
    """
    path = target.partition("#")[0]
    if not path.endswith(".md") or ":" in path:
        return ""
    found = _find_file(file, path)
    if found.parent == DOCS:
        return found.stem
    inside = found.relative_to(ROOT) if found.is_relative_to(ROOT) else None
    return "-".join(inside.parent.parts) if inside and inside.name == "README.md" else ""


def _find_file(file: Path, target: str) -> Path:
    """The file that a link means. In a wheel, `docs/` lies deeper than in a checkout."""
    path = target.partition("#")[0]
    if file.parent == DOCS and path.startswith("../"):
        return ROOT / path.removeprefix("../")
    if path.startswith(("docs/", "../docs/", "../../docs/")):
        return DOCS / path.rpartition("docs/")[2]
    return Path(normpath(file.parent / path))
