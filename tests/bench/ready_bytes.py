"""The least that FastAPI can do for an answer: bytes that are ready. `python -m tests.bench.ready_bytes FILE`

It listens on a free port and says on which."""

import socket
import sys
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Response

app = FastAPI()
BODY = Path(sys.argv[1]).read_bytes()


@app.get("/v1/{name}")
async def ready(name: str) -> Response:
    return Response(BODY, media_type="application/json")


if __name__ == "__main__":
    with socket.create_server(("127.0.0.1", 0)) as listening:
        print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run([listening])
