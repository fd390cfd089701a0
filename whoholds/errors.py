"""What goes wrong when a service is asked."""

from collections.abc import Mapping, Sequence
from typing import Any

# characters of a message that does not come from whoholds, such as the error page of a proxy
LONGEST_MESSAGE = 300


class ServiceError(Exception):
    """A service refuses a question, cannot be reached, or cannot be started; or a package that is needed is missing.

    parameter  the parameter that is wrong, such as `held`; None where none is
    value      the value that it was given
    hint       what to write instead
    choices    who may be meant: dicts of id, name, kind and why
    status     the HTTP status; None where no service answered
    """

    def __init__(
        self,
        message: str,
        *,
        parameter: str | None = None,
        value: object = None,
        hint: str | None = None,
        choices: Sequence[Mapping[str, Any]] = (),
        status: int | None = None,
    ) -> None:
        self.message, self.parameter, self.value = message, parameter, value
        self.hint, self.choices, self.status = hint, tuple(choices), status
        super().__init__(self._write())

    def _write(self) -> str:
        is_named = not self.parameter or self.parameter in self.message
        message = self.message if is_named else f"{self.parameter}: {self.message}"
        lines = [f"{message}; {self.hint}" if self.hint else message]
        lines += [f"  {one.get('id')}: {one.get('name')} ({one.get('kind')})" for one in self.choices]
        return "\n".join(lines)


def read_problem(status: int, content: Mapping[str, Any]) -> ServiceError:
    """The error that a problem (RFC 9457) describes."""
    return ServiceError(
        str(content.get("detail") or content.get("title") or f"the service answered with status {status}"),
        parameter=content.get("parameter"),
        value=content.get("value"),
        hint=content.get("hint"),
        choices=content.get("choices") or (),
        status=status,
    )
