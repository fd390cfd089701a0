"""An independent rule on what the guard lets pass, by plain patterns, and what two engines themselves say of it.

What has no word of a clause that writes outside quotes, and calls nothing but listed functions, cannot write. What has
such a word (a name may be `set`) is shown to Neo4j, whose EXPLAIN says whether it writes, and run on the embedded
engine, which says so after the run.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from graph.cypher.guard import check_query
from graph.cypher.schema import FUNCTIONS
from graph.errors import RefusedQuery, TooLarge
from graph.store.engine.connection import Engine, connect
from tests.fuzz.cypher_strings import Grammar

QUOTED = re.compile(r"'(?:[^'\\]|\\.)*+'|\"(?:[^\"\\]|\\.)*+\"|`(?:[^`]|``)*+`", re.DOTALL)
WRITING = re.compile(
    r"\b(?:create|merge|set|delete|detach|nodetach|remove|foreach|load|drop|insert|alter|grant|revoke|deny|start|stop|use|show"
    r"|terminate|rename|enable|deallocate|reallocate|dryrun|transactions)\b",
    re.IGNORECASE,
)
NAMED = re.compile(r"`((?:[^`]|``)*+)`")
CALLED = re.compile(r"((?:\w+\s*\.\s*)*\w+)\s*\(")
NO_FUNCTIONS = frozenset(
    """match optional where with return unwind as by and or xor in is not distinct limit skip call exists count collect
    case when then else yield union contains trim all any none single shortest offset asc desc leading trailing both
    from typed starts ends""".split()  # noqa: SIM905
)
SEED = "CREATE (:Actor {id: 'sdf', x: 1})-[:HOLDS {x: 1}]->(:Group {id: 'g', x: 2}), (:A {x: 3})-[:SET]->(:B)"
STATE = (
    "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN labels(n) AS l, properties(n) AS n, type(r) AS t, properties(r) AS r"
)
SECONDS = 5.0


@dataclass
class Guarded:
    """What some texts met: how many there were, those that passed, and those that might write by their words."""

    made: int = 0
    passed: list[str] = field(default_factory=list)
    suspicious: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def guard_texts(seeds: range) -> Guarded:
    """What the guard says of the text of each seed. A text on which it fails by another error is wrong."""
    found = Guarded()
    for seed in seeds:
        text = Grammar(seed).text()
        found.made += 1
        try:
            passed = check_query(text).text
        except (RefusedQuery, TooLarge):
            continue
        except Exception as error:
            found.wrong.append(f"{seed}: {error!r} for {text!r}")
            continue
        found.passed.append(passed)
        if why := find_fault(passed):
            found.wrong.append(f"{seed}: {why} in {passed!r} of {text!r}")
        elif WRITING.search(QUOTED.sub("''", passed)):
            found.suspicious.append(passed)
    return found


def find_fault(passed: str) -> str | None:
    """What an engine must never get, whatever the words mean."""
    plain = QUOTED.sub("''", passed)
    if "\\" in plain or re.search(r"\\[uU]", passed):
        return "an escape"
    if found := re.search(r"[^\x20-\x7e\n\w]", plain):
        return f"the character {found[0]!a}"
    if "//" in plain or "/*" in plain or ";" in plain or plain.count("'") % 2:
        return "a comment, a quote or an end"
    return next((f"a call of {name}" for name in list_calls(passed)), None)


def list_calls(passed: str) -> Iterator[str]:
    """Each name before a parenthesis that is neither a listed function nor a word of the language."""
    texts = QUOTED.sub(lambda quoted: quoted[0] if quoted[0][0] == "`" else "''", passed)
    for found in CALLED.finditer(NAMED.sub(lambda name: re.sub(r"\W", "_", name[1]), texts)):
        name = "".join(found[1].split()).lower()
        if name not in FUNCTIONS and name not in NO_FUNCTIONS:
            yield name


def explain_on_neo4j(engine: Engine, texts: list[str]) -> tuple[int, list[str]]:
    """How many of some texts Neo4j can run, and those of which it says that they would do more than read."""
    known, wrong = 0, []
    with connect(engine) as driver, driver.session(database=engine.database) as session:
        for text in texts:
            try:
                kind = session.run("EXPLAIN " + text).consume().query_type  # type: ignore[arg-type]
            except Neo4jError:
                continue
            known += 1
            if kind != "r":
                wrong.append(f"{kind}: {text!r}")
    return known, wrong


def run_on_embedded(engine: Engine, texts: list[str]) -> tuple[int, list[str]]:
    """How many of some texts the embedded engine can run, and those that it says were more than reads, or that changed
    a small graph. It emptied before, and is left with that graph."""
    known, wrong = 0, []
    with connect(engine) as driver, driver.session(database=engine.database) as session:
        session.run("MATCH (n) DETACH DELETE n").consume()
        session.run(SEED).consume()
        before = _read_state(session)
        for text in texts:
            try:
                result = session.run(neo4j.Query(text, timeout=SECONDS))  # type: ignore[arg-type]
                list(islice(result, 100))
                kind = result.consume().query_type
            except (Neo4jError, DriverError):
                continue
            known += 1
            if kind != "r":
                wrong.append(f"{kind}: {text!r}")
        if _read_state(session) != before:
            wrong.append("the graph is another one afterwards")
    return known, wrong


def _read_state(session: neo4j.Session) -> list[str]:
    return sorted(repr(sorted(row.items())) for row in session.run(STATE).data())
