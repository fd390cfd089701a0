"""An archive of the classes that an embedded engine loads; `make test` makes it (`-m tests.engines.class_archive`).

With it a start takes two thirds of the work. A JVM whose flags or jars do not fit it goes on without.
"""

import importlib.metadata
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest.mock import patch

from tests.engines.neo4j_server import SHORT_LIVED

CLASSES = "-XX:DumpLoadedClassList="


def archive_path() -> Path:
    """It lies beside the jars that it fits."""
    return Path(sys.prefix) / f"arcadedb-{importlib.metadata.version('arcadedb-embedded')}.jsa"


def flags_of_short_life() -> str:
    """The flags of JVMs that live for seconds: with the archive of classes where there is one."""
    archive = archive_path()
    return " ".join((*SHORT_LIVED, *((f"-XX:SharedArchiveFile={archive}",) if archive.exists() else ())))


def make_archive() -> None:
    """Start an engine that notes the classes it loads, and put these into the archive, unless it is there."""
    if archive_path().exists():
        return
    with tempfile.TemporaryDirectory(dir=sys.prefix) as folder:
        classes, part = Path(folder) / "classes", Path(folder) / "part.jsa"
        _note_classes(Path(folder) / "data", classes)
        subprocess.run(_dump_command(classes, part), check=True, capture_output=True)
        part.rename(archive_path())


def _note_classes(data: Path, classes: Path) -> None:
    from graph.store.engine import embedded
    from graph.store.engine.connection import make_embedded_engine
    from graph.store.queries import ensure_schema
    from graph.store.store import Store

    with patch.dict(os.environ, ARCADEDB_JVM_ARGS=" ".join((*SHORT_LIVED, f"{CLASSES}{classes}"))):
        engine = make_embedded_engine(*embedded.start_engine(data))
        with Store(engine=engine) as store:
            ensure_schema(store)
        embedded.stop_engine(data)


def _dump_command(classes: Path, archive: Path) -> list[str]:
    """Java with the flags and the jars of an engine, which the archive must fit."""
    import jpype
    from arcadedb_embedded import jvm

    with patch.dict(os.environ, ARCADEDB_JVM_ARGS=" ".join(SHORT_LIVED)), patch.object(jpype, "startJVM") as start:
        jvm.start_jvm(heap_size="1024m")
    library, *flags = start.call_args.args
    jars = [start.call_args.kwargs["classpath"], str(Path(jpype.__file__).parents[1] / "org.jpype.jar")]
    java = Path(library).parents[2] / "bin" / "java"
    dump = ["-Xshare:dump", f"-XX:SharedClassListFile={classes}", f"-XX:SharedArchiveFile={archive}"]
    return [str(java), *flags, *dump, "-cp", os.pathsep.join(jars)]


if __name__ == "__main__":
    if sys.platform == "linux":
        make_archive()
