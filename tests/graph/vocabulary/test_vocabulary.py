"""The vocabulary that is shipped, and what a researcher's mistake in it is answered with."""

import ast
import shutil
from pathlib import Path

import pytest

from graph import vocabulary as module
from graph.errors import InvalidVocabulary
from graph.vocabulary import CAPACITIES, FOLDER, ROLES, vocabulary

WORDS = vocabulary()
# what the contract asks for at the least
PREDICATES = """holds guards administers captures transfers releases escapes repatriates deports prosecutes sentences
    mistreats takes_over controls operates leads speaks_for part_of located_in of_nationality composed_of suspected_of
    allied_with supports cooperates_with fights_beside hostile_to fights distrusts ceasefire_with founded dissolved"""
MODES = {"occurred", "under_way", "intended", "agreed", "ordered", "offered", "expected", "conditional", "urged"}


def test_the_vocabulary_has_at_least_what_the_contract_names() -> None:
    assert set(PREDICATES.split()) <= WORDS.predicates.keys()
    assert set(WORDS.modes) >= MODES
    assert {name for name, mode in WORDS.modes.items() if mode.actual} == {"occurred", "under_way"}
    assert {"temporary", "pretrial", "convicted", "death_row"} <= WORDS.predicates["holds"].terms
    assert set(WORDS.kinds) == {"Actor", "Group", "Nationality", "Place", "Event"}


def test_every_state_gets_stale_and_no_signed_event_lasts() -> None:
    assert all(p.stale_after_days for p in WORDS.predicates.values() if p.is_state)
    assert all(p.is_state for p in WORDS.predicates.values() if p.sign is not None)


def test_custody_is_always_of_somebody_and_in_some_capacity() -> None:
    for predicate in (WORDS.predicates[name] for name in WORDS.custody_predicates):
        assert predicate.find_role("held") in predicate.required
        assert predicate.roles[predicate.find_role("held") or ""] == {"Group"}
        assert predicate.capacity is not None


def test_there_are_no_predicates_of_accusing_or_planning() -> None:
    assert not [name for name in WORDS.predicates if name.startswith(("accuse", "plan", "deny", "denies"))]


def test_no_python_file_names_a_predicate() -> None:
    # words that are effects, capacities or roles as well, and the two ends of a time
    effects = {"holds", "ends", *CAPACITIES, *ROLES}
    house = Path(module.__file__).parent.parent
    for path in (path for folder in ("graph", "ingest", "app") for path in (house / folder).rglob("*.py")):
        constants = {
            n.value for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Constant)
        }
        assert not constants & (WORDS.predicates.keys() - effects), path.name


def changed(tmp_path: Path, file: str, old: str, new: str) -> Path:
    folder = tmp_path / "vocabulary"
    shutil.copytree(FOLDER, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("custody.yml", "holds:\n", "Holds:\n", "Holds"),
        ("custody.yml", "time: state", "time: always", "always"),
        ("custody.yml", "  time: state\n", "", "time"),
        ("custody.yml", "subject: [Actor]", "subject: [Person]", "Person"),
        ("custody.yml", "subject: [Actor]", "holder: [Actor]", "holder"),
        ("custody.yml", "required: [subject, object]", "required: [agent]", "agent"),
        ("custody.yml", "  required: [subject, object]\n", "", "required"),
        ("custody.yml", "HOLDS:", "Holds:", "Holds"),
        ("custody.yml", "HOLDS:", '"HOLDS` {x: 1}":', "HOLDS`"),
        ("custody.yml", "{HOLDS: [subject, object]}", "{HOLDS: [subject]}", "holds"),
        ("custody.yml", "{subject: holds, object: held}", "{subject: keeps, object: held}", "keeps"),
        ("custody.yml", "  capacity: authority\n", "", "capacity"),
        ("custody.yml", "capacity: authority", "capacity: power", "power"),
        ("custody.yml", "terms: [custody]", "terms: [nothing]", "nothing"),
        ("custody.yml", "stale_after_days: 365", "stale: 365", "stale"),
        ("relations.yml", "sign: 1", "sign: 2", "2"),
        ("relations.yml", "supports:\n", "holds:\n", "two files"),
        ("relations.yml", "supports:\n", "supports: yes\nothers:\n", "supports"),
        ("structure.yml", "taken over {object}", "taken over {whom}", "whom"),
        ("modes.yml", "occurred: {actual: true, ", "occurred: {", "actual"),
        ("modes.yml", "occurred:", "[occurred:", "modes.yml"),
        ("terms.yml", "custody:", "other:", "custody"),
    ],
)
def test_a_mistake_in_the_vocabulary_is_refused_and_named(
    tmp_path: Path, file: str, old: str, new: str, named: str
) -> None:
    with pytest.raises(InvalidVocabulary) as error:
        vocabulary(changed(tmp_path, file, old, new))
    assert named in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidVocabulary, match=r"entities\.yml is missing"):
        vocabulary(tmp_path)


def test_an_edited_vocabulary_is_used(tmp_path: Path) -> None:
    folder = changed(tmp_path, "custody.yml", "stale_after_days: 365", "stale_after_days: 30")
    assert vocabulary(folder).predicates["holds"].stale_after_days == 30
