"""Plain worlds in a real store, and the answers of the service in the form that the oracle gives them."""

from dataclasses import replace
from datetime import date
from typing import Any

from app.answers.question import Common, read_common
from app.questions.alliances import alliances
from app.questions.contested import contested
from app.questions.custody import custody
from app.questions.ledger import ledger
from app.questions.plans import plans
from app.questions.series import series
from graph.dates.linked_dates import DateTie, LinkedDate, LinkedTimes
from graph.dates.validity import ValidTime, make_event, make_sighting, read_event, read_sighting, read_state
from graph.dates.windows import MAX, MIN, Window, read_window
from graph.evidence.custody_roles import find_held_groups
from graph.evidence.support import find_named_days
from graph.model.counts import ReportedCount
from graph.model.entities import WrittenEntity
from graph.model.judgements import Judgement
from graph.model.sources import MovesClaim, WrittenSource
from graph.model.statement import Citation, Response, Review, StoredStatement, WrittenStatement
from graph.selection.selection import Selection
from graph.store.reading.reader import Reader
from graph.store.reading.view import View
from graph.store.store import Store
from graph.store.writing.content import Content
from graph.store.writing.judgements import apply_judgements
from graph.store.writing.writer import load_content
from tests.conftest import wipe
from tests.world.plain_worlds import LAST_LOAD, Question, World

DATASET = "world"
KINDS = {"Actor": "organisation", "Group": "people", "Place": "facility", "Event": "transfer"}


def filled(store: Store, world: World) -> View:
    """What is known where there is this world and nothing else."""
    wipe(store.engine)
    return fill(store, world).view()


def fill(store: Store, world: World) -> Reader:
    """Load each version of a world, and apply its judgements, in an empty store."""
    for version in range(1, LAST_LOAD + 1):
        said = [s for s in world["statements"] if s["opened_in"] <= version < s["closed_in"]]
        assert load_content(store, make_content(world, said, version)).version == version
    judged = [make_judgement(number, entry) for number, entry in enumerate(world["judgements"])]
    # a judgement that joins nothing here, so that there is always a version of judgements
    apply_judgements(store, [*judged, make_judgement(len(judged), {"ids": ["clock", "fort-2"], "verdict": "unsure"})])
    return Reader(store)


def answer(reader: Reader, asked: Question) -> Any:
    """What the service answers, with what the oracle tells of it."""
    view = reader.view(asked["version"])
    put = read_common(
        as_of=_written(asked["as_of"]),
        known_at=_written(asked["known_at"]) if asked["known_at"] else None,
        certainty=asked.get("certainty", "possible"),
        max_gap_days=asked.get("max_gap_days"),
        limit=10_000,
        include="statements",
        min_independent=asked.get("min_independent"),
        **{name: ",".join(speakers) for name, speakers in (asked.get("lens") or {}).items()},
    )
    asking = {
        "custody": _custody,
        "alliances": _alliances,
        "ledger": _ledger,
        "plans": _plans,
        "larger_parts": _larger_parts,
        "series": _series,
    }
    return asking[asked["kind"]](view, put, asked)


def _custody(view: View, put: Common, asked: Question) -> Any:
    found = custody(Selection(view, put), asked["held"], asked["holder"])
    total = found["total"]
    key_of = _keys_of(view, found["rows"])
    return {
        "rows": {(row["holder"]["id"], row["held"]["id"]): _custody_row(row, key_of) for row in found["rows"]},
        **{
            name: {(row["holder"]["id"], row["held"]["id"]): _keys(row) for row in found[name]}
            for name in ("lastKnown", "firstKnown")
        },
        "total": _range(total),
    }


def _keys_of(view: View, rows: list[dict[str, Any]]) -> dict[str, str]:
    """The keys of all statements that figures and counts of rows lead to, by their ids."""
    ids = {one["statement"] for row in rows for one in row["counts"]}
    for row in rows:
        for told in (row, row["gained"], row["lost"]):
            ids |= {id_ for figure in (told or {}).get("figures", ()) for id_ in figure["statements"]}
    return {one.id: one.key for one in view.select_by_ids(ids)}


def _custody_row(row: dict[str, Any], key_of: dict[str, str]) -> dict[str, Any]:
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
        "figures": _figures(row, key_of),
        "counts": frozenset(_count(one, key_of) for one in row["counts"]),
        "gained": _came(row["gained"], key_of),
        "lost": _came(row["lost"], key_of),
        "independentSpeakers": _range(row["independentSpeakers"]),
        "keys": _keys(row),
    }


def _figures(told: dict[str, Any], key_of: dict[str, str]) -> frozenset[Any]:
    """The figures of a number: min, max, wording, days, places, speakers, keys."""
    assert told["figureCount"] == len(told["figures"]), "more figures than these worlds have"
    return frozenset(
        (
            one["min"],
            one["max"],
            one["wording"],
            _window(one["earliest"], one["latest"]),
            frozenset(_ids(one["places"])),
            frozenset(_ids(one["saidBy"])),
            frozenset(key_of[id_] for id_ in one["statements"]),
        )
        for one in told["figures"]
    )


def _count(one: dict[str, Any], key_of: dict[str, str]) -> tuple[Any, ...]:
    whose = (frozenset(_ids(one[name])) for name in ("held", "holders", "places"))
    return one["min"], one["max"], one["kind"], *whose, key_of[one["statement"]]


def _came(found: dict[str, Any] | None, key_of: dict[str, str]) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "range": _range(found),
        "kind": found["kind"],
        "days": _window(found["earliest"], found["latest"]),
        "figures": _figures(found, key_of),
        "wordings": frozenset(found["wordings"]),
    }


def _window(first: date | None, last: date | None) -> tuple[date, date]:
    return first or date.min, last or date.max


def _plans(view: View, put: Common, asked: Question) -> Any:
    found = plans(Selection(view, put))
    key_of = {
        one.id: one.key for one in view.select_by_ids(each["statement"] for r in found["rows"] for each in r["doneBy"])
    }
    return {
        row["statements"][0]["key"]: {
            "done": _range(row["done"]),
            "doneBy": {(key_of[one["statement"]], one["basis"]) for one in row["doneBy"]},
        }
        for row in found["rows"]
    }


def _larger_parts(view: View, put: Common, asked: Question) -> Any:
    """Each two counts of a dispute of which a part's is above its whole's; what is shown with no such one is alone."""
    found = set()
    for row in contested(Selection(view, put))["rows"]:
        if not row["part"]:
            continue
        part, whole = row["part"]["id"], row["whole"]["id"]
        told = view.select_by_ids(one["id"] for one in row["statements"])
        pairs = {
            (part, whole, one.key, other.key)
            for one in told
            for other in told
            if one.count and other.count and part in find_held_groups(one) and whole in find_held_groups(other)
            if other.count.max is not None and one.count.min > other.count.max and has_common_days(one, other)
        }
        found |= pairs | {(one.key, "alone") for one in told if not any(one.key in pair for pair in pairs)}
    return found


MOST_DAYS = 4  # of a series that are asked about by themselves


def _series(view: View, put: Common, asked: Question) -> Any:
    """The numbers of a series, and those of a day of their own that the question about that day does not show."""
    numbers, absent, days = set(), [], 0
    for row in series(Selection(view, put), asked["held"])["rows"]:
        told = [*row["points"], *row["segments"]]
        keys = {one.id: one.key for one in view.select_by_ids(each["statement"] for each in told)}
        for one in told:
            whose = (frozenset(_ids(row[name])) for name in ("holders", "held", "places"))
            numbers.add((*whose, one["min"], one["max"], row["unit"], keys[one["statement"]]))
        for one in row["points"]:
            if not one["earliest"] or not one["latest"] or days == MOST_DAYS:
                continue
            days += 1
            day = _written((one["earliest"], one["latest"]))
            for held, holder in ((held["id"], holder["id"]) for held in row["held"] for holder in row["holders"]):
                there = custody(Selection(view, replace(put, as_of=read_window(day), as_of_written=day)), held, holder)
                shown = [each["statement"] for line in there["rows"] for each in line["counts"]]
                absent += [(day, holder, held, keys[one["statement"]])] if one["statement"] not in shown else []
    return {"numbers": numbers, "absent": absent}


def _alliances(view: View, put: Common, asked: Question) -> Any:
    found = alliances(Selection(view, put), asked["actor"])
    key_of = {s.id: s.key for s in view.select_by_ids(id_ for row in found["rows"] for id_ in _statement_ids(row))}
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
    start = asked.get("start")
    found = ledger(Selection(view, put), asked["held"], asked["holder"], start=str(start) if start else None)
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


def make_content(world: World, said: list[World], version: int) -> Content:
    labels = world["labels"] | {"clock": "Place", "fort-2": "Place"}
    entities = [
        WrittenEntity(
            id=id_,
            label=label,
            name=id_,
            kind="anonymous" if id_ in world["anonymous"] else KINDS[label],
        )
        for id_, label in labels.items()
    ]
    sources = [
        WrittenSource(
            id=id_,
            title=id_,
            publisher=publisher,
            published_on=_published(world),
            published=read_window(_published(world)),
            covers=tuple(map(_claim, world.get("covers", ()))) if id_ == "crow-post" else (),
        )
        for id_, publisher in world["publishers"].items()
    ]
    if DATASET in world.get("distinct", ()):
        sources.append(
            WrittenSource(
                id=DATASET,
                title=DATASET,
                publisher="crow",
                published_on="2040",
                published=read_window("2040"),
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


def _published(world: World) -> str:
    """When sources were published; statements have days of their own, so it is only the days of claims."""
    return next((one["published"] for one in world.get("covers", ()) if "published" in one), "2040")


def _claim(written: World) -> MovesClaim:
    return MovesClaim(
        group=written["group"],
        holders=tuple(written["holders"]),
        places=tuple(written["places"]),
        first=date.fromisoformat(written["from"]),
        last=date.fromisoformat(written["to"]),
    )


def _statement(said: World) -> WrittenStatement:
    count = said.get("count")
    return WrittenStatement(
        key=said["key"],
        dataset=DATASET,
        predicate=said["predicate"],
        roles={role: tuple(ids) for role, ids in said["roles"].items() if ids},
        said_by=said["said_by"],
        cites=Citation(source=said["source"], locator=said["key"]),
        validity=_validity(said),
        said=read_window(said["said"]),
        known=read_window(said["known"]),
        said_on=said["said"],
        known_from=said["known"],
        polarity=said.get("polarity", "asserts"),
        mode=said.get("mode", "occurred"),
        reading=said.get("reading", "stated"),
        count=ReportedCount(**count, given=True) if count else None,
        whole=said.get("whole", False),
        terms=tuple(said.get("terms", ())),
        about=tuple(said.get("about", ())),
        responds_to=tuple(Response(r["key"], r["stance"], r["scope"]) for r in said.get("responds_to", ())),
        parts=said.get("parts"),
        linked=_links(said),
        fulfils=tuple(said.get("fulfils", ())),
        review=Review(state=said.get("state")),
    )


def _validity(said: World) -> ValidTime:
    """Of what others bound, all days: the load finds out which."""
    if "valid" in said:
        return read_state(said["valid"], read_window(said["said"]))
    if "observed" in said:
        return (
            read_sighting(said["observed"], read_window(said["said"]))
            if isinstance(said["observed"], str)
            else make_sighting("linked", Window(MIN, MAX))
        )
    return (
        read_event(said["on"], said["spread"])
        if isinstance(said["on"], str)
        else make_event("linked", Window(MIN, MAX))
    )


def _links(said: World) -> LinkedTimes | None:
    for name in ("on", "observed"):
        if isinstance(said.get(name), dict):
            return LinkedTimes(**{name: _linked(said[name])})
    return None


def _linked(written: World) -> LinkedDate:
    ties = [
        DateTie(
            bound["relation"], bound["of"], 1 if bound["min_days"] is None else bound["min_days"], bound["max_days"]
        )
        for bound in written["bounds"]
    ]
    return LinkedDate(written["within"], tuple(written["weekday"] or ()), tuple(ties))


def make_judgement(number: int, entry: World) -> Judgement:
    return Judgement(
        id=f"judgement-{number}",
        ids=tuple(entry["ids"]),
        verdict=entry["verdict"],
        by="a judge",
        on="2030-01-01",
        why="for the sake of the test",
    )


def has_common_days(one: StoredStatement, other: StoredStatement) -> bool:
    """Whether two statements name days in common."""
    first, second = find_named_days(one), find_named_days(other)
    return first.earliest <= second.latest and second.earliest <= first.latest
