"""The routes of all questions, made of what is in `app/questions`."""

from fastapi import APIRouter, Depends

from app.deps import add_question, refuse_unknown_parameters
from app.question import PREFIX
from app.questions import load_question, read_headings
from app.routers import RESPONSES

router = APIRouter(prefix=PREFIX, responses=RESPONSES, dependencies=[Depends(refuse_unknown_parameters)])

for heading in read_headings():
    add_question(router, load_question(heading.name), heading.summary)
