"""A real Neo4j for tests, from Maven's artifacts: no docker, no installation. Needs Java 17 or 21, and Maven once."""

import hashlib
import os
import secrets
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

import neo4j
from filelock import FileLock
from neo4j.exceptions import ServiceUnavailable

from tests.ports import held_port

VERSION = "5.26.30"
HERE = Path(__file__).resolve().parent
CACHE = HERE.parents[1] / ".cache" / f"neo4j-{VERSION}"
START_SECONDS = 90.0
ROUNDS = 1024  # of hashing a password, as Neo4j does it

OPENED = ["java.base/java.nio", "java.base/java.lang", "java.base/sun.nio.ch", "java.base/java.util.concurrent"]
JAVA = ["java", *(f"--add-opens={package}=ALL-UNNAMED" for package in OPENED), "-Xmx1g"]
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
class RunningNeo4j:
    """A server that this process started, and must stop."""

    uri: str
    username: str
    password: str = field(repr=False)
    process: "subprocess.Popen[bytes]"

    def stop(self) -> None:
        self.process.kill()  # an orderly stop takes ten seconds, for data that is thrown away
        self.process.wait()


def missing_tools() -> str | None:
    """What must be installed before a server can start here, as a sentence; None if nothing."""
    if shutil.which("java") is None:
        return "tests on Neo4j need Java 17 or 21 as `java` on the PATH (Debian: openjdk-17-jre-headless)"
    if shutil.which("mvn") is None and not (CACHE / "lib").is_dir():
        return f"tests on Neo4j need Maven, once, to fetch Neo4j {VERSION}, as `mvn` on the PATH (Debian: maven)"
    return None


def start_neo4j(
    folder: Path, more: str = "", flags: tuple[str, ...] = SHORT_LIVED, script: Path | None = None
) -> RunningNeo4j:
    """A server with its data in `folder`, ready to answer, on a free port of loopback; `more` are lines of neo4j.conf.

    `flags` are those of its JVM. A `script` that calls `neo4j-admin` by the variable NEO4J_ADMIN is run first.
    Raises RuntimeError with what the server or the script said if it fails.
    """
    _fetch_jars()
    if script:
        run_admin_script(folder, script)
    with held_port() as port:  # until the server has it
        return _start(folder, more, flags, port)


def run_admin_script(folder: Path, script: Path) -> None:
    """Run a script with `neo4j-admin` for the server whose data is in `folder`, which does not run."""
    _fetch_jars()
    (folder / "conf").mkdir(parents=True, exist_ok=True)
    admin = folder / "neo4j-admin"
    command = " ".join(f"'{word}'" for word in (*JAVA, "-cp", str(CACHE / "lib" / "*"), "org.neo4j.cli.AdminTool"))
    admin.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
    admin.chmod(0o700)
    environment = os.environ | {
        "NEO4J_HOME": str(folder), "NEO4J_CONF": str(folder / "conf"), "NEO4J_ADMIN": str(admin),
    }  # fmt: skip
    done = subprocess.run(["sh", str(script)], env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{script.name} failed: {done.stdout[-2000:]} {done.stderr[-2000:]}")


def _start(folder: Path, more: str, flags: tuple[str, ...], port: int) -> RunningNeo4j:
    password = secrets.token_hex(12)
    conf = folder / "conf"
    conf.mkdir(parents=True, exist_ok=True)
    (conf / "neo4j.conf").write_text(CONF.format(port=port) + more, encoding="utf-8")
    java = [*JAVA, *flags, "-cp", str(CACHE / "lib" / "*")]
    environment = os.environ | {"NEO4J_HOME": str(folder), "NEO4J_CONF": str(conf)}
    _write_password(folder, password)
    log = folder / "console.log"
    serve = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={folder}", f"--config-dir={conf}"]
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


def _fetch_jars() -> None:
    lib = CACHE / "lib"
    CACHE.mkdir(parents=True, exist_ok=True)
    with FileLock(CACHE / "lock"):
        if lib.is_dir():
            return
        part = CACHE / "part"  # so that a fetch that was cut off is not taken for a whole one
        shutil.rmtree(part, ignore_errors=True)
        maven = ["mvn", "--quiet", "--batch-mode", "-f", str(HERE / "pom.xml"), f"-Dneo4j.version={VERSION}"]
        subprocess.run([*maven, "dependency:copy-dependencies", f"-DoutputDirectory={part}"], check=True)
        part.rename(lib)


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
