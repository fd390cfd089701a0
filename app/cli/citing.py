"""`whoholds cite`: where words stand in a text, with their offsets and hash, ready to be pasted into a dossier."""

from pathlib import Path

import click

from app.answers.shapes import Json
from app.answers.words import plural
from app.cli.asking import write_json
from app.cli.options import NOT_FOUND, OK, QUARANTINED, echo, json_option
from app.encoding import json_of
from graph.errors import InvalidInput, NotFound
from graph.evidence.archives import read_archived_text
from graph.evidence.citations import read_copy
from graph.evidence.passages import Closeness, Passage, find_passages

ARCHIVES = (".wacz", ".warc", ".warc.gz")
MOST_SHOWN = 200  # letters of a passage


def cite_words(path: Path, words: str, record: str | None = None) -> Json:
    """Every place of words in a text. Raises NotFound without the file, InvalidInput where it has no text."""
    if not words.strip():
        raise InvalidInput("words is empty; write the words that you cite, between quotes", parameter="words")
    found = find_passages(read_text(path, record), words)
    return {
        "file": path.name,
        "summary": _write_summary(found, path.name),
        "places": [_make_place(passage) for passage in found],
    }


def read_text(path: Path, record: str | None) -> str:
    """The text in which citations of a file count: of a WARC or WACZ that of the page, else the file as it is."""
    if not path.is_file():
        raise NotFound(f"no file {str(path)!r}", parameter="text", value=str(path))
    if path.name.lower().endswith(ARCHIVES):
        try:
            return read_archived_text(path, record)
        except ValueError as error:
            hint = "name the page by --record ADDRESS"
            raise InvalidInput(str(error), parameter="record", value=record, hint=hint) from error
    if record is not None:
        raise InvalidInput(f"record: {path.name} is no WARC or WACZ; leave --record out", parameter="record")
    copy = read_copy(path.parent, path.name)
    if copy is None or copy.content is None:
        why = copy.why if copy else "it is not there"
        raise InvalidInput(
            f"{path.name}: {why}",
            parameter="text",
            value=path.name,
            hint="save it as plain text in UTF-8, and cite that",
        )
    return copy.content


def _make_place(passage: Passage) -> Json:
    return {
        "start": passage.start,
        "end": passage.end,
        "sha256": passage.sha256,
        "locator": passage.paragraph,
        "match": passage.closeness.value,
        "differs": passage.differs,
        "words": passage.words,
        "yaml": _write_yaml(passage),
    }


def _write_yaml(passage: Passage) -> str:
    locator = passage.paragraph or "paragraph ?"
    return f"cite: {{locator: {locator}, start: {passage.start}, end: {passage.end}, sha256: {passage.sha256}}}"


def _write_summary(found: list[Passage], file: str) -> str:
    if not found:
        return f"Nothing in {file} is like these words."
    places = plural(len(found), "place")
    if found[0].closeness is Closeness.EXACT:
        return f"{places}." if len(found) == 1 else f"{places}; choose one."
    if found[0].closeness is Closeness.NEARLY:
        return f"Nowhere as written; nearly so in {places}. The hash is of what stands there."
    return f"These words are not in {file}. The nearest {'passage is' if len(found) == 1 else 'passages are'}:"


@click.command(
    help="Say where WORDS stand in TEXT, a text in UTF-8 or a WARC or WACZ file: offsets, hash and paragraph, as a "
    "line for a dossier. Ends with 4 if they stand nowhere, not even nearly; then the nearest passages are shown. With "
    "--annotations, a line for each annotation of a file; ends with 3 if one of them is not found again."
)
@click.argument("text", type=click.Path(path_type=Path))
@click.argument("words", required=False)
@click.option("--record", help="The address of the page in a WARC or WACZ that has several.")
@click.option(
    "--annotations", type=click.Path(path_type=Path), help="W3C Web Annotations of the text, such as of Hypothesis."
)
@json_option
def cite(text: Path, words: str | None, record: str | None, annotations: Path | None, as_json: bool) -> int:
    if (words is None) == (annotations is None):
        raise click.UsageError("give WORDS, or --annotations")
    if words is None:
        return _cite_annotations(text, annotations or text, record, as_json)
    data = cite_words(text, words, record)
    if as_json:
        write_json(json_of(data))
    else:
        _print_places(data)
    return OK if any(place["match"] != Closeness.NEAR for place in data["places"]) else NOT_FOUND


def _cite_annotations(path: Path, annotations: Path, record: str | None, as_json: bool) -> int:
    """A line for each annotation that is found again in a text; the others are told on stderr."""
    from ingest.annotations import anchor_annotations, read_annotations

    found = list(anchor_annotations(read_text(path, record), read_annotations(annotations)))
    if as_json:
        rows = [{"id": one.id, "why": one.why, "place": one.passage and _make_place(one.passage)} for one in found]
        write_json(json_of({"file": path.name, "annotations": [_drop_words(row) for row in rows]}))
    for one in found if not as_json else ():
        if one.passage:
            echo(f"{_write_yaml(one.passage)}  # {one.id}")
        else:
            echo(f"not found again: {one.id}: {one.why}", err=True)
    return OK if all(one.passage for one in found) else QUARANTINED


def _drop_words(row: Json) -> Json:
    """A row without what stands in the text: position and hash are all that is kept of an annotation."""
    place = row["place"]
    return row | {"place": place and {name: value for name, value in place.items() if name != "words"}}


def _print_places(data: Json) -> None:
    echo(data["summary"], err=True)  # so that what stdout has can be pasted as it is
    for place in data["places"]:
        if place["match"] != Closeness.EXACT:
            shown = " ".join(place["words"].split())
            cut = shown if len(shown) <= MOST_SHOWN else f"{shown[: MOST_SHOWN - 1]}…"
            differs = f" (differs in {place['differs']})" if place["differs"] else ""
            echo(f"# {place['match']}{differs}: {cut}")
        echo(place["yaml"])


COMMANDS = (cite,)
