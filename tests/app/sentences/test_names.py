"""Names as sentences print them: those of the file of a language are of whom it means, and of nobody else."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from app.sentences.languages.ar.writer import ArabicWriter
from app.sentences.languages.en.writer import EnglishWriter
from app.sentences.names import PrintedNames
from graph.model.directory import Directory
from graph.model.entities import NamedEntity

STATE = NamedEntity(id="us", label="Actor", name="United States", kind="state")


def write(entity: NamedEntity, writer: Any = EnglishWriter, language: str = "en") -> str:
    view: Any = SimpleNamespace(directory=Directory([entity]))
    return str(writer(PrintedNames(view, language)).name(entity.id))


def test_whom_the_file_means_is_printed_as_it_says() -> None:
    assert write(STATE) == "the United States"
    assert write(replace(STATE, name="America", aliases=("United States",))) == "the United States"
    assert write(STATE, ArabicWriter, "ar") == "الولايات المتحدة"


@pytest.mark.parametrize(("writer", "language"), [(EnglishWriter, "en"), (ArabicWriter, "ar")])
def test_another_with_the_same_id_keeps_its_own_name(writer: Any, language: str) -> None:
    other = NamedEntity(id="us", label="Actor", name="Unity Syndicate", kind="armed_group")
    assert write(other, writer, language) == "Unity Syndicate"


def test_a_name_loses_its_brackets_and_gets_its_article() -> None:
    assert write(NamedEntity(id="x", label="Actor", name="Government of Mordor (Old)", kind="government")) == "Mordor"
    assert (
        write(NamedEntity(id="x", label="Actor", name="Ministry of Tides", kind="ministry")) == "the Ministry of Tides"
    )
    assert write(NamedEntity(id="x", label="Actor", name="Tide Ministry", kind="ministry")) == "the Tide Ministry"
