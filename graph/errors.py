"""One family of exceptions. Each message names what was given and what was expected.

WhoholdsError
├── InvalidInput        input that cannot be read
│   ├── InvalidDate
│   │   └── ImpossibleDates   dates that bound one another, and that no days fit
│   ├── InvalidCount
│   ├── InvalidStatement
│   ├── InvalidVocabulary
│   ├── ContradictingJudgements  judgements that join what another one keeps apart
│   ├── InvalidSource   a whole file or dossier that is refused
│   └── OutdatedStore   a store that was read by other rules than today's
├── TooLarge            more than is taken at once
├── NotFound            an id or name that no entity has
├── Ambiguous           a name that several have
├── RefusedQuery        Cypher that would do more than read
├── FailedQuery         Cypher that the engine cannot run, or not in time
├── Busy                another load is writing
└── Unavailable         no engine, no access, no room
"""

from collections.abc import Sequence


class WhoholdsError(Exception):
    """An error that people see as a message, without a stack trace.

    `parameter` is the name of the field or query parameter, `value` what was given, `hint` the next step.
    """

    def __init__(self, message: str, *, parameter: str | None = None, value: object = None, hint: str | None = None):
        super().__init__(message)
        self.message = message
        self.parameter = parameter
        self.value = value
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class InvalidInput(WhoholdsError):
    """Input that cannot be read."""


class InvalidDate(InvalidInput):
    """Not EDTF, or bounds that contradict each other."""


class ImpossibleDates(InvalidDate):
    """Dates that bound one another, and that no days fit.

    `keys` are the fewest statements and sources (`source:ID`) that cause it together: without any of them days fit.
    """

    def __init__(self, keys: Sequence[str], *, parameter: str | None = None, value: object = None):
        *others, last = keys
        named = f"{', '.join(others)} and {last} together" if others else last
        super().__init__(f"no days fit what bounds {named}", parameter=parameter, value=value)
        self.keys = tuple(keys)


class InvalidCount(InvalidInput):
    """A wording of a number that the table does not have, or bounds that contradict each other."""


class InvalidStatement(InvalidInput):
    """A statement that breaks the model: unknown predicate, missing role, wrong kind."""


class InvalidVocabulary(InvalidInput):
    """A vocabulary file that cannot be used."""


class InvalidSource(InvalidInput):
    """A file that is not what it should be, refused whole."""


class OutdatedStore(InvalidInput):
    """A store whose datasets were read by other rules than today's; it says which to load again."""


class ContradictingJudgements(InvalidInput):
    """A chain of positive judgements joins what a negative one keeps apart.

    `path` are the ids along the chain, `by` the judgements that join each with the next, `against` the negative one.
    """

    def __init__(self, message: str, *, path: Sequence[str], by: Sequence[str], against: str, hint: str | None = None):
        super().__init__(message, hint=hint)
        self.path = tuple(path)
        self.by = tuple(by)
        self.against = against


class TooLarge(WhoholdsError):
    """More than is taken at once."""


class NotFound(WhoholdsError):
    """An id or a name that no entity has; `choices` are those with a near name: id, name, kind, and why it is near.

    `name` says the same without words (`graph.names.facts`), so that it can be said in another language.
    """

    def __init__(
        self,
        message: str,
        *,
        parameter: str | None = None,
        value: object = None,
        hint: str | None = None,
        choices: Sequence[dict[str, str]] = (),
        name: object = None,
    ):
        super().__init__(message, parameter=parameter, value=value, hint=hint)
        self.choices = list(choices)
        self.name = name


class Ambiguous(WhoholdsError):
    """A name that several have; `choices` are these: id, name, kind and why the name may mean them.

    `name` says the same without words, as that of NotFound.
    """

    def __init__(
        self,
        message: str,
        *,
        choices: Sequence[dict[str, str]],
        parameter: str | None,
        value: object,
        hint: str = "write the id of one of them",
        name: object = None,
    ):
        super().__init__(message, parameter=parameter, value=value, hint=hint)
        self.choices = list(choices)
        self.name = name


class RefusedQuery(WhoholdsError):
    """Cypher that would do more than read the graph."""


class FailedQuery(WhoholdsError):
    """Cypher that the engine cannot run, or not in the time it is given."""


class Busy(WhoholdsError):
    """Another load is writing; only one does at a time."""


class Unavailable(WhoholdsError):
    """No engine can be reached, it refuses access, or there is no room to write."""
