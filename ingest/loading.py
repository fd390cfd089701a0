"""From a source to the store: read it, set aside what cannot be read, write the rest."""

from dataclasses import dataclass
from pathlib import Path

from graph.store.store import Store
from graph.store.writer import Content, Progress, Report, known_keys, load
from ingest.catalogue import folder_of
from ingest.dossier import Parsed, read_dossier


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What came of loading one source. `warnings` tell where it is not what source.yml expects."""

    parsed: Parsed
    report: Report
    warnings: list[str]


def load_source(
    store: Store, source: str, file: Path | None = None, progress: Progress = lambda done, total: None
) -> Loaded:
    """Load one source by id or folder, or another file of its form in its place."""
    parsed = read_dossier(folder_of(source), file, known=lambda keys: known_keys(store, keys))
    content = Content(
        dataset=parsed.form.id,
        title=parsed.form.title,
        sources=[parsed.source],
        entities=parsed.entities,
        statements=parsed.statements,
        complete=parsed.complete,
        keep=parsed.keep,
    )
    return Loaded(parsed=parsed, report=load(store, content, progress), warnings=unexpected(parsed))


def unexpected(parsed: Parsed) -> list[str]:
    """Where the number of entities or statements is not what a healthy load gives."""
    found = []
    for name, expected in sorted(parsed.form.expect.items()):
        number = len(getattr(parsed, name, ()))
        if (expected.min or 0) > number or (expected.max is not None and number > expected.max):
            wanted = f"{expected.min or 0} to {expected.max if expected.max is not None else 'any number'}"
            found.append(f"{parsed.form.id}: {number} {name}; source.yml expects {wanted}")
    return found
