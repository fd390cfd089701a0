"""Invented parties, and the writers of sentences on them in each language."""

from types import SimpleNamespace
from typing import Any

import pytest

from app.sentences.languages.ar.writer import ArabicWriter
from app.sentences.languages.en.writer import EnglishWriter
from app.sentences.names import PrintedNames
from graph.model.directory import Directory
from graph.model.entities import NamedEntity

NAMES = ("Ash", "Birch", "Cedar", "Dogwood", "Elder", "Gazette")
ENTITIES = [NamedEntity(id=name.lower(), label="Actor", name=name, kind="state") for name in NAMES]
GAZETTE = ("gazette",)


@pytest.fixture
def english() -> Any:
    view: Any = SimpleNamespace(directory=Directory(ENTITIES))
    return EnglishWriter(PrintedNames(view, "en"))


@pytest.fixture
def arabic() -> Any:
    view: Any = SimpleNamespace(directory=Directory(ENTITIES))
    return ArabicWriter(PrintedNames(view, "ar"))
