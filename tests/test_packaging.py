"""The files that install, start and configure whoholds agree with its code and with each other."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.store.engine.connection import Engine
from graph.store.settings import PASSWORD_FILE, Settings, name_variable
from tests.engines.neo4j_server import LONG_TERM, list_java_words

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-bench.lock", "requirements-tools.lock")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def variables() -> set[str]:
    """The environment variables that Settings reads."""
    return {name_variable(one.name) for one in fields(Settings)}


CADDYFILE = text("Caddyfile")


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(text("docker-compose.yml"))["services"]
    return found


# docker-compose.yml


def test_each_is_healthy_before_the_next_starts(services: dict[str, Any]) -> None:
    assert list(services) == ["neo4j", "whoholds", "proxy"]
    kind, command = services["neo4j"]["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    assert "cypher-shell" in command
    assert services["whoholds"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert services["whoholds"]["environment"]["NEO4J_URI"] == "bolt://neo4j:7687"
    assert services["proxy"]["depends_on"] == {"whoholds": {"condition": "service_healthy"}}
    address = services["proxy"]["healthcheck"]["test"][-1].removesuffix("/healthz")
    assert address in re.findall(r"(?m)^http://\S+", CADDYFILE)


def test_what_is_stored_outlives_a_container(services: dict[str, Any]) -> None:
    volumes = yaml.safe_load(text("docker-compose.yml"))["volumes"]
    for service in services.values():
        name, target = service["volumes"][0].split(":")
        assert name in volumes
        assert target == "/data"


def test_only_this_machine_can_connect_until_somebody_says_otherwise(services: dict[str, Any]) -> None:
    ports = {name: service.get("ports", []) for name, service in services.items()}
    assert ports == {
        "neo4j": ["127.0.0.1:7474:7474", "127.0.0.1:7687:7687"],
        "whoholds": [],
        "proxy": ["${WHOHOLDS_HOST:-127.0.0.1}:80:80", "${WHOHOLDS_HOST:-127.0.0.1}:443:443"],
    }


def test_a_container_may_do_and_take_only_what_it_needs(services: dict[str, Any]) -> None:
    users = {"neo4j": services["neo4j"]["user"]} | {name: user for name, user in users_of_stages().items() if user}
    assert set(users) == {"neo4j", "whoholds", "proxy"}
    assert all(int(user.partition(":")[0]) > 0 for user in users.values())
    for service in services.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["pids_limit"] <= 512
        assert re.fullmatch(r"[0-9]+[mg]", service["mem_limit"])
    assert {name: service["cap_add"] for name, service in services.items() if "cap_add" in service} == {
        "proxy": ["NET_BIND_SERVICE"]
    }


def test_the_heap_and_the_pages_of_neo4j_fit_into_its_limit(services: dict[str, Any]) -> None:
    sizes = settings_of(services["neo4j"])
    assert (sizes["server.memory.heap.max_size"], sizes["server.memory.pagecache.size"]) == ("1g", "512m")
    assert services["neo4j"]["mem_limit"] == "2560m"  # 1 GB more, for threads, code and what is outside the heap


def test_a_proxy_that_is_believed_is_in_a_network_without_others(services: dict[str, Any]) -> None:
    networks = yaml.safe_load(text("docker-compose.yml"))["networks"]
    subnet = networks["front"]["ipam"]["config"][0]["subnet"]
    assert services["whoholds"]["environment"]["WHOHOLDS_PROXIES"] == subnet
    assert [name for name, one in services.items() if "front" in one["networks"]] == ["whoholds", "proxy"]
    assert services["proxy"]["networks"] == ["front"]


def test_passwords_are_in_files_and_in_no_environment(services: dict[str, Any]) -> None:
    values = [f"{name}={value}" for one in services.values() for name, value in one["environment"].items()]
    assert [value for value in values if re.search("PASSWORD|AUTH", value)] == [
        "NEO4J_AUTH_PATH=/run/secrets/neo4j_auth",
        "NEO4J_PASSWORD_FILE=/run/secrets/neo4j_password",
    ]
    assert {name: service.get("secrets") for name, service in services.items()} == {
        "neo4j": ["neo4j_auth"],
        "whoholds": ["neo4j_password"],
        "proxy": None,
    }
    files = {one["file"] for one in yaml.safe_load(text("docker-compose.yml"))["secrets"].values()}
    assert files == {"./secrets/neo4j_auth", "./secrets/neo4j_password"}
    assert "secrets/" in text(".gitignore").splitlines()
    assert all(file.removeprefix("./") in text("docs/docker.md") for file in files)


def settings_of(service: dict[str, Any]) -> dict[str, str]:
    """Settings of Neo4j, as the image makes them of its environment: `_` is a dot, and `__` is `_`."""
    names = {name: name.removeprefix("NEO4J_") for name in service["environment"] if name != "NEO4J_AUTH_PATH"}
    settings = {name: re.sub(r"(?<!_)_(?!_)", ".", short).replace("__", "_") for name, short in names.items()}
    return {setting: str(service["environment"][name]) for name, setting in settings.items()}


def test_a_query_on_neo4j_can_neither_open_files_and_addresses_nor_run_for_ever(services: dict[str, Any]) -> None:
    settings = settings_of(services["neo4j"])
    assert settings["dbms.security.allow_csv_import_from_file_urls"] == "false"
    assert settings["internal.dbms.cypher_ip_blocklist"] == "0.0.0.0/0,::/0"
    assert settings["db.transaction.timeout"].endswith("s")
    assert {"server.memory.heap.max_size", "server.memory.pagecache.size"} <= settings.keys()


def test_neo4j_knows_every_setting(services: dict[str, Any], neo4j_engine: Engine, tmp_path: Path) -> None:
    if not LONG_TERM.jars.is_dir():
        pytest.skip("Neo4j is elsewhere; its jars are not here")
    environment = os.environ | {"NEO4J_HOME": str(tmp_path), "NEO4J_CONF": str(tmp_path)}
    command = [
        *list_java_words(LONG_TERM),
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
    assert services["neo4j"]["image"] == f"neo4j:{LONG_TERM.version}-community"
    assert f"<neo4j.version>{LONG_TERM.version}</neo4j.version>" in text("tests/engines/pom.xml")


# Dockerfile


def instructions() -> list[tuple[str, str]]:
    lines = re.sub(r"\\\n\s*", " ", re.sub(r"(?m)^#.*\n", "", text("Dockerfile"))).splitlines()
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines if line.strip())]


def users_of_stages() -> dict[str, str | None]:
    """Which user each stage of the Dockerfile ends with, by the service of docker-compose.yml that it is for."""
    users: dict[str, str | None] = {}
    stage = ""
    for word, rest in instructions():
        if word == "FROM":
            stage = {"service": "whoholds"}.get(rest.rpartition(" ")[2], rest.rpartition(" ")[2])
            users[stage] = None
        elif word == "USER":
            users[stage] = rest
    return users


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
    assert bases == {"python:3.11-slim", "caddy:2.11.7-alpine"}
    project = tomllib.loads(text("pyproject.toml"))
    packages = {name.rstrip("*") for name in project["tool"]["setuptools"]["packages"]["find"]["include"]}
    copied = {name for word, rest in instructions() if word == "COPY" and "--from" not in rest for name in rest.split()}
    assert packages | {"requirements.lock", "pyproject.toml", "README.md", "LICENSE", "Caddyfile"} <= copied
    let_in = {line[1:] for line in text(".dockerignore").splitlines() if line.startswith("!")}
    assert copied - {"./", "/etc/caddy/Caddyfile"} == let_in


# settings and locks


def test_the_example_of_the_environment_has_every_setting_and_no_other() -> None:
    assert set(re.findall(r"^(?:# )?([A-Z0-9_]+)=", text(".env.example"), re.MULTILINE)) == variables() | {
        PASSWORD_FILE
    }


def test_the_composed_services_set_only_what_is_read(services: dict[str, Any]) -> None:
    assert services["whoholds"]["environment"].keys() <= variables() | {PASSWORD_FILE}
    used = set(re.findall(r"\$\{([A-Z0-9_]+)", text("docker-compose.yml")))
    assert used == {"WHOHOLDS_HOST", "WHOHOLDS_PUBLIC_URL", "WHOHOLDS_READING", "WHOHOLDS_LIMIT"}
    assert used <= variables()


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


# the wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "source"
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
    )
    if listed.returncode:
        pytest.skip("no git here, or no checkout")
    for name in listed.stdout.decode().split("\0"):
        if name.partition("/")[0] not in ("tests", "") and (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy / name)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(folder),
    ]
    subprocess.run([*command, str(copy)], check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


def test_a_wheel_has_all_that_answers_and_the_page_need(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as found:
        names = set(found.namelist())
    for folder, kinds in {
        "app/static": ("*",),
        "cypher": ("**/*.cypher",),
        "graph/vocabulary": ("*.yml",),
        "ingest/sources": ("**/*.yml", "**/*.csv", "**/*.gz"),
    }.items():
        wanted = {path.relative_to(ROOT).as_posix() for kind in kinds for path in (ROOT / folder).glob(kind)}
        assert wanted
        assert wanted - names == set()
    assert {f"app/guide/docs/{path.name}" for path in (ROOT / "docs").glob("*.md")} <= names
    assert {name.partition("/")[0] for name in names if not name.startswith("whoholds")} == {
        "app",
        "cypher",
        "graph",
        "ingest",
    }


@pytest.mark.long
def test_what_is_installed_of_a_wheel_has_each_page_of_the_guide(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as found:
        found.extractall(tmp_path / "installed")
    asked = "import app, app.guide.pages as p; print(app.__file__); [page.read() for page in p.list_pages().values()]; "
    asked += "print(len(p.list_pages()))"
    done = subprocess.run(
        [sys.executable, "-P", "-c", asked], cwd=tmp_path, capture_output=True, check=True, encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(tmp_path / "installed")},
    )  # fmt: skip
    where, count = done.stdout.split()
    assert where.startswith(str(tmp_path))
    assert int(count) > 25
