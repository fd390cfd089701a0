"""The environment and `.env` say where things are; what cannot be read is told in their own words."""

from pathlib import Path

import pytest

from graph.errors import InvalidInput
from graph.store.settings import EXPECTED, Settings, load_settings


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in EXPECTED:
        monkeypatch.delenv(name.upper() if name.startswith("neo4j") else f"WHOHOLDS_{name.upper()}", raising=False)
    monkeypatch.delenv("NEO4J_PASSWORD_FILE", raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_any_word_all_stays_on_this_machine() -> None:
    settings = load_settings()
    assert (settings.host, settings.port, settings.neo4j_uri, settings.texts) == ("127.0.0.1", 8000, None, None)
    assert settings.data.is_absolute()


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("WHOHOLDS_PORT=8001\nNEO4J_URI=neo4j://there\nNEO4J_PASSWORD=secret\n", encoding="utf-8")
    monkeypatch.setenv("WHOHOLDS_PORT", "8002")
    settings = load_settings()
    assert (settings.port, settings.neo4j_uri, settings.neo4j_username) == (8002, "neo4j://there", "neo4j")
    assert "secret" not in repr(settings)


def test_an_empty_value_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "")
    assert load_settings().neo4j_uri is None


def test_words_of_other_programs_are_not_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"HOST": "elsewhere", "PORT": "1", "DATA": "/other", "TEXTS": "/other"}.items():
        monkeypatch.setenv(name, value)
    assert load_settings() == Settings()
    assert load_settings().port == 8000


def test_folders_do_not_move_with_the_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WHOHOLDS_DATA", "here")
    monkeypatch.setenv("WHOHOLDS_TEXTS", "~/texts")
    assert load_settings().data == tmp_path / "here"
    assert load_settings().texts == Path.home() / "texts"


@pytest.mark.parametrize("value", ["0", "65536", "-1", "eighty", "8000.5"])
def test_a_port_that_is_none_is_refused_with_what_was_expected(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("WHOHOLDS_PORT", value)
    with pytest.raises(InvalidInput) as caught:
        load_settings()
    assert str(caught.value) == f"WHOHOLDS_PORT is {value!r}; expected a whole number from 1 to 65535"


@pytest.mark.parametrize(("value", "is_on"), [("on", True), ("OFF", False), (" yes ", True), ("0", False)])
def test_cypher_is_switched_by_a_word(monkeypatch: pytest.MonkeyPatch, value: str, is_on: bool) -> None:
    monkeypatch.setenv("WHOHOLDS_CYPHER", value)
    assert load_settings().cypher is is_on


@pytest.mark.parametrize(
    ("variable", "value"),
    [("WHOHOLDS_CYPHER", "maybe"), ("WHOHOLDS_CYPHER_MEMORY", "255"), ("WHOHOLDS_TEXTS", "~nobody-of-this-name/texts")],
)
def test_what_cannot_be_read_is_refused_with_what_was_expected(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    expected = EXPECTED[variable.removeprefix("WHOHOLDS_").lower()]
    with pytest.raises(InvalidInput) as caught:
        load_settings()
    assert str(caught.value) == f"{variable} is {value!r}; expected {expected}"


@pytest.mark.parametrize("variable", ["WHOHOLDS_HOST", "NEO4J_URI", "NEO4J_USERNAME", "NEO4J_DATABASE"])
def test_a_blank_is_refused_in_the_name_of_its_variable(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, "  ")
    with pytest.raises(InvalidInput, match=f"{variable} is '  '; expected"):
        load_settings()


def test_a_file_in_another_encoding_is_refused() -> None:
    Path(".env").write_bytes("NEO4J_PASSWORD=café\n".encode("latin-1"))
    with pytest.raises(InvalidInput, match=r"\.env .*UTF-8"):
        load_settings()


def test_a_password_may_be_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("pass word/\n", encoding="utf-8")
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(tmp_path / "secret"))
    assert load_settings().neo4j_password == "pass word/"
    monkeypatch.setenv("NEO4J_PASSWORD", "another")
    with pytest.raises(InvalidInput, match="NEO4J_PASSWORD and NEO4J_PASSWORD_FILE are both set"):
        load_settings()


def test_a_password_file_that_gives_none_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(tmp_path / "secret"))
    for content, why in ((None, "cannot be read: No such file"), (b"\n", "is empty"), (b"\xff", "it is not UTF-8")):
        if content is not None:
            (tmp_path / "secret").write_bytes(content)
        with pytest.raises(InvalidInput, match="NEO4J_PASSWORD_FILE is") as caught:
            load_settings()
        assert why in str(caught.value)
