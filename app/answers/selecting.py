"""What the answers share in choosing statements: parts, nationalities, and what was public by a day."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from app.answers.dating import dated
from app.answers.question import Common
from graph.evidence.hierarchy import is_fact, with_parts
from graph.evidence.lens import Lens, heard, is_heard
from graph.evidence.retraction import Withdrawal, standing, with_standing_replies
from graph.model.statement import LABELS
from graph.model.stored_statement import Recorded
from graph.store.reader import View
from graph.vocabulary import vocabulary


def resolved(view: View, asked: str, labels: Iterable[str], parameter: str) -> str:
    """The id of the one entity that was asked for."""
    return view.directory.resolve(asked, labels, parameter).id


def any_entity(view: View, asked: str, parameter: str = "id") -> str:
    return resolved(view, asked, LABELS, parameter)


def parts_of(view: View, asked: Common, id_: str) -> frozenset[str]:
    """An entity and its parts on the day asked about, as far as that was public; of a place what lies in it anyway."""
    links = known_links(view, asked, [*view.parts, *view.locations])
    return frozenset(with_parts(id_, links, asked.as_of.earliest, asked.as_of.latest))


def places_in(view: View, asked: Common, ids: Iterable[str]) -> dict[str, frozenset[str]]:
    """Each of some places with what lies in it on the day asked about."""
    links = [link for link in known_links(view, asked, [*view.parts, *view.locations]) if _of_places(view, link)]
    return {id_: frozenset(with_parts(id_, links, asked.as_of.earliest, asked.as_of.latest)) for id_ in ids}


def known_links(view: View, asked: Common, links: Iterable[Recorded]) -> list[Recorded]:
    """Which of some links, of parts or places, may have been public by the day of known_at and were not taken back by
    then.

    Where a place lies is no news: a source that says so late does not hide what was public of the place before.
    """
    links = list(links)
    places = [link for link in links if _of_places(view, link)]
    of_places = {link.id for link in places}
    news = public((link for link in links if link.id not in of_places), asked)
    told = {link.id: link for link in with_standing_replies(news, view.withdrawals, asked.known_at)}
    told |= {link.id: link for link in with_standing_replies(places, view.withdrawals, None)}
    return standing([told[link.id] for link in links if link.id in told], view.publishers)


def _of_places(view: View, link: Recorded) -> bool:
    """Whether a link is of places alone, and not of somebody who is somewhere."""
    return all(view.directory.get(id_).label == "Place" for ids in link.roles.values() for id_ in ids)


def groups_of(view: View, asked: Common, nationality: str) -> tuple[frozenset[str], frozenset[str]]:
    """Groups whose people are of a nationality (or of a part of it), and groups only some of whom are said to be."""
    wanted = parts_of(view, asked, nationality)
    whole, some = (
        {
            group
            for link in view.of_entities(wanted, vocabulary().that_follow(use), asked.known_by)
            if is_fact(link) and wanted & set(link.role("object"))
            for group in link.role("subject")
        }
        for use in ("nationality", "some_nationality")
    )
    whole = {part for group in whole for part in parts_of(view, asked, group)}
    return frozenset(whole), frozenset(some - whole)


def selected(view: View, statements: Iterable[Recorded], asked: Common) -> list[Recorded]:
    """Statements that may have been public by the day of known_at and that the lens lets through, with only such
    responses to them, and with dates that are bounded by such statements alone."""
    heard_of = partial(let_through, view, asked)
    return dated(view, heard_of(statements), asked, heard_of)


def let_through(view: View, asked: Common, statements: Iterable[Recorded]) -> list[Recorded]:
    """The same with dates as recorded."""
    lens = lens_of(view, asked)
    told = heard(public(statements, asked), lens, view.organisations if lens else ())
    if not any(statement.responses for statement in told):
        return told
    return with_standing_replies(told, _withdrawals(view, lens), asked.known_at)


def _withdrawals(view: View, lens: Lens) -> list[Withdrawal]:
    """What was taken back by those whom the lens lets through."""
    return (
        [one for one in view.withdrawals if is_heard(one.said_by, lens, view.organisations)]
        if lens
        else view.withdrawals
    )


def lens_of(view: View, asked: Common) -> Lens:
    """The speaker lens with the ids of the speakers. Raises NotFound or Ambiguous naming the parameter."""
    trusted = frozenset(resolved(view, name, ["Actor"], "trust") for name in asked.trust)
    excluded = frozenset(resolved(view, name, ["Actor"], "exclude") for name in asked.exclude)
    return Lens(trusted=trusted or None, excluded=excluded, no_parties=asked.no_parties)


def public(statements: Iterable[Recorded], asked: Common) -> list[Recorded]:
    """Statements that may have been public by the day of known_at, with only such responses to them."""
    if asked.known_at is None:
        return list(statements)
    last = asked.known_at.latest
    return [
        replace(s, responses=tuple(reply for reply in s.responses if reply.known.earliest <= last))
        if s.responses
        else s
        for s in statements
        if s.known.earliest <= last
    ]
