"""Dates bounded by others, in an answer: settled by what is heard and was public, and explained where that is asked."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from app.answers.question import Common
from graph.date_constraints.reasons import reasons
from graph.date_constraints.resolution import Settled, settle, with_times
from graph.evidence.retraction import standing
from graph.model.statement import Source
from graph.model.stored_statement import Recorded
from graph.store.reader import View

Heard = Callable[[Iterable[Recorded]], list[Recorded]]


def dated(view: View, statements: list[Recorded], asked: Common, heard: Heard) -> list[Recorded]:
    """The statements with the bounds that follow from what is heard and was public, and their reasons if asked for.

    `heard` is what selected them. What was recorded follows from everything there is, so that without known_at, lens
    or an earlier version it stands, unless it hangs on what was taken back.
    """
    narrowed = asked.known_at or asked.has_lens or view.version != view.today.version or view.linked_to_withdrawn
    linked = [s.key for s in statements if s.linked] if narrowed or asked.explain else []
    if not linked and not asked.explain:
        return statements
    sources = known_sources(view, asked)
    settled = settle(standing(heard(view.tied_to(linked)), view.publishers), sources) if linked else None
    found = [_settled(s, settled) for s in statements] if settled and narrowed else statements
    return [explained(view, s, settled, sources) for s in found] if asked.explain else found


def explained(view: View, statement: Recorded, settled: Settled | None, sources: Mapping[str, Source]) -> Recorded:
    """The statement with the reasons of its bounds."""
    solved = (
        settled.solved if settled and statement.key in settled.times and statement.key not in settled.loose else None
    )
    ids = {key: other.id for key, other in view.linked.items()} if solved else {}
    return replace(statement, reasons=reasons(statement, solved, sources, ids))


def explained_alone(view: View, statement: Recorded) -> Recorded:
    """The same for one version of a statement: of a closed one, only by its own words."""
    current = view.linked.get(statement.key) if statement.linked else None
    settled = None
    if current is not None and current.opened_in == statement.opened_in:
        settled = settle(view.tied_to([statement.key]), view.sources)
    return explained(view, statement, settled, view.sources)


def known_sources(view: View, asked: Common) -> dict[str, Source]:
    """Sources that may have been published by the day of known_at."""
    return {id_: one for id_, one in view.sources.items() if one.published.earliest <= asked.known_by}


def _settled(statement: Recorded, settled: Settled) -> Recorded:
    times = settled.times.get(statement.key) if statement.linked else None
    return with_times(statement, times) if times else statement
