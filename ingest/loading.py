"""From a source to the store: read it, set aside what cannot be read, write the rest."""

from dataclasses import dataclass
from pathlib import Path

from graph.store.store import Store
from graph.store.writing.changes import find_known_keys
from graph.store.writing.content import Content
from graph.store.writing.writer import LoadReport, Progress, load_content
from ingest.dossier import ParsedSource
from ingest.reading import find_unexpected, read_source
from ingest.source import find_folder


@dataclass(frozen=True, kw_only=True)
class LoadedSource:
    """What came of loading one source. `warnings` tell where it is not what source.yml expects."""

    parsed: ParsedSource
    report: LoadReport
    warnings: list[str]


def load_source(
    store: Store, source: str, file: Path | None = None, progress: Progress = lambda done, total: None
) -> LoadedSource:
    """Load one source by id or folder, or another file of its form in its place."""
    parsed = read_source(find_folder(source), file, known=lambda keys: find_known_keys(store, keys))
    content = Content(
        dataset=parsed.form.id,
        title=parsed.form.title,
        sources=[parsed.source, *parsed.more_sources],
        entities=parsed.entities,
        statements=parsed.statements,
        complete=parsed.complete,
        keep=parsed.keep,
    )
    report = load_content(store, content, progress)
    for key, error in report.aside.items():
        parsed.quarantine.add(parsed.lines.get(key), key.removeprefix(f"{parsed.form.id}:"), error)
    contradicting = [f"{key}: {error}; it keeps only what its own words allow" for key, error in report.loose.items()]
    return LoadedSource(parsed=parsed, report=report, warnings=[*find_unexpected(parsed), *contradicting])
