"""Chains: how one id is joined to another by some links, each of which joins several ids."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple


class Chain(NamedTuple):
    """`by[n]` is the link that joins `ids[n]` and `ids[n + 1]`."""

    ids: tuple[str, ...]
    by: tuple[str, ...]

    def __str__(self) -> str:
        links = "judgement" if len(set(self.by)) == 1 else "judgements"
        return f"{' ~ '.join(self.ids)} by {links} {', '.join(dict.fromkeys(self.by))}"


class Links:
    """Links, each with a name and the ids that it joins. Chains do not depend on the order of the links."""

    def __init__(self, links: Iterable[tuple[str, Sequence[str]]]) -> None:
        self._links = sorted((name, tuple(ids)) for name, ids in links)
        self._of: dict[str, list[int]] = {}
        for number, (_, ids) in enumerate(self._links):
            for id_ in ids:
                self._of.setdefault(id_, []).append(number)

    def chain(self, start: str, end: str) -> Chain | None:
        """A shortest chain from one id to another; None where nothing joins them. Breadth first."""
        came: dict[str, tuple[str, str]] = {}  # from which id, by which link
        used: set[int] = set()
        waiting = deque([start])
        while waiting and end not in came:
            id_ = waiting.popleft()
            for number in self._of.get(id_, ()):
                if number in used:
                    continue
                used.add(number)
                name, ids = self._links[number]
                for other in ids:
                    if other != start and other not in came:
                        came[other] = (id_, name)
                        waiting.append(other)
        return _walked(came, start, end) if end in came else None


def _walked(came: Mapping[str, tuple[str, str]], start: str, end: str) -> Chain:
    ids, by = [end], []
    while ids[-1] != start:
        before, name = came[ids[-1]]
        ids.append(before)
        by.append(name)
    return Chain(tuple(reversed(ids)), tuple(reversed(by)))
