"""Samples of forms of others, with what they say: `golden.yml` in a folder for each, written by hand.

`form`, `file`, `options`, `rows`, `set_aside` (line or key, and what the message has) and `notes` are about the whole
file. Each of `statements` is what one statement says: names in place of ids, all fields that are given must be so, and
`key_begins` or no key mean that at least one is so. Each of `steps` edits lines or takes them out, and has the
beginnings of the keys that are then closed and opened; no others are. `number` is how many are closed. `sources` are
fields of sources, besides that of the file.
"""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from graph.model.statement import WrittenStatement
from ingest.dossier import ParsedSource
from ingest.others.forms import find_form, recognise
from ingest.others.reading import FileWords, read_file
from tests.ingest.tables import entities

FOLDER = Path(__file__).parent


class Case(NamedTuple):
    """A sample and what is said of it."""

    folder: Path
    golden: dict[str, Any]

    @property
    def file(self) -> Path:
        return self.folder / self.golden["file"]

    @property
    def words(self) -> FileWords:
        return FileWords(**self.golden.get("options", {}))

    def read(self, path: Path | None = None) -> ParsedSource:
        form = recognise(path or self.file)
        assert form is not None
        assert form.name == self.golden["form"]
        assert find_form(form.name) is form
        return read_file(form, path or self.file, self.words)

    def edit(self, target: Path, edits: list[dict[str, Any]]) -> Path:
        """The file with some lines changed or taken out, under the same name in another folder."""
        content = self.file.read_bytes()
        is_packed = self.file.suffix == ".gz"
        text = (gzip.decompress(content) if is_packed else content).decode()
        for edit in edits:
            lines = text.splitlines(keepends=True)
            found = [number for number, line in enumerate(lines) if edit["line"] in line]
            assert len(found) == 1, (edit, len(found))
            if "from" in edit:
                assert lines[found[0]].count(edit["from"]) == 1, edit
                lines[found[0]] = lines[found[0]].replace(edit["from"], edit["to"])
            else:
                del lines[found[0]]
            text = "".join(lines)
        for beside in self.folder.glob("sources*"):
            (target / beside.name).write_bytes(beside.read_bytes())
        path = target / self.file.name
        path.write_bytes(gzip.compress(text.encode()) if is_packed else text.encode())
        return path


def list_cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*/golden*.yml")):
        yield Case(path.parent, yaml.safe_load(path.read_text(encoding="utf-8")))


def show(parsed: ParsedSource, said: WrittenStatement) -> dict[str, Any]:
    """What a statement says, as `golden.yml` has it."""
    name = {entity.id: entity.name for entity in entities(parsed)}
    source = next(s for s in (parsed.source, *parsed.more_sources) if s.id == said.cites.source)
    count = said.count
    return {
        "key": said.key.partition(":")[2], "predicate": said.predicate, "reading": said.reading,
        "polarity": said.polarity, "time": f"{said.validity.kind} {said.validity.written}",
        **{role: [name.get(id_, id_) for id_ in ids] for role, ids in said.roles.items()},
        "said_by": name.get(said.said_by, said.said_by), "said_on": said.said_on,
        "about": [name.get(id_, id_) for id_ in said.about],
        "count": count and [count.min, count.max, count.kind, count.unit], "wording": count and count.wording,
        "note": said.note or "", "state": said.review.state, "parts": said.parts, "terms": list(said.terms),
        "title": source.title, "publisher": name.get(source.publisher, source.publisher),
        "published": source.published_on, "url": source.url, "locator": said.cites.locator,
        "sha256": said.cites.sha256, "start": said.cites.start, "end": said.cites.end,
    }  # fmt: skip


def fits(shown: dict[str, Any], wanted: dict[str, Any]) -> bool:
    for field, value in wanted.items():
        if field == "key_begins":
            if not shown["key"].startswith(value):
                return False
        elif field == "note":
            if value not in shown["note"]:
                return False
        elif str(shown.get(field)) != str(value):
            return False
    return True
