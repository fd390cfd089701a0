"""`whoholds mcp`."""

import click


@click.command(
    help="Answer programs with a language model by the Model Context Protocol: eight tools, each a question. On stdin "
    "and stdout, or with --port over HTTP. Needs pip install 'whoholds[mcp]'."
)
@click.option("--port", type=click.IntRange(1, 65535), help="By streamable HTTP on this port of loopback, at /mcp.")
@click.option("--address", help="Of the service to ask; else that on your data, or one that is started for it.")
@click.option("--key", envvar="WHOHOLDS_KEY", help="Of that service, if it asks for one; WHOHOLDS_KEY.")
def mcp(port: int | None, address: str | None, key: str | None) -> None:
    import whoholds
    from whoholds.agents.server import run_server

    try:
        with whoholds.connect(address, key=key) as database:
            run_server(database, "streamable-http" if port else "stdio", port or 0)
    except whoholds.ServiceError as error:
        raise click.ClickException(str(error)) from None


COMMANDS = (mcp,)
