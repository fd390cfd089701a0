"""The files that install, start and configure whoholds agree with its code and with each other."""

import json
import os
import re
import subprocess
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.store.engine.connection import Engine
from graph.store.settings import Settings, name_variable
from tests.engines.neo4j_server import CACHE, JAVA, VERSION

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-bench.lock", "requirements-tools.lock")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def variables() -> set[str]:
    """The environment variables that Settings reads."""
    return {name_variable(one.name) for one in fields(Settings)}


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(text("docker-compose.yml"))["services"]
    return found


# docker-compose.yml


def test_neo4j_is_healthy_before_the_service_starts(services: dict[str, Any]) -> None:
    assert list(services) == ["neo4j", "whoholds"]
    kind, command = services["neo4j"]["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    assert "cypher-shell" in command
    assert services["whoholds"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert services["whoholds"]["environment"]["NEO4J_URI"] == "bolt://neo4j:7687"


def test_what_is_stored_outlives_a_container(services: dict[str, Any]) -> None:
    volumes = yaml.safe_load(text("docker-compose.yml"))["volumes"]
    for service in services.values():
        name, target = service["volumes"][0].split(":")
        assert name in volumes
        assert target == "/data"


def test_only_this_machine_can_connect(services: dict[str, Any]) -> None:
    ports = [port for service in services.values() for port in service["ports"]]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_there_is_no_password_that_somebody_else_knows_too(services: dict[str, Any]) -> None:
    given = [value for service in services.values() for value in service["environment"].values() if "PASSWORD" in value]
    assert len(given) == 2
    for value in given:
        assert re.fullmatch(r"(neo4j/)?\$\{NEO4J_PASSWORD:\?[^}]+\}", value)
    assert re.search(r"^NEO4J_PASSWORD=$", text(".env.example"), re.MULTILINE)


def settings_of(service: dict[str, Any]) -> dict[str, str]:
    """Settings of Neo4j, as the image makes them of its environment: `_` is a dot, and `__` is `_`."""
    names = {name: name.removeprefix("NEO4J_") for name in service["environment"] if name != "NEO4J_AUTH"}
    settings = {name: re.sub(r"(?<!_)_(?!_)", ".", short).replace("__", "_") for name, short in names.items()}
    return {setting: str(service["environment"][name]) for name, setting in settings.items()}


def test_a_query_on_neo4j_can_neither_open_files_and_addresses_nor_run_for_ever(services: dict[str, Any]) -> None:
    settings = settings_of(services["neo4j"])
    assert settings["dbms.security.allow_csv_import_from_file_urls"] == "false"
    assert settings["internal.dbms.cypher_ip_blocklist"] == "0.0.0.0/0,::/0"
    assert settings["db.transaction.timeout"].endswith("s")
    assert {"server.memory.heap.max_size", "server.memory.pagecache.size"} <= settings.keys()


def test_neo4j_knows_every_setting(services: dict[str, Any], neo4j_engine: Engine, tmp_path: Path) -> None:
    if not (CACHE / "lib").is_dir():
        pytest.skip("Neo4j is elsewhere; its jars are not here")
    environment = os.environ | {"NEO4J_HOME": str(tmp_path), "NEO4J_CONF": str(tmp_path)}
    command = [
        *JAVA,
        "-cp",
        str(CACHE / "lib" / "*"),
        "org.neo4j.cli.AdminTool",
        "dbms",
        "set-initial-password",
        "x" * 9,
    ]
    conf = "".join(f"{name}={value}\n" for name, value in settings_of(services["neo4j"]).items())

    def takes(conf: str) -> bool:
        (tmp_path / "neo4j.conf").write_text(conf, encoding="utf-8")
        return subprocess.run(command, env=environment, capture_output=True).returncode == 0

    assert takes(conf)
    assert not takes(conf + "server.memory.nonsense=1g\n")


def test_one_version_of_neo4j_is_used_everywhere(services: dict[str, Any]) -> None:
    assert services["neo4j"]["image"] == f"neo4j:{VERSION}-community"
    assert f"<neo4j.version>{VERSION}</neo4j.version>" in text("tests/engines/pom.xml")


# Dockerfile


def instructions() -> list[tuple[str, str]]:
    lines = re.sub(r"\\\n\s*", " ", re.sub(r"(?m)^#.*\n", "", text("Dockerfile"))).splitlines()
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines if line.strip())]


def test_the_image_runs_as_nobody_special_and_says_how_it_is() -> None:
    found = dict(instructions())  # the last of each
    assert found["USER"].isdigit()
    assert int(found["USER"]) > 0
    assert "/readyz" in found["HEALTHCHECK"]
    assert found["EXPOSE"] == "8000"
    assert "whoholds load reference isis-detainee-transfer reported-figures" in found["CMD"]
    assert "exec whoholds serve" in found["CMD"]
    assert {"WHOHOLDS_DATA=/data", "WHOHOLDS_HOST=0.0.0.0"} <= set(found["ENV"].split())


def test_the_image_holds_what_was_locked_and_every_package() -> None:
    runs = [rest for word, rest in instructions() if word == "RUN" and "pip install" in rest]
    assert ["--require-hashes" in run or "--no-deps" in run for run in runs] == [True, True]
    bases = {rest.split()[0] for word, rest in instructions() if word == "FROM"}
    assert bases == {"python:3.11-slim"}
    project = tomllib.loads(text("pyproject.toml"))
    packages = {name.rstrip("*") for name in project["tool"]["setuptools"]["packages"]["find"]["include"]}
    copied = {name for word, rest in instructions() if word == "COPY" and "--from" not in rest for name in rest.split()}
    assert packages | {"requirements.lock", "pyproject.toml", "README.md", "LICENSE"} <= copied
    let_in = {line[1:] for line in text(".dockerignore").splitlines() if line.startswith("!")}
    assert copied - {"./"} == let_in


# settings and locks


def test_the_example_of_the_environment_has_every_setting_and_no_other() -> None:
    assert set(re.findall(r"^(?:# )?([A-Z0-9_]+)=", text(".env.example"), re.MULTILINE)) == variables()


def test_the_composed_services_set_only_what_is_read(services: dict[str, Any]) -> None:
    assert services["whoholds"]["environment"].keys() <= variables()


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_a_version_and_hashes(name: str) -> None:
    packages = re.findall(r"(?m)^\S.*(?:\n[ \t]+--hash.*)*", re.sub(r"(?m)^\s*#.*\n?", "", text(name)))
    assert packages
    for package in packages:
        assert re.match(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==\S+", package), package
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", package), package


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_says_nothing_of_where_packages_come_from(name: str) -> None:
    assert not re.search(r"://|--index|--find-links|--extra-index|--trusted", text(name))


def test_what_runs_and_what_tests_it_agree() -> None:
    pins = [dict(re.findall(r"(?m)^([A-Za-z0-9._-]+)==([^\s;]+)", text(name))) for name in LOCKS[:2]]
    both = pins[0].keys() & pins[1].keys()
    assert both
    assert {name: pins[0][name] for name in both} == {name: pins[1][name] for name in both}


def test_the_page_has_the_version_of_the_package() -> None:
    version = tomllib.loads(text("pyproject.toml"))["project"]["version"]
    lock = json.loads(text("app/web/package-lock.json"))
    assert {json.loads(text("app/web/package.json"))["version"], lock["version"], lock["packages"][""]["version"]} == {
        version
    }


def test_the_package_is_under_the_licence_that_it_names() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    assert project["license"] == "Apache-2.0"
    assert project["license-files"] == ["LICENSE"]
    assert "Apache License" in text("LICENSE")
    assert "whoholds maintainers" in text("LICENSE")


def test_what_checks_a_merge_runs_from_a_clean_checkout() -> None:
    path = ROOT / ".ci" / "run"
    assert os.access(path, os.X_OK)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert {"set -euo pipefail", "export CI=true", "make check test"} <= set(lines)
    assert not any(".venv" in line for line in lines)
    subprocess.run(["bash", "-n", str(path)], check=True)
