"""One open database: the embedded engine, or a Neo4j server, its faults as errors of ours."""

import sys


def import_driver() -> None:
    """Import the driver without pandas and pyarrow, to be called before anything else imports it.

    Where they are installed it imports them for tables of rows that nobody here asks it for, which takes longer than
    a whole question. Whoever imports them later finds them.
    """
    hidden = [name for name in ("pandas", "pyarrow") if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        import neo4j  # noqa: F401
    finally:
        for name in hidden:
            del sys.modules[name]
