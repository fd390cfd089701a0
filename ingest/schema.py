"""The JSON Schemas of what people write by hand, made from the forms: `python -m ingest.schema` writes them anew."""

import json
from pathlib import Path

from pydantic import BaseModel

from ingest.forms import Dossier
from ingest.source import SourceForm

HERE = Path(__file__).parent
SCHEMAS: dict[str, type[BaseModel]] = {"dossier.schema.json": Dossier, "source.schema.json": SourceForm}


def schema_text(form: type[BaseModel]) -> str:
    """The JSON Schema of a form, as the text of a file."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **form.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for name, form in SCHEMAS.items():
        (HERE / name).write_text(schema_text(form), encoding="utf-8")
