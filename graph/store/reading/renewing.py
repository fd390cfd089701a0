"""What a view of a newer data version takes over from one of an older: judgements and links that no load changed."""

from graph.model.judgements import JUDGEMENTS
from graph.store.reading.columns import make_span
from graph.store.reading.view import View, sort_statements
from graph.vocabulary import vocabulary

MOST_CHANGED = 20_000  # statements; with more of them, reading all links anew is as fast


def renew_view(view: View, before: View) -> None:
    """Take over what is the same in a newer view, as far as the older one has read it."""
    loads = view.list_loads_between(before.version, view.version)
    if "judgements" in before.__dict__ and not any(load["dataset"] == JUDGEMENTS for load in loads):
        view.__dict__["judgements"] = before.judgements
    if before.links_by_use and _has_same_identity(view, before):
        _renew_links(view, before)


def _has_same_identity(view: View, before: View) -> bool:
    """Whether each entity of the older view stands for whom it stood then."""
    if view.directory is before.directory:
        return True
    now = view.directory.find_canonical
    return all(before.directory.find_canonical(id_) == now(id_) for id_ in before.directory.by_id)


def _renew_links(view: View, before: View) -> None:
    versions = make_span(before.version, view.version)["versions"]
    changed = {row["id"] for row in view.store.read("read/changed_ids", versions=versions)}
    responses = view.store.read("read/responses_changed", versions=versions)
    changed |= {row[end]["id"] for row in responses for end in ("by", "of")}
    if len(changed) > MOST_CHANGED:
        return
    found = [s for s in view.select_by_ids(changed) if s.opened_in <= view.version < s.closed_in]
    for use, links in before.links_by_use.items():
        predicates = vocabulary().select_predicates(use)
        same = (link for link in links if link.id not in changed)
        view.links_by_use[use] = sort_statements([*same, *(s for s in found if s.predicate in predicates)])
