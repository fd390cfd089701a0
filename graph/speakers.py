"""How many speakers really stand behind an answer."""

from collections.abc import Callable, Iterable, Sequence

from graph.parts import tops
from graph.recorded import Recorded


def independent_speakers(
    statements: Iterable[Recorded], links: Sequence[Recorded], is_anonymous: Callable[[str], bool]
) -> tuple[int, int]:
    """At least and at most how many: one per organisation at the top; anonymous ones raise only the most."""
    speakers = {statement.said_by for statement in statements}
    if not speakers:
        return 0, 0
    named = {tops(speaker, links) for speaker in speakers if not is_anonymous(speaker)}
    anonymous = sum(1 for speaker in speakers if is_anonymous(speaker))
    return max(1, len(named)), len(named) + anonymous
