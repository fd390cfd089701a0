"""How two entities are tied to one another by statements: the answer of /v1/paths and `whoholds paths`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from app.answers.everyone import lens_notes
from app.answers.frame import framed, question_json
from app.answers.path_hops import Hops
from app.answers.path_question import Wanted, wanted
from app.answers.question import Common, page
from app.answers.rows import enough
from app.answers.selecting import selected
from app.answers.selecting_whole import ties_of
from app.answers.sentences import days, joined, no_statement, plural
from app.answers.shapes import Json, refs
from app.answers.span import as_of_json, in_words
from graph.columns.kinds import CERTAIN
from graph.columns.table import Array
from graph.dates import MIN, Window
from graph.paths.network import Network, network
from graph.paths.search import Search, Walk, arrival, corridor
from graph.paths.ties import Passages, Ties
from graph.store.reader import View

MOST = 10_000
NO_MEANING = "a path shows what is said of each hop, not that its ends have to do with one another"


@dataclass(frozen=True, kw_only=True)
class Field:
    """What paths are looked for in: all hops, those that are certain, and those that the question wants."""

    all: Network
    sure: Network
    wanted: Network
    days: Window

    @property
    def first(self) -> int:
        return self.days.earliest.toordinal()

    @property
    def last(self) -> int:
        return self.days.latest.toordinal()

    def is_certain(self, walk: Walk) -> bool:
        over = arrival(self.sure, walk, self.first)
        return over is not None and over <= self.last


def paths(view: View, asked: Common, source: str, target: str, **written: object) -> Json:
    """One row per path, with its hops: what statements say of two entities, however many, is one hop.

    `written` are max_hops, direction, kinds, exclude_kinds and time_respecting, as in path_question.wanted.
    """
    want = wanted(view, asked, source, target, **written)  # type: ignore[arg-type]
    field = _field(view, asked, want)
    notes: list[str] = []
    search = _search(view, asked, want, field, notes)
    most = min(asked.offset + asked.limit, MOST)
    found = list(islice(search.paths(want.max_hops), most + 1)) if search else []
    over = len(found) > MOST
    found = found[:MOST]
    shown, more, _ = page(found, asked)
    hops = Hops(view, asked, field.all, field.days, shown, in_turn=want.time_respecting)
    rows = {walk: _row(view, hops, walk, field.is_certain(walk)) for walk in shown}
    answer = framed(
        view,
        asked,
        question={
            **question_json(view, asked, **{"from": want.source, "to": want.target}),
            **(as_of_json(asked) if want.time_respecting else {}),
            **want.json(),
        },
        summary=_summary(view, asked, want, field.days, [hops.ids(walk) for walk in found[:1]], len(found), more),
        rows=found,
        row_json=rows.__getitem__,
        notes=[
            *notes,
            *_bounds(search, want, found, over),
            *_unsure(rows.values()),
            *hops.notes(),
            NO_MEANING,
            *lens_notes(view, asked, signed=False),
        ],
    )
    cut = over or (search is not None and search.cut is not None)
    return {**answer, "truncated": answer["truncated"] or cut}


def _field(view: View, asked: Common, want: Wanted) -> Field:
    ties, whole, days = ties_of(view, asked), view.whole, asked.as_of
    if want.time_respecting and not asked.as_of_given:
        days = Window(MIN, days.latest)  # up to today
    a, b = days.earliest.toordinal(), days.latest.toordinal()
    made = np.array([tuple(text.split(" ")) in want.edges for text in whole.columns.names.edges.texts], bool)
    number = whole.order[whole.identity]

    def of(passages: Passages) -> Network:
        some = passages.taken(made[whole.columns["edge"][passages.row]])
        return network(whole.columns, some, number, len(whole.order), both_ways=not want.forward)

    if want.time_respecting:
        every, sure = of(ties.during(a, b)), of(ties.surely(a, b))
    else:
        every = of(ties.on(a, b, asked.max_gap_days))
        sure = every.kept(every.by.kind == CERTAIN)
    chosen = every if asked.certainty == "possible" else sure.kept(_surely_known(asked, ties, sure.by.row))
    return Field(all=every, sure=sure, wanted=chosen, days=days)


def _search(view: View, asked: Common, want: Wanted, field: Field, notes: list[str]) -> Search | None:
    """None where no statement at all names one of the two."""
    source, target = _node(view, want.source), _node(view, want.target)
    if source is None or target is None:
        return None
    network = _backed(view, asked, field.wanted, source, target, want.max_hops, notes)
    return Search(network, source, target, field.first, field.last)


def _surely_known(asked: Common, ties: Ties, rows: Array) -> Array:
    if asked.known_at is None:
        return np.ones(len(rows), bool)
    return np.asarray(ties.known_latest(rows) <= asked.known_at.latest.toordinal())


def _node(view: View, id_: str) -> int | None:
    number = view.whole.columns.names.entities.find(id_)
    return None if number is None else int(view.whole.order[number])


def _backed(
    view: View, asked: Common, found: Network, source: int, target: int, most_hops: int, notes: list[str]
) -> Network:
    """The hops with speakers enough. Only those on some way, and with so many voices, are read from the store."""
    if not asked.min_independent or not len(found):
        return found
    near = found.kept(corridor(found, source, target, most_hops))
    speakers = view.whole.columns["said_by"][near.by.row].astype(np.int64)
    keys, voices = np.unique(np.unique(np.stack([near.key, speakers]), axis=1)[0], return_counts=True)
    many = keys[voices >= asked.min_independent]
    lows, highs = (np.searchsorted(near.key, many, side=side).tolist() for side in ("left", "right"))
    ids = {
        key: view.whole.columns.statement_ids(near.by.row[low:high])
        for key, low, high in zip(many.tolist(), lows, highs, strict=True)
    }
    there = view.by_id({id_ for some in ids.values() for id_ in some}) if ids else []
    heard = selected(view, [s for s in there if s.opened_in <= view.version < s.closed_in], asked)
    read = {s.id: s for s in heard}
    enough_ones = [k for k, some in ids.items() if enough(view, [read[i] for i in set(some) if i in read], asked)]
    kept = near.kept(np.isin(near.key, enough_ones))
    left = len(keys) - len(enough_ones)
    notes += [f"{left} hops rest on fewer than {asked.min_independent} independent speakers"] if left else []
    return kept


def _bounds(search: Search | None, want: Wanted, found: Sequence[Walk], over: bool) -> list[str]:
    """Which bound the search met."""
    if search is None:
        return []
    notes = []
    if search.cut is not None:
        notes.append(f"the search was stopped: paths of {search.cut} hops or more may be missing")
    if over:
        notes.append(f"there are more than {MOST:,} paths; the first {MOST:,} are given. kinds and max_hops limit them")
    far = search.shortest
    if not found and far is not None and far > want.max_hops:
        notes.append(f"no way is shorter than {far} hops; max_hops={far} looks so far")
    return notes


def _unsure(rows: Collection[Json]) -> list[str]:
    """How many of the rows shown were only possibly public by the day of known_at."""
    unsure = sum(row["knownCertainty"] == "possible" for row in rows)
    return [f"{unsure} of {len(rows)} rows were only possibly public by then"] if unsure else []


def _row(view: View, hops: Hops, walk: Walk, certain: bool) -> Json:
    made = hops.of(walk)
    return {
        "entities": refs(view, hops.ids(walk)),
        "length": len(made),
        "certainty": "certain" if certain else "possible",
        "knownCertainty": "possible" if any(hop["knownCertainty"] == "possible" for hop in made) else "certain",
        "contested": any(hop["contested"] for hop in made),
        "hops": made,
    }


def _summary(
    view: View, asked: Common, want: Wanted, when: Window, shortest: Sequence[Sequence[str]], number: int, more: bool
) -> str:
    one, other = (view.directory.get(id_).name for id_ in (want.source, want.target))
    told = in_words(when).strip() if want.time_respecting else days(asked)
    within = f"within {plural(want.max_hops, 'hop')}"
    if not shortest:
        sure = " for certain" if asked.certainty == "certain" else ""
        return f"{no_statement(asked).replace('tells', 'ties')} {one} to {other}{sure} {told}, {within}."
    over = joined([view.directory.get(id_).name for id_ in shortest[0][1:-1]])
    first = f"one of the shortest leads over {over}" if over else "the shortest is direct"
    many = f"more than {plural(number - 1, 'path')}" if more else plural(number, "path")
    ties = "tie" if more or number != 1 else "ties"
    in_turn = " in the order of time" if want.time_respecting else ""
    return f"{told[0].upper()}{told[1:]}, {many} {within} {ties} {one} to {other}{in_turn}; {first}."
