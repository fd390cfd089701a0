"""Every locked dependency has a licence that is allowed; no network is needed to know."""

import pytest
from packaging.licenses import InvalidLicenseExpression

from tests.audit.licences import (
    find_faults,
    is_allowed,
    licences,
    locked,
    locks,
    page_packages,
    record,
    stated_licence,
)


def test_every_locked_package_has_a_licence_that_is_allowed() -> None:
    assert find_faults() == []


def test_all_packages_were_looked_at() -> None:
    found = {lock.name: locked(lock) for lock in locks()}
    assert found.keys() == {f"requirements{kind}.lock" for kind in ("", "-test", "-bench", "-tools")}
    assert {"neo4j", "fastapi", "arcadedb-embedded"} <= found["requirements.lock"].keys()
    assert any(name.startswith("sigma ") for name in page_packages())


def test_the_record_names_only_what_is_locked_and_each_once() -> None:
    names = [name for some in record()["packages"].values() for name in some]
    assert sorted(names) == sorted(set().union(*(locked(lock) for lock in locks())))


def test_installed_packages_say_the_same_as_the_record() -> None:
    stated = {name: licence for name in licences() if (licence := stated_licence(name))}
    assert len(stated) > 50
    assert {name: licences()[name] for name in stated} == stated


def test_an_exception_is_needed_and_argued() -> None:
    for name, exception in record()["exceptions"].items():
        assert not is_allowed(licences()[name], frozenset(record()["allowed"]))
        assert len(exception["why"]) > 40
        assert set(exception["locks"]) == {lock.name for lock in locks() if name in locked(lock)}


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("MIT OR GPL-3.0-only", True),
        ("GPL-3.0-only OR MIT", True),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-3.0-only OR MIT AND ISC", True),
        ("GPL-3.0-only OR MIT AND AGPL-3.0-only", False),
        ("ISC AND (GPL-3.0-only OR MIT)", True),
        ("(ISC OR GPL-3.0-only) AND GPL-2.0-only", False),
        ("ISC AND ((GPL-2.0-only) OR (MIT AND GPL-3.0-only))", False),
        # an exception may give more or take away: it is not the licence without it
        ("Apache-2.0 WITH LLVM-exception", False),
        ("mit or GPL-3.0-ONLY", True),
    ],
)
def test_of_or_one_is_enough_and_of_and_all_are_needed(licence: str, allowed: bool) -> None:
    assert is_allowed(licence, frozenset({"MIT", "ISC", "Apache-2.0"})) is allowed


@pytest.mark.parametrize("licence", ["", "free", "MIT AND", "MIT ISC", "(MIT"])
def test_what_is_no_expression_is_refused(licence: str) -> None:
    with pytest.raises(InvalidLicenseExpression):
        is_allowed(licence)
