"""English words for pairs and what they did, for all sentences on who fought or stood with whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.sentences.facts import AskedDays, Doubt
from app.sentences.languages.en.verbs import VERBS, Verb, inflect_past
from app.sentences.names import order_names
from app.sentences.networks import TOGETHER, group_by_doer, group_by_party, is_directed

if TYPE_CHECKING:
    from app.sentences.languages.en.writer import EnglishWriter

STOOD = {
    Doubt.NONE: "stood with",
    Doubt.PROBABLY: "probably stood with",
    Doubt.STILL: "probably still stood with",
    Doubt.PERHAPS: "may have stood with",
}
# of pairs in the series of two, by their sign
PAIR_VERBS = {-1: "fought each other", 1: "stood together", 0: "were neutral", None: "both fought and stood together"}
MOST_WORDS = 52
MOST_NAMES = 5


class EnglishOfRelations:
    """What the sentences on alliances share: names of some, verbs of relations, and pairs."""

    def __init__(self, words: EnglishWriter) -> None:
        self.words = words

    def opening_without_day(self, asked: AskedDays) -> str:
        return self.words.opening(replace(asked, day=None))

    def some(self, ids: Sequence[str], count: int, most: int = MOST_NAMES) -> str:
        """The names of the first of so many, at most five, and how many more; of none of them how many they are."""
        shown = [self.words.name(id_) for id_ in ids[: most if count > most + 1 or not most else most + 1]]
        rest = count - len(shown)
        if not shown:
            return f"{self.words.number(rest)} {'other' if rest == 1 else 'others'}"
        return self.words.join([*shown, f"{rest:,} more"] if rest > 0 else order_names(shown), most=MOST_NAMES + 1)

    def by_same(self, speakers: Sequence[str]) -> str:
        """Behind a sentence that names the speakers already."""
        return f", by the same account{'s' if len(speakers) > 1 else ''}" if speakers else ""

    def relate(self, relation: str, *, is_plural: bool, is_sure: bool = True) -> str:
        """The past verb of a relation: `fought`, `probably stood with`, `were in an armed dispute with`."""
        doubt = Doubt.NONE if is_sure else Doubt.PROBABLY
        if relation == TOGETHER:
            return STOOD[doubt]
        return write_doubtful(find_relation_verb(relation), doubt, is_plural=is_plural)

    def _is_plural(self, ids: Sequence[str]) -> bool:
        return self.words.records.clauses({}).is_plural(ids)

    def _it(self, ids: Sequence[str]) -> str:
        return "them" if self._is_plural(ids) else "it"

    def pairs(
        self,
        pairs: Sequence[tuple[str, str]],
        count: int,
        relation: str = "fights",
        *,
        is_sure: bool = True,
        common: str | None = None,
        is_joined: bool = False,
    ) -> str:
        """Such as `Iraq and Syria fought ISIS, Chad fought JNIM, and 59 more pairs fought each other`; who does it, or
        came to the side of another, comes first. `common`: who is in all of them."""
        rest = count - len(pairs)
        if common and rest > 0 and not is_directed(relation):
            return self._write_common(pairs, count, relation, common, is_sure=is_sure, is_joined=is_joined)
        clauses = []
        if is_directed(relation) or relation == TOGETHER:
            for doers, others in group_by_doer(pairs):
                verb = self.relate(relation, is_plural=self._is_plural(doers), is_sure=is_sure)
                clauses.append(f"{self.words.names_of(doers)} {verb} {self.words.names_of(others)}")
        else:
            for party, others in group_by_party(pairs):
                verb = self.relate(relation, is_plural=self._is_plural(others), is_sure=is_sure)
                clauses.append(f"{self.words.names_of(others)} {verb} {self.words.name(party)}")
        if rest > 0 and is_directed(relation):
            verb = self.relate(relation, is_plural=False)
            clauses.append(f"in {rest:,} more {'pair' if rest == 1 else 'pairs'} one side {verb} the other")
        elif rest > 0:
            more = f"{rest:,} more {'pair' if rest == 1 else 'pairs'}"
            together = f"{more} {'stood together' if is_sure else 'probably stood together'}"
            verb = self.relate(relation, is_plural=rest > 1)
            clauses.append(together if relation == TOGETHER else f"{more} {verb} each other")
        return join_clauses(clauses)

    def count_pairs(self, count: int, *, is_first: bool) -> str:
        """Such as `another pair`, `another 12 pairs`; `12` behind such a number."""
        number = self.words.number(count)
        return number if not is_first else "another pair" if count == 1 else f"another {number} pairs"

    def count_related_pairs(self, relation: str, count: int, *, is_first: bool) -> str:
        """Such as `another 12 pairs were in an armed dispute`, `99 stood together`, `in 12 one side besieged ..`."""
        counted = self.count_pairs(count, is_first=is_first)
        if relation == TOGETHER:
            return f"{counted} stood together"
        if is_directed(relation):
            return f"in {counted} one side {self.relate(relation, is_plural=False)} the other"
        verb = self.relate(relation, is_plural=count > 1)
        each_other = verb.removesuffix(" with") if verb.startswith(("was ", "were ")) else f"{verb} each other"
        return f"{counted} {each_other}"

    def _write_common(
        self,
        pairs: Sequence[tuple[str, str]],
        count: int,
        relation: str,
        common: str,
        *,
        is_sure: bool,
        is_joined: bool,
    ) -> str:
        """Many who had the same party in common: `Iraq, Chad and 9 more fought ISIS`, `ISIS stood together with ..`."""
        names = self.some([b if a == common else a for a, b in pairs], count, len(pairs))
        if relation == TOGETHER and not is_joined:
            return f"{self.words.name(common)} {'stood' if is_sure else 'probably stood'} together with {names}"
        return f"{names} {self.relate(relation, is_plural=True, is_sure=is_sure)} {self.words.name(common)}"

    def _say(self, speakers: Sequence[str], verb: str = "say") -> str:
        """The verb of those who say so: several, or one whose name is of several."""
        return verb if len(speakers) > 1 or " and " in self.words.speakers(speakers) else f"{verb}s"

    def _fit(self, lead: str, seconds: Sequence[str]) -> str:
        """The first sentence, and the first of the others that fits."""
        text = f"{capitalize_first(lead.strip())}."
        for second in filter(None, seconds):
            if len(f"{text} {second}.".split()) <= MOST_WORDS:
                return self.words.say_lens(f"{text} {second}.")
        return self.words.say_lens(text)


def find_relation_verb(relation: str) -> Verb:
    """The verb of a relation; of a word that a source brings itself, one that quotes it."""
    tie = f"the tie “{relation.replace('_', ' ')}” with"
    return VERBS.get(relation) or Verb(f"have {tie}", f"had {tie}")


def write_doubtful(verb: Verb, doubt: Doubt, *, is_plural: bool) -> str:
    """The past of a verb with its word of doubt: `probably supported`, `was probably hostile to`."""
    past = inflect_past(verb.past, is_plural=is_plural)
    word = {Doubt.NONE: "", Doubt.PROBABLY: "probably", Doubt.STILL: "probably still", Doubt.PERHAPS: "perhaps"}[doubt]
    be, _, rest = past.partition(" ")
    return " ".join(filter(None, [be, word, rest] if verb.past.startswith("be ") else [word, past]))


def join_clauses(clauses: Sequence[str]) -> str:
    return clauses[0] if len(clauses) == 1 else f"{', '.join(clauses[:-1])}, and {clauses[-1]}"


def capitalize_first(words: str) -> str:
    return words[:1].upper() + words[1:]
