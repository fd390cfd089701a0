"""Parameters of a question as a model that reads them, and what is said of one that there is not."""

import difflib
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from app.fields import QuestionParameter
from graph.errors import InvalidInput

MEANT = dict.fromkeys(("held", "holder", "actor", "group", "entity", "place"), ("entity", "held", "actor"))


def unknown_parameter(name: str, value: object, known: frozenset[str]) -> InvalidInput:
    plain = "".join(f"_{c.lower()}" if c.isupper() else c for c in name).replace("-", "_")
    meant = [other for other in MEANT.get(plain, ()) if other in known]
    suggestions = meant or difflib.get_close_matches(plain, sorted(known), n=1, cutoff=0.5)
    hint = f"did you mean {suggestions[0]}?" if suggestions else f"known: {', '.join(sorted(known)) or 'none'}"
    return InvalidInput(f"there is no parameter {name!r} here", parameter=name, value=value, hint=hint)


def make_model(name: str, parameters: Mapping[str, QuestionParameter]) -> type[BaseModel]:
    """A model that reads parameters of a request as FastAPI does, and documents them."""
    fields: dict[str, Any] = {
        name: (Annotated[one.type, Field(**one.field.list_given())], ... if one.is_required else one.default)
        for name, one in parameters.items()
    }
    return create_model(name, __config__=ConfigDict(frozen=True), **fields)
