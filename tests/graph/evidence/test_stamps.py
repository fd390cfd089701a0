"""Time stamps of RFC 3161, made here by an authority of our own."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.evidence.stamps import check_stamp
from graph.model.sources import Archive
from tests.graph.evidence.archive_files import StampAuthority, make_authority, make_warc

CONTENT = make_warc()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> StampAuthority:
    return make_authority(tmp_path_factory.mktemp("authority") / "ours")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> StampAuthority:
    return make_authority(tmp_path_factory.mktemp("authority") / "other")


@pytest.fixture
def folder(tmp_path: Path, authority: StampAuthority) -> Path:
    (tmp_path / "ferry.warc.gz").write_bytes(CONTENT)
    (tmp_path / "ferry.tsr").write_bytes(authority.stamp(CONTENT))
    (tmp_path / "mill.pem").write_bytes(authority.certificates)
    return tmp_path


STAMPED = Archive(file="ferry.warc.gz", sha256="0" * 64, stamp="ferry.tsr", authority="mill.pem")


def test_a_stamp_on_the_file_by_a_trusted_authority_holds_and_gives_its_time(folder: Path) -> None:
    found = check_stamp(STAMPED, folder)
    assert found is not None
    assert (found.state, found.note) == ("holds", None)
    assert found.at is not None
    assert abs(found.at - datetime.now(UTC)) < timedelta(minutes=5)


@pytest.mark.parametrize("method", ["sha384", "sha512"])
def test_stamps_by_other_hashes_hold_too(folder: Path, authority: StampAuthority, method: str) -> None:
    (folder / "ferry.tsr").write_bytes(authority.stamp(CONTENT, method))
    found = check_stamp(STAMPED, folder)
    assert found is not None
    assert found.state == "holds"


def test_a_stamp_by_a_weak_hash_is_invalid(folder: Path, authority: StampAuthority) -> None:
    (folder / "ferry.tsr").write_bytes(authority.stamp(CONTENT, "sha1"))
    found = check_stamp(STAMPED, folder)
    assert found is not None
    assert found.state == "invalid"
    assert "expected SHA-256" in (found.note or "")


def test_a_stamp_on_another_file_is_invalid(folder: Path) -> None:
    (folder / "ferry.warc.gz").write_bytes(CONTENT + b"\n")
    found = check_stamp(STAMPED, folder)
    assert found is not None
    assert found.state == "invalid"
    assert "another file than ferry.warc.gz" in (found.note or "")


def test_a_stamp_by_somebody_else_is_invalid(folder: Path, other: StampAuthority) -> None:
    (folder / "ferry.tsr").write_bytes(other.stamp(CONTENT))
    found = check_stamp(STAMPED, folder)
    assert found is not None
    assert found.state == "invalid"
    assert "not trusted" in (found.note or "")


def test_a_stamp_whose_time_was_changed_is_invalid(folder: Path) -> None:
    made = (folder / "ferry.tsr").read_bytes()
    year = f"{datetime.now(UTC):%Y}".encode()
    assert year in made
    (folder / "ferry.tsr").write_bytes(made.replace(year + b"", b"2019", 1))
    found = check_stamp(STAMPED, folder)
    assert found is not None
    assert found.state == "invalid"


@pytest.mark.parametrize("content", [b"", b"no stamp", b"\x30\x03\x02\x01\x00"])
def test_what_is_no_stamp_is_invalid(folder: Path, content: bytes) -> None:
    (folder / "ferry.tsr").write_bytes(content)
    found = check_stamp(STAMPED, folder)
    assert found is not None
    assert found.state == "invalid"


def test_a_request_that_was_refused_is_no_stamp(folder: Path) -> None:
    # PKIStatusInfo {rejection}, by hand: SEQUENCE { SEQUENCE { INTEGER 2 } }
    (folder / "ferry.tsr").write_bytes(b"\x30\x05\x30\x03\x02\x01\x02")
    found = check_stamp(STAMPED, folder)
    assert found is not None
    assert found.state == "invalid"


def test_without_certificates_only_the_file_is_compared(folder: Path) -> None:
    found = check_stamp(Archive(file="ferry.warc.gz", sha256="0" * 64, stamp="ferry.tsr"), folder)
    assert found is not None
    assert found.state == "unchecked"
    assert found.at is not None
    (folder / "mill.pem").unlink()
    found = check_stamp(STAMPED, folder)
    assert found is not None
    assert (found.state, "mill.pem is not in the folder" in (found.note or "")) == ("unchecked", True)


def test_certificates_of_the_user_stand_in_for_those_of_the_source(
    folder: Path, authority: StampAuthority, other: StampAuthority
) -> None:
    trusted, untrusted = folder / "trusted.pem", folder / "untrusted.pem"
    trusted.write_bytes(authority.certificates)
    untrusted.write_bytes(other.certificates)
    plain = Archive(file="ferry.warc.gz", sha256="0" * 64, stamp="ferry.tsr")
    states = [check_stamp(plain, folder, trusted), check_stamp(STAMPED, folder, untrusted)]
    assert [one.state for one in states if one] == ["holds", "invalid"]
    untrusted.write_bytes(b"no certificates")
    found = check_stamp(STAMPED, folder, untrusted)
    assert found is not None
    assert (found.state, "untrusted.pem has no certificate" in (found.note or "")) == ("unchecked", True)


def test_a_stamp_that_is_not_there_is_missing(folder: Path) -> None:
    (folder / "ferry.tsr").unlink()
    found = check_stamp(STAMPED, folder)
    assert found is not None
    assert found.state == "missing"
    assert check_stamp(Archive(file="ferry.warc.gz", sha256="0" * 64), folder) is None
