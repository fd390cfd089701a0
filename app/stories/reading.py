"""Reads and checks the files of stories. An error names the file, the step, what it has, and what to write instead."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import yaml

from app.packs.asking import read_address
from app.page_addresses import PAGE_ONLY, is_view
from app.question import PREFIX
from app.stories import Story, StoryStep
from graph.errors import InvalidInput, WhoholdsError
from ingest.files import LINE, read_text, read_yaml

SHIPPED = Path(__file__).parent
OWN = "stories"  # in the data folder
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
MOST_STORIES = 200
MOST_STEPS = 30
LARGEST = 100_000  # bytes
EXAMPLE = "/custody?held=isis-suspects&as_of=2026-02-05"
OF_VERSIONS = ("version", "pin")
# how many letters each text may have
OF_STORY = {"title": 120, "about": 400, "by": 120, "written": 10}
OF_STEP = {"address": 2_000, "headline": 160, "text": 900}


def read_stories(data: Path | None) -> dict[str, Story]:
    """All stories by id: own ones first, and of each kind the newest first. Raises InvalidInput."""
    shipped = [_read_story(file, False) for file in sorted(SHIPPED.glob("*.yml"))]
    files = sorted((data / OWN).glob("*.y*ml")) if data else []
    if len(files) > MOST_STORIES:
        raise InvalidInput(f"{OWN}: {len(files)} files; at most {MOST_STORIES} are taken", parameter=OWN)
    own = {}
    for file in files:
        story = _read_story(file, True)
        if story.id in own or any(story.id == one.id for one in shipped):
            raise _refuse(file, "", f"there is another story {story.id}", "give the file another name")
        own[story.id] = story
    newest = sorted([*own.values(), *shipped], key=lambda story: (story.own, story.written), reverse=True)
    return {story.id: story for story in newest}


def _read_story(file: Path, is_own: bool) -> Story:
    if not ID.fullmatch(file.stem):
        raise _refuse(file, "", "its name", "small letters, digits and -, as in who-guards-al-hol.yml")
    try:
        content = read_yaml(read_text(file, LARGEST))
    except WhoholdsError as error:
        raise _refuse(file, "", error.message.removeprefix(file.name).strip(), error.hint or "") from None
    except yaml.YAMLError as error:
        raise _refuse(file, "", " ".join(str(error).split()), "docs/stories.md has an example") from None
    given = _read_fields(file, "", content, {**OF_STORY, "steps": 0})
    written = given.get("written", "")
    if not _is_day(written):
        raise _refuse(file, "", f"written: {written!r}", "the day on which you wrote it, as in written: 2026-02-05")
    steps = given["steps"]
    if not isinstance(steps, list) or not 1 <= len(steps) <= MOST_STEPS:
        raise _refuse(file, "", "steps", f"a list of 1 to {MOST_STEPS} steps, each with address, headline and text")
    return Story(
        file.stem,
        given["title"],
        given["about"],
        given.get("by", ""),
        written,
        tuple(_read_step(file, number, step) for number, step in enumerate(steps, 1)),
        is_own,
    )


def _read_step(file: Path, number: int, content: object) -> StoryStep:
    where = f"step {number}"
    given = _read_fields(file, where, content, OF_STEP)
    return StoryStep(_read_address(file, where, given["address"]), given["headline"], given["text"])


def _read_fields(file: Path, where: str, content: object, fields: Mapping[str, int]) -> dict[str, Any]:
    """The fields of a mapping, each a text of at most so many letters; 0 is for what is no text."""
    if not isinstance(content, dict):
        raise _refuse(file, where, f"{content!r:.60}", f"fields such as {next(iter(fields))}: and a text")
    for name in content:
        if name not in fields and name != LINE:
            raise _refuse(file, where, f"there is no field {name!r}", f"known: {', '.join(fields)}")
    for name in fields:
        if content.get(name) in (None, "") and name != "by":
            raise _refuse(file, where, f"{name} is missing", f"write {name}: and what it is")
    return {
        name: _read_text(file, where, name, content[name], most) if most else content[name]
        for name, most in fields.items()
        if content.get(name) is not None
    }


def _read_text(file: Path, where: str, name: str, value: object, most: int) -> str:
    """A text in one line: lines of the file become words next to one another."""
    if not isinstance(value, str):
        raise _refuse(file, where, f"{name}: {value!r:.60}", "a text; put one with a colon in quotes")
    text = " ".join(value.split())
    if strange := next((sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs")), ""):
        raise _refuse(file, where, f"{name} has the sign U+{ord(strange):04X}, which is not seen", "leave it out")
    if len(text) > most:
        raise _refuse(file, where, f"{name} has {len(text)} letters: {text[:30]}…", f"at most {most}")
    return text


def _read_address(file: Path, where: str, written: str) -> str:
    """The address of a view, with parameters that it has and that can be read. A host before it is left out."""
    address = re.sub(r"^https?://[^/\s]{1,253}(?=/)", "", written).removeprefix(PREFIX)
    path, _, query = address.partition("?")
    path = path.rstrip("/")
    if not is_view(path) or path in ("/cypher", "/queries") or path.startswith("/queries/"):
        raise _refuse(file, where, f"address: {written!r} is no view with an answer", f"such as {EXAMPLE}")
    given = parse_qsl(query, keep_blank_values=True)
    for name in OF_VERSIONS:
        if name in dict(given):
            raise _refuse(file, where, f"address: it has {name}", f"leave {name} out: a story shows what is known now")
    asked = [(name, value) for name, value in given if name not in PAGE_ONLY]
    try:
        read_address(f"{PREFIX}{path}" + (f"?{urlencode(asked)}" if asked else ""), gets_day=False)
    except WhoholdsError as error:
        hint = error.hint or f"such as {EXAMPLE}"
        raise _refuse(file, where, f"address: {written!r}: {error.message}", hint) from None
    return path + (f"?{urlencode(asked)}" if asked else "")


def _is_day(written: str) -> bool:
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False


def _refuse(file: Path, where: str, met: str, hint: str) -> InvalidInput:
    place: Sequence[str] = [f"{OWN}/{file.name}", *filter(None, [where])]
    return InvalidInput(f"{', '.join(place)}: {met}", parameter=OWN, value=file.name, hint=hint)
