"""The questions, a method for each. All but ids, names and days of their own are keyword arguments."""

from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self, Unpack

from whoholds.answer import Answer
from whoholds.connection import PREFIX, AskedQuestion, ServiceConnection, write_id, write_parameters
from whoholds.local_service import LocalService
from whoholds.parameters import (
    Day,
    DayOptions,
    DayPictureOptions,
    ExplainedOptions,
    ListingOptions,
    Names,
    PeriodOptions,
    PeriodPictureOptions,
    WordingOptions,
)


def connect(address: str | None = None, *, key: str | None = None) -> "Database":
    """A connection to the service at `address`, such as "https://whoholds.example", with a `key` if it asks for one.

    Without an address: the service that runs on the data folder of the settings (WHOHOLDS_DATA, NEO4J_URI ..), else
    one that is started here, on loopback, and ends with this process, or with `close()`.

    Raises ServiceError if there is no such service, or none can be started.
    """
    local = LocalService() if address is None else None
    database = Database(address or str(local and local.address), key=key, local=local)
    try:
        database.status()
    except BaseException:
        database.close()
        raise
    return database


class Database:
    """What a service knows; made by `connect`. Use it in a `with` statement, or call `close()`.

    Every method answers with an `Answer`, and raises ServiceError, which names the parameter, the value, and who may
    be meant instead. Names do where ids do.
    """

    def __init__(self, address: str, *, key: str | None = None, local: LocalService | None = None) -> None:
        self._connection, self._local = ServiceConnection(address, key), local

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<whoholds at {self.address}>"

    @property
    def address(self) -> str:
        """The address of the service, which a browser opens too."""
        return self._connection.address

    def close(self) -> None:
        """Close the connection, and end the service if `connect` started it."""
        self._connection.close()
        if self._local:
            self._local.stop()

    def custody(
        self,
        held: str | None = None,
        *,
        holder: str | None = None,
        place: str | None = None,
        nationality: str | None = None,
        **common: Unpack[ExplainedOptions],
    ) -> Answer:
        """Who held whom on a day. Rows: a holder and a held group each, with counts, places, terms and statements."""
        own = {"held": held, "holder": holder, "place": place, "nationality": nationality}
        return self._ask("custody", "/custody", own, common)

    def custody_diff(
        self,
        from_: Day,
        to: Day | None = None,
        *,
        held: str | None = None,
        holder: str | None = None,
        place: str | None = None,
        nationality: str | None = None,
        from_known_at: Day | None = None,
        from_version: int | None = None,
        **common: Unpack[PeriodOptions],
    ) -> Answer:
        """What changed in custody between two days, days of knowledge or data versions. Rows: a pair that changed."""
        own = {
            "from_": from_, "to": to, "held": held, "holder": holder, "place": place, "nationality": nationality,
            "from_known_at": from_known_at, "from_version": from_version,
        }  # fmt: skip
        return self._ask("custody_diff", "/custody/diff", own, common)

    def series(
        self,
        held: str,
        *,
        holder: str | None = None,
        place: str | None = None,
        start: Day | None = None,
        end: Day | None = None,
        **common: Unpack[ExplainedOptions],
    ) -> Answer:
        """How many of a group were held over time, and who came and went. Rows: a holder with points and flows."""
        own = {"held": held, "holder": holder, "place": place, "start": start, "end": end}
        return self._ask("series", "/custody/series", own, common)

    def ledger(
        self,
        held: str,
        *,
        holder: str | None = None,
        place: str | None = None,
        from_: Day | None = None,
        to: Day | None = None,
        **common: Unpack[ExplainedOptions],
    ) -> Answer:
        """What came and went between two counts of a group, and what is open. Rows: a stretch between two counts."""
        own = {"held": held, "holder": holder, "place": place, "from_": from_, "to": to}
        return self._ask("ledger", "/custody/ledger", own, common)

    def chain(self, held: str, *, group: int | str | None = None, **common: Unpack[ExplainedOptions]) -> Answer:
        """How a group was moved, and which moves may follow one another. Rows: a move each."""
        return self._ask("chain", "/custody/chain", {"held": held, "group": group}, common)

    def groups(
        self,
        holder: str | None = None,
        *,
        place: str | None = None,
        nationality: str | None = None,
        **common: Unpack[DayOptions],
    ) -> Answer:
        """Which groups of people are held, by holder. Rows: a holder and a group."""
        return self._ask("groups", "/groups", {"holder": holder, "place": place, "nationality": nationality}, common)

    def places(self, holder: str | None = None, *, held: str | None = None, **common: Unpack[DayOptions]) -> Answer:
        """Where people are held, by holder. Rows: a holder and a place."""
        return self._ask("places", "/places", {"holder": holder, "held": held}, common)

    def alliances(
        self,
        actor: str | None = None,
        *,
        sign: str | None = None,
        depth: int | None = None,
        relation: Names | None = None,
        **common: Unpack[ExplainedOptions],
    ) -> Answer:
        """Who was friendly or hostile to whom on a day. Rows: a pair `a`, `b` with a `sign` of 1, -1, 0 or None."""
        own = {"actor": actor, "sign": sign, "depth": depth, "relation": relation}
        return self._ask("alliances", "/alliances", own, common)

    def alliances_diff(
        self,
        from_: Day,
        to: Day | None = None,
        *,
        actor: str | None = None,
        sign: str | None = None,
        relation: Names | None = None,
        from_known_at: Day | None = None,
        from_version: int | None = None,
        **common: Unpack[PeriodOptions],
    ) -> Answer:
        """Which pairs changed between two days, and what was only learnt. Rows: a pair that changed."""
        own = {
            "from_": from_, "to": to, "actor": actor, "sign": sign, "relation": relation,
            "from_known_at": from_known_at, "from_version": from_version,
        }  # fmt: skip
        return self._ask("alliances_diff", "/alliances/diff", own, common)

    def alliances_series(
        self,
        actor: str | None = None,
        other: str | None = None,
        *,
        from_: Day | None = None,
        to: Day | None = None,
        step: str | None = None,
        at: str | None = None,
        sign: str | None = None,
        measures: Names | None = None,
        relation: Names | None = None,
        **common: Unpack[PeriodOptions],
    ) -> Answer:
        """How many pairs were friendly or hostile, step by step. Rows: a `step` (P1Y if left out) each."""
        own = {
            "actor": actor, "other": other, "from_": from_, "to": to, "step": step, "at": at, "sign": sign,
            "measures": measures, "relation": relation,
        }  # fmt: skip
        return self._ask("alliances_series", "/alliances/series", own, common)

    def balance(
        self, actor: str | None = None, *, seconds: int | None = None, **common: Unpack[ExplainedOptions]
    ) -> Answer:
        """Whether friends and foes fall into two camps, and what tips it. Rows: the pairs that do not fit."""
        return self._ask("balance", "/alliances/balance", {"actor": actor, "seconds": seconds}, common)

    def network(
        self,
        actor: str | None = None,
        *,
        sign: str | None = None,
        depth: int | None = None,
        measures: Names | None = None,
        relation: Names | None = None,
        **common: Unpack[DayPictureOptions],
    ) -> Answer:
        """The pairs of a network on a day, each actor with a position and `measures`. Rows: its edges."""
        own = {"actor": actor, "sign": sign, "depth": depth, "measures": measures, "relation": relation}
        return self._ask("network", "/network", own, common)

    def network_spells(
        self,
        actor: str | None = None,
        *,
        from_: Day | None = None,
        to: Day | None = None,
        sign: str | None = None,
        depth: int | None = None,
        **common: Unpack[PeriodPictureOptions],
    ) -> Answer:
        """A network on every day of a period. Rows: its edges, each with its spells."""
        own = {"actor": actor, "from_": from_, "to": to, "sign": sign, "depth": depth}
        return self._ask("network_spells", "/network/spells", own, common)

    def paths(
        self,
        from_: str,
        to: str,
        *,
        max_hops: int | None = None,
        direction: str | None = None,
        kinds: Names | None = None,
        exclude_kinds: Names | None = None,
        time_respecting: bool | None = None,
        **common: Unpack[ExplainedOptions],
    ) -> Answer:
        """How two entities are tied by what statements say. Rows: a path with `hops`, the shortest first."""
        own = {
            "from_": from_, "to": to, "max_hops": max_hops, "direction": direction, "kinds": kinds,
            "exclude_kinds": exclude_kinds, "time_respecting": time_respecting,
        }  # fmt: skip
        return self._ask("paths", "/paths", own, common)

    def contested(
        self, entity: str | None = None, *, group: int | str | None = None, **common: Unpack[ExplainedOptions]
    ) -> Answer:
        """What is denied, corrected or questioned, and where figures disagree. Rows: a dispute, with `why`."""
        return self._ask("contested", "/contested", {"entity": entity, "group": group}, common)

    def plans(
        self, held: str | None = None, *, nationality: str | None = None, **common: Unpack[ExplainedOptions]
    ) -> Answer:
        """What was intended, agreed or urged, apart from what was done. Rows: a plan, with how much of it is done."""
        return self._ask("plans", "/plans", {"held": held, "nationality": nationality}, common)

    def silences(
        self,
        entity: str | None = None,
        *,
        held: str | None = None,
        kind: str | None = None,
        group: int | str | None = None,
        **common: Unpack[ExplainedOptions],
    ) -> Answer:
        """What no source says, and the statement that would tell. Rows: a silence of a `kind`."""
        return self._ask(
            "silences", "/silences", {"entity": entity, "held": held, "kind": kind, "group": group}, common
        )

    def changes(self, since: int, until: int | None = None, **common: Unpack[ListingOptions]) -> Answer:
        """What changed since a data version. Rows: a statement opened, closed or changed."""
        return self._ask("changes", "/changes", {"since": since, "until": until}, common)

    def search(self, q: str, *, label: str | None = None, **common: Unpack[ListingOptions]) -> Answer:
        """Entities and sources by words of their names, or a question in words. Rows: the best first."""
        return self._ask("search", "/search", {"q": q, "label": label}, common)

    def entities(
        self, *, label: str | None = None, kind: str | None = None, **common: Unpack[ListingOptions]
    ) -> Answer:
        """All entities. Rows: an entity with its names."""
        return self._ask("entities", "/entities", {"label": label, "kind": kind}, common)

    def entity(self, id_: str, **common: Unpack[WordingOptions]) -> Answer:
        """One entity, by id or name. Rows: that one."""
        return self._ask("entity", f"/entities/{write_id(id_)}", {}, common)

    def entity_statements(self, id_: str, **common: Unpack[ExplainedOptions]) -> Answer:
        """What names an entity. Rows: statements."""
        return self._ask("entity_statements", f"/entities/{write_id(id_)}/statements", {}, common)

    def events(self, entity: str | None = None, **common: Unpack[ExplainedOptions]) -> Answer:
        """Occurrences, and the statements on them. Rows: an event each."""
        return self._ask("events", "/events", {"entity": entity}, common)

    def statement(self, id_: str, *, include: str | None = None, **common: Unpack[WordingOptions]) -> Answer:
        """One statement and its versions, by id or key. Rows: that one."""
        return self._ask("statement", f"/statements/{write_id(id_)}", {"include": include}, common)

    def source(self, id_: str, **common: Unpack[WordingOptions]) -> Answer:
        """One source, by id. Rows: that one."""
        return self._ask("source", f"/sources/{write_id(id_)}", {}, common)

    def sources(self, **common: Unpack[ListingOptions]) -> Answer:
        """Sources that are loaded, and those that could be. Rows: a source each."""
        return self._ask("sources", "/sources", {}, common)

    def methods(self, **common: Unpack[ListingOptions]) -> Answer:
        """How statements were coded and checked, and what is not known. Rows: a source each."""
        return self._ask("methods", "/methods", {}, common)

    def stories(self, **common: Unpack[ListingOptions]) -> Answer:
        """Guided tours of answers, those that are shipped and those of the data folder. Rows: a story each."""
        return self._ask("stories", "/stories", {}, common)

    def story(self, id_: str, *, step: int | None = None, **common: Unpack[WordingOptions]) -> Answer:
        """A story, by id, with what the answer of each step says now. Rows: a step each."""
        return self._ask("story", f"/stories/{write_id(id_)}", {"step": step}, common)

    def matches(self, source: str | None = None, **common: Unpack[ListingOptions]) -> Answer:
        """Who may be the same, in different sources. Rows: a pair with what speaks for it and against it."""
        return self._ask("matches", "/matches", {"source": source}, common)

    def words(self, word: str | None = None, *, type_: str | None = None, **common: Unpack[ListingOptions]) -> Answer:
        """The words of the vocabulary, with what each means. Rows: a word each."""
        return self._ask("words", "/vocabulary", {"word": word, "type_": type_}, common)

    def status(self) -> Answer:
        """What is loaded. Rows: a source each."""
        return self._ask("status", "/status", {}, {}, has_versions=False)

    def model(self) -> Answer:
        """The model that Cypher queries: `answer.body` has labels and types of edges."""
        return self._ask("model", "/model", {}, {}, has_versions=False)

    def queries(self) -> Answer:
        """The cookbook of Cypher. Rows: a query each, with its parameters."""
        return self._ask("queries", "/queries", {}, {}, has_versions=False)

    def query(self, name: str, *, limit: int | None = None, **parameters: object) -> Answer:
        """Run a query of the cookbook with its own parameters. Rows: dicts by column."""
        given = {**parameters, "limit": limit}
        return self._ask("query", f"/queries/{write_id(name)}", given, {}, has_versions=False)

    def cypher(self, query: str, parameters: Mapping[str, Any] | None = None, *, limit: int = 1_000) -> Answer:
        """Run read-only Cypher. Rows: dicts by column, at most `limit`, up to 10,000; `truncated` says if more are."""
        body = {"query": query, "parameters": dict(parameters or {}), "limit": limit}
        asked = AskedQuestion("cypher", f"{PREFIX}/cypher", body=body, has_versions=False)
        return Answer.read(self._connection, asked)

    def _ask(
        self, name: str, path: str, own: Mapping[str, object], common: Mapping[str, Any], *, has_versions: bool = True
    ) -> Answer:
        parameters = write_parameters({**own, **common})
        asked = AskedQuestion(name, PREFIX + path, parameters, has_versions=has_versions)
        return Answer.read(self._connection, asked)
