"""Every view with an address that shows much of it: for the tests, and for `make shots`."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

import pytest

from app.page import OF_ONE, PAGE_ONLY, PLAIN, VIEWS

QUERY = "MATCH (a:Actor) RETURN a.id AS id, a.name AS name ORDER BY id LIMIT 20"


@dataclass(frozen=True)
class Sample:
    """A view at an address. `answer` and `headline` are the paths of the API that its rows and its sentence come from,
    where these are others."""

    name: str
    address: str
    answer: str = ""
    rows: tuple[str, ...] | None = ()  # the lists in a row that have a line each; None where it is about one thing
    files: tuple[str, ...] = ("json", "csv", "svg")
    headline: str = ""

    @property
    def path(self) -> str:
        return self.address.partition("?")[0]

    @property
    def query(self) -> str:
        """Its parameters, without what only the page reads."""
        given = self.address.partition("?")[2].split("&")
        return "&".join(pair for pair in given if pair.partition("=")[0] not in PAGE_ONLY)

    @property
    def question(self) -> str:
        """Its rows by the API."""
        return self.answer or f"/v1{self.path}" + "?" * bool(self.query) + self.query


SAMPLES = (
    Sample("custody", "/custody?held=isis-suspects&as_of=2026-01"),
    Sample("custody-known", "/custody?held=rf-isis-members&as_of=2026-01&known_at=2026-12-01&certainty=certain"),
    Sample("custody-lens", "/custody?held=isis-suspects&as_of=2026-01&exclude=cbs-news&sort=-count"),
    Sample("series", "/custody/series?held=isis-suspects", rows=("points", "segments", "flows")),
    Sample("chain", "/custody/chain?held=isis-suspects"),
    Sample("ledger", "/custody/ledger?held=isis-suspects"),
    Sample("plans", "/plans?held=isis-suspects"),
    Sample("alliances", "/alliances?actor=iraq&as_of=2016", files=("json", "csv", "svg", "gexf")),
    Sample("alliances-all", "/alliances?as_of=2016", files=("json", "csv", "svg", "gexf")),
    Sample("diff", "/alliances/diff?from=2016&to=2019&actor=iraq&sign=friendly"),
    Sample("entities", "/entities"),
    Sample("contested", "/contested?known_at=2026-02-10"),
    Sample("silences", "/silences?entity=sdf"),
    Sample("entity", "/entities/sdf", answer="/v1/entities/sdf/statements", headline="/v1/entities/sdf"),
    Sample("statement", "/statements/isis-detainee-transfer:iraq-offers-fair-trial", rows=None),
    Sample("sources", "/sources"),
    Sample("vocabulary", "/vocabulary"),
    Sample("word", "/vocabulary?word=arrests"),
    Sample("source", "/sources/isis-detainee-transfer", rows=None),
    Sample("matches", "/matches"),
    Sample("methods", "/methods"),
    Sample("stories", "/stories"),
    Sample("story", "/stories/iraq-2014-2019?step=2", rows=None),
    Sample("search", "/search?q=iraq"),
    Sample("cypher", f"/cypher?query={quote(QUERY)}"),
    Sample("queries", "/queries"),
    Sample("query", "/queries/denials"),
)
DOCS = Sample("docs", "/docs", answer="/openapi.json", rows=None, files=())
HOME = Sample("home", "/", answer="/v1/status", files=())
ABOUT = Sample("about", "/about", answer="/openapi.json", rows=None, files=())
HOW_TO_READ = Sample("how-to-read", "/how-to-read", answer="/openapi.json", rows=None, files=())
ADD = Sample("add", "/add", answer="/openapi.json", rows=None, files=())
ALL = (HOME, *SAMPLES, DOCS, ADD, ABOUT, HOW_TO_READ)
# one of each kind; with what takes a while for each view, `make test` tries these, and `make long` all
KINDS = ("home", "custody", "series", "alliances", "entity", "statement", "vocabulary", "cypher", "add")


def mark_others_long(samples: Sequence[Sample]) -> pytest.MarkDecorator:
    """Each sample is tried; those that are not of `KINDS` are long."""
    marked = ((one, () if one.name in KINDS else pytest.mark.long) for one in samples)
    return pytest.mark.parametrize("sample", [pytest.param(one, id=one.name, marks=marks) for one, marks in marked])


each_kind, each_kind_of_answer = mark_others_long(ALL), mark_others_long(SAMPLES)

# what shows the names of the store with names that mean harm
HOSTILE = (
    "/custody?as_of=2020-01-15",
    "/custody?as_of=2020-01-15&exclude=arabic",
    "/custody/series?held=men-script",
    "/custody/chain?held=men-turned",
    "/custody/ledger?held=men-script",
    "/plans",
    "/alliances?as_of=2020-01-15",
    "/alliances/diff?from=2018&to=2020",
    "/contested",
    "/silences",
    "/entities/script",
    "/entities/turned",
    "/entities/arabic",
    "/entities/unbroken",
    "/statements/hostile:holds-script",
    "/sources",
    "/sources/hostile",
    "/entities",
    "/search?q=committee",
    "/cypher?query=" + quote("MATCH (a:Actor) RETURN a.id AS id, a.name AS name"),
)


def paths() -> tuple[str, ...]:
    """Every address of the service that is a view, with an id in the place of one."""
    return ("/", *PLAIN, *VIEWS, *(f"{folder}/{{id}}" for folder in OF_ONE))


def with_nothing() -> tuple[str, ...]:
    """Every view of more than one thing."""
    ask = {"/custody/chain": "", "/alliances/diff": "?from=2016&to=2019", "/search": "?q=iraq"}
    return tuple(path + ask.get(path, "") for path in ("/", *PLAIN, *VIEWS))
