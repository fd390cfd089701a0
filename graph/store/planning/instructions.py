"""What a person does with the files of an import: a script, what to run afterwards, and a page that says so."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from graph.store.planning.csv_files import CsvFile
from graph.store.planning.model_columns import LISTS_ALWAYS_THERE
from graph.store.queries import list_schema

SCRIPT, AFTERWARDS, PAGE = "import.sh", "afterwards.cypher", "README.md"

SHELL = """\
#!/bin/sh
# Fills a new, empty database of Neo4j with the files of this folder. The server must not run.
#   sh {script} [DATABASE]   (neo4j, if left out)
# NEO4J_ADMIN is the command, where it is not on the PATH as neo4j-admin.
set -e
cd "$(dirname "$0")"
"${{NEO4J_ADMIN:-neo4j-admin}}" database import full "${{1:-neo4j}}" \\
{options}
"""

README = """\
# Files for an empty Neo4j

Neo4j 5.26 or newer, on a machine that can read this folder. Its server is stopped, and the database is new:

    sh {script}

Then start the server, and make constraints, indexes and empty lists:

    cypher-shell -d neo4j -f {afterwards}

That takes a while with millions of statements; wait for `SHOW INDEXES` to say ONLINE for each. Then set `NEO4J_URI`,
`NEO4J_USERNAME` and `NEO4J_PASSWORD` for whoholds; `whoholds check --store` compares shortcut edges with statements.
Later loads go to the running server, by `whoholds load`. These files can be thrown away.

On Windows give `neo4j-admin database import full neo4j` the options that stand in {script}.
"""


def write_instructions(folder: Path, nodes: Mapping[str, CsvFile], edges: Mapping[str, CsvFile]) -> None:
    """Write the script, the queries for afterwards and the page into the folder of the files."""
    has_line_breaks = any(file.has_line_breaks for file in (*nodes.values(), *edges.values()))
    options = [
        "--id-type=integer",
        "--array-delimiter=U+001F",
        f"--multiline-fields={str(has_line_breaks).lower()}",
        *(f"--nodes={label}={file.path.name}" for label, file in nodes.items()),
        *(f"--relationships={edge_type}={file.path.name}" for edge_type, file in edges.items()),
    ]
    lines = " \\\n".join(f"  {option}" for option in options)
    (folder / SCRIPT).write_text(SHELL.format(script=SCRIPT, options=lines), encoding="utf-8")
    (folder / AFTERWARDS).write_text(
        "".join(f"{text};\n\n" for text in list_queries_for_afterwards()), encoding="utf-8"
    )
    (folder / PAGE).write_text(README.format(script=SCRIPT, afterwards=AFTERWARDS), encoding="utf-8")


def list_queries_for_afterwards() -> Iterable[str]:
    """Constraints and indexes, and the empty lists, which CSV cannot say."""
    yield from (text.strip().removesuffix(";") for text in list_schema())
    for pattern, names in LISTS_ALWAYS_THERE.items():
        missing = " OR ".join(f"one.{name} IS NULL" for name in names)
        filled = ", ".join(f"one.{name} = coalesce(one.{name}, [])" for name in names)
        yield (
            f"MATCH {pattern}\nWHERE {missing}\n"
            f"CALL (one) {{\n  SET {filled}\n}} IN TRANSACTIONS OF 10000 ROWS"
        )  # fmt: skip
