"""The Reconciliation Service API 0.2 of the W3C community group, which OpenRefine speaks, on /reconcile.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/

`match` is true only where a question would take the name at once; whoever may be meant besides is a candidate. There is
no JSONP: any page that a browser shows could read by it what only this machine may. Pages of an origin that
WHOHOLDS_CORS names may ask.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Annotated, Any
from urllib.parse import parse_qs

import orjson
from fastapi import APIRouter, Depends, Request, Response
from starlette.concurrency import run_in_threadpool

from app.answers.question import read_common
from app.routes import service_of
from graph.errors import Ambiguous, InvalidInput, NotFound
from graph.model.labels import LABELS
from graph.names.entries import MatchKind
from graph.selection.selection import Selection
from graph.selection.snapshot import Snapshot

router = APIRouter(include_in_schema=False)
PATH = "/reconcile"
MOST_QUERIES, MOST_CANDIDATES, FEW = 200, 50, 10
TAKEN, FIRST, STEP = 100.0, 95.0, 6.0  # scores: of what is taken at once, of the closest kind of match, between kinds
ORDER = {kind: number for number, kind in enumerate(MatchKind)}
TYPES = [{"id": label, "name": label} for label in LABELS]
SHAPE = '{"q0": {"query": "SDF", "type": "Actor", "limit": 3}}'
FRAMED = {"Content-Security-Policy": "default-src 'none'; frame-ancestors *"}  # a preview is shown within another page


async def read_form(request: Request) -> Mapping[str, str]:
    """The parameters of an address, or of a form as a body."""
    if request.method == "POST":
        given = parse_qs((await request.body()).decode(errors="replace"), keep_blank_values=True)
        return {name: values[-1] for name, values in given.items()}
    return dict(request.query_params)


@router.get(PATH)
@router.post(PATH)
async def reconcile(request: Request, given: Annotated[Any, Depends(read_form)]) -> Response:
    """The manifest, or candidates for a batch of queries."""
    if "queries" not in given:
        return _write(make_manifest(str(request.base_url).rstrip("/")))
    queries = read_queries(given["queries"])
    view = await run_in_threadpool(service_of(request).view)
    return _write(await run_in_threadpool(answer_queries, view, queries))


@router.get(f"{PATH}/suggest/entity")
def suggest(request: Request, prefix: str = "", cursor: int = 0) -> Response:
    """Entities by the beginning of a name, for whoever types one."""
    view, start = service_of(request).view(), max(0, min(cursor, 10_000))
    hits = view.directory.search(prefix, LABELS)[start : start + FEW] if prefix.strip() else []
    found = [
        {"id": hit.id, "name": one.name, "description": _describe(view, hit.id), "notable": [_type(one.label)]}
        for hit in hits
        if (one := view.directory.get(hit.id))
    ]
    return _write({"result": found})


@router.get(f"{PATH}/preview")
def preview(request: Request, id: str) -> Response:  # noqa: A002
    """A few lines on an entity, as HTML. Raises NotFound."""
    view = service_of(request).view()
    one = view.directory.find(id)
    if one is None:
        raise NotFound(f"id: no entity has the id {id!r}", choices=[], parameter="id", value=id)
    names = ", ".join(dict.fromkeys(one.every_name[1:6]))
    text = f"<h1>{escape(one.name)}</h1><p>{escape(_describe(view, one.id))}</p><p>{escape(names)}</p>"
    page = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(one.name)}</title>{text}</html>'
    return Response(page.encode(errors="replace"), media_type="text/html; charset=utf-8", headers=FRAMED)


def make_manifest(base: str) -> dict[str, Any]:
    """What the service is and where its parts are."""
    return {
        "versions": ["0.2"],
        "name": "whoholds",
        "identifierSpace": "urn:whoholds:entity:",
        "schemaSpace": "urn:whoholds:label:",
        "defaultTypes": TYPES,
        "view": {"url": f"{base}/v1/entities/{{{{id}}}}"},
        "preview": {"url": f"{base}{PATH}/preview?id={{{{id}}}}", "width": 400, "height": 200},
        "suggest": {"entity": {"service_url": base, "service_path": f"{PATH}/suggest/entity"}},
    }


def read_queries(written: str) -> dict[str, dict[str, Any]]:
    """The batch of a request, by the keys that its sender gave. Raises InvalidInput."""
    try:
        found = orjson.loads(written)
    except orjson.JSONDecodeError as error:
        raise _refuse(f"is no JSON: {error}", written) from None
    if not isinstance(found, dict) or not all(isinstance(one, dict) for one in found.values()):
        raise _refuse("is no object of queries", written)
    if len(found) > MOST_QUERIES:
        raise _refuse(f"has {len(found)} queries; at most {MOST_QUERIES} at once", len(found))
    for key, one in found.items():
        if not isinstance(one.get("query"), str) or not one["query"].strip():
            raise _refuse(f"{key} has no text as query", one.get("query"))
        limit = one.get("limit", FEW)
        if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
            raise _refuse(f"{key} has the limit {limit!r}; expected a number from 1", limit)
        _read_labels(key, one)
    return found


def answer_queries(view: Snapshot, queries: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The candidates of each query, the best first."""
    return {key: {"result": _find_candidates(view, key, one)} for key, one in queries.items()}


def _find_candidates(view: Snapshot, key: str, query: Mapping[str, Any]) -> list[dict[str, Any]]:
    text, labels = query["query"].strip(), _read_labels(key, query)
    taken = _find_taken(view, text, labels)
    hits = [(hit.id, _score(hit.how)) for hit in view.directory.search(text, labels)[:MOST_CANDIDATES]]
    hits += [(hit.id, _score(hit.how)) for hit in view.directory.find_meant(text, labels)]
    scores: dict[str, float] = {taken: TAKEN} if taken else {}
    for id_, score in hits:
        scores[id_] = max(scores.get(id_, 0.0), score)
    best = sorted(scores, key=lambda id_: -scores[id_])[: min(query.get("limit", FEW), MOST_CANDIDATES)]
    return [
        {
            "id": id_,
            "name": view.directory.get(id_).name,
            "description": _describe(view, id_),
            "type": [_type(view.directory.get(id_).label)],
            "score": scores[id_],
            "match": id_ == taken,
        }
        for id_ in best
    ]


def _find_taken(view: Snapshot, text: str, labels: Sequence[str]) -> str | None:
    """The one whom a question takes for this name without asking back; None where it would ask, or takes several."""
    selection = Selection(view, read_common())
    try:
        found = selection.resolve_names(text, labels, "query")
    except (Ambiguous, NotFound):
        return None
    return view.directory.find_canonical(found[0]) if len(found) == 1 else None


def _score(how: MatchKind) -> float:
    return FIRST - STEP * ORDER[how]


def _read_labels(key: str, query: Mapping[str, Any]) -> Sequence[str]:
    """The labels of a query's types. Raises InvalidInput for another one."""
    given = query.get("type") or list(LABELS)
    labels = [given] if isinstance(given, str) else given
    for label in labels if isinstance(labels, list) else [labels]:
        if label not in LABELS:
            raise _refuse(f"{key} has the type {label!r}; expected one of {', '.join(LABELS)}", label)
    return list(labels)


def _describe(view: Snapshot, id_: str) -> str:
    one = view.directory.get(id_)
    return f"{one.kind.replace('_', ' ')} ({one.label.lower()})"


def _type(label: str) -> dict[str, str]:
    return {"id": label, "name": label}


def _refuse(what: str, value: object) -> InvalidInput:
    return InvalidInput(f"queries: {what}", parameter="queries", value=value, hint=f"such as queries={SHAPE}")


def _write(content: Mapping[str, Any]) -> Response:
    return Response(orjson.dumps(content), media_type="application/json", headers={"Cache-Control": "no-store"})
