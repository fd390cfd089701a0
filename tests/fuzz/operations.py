"""Every operation of the OpenAPI document is asked at random; each answer is one that the document describes.

Schemathesis makes requests of what the document says, and some that it does not allow. Half of the values are replaced
by ones that lead somewhere: ids and days of what is loaded, files that can be read, queries that run.
"""

import csv
import json
import random
from collections.abc import Callable
from functools import cache
from io import BytesIO, StringIO
from typing import Any

import hypothesis
import pyarrow.ipc
import pyarrow.parquet
import schemathesis
from hypothesis import strategies as st
from lxml import etree
from pydantic import TypeAdapter
from schemathesis import GenerationMode
from schemathesis.checks import CheckFunction
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.answers.loading import LoadLine
from app.main import ROUTERS, describe_api
from tests.attack.honest import HONEST
from tests.fuzz.mutations import mutate
from tests.fuzz.samples import FILES

CHECKS: list[CheckFunction] = [
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
LAST = "/v1/load"  # changes what is loaded
LONGEST_SHOWN = 700
NAMES = ["isis-suspects", "sdf", "iraq", "us", "al-hol", "place-syria", "French", "ISIS suspects", "Syria", "isis",
         "SDF", "cbs-news", "Congo", "حلب", "isis-detainee-transfer",
         "isis-detainee-transfer:iraq-received"]  # fmt: skip
DAYS = ["2026-02-05", "2019", "2026-01", "2019/..", "../2019", "2014/2026", "2026-01-21?", "0001", "9999-12-31",
        "2026-01-30/2026-01-01", "{2019,2020}", "2019-21", "Y17000", "1985-04-..", "-0004", "0000", ".."]  # fmt: skip
ENTITIES = ("actor", "other", "held", "group", "entity", "holder", "place", "nationality", "trust", "exclude", "q",
            "id")  # fmt: skip
VALUES: dict[str, list[str]] = dict.fromkeys(ENTITIES, NAMES) | dict.fromkeys(
    ("as_of", "known_at", "from", "to", "from_known_at", "start", "end"), DAYS
)
VALUES |= {
    "from": [*DAYS, *NAMES],
    "to": [*DAYS, *NAMES],
    "exclude": [*NAMES, "parties", "parties,iraq"],
    "sign": ["friendly", "hostile", "neutral", "mixed"],
    "depth": ["1", "2", "8", "9"],
    "max_hops": ["1", "4", "8"],
    "relation": ["fights_beside", "fights", "hostile_to,fights"],
    "kinds": ["holds", "HOLDS,LEADS"],
    "exclude_kinds": ["LOCATED_IN"],
    "shape": ["rows", "statements"],
    "certainty": ["certain", "possible"],
    "reviewed": ["agreed", "checked"],
    "lang": ["ar", "en", "xx"],
    "notes": ["all"],
    "cursor": ["MTA", "cm93czowOjA", "bGFzdEtub3duOjA6MA"],
    "include": ["explain", "statements", "explain,statements"],
    "step": ["P1D", "P7D", "P1M", "P1Y", "year", "days", "P0D", "P99999999Y"],
    "at": ["day", "period"],
    "measures": ["degree", "pagerank,betweenness", "component,community"],
    "label": ["Actor", "Group", "Place"],
    "kind": ["gap", "stale", "armed_force", "uncounted"],
    "type": ["predicate", "kind", "mode"],
    "word": ["detained", "holds"],
    "source": ["isis-detainee-transfer", "ucdp-actor"],
    "seconds": ["1"],
    "name": ["denials", "holders-of-a-group", *FILES],
    "query": HONEST,
    "parameters": ["{}", '{"x": 1}', '{"x": 1e400}', '{"x": "\\u0000"}', '{"x": 9223372036854775808}', '{"x": [[[]]]}'],
}
TYPES = ["STRING", "INTEGER", "FLOAT", "BOOLEAN", "DATE", "DATETIME", "MAP", "LIST of STRING", "LIST of MAP"]
USING_X = ["RETURN $x AS x", "UNWIND $x AS x RETURN x", "MATCH (n {id: $x}) RETURN n.id", "RETURN $x.a, size($x) AS s",
           *(f"// x {name}\nRETURN $x AS x" for name in TYPES)]  # fmt: skip
TEXTS = ["[1]", "[99999999999999999999]", '{"a": NaN}', '["\\ud800"]', "[" * 50_000 + "]" * 50_000, '{"a":' * 50_000,
         "1e999", "2026-02-05", "2026-02-05T12:00:00+23:59", "true", "9" * 400, "a, b"]  # fmt: skip
FORMS = ["*/*", "text/csv", "application/vnd.apache.arrow.file", "application/vnd.apache.parquet", "image/svg+xml",
         "application/gexf+xml", "application/graphml+xml", "application/atom+xml", "text/html",
         "application/json;q=x, text/csv;q=0.5"]  # fmt: skip


def list_operations() -> list[tuple[str, str]]:
    """The method and path of each operation; the one that loads is the last."""
    found = [(method, path) for path, methods in describe_api()["paths"].items() for method in methods]
    return sorted(found, key=lambda one: one[1] == LAST)


def fuzz_operation(base: str, method: str, path: str, examples: int, seed: int = 0) -> tuple[int, list[str]]:
    """How many requests were sent, and what is wrong with the answers to them, each kind once."""
    operation = load_schema(base)[path][method]
    modes = [GenerationMode.POSITIVE]
    if operation.query or operation.body or operation.path_parameters:
        modes.append(GenerationMode.NEGATIVE)
    cases = st.one_of([operation.as_strategy(generation_mode=mode) for mode in modes])
    wrong: dict[str, str] = {}
    sent = 0

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(cases, st.data())
    def ask(case: schemathesis.Case, data: st.DataObject) -> None:
        nonlocal sent
        is_changed = data.draw(st.integers(0, 4)) > 0 and change(case, data)
        form = data.draw(st.one_of(st.none(), st.sampled_from(FORMS)))
        answer = case.call(headers={"Accept": form} if form else {}, timeout=120)
        sent += 1
        checks = CHECKS if is_changed else [*CHECKS, negative_data_rejection]
        for what, found in judge(case, answer, checks):
            wrong.setdefault(what, f"{method} {answer.request.url[:LONGEST_SHOWN]} {answer.status_code}: {found}")

    ask()
    return sent, list(wrong.values())


def change(case: schemathesis.Case, data: st.DataObject) -> bool:
    """Put values that lead somewhere in the place of some; whether any was."""
    is_changed = False
    known = [parameter.name for parameter in case.operation.query]
    given = data.draw(st.lists(st.sampled_from(known), unique=True, max_size=6)) if known else []
    for name in {*given, *[one for one in case.query or {} if one in VALUES]}:
        if name in VALUES and data.draw(st.integers(0, 5)):
            case.query = {**(case.query or {}), name: data.draw(st.sampled_from(VALUES[name]))}
            is_changed = True
    for name in case.path_parameters or {}:
        if data.draw(st.booleans()):
            case.path_parameters = {**case.path_parameters, name: data.draw(st.sampled_from(VALUES[name]))}
            is_changed = True
    if case.path == "/v1/cypher" and case.method == "POST" and isinstance(case.body, dict):
        values = data.draw(st.one_of(anything(), st.sampled_from([*NAMES, *DAYS, *TEXTS])))
        case.body = {**case.body, "query": data.draw(st.sampled_from([*USING_X, *HONEST])), "parameters": {"x": values}}
        case.body.pop("limit", None)
        is_changed = True
    elif case.method == "POST":
        name = data.draw(st.sampled_from(list(FILES)))
        content = FILES[name]
        for _ in range(data.draw(st.integers(0, 3))):
            content = mutate(content, random.Random(data.draw(st.integers(0, 2**32))))
        case.query = {**(case.query or {}), "name": name, "source": "isis-detainee-transfer"}
        if not name.endswith(("yml", "yml.gz")):
            case.query.pop("source")
        case.body, case.media_type = content, "application/octet-stream"
        is_changed = True
    return is_changed


def anything() -> st.SearchStrategy[Any]:
    plain = st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()
    )
    return st.recursive(plain, lambda one: st.one_of(st.lists(one), st.dictionaries(st.text(), one)), max_leaves=10)


def judge(case: schemathesis.Case, answer: schemathesis.Response, checks: list[CheckFunction]) -> list[tuple[str, str]]:
    """What is wrong with an answer: its kind, and what was met."""
    found = []
    if answer.status_code >= 500 and not (answer.status_code == 503 and "retry-after" in answer.headers):
        found.append((f"{answer.status_code}", answer.text[:LONGEST_SHOWN]))
    try:
        case.validate_response(answer, checks=checks)
    except FailureGroup as group:
        found += [(f"{type(one).__name__} {answer.status_code}", f"{one}"[:LONGEST_SHOWN]) for one in group.exceptions]
    if answer.status_code == 200:
        kind = answer.headers.get("content-type", [""])[0].partition(";")[0]
        try:
            READ.get(kind, lambda _: None)(answer.content)
            model = read_models().get((case.path, case.method.lower()))
            if kind == "application/json" and model:
                content = json.loads(answer.content)
                assert model.dump_python(model.validate_python(content), mode="json") == content, "other fields"
        except Exception as error:
            found.append((f"{kind} {type(error).__name__}", f"{error!r}"[:LONGEST_SHOWN]))
    return found


def _read_csv(body: bytes) -> None:
    rows = list(csv.reader(StringIO(body.decode("utf-8"), newline=""), strict=True))
    assert len({len(row) for row in rows}) <= 1, "rows of several lengths"


def _read_lines(body: bytes) -> None:
    for line in body.splitlines():
        TypeAdapter(LoadLine).validate_json(line)


READ: dict[str, Callable[[bytes], object]] = {
    "application/vnd.apache.arrow.file": lambda body: pyarrow.ipc.open_file(body).read_all(),
    "application/vnd.apache.parquet": lambda body: pyarrow.parquet.read_table(BytesIO(body)),
    "application/x-ndjson": _read_lines,
    "text/csv": _read_csv,
} | dict.fromkeys(
    ("image/svg+xml", "application/atom+xml", "application/gexf+xml", "application/graphml+xml"), etree.fromstring
)


@cache
def load_schema(base: str) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_url(f"{base}/openapi.json")


@cache
def read_models() -> dict[tuple[str, str], TypeAdapter[Any]]:
    """The shape of the answer of each operation that has one."""
    routes = [route for router in ROUTERS for route in router.routes]
    return {
        (route.path, method.lower()): TypeAdapter(route.response_model)
        for route in routes
        if getattr(route, "response_model", None)
        for method in route.methods
    }
