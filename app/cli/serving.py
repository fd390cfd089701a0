"""`whoholds serve` and `whoholds stop`."""

import json
import socket
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from fastapi import FastAPI

    from graph.store.settings import Settings


TO_TRY = (
    ("/", "what is loaded, and more to ask"),
    ("/v1/custody?held=isis-suspects&as_of=2026-02-05", "who held ISIS suspects on a day"),
    ("/v1/alliances?actor=sdf&as_of=2026-01-25", "friends and foes of the SDF"),
    ("/docs", "every address and its parameters"),
)


@click.command(
    help="Serve answers over HTTP until Ctrl-C. An embedded engine that it started ends some seconds after it, unless "
    "others use it; one that a command started goes on for some minutes. whoholds stop ends it at once."
)
@click.option("--host", help="Address to listen on; WHOHOLDS_HOST, else 127.0.0.1.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on, 0 for any; WHOHOLDS_PORT, else 8000.")
@click.option(
    "--until-input-ends",
    is_flag=True,
    help="For programs: print the address of the service that runs on the same data, as a line of JSON; else serve "
    "on a free port of loopback and print that. Ends when standard input does.",
)
def serve(host: str | None, port: int | None, until_input_ends: bool) -> None:
    from graph.store.engine import import_driver

    if until_input_ends:
        if host is not None or port is not None:
            raise click.UsageError("--until-input-ends chooses the address; leave out --host and --port")
        host, port = "127.0.0.1", 0
        if _print_running_service():
            return

    import_driver()
    from app.main import create_app
    from graph.store.settings import load_settings

    given: dict[str, Any] = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = replace(load_settings(), **given)
    listening = _open_socket(settings.host, settings.port)
    with suppress(KeyboardInterrupt):  # the server has ended by then
        app = create_app(settings)
        app.state.service.start()  # here, so that a refusal is told in a sentence
        _run_server(app, listening, settings, until_input_ends)


@click.command(help="Stop the embedded engine of this data folder; it starts again when asked something.")
def stop() -> None:
    from graph.store.engine import embedded
    from graph.store.settings import load_settings

    settings = load_settings()
    if settings.neo4j_uri:
        click.echo(f"NEO4J_URI is {settings.neo4j_uri}; that server is not ours to stop")
    elif embedded.stop_engine(settings.data):
        click.echo("stopped")
    else:
        click.echo("no embedded engine was running")


def _open_socket(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises InvalidInput if somebody else does, or the address is none of this machine."""
    from graph.errors import InvalidInput

    found = None
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        found = socket.socket(family, kind, protocol)
        if sys.platform != "win32":  # there it would let two programs have one port
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(2048)
    except OSError as error:
        if found is not None:
            found.close()
        free = f"whoholds serve --port {port + 1 if port < 65535 else 8000}, or set WHOHOLDS_PORT"
        if "in use" in str(error).lower() or getattr(error, "winerror", 0) in (10013, 10048):
            raise InvalidInput(f"port {port} of {host} is taken", parameter="port", value=port, hint=free) from None
        raise InvalidInput(
            f"cannot listen on {host}, port {port}: {error.strerror or error}", parameter="host", value=host, hint=free
        ) from None
    return found


def _print_running_service() -> bool:
    """Print the address of the service on the data that the settings name; False if none runs."""
    from app.cli.service import find_service
    from graph.store.settings import load_settings

    note = find_service(load_settings())
    if note is not None:
        _print_address_for_programs(note.host, note.port)
    return note is not None


def _print_address_for_programs(host: str, port: int) -> None:
    click.echo(json.dumps({"address": f"http://{_bracket(host)}:{port}"}))
    sys.stdout.flush()


def _bracket(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _run_server(app: "FastAPI", listening: socket.socket, settings: "Settings", until_input_ends: bool = False) -> None:
    import uvicorn

    from app.cli.service import remove_note
    from app.connections import MOST_CONNECTIONS, PatientProtocol
    from app.metrics import log_requests_to_stderr

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started and until_input_ends:
                _print_address_for_programs(*listening.getsockname()[:2])
                threading.Thread(target=self._wait_for_input_to_end, daemon=True).start()
            elif self.started:
                _print_address(listening, settings)

        def _wait_for_input_to_end(self) -> None:
            sys.stdin.buffer.read()
            self.should_exit = True

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            remove_note(settings)  # not after the end of `run`, which a signal may not reach
            await super().shutdown(sockets)

    if settings.request_log:
        log_requests_to_stderr()
    config = uvicorn.Config(
        app,
        http=PatientProtocol,
        limit_concurrency=MOST_CONNECTIONS,
        server_header=False,
        log_level="warning",
        timeout_graceful_shutdown=3,
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=settings.proxies,
        lifespan="on",
    )
    server = Server(config)
    server.run(sockets=[listening])
    if not server.started:
        raise SystemExit(1)
    if not until_input_ends:
        click.echo("ended; an embedded engine that it started ends, too, when nobody uses it")


def _print_address(listening: socket.socket, settings: "Settings") -> None:
    from app.cli.service import write_note
    from app.gate import is_loopback

    host, port = listening.getsockname()[:2]
    write_note(settings, host, port)
    shown = _bracket(host)
    is_local = is_loopback(host)
    base = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else shown}:{port}"  # noqa: S104
    if not is_local:
        _print_warnings(f"{shown}:{port}", settings)
    click.echo(f"whoholds serves on {base} until Ctrl-C. To try:")
    if settings.public_url:
        click.echo("  (WHOHOLDS_PUBLIC_URL is set, so a request from this machine is treated as one from elsewhere)")
    for path, what in TO_TRY:
        click.echo(f"  {settings.public_url or base}{path}\n      {what}")
    sys.stdout.flush()


def _print_warnings(address: str, settings: "Settings") -> None:
    """Say what is open to whom where other machines can ask."""
    cypher = "on, with a researcher's key" if settings.cypher else "off; WHOHOLDS_CYPHER=on"
    reading = (
        "with a reader's key" if settings.reading == "keys" else "without a key; WHOHOLDS_READING=keys asks for one"
    )
    texts = "spans of your own copies of the sources are not shown to others" if settings.texts else ""
    for line in (
        f"WARNING: whoholds listens on {address}: whoever reaches this machine can ask it.",
        f"  Answers, /metrics, /docs and the page are read {reading}; files are loaded with a writer's.",
        f"  Cypher is {cypher}.",
        f"  Answered by address, and by the names in WHOHOLDS_ALLOWED_HOSTS ({settings.allowed_hosts or 'none'}).",
        *([f"  {texts}."] if texts else ()),
        "  Without --host only this machine can ask.",
    ):
        click.echo(line, err=True)


COMMANDS = (serve, stop)
