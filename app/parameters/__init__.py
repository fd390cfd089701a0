"""The parameters of questions, each written once: `fields` one by one, `common` those that many questions share.

HTTP makes the parameters of a route of them (`app.deps`), the command line the options of a command
(`app.cli.asking`). Nothing here imports FastAPI or click.
"""
