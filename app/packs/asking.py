"""A question as an address, such as `/v1/custody?held=isis-suspects&as_of=2026-02-05`, and its answer from a view."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from pydantic import ValidationError

from app.answers.question import Common, read_common
from app.answers.statement_rows import ROWS, answer_in_shape
from app.parameter_models import make_model, unknown_parameter
from app.parameters import DEFAULT_LIMIT, list_parameters
from app.question import PREFIX, Answer, Question
from app.questions import load_question, read_headings
from app.sentences import choose_language
from graph.errors import InvalidInput
from graph.selection.selection import Selection
from graph.selection.snapshot import Snapshot

ID = "{id}"
HINT = "give the address of an answer, such as /v1/custody?held=isis-suspects&as_of=2026-02-05"
OF_VERSIONS = frozenset(["version", "pin"])  # parameters that ask for an earlier answer


@dataclass(frozen=True)
class AddressedQuestion:
    """A question with its ids and parameters as read; `address` is without a host and a suffix."""

    address: str
    question: Question
    ids: tuple[str, ...]
    asked: Common
    own: Mapping[str, Any]

    def answer(self, view: Snapshot) -> Answer:
        """The answer of a view, as over HTTP."""
        return answer_in_shape(self.question, view, self.asked, self.ids, self.own, False)[0]


def find_address(view: Snapshot, written: str) -> str:
    """The address of a question: itself, or of what is typed as a sentence the one that it is understood as."""
    if written.startswith(("/", "http://", "https://")):
        parts = urlsplit(written)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    found = load_question("search").answer(Selection(view, read_common()), written)
    address = (found["asked"] or {}).get("address")
    if not address:
        raise InvalidInput(
            f"{written!r} is not understood as a question", parameter="question", value=written, hint=HINT
        )
    return str(address)


def read_address(address: str, gets_day: bool = True) -> AddressedQuestion:
    """The question of an address, which where it `gets_day` and asks about none is asked about today. Raises
    InvalidInput for an unknown address or parameter."""
    parts = urlsplit(address)
    path = parts.path.removesuffix(".json").split("/")
    for heading in read_headings():
        question = load_question(heading.name)
        steps = f"{PREFIX}{question.path}".split("/")
        if len(steps) == len(path) and all(step in (given, ID) for step, given in zip(steps, path, strict=True)):
            ids = tuple(unquote(given) for step, given in zip(steps, path, strict=True) if step == ID)
            return _read_parameters(address, question, ids, parts.query, gets_day)
    raise InvalidInput(f"{parts.path} is no question", parameter="question", value=address, hint=HINT)


def _read_parameters(
    address: str, question: Question, ids: tuple[str, ...], query: str, gets_day: bool
) -> AddressedQuestion:
    if question.has_stories:
        raise InvalidInput(
            f"{address} is a story, and no answer of its own; give the address of one of its steps",
            parameter="question",
            value=address,
        )
    given = dict(parse_qsl(query, keep_blank_values=True))
    common = list_parameters(question.common)
    if gets_day and "as_of" in common and "as_of" not in given:  # in a year today is another day
        given["as_of"] = date.today().isoformat()
        address = f"{address.partition('?')[0]}?{urlencode(given)}"
    known = frozenset(one.write_name(name) for name, one in question.parameters.items())
    for name, value in given.items():
        if name not in known:
            raise unknown_parameter(name, value, known)
    for name in sorted(OF_VERSIONS & given.keys()):
        raise InvalidInput(f"a pack holds the newest data version; leave {name} out", parameter=name, value=given[name])
    try:
        own = dict(make_model(question.name, question.own).model_validate(_select(given, question.own)))
        shared = dict(make_model(question.common.__name__, common).model_validate(_select(given, common)))
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else "question"
        raise InvalidInput(f"{name}: {first['msg'].lower()}", parameter=name, value=given.get(name)) from None
    for name in OF_VERSIONS:
        shared.pop(name, None)
    if shared.get("limit") == DEFAULT_LIMIT and "limit" not in given:
        del shared["limit"]
    if "lang" in shared and not shared["lang"]:
        shared["lang"] = choose_language("")
    own.pop("shape", ROWS)
    if question.has_texts:
        own["texts"] = None
    return AddressedQuestion(address, question, ids, read_common(**shared), own)


def _select(given: Mapping[str, str], parameters: Mapping[str, Any]) -> dict[str, str]:
    names = {one.write_name(name) for name, one in parameters.items()}
    return {name: value for name, value in given.items() if name in names}
