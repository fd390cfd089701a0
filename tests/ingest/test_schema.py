"""The JSON Schemas beside the forms are those of the forms, and say of a dossier what reading it says."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from ingest.files import drop_lines, read_text, read_yaml
from ingest.schema import HERE, SCHEMAS, schema_text
from tests.ingest.ministry import DOSSIER, SOURCE, changed

FIRST_REPORT = HERE / "sources" / "isis-detainee-transfer"


def validator(name: str) -> Any:
    schema = json.loads((HERE / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_committed_schema_is_that_of_the_form(name: str) -> None:
    committed = (HERE / name).read_text(encoding="utf-8")
    assert committed == schema_text(SCHEMAS[name]), "the forms have changed; renew it: python -m ingest.schema"


@pytest.mark.parametrize("name", ["dossier", "source"])
def test_the_first_report_is_valid(name: str) -> None:
    path: Path = FIRST_REPORT / f"{name}.yml"
    validator(name).validate(drop_lines(read_yaml(read_text(path))))


def test_a_dossier_is_valid_whether_its_numbers_are_read_as_texts_or_as_numbers() -> None:
    as_editors_read = yaml.load(DOSSIER.replace("..}", '".."}'), Loader=yaml.BaseLoader)
    statements = as_editors_read["statements"]
    statements[2]["whole"] = True
    validator("dossier").validate(as_editors_read)
    statements[0]["cite"] |= {"start": 0, "end": 40}
    statements[0]["count"]["wording"] = 150
    statements[2]["on"] = 2019
    validator("dossier").validate(as_editors_read)
    validator("source").validate(yaml.load(SOURCE, Loader=yaml.BaseLoader))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("whole: true", "hole: true"),
        ("key: march", "key: March"),
        ("stance: denies", "stance: doubts"),
        ("kind: stock", "kind: store"),
        ("    on: 2019-07\n", ""),
        ("on: 2019-07", "on: 2019-07\n    observed: 2019"),
        ("start: 0", "start: soon"),
        ("start: 2019-05", "begin: 2019-05"),
    ],
)
def test_an_editor_marks_what_reading_would_set_aside(old: str, new: str) -> None:
    content = drop_lines(read_yaml(changed(old, new)))
    with pytest.raises(jsonschema.ValidationError):
        validator("dossier").validate(content)
