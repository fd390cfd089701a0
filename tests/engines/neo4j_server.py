"""A real Neo4j for tests, from Maven's artifacts: no docker, no installation. Needs its Java, and Maven once."""

import hashlib
import os
import secrets
import shutil
import subprocess
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

import neo4j
from filelock import FileLock
from neo4j.exceptions import ServiceUnavailable

from tests.engines.java import find_java
from tests.ports import held_port

HERE = Path(__file__).resolve().parent
CACHE = HERE.parents[1] / ".cache"
START_SECONDS = 90.0
ROUNDS = 1024  # of hashing a password, as Neo4j does it

OPENED = ["java.base/java.nio", "java.base/java.lang", "java.base/sun.nio.ch", "java.base/java.util.concurrent"]
JVM = [*(f"--add-opens={package}=ALL-UNNAMED" for package in OPENED), "-Xmx1g"]
SHORT_LIVED = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # half the work of a JVM that lives for a minute

CONF = """\
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.memory.pagecache.size=64m
dbms.usage_report.enabled=false
dbms.security.allow_csv_import_from_file_urls=false
internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0
"""
# what docker-compose.yml sets against strangers' Cypher
LIMITS = """\
db.memory.transaction.max=256m
dbms.memory.transaction.total.max=512m
db.transaction.timeout=60s
"""


@dataclass(frozen=True)
class Release:
    """A version of Neo4j: the class that starts it, and the versions of Java that run it, the usual one first."""

    version: str
    main: str
    javas: tuple[int, ...]

    @property
    def jars(self) -> Path:
        """The folder of its jars, once they were fetched."""
        return CACHE / f"neo4j-{self.version}" / "lib"


LONG_TERM = Release("5.26.30", "org.neo4j.server.CommunityEntryPoint", (17, 21))
NEWEST = Release("2026.09.0", "org.neo4j.server.Neo4jCommunity", (25,))


@dataclass(frozen=True)
class RunningNeo4j:
    """A server that this process started, and must stop."""

    uri: str
    username: str
    password: str = field(repr=False)
    process: "subprocess.Popen[bytes]"

    def stop(self) -> None:
        self.process.kill()  # an orderly stop takes ten seconds, for data that is thrown away
        self.process.wait()


def missing_tools(release: Release = LONG_TERM) -> str | None:
    """What must be installed before a server can start here, as a sentence; None if nothing."""
    named, usual = f"tests on Neo4j {release.version} need", release.javas[0]
    if find_java(release.javas) is None:
        wanted = " or ".join(map(str, release.javas))
        return (
            f"{named} Java {wanted}, on the PATH, in JAVA_HOME or under /usr/lib/jvm: install "
            f"openjdk-{usual}-jre-headless (Debian, Ubuntu), or temurin-{usual}-jre of https://adoptium.net"
        )
    if shutil.which("mvn") is None and not release.jars.is_dir():
        return f"{named} Maven, once, to fetch it, as `mvn` on the PATH (Debian: maven)"
    return None


def start_neo4j(
    folder: Path,
    more: str = "",
    flags: tuple[str, ...] = SHORT_LIVED,
    script: Path | None = None,
    release: Release = LONG_TERM,
) -> RunningNeo4j:
    """A server with its data in `folder`, ready to answer, on a free port of loopback; `more` are lines of neo4j.conf.

    `flags` are those of its JVM. A `script` that calls `neo4j-admin` by the variable NEO4J_ADMIN is run first.
    Raises RuntimeError with what the server or the script said if it fails.
    """
    _fetch_jars(release)
    if script:
        run_admin_script(folder, script, release)
    with held_port() as port:  # until the server has it
        return _start(folder, more, flags, release, port)


def start_again(server: RunningNeo4j) -> RunningNeo4j:
    """A server that was killed, on the same data and port, ready to answer."""
    with Path(os.devnull).open("wb") as nowhere:
        process = subprocess.Popen(server.process.args, stdout=nowhere, stderr=nowhere)
    started = replace(server, process=process)
    wait_until_it_answers(started)
    return started


def list_java_words(release: Release) -> list[str]:
    """The command that runs a class of this Neo4j, but for the class: Java, its options and the jars."""
    java = find_java(release.javas)
    assert java is not None, missing_tools(release)
    return [str(java), *JVM, "-cp", str(release.jars / "*")]


def run_admin_script(folder: Path, script: Path, release: Release = LONG_TERM) -> None:
    """Run a script with `neo4j-admin` for the server whose data is in `folder`, which does not run."""
    _fetch_jars(release)
    (folder / "conf").mkdir(parents=True, exist_ok=True)
    admin = folder / "neo4j-admin"
    command = " ".join(f"'{word}'" for word in (*list_java_words(release), "org.neo4j.cli.AdminTool"))
    admin.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
    admin.chmod(0o700)
    environment = os.environ | {
        "NEO4J_HOME": str(folder), "NEO4J_CONF": str(folder / "conf"), "NEO4J_ADMIN": str(admin),
    }  # fmt: skip
    done = subprocess.run(["sh", str(script)], env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{script.name} failed: {done.stdout[-2000:]} {done.stderr[-2000:]}")


def _start(folder: Path, more: str, flags: tuple[str, ...], release: Release, port: int) -> RunningNeo4j:
    password = secrets.token_hex(12)
    conf = folder / "conf"
    conf.mkdir(parents=True, exist_ok=True)
    (conf / "neo4j.conf").write_text(CONF.format(port=port) + more, encoding="utf-8")
    java = [*list_java_words(release), *flags]
    environment = os.environ | {"NEO4J_HOME": str(folder), "NEO4J_CONF": str(conf)}
    _write_password(folder, password)
    log = folder / "console.log"
    serve = [release.main, f"--home-dir={folder}", f"--config-dir={conf}"]
    with log.open("wb") as out:
        process = subprocess.Popen([*java, *serve], env=environment, stdout=out, stderr=out)
    server = RunningNeo4j(f"bolt://127.0.0.1:{port}", "neo4j", password, process)
    try:
        wait_until_it_answers(server)
    except BaseException as error:
        server.stop()
        raise RuntimeError(f"Neo4j did not come up: {log.read_text(encoding='utf-8')[-2000:]}") from error
    return server


def _write_password(folder: Path, password: str) -> None:
    """The file that `neo4j-admin dbms set-initial-password` writes, without a JVM for it."""
    salt = secrets.token_bytes(32)
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(ROUNDS - 1):
        digest = hashlib.sha256(digest).digest()
    file = folder / "data" / "dbms" / "auth.ini"
    file.parent.mkdir(parents=True)
    file.write_text(f"neo4j:SHA-256,{digest.hex()},{salt.hex()},{ROUNDS}:\n", encoding="utf-8")


def _fetch_jars(release: Release) -> None:
    folder = release.jars.parent
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "lock"):
        if release.jars.is_dir():
            return
        part = folder / "part"  # so that a fetch that was cut off is not taken for a whole one
        shutil.rmtree(part, ignore_errors=True)
        maven = ["mvn", "--quiet", "--batch-mode", "-f", str(HERE / "pom.xml"), f"-Dneo4j.version={release.version}"]
        subprocess.run([*maven, "dependency:copy-dependencies", f"-DoutputDirectory={part}"], check=True)
        part.rename(release.jars)


def wait_until_it_answers(server: RunningNeo4j) -> None:
    deadline = time.monotonic() + START_SECONDS
    with neo4j.GraphDatabase.driver(server.uri, auth=(server.username, server.password)) as driver:
        while True:
            try:
                return driver.verify_connectivity()
            except ServiceUnavailable:
                if server.process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
