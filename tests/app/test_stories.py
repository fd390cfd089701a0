"""Stories: those that are shipped say what their answers say, own ones are read, and mistakes in them are named."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.main import create_app
from app.stories import StoryStep
from app.stories.reading import read_stories
from app.stories.supporting import find_unsupported
from graph.errors import InvalidInput
from graph.store.engine.connection import Engine
from tests.app.commands import run
from tests.app.conftest import problem_of, served, settings_for
from tests.engines.loaded_database import SHIPPED as SOURCES
from tests.engines.loaded_database import load_sources

SHIPPED = list(read_stories(None).values())
STEPS = [(story.id, number) for story in SHIPPED for number in range(1, len(story.steps) + 1)]
OWN = """title: "Mine: a try"
about: One answer.
written: 2026-02-06
steps:
  - address: http://127.0.0.1:8000/custody?held=isis-suspects&as_of=2026-02-05&embed=1
    headline: Iraq received about 2,000
    text: "Not 7,500."
  - address: /alliances?actor=atlantis&as_of=2016
    headline: Nobody
    text: Nothing.
"""
# words with a capital that name nothing of the world
PLAIN_WORDS = re.compile(
    "A|About|Afterwards|An|And|Before|Between|By|Each|Emirates|February|For|From|Guards|In|It|January|Leave|No|Nobody|Nor"
    "|On|One|So|That|The|They|Thursday|Two|Up|What"
)
FRIENDS_2014 = {
    "Australia", "Bahrain", "Belgium", "Canada", "Denmark", "France", "Jordan", "Netherlands", "Saudi Arabia",
    "United Arab Emirates", "United Kingdom", "United States",
}  # fmt: skip
# by hand from the data set of dyads, version 24.1: dyad 524, Government of Iraq and IS, its column side_a_2nd by year
FRIENDS = {
    2014: FRIENDS_2014,
    2016: FRIENDS_2014,
    2017: FRIENDS_2014 - {"Denmark", "Netherlands", "Bahrain", "United Arab Emirates", "Canada"},
    2018: FRIENDS_2014 - {"Denmark", "Bahrain", "United Arab Emirates", "Canada"},
    2019: {"United States", "United Kingdom", "Netherlands", "France"},
}


@pytest.fixture(scope="module")
def folder(lent: Path, embedded_engine: Engine, kept: Path) -> Path:
    """A data folder with all that is shipped, and a story of the user's own."""
    (lent / "stories").mkdir()
    (lent / "stories" / "mine.yml").write_text(OWN, encoding="utf-8")
    load_sources(embedded_engine, SOURCES, kept)
    return lent


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[httpx.Client]:
    with served(create_app(settings_for(folder))) as base, httpx.Client(base_url=base, timeout=60) as found:
        yield found


@pytest.mark.parametrize(("id_", "number"), STEPS)
def test_a_step_that_is_shipped_says_what_its_answer_says(client: httpx.Client, id_: str, number: int) -> None:
    story = client.get(f"/v1/stories/{id_}", params={"step": number}).json()
    (row,) = story["rows"]
    assert (row["problem"], row["notInAnswer"]) == (None, [])
    answer = client.get(f"/v1{row['address']}").json()
    assert row["answer"] == answer["summary"]
    assert answer["rows"]
    said = json.dumps(answer, ensure_ascii=False) + row["address"]
    names = re.findall(r"\b[A-Z][A-Za-z-]+", f"{row['headline']} {row['text']}")
    assert [name for name in names if not PLAIN_WORDS.fullmatch(name) and name not in said] == []


def test_every_step_of_the_story_of_iraq_has_the_states_of_the_data_set(client: httpx.Client) -> None:
    story = client.get("/v1/stories/iraq-2014-2019").json()
    told = {row["address"]: f"{row['headline']} {row['text']}" for row in story["rows"]}
    for year in (2014, 2016, 2019):
        assert str(len(FRIENDS[year])) in told[f"/alliances?actor=iraq&as_of={year}"].split()
    for year in (2014, 2019):
        assert {name for name in FRIENDS_2014 if name in told[f"/alliances?actor=iraq&as_of={year}"]} == FRIENDS[year]
    for one, other in ((2016, 2017), (2017, 2018), (2014, 2019)):
        text = told[f"/alliances/diff?from={one}&to={other}&actor=iraq"]
        changed = FRIENDS[one] ^ FRIENDS[other]
        rows = client.get(f"/v1/alliances/diff?from={one}&to={other}&actor=iraq").json()["rows"]
        assert {row["b"]["name"].removeprefix("Government of ") for row in rows} == changed
        assert f"{len(changed)} " in text or changed == {"Netherlands"}
        assert all(name in text for name in changed) or other == 2019


def test_a_number_that_the_answer_does_not_have_is_named(client: httpx.Client) -> None:
    address = "/custody?held=isis-suspects&as_of=2026-02-05"
    answer: Any = client.get(f"/v1{address}").json()
    step = StoryStep(address, "On 5 February 2026: about 2,000, not 7,500", "12.5 % of 7,500 and 3,000")
    assert find_unsupported(step, answer) == ["7,500", "12.5", "3,000"]


def test_an_own_story_is_an_address_a_command_and_a_citation(client: httpx.Client, folder: Path) -> None:
    listed = client.get("/v1/stories").json()["rows"]
    assert [(row["id"], row["own"]) for row in listed] == [("mine", True), *((one.id, False) for one in SHIPPED)]
    story = client.get("/v1/stories/mine").json()
    first, second = story["rows"]
    assert (first["address"], first["notInAnswer"]) == ("/custody?held=isis-suspects&as_of=2026-02-05", ["7,500"])
    assert 'no "atlantis"' in second["problem"]
    assert (second["answer"], second["notInAnswer"]) == ("", [])
    assert client.get("/v1/stories/mine", params={"pin": story["pin"]["id"]}).json() == story
    assert client.get("/v1/stories/mine.cite").text.startswith("“Mine: a try”. whoholds, data version")
    done = run(folder, "story", "mine")
    assert (done.returncode, "7,500" in done.stdout, "atlantis" in done.stdout) == (0, True, True), done.stderr


def test_a_story_or_a_step_that_is_not_there_is_refused(client: httpx.Client) -> None:
    missing = problem_of(client.get("/v1/stories/iraq-2014-2018"))
    assert (missing["status"], missing["hint"]) == (404, "did you mean iraq-2014-2019?")
    beyond = problem_of(client.get("/v1/stories/mine?step=3"))
    assert (beyond["status"], beyond["parameter"], beyond["detail"]) == (422, "step", "step: 3; expected 1 to 2")


def make_story(**fields: str) -> str:
    step = {"address": "/plans", "headline": "Plans", "text": "All."} | fields
    return "title: A\nabout: B\nwritten: 2026-02-06\nsteps:\n  - " + "\n    ".join(f"{k}: {v}" for k, v in step.items())


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("Mine", make_story(), "stories/Mine.yml: its name (small letters, digits and -"),
        ("a", "title: A", "stories/a.yml: about is missing (write about: and what it is)"),
        ("a", "- a", "stories/a.yml: ['a'] (fields such as title: and a text)"),
        ("a", "title: [", "stories/a.yml: while parsing"),
        ("a", "", "stories/a.yml: is empty"),
        ("a", make_story().replace("2026-02-06", "6 May"), "stories/a.yml: written: '6 May' (the day on which"),
        ("a", make_story().split("steps")[0] + "steps: []", "stories/a.yml: steps (a list of 1 to 30 steps"),
        ("a", make_story(headlin="x"), "stories/a.yml, step 1: there is no field 'headlin' (known: address, headline"),
        ("a", make_story(text='""'), "stories/a.yml, step 1: text is missing"),
        ("a", make_story(text="[a]"), "stories/a.yml, step 1: text: ['a'] (a text; put one with a colon in quotes)"),
        ("a", make_story(text='"a\\u202eb"'), "stories/a.yml, step 1: text has the sign U+202E"),
        ("a", make_story(headline="x" * 161), "stories/a.yml, step 1: headline has 161 letters"),
        ("a", make_story(address="/custdy"), "stories/a.yml, step 1: address: '/custdy' is no view with an answer"),
        ("a", make_story(address="/plans?hold=x"), "there is no parameter 'hold' here (did you mean held?)"),
        ("a", make_story(address="/custody?as_of=never"), "step 1: address: '/custody?as_of=never': not an EDTF date"),
        ("a", make_story(address="/plans?version=3"), "it has version (leave version out"),
        ("a", make_story(address="/stories/a"), "is a story, and no answer of its own"),
        ("iraq-2014-2019", make_story(), "there is another story iraq-2014-2019 (give the file another name)"),
    ],
)
def test_a_file_that_is_no_story_is_refused_by_file_step_and_value(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories" / f"{name}.yml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match=re.escape(said)):
        read_stories(tmp_path)
