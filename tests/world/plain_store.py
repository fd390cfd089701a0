"""Plain worlds in a real store, and the answers of the service in the form that the oracle gives them."""

from datetime import date
from typing import Any

from app.answers.alliances import alliances
from app.answers.custody import custody
from app.answers.ledger import ledger
from app.answers.question import Common, common
from graph.claims import MovesClaim
from graph.counts import Count
from graph.dates import MAX, MIN, Window, window
from graph.identity import Judgement
from graph.linked.links import Linked, Links, Tie
from graph.model import Citation, Entity, Response, Source, Statement
from graph.store.judging import apply_judgements
from graph.store.reader import Reader, View
from graph.store.store import Store
from graph.store.writer import Content, load
from graph.validity import Validity, event, happened, seen, sighting, state
from tests.world.plain_worlds import LAST_LOAD, Question, World

DATASET = "world"
KINDS = {"Actor": "organisation", "Group": "people", "Place": "facility", "Event": "transfer"}


def fill(store: Store, world: World) -> Reader:
    """Load each version of a world, and apply its judgements, in an empty store."""
    for version in range(1, LAST_LOAD + 1):
        said = [s for s in world["statements"] if s["opened_in"] <= version < s["closed_in"]]
        assert load(store, _content(world, said, version)).version == version
    judged = [_judgement(number, entry) for number, entry in enumerate(world["judgements"])]
    # a judgement that joins nothing here, so that there is always a version of judgements
    apply_judgements(store, [*judged, _judgement(len(judged), {"ids": ["clock", "fort-2"], "verdict": "unsure"})])
    return Reader(store)


def answer(reader: Reader, asked: Question) -> Any:
    """What the service answers, with what the oracle tells of it."""
    view = reader.view(asked["version"])
    put = common(
        as_of=_written(asked["as_of"]),
        known_at=_written(asked["known_at"]) if asked["known_at"] else None,
        certainty=asked.get("certainty", "possible"),
        max_gap_days=asked.get("max_gap_days"),
        limit=10_000,
    )
    asking = {"custody": _custody, "alliances": _alliances, "ledger": _ledger}
    return asking[asked["kind"]](view, put, asked)


def _custody(view: View, put: Common, asked: Question) -> Any:
    found = custody(view, put, asked["held"], asked["holder"])
    total = found["total"]
    return {
        "rows": {(row["holder"]["id"], row["held"]["id"]): _custody_row(row) for row in found["rows"]},
        **{
            name: {(row["holder"]["id"], row["held"]["id"]): _keys(row) for row in found[name]}
            for name in ("lastKnown", "firstKnown")
        },
        "total": _range(total),
    }


def _custody_row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **_sureness(row),
        "basis": row["basis"],
        "jointWith": _ids(row["jointWith"]),
        "places": _ids(row["places"]),
        "capacities": set(row["capacities"]),
        "terms": set(row["terms"]),
        "deniedBy": {(denier["id"], denier["scope"]) for denier in row["deniedBy"]},
        "count": _range(row["count"]),
        "countPlaces": row["countPlaces"],
        "countedOn": _days(row["countedOn"]),
        "countTiming": row["countTiming"],
        "countsDisagree": row["countsDisagree"],
        "gained": _flow(row["gained"]),
        "lost": _flow(row["lost"]),
        "independentSpeakers": _range(row["independentSpeakers"]),
        "keys": _keys(row),
    }


def _alliances(view: View, put: Common, asked: Question) -> Any:
    found = alliances(view, put, asked["actor"])
    key_of = {s.id: s.key for s in view.by_id(id_ for row in found["rows"] for id_ in _statement_ids(row))}
    rows = {}
    for row in found["rows"]:
        rows[_pair(row)] = {
            **_sureness(row),
            "sign": row["sign"],
            "signs": row["signs"],
            "mixed": row["mixed"],
            "relations": set(row["relations"]),
            "keys": {key_of[id_] for id_ in _statement_ids(row)},
        }
    return {"rows": rows, **{name: {_pair(row) for row in found[name]} for name in ("lastKnown", "firstKnown")}}


def _ledger(view: View, put: Common, asked: Question) -> Any:
    found = ledger(view, put, asked["held"], asked["holder"])
    rows = [
        {
            "holders": tuple(sorted(_ids(row["holders"]))),
            "places": tuple(sorted(_ids(row["places"]))),
            "unit": row["unit"],
            "opening": _range(row["opening"]),
            "openings": sorted((o["min"], o["max"], o["key"]) for o in row["openings"]),
            "closings": sorted((o["min"], o["max"], o["key"]) for o in row["closings"]),
            "gained": _range(row["gained"]),
            "lost": _range(row["lost"]),
            "unaccounted": _range(row["unaccounted"]),
            "closes": row["closes"],
        }
        for row in found["rows"]
    ]
    return sorted(rows, key=repr)


def _sureness(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("certainty", "support", "gapDays", "knownCertainty", "contested")}


def _range(found: dict[str, Any] | None) -> tuple[int | None, int | None] | None:
    return (found["min"], found["max"]) if found else None


def _days(written: str | None) -> tuple[date, date] | None:
    if written is None:
        return None
    first, _, last = written.partition("/")
    last = last or first
    return date.min if first == ".." else date.fromisoformat(first), (
        date.max if last == ".." else date.fromisoformat(last)
    )


def _flow(found: dict[str, Any] | None) -> tuple[int, int | None, str] | None:
    return (found["min"], found["max"], found["kind"]) if found else None


def _ids(refs: list[dict[str, Any]]) -> set[str]:
    return {ref["id"] for ref in refs}


def _keys(row: dict[str, Any]) -> set[str]:
    return {statement["key"] for statement in row["statements"]}


def _statement_ids(row: dict[str, Any]) -> list[str]:
    return [s if isinstance(s, str) else s["id"] for s in row["statements"]]


def _pair(row: dict[str, Any]) -> tuple[str, str]:
    one, other = sorted((row["a"]["id"], row["b"]["id"]))
    return one, other


def _written(days: tuple[date, date]) -> str:
    return str(days[0]) if days[0] == days[1] else f"{days[0]}/{days[1]}"


def _content(world: World, said: list[World], version: int) -> Content:
    labels = world["labels"] | {"clock": "Place", "fort-2": "Place"}
    entities = [
        Entity(
            id=id_,
            label=label,
            name=id_,
            kind="anonymous" if id_ in world["anonymous"] else KINDS[label],
        )
        for id_, label in labels.items()
    ]
    sources = [
        Source(
            id=id_,
            title=id_,
            publisher=publisher,
            published_on="2040",
            published=window("2040"),
            covers=tuple(map(_claim, world.get("covers", ()))) if id_ == "crow-post" else (),
        )
        for id_, publisher in world["publishers"].items()
    ]
    if DATASET in world.get("distinct", ()):
        sources.append(
            Source(
                id=DATASET,
                title=DATASET,
                publisher="crow",
                published_on="2040",
                published=window("2040"),
                rows="distinct",
            )
        )
    # what changes with each load, so that each has a version
    clock = {
        "key": "clock", "predicate": "located_in", "roles": {"subject": ["clock"], "object": ["fort-2"]},
        "said": f"{2030 + version}-01-01", "known": "2030-01-01", "observed": "2020-01-01", "said_by": "crow",
        "source": "crow-post",
    }  # fmt: skip
    return Content(
        dataset=DATASET,
        title="World",
        sources=sources,
        entities=entities,
        statements=[_statement(s) for s in [*said, clock]],
    )


def _claim(written: World) -> MovesClaim:
    return MovesClaim(
        group=written["group"],
        holders=tuple(written["holders"]),
        places=tuple(written["places"]),
        first=date.fromisoformat(written["from"]),
        last=date.fromisoformat(written["to"]),
    )


def _statement(said: World) -> Statement:
    count = said.get("count")
    return Statement(
        key=said["key"],
        dataset=DATASET,
        predicate=said["predicate"],
        roles={role: tuple(ids) for role, ids in said["roles"].items() if ids},
        said_by=said["said_by"],
        cites=Citation(source=said["source"], locator=said["key"]),
        validity=_validity(said),
        said=window(said["said"]),
        known=window(said["known"]),
        said_on=said["said"],
        known_from=said["known"],
        polarity=said.get("polarity", "asserts"),
        mode=said.get("mode", "occurred"),
        reading=said.get("reading", "stated"),
        count=Count(**count, given=True) if count else None,
        whole=said.get("whole", False),
        terms=tuple(said.get("terms", ())),
        about=tuple(said.get("about", ())),
        responds_to=tuple(Response(r["key"], r["stance"], r["scope"]) for r in said.get("responds_to", ())),
        parts=said.get("parts"),
        linked=_links(said),
    )


def _validity(said: World) -> Validity:
    """Of what others bound, all days: the load finds out which."""
    if "valid" in said:
        return state(said["valid"], window(said["said"]))
    if "observed" in said:
        return (
            sighting(said["observed"], window(said["said"]))
            if isinstance(said["observed"], str)
            else seen("linked", Window(MIN, MAX))
        )
    return event(said["on"], said["spread"]) if isinstance(said["on"], str) else happened("linked", Window(MIN, MAX))


def _links(said: World) -> Links | None:
    for name in ("on", "observed"):
        if isinstance(said.get(name), dict):
            return Links(**{name: _linked(said[name])})
    return None


def _linked(written: World) -> Linked:
    ties = [
        Tie(bound["relation"], bound["of"], 1 if bound["min_days"] is None else bound["min_days"], bound["max_days"])
        for bound in written["bounds"]
    ]
    return Linked(written["within"], tuple(written["weekday"] or ()), tuple(ties))


def _judgement(number: int, entry: World) -> Judgement:
    return Judgement(
        id=f"judgement-{number}",
        ids=tuple(entry["ids"]),
        verdict=entry["verdict"],
        by="a judge",
        on="2030-01-01",
        why="for the sake of the test",
    )
