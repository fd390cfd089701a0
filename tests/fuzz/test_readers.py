"""Some changed inputs for each reader; `make fuzz` goes on for minutes. And what counts as wrong."""

import json
import time
from pathlib import Path

import pytest

from graph.errors import InvalidInput
from graph.store.backup.files import read_lines
from tests.fuzz import readers
from tests.fuzz.readers import Fuzzed, Reader, fuzz_reader, list_readers

FEW, MORE = 6, 12
LONGER = ("EDTF", "number wordings", "days in words", "Cypher", "source.yml", "backup.json", "keys", "log")


@pytest.mark.parametrize("few", [FEW, pytest.param(MORE, marks=pytest.mark.long)])
@pytest.mark.parametrize("name", list(list_readers()))
def test_changed_inputs_are_read_or_refused_by_errors_of_ours(name: str, few: int, tmp_path: Path) -> None:
    found = fuzz_reader(list_readers()[name], tmp_path, seed=1, most=few * 5 if name in LONGER else few)
    assert found.wrong == {}


@pytest.mark.parametrize("name", list(list_readers()))
def test_the_samples_themselves_are_read(name: str, tmp_path: Path) -> None:
    reader = list_readers()[name]
    for number, content in enumerate(reader.samples):
        folder = tmp_path / str(number)
        folder.mkdir()
        reader.read(content, folder)


def test_other_errors_and_hangs_are_wrong_and_errors_of_ours_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "SECONDS", 0.05)

    def read(content: bytes, _: Path) -> None:
        if len(content) % 3 == 0:
            raise InvalidInput("it is refused")
        if len(content) % 3 == 1:
            raise KeyError("lost")
        try:
            end = time.process_time() + 5
            while time.process_time() < end:
                pass
        except Exception as error:  # a time limit that a reader could catch would be none
            raise AssertionError from error

    found = fuzz_reader(Reader(read, [b"lake" * 20]), tmp_path, seed=3, most=20)
    assert {kind.partition(" ")[0] for kind in found.wrong} == {"KeyError", "TookTooLong"}
    assert found.read == 0


def test_memory_grows_where_the_end_has_a_tenth_and_30_megabytes_more_than_a_third_of_the_way() -> None:
    assert not Fuzzed(bytes_after_a_third=200_000_000, bytes_at_end=249_000_000).grew
    assert Fuzzed(bytes_after_a_third=200_000_000, bytes_at_end=251_000_000).grew


def test_a_file_of_a_backup_with_a_right_hash_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "statements.jsonl.gz"
    broken.write_bytes(b"\x1f\x8b\x08\x00\x00")
    with pytest.raises(InvalidInput, match=r"statements.jsonl.gz cannot be read"):
        list(read_lines(broken))
    content = json.loads(readers.samples.make_manifest()) | {"dataVersion": "1e400"}
    with pytest.raises(InvalidInput, match="cannot be read"):
        list_readers()["backup.json"].read(json.dumps(content).replace('"1e400"', "1e400").encode(), tmp_path)
