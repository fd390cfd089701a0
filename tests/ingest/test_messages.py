"""What is wrong with a field is said in our words: no words of a library reach a person, whatever stands there."""

import copy
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from graph.errors import WhoholdsError
from ingest.dossier import read_dossier
from ingest.forms import Dossier, EntityForm, StatementForm, UseForm
from ingest.messages import list_problems
from ingest.source import SourceForm

LIBRARY = re.compile(
    r"Input should|Field required|Extra input|String should|List should|Value error|not permitted|pydantic|instance of"
    r"|valid (dictionary|string|list|integer|tuple|boolean|number|mapping|set)|unable to|\w+Form\b|validation error"
    r"|union|discriminator|tag '|should (be|have|match)|_type\b|_parsing\b|literal|NoneType|<class|object at 0x"
    r"|while (scanning|parsing)|could not find expected|mapping values|expected <"
)
STATEMENT: dict[str, Any] = {
    "key": "a", "predicate": "holds", "roles": {"subject": ["sdf"], "object": ["isis"]}, "cite": {"locator": "1",
    "start": 0, "end": 5, "sha256": "0" * 64}, "said_by": "sdf", "said_on": "2019", "private": False,
    "polarity": "asserts", "mode": "occurred", "reading": "stated", "observed": {"within": "2019",
    "weekday": ["monday"], "bounds": [{"relation": "after", "of": "b", "min_days": 0, "max_days": 5}]},
    "spread": False, "planned_end": "2020", "count": {"wording": "5", "kind": "stock", "unit": "people", "of": "x",
    "since": "2019", "min": 1, "max": 9}, "whole": False, "terms": ["pretrial"], "about": ["e"],
    "responds_to": [{"key": "c", "stance": "denies", "scope": "general"}], "fulfils": ["d"], "parts": "disjoint",
    "note": "n", "coded_by": "A", "checked_by": "B", "state": "checked", "internal": False,
}  # fmt: skip
LASTING = {name: value for name, value in STATEMENT.items() if name != "observed"} | {
    "valid": {"start": "1", "end": ".."}
}
ENTITY: dict[str, Any] = {
    "id": "a", "label": "Actor", "kind": "state", "name": "A", "aliases": ["b"], "names": {"ar": ["x"]},
    "external_ids": {"geo": "1,2"}, "internal": False, "internal_aliases": ["c"],
}  # fmt: skip
USE: dict[str, Any] = {"id": "a", "of": "b", "label": "Actor", "kind": "state", "name": "A"}
SOURCE: dict[str, Any] = {
    "id": "a", "title": "A", "publisher": "b", "published": {"on": "2019", "reason": "r"}, "licence": "l",
    "url": "https://example.org/", "text": {"file": "f", "length": 5, "sha256": "0" * 64}, "files": "whole",
    "coverage": {"start": "2019", "end": "2020", "frequency": "once"}, "rows": "distinct", "uses": ["c"],
    "covers": [{"moves": "all", "group": "g", "holders": ["h"], "from": "2019", "to": "2020"}],
    "expect": {"statements": {"min": 1, "max": 2}},
}  # fmt: skip
FORMS = [
    (StatementForm, STATEMENT),
    (StatementForm, LASTING),
    (EntityForm, ENTITY),
    (UseForm, USE),
    (SourceForm, SOURCE),
]
WRONG = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**30), 10**30), st.floats(), st.text(max_size=600), st.binary(max_size=3),
    st.lists(st.one_of(st.none(), st.integers(), st.text(max_size=3)), max_size=3),
    st.dictionaries(st.text(max_size=4), st.one_of(st.none(), st.text(max_size=3)), max_size=3),
)  # fmt: skip


def list_places(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [place] if place else []
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in pairs:
        found += list_places(inner, (*place, name))
    return found


def replace_at(value: Any, place: tuple[Any, ...], wrong: Any) -> Any:
    found = inner = copy.deepcopy(value)
    for name in place[:-1]:
        inner = inner[name]
    inner[place[-1]] = wrong
    return found


@pytest.mark.parametrize(("form", "content"), FORMS)
def test_the_examples_are_right(form: type[StatementForm], content: dict[str, Any]) -> None:
    form.model_validate(content)


@given(st.sampled_from(FORMS).flatmap(lambda one: st.tuples(st.just(one), st.sampled_from(list_places(one[1])))), WRONG)
def test_no_words_of_a_library_for_any_wrong_value_at_any_field(one: Any, wrong: Any) -> None:
    (form, content), place = one
    try:
        form.model_validate(replace_at(content, place, wrong))
    except ValidationError as error:
        for name, _, reason in list_problems(error):
            assert not LIBRARY.search(reason), (place, wrong, reason)
            assert reason
            assert not {"text", "bounded", "ends"} & set(name.split(".")[1:]), name


@given(
    st.sampled_from(FORMS), st.text(min_size=1, max_size=20), st.sampled_from(["", "count", "cite", "roles", "text"])
)
def test_nor_for_a_field_too_many_or_one_that_is_missing(one: Any, name: str, inside: str) -> None:
    form, content = one
    more = copy.deepcopy(content)
    target = more.get(inside, more)
    target.pop(next(iter(target)))
    target[name] = "x"
    try:
        form.model_validate(more)
    except ValidationError as error:
        for _, _, reason in list_problems(error):
            assert not LIBRARY.search(reason.replace(name, "")), reason


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("count", "about 50", "it cannot be read as count; met a text: write {wording: about 2,000, kind: stock}"),
        ("cite", None, "it cannot be read as cite; met nothing: write {locator: paragraph 3}"),
        ("polarity", "maybe", "expected one of 'asserts' or 'denies'"),
        ("about", {"a": "b"}, "expected a list; met fields"),
        ("private", "sometimes", "expected true or false"),
        ("key", "My Key", "expected an id of small letters, digits and hyphens, such as lake-post"),
        ("pedicate", "holds", "there is no field 'pedicate' here; did you mean 'predicate'?"),
    ],
)
def test_what_to_write_is_said(field: str, value: Any, says: str) -> None:
    with pytest.raises(ValidationError) as met:
        StatementForm.model_validate(STATEMENT | {field: value})
    assert says in [reason for name, _, reason in list_problems(met.value) if name == field]


@pytest.mark.parametrize(
    "text", ["a: [", "a: b: c", "a:\n\tb: c", 'a: "b', "a: \x00", "- a\nb: c", "a: !!int x", "? ["]
)
def test_a_text_that_is_no_yaml(tmp_path: Path, text: str) -> None:
    (tmp_path / "source.yml").write_text(text, encoding="utf-8")
    with pytest.raises(WhoholdsError) as met:
        read_dossier(tmp_path)
    assert not LIBRARY.search(str(met.value)), str(met.value)


def test_every_part_of_a_dossier_is_covered() -> None:
    assert set(Dossier.model_fields) == {"use", "entities", "statements", "silent_spans"}
    assert set(STATEMENT) | {"on", "valid", "public"} == set(StatementForm.model_fields)
