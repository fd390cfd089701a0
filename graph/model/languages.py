"""Names in languages: pairs of a language tag and a name, as people write them, as the store and as JSON hold them."""

import re
from collections.abc import Iterable

from graph.errors import InvalidStatement

LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,8}$"  # a language tag (BCP 47): ar, ku, zh-Hant
LanguageNames = tuple[tuple[str, str], ...]  # the first name of a language is the one to print in it


def group_by_language(languages: LanguageNames) -> dict[str, list[str]]:
    """The names of each language, by its tag."""
    found: dict[str, list[str]] = {}
    for language, name in languages:
        found.setdefault(language, []).append(name)
    return found


def write_languages(languages: LanguageNames) -> list[str]:
    """The names as the store holds them: `ar=...`."""
    return [f"{language}={name}" for language, name in languages]


def parse_languages(texts: Iterable[str]) -> LanguageNames:
    """The names of what the store holds."""
    return tuple((language, name) for language, _, name in (text.partition("=") for text in texts))


def check_languages(languages: LanguageNames) -> None:
    """Refuse what is no language tag. Raises InvalidStatement."""
    for language, _ in languages:
        if not re.match(LANGUAGE, language):
            raise InvalidStatement(
                f"names: {language!r} is no language; write its tag, such as ar, ku, fr or zh-Hant",
                parameter="names",
                value=language,
            )
