"""The least that FastAPI can do for an answer: bytes that are ready. `python -m tests.bench.ready_bytes FILE PORT`"""

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
    uvicorn.run(app, port=int(sys.argv[2]), log_level="warning")
