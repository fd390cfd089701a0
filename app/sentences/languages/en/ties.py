"""The notes of answers on alliances, networks and paths in English."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.answers.words import day_in_words, join_words, plural
from graph.dates.windows import MAX, MIN, Window

if TYPE_CHECKING:
    from app.sentences.languages.en.writer import EnglishWriter


class EnglishTieNotes:
    """Writes notes in English, with the names that sources give; see `app.sentences.notes`."""

    def __init__(self, writer: "EnglishWriter") -> None:
        self.view = writer.names.view

    def write_no_evidence(self, relations: Sequence[str]) -> str:
        if relations:
            return f"No source here states {' or '.join(relations)}"
        return "No source here says who is friendly or hostile to whom"

    def write_extent(self, days: Window) -> str:
        return f"What sources say here runs from {day_in_words(days.earliest)} to {day_in_words(days.latest)}"

    def write_relations(self, relations: Sequence[str]) -> str:
        return f"Only statements of {join_words(relations)} count here"

    def write_cut_nearest(self, number: int, shown: int, *, is_earlier: bool) -> str:
        when = "earlier" if is_earlier else "later"
        return (
            f"Of {number:,} pairs with {when} evidence only {shown:,} are given; ask about an actor, or on another day"
        )

    def write_cut_actors(self, shown: int, actors: int, edges: int, pairs: int, *, is_around: bool) -> str:
        chosen = "nearest ones" if is_around else "ones with the most pairs"
        return (
            f"{shown:,} of {actors:,} actors are shown, the {chosen}, with {edges:,} of {pairs:,} pairs; limit shows "
            "more"
        )

    def write_no_pair(self, actor: str, days: Window | None, known_at: str | None = None) -> str:
        when = "on no day" if days is None else _write_days(days)
        known = f", as known on {known_at}" if known_at else ""
        return f"no pair {when}{known} has {self.view.directory.get(actor).name} in it"

    def write_estimate(self, sampled: int, actors: int) -> str:
        return f"betweenness is estimated from {sampled:,} of {actors:,} actors"

    def write_left_out_days(self, *, only_certain: bool, least: int) -> str:
        causes = ["days on which a pair is only possible"] * only_certain
        causes += [f"days on which a pair rests on fewer than {least} independent speakers"] * bool(least)
        return f"{' and '.join(causes)} are left out"

    def write_stopped_search(self, steps: int) -> str:
        return f"The search took too long: paths of {steps} steps or more may be missing"

    def write_more_paths(self, most: int) -> str:
        return f"There are more than {most:,} paths; the first {most:,} are given. kinds and max_hops limit them"

    def write_shortest(self, steps: int) -> str:
        return f"No path is shorter than {steps} steps; max_hops={steps} finds those"

    def write_old_custody(self, steps: int) -> str:
        return f"On {plural(steps, 'step')} custody was last reported for another day; custody has the moves since"

    def write_open_index(self, lower: int, upper: int, *, is_smallest: bool) -> str:
        word = "smallest" if is_smallest else "largest"
        return f"The {word} number of pairs lies between {lower:,} and {upper:,}: time was up; seconds= gives more"

    def write_mixed_pairs(self, number: int) -> str:
        return f"{plural(number, 'pair is', 'pairs are')} both friendly and hostile, and only in the largest number"

    def write_denied_pairs(self, number: int) -> str:
        return f"Someone denies {plural(number, 'pair')}"

    def write_tried_changes(self, tried: int, candidates: int) -> str:
        return f"{tried:,} of {candidates:,} changes that could tip the balance were tried"


def _write_days(days: Window) -> str:
    first, last = days.earliest, days.latest
    if first == MIN or last == MAX:
        return f"until {last}" if first == MIN else f"since {first}"
    return f"on {first}" if first == last else f"between {first} and {last}"
