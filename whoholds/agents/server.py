"""The server of `whoholds mcp`: eight tools, each a question, asked over HTTP with the limits of HTTP."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Literal

from whoholds.agents.reply import write_reply
from whoholds.conversion import import_package
from whoholds.database import Database
from whoholds.errors import ServiceError

INSTRUCTIONS = """\
whoholds is a graph of what sources say on who holds whom, and who is with or against whom. Begin with `search` if
unsure of a name; the other tools take names and ids. Each reply has the answer in a sentence, rows with their doubt
(certainty, contested, deniedBy), the statements with their speakers, and a line to cite that has a pin and an address.
Quote who says so. No row means that no source here says so, not that it was not so. Days are EDTF: 2026-02-05, 2026-01,
2015."""


class Tools:
    """The tools, each by the name that a model calls it by. `everything` lifts the limit of a reply."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def list(self) -> list[Callable[..., str]]:
        return [
            self.search, self.custody, self.alliances, self.ledger, self.contested, self.statement, self.paths,
            self.cypher,
        ]  # fmt: skip

    def search(self, words: str, everything: bool = False) -> str:
        """Find actors, groups, places, events and sources by words of their names, in any language; gives their ids."""
        return write_reply(self.database.search(words, limit=None if everything else 20), everything)

    def custody(
        self,
        held: str | None = None,
        holder: str | None = None,
        place: str | None = None,
        as_of: str | None = None,
        known_at: str | None = None,
        exclude: str | None = None,
        everything: bool = False,
    ) -> str:
        """Who held a group of people on a day, how many, where, and who says so. `held` is a group ("ISIS suspects"),
        `holder` an actor, `place` a place. `known_at`: only what was public by then. `exclude`: speakers to leave out;
        "parties" leaves out those who are party to the events."""
        answer = self.database.custody(
            held, holder=holder, place=place, as_of=as_of, known_at=known_at, exclude=exclude
        )
        return write_reply(answer, everything)

    def alliances(
        self, actor: str | None = None, as_of: str | None = None, known_at: str | None = None, everything: bool = False
    ) -> str:
        """Who was friendly (sign 1) or hostile (sign -1) to whom on a day or in a year; of one actor, or of all."""
        return write_reply(self.database.alliances(actor, as_of=as_of, known_at=known_at), everything)

    def ledger(self, held: str, holder: str | None = None, everything: bool = False) -> str:
        """Whether the numbers of a group add up: counts, who came and went between them, and who is unaccounted for."""
        return write_reply(self.database.ledger(held, holder=holder), everything)

    def contested(self, entity: str | None = None, everything: bool = False) -> str:
        """What is denied, corrected or questioned, by whom, and where figures disagree; about one entity, or all."""
        return write_reply(self.database.contested(entity), everything)

    def statement(self, id_or_key: str, everything: bool = False) -> str:
        """One statement by id or key: who said what, about when, in which source and where in it, who disputes it."""
        return write_reply(self.database.statement(id_or_key), everything)

    def paths(self, start: str, end: str, max_hops: int = 3, everything: bool = False) -> str:
        """How two entities are tied to one another by what statements say, the shortest paths first."""
        return write_reply(self.database.paths(start, end, max_hops=max_hops, include="statements"), everything)

    def cypher(self, query: str, parameters: dict[str, Any] | None = None, everything: bool = False) -> str:
        """Run read-only Cypher, for what no other tool answers. Actors, Groups, Places have `id` and `name`; shortcut
        edges such as (a:Actor)-[:HOLDS]->(g:Group), (a)-[:FIGHTS]->(b) have `statement`, `earliestStart`, `latestEnd`,
        `countMin`, `countMax`; (:Statement)-[:SAID_BY]->(:Actor). Return values, with a LIMIT."""
        return write_reply(self.database.cypher(query, parameters, limit=1_000 if everything else 50), everything)


def make_server(database: Database) -> Any:
    """An `MCPServer` with the tools. Raises ServiceError if the package `mcp` is missing."""
    package = import_package("mcp.server")
    server = package.MCPServer("whoholds", instructions=INSTRUCTIONS, log_level="WARNING")
    refusal = import_package("mcp.server.mcpserver.exceptions").ToolError
    for tool in Tools(database).list():
        server.add_tool(_explain_errors(tool, refusal), structured_output=False)
    return server


def _explain_errors(tool: Callable[..., str], refusal: type[Exception]) -> Callable[..., str]:
    """The tool, with what the service refuses as `refusal`, whose message the model is given."""

    @wraps(tool)
    def ask(*given: Any, **named: Any) -> str:
        try:
            return tool(*given, **named)
        except ServiceError as error:
            raise refusal(str(error)) from error

    return ask


def run_server(database: Database, transport: Literal["stdio", "streamable-http"], port: int) -> None:
    """Serve until the client goes (stdio), or until Ctrl-C (streamable HTTP, on loopback at /mcp)."""
    server = make_server(database)
    if transport == "stdio":
        server.run("stdio")
    else:
        server.run("streamable-http", host="127.0.0.1", port=port)
