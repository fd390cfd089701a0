"""How two entities are tied to one another by statements: the answer of /v1/paths and `whoholds paths`."""

from collections.abc import Collection, Sequence
from itertools import islice

from app.answers.asked import Asked
from app.answers.everyone import lens_notes
from app.answers.frame import framed, question_json
from app.answers.path_field import field_of, search_in
from app.answers.path_hops import Hops
from app.answers.path_question import Wanted, wanted
from app.answers.question import page
from app.answers.sentences import days, joined, no_statement, plural
from app.answers.shapes import Json, refs
from app.answers.span import as_of_json, in_words
from app.schemas.paths import PathsAnswer
from graph.alliances.paths.search import Search, Walk
from graph.dates.windows import Window
from graph.selection.snapshot import Snapshot

MOST = 10_000
NO_MEANING = "a path shows what is said of each hop, not that its ends have to do with one another"


def paths(selection: Asked, source: str, target: str, **written: object) -> PathsAnswer:
    """One row per path, with its hops: what statements say of two entities, however many, is one hop.

    `written` are max_hops, direction, kinds, exclude_kinds and time_respecting, as in path_question.wanted.
    """
    asked = selection.question
    want = wanted(selection, source, target, **written)  # type: ignore[arg-type]
    field = field_of(selection, want)
    notes: list[str] = []
    search = search_in(selection, want, field, notes)
    most = min(asked.offset + asked.limit, MOST)
    found = list(islice(search.paths(want.max_hops), most + 1)) if search else []
    over = len(found) > MOST
    found = found[:MOST]
    shown, more, _ = page(found, asked)
    hops = Hops(selection, field.all, field.days, shown, in_turn=want.time_respecting)
    rows = {walk: _row(selection.view, hops, walk, field.is_certain(walk)) for walk in shown}
    answer = framed(
        PathsAnswer,
        selection,
        question={
            **question_json(selection, **{"from": want.source, "to": want.target}),
            **(as_of_json(asked) if want.time_respecting else {}),
            **want.json(),
        },
        summary=_summary(
            selection,
            want,
            field.days,
            [hops.ids(walk) for walk in found[:1]],
            _how_many(len(found), more, over, search is not None and search.cut is not None),
        ),
        rows=found,
        row_json=rows.__getitem__,
        notes=[
            *notes,
            *_bounds(search, want, found, over),
            *_unsure(rows.values()),
            *hops.notes(),
            NO_MEANING,
            *lens_notes(selection, signed=False),
        ],
    )
    cut = over or (search is not None and search.cut is not None)
    return {**answer, "truncated": answer["truncated"] or cut}


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


def _row(view: Snapshot, hops: Hops, walk: Walk, certain: bool) -> Json:
    made = hops.of(walk)
    return {
        "entities": refs(view, hops.ids(walk)),
        "length": len(made),
        "certainty": "certain" if certain else "possible",
        "knownCertainty": "possible" if any(hop["knownCertainty"] == "possible" for hop in made) else "certain",
        "contested": any(hop["contested"] for hop in made),
        "hops": made,
    }


def _how_many(found: int, more: bool, over: bool, cut: bool) -> tuple[str, int]:
    """`more than` or `at least`, where not all were looked for, with the number; one of a page more was looked for."""
    if over or more:
        return "more than ", found if over else found - 1
    return "at least " if cut else "", found


def _summary(
    selection: Asked,
    want: Wanted,
    when: Window,
    shortest: Sequence[Sequence[str]],
    many: tuple[str, int],
) -> str:
    view, asked = selection.view, selection.question
    one, other = (view.directory.get(id_).name for id_ in (want.source, want.target))
    told = in_words(when).strip() if want.time_respecting else days(asked)
    within = f"within {plural(want.max_hops, 'hop')}"
    bound, number = many
    if not shortest and bound:
        return f"The search for a path from {one} to {other} {told}, {within}, was stopped before it found one."
    if not shortest:
        sure = " for certain" if asked.certainty == "certain" else ""
        return f"{no_statement(asked).replace('tells', 'ties')} {one} to {other}{sure} {told}, {within}."
    over = joined([view.directory.get(id_).name for id_ in shortest[0][1:-1]])
    alone = number == 1 and not bound
    first = f"{'it' if alone else 'one of the shortest'} leads over {over}" if over else "the shortest is direct"
    ties = "ties" if alone else "tie"
    in_turn = " in the order of time" if want.time_respecting else ""
    paths = f"{bound}{plural(number, 'path')} {within}"
    return f"{told[0].upper()}{told[1:]}, {paths} {ties} {one} to {other}{in_turn}; {first}."
