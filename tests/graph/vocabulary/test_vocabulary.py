"""The vocabulary that is shipped, and what a researcher's mistake in it is answered with."""

import ast
import re
import shutil
from pathlib import Path

import pytest

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


def test_whatever_is_evidence_of_later_days_gets_stale() -> None:
    """A state; who came to hold people; and an act by which two are friends or foes, which makes that no more than
    possible for some time after it."""
    lasting = [p for p in WORDS.predicates.values() if p.is_state or p.custody or p.sign is not None]
    assert all(p.stale_after_days for p in lasting)
    assert all(p.stale_after_days is None for p in WORDS.predicates.values() if p not in lasting)
    assert {p.name for p in lasting if p.sign is not None and not p.is_state} == {"attacks"}
    assert WORDS.predicates["attacks"].stale_after_days < WORDS.predicates["fights"].stale_after_days


def test_custody_is_always_of_somebody_and_in_some_capacity() -> None:
    for predicate in (WORDS.predicates[name] for name in WORDS.custody_predicates):
        assert predicate.find_role("held") in predicate.required
        assert predicate.roles[predicate.find_role("held") or ""] == {"Group"}
        assert predicate.capacity is not None


def test_there_are_no_predicates_of_accusing_or_planning() -> None:
    assert not [name for name in WORDS.predicates if name.startswith(("accuse", "plan", "deny", "denies"))]


def test_no_python_file_names_a_predicate() -> None:
    # words that are effects, capacities or roles as well, the two ends of a time, a field of the ledger's answer, and
    # the example of a parameter
    effects = {"holds", "ends", "agrees", "fights_beside", *CAPACITIES, *ROLES}
    house = FOLDER.parents[1]
    paths = [path for folder in ("graph", "ingest", "app") for path in (house / folder).rglob("*.py")]
    paths = [path for path in paths if house / "app" / "sentences" not in path.parents]  # which say them in languages
    assert len(paths) > 300
    named = WORDS.predicates.keys() - effects
    quoted = re.compile(f"[\"'}}](?:{'|'.join(map(re.escape, named))})[\"'{{]")  # of other files none need be parsed
    for path in paths:
        text = path.read_text(encoding="utf-8")
        if quoted.search(text):
            assert not named & {n.value for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Constant)}, path.name


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
        ("custody.yml", "  time: event\n", "", "captures lacks something or is no entry: 'time'"),
        ("custody.yml", "subject: [Actor]", "subject: [Person]", "Person"),
        ("custody.yml", "subject: [Actor]", "holder: [Actor]", "holder"),
        ("custody.yml", "required: [subject, object]", "required: [agent]", "agent"),
        ("custody.yml", "  required: [subject, object]\n", "", "required"),
        ("custody.yml", "CAPTURES:", "Captures:", "Captures"),
        ("custody.yml", "CAPTURES:", '"CAPTURES` {x: 1}":', "CAPTURES`"),
        ("custody.yml", "{CAPTURES: [subject, object]", "{CAPTURES: [subject]", "captures"),
        ("custody.yml", "object: [Group], at", "at", "roles say nothing of object"),
        ("custody.yml", "fate: dead", "fate: alive", "alive"),
        ("custody.yml", "codes: {CAMEO:", "codes: {Book:", "Book"),
        ("custody.yml", '{CAMEO: "174"', "{CAMEO: 174", "quotes"),
        (
            "custody.yml",
            "  example: The Lake Guard holds 120 fighters in the old mill.\n",
            "",
            "holds lacks its example",
        ),
        ("terms.yml", "    not_for: A short time", "    notfor: A short time", "notfor"),
        ("entities.yml", "      not_for: Its government", "      notfor: Its government", "notfor"),
        ("custody.yml", "{subject: holds, object: held}", "{subject: keeps, object: held}", "keeps"),
        ("custody.yml", "  capacity: authority\n", "", "capacity"),
        ("custody.yml", "capacity: authority", "capacity: power", "power"),
        ("custody.yml", "terms: [custody]", "terms: [nothing]", "nothing"),
        ("custody.yml", "stale_after_days: 365", "stale: 365", "stale"),
        ("relations.yml", "sign: 1", "sign: 2", "2"),
        ("relations.yml", "supports:\n", "holds:\n", "two files"),
        ("relations.yml", "supports:\n", "supports: yes\nothers:\n", "supports"),
        ("places.yml", "taken over {object}", "taken over {whom}", "whom"),
        ("modes.yml", "  actual: true\n", "", "actual"),
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
