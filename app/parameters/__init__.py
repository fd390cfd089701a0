"""What every question takes: its address, its parameters and the function that answers it, each written once.

HTTP makes the parameters of a route of it (`app.deps`), the command line the options of a command (`app.cli.asking`).
Nothing here imports FastAPI, click or an answer, so that a command which asks a running service starts quickly.
"""
