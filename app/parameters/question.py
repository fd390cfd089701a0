"""A question as HTTP and the command line know it."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from app.parameters.common import Parameters

PREFIX = "/v1"


@dataclass(frozen=True)
class QuestionAddress:
    """`path` is its address under /v1, perhaps with `{id}`; `common` and `own` are its parameters.

    `function` is `module:name` of what answers it: it takes a `Selection` made of them, the id if the
    address has one, and the own parameters by their names.
    """

    path: str
    common: type[Parameters]
    own: type[Parameters]
    function: str

    def answer(self) -> Callable[..., dict[str, Any]]:
        """What answers it; imported here, since answers take long to import."""
        module, _, name = self.function.partition(":")
        found: Callable[..., dict[str, Any]] = getattr(import_module(module), name)
        return found
