"""From a source to the store: read it, set aside what cannot be read, write the rest."""

from dataclasses import dataclass
from pathlib import Path

from graph.store.store import Store
from graph.store.writing.changes import known_keys
from graph.store.writing.content import Content
from graph.store.writing.writer import Progress, Report, load
from ingest.catalogue import folder_of
from ingest.dossier import Parsed
from ingest.reading import read_source


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
    parsed = read_source(folder_of(source), file, known=lambda keys: known_keys(store, keys))
    content = Content(
        dataset=parsed.form.id,
        title=parsed.form.title,
        sources=[parsed.source, *parsed.more_sources],
        entities=parsed.entities,
        statements=parsed.statements,
        complete=parsed.complete,
        keep=parsed.keep,
    )
    report = load(store, content, progress)
    for key, error in report.aside.items():
        parsed.quarantine.add(parsed.lines.get(key), key.removeprefix(f"{parsed.form.id}:"), error)
    contradicting = [f"{key}: {error}; it keeps only what its own words allow" for key, error in report.loose.items()]
    return Loaded(parsed=parsed, report=report, warnings=[*unexpected(parsed), *contradicting])


def unexpected(parsed: Parsed) -> list[str]:
    """Where a load is not what a healthy one gives: fields that nobody read, more or fewer statements than expected."""
    found = list(parsed.warnings)
    for name, expected in sorted(parsed.form.expect.items()) if parsed.usual else ():
        number = len(getattr(parsed, name, ()))
        if (expected.min or 0) > number or (expected.max is not None and number > expected.max):
            wanted = f"{expected.min or 0} to {expected.max if expected.max is not None else 'any number'}"
            found.append(f"{parsed.form.id}: {number} {name}; source.yml expects {wanted}")
    return found
