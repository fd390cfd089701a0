"""Answers as citations: a line of text, BibTeX, and CSL-JSON, which programs for references read.

Each has the pin, and the address by which the same answer is asked for again: as it was asked, with `pin=`.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple
from urllib.parse import quote, urlencode

import orjson

from app.encoding import escape_controls
from app.question import PREFIX, Question

CitationForm = Literal["cite", "bib", "csl"]
NOT_CITED = frozenset(("version", "pin", "shape"))  # parameters that the pin replaces, or that change no JSON
ESCAPED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    sign: f"\\{sign}" for sign in "{}&%$#_"
}


class AnswerCitation(NamedTuple):
    """What a citation says. Of a statement also `speaker`, who says it, and `container`, the title of its source."""

    title: str
    summary: str
    speaker: str | None
    container: str | None
    data_version: int
    pin: str
    address: str
    read_on: date


def make_citation(
    question: Question, ids: Sequence[str], given: Mapping[str, str], answer: Mapping[str, Any], base: str, today: date
) -> AnswerCitation:
    """The citation of an answer with a pin. `given` are the parameters of its address, with `lang`; `base` is that of
    its service."""
    pin = str(answer["pin"]["id"])
    statement = answer.get("statement") or {}
    return AnswerCitation(
        title=_clean(_write_title(question, answer)),
        summary=_clean(str(answer["summary"])),
        speaker=_clean(statement["saidBy"]["name"]) if statement else None,
        container=_clean(statement["source"]["title"]) if statement else None,
        data_version=int(answer["dataVersion"]),
        pin=pin,
        address=base + _write_path(question, ids, given, pin),
        read_on=today,
    )


def write_citation(form: CitationForm, citation: AnswerCitation) -> bytes:
    """A citation as UTF-8."""
    match form:
        case "cite":
            return _write_line(citation).encode()
        case "bib":
            return _write_bibtex(citation).encode()
        case "csl":
            return orjson.dumps([_write_csl(citation)])


def _write_line(citation: AnswerCitation) -> str:
    """Such as `“Who held whom: ISIS suspects, 2026-02-05”. whoholds, data version 6, pin .., address (read ..).`"""
    speaker = f"{citation.speaker}, in “{citation.container}”. " if citation.speaker else ""
    read_on = f"{citation.read_on.day} {citation.read_on:%B %Y}"
    return (
        f"{speaker}“{citation.title}”. whoholds, data version {citation.data_version}, pin {citation.pin}, "
        f"{citation.address} (read {read_on}).\n"
    )


def _write_bibtex(citation: AnswerCitation) -> str:
    note = f"data version {citation.data_version}, pin {citation.pin}"
    fields = {
        "author": citation.speaker,
        "title": citation.title,
        "howpublished": "whoholds",
        "year": str(citation.read_on.year),
        "note": f"{note}, in “{citation.container}”" if citation.container else note,
        "abstract": citation.summary,
        "url": citation.address,
        "urldate": citation.read_on.isoformat(),
    }
    # the braces within keep the letters as they are, and a name with "and" in it one name
    lines = [f"  {name} = {{{_write_value(name, value)}}}" for name, value in fields.items() if value]
    return f"@misc{{whoholds-{citation.pin},\n" + ",\n".join(lines) + "\n}\n"


def _write_value(name: str, value: str) -> str:
    if name == "url":
        return value
    escaped = re.sub(r"[\\~^{}&%$#_]", lambda found: ESCAPED[found[0]], value)
    return f"{{{escaped}}}" if name in ("author", "title") else escaped


def _write_csl(citation: AnswerCitation) -> dict[str, Any]:
    read_on = [[citation.read_on.year, citation.read_on.month, citation.read_on.day]]
    found = {
        "id": f"whoholds-{citation.pin}",
        "type": "dataset",
        "title": citation.title,
        "author": [{"literal": citation.speaker}] if citation.speaker else None,
        "container-title": citation.container,
        "publisher": "whoholds",
        "version": f"{citation.data_version}, pin {citation.pin}",
        "abstract": citation.summary,
        "URL": citation.address,
        "accessed": {"date-parts": read_on},
    }
    return {name: value for name, value in found.items() if value}


def _write_title(question: Question, answer: Mapping[str, Any]) -> str:
    """What was asked, of whom, and of which days; of a record its name, or the sentence of a statement."""
    if "statement" in answer:
        return str(answer["summary"]).rstrip(".")
    for record, name in (("entity", "name"), ("source", "title"), ("story", "title")):
        if record in answer and not question.shape.title.endswith("statements"):
            return str(answer[record][name])
    asked = answer.get("question") or {}
    names = [str(one["name"]) for one in _list_named(asked)]
    days = [str(asked[name]) for name in ("asOf", "from", "to", "start", "end") if isinstance(asked.get(name), str)]
    return ": ".join(filter(None, (question.shape.title, ", ".join([*names, *days]))))


def _list_named(asked: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The entities that a question names, in the order of its parameters."""
    values = [one for value in asked.values() for one in (value if isinstance(value, list) else [value])]
    return [one for one in values if isinstance(one, Mapping) and "name" in one]


def _write_path(question: Question, ids: Sequence[str], given: Mapping[str, str], pin: str) -> str:
    path = PREFIX + question.path.replace("{id}", quote(ids[0], safe="") if ids else "")
    kept = {name: value for name, value in given.items() if name not in NOT_CITED}
    last = {"lang": kept.pop("lang"), "pin": pin}  # those that nobody gave stand last
    return f"{path}?{urlencode(kept | last, quote_via=quote)}"


def _clean(text: str) -> str:
    return escape_controls(text).strip()
