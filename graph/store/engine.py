"""Which database there is, and a driver for it: the embedded engine, or a Neo4j server where NEO4J_URI is set."""

import logging
from dataclasses import dataclass, field
from typing import Literal

import neo4j
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    ConnectionPoolError,
    DriverError,
    Forbidden,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.errors import FailedQuery, RefusedQuery, Unavailable, WhoholdsError
from graph.store import embedded
from graph.store.embedded_files import DATABASE, EngineState, Secrets
from graph.store.settings import Settings

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
CONNECT_SECONDS = 5.0
POOL_SECONDS = 30.0
# the driver tells of each connection that broke; whoever asked is told by an error of ours
logging.getLogger("neo4j").addHandler(logging.NullHandler())
RETRY_SECONDS = 10.0  # for which a write is tried again, before its engine counts as lost


@dataclass(frozen=True)
class Engine:
    """How to reach one database. `http_port` is ArcadeDB's; on Neo4j it is None, and the reader is the user itself."""

    kind: Literal["embedded", "neo4j"]
    uri: str
    username: str
    password: str = field(repr=False)
    database: str | None
    reader_username: str
    reader_password: str = field(repr=False)
    http_port: int | None
    data: str | None = None  # the folder of the embedded engine


def open_engine(settings: Settings) -> Engine:
    """Neo4j if NEO4J_URI is set (not yet contacted), else the embedded engine, started unless it runs.

    Raises Unavailable if the embedded engine cannot be had.
    """
    if settings.neo4j_uri is None:
        return engine_of(*embedded.start(settings.data))
    password = settings.neo4j_password.get_secret_value() if settings.neo4j_password else ""
    return Engine(
        kind="neo4j",
        uri=settings.neo4j_uri,
        username=settings.neo4j_username,
        password=password,
        database=settings.neo4j_database,
        reader_username=settings.neo4j_username,
        reader_password=password,
        http_port=None,
    )


def engine_of(state: EngineState, passwords: Secrets) -> Engine:
    """The engine that `embedded.start` gave."""
    return Engine(
        kind="embedded",
        uri=f"bolt://127.0.0.1:{state.bolt_port}",
        username="root",
        password=passwords.root,
        database=DATABASE,
        reader_username="reader",
        reader_password=passwords.reader,
        http_port=state.http_port,
        data=state.data or None,
    )


def connect(engine: Engine, *, reader: bool = False) -> neo4j.Driver:
    """A driver that has answered once; the caller closes it. As `reader`, the embedded engine refuses every write.

    Raises Unavailable that says what is wrong: address, server, user and password, or database.
    """
    scheme = engine.uri.partition("://")[0]
    if "://" not in engine.uri or scheme not in SCHEMES:
        raise Unavailable(
            f"NEO4J_URI is {engine.uri!r}; expected it to begin with one of {', '.join(SCHEMES)}, then ://",
            parameter="NEO4J_URI",
            value=engine.uri,
        )
    username = engine.reader_username if reader else engine.username
    password = engine.reader_password if reader else engine.password
    driver = None
    try:
        driver = neo4j.GraphDatabase.driver(
            engine.uri,
            auth=(username, password) if password else None,
            notifications_min_severity="OFF",
            connection_timeout=CONNECT_SECONDS,
            connection_acquisition_timeout=POOL_SECONDS,
            max_transaction_retry_time=RETRY_SECONDS,
        )
        # verify_connectivity would not notice a database that is not there
        with driver.session(database=engine.database, default_access_mode=neo4j.READ_ACCESS) as session:
            session.run("RETURN 1").consume()
    except (DriverError, Neo4jError, ValueError) as error:
        if driver is not None:
            driver.close()
        raise _not_connected(engine, error) from error
    return driver


def _not_connected(engine: Engine, error: Exception) -> Unavailable:
    where = f"the embedded engine at {engine.uri}" if engine.kind == "embedded" else f"Neo4j at {engine.uri}"
    if isinstance(error, Neo4jError) and (isinstance(error, AuthError) or "AuthenticationRateLimit" in str(error.code)):
        if engine.kind == "embedded":
            return Unavailable(f"{where} does not take the password in engine-secrets.json", hint="whoholds stop")
        if not engine.password:
            return Unavailable(f"{where} wants a password; NEO4J_PASSWORD is not set", parameter="NEO4J_PASSWORD")
        tries = "; after too many tries it refuses all for some seconds" if not isinstance(error, AuthError) else ""
        return Unavailable(
            f"{where} does not let user {engine.username!r} in{tries}",
            parameter="NEO4J_PASSWORD",
            hint="check NEO4J_PASSWORD and NEO4J_USERNAME",
        )
    if isinstance(error, Neo4jError) and "DatabaseNotFound" in str(error.code):
        return Unavailable(
            f"{where} has no database {engine.database!r}", parameter="NEO4J_DATABASE", value=engine.database
        )
    if isinstance(error, ServiceUnavailable | SessionExpired | ConnectionPoolError):
        hint = "check NEO4J_URI, and that the server runs" if engine.kind == "neo4j" else "run the command again"
        return Unavailable(f"nothing answers as {where}: {_words(error)}", parameter="NEO4J_URI", hint=hint)
    if isinstance(error, ConfigurationError | ValueError):
        return Unavailable(
            f"NEO4J_URI is {engine.uri!r}, which cannot be used: {_words(error)}",
            parameter="NEO4J_URI",
            value=engine.uri,
        )
    return Unavailable(f"{where} cannot be used: {_words(error)}")


def translate(error: Exception) -> WhoholdsError | None:
    """What a fault of the engine means, or None if the fault is the query's own (syntax, types, constraints).

    Not there, not let in, busy: Unavailable. A write where only reading is allowed: RefusedQuery. Out of time or
    memory: FailedQuery.
    """
    if isinstance(error, WhoholdsError):
        return error
    if isinstance(error, ServiceUnavailable | SessionExpired | ConnectionPoolError):
        return Unavailable(f"the database does not answer: {_words(error)}", hint="is it running? try again")
    if not isinstance(error, Neo4jError):
        return None
    code = str(error.code)
    if isinstance(error, AuthError):
        return Unavailable("the database does not let this user in", hint="check NEO4J_USERNAME and NEO4J_PASSWORD")
    if "DatabaseNotFound" in code:
        return Unavailable(f"the database is not there: {_words(error)}", hint="check NEO4J_DATABASE")
    if isinstance(error, Forbidden) or code.endswith(".AccessMode"):
        return RefusedQuery("only reading is allowed here, and this would do more")
    if "TransactionTimedOut" in code or code.endswith(("Transaction.Terminated", "LockClientStopped")):
        return FailedQuery("the query took longer than it may, and was ended", parameter="timeout")
    if "OutOfMemory" in code or "MemoryLimit" in code:
        return FailedQuery("the query needs more memory than it may use")
    if isinstance(error, TransientError):
        return Unavailable(f"the database cannot do it now: {_words(error)}", hint="try again")
    return None


def _words(error: Exception) -> str:
    text = (error.message if isinstance(error, Neo4jError) else str(error)) or type(error).__name__
    return " ".join(text.split())[:300]  # the driver breaks lines between cause and cause
