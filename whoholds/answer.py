"""An answer: its sentence, rows and statements, and the forms that other libraries take."""

from functools import cached_property
from typing import TYPE_CHECKING

from whoholds import conversion, showing
from whoholds.connection import PREFIX, AskedQuestion, Json, ServiceConnection
from whoholds.errors import ServiceError
from whoholds.pages import keep_moment, read_all_pages
from whoholds.statements import find_statements, list_statement_ids

if TYPE_CHECKING:
    import networkx
    import pandas
    import polars
    import pyarrow

MOST_LOOKED_UP = 500  # statements of which an answer has only ids
FORMS = {"text": ".cite", "bibtex": ".bib", "csl": ".csl"}  # of citations, by suffix
SINGLE = ("entity", "statement", "source")  # answers about one thing, under its own name


class Answer:
    """What a service answered. In a notebook it is shown as its sentence, its table and its picture.

    body       the JSON as a dict, as /docs of a service describes it; all pages of rows are in it
    address    where a browser gets the same answer
    """

    def __init__(self, connection: ServiceConnection, asked: AskedQuestion, body: Json) -> None:
        self._connection, self._asked, self.body = connection, asked, body

    @classmethod
    def read(cls, connection: ServiceConnection, asked: AskedQuestion) -> "Answer":
        """Ask a question. Raises ServiceError."""
        return cls(connection, asked, read_all_pages(connection, asked))

    @property
    def name(self) -> str:
        """The name of the question, such as `custody`."""
        return self._asked.name

    @property
    def address(self) -> str:
        return self._connection.write_address(self._asked)

    @property
    def summary(self) -> str:
        """The answer in one or two sentences; empty for Cypher, which has none."""
        return str(self.body.get("summary") or "")

    @property
    def rows(self) -> list[Json]:
        """The rows as dicts, of all pages; the edges of a network; the one thing of an entity, statement or source."""
        single = [self.body[name] for name in SINGLE if name == self.name and name in self.body]
        return list(self.body.get("rows") or self.body.get("edges") or single)

    @property
    def notes(self) -> list[str]:
        """What must be known to read the answer: what was left out, and why."""
        return list(self.body.get("notes") or ())

    @property
    def truncated(self) -> bool:
        """Whether there are more rows than are here."""
        return bool(self.body.get("truncated"))

    @property
    def data_version(self) -> int | None:
        """The data version that the answer is of."""
        return self.body.get("dataVersion")

    @property
    def pin(self) -> Json | None:
        """What the first page rests on: data version, rules, days, lens and a hash; None where an answer has none.

        Equal pins mean equal answers.
        """
        return self.body.get("pin")

    @cached_property
    def statements(self) -> list[Json]:
        """The statements that the rows rest on, each once, in the order of the rows, with speaker and source.

        What the rows do not have in full is asked for. Raises ServiceError if these are more than 500.
        """
        answer = self.body
        if any(row.get("nextStatements") for row in self.rows):
            answer = read_all_pages(self._connection, keep_moment(self._asked, answer).add(include="statements"))
        full = find_statements(answer)
        ids = list_statement_ids(answer, self.rows)
        missing = [id_ for id_ in ids if id_ not in full]
        if len(missing) > MOST_LOOKED_UP:
            raise ServiceError(
                f"the rows have the ids of {len(missing):,} statements and no more",
                hint="ask for less, as for an actor",
            )
        version = None if self.data_version is None else str(self.data_version)
        for id_ in missing:
            asked = AskedQuestion("statement", f"{PREFIX}/statements/{id_}", {"version": version} if version else {})
            full[id_] = self._connection.read_json(asked)["statement"]
        return [full[id_] for id_ in ids]

    @property
    def pinned(self) -> Json | None:
        """What may have changed since, where this was asked for by a `pin` and is not the same any more; else None."""
        return self.body.get("pinned")

    @property
    def pinned_address(self) -> str:
        """The address at which a service gives the same answer again, byte for byte, or says what may have changed.

        It is that of the first page. Raises ServiceError if the answer has no pin.
        """
        if self.pin is None:
            raise ServiceError(f"an answer of {self.name} has no pin")
        language = self._asked.parameters.get("lang", "en")
        return self._connection.write_address(self._asked.add(lang=language, pin=self.pin["id"]))

    def cite(self, form: str = "text") -> str:
        """A citation with pin and address: a line of "text", "bibtex", or "csl" (CSL-JSON, a list of one).

        Raises ServiceError for another form, or if the answer has no pin.
        """
        if form not in FORMS:
            raise ServiceError(f"form: {form!r}", parameter="form", value=form, hint=f"expected {', '.join(FORMS)}")
        if self.pin is None:
            raise ServiceError(f"an answer of {self.name} has no pin, so it cannot be cited")
        return self._connection.send(self._asked.add(pin=self.pin["id"]), FORMS[form]).text.strip()

    def __repr__(self) -> str:
        return showing.write_text(self.name, self.summary, self._named_rows(), self.notes)

    def _repr_html_(self) -> str:
        return showing.write_html(self.name, self.summary, self._named_rows(), self.notes, self._read_picture())

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        return True  # an answer without rows is an answer

    def to_svg(self) -> str:
        """The picture of the answer. Raises ServiceError where it has none."""
        return self._connection.send(self._moment, ".svg").text

    def to_arrow(self, *, by_statement: bool = False) -> "pyarrow.Table":
        """The rows as an Arrow table: names next to ids, one value a cell, as .arrow over HTTP.

        `by_statement` gives a row per statement instead. Raises ServiceError without pyarrow, or if it is no table.
        """
        asked = self._moment.add(shape="statements") if by_statement else self._moment
        return conversion.read_table(self._connection, asked)

    def to_pandas(self, *, by_statement: bool = False) -> "pandas.DataFrame":
        """The same as a data frame of pandas (`pip install 'whoholds[pandas]'`). Raises ServiceError without it."""
        return conversion.make_pandas(lambda: self.to_arrow(by_statement=by_statement))

    def to_polars(self, *, by_statement: bool = False) -> "polars.DataFrame":
        """The same as a data frame of polars (`pip install 'whoholds[polars]'`). Raises ServiceError without it."""
        return conversion.make_polars(lambda: self.to_arrow(by_statement=by_statement))

    def to_networkx(self) -> "networkx.Graph[str]":
        """Actors and pairs as a graph of networkx. Nodes are ids with `name` and `kind`; edges have the fields of the
        row that are one value, such as `sign` and `certainty`. It is directed where holders hold groups.

        Raises ServiceError without networkx, or if the rows are no pairs.
        """
        return conversion.make_graph(self.name, self.body, self.rows)

    def explain(self) -> Json:
        """What the answer rests on: the statement or speaker, if there is one, without which it would be another.

        Raises ServiceError if this question does not say.
        """
        found: Json | None = self.body.get("explain")
        if found is None:
            found = self._connection.read_json(self._moment.add(include="explain")).get("explain")
        if found is None:
            raise ServiceError(f"{self.name} does not say what it rests on", parameter="include", value="explain")
        return found

    def _named_rows(self) -> list[Json]:
        """The rows to be shown; those of a network have ids, whose names stand in its nodes."""
        names = {node["id"]: node["name"] for node in self.body.get("nodes", ())}
        return [{**row, "a": names[row["a"]], "b": names[row["b"]]} for row in self.rows] if names else self.rows

    @property
    def _moment(self) -> AskedQuestion:
        return keep_moment(self._asked, self.body)

    def _read_picture(self) -> str | None:
        """The picture; None where there is none, which is no reason to show nothing."""
        try:
            return self.to_svg()
        except ServiceError:
            return None
